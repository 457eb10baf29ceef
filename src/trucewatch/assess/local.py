"""Local time: moments told without a zone are read on the agreement's own clock."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from trucewatch.records.agreements import Agreement, Clock
from trucewatch.records.calendar import bounds

_ZONED = re.compile(r"T.*(?:Z|[+-]\d\d:?\d\d)$")
Moments = tuple[datetime, datetime]


def zone_of(agreement: Agreement | None, clock: Clock | None = None) -> ZoneInfo | None:
    """The time zone of a clock, else of the clock of the truce as a whole; None where neither names a known one."""
    whole = next((one for one in agreement.clocks if one.id == agreement.whole), None) if agreement else None
    return _named(clock) or _named(whole)


def _named(clock: Clock | None) -> ZoneInfo | None:
    try:
        return ZoneInfo(clock.time_zone) if clock and clock.time_zone else None
    except (ZoneInfoNotFoundError, ValueError):
        return None


def local_bounds(text: str | None, zone: ZoneInfo | None) -> Moments | None:
    """The first moment that a text names and the first after it, in UTC: a day without a zone is a day there."""
    found = bounds(text)
    if found is None or zone is None or text is None or _ZONED.search(text):
        return found
    return _to_utc(found[0], zone), _to_utc(found[1], zone)


def local_extent(begin: str | None, finish: str | None, zone: ZoneInfo | None) -> Moments | None:
    """The first moment of `begin` and the first after `finish`; either may stand for both, None if neither is known."""
    first, last = local_bounds(begin, zone), local_bounds(finish, zone)
    if first is None or last is None:
        return first or last
    return first[0], max(first[1], last[1])


def in_zone(moment: datetime, zone: ZoneInfo | None) -> str:
    """A moment in UTC as ISO 8601 on the clock of a zone, with its offset."""
    if zone is None:
        return moment.strftime("%Y-%m-%dT%H:%MZ")
    try:
        return moment.replace(tzinfo=UTC).astimezone(zone).isoformat(timespec="minutes")
    except OverflowError:  # the first and the last hours of the calendar have no local time
        return moment.strftime("%Y-%m-%dT%H:%MZ")


def _to_utc(moment: datetime, zone: ZoneInfo) -> datetime:
    try:
        return moment.replace(tzinfo=zone).astimezone(UTC).replace(tzinfo=None)
    except OverflowError:
        return moment
