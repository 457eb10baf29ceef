"""Who is blamed for what the text has told: "He blamed the Tigers" says who did what the sentence before tells.

Such a sentence has no act of its own. With the act before it that nobody is said to have done, it is that act, laid at
somebody's door on the accuser's word, as a denial without an act of its own is that act denied.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from trucewatch.knowledge.ontology import family_of
from trucewatch.records.actors import ActorKind
from trucewatch.records.base import content_id
from trucewatch.records.claims import Claim, ClaimKind, ClaimStatus, Doubt, Force, Holder
from trucewatch.records.places import PlaceBasis
from trucewatch.records.times import TimeBasis
from trucewatch.resolve.surroundings import Surroundings

RULE = "accusation.of_what_was_told"
_BLAMES = frozenset({"blame", "blames", "blamed", "blaming"})
_OF_IT = re.compile(r"\s+of\s+(?:it|this|that|being\s+behind|the\s+\w+)\b|\s+of\s+responsibility\b", re.IGNORECASE)
_SEVERAL = re.compile(r"\bfor\s+(?:both|the\s+two|all|these)\b", re.IGNORECASE)
_VIOLENT = frozenset({"violence", "obstruction"})
_MAY_ACT = frozenset(
    {ActorKind.STATE, ActorKind.ARMED_FORCES, ActorKind.ARMED_GROUP, ActorKind.OPPOSITION, ActorKind.ALLIANCE}
)
_ALLEGED = 2.2
"""Factuality of what somebody is blamed for, as of other allegations: probable, on the accuser's word."""


def with_accused(claims: Sequence[Claim], around: Surroundings) -> tuple[Claim, ...]:
    """The claims of one document, and those that its accusations without an act of their own make of acts before."""
    told = sorted(claims, key=lambda one: one.trigger.start)
    return (*claims, *(made for one in told if _blames(one, around) for made in _laid(one, told, around)))


def _blames(one: Claim, around: Surroundings) -> bool:
    if one.event != "accusation" or one.target is None or one.negated or one.force is not Force.ASSERTS:
        return False
    if one.target.actor is None and not one.target.candidates and one.target.kind not in _MAY_ACT:
        return False  # "blamed a lack of funds"
    if one.trigger.quote.casefold() in _BLAMES:
        return True
    return _OF_IT.match(around.text, one.target.span.end) is not None


def _laid(one: Claim, told: Sequence[Claim], around: Surroundings) -> Iterator[Claim]:
    """The acts before an accusation that it lays at the accused's door: the last, or where it says so the last two."""
    accused, speaker = one.target, one.actor
    if accused is None or speaker is None or speaker.span == accused.span:
        return
    sentence = around.sentence(one.trigger)
    several = _SEVERAL.search(around.text, accused.span.end, sentence.end) is not None
    own = [other for other in told if accused.span.end <= other.trigger.start < sentence.end]
    if (
        any(other.kind is ClaimKind.OCCURRENCE and other.status is ClaimStatus.HAPPENED for other in own)
        and not several
    ):
        return  # it names the act itself
    acts = [other for other in told if _is_open(other, one, around)]
    holder = Holder(name=speaker.name, span=speaker.span, cue=one.trigger, actor=speaker.actor, kind=speaker.kind,
                    candidates=speaker.candidates)  # fmt: skip
    for act in acts[-2:] if several else acts[-1:]:
        place, time = act.place, act.time
        yield act.model_copy(
            update={
                "id": content_id("claim", [one.document, one.trigger.start, one.trigger.end, act.event, act.id]),
                "span": one.span,
                "trigger": one.trigger,
                "actor": accused,
                "place": place.model_copy(update={"basis": PlaceBasis.CARRIED_OVER}) if place else None,
                "time": time.model_copy(update={"basis": TimeBasis.INHERITED}) if time else None,
                "harm": None,
                "holder": (*one.holder, holder),
                "force": Force.ALLEGES,
                "factuality": _ALLEGED,
                "recurs": None,
                "why_check": _doubts(act, one),
                "rule": RULE,
            }
        )


def _doubts(act: Claim, accusation: Claim) -> tuple[Doubt, ...]:
    """What there is to doubt of where and when in the act, and of who is blamed by whom in the accusation."""
    found: list[Doubt] = [one for one in accusation.why_check if one is not Doubt.PLACE_CARRIED]
    found += [one for one in act.why_check if one in (Doubt.PLACE_CARRIED, Doubt.HEDGED)]
    return tuple(dict.fromkeys((*found, Doubt.POINTS_BACK)))


def _is_open(act: Claim, accusation: Claim, around: Surroundings) -> bool:
    """Whether an act is told before an accusation in its paragraph, and nobody who is known is said to have done it."""
    if act.kind is not ClaimKind.OCCURRENCE or act.negated or act.force is Force.DENIES or act.rule == RULE:
        return False
    if family_of(act.event) not in _VIOLENT or act.trigger.end > accusation.trigger.start:
        return False
    known = act.actor is not None and (act.actor.actor is not None or act.actor.candidates)
    return not known and "\n\n" not in around.text[act.trigger.end : accusation.trigger.start]
