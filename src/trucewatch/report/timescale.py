"""A scale of time for a drawing: dates as days, days as places, and the ticks of an axis."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from trucewatch.report.words import MONTHS

DAY = timedelta(days=1)
PAD = 12.0
"""Left free at both ends, so that a mark at an end is whole."""


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
class Scale:
    """From day `first` at `left` to day `last` at `right`."""

    first: float
    last: float
    left: float
    right: float

    def x(self, day: float) -> float:
        """Where a day stands."""
        share = (day - self.first) / (self.last - self.first)
        return round(self.left + PAD + share * (self.right - self.left - 2 * PAD), 1)

    def holds(self, day: float) -> bool:
        """Whether a day is on the scale."""
        return self.first <= day <= self.last


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
    """Up to about ten dates: days, weeks, months, quarters or years apart."""
    first, last = math.ceil(scale.first), math.floor(scale.last)
    length = max(last - first, 1)
    step = next((days for days in (1, 2, 3, 7, 14) if length / days <= 9), 0)
    if step:
        days = list(range(first, last + 1, step))
    else:
        months = next((number for number in (1, 2, 3, 6, 12, 24, 60, 120) if length / (30.4 * number) <= 10), 240)
        start = date.fromordinal(first)
        counts = range(start.year * 12 + start.month, start.year * 12 + start.month + length // 28 + 2)
        firsts = (date(count // 12, count % 12 + 1, 1).toordinal() for count in counts if count % months == 0)
        days = [day for day in firsts if day <= last]
    middle = 0.5 if step == 1 else 0.0
    return [(scale.x(day + middle), _tick_text(day, step)) for day in days if scale.holds(day + middle)]


def _tick_text(day: int, step: int) -> str:
    when = date.fromordinal(day)
    month = MONTHS[when.month - 1][:3]
    if step:
        return f"{when.day} {month}"
    return f"{month} {when.year}"
