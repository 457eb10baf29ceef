"""Acts that a text names again: "the attack", "Sunday's raid", "had hit the school", the truce's own start.

What is named again was told before, and is where and when it was told to be.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from trucewatch.knowledge.ontology import family_of, kinship
from trucewatch.records.claims import Claim, ClaimKind, ClaimStatus
from trucewatch.records.times import EventTime, TimeBasis
from trucewatch.resolve.surroundings import Surroundings

_DEFINITE = re.compile(
    r"\b(?:the|this|that|these|those|both|(?:mon|tues|wednes|thurs|fri|satur|sun)day['’]s)\s+(?:(?!\w*(?:ed|ing|[^y]s)\b)"
    r"(?!(?:in|of|to|by|had?|ha[sd]|have|been?|were|with|who|that|and)\b)[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)
_DONE = re.compile(r"\w+(?:ed|[^aeiou]ot)$", re.IGNORECASE)
_AGAIN = re.compile(r"\b(?:the|this|that|these|those)\s+(?P<noun>[^\W\d_]+)$", re.IGNORECASE)
_OTHER = re.compile(r"\b(?:other|another|latest|first|last|next|previous|earlier|second|third|new)\b", re.IGNORECASE)
STEPS = frozenset({"truce_announced", "truce_accepted", "truce_in_force", "truce_extended", "truce_collapsed"})
RECALLED = 1500  # characters within which "the attack" is the one told of last
NEAR = 60  # characters before a trigger in which its article stands


def named_again(
    claim: Claim, around: Surroundings, earlier: Sequence[Claim], has: Callable[[Claim], bool], *, last: bool = False
) -> tuple[Claim, str] | None:
    """The last claim before whose act, or whose one thing hit, a claim names again, and which of the two it is.

    Args:
        claim: what is told.
        around: the text.
        earlier: the resolved claims before it.
        has: whether a claim has what is looked for.
        last: whether only the last act of the kind may be meant, whatever it has.
    """
    if claim.kind is not ClaimKind.OCCURRENCE or claim.status is ClaimStatus.PROSPECT:
        return None
    if any(link.cue is not None and link.cue.overlaps(claim.trigger) for link in claim.holder):
        return None  # "which the group denies"
    text = around.text
    named = _DEFINITE.search(text[max(0, claim.trigger.start - NEAR) : claim.trigger.start])
    again = named is not None and not _OTHER.search(named.group()) and not _DONE.match(claim.trigger.quote)
    hit = _AGAIN.search(text, max(0, claim.target.span.start - 6), claim.target.span.end) if claim.target else None
    if not again and hit is None:
        return None
    for other in reversed(earlier):
        if claim.trigger.start - other.trigger.start > RECALLED:
            return None
        if other.kind is not ClaimKind.OCCURRENCE or other.trigger == claim.trigger:
            continue
        if again and kinship(claim.event, other.event) != "other" and family_of(claim.event) == family_of(other.event):
            if has(other):
                return other, "same_act"
            again = not last
        if hit is not None and has(other) and _names(other, hit["noun"]):
            return other, "same_thing"
    return None


def when_named(claim: Claim, around: Surroundings, earlier: Sequence[Claim]) -> EventTime | None:
    """When the act was told to be that a claim names again, or the step of the truce that a text dates once."""
    if claim.kind is ClaimKind.TRUCE:
        return _step(claim, around, earlier)
    between = around.times_in(max(0, claim.trigger.start - NEAR), claim.trigger.start)
    if any(time.span.end + 1 >= claim.trigger.start for time in between):
        return None  # "the 2013 attack"
    found = named_again(claim, around, earlier, _is_dated, last=True)
    if found is None or found[0].time is None:
        return None
    return found[0].time.model_copy(update={"basis": TimeBasis.INHERITED, "rule": f"time.{found[1]}"})


def _is_dated(other: Claim) -> bool:
    return other.time is not None and other.time.begin is not None and other.time.basis is not TimeBasis.RECKONED


def _step(claim: Claim, around: Surroundings, earlier: Sequence[Claim]) -> EventTime | None:
    """The day of the same step of the truce, where all that tells of it before has one day."""
    aim = around.text[max(0, claim.trigger.start - NEAR) : claim.trigger.start].split()[-1:] in (["for"], ["to"])
    if claim.event not in STEPS or claim.status is not ClaimStatus.HAPPENED or aim:
        return None
    same = [other for other in earlier if other.event == claim.event and other.status is ClaimStatus.HAPPENED]
    told = {(other.time.begin or "")[:10]: other.time for other in same if other.time is not None and _is_told(other)}
    if len(told) != 1:
        return None
    return next(iter(told.values())).model_copy(update={"basis": TimeBasis.INHERITED, "rule": "time.same_step"})


def _is_told(other: Claim) -> bool:
    time = other.time
    return time is not None and time.begin is not None and time.basis in {TimeBasis.STATED, TimeBasis.SENTENCE}


def _names(other: Claim, noun: str) -> bool:
    words = other.target.span.quote if other.target is not None else other.span.quote
    return re.search(rf"\b{re.escape(noun)}\b", words, re.IGNORECASE) is not None
