"""History: what became of incidents from build to build, appended one a line, chained, and never rewritten."""

from __future__ import annotations

from pathlib import Path

from pydantic import TypeAdapter

from trucewatch.errors import Fault
from trucewatch.records.base import Record
from trucewatch.records.incidents import IncidentChange
from trucewatch.store.chain import Chain, Contents, Kind
from trucewatch.store.heads import Head, Heads


class HistoryEntry(Record):
    """The changes of one build, with when it was made; `build` is the fingerprint of what it was made from."""

    at: str
    build: str
    changes: tuple[IncidentChange, ...]


HISTORY: Kind[HistoryEntry] = Kind(
    "entry", TypeAdapter(HistoryEntry), "history.altered", "history.shortened", "history.torn"
)


class History:
    """A chained file of JSON lines beside the ledger."""

    def __init__(self, path: Path, heads: Heads) -> None:
        self.path = path
        self.chain = Chain(path, HISTORY, heads)

    def append(self, entry: HistoryEntry) -> None:
        """Add the changes of a build, on the disk when this returns; the same entry once more adds nothing."""
        if entry not in self.entries():
            self.chain.append(entry)
            self.chain.seal()

    def entries(self) -> tuple[HistoryEntry, ...]:
        """Every build that changed incidents, in order, as far as the file can be read; `all` tells its faults."""
        return self.chain.contents().bodies

    def all(self, head: Head | None = None) -> tuple[tuple[HistoryEntry, ...], tuple[Fault, ...]]:
        """Every entry, and what is not as it was; `head` is one more that was kept elsewhere."""
        contents: Contents[HistoryEntry] = self.chain.contents(head)
        torn = [self.chain.torn_fault()] if contents.torn else []
        return contents.bodies, (*contents.faults, *torn)

    def of(self, incident: str) -> tuple[tuple[str, IncidentChange], ...]:
        """The changes that concern an incident, with when each was made."""
        return tuple(
            (entry.at, change)
            for entry in self.entries()
            for change in entry.changes
            if change.incident == incident or incident in change.others
        )
