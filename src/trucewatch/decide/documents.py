"""Documents: those that a person left out, and what a person knows of one better than it says itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trucewatch.records.decisions import DecisionKind, LedgerEntry, standing
from trucewatch.records.documents import Metadata, Rejection

METADATA = ("published", "source", "title", "language", "url", "author")
"""What of a document a person may correct; its bytes stay as they are."""
REMOVED = "document.removed"


def removed(entries: Sequence[LedgerEntry]) -> dict[str, LedgerEntry]:
    """Document id → the entry that leaves it out."""
    found = [entry for entry in standing(entries) if entry.decision.kind is DecisionKind.REMOVE]
    return {name: entry for entry in found for name in entry.decision.subjects}


def metadata_by_person(entries: Sequence[LedgerEntry]) -> dict[str, dict[str, str | None]]:
    """Document id → the fields that persons corrected; of two for one field the later."""
    found: dict[str, dict[str, str | None]] = {}
    for entry in standing(entries):
        decision = entry.decision
        fields = {one.field: one.value for one in decision.fields if one.field in METADATA}
        if decision.kind is DecisionKind.CORRECT and fields:
            for name in decision.subjects:
                found.setdefault(name, {}).update(fields)
    return found


@dataclass(frozen=True)
class DocumentRulings:
    """What persons ruled on documents, by id."""

    removed: Mapping[str, LedgerEntry]
    metadata: Mapping[str, dict[str, str | None]]

    @classmethod
    def of(cls, entries: Sequence[LedgerEntry]) -> DocumentRulings:
        """Those that stand of a whole ledger."""
        return cls(removed(entries), metadata_by_person(entries))


def with_metadata(metadata: Metadata, fields: dict[str, str | None]) -> Metadata:
    """What was given with a document, as a person corrected it; a field that is emptied says nothing."""
    return metadata.model_copy(update=fields)


def left_out(name: str, document: str, entry: LedgerEntry) -> Rejection:
    """Why a document is not in the record."""
    message = f"left out by a person (ruling {entry.number}): {entry.decision.reason}; its original is kept"
    return Rejection(code=REMOVED, message=message, where=name, field=document)
