"""Commitments: terms that must be delivered, where each stands as told, and who says so.

The fact of a handover is recorded, never its content. A word on a whole agreement ("met none of its commitments")
is kept for a term only where nothing more to the point is said of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from trucewatch.assess.applies import covers
from trucewatch.assess.clocks import period_of
from trucewatch.assess.speakers import Speaker, Speakers
from trucewatch.assess.wording import phrases
from trucewatch.records.actors import Actor, side_of
from trucewatch.records.agreements import Agreement, Term, Zone
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
    promised: bool = False
    whose: bool = True
    """Whether it is clear that who did it, or did not, is who owes it."""
    general: bool = False

    @property
    def counts(self) -> bool:
        """Whether the word says where the commitment stands: what nobody is known to have done is not done by them."""
        return not self.promised and (self.whose or not self.done)

    def says(self) -> str:
        """In words."""
        if self.promised:
            return "promised"
        if not self.whose:
            return f"{'done' if self.done else 'not done'}, by whom is not clear"
        if self.general:
            return f"{'done' if self.done else 'not done'}, said of all that it owes"
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
    zones = {zone.id: zone for zone in agreement.zones}
    made = []
    for term in agreement.terms:
        if not term.deliverable:
            continue
        period = period_of(agreement, term.clock)
        words = _words(term, period.begin, zones.get(term.zone or ""), relevant, by_id, speakers, actors)
        due = period_of(agreement, term.due or term.clock).finish
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
    zone: Zone | None,
    claims: Sequence[Claim],
    documents: Mapping[str, Document],
    speakers: Speakers,
    actors: Mapping[str, Actor],
) -> list[Word]:
    claims = [claim for claim in claims if not _before(claim, begin)]
    acts = [one for one in claims if one.event not in GENERAL and covers(term, one.event) and _told(one)]
    specific = [one for one in acts if _in_zone(one, zone) and not is_part_of(one, claims)]
    general = [one for one in claims if one.event in GENERAL]
    clear = [one for one in specific if _owed_by(one, term, actors)]
    chosen = [one for one in specific if _owed_by(one, term, actors) is not False]
    if not clear:
        chosen += [one for one in general if _owed_by(one, term, actors)]
    return [_word(one, bool(_owed_by(one, term, actors)), documents[one.document], speakers, general) for one in chosen]


def _word(claim: Claim, whose: bool, document: Document, speakers: Speakers, general: Sequence[Claim]) -> Word:
    speaker = speakers.of(claim, document)
    actor = claim.actor.actor if claim.actor else None
    own = actor is not None and speakers.side(speaker.id) == speakers.side(actor)
    done = _says_done(claim)
    return Word(
        claim=claim,
        speaker=speaker,
        done=done,
        acknowledges=not own and speakers.standing(speaker) is not Standing.OUTSIDER,
        inadequate=done and _is_judged(claim, document, general),
        promised=claim.force is Force.ANNOUNCES,
        whose=whose,
        general=claim.event in GENERAL,
    )


def _owed_by(claim: Claim, term: Term, actors: Mapping[str, Actor]) -> bool | None:
    """Whether who acts is bound by the term; None where the words name nobody that is known."""
    if claim.actor is None or claim.actor.actor is None:
        return None
    return not term.obligors or _same_side(claim.actor.actor, term.obligors, actors)


def _in_zone(claim: Claim, zone: Zone | None) -> bool:
    """Whether a claim can be about the term's places: what is told of another place is not."""
    place = claim.place
    if zone is None or not zone.places or zone.countries or place is None or place.id is None:
        return True
    return place.id in zone.places


def is_part_of(claim: Claim, others: Sequence[Claim]) -> bool:
    """Whether a claim's trigger is but what another act hits ("bombed the aid convoy"): no delivery."""
    return any(
        who is not None and who.span.start <= claim.trigger.start and claim.trigger.end <= who.span.end
        for other in others
        if other.document == claim.document and other.event != claim.event
        for who in (other.target, other.actor, other.means)
    )


def _told(claim: Claim) -> bool:
    return claim.kind in (ClaimKind.COMMITMENT, ClaimKind.OCCURRENCE)


def _same_side(actor: str, obligors: Sequence[str], actors: Mapping[str, Actor]) -> bool:
    return side_of(actor, actors) in {side_of(name, actors) for name in obligors} | set(obligors)


def _says_done(claim: Claim) -> bool:
    if claim.event == "commitment_not_met":
        return claim.force is Force.DENIES
    return claim.negated == (claim.force is Force.DENIES)


def _is_judged(claim: Claim, document: Document, general: Sequence[Claim]) -> bool:
    """Whether the same text says, right behind the delivery or in its sentence, that it is not what was agreed."""
    behind = document.text[claim.span.start : claim.trigger.end + NEARBY]
    if phrases("falling_short").search(behind):
        return True
    return any(
        other.document == claim.document
        and other.event == "commitment_not_met"
        and 0 <= other.trigger.start - claim.trigger.start <= NEARBY
        for other in general
    )


def _state(words: Sequence[Word], overdue: bool) -> tuple[CommitmentState, str]:
    done = [word for word in words if word.counts and word.done]
    undone = [word for word in words if word.counts and not word.done]
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
    if any(not word.whose for word in words):
        return CommitmentState.UNKNOWN, "told of, and whose act it was is not clear"
    if overdue:
        return CommitmentState.OVERDUE, "its time has passed, and nothing in the record says that it was done"
    return CommitmentState.OPEN, "nothing in the record says that it was done or not"
