"""History: what became of incidents from build to build, appended one a line and never rewritten."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from trucewatch.records.base import Record
from trucewatch.records.incidents import IncidentChange
from trucewatch.store.archive import sync_folder
from trucewatch.store.lock import locked


class HistoryEntry(Record):
    """The changes of one build, with when it was made; `build` is the fingerprint of what it was made from."""

    at: str
    build: str
    changes: tuple[IncidentChange, ...]


class History:
    """A JSON-lines file beside the ledger. A line that a crash cut is passed over: builds can be compared again."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def append(self, at: str, build: str, changes: Sequence[IncidentChange]) -> None:
        """Add the changes of a build, on the disk when this returns; nothing where nothing changed."""
        if not changes:
            return
        entry = HistoryEntry(at=at, build=build, changes=tuple(changes))
        with locked(self.path):
            torn = self.path.exists() and not self.path.read_bytes().endswith(b"\n") and self.path.stat().st_size > 0
            with self.path.open("ab") as file:
                file.write((b"\n" if torn else b"") + entry.canonical_json().encode("utf-8") + b"\n")
                file.flush()
                os.fsync(file.fileno())
        sync_folder(self.path.parent)

    def entries(self) -> tuple[HistoryEntry, ...]:
        """Every build that changed incidents, in order."""
        if not self.path.exists():
            return ()
        found = []
        for line in self.path.read_bytes().splitlines():
            try:
                found.append(HistoryEntry.model_validate_json(line))
            except ValidationError:
                continue
        return tuple(found)

    def of(self, incident: str) -> tuple[tuple[str, IncidentChange], ...]:
        """The changes that concern an incident, with when each was made."""
        return tuple(
            (entry.at, change)
            for entry in self.entries()
            for change in entry.changes
            if change.incident == incident or incident in change.others
        )
