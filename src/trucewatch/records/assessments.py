"""Statement, Status, Commitment and Finding: what follows from claims, with the trace of rules."""

from __future__ import annotations

from enum import StrEnum

from trucewatch.records.base import Record
from trucewatch.records.claims import Force


class Standing(StrEnum):
    """On what footing somebody speaks of the truce."""

    PARTY = "party"
    CO_SPONSOR = "co_sponsor"
    GUARANTOR = "guarantor"
    MEDIATOR = "mediator"
    MONITOR = "monitor"
    OUTSIDER = "outsider"


class Position(StrEnum):
    """What a statement says of the truce."""

    PROPOSED = "proposed"
    ANNOUNCED = "announced"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    IN_FORCE = "in_force"
    HOLDING = "holding"
    EXTENDED = "extended"
    CONDITIONAL = "conditional"
    SUSPENDED = "suspended"
    BREACHED = "breached"
    NO_REASON_TO_OBSERVE = "no_reason_to_observe"
    ENDED = "ended"
    NOT_ENDED = "not_ended"
    COLLAPSED = "collapsed"


class Statement(Record):
    """One speaker's word on the truce at a time. `about` is the actor whose conduct it speaks of, None: the whole.

    `speaker` is an actor or source id; `told` is whether the words are the speaker's own (False: somebody
    else's reading of them, "in other words").
    """

    claim: str
    document: str
    speaker: str
    speaker_name: str
    standing: Standing
    position: Position
    force: Force
    about: str | None = None
    about_self: bool = False
    begin: str | None = None
    finish: str | None = None
    documents: tuple[str, ...]


class StatusValue(StrEnum):
    """What follows by rule of the truce."""

    NOT_BEGUN = "not_begun"
    IN_FORCE = "in_force"
    CONDITIONAL = "conditional"
    CONTESTED = "contested"
    SUSPENDED = "suspended"
    EXPIRED = "expired"
    DECLARED_ENDED = "declared_ended"
    UNKNOWN = "unknown"


class Reason(Record):
    """One step of a trace: the rule's code, what it saw, and the claims it rests on."""

    rule: str
    says: str
    claims: tuple[str, ...] = ()


class Status(Record):
    """The truce at a time: each speaker's latest statement, and what follows by rule."""

    at: str | None
    value: StatusValue
    by: tuple[str, ...] = ()
    """Actors who declared it ended, suspended it, or tied it to a condition."""
    wording: str
    """In words: "declared ended by one party: the Syrian Arab Army"."""
    latest: tuple[Statement, ...] = ()
    trace: tuple[Reason, ...]


class CommitmentState(StrEnum):
    """Where a commitment stands, as told."""

    OPEN = "open"
    CLAIMED_DONE = "claimed_done"
    ACKNOWLEDGED = "acknowledged"
    ADEQUACY_CONTESTED = "adequacy_contested"
    CONTESTED = "contested"
    DENIED = "denied"
    OVERDUE = "overdue"
    UNKNOWN = "unknown"


class Commitment(Record):
    """A term that must be delivered: where it stands, who says so, on what words."""

    term: str
    title: str
    state: CommitmentState
    due: str | None = None
    says: tuple[tuple[str, str, str], ...] = ()
    """(speaker's name, what they say, claim id)."""
    trace: tuple[Reason, ...] = ()


class Applicability(StrEnum):
    """Whether a term binds there, then, that actor."""

    APPLIES = "applies"
    NOT_IN_FORCE = "not_in_force"
    OUTSIDE_ZONE = "outside_zone"
    NOT_A_PARTY = "not_a_party"
    NOT_COVERED = "not_covered"
    UNCLEAR = "unclear"


class FindingValue(StrEnum):
    """What follows by rule for an incident under a term. "Breach" is a person's word alone."""

    POSSIBLE_BREACH = "possible_breach"
    EXCEPTION_CLAIMED = "exception_claimed"
    UNABLE_TO_RULE = "unable_to_rule"
    NO_BREACH = "no_breach"
    CONSISTENT = "consistent"
    NOT_ASSESSED = "not_assessed"


class Finding(Record):
    """An incident under a term, for a party: applicability, attribution, finding, and the trace."""

    incident: str
    term: str
    party: str | None
    applicability: Applicability
    value: FindingValue
    attribution: str
    trace: tuple[Reason, ...]
