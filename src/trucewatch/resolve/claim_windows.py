"""From an expression to the time of a claim: both ends of "from 12 to 18 May", "since Tuesday" with no end told."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trucewatch.records.calendar import extent
from trucewatch.records.claims import Claim, Tally
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
_PERFECT = re.compile(r"\b(?:has|have|['’]ve)\s+(?:\w+\s+){0,3}$", re.IGNORECASE)
_SINCE_THEN = re.compile(r"\b(?:has|have)\s+since\s+(?:\w+\s+)?$", re.IGNORECASE)
_SINCE_WHEN = re.compile(r"\bsince\s+(?:[\w’'-]+\s+){1,9}$", re.IGNORECASE)
_OWN_SINCE = re.compile(r"^[^,;.:]{0,60}\bsince\s+(?:the\s+)?$", re.IGNORECASE)
_TOLD_WINDOW = re.compile(
    r"\bsince\s+(?:(?:it|they)\s+\w+|(?:the|its|their|an?)\s+(?:[\w’'-]+\s+){0,4}?(?:began|started|opened|took\s+effect|"
    r"came\s+into\s+force|entered\s+into\s+force|(?:in|of|at)\s+[A-Z]\w+|[\w’'-]+(?=[,.;)]|\s*$)))"
    r"|\b(?:in|during|within)\s+(?:its|the|their)\s+(?:first|last|past|previous)\s+(?:[\w-]+\s+){0,2}?"
    r"(?:hours|days|weeks|months|years|week|month|year)\b",
    re.IGNORECASE,
)
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


def since_window(claim: Claim, around: Surroundings, earlier: Sequence[Claim]) -> EventTime | None:
    """From a told day to publication: "have been stationed there since April", "has since unravelled".

    Only for the perfect, which reaches up to its telling. "Since" alone counts from what the sentences before date.
    """
    sentence = around.sentence(claim.trigger)
    before = around.text[sentence.start : claim.trigger.start]
    if around.published is None or not _PERFECT.search(before):
        return None
    if _SINCE_THEN.search(before):
        first = around.borders[max(0, around.index_of(sentence.start) - 1)]
        told = [one.time for one in earlier if one.span.start >= first and one.time is not None and one.time.begin]
        return _up_to_now(told[-1].begin, told[-1].expression, around, TimeBasis.INHERITED) if told else None
    for time in around.times_in(claim.trigger.end, sentence.end):
        between = around.text[claim.trigger.end : time.span.start]
        own = _OWN_SINCE.search(between) if time.span.quote.casefold() != "since" else None
        if own is not None and time.begin and not around.triggers_in(claim.trigger.end, time.span.start):
            return _up_to_now(time.begin, time.span, around, TimeBasis.SENTENCE)
    return None


def since_count(tally: Tally, around: Surroundings) -> EventTime | None:
    """The window of a count "since the truce collapsed on 18 March", up to publication."""
    sentence = around.sentence(tally.trigger)
    if around.published is None:
        return None
    for time in around.times_in(tally.trigger.end, sentence.end):
        if time.begin and _SINCE_WHEN.search(around.text, tally.trigger.end, time.span.start):
            return _up_to_now(time.begin, time.span, around, TimeBasis.SENTENCE)
    return None


def told_window(tally: Tally, around: Surroundings) -> EventTime | None:
    """The words for a count's window that give no day: "since it began", "in its first sixty hours"."""
    sentence = around.sentence(tally.trigger)
    found = list(_TOLD_WINDOW.finditer(around.text, sentence.start, sentence.end))
    if not found:
        return None
    near = min(found, key=lambda one: min(abs(one.start() - tally.trigger.end), abs(one.end() - tally.trigger.start)))
    words = Span.on(around.text, near.start(), near.end())
    return EventTime(basis=TimeBasis.SENTENCE, expression=words, rule="time.window_told")


def _up_to_now(begin: str | None, words: Span | None, around: Surroundings, basis: TimeBasis) -> EventTime | None:
    finish = (around.published or "")[:10]
    spanned = extent(begin, finish)
    if begin is None or spanned is None or begin[:10] > finish:
        return None
    days = (spanned[1] - spanned[0]).days
    precision = TimePrecision.DAYS if days < WEEK else TimePrecision.WEEK if days < MONTH else TimePrecision.MONTH
    fine = precision if days <= 2 * MONTH else TimePrecision.YEAR
    return EventTime(begin=begin[:10], finish=finish, precision=fine, basis=basis, expression=words, rule="time.since")


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
