"""From an expression to the time of a claim: both ends of "from 12 to 18 May", "since Tuesday" with no end told."""

from __future__ import annotations

import re

from trucewatch.records.calendar import extent
from trucewatch.records.spans import Span
from trucewatch.records.times import EventTime, TimeBasis, TimeExpression, TimePrecision
from trucewatch.resolve.surroundings import Surroundings

_SINCE = re.compile(
    r"\b(?:since|until|till)\s+(?:(?:the|an?|its|their)\s+\w+(?:\s\w+)?\s+(?:of|in|on)\s+)?$", re.IGNORECASE
)
_OPENED, _CLOSED = re.compile(r"\bsince\s+$", re.IGNORECASE), re.compile(r"\b(?:until|till|up to)\s+$", re.IGNORECASE)
_JOINED = re.compile(
    r"\s*(?:(?P<to>to|until|till|through|into|[-–—])|(?P<and>and))\s+(?:the\s+)?|\s*[-–—]\s*", re.IGNORECASE
)
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?$", re.IGNORECASE)
NEAR = 40  # characters before an expression in which the word stands that makes it a bound
WEEK, MONTH = 7, 28  # days from which a range is as fine as a week, a month


def is_bound(time: TimeExpression, text: str) -> bool:
    """ "Since Tuesday", "since the deal of May": a bound of a period, and nothing that happened then."""
    before = text[max(0, time.span.start - NEAR) : time.span.start]
    return bool(_SINCE.search(before)) or time.span.quote.casefold().startswith(("since ", "until "))


def window(time: TimeExpression, basis: TimeBasis, rule: str, around: Surroundings) -> EventTime:
    """The time of a claim that an expression governs.

    Both ends of a range that it is one end of; from "since Tuesday" the beginning, from "until Friday" the end.
    """
    text, found = around.text, event_time(time, basis, rule)
    before = text[max(0, time.span.start - NEAR) : time.span.start]
    ends = _ends(time, around)
    if ends is not None:
        return _range(*ends, found, text)
    if _OPENED.search(before) or time.span.quote.casefold().startswith("since"):
        return found.model_copy(update={"finish": None})
    return found.model_copy(update={"begin": None}) if _CLOSED.search(before) else found


def event_time(time: TimeExpression, basis: TimeBasis, rule: str) -> EventTime:
    """What an expression says, as the time of a claim."""
    return EventTime(
        begin=time.begin, finish=time.finish, precision=time.precision, basis=basis, expression=time.span, rule=rule
    )


def _ends(time: TimeExpression, around: Surroundings) -> tuple[TimeExpression, TimeExpression] | None:
    """The two ends of the range that an expression is one end of."""
    index = around.number_of(time.span)
    if index is None:
        return None
    pairs = [(number, number + 1) for number in (index - 1, index) if number >= 0 and number + 1 < len(around.times)]
    for first, second in pairs:
        one, other = around.times[first], around.times[second]
        if _is_range(one, other, around.text):
            return one, other
    return None


def _is_range(one: TimeExpression, other: TimeExpression, text: str) -> bool:
    joined = _JOINED.fullmatch(text, one.span.end, other.span.start)
    if joined is None or one.begin is None or other.finish is None:
        return False
    if joined["and"] and not _BETWEEN.search(text, max(0, one.span.start - NEAR), one.span.start):
        return False
    spanned, last = extent(one.begin, other.finish), extent(other.begin, other.finish)
    return spanned is not None and last is not None and spanned[0] < last[0]


def _range(one: TimeExpression, other: TimeExpression, found: EventTime, text: str) -> EventTime:
    spanned = extent(one.begin, other.finish)
    days = (spanned[1] - spanned[0]).days if spanned is not None else 0
    fine = one.precision if days <= 1 else TimePrecision.DAYS
    precision = fine if days < WEEK else TimePrecision.WEEK if days < MONTH else TimePrecision.MONTH
    words = Span.on(text, one.span.start, other.span.end)
    return found.model_copy(
        update={
            "begin": one.begin,
            "finish": other.finish,
            "precision": precision,
            "expression": words,
            "rule": "time.range",
        }
    )
