"""Commitments: terms that must be delivered, where each stands as told, and who says so.

The fact of a handover is recorded, never its content. A word on a whole agreement ("met none of its commitments")
is kept for a term only where nothing more to the point is said of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from trucewatch.assess.applicability import covers
from trucewatch.assess.clocks import period_of
from trucewatch.assess.speakers import Speaker, Speakers
from trucewatch.records.actors import Actor, side_of
from trucewatch.records.agreements import Agreement, Term
from trucewatch.records.assessments import Commitment, CommitmentState, Reason, Standing
from trucewatch.records.calendar import bounds, extent
from trucewatch.records.claims import Claim, ClaimKind, Force
from trucewatch.records.documents import Document, Source

GENERAL = frozenset({"commitment_met", "commitment_not_met"})
UNREAL = frozenset({Force.PREDICTS, Force.THREATENS, Force.DEMANDS, Force.ASKS, Force.CONDITIONAL, Force.RETRACTS})
NEARBY = 400  # characters: a judgement so close behind a delivery, by the same speaker, is on its adequacy


@dataclass(frozen=True)
class Word:
    """What one claim says of a commitment."""

    claim: Claim
    speaker: Speaker
    done: bool
    acknowledges: bool
    inadequate: bool = False

    def says(self) -> str:
        """In words."""
        if self.inadequate:
            return "done, and not as agreed"
        return "done" if self.done else "not done"


def track(
    agreement: Agreement | None,
    claims: Sequence[Claim],
    documents: Sequence[Document],
    sources: Mapping[str, Source],
    actors: Mapping[str, Actor],
    at: str | None,
) -> tuple[Commitment, ...]:
    """Each term that must be delivered: its state, and who says what of it.

    Args:
        agreement: None gives no commitments.
        claims, documents: of the record, in any order.
        sources, actors: by id.
        at: ISO 8601; for what is overdue, and to leave out what was published later. None: everything, no deadline.
    """
    if agreement is None:
        return ()
    asked = bounds(at)
    by_id = {document.id: document for document in documents if _published_by(document, at)}
    speakers = Speakers(agreement, claims, sources, actors)
    relevant = [claim for claim in sorted(claims, key=_order) if claim.document in by_id and claim.force not in UNREAL]
    made = []
    for term in agreement.terms:
        if not term.deliverable:
            continue
        period = period_of(agreement, term.clock)
        words = _words(term, period.begin, relevant, by_id, speakers, actors)
        due = period.finish
        overdue = asked is not None and due is not None and asked[0] >= due
        state, says = _state(words, overdue)
        made.append(
            Commitment(
                term=term.id,
                title=term.title,
                state=state,
                due=due.isoformat() if due else None,
                says=tuple((word.speaker.name, word.says(), word.claim.id) for word in words),
                trace=(Reason(rule=f"commitment.{state.value}", says=says, claims=tuple(w.claim.id for w in words)),),
            )
        )
    return tuple(made)


def _published_by(document: Document, at: str | None) -> bool:
    if at is None:
        return True
    asked, published = bounds(at), extent(document.published, None)
    return asked is None or (published is not None and published[0] < asked[1])


def _order(claim: Claim) -> tuple[str, int, str]:
    return claim.document, claim.span.start, claim.id


def _before(claim: Claim, begin: datetime | None) -> bool:
    """Whether what a claim tells of was over before the term began to bind."""
    when = extent(claim.time.begin, claim.time.finish) if claim.time else None
    return when is not None and begin is not None and when[1] <= begin


def _words(
    term: Term,
    begin: datetime | None,
    claims: Sequence[Claim],
    documents: Mapping[str, Document],
    speakers: Speakers,
    actors: Mapping[str, Actor],
) -> list[Word]:
    claims = [claim for claim in claims if not _before(claim, begin)]
    specific = [claim for claim in claims if claim.event not in GENERAL and covers(term, claim.event) and _told(claim)]
    general = [claim for claim in claims if claim.event in GENERAL]
    chosen = specific or general
    found = []
    for claim in chosen:
        actor = claim.actor.actor if claim.actor else None
        if actor is None and not specific:
            continue
        if actor is not None and term.obligors and not _same_side(actor, term.obligors, actors):
            continue
        speaker = speakers.of(claim, documents[claim.document])
        own = actor is not None and speakers.side(speaker.id) == speakers.side(actor)
        acknowledges = not own and speakers.standing(speaker) is not Standing.OUTSIDER
        done = _says_done(claim)
        found.append(Word(claim, speaker, done, acknowledges, done and _is_judged(claim, general)))
    return found


def _told(claim: Claim) -> bool:
    return claim.kind in (ClaimKind.COMMITMENT, ClaimKind.OCCURRENCE)


def _same_side(actor: str, obligors: Sequence[str], actors: Mapping[str, Actor]) -> bool:
    return side_of(actor, actors) in {side_of(name, actors) for name in obligors} | set(obligors)


def _says_done(claim: Claim) -> bool:
    if claim.event == "commitment_not_met":
        return claim.force is Force.DENIES
    return claim.negated == (claim.force is Force.DENIES)


def _is_judged(claim: Claim, general: Sequence[Claim]) -> bool:
    """Whether the same text says, right behind the delivery, that it is not what was agreed."""
    return any(
        other.document == claim.document
        and other.event == "commitment_not_met"
        and 0 <= other.trigger.start - claim.trigger.start <= NEARBY
        for other in general
    )


def _state(words: Sequence[Word], overdue: bool) -> tuple[CommitmentState, str]:
    done = [word for word in words if word.done]
    undone = [word for word in words if not word.done]
    if any(word.inadequate for word in done):
        return CommitmentState.ADEQUACY_CONTESTED, "delivered, as told, and said not to be what was agreed"
    if done and undone:
        return CommitmentState.CONTESTED, "said to be done by some and not done by others"
    if done:
        if any(word.acknowledges for word in done):
            return CommitmentState.ACKNOWLEDGED, "said to be done by somebody with standing other than who owes it"
        return CommitmentState.CLAIMED_DONE, "said to be done, by nobody with standing other than who owes it"
    if undone:
        return CommitmentState.DENIED, "said not to be done"
    if overdue:
        return CommitmentState.OVERDUE, "its time has passed, and nothing in the record says that it was done"
    return CommitmentState.OPEN, "nothing in the record says that it was done or not"
