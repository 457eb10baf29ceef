"""Display words: every enumeration's member, dates and counts as a reader sees them.

A table holds exactly the members of its enumeration (a test checks each), so that a new member fails there and
not on a page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

from trucewatch.records.assessments import StatusValue
from trucewatch.records.claims import Count
from trucewatch.report.labels import RECORD
from trucewatch.report.labels_truce import TRUCE

_TABLES: Mapping[type[StrEnum], Mapping[str, str]] = {**RECORD, **TRUCE}

DATE_UNKNOWN = "date unknown"
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DURATION = re.compile(r"^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$")
_ISO = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?)?)?$")


def word(member: StrEnum) -> str:
    """The display word of an enumeration's member."""
    return _TABLES[type(member)][member.value]


def status_word(value: StatusValue) -> str:
    """The display word of a derived status."""
    return word(value)


def tables() -> Mapping[type[StrEnum], Mapping[str, str]]:
    """Every table, by enumeration."""
    return _TABLES


def _parts(value: str) -> tuple[str, str, str, str] | None:
    """Year, month name, day and clock time of an ISO 8601 date, "" where it is not so fine; None if it is none."""
    match = _ISO.match(value)
    if match is None:
        return None
    year, month, day, clock, zone = match.groups()
    if month is not None and not 1 <= int(month) <= 12:
        return None
    name = MONTHS[int(month) - 1] if month else ""
    offset = {None: "", "Z": " UTC", "+00:00": " UTC"}.get(zone, f" UTC{zone}")
    return year, name, str(int(day)) if day else "", f"{clock}{offset}" if clock else ""


def date_words(value: str | None) -> str:
    """An ISO 8601 date of any fineness in words: "19 September 2016, 14:00 UTC"; what is no date stays as it is."""
    if not value:
        return DATE_UNKNOWN
    parts = _parts(value)
    if parts is None:
        return value
    year, month, day, clock = parts
    words = " ".join(part for part in (day, month, year) if part)
    return f"{words}, {clock}" if clock else words


def range_words(begin: str | None, finish: str | None) -> str:
    """An inclusive range of dates in words: "17–18 September 2016"."""
    if begin and not finish:
        return f"from {date_words(begin)}"
    if finish and not begin:
        return f"until {date_words(finish)}"
    if not begin or not finish or begin == finish:
        return date_words(begin)
    first, last = _parts(begin), _parts(finish)
    if first is None or last is None:
        return f"{begin} – {finish}"
    return date_words(begin) if first == last else _between(first, last, date_words(begin), date_words(finish))


def _between(first: Sequence[str], last: Sequence[str], begin: str, finish: str) -> str:
    """Two different dates as one range, saying what they share once."""
    year, month, day, clock = first
    if clock or last[3]:
        same_day = first[:3] == last[:3] and clock and last[3]
        return f"{begin} – {last[3]}" if same_day else f"{begin} – {finish}"
    if year != last[0] or not month or not last[1]:
        return f"{begin} – {finish}"
    if not day and not last[2]:
        return f"{month}–{last[1]} {year}"
    if not day or not last[2]:
        return f"{begin} – {finish}"
    return f"{day}–{finish}" if month == last[1] else f"{day} {month} – {finish}"


def duration_words(value: str) -> str:
    """An ISO 8601 duration in words: "P7D" is "7 days"; what is none stays as it is."""
    match = _DURATION.match(value)
    if match is None or not any(match.groups()):
        return value
    units = ("year", "month", "week", "day", "hour", "minute", "second")
    return ", ".join(plural(int(n), unit) for n, unit in zip(match.groups(), units, strict=True) if n)


def number_words(low: int, high: int | None, words: str | None = None) -> str:
    """A count as told: "62", "at least 62", "up to 9"; a range made of words keeps them: "24–99 (“dozens”)"."""
    if high is None:
        text = f"at least {low:,}" if low else "a number not given"
    elif low == high:
        text = f"{low:,}"
    else:
        text = f"{low:,}–{high:,}" if low else f"up to {high:,}"
    vague = low != high and words is not None and not any(character.isdigit() for character in words)
    return f"{text} (“{words}”)" if vague else text


def count_words(count: Count) -> str:
    """A `Count` in words, with its noun: "at least 62 soldiers"."""
    number = number_words(count.low, count.high, count.span.quote)
    return f"{number} {count.of}" if count.of and not number.endswith(")") else number


def plural(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 document", "3 documents"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
