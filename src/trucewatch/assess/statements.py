"""Statements: what each speaker says of the truce, with standing, position and date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from trucewatch.assess.extensions import Told, is_filed, told_by
from trucewatch.assess.performing import is_performed, is_said_outright
from trucewatch.assess.positions import is_mention, position_of
from trucewatch.assess.reach import part_of
from trucewatch.assess.reliance import is_relied_on_for
from trucewatch.assess.speakers import Speaker, Speakers
from trucewatch.assess.subject import is_on_another
from trucewatch.assess.wording import (
    ends_by_negation,
    is_appraised,
    is_blame,
    is_conditioned,
    is_given_up,
    is_lifted,
    is_own_subject,
    is_reading,
    is_thought,
)
from trucewatch.records.actors import Actor
from trucewatch.records.agreements import Agreement
from trucewatch.records.assessments import Position, Standing, Statement
from trucewatch.records.calendar import bounds, extent
from trucewatch.records.claims import Claim, Force
from trucewatch.records.documents import Document, Source
from trucewatch.records.reliance import is_guessed
from trucewatch.records.times import TimeBasis

DAYS = timedelta(days=7)
CARRIED = frozenset({TimeBasis.INHERITED, TimeBasis.RECKONED})
CLOCKS = timedelta(hours=14)
"""By how much clocks and dates of different countries may differ."""


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
        position = position_of(claim, own=speakers.speaks_of_itself(claim))
        if document is None or position is None or is_guessed(claim) or is_mention(claim, document, position):
            continue
        if not is_on_another(claim, document, position, speakers):
            made += _statements(claim, document, position, speakers)
    return tuple(sorted(_merged(made, {claim.id: _words(claim) for claim in claims}), key=_order))


def _statements(claim: Claim, document: Document, position: Position, speakers: Speakers) -> list[Statement]:
    """One statement for each who makes it."""
    if position in (Position.ENDED, Position.SUSPENDED) and _is_read_by_another(claim, speakers):
        return []
    speaker = speakers.of(claim, document)
    about = claim.actor.actor if claim.actor is not None else None
    of_itself = about is None and claim.event == "truce_observed" and is_own_subject(claim)
    if of_itself:
        about = speaker.id
    if _may_leave(claim, position):
        if not _may_be_own(about, speaker, speakers):
            return []  # what another may do is foretold, and no condition that is set
        position = Position.CONDITIONAL
    if position is Position.NO_REASON_TO_OBSERVE and is_given_up(claim) and _is_own(about, speaker, speakers):
        position = Position.ENDED  # "it would no longer observe the truce", of itself
    if position in (Position.ENDED, Position.SUSPENDED):
        position, speaker = _ending(claim, document, position, speaker, speakers)
    together = speakers.collective(claim)
    if together and position is not Position.BREACHED:
        of_all = None if about not in speakers.parties else about
        return [
            _statement(claim, document, position, one, one.id if of_itself else of_all, speakers) for one in together
        ]
    others = [one for one in speakers.joint(claim, document) if one.id != speaker.id]
    if position is Position.SUSPENDED and is_lifted(claim, document.text):
        position = Position.ACCEPTED
    if position is Position.BREACHED and about is None and len(others) == 1:
        return _each_other(claim, document, speaker, others[0], speakers)
    nobody = len(others) > 1 and speaker.id.startswith(("named:", "unnamed:"))  # the words for both together
    made = [] if nobody else [_statement(claim, document, position, speaker, about, speakers)]
    for other in others:
        own = other.id if about is not None and about in (speaker.id, speakers.side(speaker.id)) else about
        made.append(_statement(claim, document, position, other, own, speakers))
    return made


def _is_read_by_another(claim: Claim, speakers: Speakers) -> bool:
    """Whether a party's end is only another's tale: what A says that B considers, or an adversary that B announced."""
    if len(claim.holder) == 1 or not claim.holder:
        return False
    outer, inner = speakers.owned(claim.holder[-2], claim), claim.holder[-1]
    if inner.actor is None:
        return False
    if outer.actor is not None and speakers.side(outer.actor) == speakers.side(inner.actor):
        return False
    return is_thought(inner) or (outer.actor is not None and speakers.is_party(outer.actor))


def _is_own(about: str | None, speaker: Speaker, speakers: Speakers) -> bool:
    return about is not None and speakers.side(about) == speakers.side(speaker.id)


def _may_leave(claim: Claim, position: Position) -> bool:
    """Whether not to observe the truce any more is foretold under a condition: "will no longer observe it unless …"."""
    leaving = position is Position.NO_REASON_TO_OBSERVE or (position is Position.ENDED and ends_by_negation(claim))
    return leaving and is_conditioned(claim)


def _may_be_own(about: str | None, speaker: Speaker, speakers: Speakers) -> bool:
    """Whether a speaker may speak of its own side: whose side it is on is not known of a name that no book has."""
    standing = speakers.standing(speaker)
    if about is None:
        return standing in (Standing.PARTY, Standing.UNKNOWN)
    return standing is Standing.UNKNOWN or _is_own(about, speaker, speakers)


def _each_other(
    claim: Claim, document: Document, first: Speaker, second: Speaker, speakers: Speakers
) -> list[Statement]:
    """Two who accuse without saying whom ("traded accusations of breaches") accuse each other."""
    return [
        _statement(claim, document, Position.BREACHED, one, other.id, speakers)
        for one, other in ((first, second), (second, first))
    ]


def _ending(
    claim: Claim, document: Document, position: Position, speaker: Speaker, speakers: Speakers
) -> tuple[Position, Speaker]:
    """Only who speaks of its own observance ends it: by its own word, or by the report that it gave that word.

    Another's end is that other's own word if it was declared, and no adversary tells it; else it is an accusation by
    whoever tells it, the text's author too: "with that massacre they ended the truce".
    """
    text, actor = document.text, claim.actor
    about = actor.actor if actor is not None else None
    if is_blame(claim, text):
        return Position.BREACHED, speaker
    if position is Position.ENDED and not is_performed(claim) and is_appraised(claim, text):
        return Position.COLLAPSED, speaker
    author = speakers.author(document)
    own = _is_own(about, speaker, speakers) and is_said_outright(claim)
    if about is None or (own and (is_performed(claim) or claim.holder or speaker.id == author.id)):
        return position, speaker
    if own:  # "X ended the truce", says the text: of what X did, not of what it said
        return Position.BREACHED, author
    party = speakers.standing(speaker) is Standing.PARTY
    if is_reading(claim, text) and not party:
        return position, speaker
    if is_performed(claim) and not party and actor is not None:
        return position, speakers.participant(actor, document)
    return Position.BREACHED, speaker


def _statement(
    claim: Claim, document: Document, position: Position, speaker: Speaker, about: str | None, speakers: Speakers
) -> Statement:
    about_self = about is not None and speakers.side(about) == speakers.side(speaker.id)
    begin, finish = _said(claim, document, speaker, speakers)
    # Where somebody is said to have broken the truce, that is where; a word on the truce itself may be on a part of it.
    extends = told_by(claim, document.published) if position is Position.EXTENDED else Told()
    part = None if position is Position.BREACHED else part_of(claim, document.text, speakers.agreement)
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
        zone=part.id if part else None,
        zone_name=part.name if part else None,
        until=extends.until,
        longer=extends.longer,
        filed=position is Position.EXTENDED and is_filed(begin or finish, speakers.agreement),
        sure=is_relied_on_for(claim, position),
    )


def _said(claim: Claim, document: Document, speaker: Speaker, speakers: Speakers) -> tuple[str | None, str | None]:
    """When it was said: the claim's own time; else an author's word is of the day it came out, another's no later.

    A time that is inherited or reckoned, longer than some days, or later than the document is not when it was said.
    """
    time = claim.time
    when = extent(time.begin, time.finish) if time is not None else None
    published = bounds(document.published)
    if time is not None and when is not None and time.basis not in CARRIED:
        later = published is not None and when[0] >= published[1] + CLOCKS
        if when[1] - when[0] <= DAYS and not later:
            return speakers.local(time.begin), speakers.local(time.finish)
    if speaker.id == speakers.author(document).id:
        return document.published, document.published
    return None, document.published


def _merged(statements: Sequence[Statement], words: Mapping[str, str]) -> list[Statement]:
    """One statement for the same word of the same speaker on the same day, with all the documents that relay it.

    A word whose day is not told, known by the day of its document, is the one of known day before it, if there is one.
    """
    ordered = sorted(statements, key=lambda one: (one.begin is None, _order(one)))
    found: dict[tuple[object, ...], list[Statement]] = {}
    for one in ordered:
        about = None if one.about_self else one.about
        same = found.setdefault((one.speaker, one.position, about, one.zone), [])
        known = next((number for number, other in reversed(list(enumerate(same))) if _repeats(one, other, words)), None)
        if known is None:
            same.append(one)
        else:
            documents = tuple(sorted({*same[known].documents, one.document}))
            surer = one if one.sure and not same[known].sure else same[known]  # one sure telling of it is enough
            until = same[known].until or one.until
            longer = None if until else same[known].longer or one.longer
            same[known] = same[known].model_copy(
                update={
                    "documents": documents,
                    "claim": surer.claim,
                    "document": surer.document,
                    "sure": surer.sure,
                    "until": until,
                    "longer": longer,
                }
            )
    return [one for same in found.values() for one in same]


def _words(claim: Claim) -> str:
    return " ".join(claim.span.quote.split())


def _repeats(one: Statement, known: Statement, words: Mapping[str, str]) -> bool:
    """Whether a statement passes on one before it: in the same words, of the same day, or undated and told later."""
    if words[one.claim] == words[known.claim]:
        return True
    if one.begin is not None or known.begin is None:
        return _days(one) == _days(known)
    told, said = bounds(one.finish), bounds(known.begin)
    return told is None or (said is not None and said[0] < told[1])


def _days(one: Statement) -> tuple[str, str]:
    return (one.begin or "")[:10], (one.finish or "")[:10]


def _order(one: Statement) -> tuple[bool, bool, str, str]:
    """Named speakers first, then by date, undated last."""
    moment = one.begin or one.finish
    return one.speaker.startswith("unnamed:"), moment is None, moment or "", one.claim
