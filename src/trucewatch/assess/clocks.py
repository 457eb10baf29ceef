"""Clocks of an agreement as moments in UTC: fixed, or so long after another.

A day, or a time of day, that is told without an offset is one on the clock's own zone, or on that of the truce.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from trucewatch.assess.local import local_bounds, zone_of
from trucewatch.records.agreements import Agreement, Clock

_DURATION = re.compile(
    r"P(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?(?:T(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+)S)?)?"
)


@dataclass(frozen=True)
class Period:
    """From the first moment to the first moment after the last; None where it is not known."""

    begin: datetime | None
    finish: datetime | None


def period_of(agreement: Agreement, clock: str | None) -> Period:
    """The period of a clock by id; all of it unknown where the agreement has no such clock.

    A clock with neither a finish nor a duration has no end of its own. Years and months as durations are not
    reckoned: agreements count in days and hours, and a month has no length.
    """
    return _period(agreement, {one.id: one for one in agreement.clocks}, clock, frozenset())


@dataclass(frozen=True)
class PeriodTold:
    """What a clock's limits are according to somebody, as far as they say."""

    by: tuple[str, ...]
    begin: datetime | None
    finish: datetime | None
    length: timedelta | None

    def over(self, period: Period) -> Period:
        """The period with what they say in place of its own."""
        begin = self.begin or period.begin
        finish = self.finish
        if finish is None and begin is not None and self.length is not None:
            finish = later(begin, self.length)
        return Period(begin, finish or period.finish)


def periods_told(agreement: Agreement, clock: Clock) -> tuple[PeriodTold, ...]:
    """The values of a clock that somebody disputes."""
    found, zone = [], zone_of(agreement, clock)
    for one in clock.values:
        begin, finish = local_bounds(one.begin, zone), local_bounds(one.finish, zone)
        first, last = (begin[0] if begin else None), (finish[1] if finish else None)
        found.append(PeriodTold(one.by, first, last, duration_of(one.duration)))
    return tuple(found)


def duration_of(text: str | None) -> timedelta | None:
    """An ISO 8601 duration in weeks, days, hours, minutes and seconds; None for any other."""
    found = _DURATION.fullmatch(text) if text else None
    if found is None or not any(found.groups()):
        return None
    try:
        return timedelta(**{unit: int(value) for unit, value in found.groupdict().items() if value})
    except (OverflowError, ValueError):
        return None


def later(moment: datetime, length: timedelta) -> datetime | None:
    """The moment so much later; None where the calendar ends before it."""
    try:
        return moment + length
    except OverflowError:
        return None


def _period(agreement: Agreement, clocks: dict[str, Clock], name: str | None, seen: frozenset[str]) -> Period:
    clock = clocks.get(name) if name else None
    if clock is None or clock.id in seen:
        return Period(None, None)
    zone = zone_of(agreement, clock)
    begin, finish = local_bounds(clock.begin, zone), local_bounds(clock.finish, zone)
    start = begin[0] if begin else None
    if start is None and clock.after is not None:
        start = _after(clock, _period(agreement, clocks, clock.after, seen | {clock.id}))
    end = finish[1] if finish else None
    length = duration_of(clock.duration)
    if end is None and start is not None and length is not None:
        end = later(start, length)
    return Period(start, end)


def _after(clock: Clock, other: Period) -> datetime | None:
    """When a clock begins that runs from another's beginning or end; None where that, or the delay, is not known."""
    start = other.finish if clock.after_end else other.begin
    if start is None or clock.delay is None:
        return start
    delay = duration_of(clock.delay)
    return later(start, delay) if delay is not None else None
