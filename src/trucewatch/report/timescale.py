"""A scale of time for a drawing: dates as days, days as places, and the ticks of an axis."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from trucewatch.report.words import MONTHS

DAY = timedelta(days=1)
FIRST, LAST = date.min.toordinal(), date.max.toordinal()
PAD = 12.0
"""Left free at both ends, so that a mark at an end is whole."""
BREAK = 26.0
"""The width of a stretch that is left out."""
LONG_GAP, GAP_SHARE = 14.0, 0.08
"""A stretch without a date is left out if it is longer than two weeks and than this share of the whole."""
CROWD = 0.7
"""How far the room of a run goes by how much it holds, the rest by its length."""
TICK_ROOM = 76.0
"""The least distance of two ticks, so that their dates do not touch."""


def day_of(value: str | None, *, last: bool = False) -> float | None:
    """An ISO 8601 date as days, the middle of its day where it has no clock time; None where it is none.

    A month or a year stands for its first day, with `last` for its last.
    """
    if not value:
        return None
    try:
        parts = [int(part) for part in value[:10].split("-")]
        if len(parts) == 3:
            return date(*parts).toordinal() + _clock(value[10:])
        month = parts[1] if len(parts) == 2 else (12 if last else 1)
        start = date(parts[0], month, 1)
        if last:
            start = (date(parts[0] + month // 12, month % 12 + 1, 1)) - DAY
        return start.toordinal() + 0.5
    except (ValueError, OverflowError):
        return None


def _clock(rest: str) -> float:
    """The share of a day that has passed at `THH:MM…`; noon where there is no clock time."""
    if len(rest) >= 6 and rest[0] == "T":
        return int(rest[1:3]) / 24 + int(rest[4:6]) / 1440
    return 0.5


@dataclass(frozen=True)
class Run:
    """A stretch of days that is drawn whole, and where it begins and ends."""

    first: float
    last: float
    left: float
    right: float


@dataclass(frozen=True)
class Scale:
    """Days as places: runs of days in order, with the empty stretches between them left out."""

    runs: tuple[Run, ...]

    @property
    def first(self) -> float:
        """The first day."""
        return self.runs[0].first

    @property
    def last(self) -> float:
        """The last day."""
        return self.runs[-1].last

    @property
    def right(self) -> float:
        """Where the scale ends, with what is left free."""
        return self.runs[-1].right + PAD

    def x(self, day: float) -> float:
        """Where a day stands; a day in a stretch that is left out stands in its gap."""
        held = next((run for run in self.runs if day <= run.last), self.runs[-1])
        share = (day - held.first) / (held.last - held.first)
        if share < 0:
            return round(held.left - BREAK / 2, 1) if held is not self.runs[0] else held.left
        return round(held.left + min(share, 1.0) * (held.right - held.left), 1)

    def holds(self, day: float) -> bool:
        """Whether a day is on the scale."""
        return self.first <= day <= self.last

    def breaks(self) -> list[float]:
        """Where stretches are left out."""
        return [round(run.left - BREAK / 2, 1) for run in self.runs[1:]]


def scale_of(days: Iterable[float], left: float, right: float) -> Scale:
    """A scale of all these days from `left` to `right`; stretches with none of them are left out if they are long."""
    ordered = sorted(days)
    longest = max(LONG_GAP, (ordered[-1] - ordered[0]) * GAP_SHARE)
    groups = [[ordered[0]]]
    for day in ordered[1:]:
        if day - groups[-1][-1] > longest:
            groups.append([])
        groups[-1].append(day)
    margin = max(0.6, sum(group[-1] - group[0] for group in groups) * 0.03)
    lengths = [group[-1] - group[0] + 2 * margin for group in groups]
    room = right - left - 2 * PAD - BREAK * (len(groups) - 1)
    runs, place = [], left + PAD
    for group, length in zip(groups, lengths, strict=True):
        share = (1 - CROWD) * length / sum(lengths) + CROWD * len(group) / len(ordered)
        runs.append(Run(group[0] - margin, group[-1] + margin, round(place, 1), round(place + share * room, 1)))
        place += share * room + BREAK
    return Scale(tuple(runs))


def rows_for(extents: Iterable[tuple[float, float]]) -> list[int]:
    """The first row in which each extent (from, to) has room, in the order given."""
    ends: list[float] = []
    rows = []
    for left, right in extents:
        row = next((number for number, end in enumerate(ends) if end <= left), len(ends))
        if row == len(ends):
            ends.append(right)
        ends[row] = right
        rows.append(row)
    return rows


def axis(scale: Scale) -> list[tuple[float, str]]:
    """Up to about ten dates: days, weeks, months, quarters or years apart, at least one in each run."""
    length = max(round(sum(run.last - run.first for run in scale.runs)), 1)
    ticks: list[tuple[float, str]] = []
    for run in scale.runs:
        for day, text in _ticks_of(run, length, len(scale.runs) > 1):
            place = scale.x(day)
            if not ticks or place - ticks[-1][0] >= TICK_ROOM:
                ticks.append((place, text))
    return ticks


def _ticks_of(run: Run, length: int, years: bool) -> list[tuple[float, str]]:
    """The ticks of one run, as far apart as suits the whole length in days."""
    first, last = max(math.ceil(run.first), FIRST), min(math.floor(run.last), LAST)
    step = next((days for days in (1, 2, 3, 7, 14) if length / days <= 9), 0)
    if step:
        days = list(range(first, last + 1, step))
    else:
        months = next((number for number in (1, 2, 3, 6, 12, 24, 60, 120) if length / (30.4 * number) <= 10), 240)
        start = date.fromordinal(first)
        counts = range(start.year * 12 + start.month, start.year * 12 + start.month + (last - first) // 28 + 2)
        firsts = (
            date(count // 12, count % 12 + 1, 1).toordinal()
            for count in counts
            if count % months == 0 and count // 12 <= date.max.year
        )
        days = [day for day in firsts if day <= last]
    middle = 0.5 if step == 1 else 0.0
    held = [day for day in days if run.first <= day + middle <= run.last] or [(first + last) // 2]
    return [(day + middle, _tick_text(day, bool(step), years)) for day in held]


def _tick_text(day: int, fine: bool, years: bool) -> str:
    when = date.fromordinal(day)
    month = MONTHS[when.month - 1][:3]
    if fine:
        return f"{when.day} {month} {when.year}" if years else f"{when.day} {month}"
    return f"{month} {when.year}"
