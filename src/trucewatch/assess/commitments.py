"""Commitments: terms that must be delivered, where each stands as told, and who says so.

The fact of a handover is recorded, never its content. A word on a whole agreement ("met none of its commitments")
is kept for a term only where nothing more to the point is said of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from trucewatch.assess.applies.time import MOVING
from trucewatch.assess.clocks import period_of
from trucewatch.assess.commitment_states import joint_state, state_of
from trucewatch.assess.deliveries import DELIVERED, Deliveries, Kind, Word
from trucewatch.assess.extensions import FOREVER, end_after, extensions_of
from trucewatch.assess.local import in_zone, local_bounds, zone_of
from trucewatch.assess.speakers import Speakers
from trucewatch.records.actors import Actor, side_of
from trucewatch.records.agreements import Agreement, Term
from trucewatch.records.assessments import Commitment, CommitmentState, CommitmentWord, Owed, Reason, Statement
from trucewatch.records.calendar import bounds, extent
from trucewatch.records.claims import Claim
from trucewatch.records.documents import Document, Source
from trucewatch.records.reliance import is_guessed


def track(
    agreement: Agreement | None,
    claims: Sequence[Claim],
    documents: Sequence[Document],
    sources: Mapping[str, Source],
    actors: Mapping[str, Actor],
    at: str | None,
    *,
    statements: Sequence[Statement] = (),
) -> tuple[Commitment, ...]:
    """Each term that must be delivered: its state, and who says what of it.

    Args:
        agreement: None gives no commitments.
        claims, documents: of the record, in any order.
        sources, actors: by id.
        at: ISO 8601; for what is overdue, and to leave out what was published later. What is due on the day asked for
            is not overdue yet. None: everything, no deadline.
        statements: on the truce: where it was extended, a term without a day of its own is due by the new end.
    """
    if agreement is None:
        return ()
    by_id = {document.id: document for document in documents if _published_by(document, at)}
    told = [claim for claim in claims if claim.document in by_id and not is_guessed(claim)]
    ordered = sorted(told, key=lambda one: (by_id[one.document].published or "9999", *_order(one)))
    deliveries = Deliveries(ordered, by_id, Speakers(agreement, claims, sources, actors), actors)
    asked = local_bounds(at, zone_of(agreement))
    moment = asked[0] if asked else None
    end = _extended_end(agreement, statements, moment)
    return tuple(_commitment(term, agreement, deliveries, moment, end) for term in agreement.terms if term.deliverable)


def _extended_end(agreement: Agreement, statements: Sequence[Statement], moment: datetime | None) -> datetime | None:
    """Until when the truce had been extended by a moment; None where it had not, or nobody tells until when."""
    finish, zone = period_of(agreement, agreement.whole).finish, zone_of(agreement)
    made = extensions_of(statements, finish, zone, moment)
    end = end_after(finish, made, zone) if finish is not None else None
    return None if end == FOREVER else end


def _commitment(
    term: Term, agreement: Agreement, told: Deliveries, moment: datetime | None, extended: datetime | None
) -> Commitment:
    zone = next((one for one in agreement.zones if one.id == term.zone), None)
    period = period_of(agreement, term.clock)
    due = period_of(agreement, term.due or term.clock).finish
    if extended is not None and term.due is None and term.clock in (None, agreement.whole):
        due = max(due, extended) if due is not None else None
    words = told.words(term, zone, period.begin)
    overdue = moment is not None and due is not None and moment >= due
    lapsed = _lapsed(agreement, due, moment, extended)
    owed = _owed(term, words, told, overdue=overdue, lapsed=lapsed)
    state, says = joint_state(list(owed.values())) if owed else state_of(words, overdue=overdue, lapsed=lapsed)
    return Commitment(
        term=term.id,
        title=term.title,
        state=state,
        due=in_zone(due, zone_of(agreement)) if due else None,
        says=tuple((word.speaker.name, word.says(), word.claim.id) for word in words),
        trace=(
            *((Reason(rule="commitment.overdue", says=f"was due by {due:%Y-%m-%d %H:%M} UTC"),) if overdue else ()),
            Reason(rule=f"commitment.{state.value}", says=says, claims=tuple(w.claim.id for w in words)),
        ),
        words=tuple(_kept(word, told) for word in words),
        owed=tuple(Owed(obligor=name, state=found[0]) for name, found in owed.items()) if len(owed) > 1 else (),
    )


def _owed(
    term: Term, words: Sequence[Word], told: Deliveries, *, overdue: bool, lapsed: bool
) -> dict[str, tuple[CommitmentState, str]]:
    """Where it stands for each of those who owe it: by the words on its own delivery, and those that name nobody."""
    found = {}
    for name in dict.fromkeys(side_of(one, told.actors) for one in term.obligors):
        doing = {word.doer for word in words if word.doer is not None and word.kind in DELIVERED}
        others = doing - {name}
        own = [word for word in words if word.doer == name or (word.doer is None and not _of_another(word, others))]
        found[name] = state_of(own, overdue=overdue, lapsed=lapsed)
    return found


def _of_another(word: Word, delivering: set[str]) -> bool:
    """Whether a judgement that names nobody is on what another of those who owe it is said to have delivered."""
    return word.kind is Kind.INADEQUATE and bool(delivering)


def _lapsed(agreement: Agreement, due: datetime | None, moment: datetime | None, extended: datetime | None) -> bool:
    """Whether the truce's own end, agreed or extended, came before the time at which it would have been due."""
    clock = next((one for one in agreement.clocks if one.id == agreement.whole), None)
    finish = period_of(agreement, agreement.whole).finish
    finish = max(finish, extended) if finish is not None and extended is not None else finish
    if finish is None or moment is None or moment < finish:
        return False
    moves = clock is not None and clock.extension is not None and clock.extension.kind in MOVING
    return not moves and (due is None or due > finish)


def _kept(word: Word, told: Deliveries) -> CommitmentWord:
    claim, document = word.claim, told.documents[word.claim.document]
    time = claim.time
    return CommitmentWord(
        claim=claim.id,
        speaker=word.speaker.id,
        speaker_name=word.speaker.name,
        standing=told.speakers.standing(word.speaker),
        kind=word.kind.value,
        says=word.says(),
        own=word.doer is not None and told.speakers.side(word.speaker.id) == word.doer,
        obligor=word.doer,
        begin=time.begin if time else None,
        finish=(time.finish if time else None) or document.published,
        document=document.id,
    )


def _published_by(document: Document, at: str | None) -> bool:
    if at is None:
        return True
    asked, published = bounds(at), extent(document.published, None)
    return asked is None or (published is not None and published[0] < asked[1])


def _order(claim: Claim) -> tuple[str, int, str]:
    return claim.document, claim.span.start, claim.id
