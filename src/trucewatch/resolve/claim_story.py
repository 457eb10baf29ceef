"""The day on which the story stands, over paragraphs and speakers: what elaborates a report is of the report's day.

"Air strikes hit Daraya on Friday. … Rescuers said five people were killed in Douma." A text keeps to its day until it
names another time, looks back, or speaks of what is always so. Then the day is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from trucewatch.records.calendar import extent
from trucewatch.records.claims import Claim, ClaimKind, ClaimStatus
from trucewatch.records.spans import Span
from trucewatch.records.times import EventTime, TimeBasis, TimeExpression, TimePrecision, TimeType
from trucewatch.resolve.claim_dates import is_feast_named
from trucewatch.resolve.claim_scope import (
    at_head,
    is_aside,
    is_lead_day,
    is_sentence,
    is_subordinate,
    saying,
    tells_of_before,
)
from trucewatch.resolve.claim_windows import is_bound, window
from trucewatch.resolve.surroundings import Surroundings

DAYS = frozenset(
    {TimePrecision.MINUTE, TimePrecision.HOUR, TimePrecision.DAY_PART, TimePrecision.DAY, TimePrecision.DAYS}
)
HAPPENING = frozenset({ClaimKind.OCCURRENCE, ClaimKind.TRUCE, ClaimKind.COMMITMENT})
_AWAY = re.compile(
    r"\b(?:earlier|previous(?:ly)?|before|last|ago|once|since|until|years?|months?|weeks?|decades?|history|"
    r"war|conflict|insurgency|always|often|usually|regularly|repeatedly|so far|to date|in recent|long|originally|"
    r"elsewhere|(?<!clear )if|unless|whenever|would|could|may|might|should)\b",
    re.IGNORECASE,
)
_PERFECT = re.compile(r"\b(?:has|have|['’]ve)\s+(?:\w+\s+){0,3}$", re.IGNORECASE)
_HAD = re.compile(r"\bhad\s+(?:\w+\s+){0,3}$", re.IGNORECASE)
_PRESENT = re.compile(
    r"\b(?:is|are|am|['’]re|will|can|must|do|does|continues?|keeps?|remains?|seeks?|wants?|says it is)\b", re.IGNORECASE
)
_SAID_ON = re.compile(
    r"\b(?:said|says|told|tells|stated|added|announced|declared|warned|reported|claimed|wrote|confirmed|denied)\b[^,;]{0,60}$",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\b(?:who|which|whose)\b[^,.;]*(?:[,.;]|$)", re.IGNORECASE)
_SUMS = frozenset({"fighting", "violence", "hostilities", "escalation", "unrest"})
_BREAKS_OUT = re.compile(
    r"\s+(?:\w+\s+){0,2}(?:erupt|broke|rag|kill|left|resum|flar|forc|displac|continu)", re.IGNORECASE
)
_ALSO = re.compile(r"Also\s+(?:(?:late|early|later|earlier)\s+)?(?:on\s+)?$")
_CHARGES = re.compile(r"\b(?:accuses?|blames?|suspects?|involved in|crimes? of)\b", re.IGNORECASE)
_DOES = re.compile(r"\s+(?:the|our|its|their|his|her|my|a|an|all|any|us|them|people)\b", re.IGNORECASE)
_THEN_SAID = re.compile(
    r",?\s+(?:[\w.'’-]+\s+){1,7}?(?:said|told|warned|urged|called|announced|condemned|denied|accused|claimed)\b"
)
NEAR_DAYS = 7  # a day further back from publication is background, and what follows it is not of that day
SHORT = 2  # days; "the past 24 hours" touch two
FURTHER = 6  # sentences within which the day still stands
CLOSE = 80  # characters before a trigger in which its auxiliary stands
_BY_DAY = dict.fromkeys((TimePrecision.MINUTE, TimePrecision.HOUR, TimePrecision.DAY_PART), TimePrecision.DAY)
REACH = 4000  # characters before a sentence from which the day is taken that the story has reached


class _Told(NamedTuple):
    """A day: where its words end, the time that it gives, and whether a paragraph opens with it."""

    end: int
    time: EventTime
    heads: bool


def story_day(claim: Claim, around: Surroundings, earlier: Sequence[Claim]) -> EventTime | None:
    """The day that the story has reached before a claim, where the claim goes on with it; None where it may not."""
    sentence = around.sentence(claim.span)
    if claim.kind is not ClaimKind.OCCURRENCE or not _goes_on(claim, sentence, around):
        return None
    found = _standing(claim, sentence, around, earlier)
    if found is None and (later := _also_on(sentence, around)) is not None:
        return later
    if found is None or not _is_near(found.time, around):
        return None
    if around.index_of(sentence.start) - around.index_of(found.end - 1) > FURTHER:
        return None
    if _lasts(found.time) and "\n\n" in around.text[found.end : sentence.start]:
        return None
    between = [time for time in around.times_in(found.end, sentence.start) if time.span.start >= found.end]
    if any(_moves_on(time, found.time, around) for time in between):
        return None
    return found.time


def _also_on(sentence: Span, around: Surroundings) -> EventTime | None:
    """The day of an "also on Monday" that comes next after: what it joins was on that day, too."""
    here = around.index_of(sentence.start)
    end = around.borders[here + FURTHER] if here + FURTHER < len(around.borders) else len(around.text)
    for time in around.times_in(sentence.end, end):
        if time.begin is None or time.precision not in DAYS:
            continue
        start = around.sentence(time.span).start
        also = _ALSO.match(around.text, start, time.span.start) is not None
        found = _as_days(window(time, TimeBasis.INHERITED, "time.story", around))
        return found if also and _is_near(found, around) else None
    return None


def _lasts(time: EventTime) -> bool:
    """Whether a time is a stretch of days, which is of what it was told of and not of the story."""
    spanned = extent(time.begin, time.finish)
    return spanned is not None and (spanned[1] - spanned[0]).days > SHORT


def _goes_on(claim: Claim, sentence: Span, around: Surroundings) -> bool:
    """Whether a claim tells on what happened then: in the past, with no time of its own, and no look back."""
    text = around.text
    if claim.status is ClaimStatus.PROSPECT or is_subordinate(claim):
        return False
    apart = saying(claim, around)
    own = text[sentence.start : sentence.end]
    for part in apart:
        if sentence.covers(part):
            own = own.replace(part.quote, " ")
    timed = [time for time in around.times_in(sentence.start, sentence.end) if time.value != "PRESENT_REF"]
    timed = [time for time in timed if not any(part.covers(time.span) for part in apart)]
    if any(not _only_says_which(time, sentence, around) for time in timed) or _AWAY.search(_ASIDE.sub(" ", own)):
        return False
    verb = re.search(
        r"\b(?:was|were|been)\s+(?:\w+ly\s+)?$", text[max(0, claim.trigger.start - 20) : claim.trigger.start]
    )
    if claim.trigger.quote.casefold() in _SUMS and not verb and not _BREAKS_OUT.match(text, claim.trigger.end):
        return False
    if claim.trigger.quote.endswith("s") and _DOES.match(text, claim.trigger.end):
        return False  # "impedes our efforts"
    charged = claim.trigger.quote.endswith("ing") and claim.holder and claim.holder[-1].cue is not None
    if charged and _CHARGES.search(text, sentence.start, claim.trigger.start):
        return False  # "accuses them of stealing": what they are said to do, on no day
    before = text[max(claim.span.start, claim.trigger.start - CLOSE) : claim.trigger.start]
    if _PERFECT.search(before) or _PRESENT.search(claim.span.quote):
        return False
    return bool(claim.holder) or _HAD.search(before) is None


def _only_says_which(time: TimeExpression, sentence: Span, around: Surroundings) -> bool:
    """Whether a time of the sentence is an aside's, or tells how long something is: "the 20-month war"."""
    if time.type is TimeType.DURATION and time.begin is None and "-" in time.span.quote:
        return True
    aside = _ASIDE.search(around.text, sentence.start, sentence.end)
    return aside is not None and aside.start() <= time.span.start < aside.end()


def _standing(claim: Claim, sentence: Span, around: Surroundings, earlier: Sequence[Claim]) -> _Told | None:
    """The day on which the story stands before a sentence.

    A day in one speaker's words is not another's, unless a paragraph opens with it. A day before the one reached is a
    look back and does not move it, with the same exception. A month or a year of what is told takes the text away.
    """
    reach = max(0, sentence.start - REACH)
    before = _recent(earlier, reach)
    points = [told for other in before if _may_share(claim, other) and (told := _of_act(other, sentence)) is not None]
    points += [
        _Told(time.span.end, _as_days(window(time, TimeBasis.INHERITED, "time.story", around)), heads=True)
        for time in around.times_in(reach, sentence.start)
        if _leads(time, around)
    ]
    carried = [told for other in before if _is_carried(other) and (told := _of_act(other, sentence)) is not None]
    current: _Told | None = None
    for told in sorted(points, key=lambda point: point.end):
        if told.time.precision not in DAYS:
            current = None
        elif current is None or told.heads or _day(told.time) >= _day(current.time):
            current = told
    for told in carried:  # others' words that keep to the day carry it on
        if current is not None and told.end > current.end and _day(told.time) == _day(current.time):
            current = current._replace(end=told.end)
    return current


def _is_carried(other: Claim) -> bool:
    return other.time is not None and other.time.basis is TimeBasis.INHERITED


def _may_share(claim: Claim, other: Claim) -> bool:
    """Whether a day in one claim's words may be the other's: not where two speakers tell what they say."""
    if not other.holder or not claim.holder:
        return True
    one, two = other.holder[-1].name.casefold(), claim.holder[-1].name.casefold()
    return one in two or two in one  # "governor Ivan Petrov", "the governor"


def _recent(earlier: Sequence[Claim], reach: int) -> Sequence[Claim]:
    """The claims before that begin at `reach` or after."""
    first = len(earlier)
    while first > 0 and earlier[first - 1].span.start >= reach:
        first -= 1
    return earlier[first:]


def _of_act(other: Claim, sentence: Span) -> _Told | None:
    """The time of an act told before, as far as it may set or end the story's day."""
    time = other.time
    if time is None or time.begin is None or other.kind not in HAPPENING or other.status is ClaimStatus.PROSPECT:
        return None
    if other.span.start >= sentence.start or is_subordinate(other) or (tells_of_before(other) and not other.holder):
        return None
    return _Told(other.span.end, _as_days(time), heads=False)


def _as_days(time: EventTime) -> EventTime:
    """A time as it is carried over: by the day, since the hour was another act's."""
    update = {
        "begin": (time.begin or "")[:10] or None,
        "finish": (time.finish or "")[:10] or None,
        "precision": _BY_DAY.get(time.precision, time.precision),
        "basis": TimeBasis.INHERITED,
        "rule": "time.story",
    }
    return time.model_copy(update=update)


def _day(time: EventTime) -> str:
    return (time.begin or "")[:10]


def _leads(time: TimeExpression, around: Surroundings) -> bool:
    """Whether a day stands in the first sentence of a paragraph and says when what is told there was."""
    if time.type not in {TimeType.DATE, TimeType.TIME} or not time.begin or time.precision not in DAYS:
        return False
    sentence = around.sentence(time.span)
    if at_head(time.span, sentence, around.text) and _THEN_SAID.match(around.text, time.span.end, sentence.end):
        return False
    stamp = len(sentence.quote.split()) <= len(time.span.quote.split()) + 1
    lead = not stamp and is_lead_day(time.span, sentence, around.text) and is_sentence(sentence)
    free = not is_bound(time, around.text) and not is_feast_named(time, around.text)
    inside = any(line.covers(time.span) for line in around.datelines_in(time.span.start, time.span.end))
    return lead and free and not inside and not is_aside(time.span, sentence, around.text)


def _is_near(time: EventTime, around: Surroundings) -> bool:
    """Whether a day is of the week before publication; without a publication date each is."""
    told, published = extent(time.begin, time.finish), extent(around.published, around.published)
    if told is None:
        return False
    return published is None or 0 <= (published[1] - told[1]).days <= NEAR_DAYS


def _moves_on(other: TimeExpression, time: EventTime, around: Surroundings) -> bool:
    """Whether words after the day take the text to another time; a saying's day and a look back do not."""
    if other.value == "PRESENT_REF" or (other.type is TimeType.DURATION and other.begin is None):
        return False
    if other.begin and other.precision in DAYS and other.begin[:10] <= _day(time):
        return False
    sentence = around.sentence(other.span)
    if is_aside(other.span, sentence, around.text) or _THEN_SAID.match(around.text, other.span.end, sentence.end):
        return False
    return _SAID_ON.search(around.text[sentence.start : other.span.start]) is None
