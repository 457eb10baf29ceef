"""Statement, Status, Commitment and Finding: what follows from claims, with the trace of rules."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

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
    UNKNOWN = "unknown"  # named, and in no book: who it is to the truce is not told


WITHOUT_STANDING = frozenset({Standing.OUTSIDER, Standing.UNKNOWN})
"""Whose word nothing follows from."""


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
    until: str | None = None
    longer: str | None = None
    """Of a word that extends the truce: its last day, or by how much, as an ISO 8601 duration; None where not told."""
    filed: bool = False
    """Whether the agreement's file already holds that extension."""
    sure: bool = True
    """Whether the status may rest on it; if not, it is read so by the program, and nobody has checked it."""
    zone: str | None = None
    """The zone it speaks of, by the agreement's id, or `place:…` for a town that no zone names; None: the whole."""
    zone_name: str | None = None


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


class PartStatus(Record):
    """The truce in one zone, or between two parties, where it is not as in the whole.

    `kind` is "zone" or "dyad"; `id` a zone's id, `place:…`, or both sides' ids with a bar between.
    """

    kind: Literal["zone", "dyad"]
    id: str
    name: str
    value: StatusValue
    by: tuple[str, ...] = ()
    wording: str
    trace: tuple[Reason, ...]


class ClockReading(Record):
    """A clock of the agreement as of a moment: what it is next about to do, and what may move it.

    `at` is ISO 8601 on the clock's own zone, None where it follows from what is not known; `claims` are those that
    would set it back.
    """

    clock: str
    name: str
    kind: Literal["ends", "ended", "resets", "waits", "disputed"]
    at: str | None = None
    says: str
    claims: tuple[str, ...] = ()


class Status(Record):
    """The truce at a time: each speaker's latest statement, and what follows by rule.

    `parts` are zones and pairs of parties for which another value follows; `clocks` what the clocks are about to do.
    """

    at: str | None
    value: StatusValue
    by: tuple[str, ...] = ()
    """Actors who declared it ended, suspended it, or tied it to a condition."""
    wording: str
    """In words: "declared ended by one party: the Syrian Arab Army"."""
    latest: tuple[Statement, ...] = ()
    trace: tuple[Reason, ...]
    parts: tuple[PartStatus, ...] = ()
    clocks: tuple[ClockReading, ...] = ()
    unchecked: tuple[Statement, ...] = ()
    """Words of those with standing that are read so by the program and not checked: nothing follows from them."""


class CommitmentState(StrEnum):
    """Where a commitment stands, as told."""

    OPEN = "open"
    CLAIMED_DONE = "claimed_done"
    ACKNOWLEDGED = "acknowledged"
    ADEQUACY_CONTESTED = "adequacy_contested"
    PARTIAL = "partial"
    CONTESTED = "contested"
    DENIED = "denied"
    OVERDUE = "overdue"
    WAIVED = "waived"
    LAPSED = "lapsed"
    UNKNOWN = "unknown"


class CommitmentWord(Record):
    """What one claim or tally says of a commitment: who says it, on what footing, when, of whose delivery.

    `kind` is done, part_done, inadequate, not_done, promised, waived; `own` whether the speaker owes it itself.
    """

    claim: str
    speaker: str
    speaker_name: str
    standing: Standing
    kind: str
    says: str
    own: bool = False
    obligor: str | None = None
    begin: str | None = None
    finish: str | None = None
    document: str


class Owed(Record):
    """Where a commitment stands for one of those who owe it."""

    obligor: str
    state: CommitmentState


class Commitment(Record):
    """A term that must be delivered: where it stands, who says so, on what words.

    The fact of a delivery is kept, never its content. `due` is ISO 8601 with its offset, on the agreement's clock.
    """

    term: str
    title: str
    state: CommitmentState
    due: str | None = None
    says: tuple[tuple[str, str, str], ...] = ()
    """(speaker's name, what they say, claim id)."""
    trace: tuple[Reason, ...] = ()
    words: tuple[CommitmentWord, ...] = ()
    owed: tuple[Owed, ...] = ()
    """By obligor, where more than one owes it and they stand differently."""


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


class Standard(StrEnum):
    """How far what is on record could carry a finding, in the words of UN inquiries.

    After OHCHR, "Commissions of Inquiry and Fact-Finding Missions: Guidance and Practice" (2015). The rules give the
    first three; whether one of the others is met, only a person can say.
    """

    ALLEGATION = "allegation"
    REASONABLE_SUSPICION = "reasonable_suspicion"
    REASONABLE_GROUNDS = "reasonable_grounds"
    BALANCE_OF_PROBABILITIES = "balance_of_probabilities"
    CLEAR_AND_CONVINCING = "clear_and_convincing"
    BEYOND_REASONABLE_DOUBT = "beyond_reasonable_doubt"


class Footing(StrEnum):
    """In what part an origin tells of an act."""

    OWN = "own"  # the party whose act it is said to be
    OTHER_PARTY = "other_party"
    MONITOR = "monitor"
    OTHER = "other"
    UNRESOLVED = "unresolved"


class Account(Record):
    """One origin in its part: a party's own account is marked as such."""

    origin: str
    name: str
    footing: Footing


class Version(Record):
    """What would follow if these accounts are right: "if the target was the army, as A and B have it"."""

    given: str
    accounts: tuple[Account, ...]
    applicability: Applicability
    value: FindingValue
    says: str
    claims: tuple[str, ...]


class FindingRuling(Record):
    """A person's word on a finding, from the ledger, beside what the rules give. Only here is "breach" said."""

    value: str
    by: str
    at: str
    reason: str


class Accuser(Record):
    """A party that tells of an act at another's door, and the claims by which it does."""

    party: str
    name: str
    claims: tuple[str, ...]


class Duty(StrEnum):
    """On what ground a party is asked about an act."""

    ITSELF = "itself"
    PROXY = "proxy"  # the term makes the conduct of those who act for it its own
    PREVENTION = "prevention"  # the term binds it to keep others from it


class Finding(Record):
    """An incident under a term, for a party: applicability, attribution, finding, and the trace.

    `versions` are given where tellings differ on what decides it. `own_account` are claims in which the party speaks of
    its own act; `accusers`, the other parties that lay it at this one's door, inside the term's time. `through` is who
    is said to have acted, where the party answers for somebody else. `disputed` are the fields on which tellings
    differ.
    """

    incident: str
    term: str
    party: str | None
    applicability: Applicability
    value: FindingValue
    attribution: str
    trace: tuple[Reason, ...]
    standard: Standard = Standard.ALLEGATION
    versions: tuple[Version, ...] = ()
    own_account: tuple[str, ...] = ()
    accusers: tuple[Accuser, ...] = ()
    through: str | None = None
    duty: Duty = Duty.ITSELF
    disputed: tuple[str, ...] = ()
    ruled: tuple[FindingRuling, ...] = ()
    unchecked: FindingValue | None = None
    """What would follow from what is read so by the program and not checked; None where that changes nothing."""
