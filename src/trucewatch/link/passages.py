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
class Indexed:
    """One text's shingles, put in order so that another text can be looked up in them.

    Attributes:
        run: the shingles in the order of the text.
        values, first, place: the different ones, sorted; where each first stands in the run; and for each of the run
            its number among them.
        rare: which of the run are distinctive.
    """

    run: Hashes
    values: Hashes
    first: NDArray[np.int64]
    place: NDArray[np.int64]
    rare: Mask

    @classmethod
    def of(cls, run: Hashes, rare: Mask) -> Indexed:
        """Index a text's shingles."""
        values, first, place = np.unique(run, return_index=True, return_inverse=True)
        return cls(run, values, first, place, rare)

    def distinctive(self) -> Hashes:
        """The different distinctive shingles, sorted."""
        return self.values[self.rare[self.first]]

    def lookup(self, other: Indexed) -> NDArray[np.int64]:
        """For each shingle of the other text its number among this text's different ones, -1 where it has it not."""
        found = np.searchsorted(self.values, other.run)
        np.minimum(found, len(self.values) - 1, out=found)
        return np.where(self.values[found] == other.run, found, -1)


def shares_of(one: Indexed, other: Indexed) -> tuple[float, float]:
    """The share of each text's distinctive words that stands in the other."""
    found = other.lookup(one)
    here = found >= 0
    there = np.zeros(len(other.values), dtype=bool)
    there[found[here]] = True
    return covered(one.rare, here & one.rare), covered(other.rare, there[other.place] & other.rare)


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
    width = WORDS_IN_SHINGLE
    marked = np.zeros(len(shingles) + 2 * width - 1, dtype=np.int32)
    np.cumsum(shingles, out=marked[width : width + len(shingles)])
    marked[width + len(shingles) :] = marked[width + len(shingles) - 1]
    covers: Mask = marked[width:] != marked[:-width]
    return covers


def shared_runs(one: Indexed, other: Indexed) -> list[Run]:
    """The longest runs of words that two texts share, longest first; the longest is told however short it is."""
    if not len(one.run) or not len(other.run):
        return []
    found = other.lookup(one)
    there = np.where(found >= 0, other.first[found], -2)
    starts = np.flatnonzero(np.r_[True, np.diff(there) != 1])
    lengths = np.diff(np.r_[starts, len(one.run)])
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
