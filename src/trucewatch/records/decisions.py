"""Decision: a person's ruling, appended to the ledger and never overwritten."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from trucewatch.records.base import Record


class DecisionKind(StrEnum):
    """What a person rules."""

    MERGE = "merge"
    SPLIT = "split"
    CORRECT = "correct"
    ACCEPT = "accept"
    REJECT = "reject"
    GRADE = "grade"
    DISSENT = "dissent"
    REVOKE = "revoke"


class Decision(Record):
    """A ruling: of what kind, on which records, by whom, when, why. A revocation names the decision it ends."""

    kind: DecisionKind
    subjects: tuple[str, ...] = Field(min_length=1)
    by: str = Field(min_length=1)
    at: str
    reason: str = Field(min_length=1)
    value: str | None = None


class LedgerEntry(Record):
    """A decision with its place in the chain: `hash` is the SHA-256 of `previous` and the decision's canonical JSON."""

    number: int = Field(ge=1)
    decision: Decision
    previous: str
    hash: str
