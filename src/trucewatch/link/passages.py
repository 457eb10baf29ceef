"""Passages: what two texts have in common, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from trucewatch.link.shingles import WORDS_IN_SHINGLE, Hashes, WordPlaces

GAP = 5  # words between two shared runs that are counted as shared: one word was changed, not five
SHOWN = 3  # passages that an edge shows
SHOWN_FROM = 8  # shingles, a dozen words: shorter ones show nothing
Mask = NDArray[np.bool_]
_OPENING = frozenset("“«„")
_MARK = re.compile('[“«„”»"]')


@dataclass(frozen=True)
class Run:
    """A run of shared shingles: the number of the first in one text and in the other, and how many."""

    here: int
    there: int
    length: int

    def words(self, places: WordPlaces, *, other: bool = False) -> tuple[int, int]:
        """The first code point of the run's words in one text or the other, and the one after the last."""
        return places.of(self.there if other else self.here, self.length + WORDS_IN_SHINGLE - 1)


def covered(distinctive: Mask, shared: Mask) -> float:
    """The share of a text's distinctive words that stands in another, small gaps counted in.

    Args:
        distinctive, shared: which of the text's shingles are distinctive, and which of these the other has.
    """
    words, common = _words_in(distinctive), _words_in(shared)
    places = np.flatnonzero(common)
    steps = np.diff(places)
    for here in np.flatnonzero((steps > 1) & (steps <= GAP + 1)):
        common[places[here] : places[here + 1]] = True
    whole = int(words.sum())
    return int((common & words).sum()) / whole if whole else 0.0


def _words_in(shingles: Mask) -> Mask:
    """Which words the marked shingles cover."""
    words = np.zeros(len(shingles) + WORDS_IN_SHINGLE - 1, dtype=bool)
    for step in range(WORDS_IN_SHINGLE):
        words[step : step + len(shingles)] |= shingles
    return words


def shared_runs(own: Hashes, other: Hashes) -> list[Run]:
    """The longest runs of words that two texts share, longest first; the longest is told however short it is."""
    if not len(own) or not len(other):
        return []
    order = np.argsort(other, kind="stable")
    found = np.searchsorted(other[order], own).clip(max=len(other) - 1)
    there = np.where(other[order][found] == own, order[found], -2)
    starts = np.flatnonzero(np.r_[True, np.diff(there) != 1])
    lengths = np.diff(np.r_[starts, len(own)])
    lengths[there[starts] < 0] = 0
    longest = np.argsort(-lengths, kind="stable")[:SHOWN]
    runs = [Run(int(starts[number]), int(there[starts[number]]), int(lengths[number])) for number in longest]
    return [run for number, run in enumerate(runs) if run.length >= (SHOWN_FROM if number else 1)]


def is_quoted(text: str, start: int, end: int) -> bool:
    """Whether `[start, end)` of a text stands within quotation marks, but for a few words at its edges.

    Marks are looked at from the beginning of the paragraph on; one that closes nothing is passed over.
    """
    inside, since, outside = False, start, 0
    for mark in _MARK.finditer(text, text.rfind("\n", 0, start) + 1, end):
        opens = not inside if mark.group() == '"' else mark.group() in _OPENING
        if opens and not inside:
            outside += max(0, mark.start() - since)
        if inside and not opens:
            since = max(start, mark.end())
        inside = opens
    return outside + (0 if inside else end - since) <= max(1, (end - start) // 5)
