"""Shingles: the five-word runs of a text, as numbers that two versions of one text have in common.

A text is lowered to its words, so that typography, line breaks and case make no difference, and passages that
reading marked as boilerplate are left out. Broder, "On the resemblance and containment of documents" (1997). Words
are hashed on arrays of code points, all words of a text at once, by a polynomial whose prefix sums give each word's
value (Karp & Rabin 1987): the same word has the same number in every run.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from trucewatch.records.documents import Document

WORDS_IN_SHINGLE = 5
_BASE = 0x9E3779B97F4A7C15
_INVERSE = pow(_BASE, -1, 1 << 64)
_MULTIPLIERS = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93, 0xA0761D6478BD642F)
_PLANE = 1 << 16
_BLOCK = 1 << 16
Hashes = NDArray[np.uint64]
Points = NDArray[np.uint32]


@dataclass(frozen=True)
class WordPlaces:
    """Where each word of a text stands: its first code point, and the one after its last."""

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]

    def of(self, first: int, count: int) -> tuple[int, int]:
        """Where a run of words begins and ends; one that would go on behind the text ends with it."""
        return int(self.starts[first]), int(self.ends[min(first + count, len(self.ends)) - 1])


def shingles_of(document: Document) -> Hashes:
    """The shingles of a document, in order; a text of fewer than five words is one shingle of all of them."""
    points, _ = _folded(reading_text(document))
    starts, ends = _word_bounds(points)
    return combine(_word_numbers(points, starts, ends))


def word_places(document: Document) -> WordPlaces:
    """Where each word that `shingles_of` counts stands in the document's text."""
    points, origins = _folded(reading_text(document))
    starts, ends = _word_bounds(points)
    return WordPlaces(starts, ends) if origins is None else WordPlaces(origins[starts], origins[ends - 1] + 1)


def reading_text(document: Document) -> str:
    """The text with boilerplate blanked out by line feeds, so that offsets still hold."""
    if not document.boilerplate:
        return document.text
    pieces, at = [], 0
    for part in sorted(document.boilerplate, key=lambda part: part.span.start):
        start, end = max(part.span.start, at), max(part.span.end, at)
        pieces += [document.text[at:start], "\n" * (end - start)]
        at = end
    pieces.append(document.text[at:])
    return "".join(pieces)


def combine(words: Hashes) -> Hashes:
    """Hash each run of five word numbers into one; order counts."""
    if not len(words):
        return words
    width = min(WORDS_IN_SHINGLE, len(words))
    count = len(words) - width + 1
    total: Hashes = np.zeros(count, dtype=np.uint64)
    for place in range(width):
        total = (total ^ words[place : place + count]) * np.uint64(_MULTIPLIERS[place])
        total ^= total >> np.uint64(29)
    return total


def flatten(parts: Iterable[Hashes]) -> tuple[Hashes, NDArray[np.int32]]:
    """Arrays end to end, and for each element the index of the array it came from."""
    arrays = list(parts)
    if not arrays:
        return np.empty(0, dtype=np.uint64), np.empty(0, dtype=np.int32)
    owners = np.repeat(np.arange(len(arrays), dtype=np.int32), [len(array) for array in arrays])
    return np.concatenate(arrays), owners


def _folded(text: str) -> tuple[Points, NDArray[np.int64] | None]:
    """The text's code points without case and compatibility forms, 0 where no word stands.

    The second value says which code point of the text each comes from; None where it is the one at the same place.
    """
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    table = _fold_table()
    if not len(points) or (points.max() < _PLANE and table[points].max() != _SEVERAL):
        return table[points], None
    pieces = [_fold(char) for char in text]
    origins = np.repeat(np.arange(len(pieces)), [len(piece) for piece in pieces])
    joined = "".join(pieces)
    whole = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    words = np.fromiter(map(str.isalnum, joined), dtype=bool, count=len(joined))
    return np.where(words, whole, 0).astype(np.uint32), origins


_SEVERAL = 0xFFFFFFFF


def _fold(char: str) -> str:
    return unicodedata.normalize("NFKC", char.casefold())


@cache
def _fold_table() -> Points:
    """For each code point of the basic plane what it folds to: 0 for none of a word, `_SEVERAL` for more than one."""
    table = np.zeros(_PLANE, dtype=np.uint32)
    for point in range(_PLANE):
        char = chr(point)
        if char.isalnum():
            folded = _fold(char)
            table[point] = ord(folded) if len(folded) == 1 and folded.isalnum() else _SEVERAL
    return table


def _word_bounds(points: Points) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The first place of each word, and the one after its last."""
    words = np.zeros(len(points) + 2, dtype=np.int8)
    words[1:-1] = points != 0
    steps = np.diff(words)
    return np.flatnonzero(steps == 1), np.flatnonzero(steps == -1)


def _word_numbers(points: Points, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> Hashes:
    """One number for each word: Σ pointᵢ · baseⁱ over its letters, mixed so that near words are far apart."""
    powers, inverses = _powers(len(points))
    sums = np.zeros(len(points) + 1, dtype=np.uint64)
    np.cumsum(points * powers[: len(points)], out=sums[1:])
    numbers: Hashes = (sums[ends] - sums[starts]) * inverses[starts]
    numbers ^= numbers >> np.uint64(32)
    numbers *= np.uint64(_MULTIPLIERS[3])
    return numbers ^ (numbers >> np.uint64(29))


def _powers(count: int) -> tuple[Hashes, Hashes]:
    """Powers of the base and of its inverse modulo 2⁶⁴, as many as asked for or more."""
    return _powers_of(-(-count // _BLOCK) * _BLOCK)


@cache
def _powers_of(count: int) -> tuple[Hashes, Hashes]:
    return _accumulated(_BASE, count), _accumulated(_INVERSE, count)


def _accumulated(base: int, count: int) -> Hashes:
    factors = np.full(count, base, dtype=np.uint64)
    factors[:1] = 1
    return np.multiply.accumulate(factors)
