"""Decision: a person's ruling, appended to the ledger and never overwritten; and what became of each."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from pydantic import Field, SerializerFunctionWrapHandler, model_serializer

from trucewatch.records.base import Record
from trucewatch.records.spans import Span

PERSON = "person"
"""The rule of a value that a person gave."""


class DecisionKind(StrEnum):
    """What a person rules."""

    MERGE = "merge"  # these incidents are one
    SPLIT = "split"  # these claims are about another occurrence than the rest
    MOVE = "move"  # these claims are about that incident
    CORRECT = "correct"  # a field of a claim, or of what is known of a document, is otherwise
    ACCEPT = "accept"
    REJECT = "reject"  # a claim or tally is misread: out of support, not out of sight
    ADD = "add"  # a claim by hand, from words of a document
    GRADE = "grade"
    RULE = "rule"  # on an incident under a term; here alone "breach" is said
    DISSENT = "dissent"
    NOTE = "note"
    NAME = "name"  # whom or what place words mean
    COPIES = "copies"  # these documents are versions of one text
    APART = "apart"  # these documents are no versions of one text
    DEPENDS = "depends"  # a source is not independent of an actor, or of another source
    REMOVE = "remove"  # a document is left out; its original is kept
    REPLACE = "replace"  # a document is left out for a better version of it, which rulings on it hold for
    REDACT = "redact"  # a passage of a document is withheld; the ledger keeps no word of it
    REVOKE = "revoke"  # an earlier decision is undone


class FieldChange(Record):
    """One field: what it is to be (None: unknown), and what it was when the person ruled, as `decide` writes both."""

    field: str
    value: str | None = None
    before: str | None = None


class Anchor(Record):
    """The words that a subject rests on, so that a ruling outlives the ids of the reading that it was made on.

    `subject` is what the decision calls it: a claim, or an incident, and then `claim` is the one that founded it.
    """

    subject: str
    claim: str
    document: str
    event: str
    span: Span
    trigger: Span


class Decision(Record):
    """A ruling: of what kind, on which records, by whom, when, why. A revocation names the decision it ends.

    Attributes:
        subjects: ids; of `name`, the words; of `rule`, incident, term and perhaps party.
        value: the grade, the finding, the incident that claims are moved to, whom a source depends on, or the better
            version of a document.
        fields: of `correct`, `add`, `name` and `redact`.
        anchors: for each subject that is a claim or an incident, its words.
        within: of `name`, the document or claim that it holds for; None: the whole case.
    """

    kind: DecisionKind
    subjects: tuple[str, ...] = Field(min_length=1)
    by: str = Field(min_length=1)
    at: str
    reason: str = Field(min_length=1)
    value: str | None = None
    fields: tuple[FieldChange, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    within: str | None = None

    @model_serializer(mode="wrap")
    def _as_first_written(self, whole: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Without the later fields where they are empty: an entry of an older ledger keeps its hash."""
        data: dict[str, Any] = whole(self)
        return {name: value for name, value in data.items() if value or name not in ("fields", "anchors", "within")}


class LedgerEntry(Record):
    """A decision with its place in the chain: `hash` is the SHA-256 of `previous` and the decision's canonical JSON."""

    number: int = Field(ge=1)
    decision: Decision
    previous: str
    hash: str


class DecisionState(StrEnum):
    """Whether a decision stands."""

    STANDS = "stands"
    UNDONE = "undone"
    ORPHANED = "orphaned"  # nobody undid it, but what it rules on is not in the record any more


class Change(Record):
    """What a decision changed of one record: the machine's value before, in words, and the person's."""

    subject: str
    field: str
    before: str | None = None
    after: str | None = None


class LostGround(Record):
    """A subject that a decision can't be held to any more: why, its words, and the claims that are most like it now."""

    subject: str
    why: str
    quote: str | None = None
    alike: tuple[str, ...] = ()


class Effect(Record):
    """What became of one entry of the ledger in this record.

    `subjects` are what the decision's subjects are called now; `ended_by` is the number of the entry that undid it.
    """

    number: int
    state: DecisionState
    ended_by: int | None = None
    subjects: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    lost: tuple[LostGround, ...] = ()


def undone(entries: Sequence[LedgerEntry]) -> dict[str, LedgerEntry]:
    """Hash of an entry that was ended → the revocation that ended it. One that was itself revoked ends nothing."""
    ended: dict[str, LedgerEntry] = {}
    for entry in reversed(entries):
        if entry.decision.kind is DecisionKind.REVOKE and entry.hash not in ended:
            for name in entry.decision.subjects:
                ended.setdefault(name, entry)
    return ended


def standing(entries: Sequence[LedgerEntry]) -> tuple[LedgerEntry, ...]:
    """Of a whole ledger's entries those that stand: without revocations, and without what they end."""
    ended = undone(entries)
    return tuple(e for e in entries if e.hash not in ended and e.decision.kind is not DecisionKind.REVOKE)
