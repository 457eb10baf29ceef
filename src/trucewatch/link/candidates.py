"""Candidates: the pairs of claims worth comparing, found by sorting and never by trying all.

Two claims with a day and a place meet where their days touch and their places are within each other's reach; a claim
that lacks one of them meets others by its day and whom it names, by its place, or in its own text. Always within one
family of events.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations_with_replacement

import numpy as np

from trucewatch.knowledge.ontology import family_of
from trucewatch.link.columns import NONE, Codes, Columns, Ints, Mask, Reals
from trucewatch.link.match import DAY

MOST_DAYS = 10
SPANS = (2, MOST_DAYS + 2)
"""Days, with the one before and the one after, by which claims are sorted apart: most are of one day."""
RADII = (10.0, 25.0, 45.0, 1000.0)
"""Kilometres by which they are: the finer two places are, the fewer are near each other."""
KM_PER_DEGREE = 111.2
AT_ONCE = 1 << 22
MOST_TOGETHER = 5000
"""Claims that may share a text, a day and a name, or a place: what more share tells nothing apart."""
Pairs = tuple[Ints, Ints]


def candidate_pairs(columns: Columns) -> Iterator[Pairs]:
    """Pairs of rows in batches, the smaller row first; a pair may come more than once."""
    families = _families(columns)
    known = families != NONE
    days, on_days = _days(columns)
    fine = columns.spot & ~columns.coarse
    located = fine & ~np.isnan(columns.lat)
    unlocated = fine & ~located
    yield from _near(columns, families, days, known & on_days & located)
    yield from _near(columns, families, (days[0] * 0, days[1] * 0), known & ~on_days & located)
    rows = np.flatnonzero(known & on_days & unlocated)
    yield from _alike(*_each_day(rows, _key(families[rows], columns.name[rows]), days))
    rows = np.flatnonzero(known & ~on_days & unlocated)
    yield from _alike(rows, _key(families[rows], columns.name[rows]))
    rows, names = _each_name(columns, np.flatnonzero(known & on_days & ~fine))
    yield from _alike(*_each_day(rows, _key(families[rows], names), days))
    rows = np.flatnonzero(known)
    yield from _alike(rows, _key(families[rows], columns.document[rows]))


def _days(columns: Columns) -> tuple[tuple[Ints, Ints], Mask]:
    """The first and last day of each claim, and for which claims they are few enough to tell it by.

    The day after counts, for nights; and for an inherited time the day before.
    """
    begin, finish = (np.where(columns.dated, column, 0) for column in (columns.begin, columns.finish))
    few = columns.dated & (finish - begin <= MOST_DAYS * DAY)
    return (np.where(few, begin // DAY - ~columns.stated, 0), np.where(few, (finish - 1) // DAY + 1, 0)), few


def _families(columns: Columns) -> Ints:
    """The family of each claim as a number; `NONE` for a type that has none."""
    names = [family_of(event) for event in columns.events]
    known = sorted({name for name in names if name is not None})
    numbers = np.array([NONE if name is None else known.index(name) for name in names], dtype=np.int64)
    return numbers[columns.event]


def _near(columns: Columns, families: Ints, days: tuple[Ints, Ints], chosen: Mask) -> Iterator[Pairs]:
    """Pairs whose days touch and whose cells are beside each other, cells being as wide as the two places reach."""
    radius = np.searchsorted(RADII, columns.radius).clip(max=len(RADII) - 1)
    span = np.searchsorted(SPANS, days[1] - days[0]).clip(max=len(SPANS) - 1)
    classes = [
        (np.flatnonzero(chosen & (radius == one) & (span == two)), RADII[one], SPANS[two])
        for one in range(len(RADII))
        for two in range(len(SPANS))
    ]
    for one, other in combinations_with_replacement([group for group in classes if len(group[0])], 2):
        cell = (one[1] + other[1]) / KM_PER_DEGREE
        for first, second in _joined(columns, families, days, (one[0], other[0]), cell, other[2]):
            keep = first < second if one is other else first != second
            keep &= (days[0][first] <= days[1][second]) & (days[0][second] <= days[1][first])
            yield np.minimum(first, second)[keep], np.maximum(first, second)[keep]


def _joined(
    columns: Columns, families: Ints, days: tuple[Ints, Ints], rows: tuple[Ints, Ints], cell: float, longest: int
) -> Iterator[Pairs]:
    """Each row of the first with those of the second in its own cell and the eight around, within its days."""
    height = np.floor(columns.lat / cell)
    epoch = min(int(days[0][group].min()) for group in rows) - longest - 1
    keys = _Keys(families, int(max(days[1][group].max() for group in rows)) - epoch + longest + 2)
    left, right = rows
    there = keys.of(right, height, _across(height, columns.lon, cell), days[0] - epoch)
    order = np.argsort(there)
    there, right = there[order], right[order]
    for up in (-1, 0, 1):
        across = _across(height + up, columns.lon, cell)
        for over in (-1, 0, 1):
            low = keys.of(left, height + up, across + over, days[0] - epoch - longest)
            high = keys.of(left, height + up, across + over, days[1] - epoch)
            yield from _ranges(left, right, np.searchsorted(there, low), np.searchsorted(there, high, side="right"))


def _across(height: Reals, lon: Reals, cell: float) -> Reals:
    """The number of a cell within its row, whose cells are as wide as they are high where they are narrowest."""
    edge = np.minimum(np.maximum(np.abs(height), np.abs(height + 1)) * cell, 89.0)
    found: Reals = np.floor(lon * np.cos(np.radians(edge)) / cell)
    return found


class _Keys:
    """One number for a family, a cell and a day, so that one day after another of a cell follow each other."""

    def __init__(self, families: Ints, days: int) -> None:
        self._families = families
        self._days = days

    def of(self, rows: Ints, height: Reals, width: Reals, day: Ints) -> Ints:
        """The keys of rows."""
        up = height[rows].astype(np.int64) + (1 << 13)
        over = width[rows].astype(np.int64) + (1 << 13)
        found: Ints = ((self._families[rows] * (1 << 14) + up) * (1 << 14) + over) * self._days + day[rows]
        return found


def _ranges(left: Ints, right: Ints, low: Ints, high: Ints) -> Iterator[Pairs]:
    """Each of `left` with `right[low:high]`, so many at once that memory stays small."""
    counts = high - low
    ends = np.cumsum(counts)
    begun = 0
    while begun < len(left):
        done = int(ends[begun - 1]) if begun else 0
        last = max(begun + 1, int(np.searchsorted(ends, done + AT_ONCE)))
        here = counts[begun:last]
        total = int(here.sum())
        if total:
            starts = np.repeat(low[begun:last] - (np.cumsum(here) - here), here)
            yield np.repeat(left[begun:last], here), right[starts + np.arange(total)]
        begun = last


def _each_name(columns: Columns, rows: Ints) -> tuple[Ints, Codes]:
    """The rows, once for each of the actors and targets that they name, and the names."""
    names = np.concatenate([columns.actors, columns.targets], axis=1)[rows]
    told = names != NONE
    return np.repeat(rows, told.sum(axis=1)), names[told]


def _each_day(rows: Ints, key: Ints, days: tuple[Ints, Ints]) -> tuple[Ints, Ints]:
    """The rows, once for each of their days, and their keys with the day in them."""
    count = days[1][rows] - days[0][rows] + 1
    step = np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count, count)
    return np.repeat(rows, count), _key(np.repeat(key, count), np.repeat(days[0][rows], count) + step)


def _key(*parts: Ints | Codes) -> Ints:
    """One number for the values of several columns."""
    key = np.zeros(len(parts[0]), dtype=np.int64)
    for part in parts:
        if len(part):
            low = int(part.min())
            key = key * (int(part.max()) - low + 1) + (part - low)
    return key


def _alike(rows: Ints, key: Ints) -> Iterator[Pairs]:
    """Pairs of rows with the same key."""
    order = np.lexsort((rows, key))
    key, rows = key[order], rows[order]
    if len(rows) < 2:
        return
    starts = np.flatnonzero(np.r_[True, key[1:] != key[:-1]])
    sizes = np.diff(np.r_[starts, len(key)])
    here = np.arange(len(key))
    last = np.repeat(np.where(sizes > MOST_TOGETHER, 0, starts + sizes), sizes)
    for first, second in _ranges(here, here, here + 1, np.maximum(here + 1, last)):
        keep = rows[first] != rows[second]
        yield rows[first][keep], rows[second][keep]
