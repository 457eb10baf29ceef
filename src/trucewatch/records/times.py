"""Times: expressions in a text, and the time of a claim."""

from __future__ import annotations

from enum import StrEnum

from trucewatch.records.base import Record
from trucewatch.records.spans import Span


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
    UNKNOWN = "unknown"


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
