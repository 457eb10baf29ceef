"""Statements: what each speaker says of the truce, with standing, position and date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from trucewatch.assess.speakers import Speaker, Speakers, is_blame, is_reading
from trucewatch.records.actors import Actor
from trucewatch.records.agreements import Agreement
from trucewatch.records.assessments import Position, Statement
from trucewatch.records.claims import Claim, ClaimKind, Force
from trucewatch.records.documents import Document, Source

POSITIONS = {
    "truce_proposed": Position.PROPOSED,
    "truce_announced": Position.ANNOUNCED,
    "truce_accepted": Position.ACCEPTED,
    "truce_rejected": Position.REJECTED,
    "truce_in_force": Position.IN_FORCE,
    "truce_observed": Position.HOLDING,
    "truce_holding": Position.HOLDING,
    "truce_extended": Position.EXTENDED,
    "truce_suspended": Position.SUSPENDED,
    "truce_breached": Position.BREACHED,
    "truce_not_observed": Position.NO_REASON_TO_OBSERVE,
    "truce_declared_ended": Position.ENDED,
    "truce_end_denied": Position.NOT_ENDED,
    "truce_collapsed": Position.COLLAPSED,
}
NEGATED = {
    Position.ANNOUNCED: None,
    Position.PROPOSED: None,
    Position.EXTENDED: None,
    Position.ACCEPTED: Position.REJECTED,
    Position.IN_FORCE: Position.COLLAPSED,
    Position.HOLDING: Position.BREACHED,
    Position.BREACHED: Position.HOLDING,
    Position.SUSPENDED: Position.NOT_ENDED,
    Position.ENDED: Position.NOT_ENDED,
    Position.COLLAPSED: Position.NOT_ENDED,
}
"""What the opposite of a position is; None where denying it says nothing of the truce. Types that are themselves
negative (rejected, not observed, end denied) carry their negation already."""
UNREAL = frozenset({Force.PREDICTS, Force.THREATENS, Force.DEMANDS, Force.ASKS, Force.RETRACTS})


def find_statements(
    claims: Sequence[Claim],
    documents: Sequence[Document],
    agreement: Agreement | None,
    sources: Mapping[str, Source],
    actors: Mapping[str, Actor],
) -> tuple[Statement, ...]:
    """What is said of the truce, by whom, on what footing.

    Args:
        claims, documents: all of the record, in any order.
        agreement: None where there is none; then a convention says who may be a party (`Speakers.standing`).
        sources, actors: by id.

    Returns:
        Statements in the order of their dates; one for all claims by which documents relay the same word.
    """
    by_id = {document.id: document for document in documents}
    speakers = Speakers(agreement, claims, sources, actors)
    made = []
    for claim in sorted(claims, key=lambda one: one.id):
        document = by_id.get(claim.document)
        position = position_of(claim)
        if document is not None and position is not None:
            blamed = position is Position.ENDED and is_blame(claim, document.text)
            made.append(_statement(claim, document, Position.BREACHED if blamed else position, speakers))
    return tuple(sorted(_merged(made), key=_order))


def position_of(claim: Claim) -> Position | None:
    """What a claim says of the truce; None where it says nothing of it that holds now."""
    if claim.kind is not ClaimKind.TRUCE or claim.force in UNREAL:
        return None
    position = POSITIONS.get(claim.event)
    if claim.force is Force.CONDITIONAL:
        return Position.CONDITIONAL if position in (Position.HOLDING, Position.ACCEPTED, Position.IN_FORCE) else None
    if position in NEGATED and claim.negated != (claim.force is Force.DENIES):
        return NEGATED[position]
    return position


def _statement(claim: Claim, document: Document, position: Position, speakers: Speakers) -> Statement:
    speaker = speakers.of(claim, document)
    about = claim.actor.actor if claim.actor is not None else None
    about_self = about is not None and speakers.side(about) == speakers.side(speaker.id)
    begin, finish = _said(claim, document, speaker, speakers)
    return Statement(
        claim=claim.id,
        document=document.id,
        speaker=speaker.id,
        speaker_name=speaker.name,
        standing=speakers.standing(speaker),
        position=position,
        force=Force.ASSERTS if claim.force is Force.ANNOUNCES and is_reading(claim, document.text) else claim.force,
        about=about,
        about_self=about_self,
        begin=begin,
        finish=finish,
        documents=(document.id,),
    )


def _said(claim: Claim, document: Document, speaker: Speaker, speakers: Speakers) -> tuple[str | None, str | None]:
    """When it was said: the claim's own time; else an author's word is of the day it came out, another's no later."""
    if claim.time is not None and (claim.time.begin or claim.time.finish):
        return claim.time.begin, claim.time.finish
    if speaker.id == speakers.author(document).id:
        return document.published, document.published
    return None, document.published


def _merged(statements: Sequence[Statement]) -> list[Statement]:
    """One statement for the same word of the same speaker on the same day, with all the documents that relay it."""
    found: dict[tuple[object, ...], Statement] = {}
    for one in statements:
        key = (one.speaker, one.position, one.about, (one.begin or "")[:10], (one.finish or "")[:10])
        known = found.get(key)
        if known is None:
            found[key] = one
        else:
            documents = tuple(sorted({*known.documents, one.document}))
            found[key] = known.model_copy(update={"documents": documents})
    return list(found.values())


def _order(one: Statement) -> tuple[bool, str, str]:
    moment = one.begin or one.finish
    return moment is None, moment or "", one.claim
