"""Documents: those that a person left out, and what a person knows of one better than it says itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from trucewatch.decide.redacting import Seal, seals_of
from trucewatch.records.decisions import DecisionKind, LedgerEntry, standing
from trucewatch.records.documents import Metadata, Rejection

METADATA = ("published", "source", "title", "language", "url", "author")
"""What of a document a person may correct; its bytes stay as they are."""
REMOVED, REPLACED = "document.removed", "document.replaced"
LEFT_OUT = frozenset({REMOVED, REPLACED})
"""Codes of documents that a person left out."""


def removed(entries: Sequence[LedgerEntry]) -> dict[str, LedgerEntry]:
    """Document id → the entry that leaves it out, for good or for a better version."""
    kinds = {DecisionKind.REMOVE, DecisionKind.REPLACE}
    found = [entry for entry in standing(entries) if entry.decision.kind in kinds]
    return {name: entry for entry in found for name in entry.decision.subjects}


def replaced(entries: Sequence[LedgerEntry]) -> dict[str, str]:
    """Document id → the version that stands for it now, through one that was replaced itself."""
    found = [entry.decision for entry in standing(entries) if entry.decision.kind is DecisionKind.REPLACE]
    steps = {name: decision.value for decision in found for name in decision.subjects if decision.value}
    last: dict[str, str] = {}
    for name in steps:
        now, seen = name, {name}
        while (following := steps.get(now)) is not None and following not in seen:
            seen.add(following)
            now = following
        last[name] = now
    return last


def metadata_by_person(entries: Sequence[LedgerEntry]) -> dict[str, dict[str, str | None]]:
    """Document id → the fields that persons corrected, of it or of what it replaced; of two for one field the later."""
    moved = replaced(entries)
    found: dict[str, dict[str, str | None]] = {}
    for entry in standing(entries):
        decision = entry.decision
        fields = {one.field: one.value for one in decision.fields if one.field in METADATA}
        if decision.kind is DecisionKind.CORRECT and fields:
            for name in decision.subjects:
                for one in dict.fromkeys((name, moved.get(name, name))):
                    found.setdefault(one, {}).update(fields)
    return found


@dataclass(frozen=True)
class DocumentRulings:
    """What persons ruled on documents, by id."""

    removed: Mapping[str, LedgerEntry]
    metadata: Mapping[str, dict[str, str | None]]
    seals: Mapping[str, tuple[Seal, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, entries: Sequence[LedgerEntry]) -> DocumentRulings:
        """Those that stand of a whole ledger."""
        return cls(removed(entries), metadata_by_person(entries), seals_of(entries, replaced(entries)))


def with_metadata(metadata: Metadata, fields: dict[str, str | None]) -> Metadata:
    """What was given with a document, as a person corrected it; a field that is emptied says nothing."""
    return metadata.model_copy(update=fields)


def left_out(name: str, document: str, entry: LedgerEntry) -> Rejection:
    """Why a document is not in the record."""
    better = entry.decision.value
    how = f"replaced by a person with {better}" if better else "left out by a person"
    message = f"{how} (ruling {entry.number}): {entry.decision.reason}; its original is kept"
    return Rejection(code=REPLACED if better else REMOVED, message=message, where=name, field=document)
