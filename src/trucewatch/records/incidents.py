"""Incident: one occurrence that claims are about; its tellings, disputes and support."""

from __future__ import annotations

from enum import StrEnum

from trucewatch.records.actors import ActorKind
from trucewatch.records.base import Record, content_id
from trucewatch.records.claims import Force
from trucewatch.records.spans import Span


class CopyKind(StrEnum):
    """What ties two documents: versions of one text, all but `quotes`."""

    VERBATIM = "verbatim"
    CUT = "cut"
    REWRITTEN = "rewritten"
    ROUND_UP = "round_up"
    PRESS_RELEASE = "press_release"  # both print what one body gave out
    QUOTES = "quotes"  # no versions of one text: the same quotation in both
    RULED = "ruled"  # a person says so


class CopyEdge(Record):
    """Two documents that are versions of one text, or that share a quotation.

    `shared` is the share of the smaller document's distinctive words found in the other; `passage` is the
    longest run of words that they share, as `first` has it, and `passages` where the longest runs stand there; of what
    a person says, there is neither.
    """

    first: str
    second: str
    kind: CopyKind
    shared: float
    passage: str
    passages: tuple[Span, ...] = ()


class Dependence(StrEnum):
    """What is known of an origin's independence."""

    INDEPENDENT = "independent"
    UNRESOLVED = "unresolved"


class Origin(Record):
    """The last speaker in a chain of attribution, one for all the documents that pass its word on.

    `id` is the actor's or source's id where resolved, `copy:…` for the unnamed author of a cluster of copies,
    `named:…` for one whom the text names and neither book knows, and `unnamed:…` for a speaker that cannot be
    told. `side` is the actor that answers for it.
    """

    id: str
    name: str
    kind: ActorKind = ActorKind.UNKNOWN
    side: str | None = None
    dependence: Dependence
    reason: str


class TellingValue(Record):
    """One field of a telling: the value in words, and the claims that carry it."""

    field: str
    value: str
    claims: tuple[str, ...]


class Telling(Record):
    """The version of one incident that one origin gives, latest word last.

    `revised` are values that the same origin gave before and then changed.
    """

    id: str
    origin: Origin
    force: Force
    """The strongest stance on whether it happened: denies, concedes, asserts, alleges …"""
    values: tuple[TellingValue, ...]
    revised: tuple[TellingValue, ...] = ()
    claims: tuple[str, ...]
    documents: tuple[str, ...]


class Dispute(Record):
    """A field on which tellings differ: each value with the origins that give it."""

    field: str
    values: tuple[tuple[str, tuple[str, ...]], ...]


class Grade(StrEnum):
    """Airwars' words, with our rules (DESIGN.md, "Support")."""

    CONFIRMED = "confirmed"
    FAIR = "fair"
    WEAK = "weak"
    CONTESTED = "contested"
    DISCOUNTED = "discounted"


class Support(Record):
    """What stands behind an incident: ids of origins by role, and the grade with its reasons.

    Sides are counted: of the ministry, the army and the agency of one state, `independent` has one. All of those who
    say that it happened are `voices`. `unchecked` are those of them of whose word nothing is sure: they count for
    neither "confirmed" nor "fair"; `sure` is whether anybody's is.
    """

    independent: tuple[str, ...] = ()
    voices: tuple[str, ...] = ()
    unchecked: tuple[str, ...] = ()
    sure: bool = True
    against: tuple[str, ...] = ()
    conceded: tuple[str, ...] = ()
    monitors: tuple[str, ...] = ()
    unresolved: tuple[str, ...] = ()
    documents: int
    grade: Grade
    reasons: tuple[str, ...]
    by_rule: Grade | None = None
    """What the rules give, where a person graded it; None where `grade` is theirs."""


class RelationKind(StrEnum):
    """How a claim bears on an incident that it is no telling of."""

    RECURRENCE = "recurrence"  # "the second time in a year": the incident follows others
    TALLY = "tally"  # the incident falls within what a count over a window counts


class Relation(Record):
    """What else of the record bears on an incident: the claim or tally, its words, and the other incidents meant."""

    kind: RelationKind
    claim: str
    words: str
    incidents: tuple[str, ...] = ()


class Incident(Record):
    """One occurrence. Values are those that tellings agree on; a disputed one is None here and in `disputes`."""

    id: str
    event: str
    title: str
    begin: str | None = None
    finish: str | None = None
    place: str | None = None
    place_id: str | None = None
    lat: float | None = None
    lon: float | None = None
    actors: tuple[str, ...] = ()
    """Ids of the actors said to have done it, by any telling; who is named in denials alone is not among them."""
    targets: tuple[str, ...] = ()
    claims: tuple[str, ...]
    documents: tuple[str, ...]
    tellings: tuple[Telling, ...]
    disputes: tuple[Dispute, ...] = ()
    support: Support
    reasons: tuple[str, ...] = ()
    """Why these claims were taken for one occurrence."""
    relations: tuple[Relation, ...] = ()


def incident_id(claim: str) -> str:
    """The id of an incident that a claim founded."""
    return content_id("incident", claim)


class ChangeKind(StrEnum):
    """What became of an incident from one build to the next."""

    NEW = "new"
    GREW = "grew"
    SHRANK = "shrank"
    MERGED = "merged"
    SPLIT = "split"
    GONE = "gone"


class IncidentChange(Record):
    """What became of one incident when the record was built anew.

    `others` are the incidents that it was merged into or from, or into which it fell apart; `gained` and `lost` are
    claims.
    """

    incident: str
    kind: ChangeKind
    others: tuple[str, ...] = ()
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
