"""Positions: what a claim says of the truce: that it holds, is broken, tied to something, suspended, ended."""

from __future__ import annotations

from trucewatch.assess.wording import (
    ends_by_negation,
    is_called_over,
    is_given_up,
    is_hedged,
    is_only_wished,
    is_taken_for_granted,
)
from trucewatch.records.assessments import Position
from trucewatch.records.claims import Claim, ClaimKind, Force
from trucewatch.records.documents import Document

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
MENTIONED = frozenset(
    {
        Position.PROPOSED,
        Position.ANNOUNCED,
        Position.ACCEPTED,
        Position.IN_FORCE,
        Position.HOLDING,
        Position.EXTENDED,
        Position.NO_REASON_TO_OBSERVE,
    }
)
"""What a clause can take for granted of a truce ("since it began") without anybody's saying it."""
TIED = frozenset({Position.HOLDING, Position.ACCEPTED, Position.IN_FORCE})
LEAVING = frozenset({Position.ENDED, Position.SUSPENDED, Position.NO_REASON_TO_OBSERVE})
"""What a condition may be set on: to keep the truce, or, of oneself, to leave it."""
UNDERTAKING = frozenset({Position.HOLDING, Position.ACCEPTED})
UNREAL = frozenset({Force.THREATENS, Force.DEMANDS, Force.ASKS, Force.RETRACTS})
OVER = frozenset({Position.ENDED, Position.SUSPENDED, Position.COLLAPSED})
OPEN = 1.0
"""Below this factuality, from -3 to 3, a teller leaves open whether a thing is so: "warned against calling it dead"."""


def position_of(claim: Claim, *, own: bool) -> Position | None:
    """What a claim says of the truce; None where it says nothing of it that holds now.

    Args:
        claim: of any kind.
        own: whether it is told of the side that speaks in it.
    """
    if claim.kind is not ClaimKind.TRUCE or claim.force in UNREAL:
        return None
    position = POSITIONS.get(claim.event)
    if position is Position.ENDED and ends_by_negation(claim):
        return _binding(claim, own=own)
    if claim.force is Force.PREDICTS:
        return _undertaken(claim, position, own=own)
    if claim.force is Force.CONDITIONAL:
        return Position.CONDITIONAL if position in TIED or (position in LEAVING and own) else None
    if position is Position.IN_FORCE and not claim.negated and is_called_over(claim):
        position = Position.COLLAPSED  # "is in effect over"
    if position is Position.IN_FORCE and claim.negated and claim.force is not Force.DENIES and is_given_up(claim):
        return Position.ENDED  # "is no longer in force"
    if position in NEGATED and claim.negated != (claim.force is Force.DENIES):
        return NEGATED[position]
    if position in OVER and (is_only_wished(claim) or (claim.force is Force.ASSERTS and claim.factuality < OPEN)):
        return None
    return position


def _binding(claim: Claim, *, own: bool) -> Position | None:
    """Of "bound by the truce": still, no longer, or not; None where that is foretold, on a condition, or left open."""
    if is_hedged(claim):
        return None
    if is_given_up(claim):
        if claim.force is Force.CONDITIONAL:
            return Position.CONDITIONAL if own else None
        return Position.NOT_ENDED if claim.force is Force.DENIES else Position.ENDED
    if claim.force in (Force.PREDICTS, Force.CONDITIONAL):
        return None
    return Position.REJECTED if claim.negated != (claim.force is Force.DENIES) else Position.IN_FORCE


def _undertaken(claim: Claim, position: Position | None, *, own: bool) -> Position | None:
    """What a speaker says it will do about the truce: to observe it is to accept it, not to is to reject it.

    What is foretold of others, or of the truce, says nothing of now.
    """
    if position not in UNDERTAKING or not claim.holder or not (own or claim.actor is None):
        return None
    return Position.REJECTED if claim.negated else Position.ACCEPTED


def is_mention(claim: Claim, document: Document, position: Position) -> bool:
    """Whether a clause only points at the truce and says nothing of it.

    That somebody who is named extended it is told all the same where it is taken for granted: it moves the end.
    """
    if position is Position.EXTENDED and claim.actor is not None:
        return False
    return position in MENTIONED and is_taken_for_granted(claim, document.text)
