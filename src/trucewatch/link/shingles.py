"""Shingles: the five-word runs of a text, as numbers that two versions of one text have in common.

A text is lowered to its words, so that typography, line breaks and case make no difference, and passages that
reading marked as boilerplate are left out. Broder, "On the resemblance and containment of documents" (1997).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from trucewatch.records.documents import Document

WORDS_IN_SHINGLE = 5
_WORD = re.compile(r"[^\W_]+")
_MULTIPLIERS = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93, 0xA0761D6478BD642F)
Hashes = NDArray[np.uint64]


@dataclass(frozen=True)
class WordPlace:
    """Where a word stands in a text, in code points, end exclusive."""

    start: int
    end: int


class Vocabulary:
    """Words as stable 64-bit numbers: the same word has the same number in every run."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, word: str) -> int:
        """The number of a word, whatever its case and its composition."""
        known = self._numbers.get(word)
        if known is None:
            plain = unicodedata.normalize("NFKC", word).casefold()
            digest = blake2b(plain.encode("utf-8", "surrogatepass"), digest_size=8).digest()
            known = self._numbers[word] = int.from_bytes(digest, "big")
        return known

    def shingles(self, document: Document) -> Hashes:
        """The shingles of a document, in order; a text of fewer than five words is one shingle of all of them."""
        numbers = [self.number(word) for word in _WORD.findall(reading_text(document))]
        return combine(numbers)


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


def word_places(document: Document) -> list[WordPlace]:
    """Where each word that `Vocabulary.shingles` counts stands in the document's text."""
    return [WordPlace(found.start(), found.end()) for found in _WORD.finditer(reading_text(document))]


def combine(numbers: Sequence[int]) -> Hashes:
    """Hash each run of five word numbers into one; order counts."""
    if not numbers:
        return np.empty(0, dtype=np.uint64)
    words = np.array(numbers, dtype=np.uint64)
    width = min(WORDS_IN_SHINGLE, len(numbers))
    count = len(numbers) - width + 1
    total: Hashes = np.zeros(count, dtype=np.uint64)
    for place in range(width):
        total = (total ^ words[place : place + count]) * np.uint64(_MULTIPLIERS[place])
        total ^= total >> np.uint64(29)
    return total


def flatten(parts: Iterable[Hashes]) -> tuple[Hashes, NDArray[np.int64]]:
    """Arrays end to end, and for each element the index of the array it came from."""
    arrays = list(parts)
    if not arrays:
        return np.empty(0, dtype=np.uint64), np.empty(0, dtype=np.int64)
    owners = np.repeat(np.arange(len(arrays), dtype=np.int64), [len(array) for array in arrays])
    return np.concatenate(arrays), owners
