"""Acts told as going on: they go on on the day of their telling, which is reckoned from publication and marked so.

"The army is massing troops", he said on Friday: on that Friday it was. A siege that "has been" laid, a truce that "is
holding": at publication it is. What "has" been done, and what is always so, has no such day.
"""

from __future__ import annotations

import re

from trucewatch.records.claims import Claim, ClaimKind, ClaimStatus
from trucewatch.records.times import EventTime, TimeBasis, TimeExpression, TimePrecision
from trucewatch.resolve.claim_scope import saying
from trucewatch.resolve.claim_story import DAYS
from trucewatch.resolve.claim_windows import event_time, is_bound
from trucewatch.resolve.surroundings import Surroundings

_ADVERBS = r"(?:(?:also|now|still|currently|already|largely|mostly|again)\s+)*"
_GOING = re.compile(rf"(?:\b(?:is|are|am)|['’]re|['’]m)\s+{_ADVERBS}$", re.IGNORECASE)
_WENT = re.compile(rf"\b(?:was|were|appeared to be|seemed to be)\s+{_ADVERBS}$", re.IGNORECASE)
_STANDS = re.compile(r"\b(?:is|are|has|have|remains?)\s+(?:\w+\s+){0,3}$", re.IGNORECASE)
_RELATIVE = re.compile(r"\b(?:who|which|where|whose|when|while|if|as)\b", re.IGNORECASE)
STATES = frozenset({"blockade", "truce_holding", "calm"})
CLOSE = 60  # characters before a trigger in which its auxiliary stands


def ongoing(claim: Claim, around: Surroundings, *, past: bool = False) -> EventTime | None:
    """The day of telling for what is told as going on then; None for everything else.

    Args:
        claim: what is told.
        around: the text.
        past: whether "said that they were massing", with no day for the saying, is of the day of publication: for use
            where the text gives no day before it.
    """
    if claim.status is not ClaimStatus.HAPPENED or claim.kind not in {ClaimKind.OCCURRENCE, ClaimKind.TRUCE}:
        return None
    text, start = around.text, claim.trigger.start
    before = text[max(around.sentence(claim.trigger).start, start - CLOSE) : start]
    going = claim.trigger.quote.casefold().endswith("ing") and _GOING.search(before) is not None
    went = claim.trigger.quote.casefold().endswith("ing") and claim.holder and _WENT.search(before) is not None
    stands = claim.event in STATES and _STANDS.search(before) is not None
    if not stands and ((not going and not went) or _RELATIVE.search(before)):
        return None
    said = _day_said(claim, around)
    if said is not None:
        return event_time(said, TimeBasis.RECKONED, "time.ongoing")
    if around.published is None or (went and not stands and not going and not past):
        return None
    day = around.published[:10]
    return EventTime(begin=day, finish=day, precision=TimePrecision.DAY, basis=TimeBasis.RECKONED, rule="time.ongoing")


def _day_said(claim: Claim, around: Surroundings) -> TimeExpression | None:
    """The day on which its speaker said so, where it is told."""
    for part in saying(claim, around):
        for time in around.times_in(part.start, part.end):
            if part.covers(time.span) and time.begin and time.precision in DAYS and not is_bound(time, around.text):
                return time
    return None
