"""What an ISO 8601 text spans, whatever its fineness: a year, a month, a day, a minute."""

from __future__ import annotations

import re
from datetime import MAXYEAR, MINYEAR, datetime, timedelta
from functools import lru_cache

_ISO = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2})"
    r"(?:[T ](?P<hour>\d{2})(?::(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?)?(?P<zone>Z|[+-]\d{2}:?\d{2})?)?)?)?"
)
_STEPS = {"day": timedelta(days=1), "hour": timedelta(hours=1), "minute": timedelta(minutes=1)}


@lru_cache(maxsize=1 << 14)
def bounds(text: str | None) -> tuple[datetime, datetime] | None:
    """The first moment that `text` names and the first after it, without zone (UTC where it gives one).

    Returns None for None and for what is not a full ISO 8601 date or time ("XXXX-09-19" names no moment), and for the
    first and last year of the calendar: they stand for "unknown" in many databases, and nothing can be reckoned around.
    """
    found = _ISO.fullmatch(text) if text else None
    if found is None or not MINYEAR < int(found["year"]) < MAXYEAR:
        return None
    parts = {name: int(value) for name, value in found.groupdict().items() if value and name != "zone"}
    try:
        start = datetime(
            parts["year"],
            parts.get("month", 1),
            parts.get("day", 1),
            parts.get("hour", 0),
            parts.get("minute", 0),
            parts.get("second", 0),
        )
        end = _end(start, parts)
        shift = _shift(found["zone"])
        return start - shift, end - shift
    except (ValueError, OverflowError):
        return None


def extent(begin: str | None, finish: str | None) -> tuple[datetime, datetime] | None:
    """The first moment of `begin` and the first after `finish`; either may stand for both, None if neither is known."""
    first, last = bounds(begin), bounds(finish)
    if first is None or last is None:
        return first or last
    return first[0], max(first[1], last[1])


def first_day(text: str | None) -> str | None:
    """A year or month as its first day; what is finer, and None, as it is."""
    spanned = bounds(text) if text and len(text) < len("0000-00-00") else None
    return spanned[0].date().isoformat() if spanned else text


def last_day(text: str | None) -> str | None:
    """A year or month as its last day; what is finer, and None, as it is."""
    spanned = bounds(text) if text and len(text) < len("0000-00-00") else None
    return (spanned[1] - _STEPS["day"]).date().isoformat() if spanned else text


def _end(start: datetime, parts: dict[str, int]) -> datetime:
    if "month" not in parts:
        return start.replace(year=start.year + 1)
    if "day" not in parts:
        following = start.replace(day=28) + timedelta(days=4)
        return following.replace(day=1)
    if "second" in parts:
        return start + timedelta(seconds=1)
    finest = next(name for name in ("minute", "hour", "day") if name in parts)
    return start + _STEPS[finest]


def _shift(zone: str | None) -> timedelta:
    if zone is None or zone == "Z":
        return timedelta(0)
    digits = zone[1:].replace(":", "")
    size = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return size if zone[0] == "+" else -size
