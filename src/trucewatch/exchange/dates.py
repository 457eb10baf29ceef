"""Dates as other formats write them: first and last day, and EDTF (ISO 8601-2, level 1)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from trucewatch.records.calendar import bounds
from trucewatch.records.times import TimePrecision

DAY = len("0000-00-00")
ZONE = re.compile(r"(?:Z|[+-]\d{2}:?\d{2})$")


@dataclass(frozen=True)
class Days:
    """When something was, as days: the first and the last that it may have been; None: that side is open."""

    first: date | None
    last: date | None

    @property
    def known(self) -> bool:
        """Whether both ends are known."""
        return self.first is not None and self.last is not None

    @property
    def length(self) -> int | None:
        """How many days, both ends counted; None where one is open."""
        return (self.last - self.first).days + 1 if self.first is not None and self.last is not None else None


def days_of(begin: str | None, finish: str | None) -> Days:
    """The days of a range of ISO 8601 times, of whatever fineness, each told on its own clock."""
    first, last = bounds(_local(begin)), bounds(_local(finish))
    return Days(
        first[0].date() if first is not None else None,
        (last[1] - timedelta(microseconds=1)).date() if last is not None else None,
    )


def edtf(begin: str | None, finish: str | None) -> str | None:
    """A range in EDTF: "2016-09-17", "2016-09", "2016-09-17/2016-09-18", "../2016-09"; None where nothing is known.

    Clock times are left out: an interval of EDTF is one of days, months or years.
    """
    first, last = _day(begin), _day(finish)
    if first is None and last is None:
        return None
    if first == last and first is not None:
        return first
    return f"{first or '..'}/{last or '..'}"


def precision_of(begin: str | None, finish: str | None) -> TimePrecision:
    """How finely a range is known, by its length: day, days, week, month, season, year, decade."""
    length = days_of(begin, finish).length
    if length is None:
        return TimePrecision.UNKNOWN
    steps = (
        (1, TimePrecision.DAY),
        (6, TimePrecision.DAYS),
        (7, TimePrecision.WEEK),
        (31, TimePrecision.MONTH),
        (92, TimePrecision.SEASON),
        (366, TimePrecision.YEAR),
    )
    return next((precision for most, precision in steps if length <= most), TimePrecision.DECADE)


def _day(text: str | None) -> str | None:
    return text[:DAY] if text is not None and bounds(text) is not None else None


def _local(text: str | None) -> str | None:
    """The text without its zone: a day is the day where it was told."""
    return ZONE.sub("", text) if text is not None and "T" in text else text
