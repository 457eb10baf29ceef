"""Times: expressions in a text, and the time of a claim."""

from __future__ import annotations

import re
from datetime import date, time
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator

from trucewatch.records.base import Record
from trucewatch.records.spans import Span

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2}))?(Z|[+-]\d{2}:\d{2})?)?)?)?")


def check_iso(value: str) -> str:
    """`value` if it is an ISO 8601 year, month, day or time that the calendar has; ValueError otherwise."""
    found = _ISO.fullmatch(value)
    if found is None:
        raise ValueError(f"{value!r} is not a time; write YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDTHH:MM[+HH:MM]")
    try:
        date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
        time(int(found[4] or 0), int(found[5] or 0), int(found[6] or 0))
    except ValueError as error:
        raise ValueError(f"{value!r} is not in the calendar: {error}") from error
    return value


IsoTime = Annotated[str, AfterValidator(check_iso)]


class TimeType(StrEnum):
    """The four types of TIMEX3."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class TimePrecision(StrEnum):
    """How finely a time is known; UCDP GED `date_prec` in brackets where it has one."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY_PART = "day_part"
    DAY = "day"  # 1
    DAYS = "days"  # 2: two to six days
    WEEK = "week"  # 3
    MONTH = "month"  # 4
    SEASON = "season"  # 5
    YEAR = "year"  # 5
    DECADE = "decade"
    UNKNOWN = "unknown"


class TimeBasis(StrEnum):
    """How a claim came by its time."""

    STATED = "stated"  # an expression that depends on the claim's own trigger
    SENTENCE = "sentence"  # an expression elsewhere in its sentence
    INHERITED = "inherited"  # the last date told before it in the text
    RECKONED = "reckoned"  # told as going on: the day of its telling
    UNKNOWN = "unknown"


class CaseClock(Record):
    """One clock of a case's agreement, as the words of a text count on it.

    `begin` and `finish` are as fine as they are known; a finish that is a day takes in all of it. `whole` marks the
    clock of the truce as such.
    """

    id: str
    name: str
    begin: IsoTime | None = None
    finish: IsoTime | None = None
    whole: bool = False


class TimeExpression(Record):
    """One expression, read against the publication date and the dates before it.

    `value` is TIMEX3 (`2016-09-17`, `XXXX-09-19` where the year is unknown, `P3W`, `PAST_REF`); `begin` and
    `finish` are ISO 8601, as fine as the text and inclusive, None where they cannot be known. `rule` names
    the rule that read it.
    """

    span: Span
    type: TimeType
    value: str
    begin: str | None = None
    finish: str | None = None
    precision: TimePrecision = TimePrecision.UNKNOWN
    rule: str


class EventTime(Record):
    """The time of a claim: a range, how fine, on what basis, and the expression it came from."""

    begin: str | None = None
    finish: str | None = None
    precision: TimePrecision = TimePrecision.UNKNOWN
    basis: TimeBasis = TimeBasis.UNKNOWN
    expression: Span | None = None
    rule: str = "none"
