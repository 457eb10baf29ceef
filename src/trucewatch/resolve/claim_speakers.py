"""Acts that a speaker tells of as its own: "the army said that it had fired", "denied that its fighters had"."""

from __future__ import annotations

import re

from trucewatch.records.actors import ActorKind
from trucewatch.records.claims import Claim, Holder, Participant
from trucewatch.records.spans import Span
from trucewatch.resolve.surroundings import Surroundings

RULE = "actor.speaker"
_PRONOUN = re.compile(r"(?:it|they|we)", re.IGNORECASE)
_PLURAL = re.compile(r"(?:s|men|people|\band\b.*)$", re.IGNORECASE)
_CHARGES = re.compile(r"\s+(?:has\s+|have\s+|had\s+)?(?:accused|accuses|blamed|blames)\b", re.IGNORECASE)
_OWN = re.compile(r"(?:its|their|our)\s", re.IGNORECASE)
_PERSONS = frozenset({ActorKind.PERSON, ActorKind.ANONYMOUS})


def speaker_as_actor(claim: Claim, around: Surroundings) -> Claim:
    """The claim with its speaker for an actor, where the words leave that to the speaker.

    Who speaks stands before the words in the same sentence and is a body: a person's "they" may be anybody. A pronoun
    that stays open is left as it is, for an antecedent further back.
    """
    actor = claim.actor
    speaker = claim.holder[-1] if claim.holder else None
    if actor is None or speaker is None or speaker.span is None or speaker.actor is None:
        return claim
    if not (_PRONOUN.fullmatch(actor.span.quote) or _OWN.match(actor.span.quote)) or speaker.kind in _PERSONS:
        return claim
    same = around.sentence(speaker.span).start == around.sentence(actor.span).start
    if not same or speaker.span.end > actor.span.start:
        return claim
    accused = _accused(speaker.span, actor, around)
    if accused is not None:
        return claim.model_copy(update={"actor": accused})
    return claim.model_copy(update={"actor": _owner(speaker, actor, around)})


def _accused(speaker: Span, actor: Participant, around: Surroundings) -> Participant | None:
    """Who was just accused: "the government accused the rebels of … and said they had"; a body's own word is "it"."""
    if actor.span.quote.casefold() != "they" or _PLURAL.search(speaker.quote):
        return None
    between = around.text[speaker.end : actor.span.start]
    told = {one.actor: one for one in around.actors_in(speaker.end, actor.span.start) if one.actor is not None}
    if not _CHARGES.match(between) or len(told) != 1:
        return None
    (one,) = told.values()
    return Participant(
        span=one.span, name=one.name, actor=one.actor, kind=one.kind, via=actor.span, rule="actor.accused"
    )


def is_open(actor: Participant | None) -> bool:
    """Whether an actor is but a pronoun that nobody could be found for: no actor at all."""
    return actor is not None and actor.actor is None and _PRONOUN.fullmatch(actor.span.quote) is not None


def _owner(speaker: Holder, actor: Participant, around: Surroundings) -> Participant:
    entry = around.book.get(speaker.actor or "")
    return Participant(
        span=speaker.span or actor.span,
        name=entry.name if entry is not None else speaker.name,
        actor=speaker.actor,
        kind=entry.kind if entry is not None else speaker.kind,
        via=actor.span,
        rule=RULE,
    )
