"""Overlaps: which runs of words stand in more than one document of a collection, and which pairs share many.

All of it is done on whole arrays, a part of the shingles at a time, so that memory stays near that of the shingles
themselves and a hundred thousand documents take seconds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

from trucewatch.link.groups import Groups
from trucewatch.link.shingles import Hashes, flatten

COMMON_FROM = 13  # a shingle in more than a dozen texts is a footer's
MIN_SHARED = 12  # shingles: below this two short notices share a phrase, not a text
REPRINT = 0.7  # likeness at which two documents are taken for one text before shingles are counted
REPRINT_OWN = 0.15  # and the most that either may have of its own
REPRINT_COMMON = 0.3  # the least of it that must stand in many documents, for the text to be counted as one
BANDS, ROWS = 16, 4  # at a likeness of .7 a pair is missed once in 80; .8 and above, never in practice
PART = 1 << 23  # shingles that are put in order at once
WHOLE_UP_TO = 64  # documents: of a run that more share, only a sample of its shingles is counted
Owners = NDArray[np.int32]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Overlaps:
    """The shingles of a collection that say something of it.

    Attributes:
        dropped: shingles that too many texts share, sorted.
        distinctive: for each document, how many different shingles it has without these.
        values, owners: each distinctive shingle of two documents or more with each document that has it, sorted.
    """

    dropped: Hashes
    distinctive: NDArray[np.int64]
    values: Hashes
    owners: Owners

    def rare(self, run: Hashes) -> Mask:
        """Which shingles of a document are distinctive."""
        return ~member(run, self.dropped)

    def pairs(self) -> dict[tuple[int, int], int]:
        """How many distinctive shingles each pair has in common, where that is more than a phrase.

        Of a text that is printed very often a sample of shingles is counted: the number is then an estimate.
        """
        return _shared_counts(self.values, self.owners, len(self.distinctive))

    def smaller(self, pair: tuple[int, int]) -> int:
        """How many distinctive shingles the smaller document of a pair has."""
        return int(min(self.distinctive[pair[0]], self.distinctive[pair[1]]))


def overlaps_of(runs: Sequence[Hashes]) -> Overlaps:
    """What the documents of a collection share, given the shingles of each in the order of the text."""
    sizes = np.array([len(run) for run in runs], dtype=np.int64)
    values, owners, repeated = _repeated(runs)
    different = sizes - repeated
    own = different - np.bincount(owners, minlength=len(runs))
    dropped = _common(runs, values, owners, different, own)
    kept = ~member(values, dropped)
    gone = np.bincount(owners[~kept], minlength=len(runs))
    return Overlaps(dropped, different - gone, values[kept], owners[kept])


def member(values: Hashes, among: Hashes) -> Mask:
    """Which values are among others, which are sorted."""
    if not len(among):
        return np.zeros(len(values), dtype=bool)
    found: Mask = among[np.searchsorted(among, values).clip(max=len(among) - 1)] == values
    return found


def _repeated(runs: Sequence[Hashes]) -> tuple[Hashes, Owners, NDArray[np.int64]]:
    """Each shingle that several documents have, with each of them; and how often each document repeats itself."""
    values, owners = [np.empty(0, dtype=np.uint64)], [np.empty(0, dtype=np.int32)]
    repeated = np.zeros(len(runs), dtype=np.int64)
    for flat, holders in _parts(runs):
        order = np.argsort(flat, kind="stable")  # documents of one shingle stay in order
        flat, holders = flat[order], holders[order]
        twice = np.zeros(len(flat), dtype=bool)
        same = flat[1:] == flat[:-1]
        twice[1:] |= same
        twice[:-1] |= same
        flat, holders = flat[twice], holders[twice]
        again = np.zeros(len(flat), dtype=bool)
        again[1:] = (flat[1:] == flat[:-1]) & (holders[1:] == holders[:-1])
        np.add.at(repeated, holders[again], 1)
        flat, holders = flat[~again], holders[~again]
        several = np.repeat(*_several(flat))
        values.append(flat[several])
        owners.append(holders[several])
    return np.concatenate(values), np.concatenate(owners), repeated


def _several(flat: Hashes) -> tuple[Mask, NDArray[np.int64]]:
    """For each different value of a sorted array, whether it stands there more than once, and how often."""
    sizes = np.diff(np.r_[_starts(flat), len(flat)])
    return sizes > 1, sizes


def _starts(flat: Hashes) -> NDArray[np.int64]:
    if not len(flat):
        return np.empty(0, dtype=np.int64)
    return np.flatnonzero(np.r_[True, flat[1:] != flat[:-1]])


def _parts(runs: Sequence[Hashes]) -> Iterator[tuple[Hashes, Owners]]:
    """Shingles with the number of their document, in parts by value, most of those that stand alone left out."""
    flat, owners = flatten(runs)
    bits = min(8, (len(flat) // PART).bit_length())
    top = (flat >> np.uint64(56)).astype(np.uint8) >> (8 - bits) if bits else np.zeros(len(flat), dtype=np.uint8)
    for number in range(1 << bits):
        here = np.flatnonzero(top == number)
        part = flat[here]
        width = len(part).bit_length() + 1  # two in three are alone in their bucket, and so stand in one document only
        bucket = ((part << np.uint64(bits)) >> np.uint64(64 - width)).astype(np.int64)
        met = (np.bincount(bucket, minlength=1 << width) > 1)[bucket]
        yield part[met], owners[here[met]]


def _common(
    runs: Sequence[Hashes],
    values: Hashes,
    owners: Owners,
    different: NDArray[np.int64],
    own: NDArray[np.int64],
) -> Hashes:
    """The shingles that too many texts share; a text that is printed often is one text."""
    starts = _starts(values)
    sizes = np.diff(np.r_[starts, len(values)])
    often = sizes >= COMMON_FROM
    if not often.any():
        return values[:0]
    shingle = np.repeat(np.arange(len(starts)), sizes)
    chosen = often[shingle]
    printed_often = np.bincount(owners[chosen], minlength=len(runs)) >= REPRINT_COMMON * different
    eligible = printed_often & (different >= MIN_SHARED) & (own <= REPRINT_OWN * different)
    texts = _reprints(runs, np.flatnonzero(eligible).tolist())
    pairs = np.unique(np.stack([shingle[chosen], texts[owners[chosen]]]), axis=1)
    by_text = np.bincount(pairs[0], minlength=len(starts))
    return values[starts[by_text >= COMMON_FROM]]


def _reprints(runs: Sequence[Hashes], eligible: Sequence[int]) -> NDArray[np.int64]:
    """For each document the number of its text: near-identical ones, with little of their own, share one."""
    sets = {number: np.unique(runs[number]) for number in eligible}
    groups = Groups(range(len(runs)))
    for first, second in _alike(sets):
        if groups.find(first) == groups.find(second):
            continue
        common = len(np.intersect1d(sets[first], sets[second], assume_unique=True))
        if common >= REPRINT * (len(sets[first]) + len(sets[second]) - common):
            groups.join(first, second)
    return np.array([groups.find(number) for number in range(len(runs))], dtype=np.int64)


def _alike(sets: dict[int, Hashes]) -> list[tuple[int, int]]:
    """Pairs that MinHash bands put together, each document against the first of its bucket."""
    if len(sets) < 2:
        return []
    flat, _ = flatten(sets.values())
    offsets = np.cumsum([0, *(len(one) for one in sets.values())]).astype(np.uint64)
    matrix = RMinHash.digest_matrix_from_flat_token_hashes(flat, offsets, BANDS * ROWS, 1)
    pairs = set()
    table = matrix.to_rows()
    for band in range(BANDS):
        seen: dict[tuple[int, ...], int] = {}
        for row, number in zip(table, sets, strict=True):
            first = seen.setdefault(tuple(row[band * ROWS : (band + 1) * ROWS]), number)
            if first != number:
                pairs.add((first, number))
    return sorted(pairs)


def _shared_counts(values: Hashes, owners: Owners, documents: int) -> dict[tuple[int, int], int]:
    """How many shingles each pair of documents shares: a shingle of n documents makes n² / 2 pairs."""
    starts = _starts(values)
    sizes = np.diff(np.r_[starts, len(values)])
    codes, weights = [], []
    for size in np.unique(sizes).tolist():
        step = max(1, size // WHOLE_UP_TO)
        chosen = starts[sizes == size]
        chosen = chosen[(values[chosen] >> np.uint64(7)) % np.uint64(step) == 0]
        members = owners[chosen[:, None] + np.arange(size)].astype(np.int64)
        left, right = np.triu_indices(size, 1)
        found, counts = np.unique((members[:, left] * documents + members[:, right]).ravel(), return_counts=True)
        codes.append(found)
        weights.append(counts * step)
    if not codes:
        return {}
    found, inverse = np.unique(np.concatenate(codes), return_inverse=True)
    total = np.bincount(inverse, weights=np.concatenate(weights)).astype(np.int64)
    enough = total >= MIN_SHARED
    return {
        divmod(code, documents): count
        for code, count in zip(found[enough].tolist(), total[enough].tolist(), strict=True)
    }
