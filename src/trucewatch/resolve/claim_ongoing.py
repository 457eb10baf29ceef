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
# "Keeps up attacks", "has continued to shell"; "are facing tough resistance"; "raids … are helping the army".
_KEEPS = re.compile(
    r"\b(?:keeps?|(?:has|have) kept|continues?|(?:has|have) continued|(?:is|are) continuing)\s+"
    r"(?:(?:up|to|on|with)\s+)?"
    r"(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)
_KEPT = re.compile(r"\b(?:kept|continued)\s+(?:up|on|to|with)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE)
_DOING = re.compile(
    rf"(?:\b(?:is|are)|['’]re)\s+{_ADVERBS}(?!(?:threaten|plann?|prepar|consider|seek|try|urg|call|demand|accus|deny|fear|"
    r"expect|hop|wait|look|ask|warn|say|tell|be)(?:ing)\b)\w+ing\s+(?:(?!to\b|for\b|that\b)[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)
_DOES = re.compile(r"\s+(?:[\w-]+\s+){0,5}?(?:is|are)\s+(?:meanwhile\s+|now\s+|still\s+)?(?!being\b|going\b)\w+ing\b")
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
    sentence = around.sentence(claim.trigger)
    before = text[sentence.start : start][-CLOSE:]
    before = before if len(before) < CLOSE else before.split(" ", 1)[-1]
    going = claim.trigger.quote.casefold().endswith("ing") and _GOING.search(before) is not None
    going = going or bool(_KEEPS.search(before) or _DOING.search(before))
    going = going or _DOES.match(text, claim.trigger.end, sentence.end) is not None
    went = claim.trigger.quote.casefold().endswith("ing") and claim.holder and _WENT.search(before) is not None
    went = went or bool(claim.holder and _KEPT.search(before))
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
