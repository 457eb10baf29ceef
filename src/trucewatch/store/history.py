"""History: what became of incidents from build to build, appended one a line, chained, and never rewritten."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pydantic import TypeAdapter

from trucewatch.errors import Fault, IntegrityError
from trucewatch.records.base import Record
from trucewatch.records.incidents import IncidentChange
from trucewatch.store.chain import Chain, Contents, Kind, body_hash
from trucewatch.store.heads import Head, Heads


class Named(Record):
    """A document that came in or went, with its name: later it may be in the record no more."""

    id: str
    name: str


class Told(Record):
    """One thing that a build changed of the record, and what it follows from.

    Attributes:
        subject: the id of an incident or a document, or "status".
        name: what it was called then.
        what: "new", "grade", "finding", "claims" …
        before, after: the values in words; None where there was none, or is none.
        because: "document ID", "ruling NUMBER", "files NAME", "program"; empty where nothing tells.
    """

    subject: str
    name: str
    what: str
    before: str | None = None
    after: str | None = None
    because: tuple[str, ...] = ()


class Withheld(Record):
    """An earlier line of which words were withheld: its number, and the SHA-256 of what stands there since."""

    line: int
    now: str


class HistoryEntry(Record):
    """The changes of one build, with when it was made; `build` is the fingerprint of what it was made from.

    Attributes:
        changes: what became of incidents.
        came, gone: documents that are in the record now, or are no more.
        rulings: numbers of the decisions that are in it now.
        told: everything that is otherwise, with its reasons.
        withheld: earlier lines that are not any more what their hashes were made of.
    """

    at: str
    build: str
    changes: tuple[IncidentChange, ...] = ()
    came: tuple[Named, ...] = ()
    gone: tuple[Named, ...] = ()
    rulings: tuple[int, ...] = ()
    told: tuple[Told, ...] = ()
    withheld: tuple[Withheld, ...] = ()


HISTORY: Kind[HistoryEntry] = Kind(
    "entry",
    TypeAdapter(HistoryEntry),
    "history.altered",
    "history.shortened",
    "history.torn",
    lambda entry: ((one.line, one.now) for one in entry.withheld),
)


class History:
    """A chained file of JSON lines beside the ledger."""

    def __init__(self, path: Path, heads: Heads) -> None:
        self.path = path
        self.chain = Chain(path, HISTORY, heads)

    def append(self, entry: HistoryEntry) -> None:
        """Add the changes of a build, on the disk when this returns; the same entry once more adds nothing.

        The head is noted each time: a crash may have come between the line and its head.
        """
        if entry not in self.entries():
            self.chain.append(entry)
        self.chain.seal()

    def withhold(self, hide: Callable[[HistoryEntry], HistoryEntry], at: str, build: str) -> None:
        """Put what `hide` leaves of each line in its place.

        A new line comes first that says which lines these are and what stands there from then on, so that the chain
        tells what was changed and when, and holds the rest as before. Broken off between the two, it is gone on with.
        """
        entries = self.checked()
        hidden = {number: hide(entry) for number, entry in enumerate(entries, start=1)}
        changed = {number: one for number, one in hidden.items() if one != entries[number - 1]}
        if not changed:
            return
        vouched = {(one.line, one.now) for entry in entries for one in entry.withheld}
        told = tuple(Withheld(line=number, now=body_hash(one)) for number, one in changed.items())
        if any((one.line, one.now) not in vouched for one in told):
            self.append(HistoryEntry(at=at, build=build, withheld=told))
        self.chain.put_in_place(changed)

    def entries(self) -> tuple[HistoryEntry, ...]:
        """Every build that changed incidents, in order, as far as the file can be read; `all` tells its faults."""
        return self.chain.contents().bodies

    def checked(self) -> tuple[HistoryEntry, ...]:
        """The same; IntegrityError with every fault where the file is not as it was."""
        contents: Contents[HistoryEntry] = self.chain.contents()
        if contents.faults:
            raise IntegrityError(*contents.faults)
        return contents.bodies

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
