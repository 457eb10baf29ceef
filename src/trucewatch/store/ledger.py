"""Ledger: a person's decisions, appended one a line, each chained to the one before by its hash."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from trucewatch.errors import CaseError, Fault, IntegrityError
from trucewatch.records.decisions import Decision, DecisionKind, LedgerEntry, standing
from trucewatch.store.disk import append_whole, disk_told, set_aside
from trucewatch.store.heads import Heads, lost
from trucewatch.store.lock import locked

BEGINNING = "0" * 64
"""What stands as the hash before the first entry."""


@dataclass(frozen=True)
class _Contents:
    entries: tuple[LedgerEntry, ...]
    faults: tuple[Fault, ...]
    torn: bytes
    """A last line that a crash cut: bytes without a line feed that are no whole entry."""
    ended: bool
    """Whether the last whole entry ends with its line feed."""


class Ledger:
    """A JSON-lines file that is only ever appended to; `heads`, where given, keep how far it has come."""

    def __init__(self, path: Path, heads: Heads | None = None) -> None:
        self.path = path
        self.heads = heads

    def append(self, decision: Decision) -> LedgerEntry:
        """Add a decision, on the disk when this returns.

        A line that a crash cut is first set aside beside the ledger, in `NAME.torn-N`, whole as it is.

        Raises:
            IntegrityError: the ledger is not as it was; nothing is appended to it.
            CaseError: `ledger.unknown-decision`: a revocation of an entry that is not there.
        """
        with disk_told(self.path):
            self.path.parent.mkdir(parents=True, exist_ok=True)
        with disk_told(self.path), locked(self.path):  # two who append at once would both follow the same entry
            contents = self._checked()
            self._must_be_whole(contents)
            if decision.kind is DecisionKind.REVOKE:
                _must_be_known(decision, contents.entries)
            if contents.torn:
                self._set_aside(contents.torn)
            previous = contents.entries[-1].hash if contents.entries else BEGINNING
            entry = LedgerEntry(
                number=len(contents.entries) + 1,
                decision=decision,
                previous=previous,
                hash=chain_hash(previous, decision),
            )
            line = ("" if contents.ended else "\n") + entry.canonical_json() + "\n"
            append_whole(self.path, line.encode("utf-8"))
        if self.heads is not None:
            self.heads.note(self.path.stem, entry.number, entry.hash)
        return entry

    def mend(self) -> list[Fault]:
        """Set aside a last line that a crash cut; it is told."""
        if not self.path.exists():
            return []
        with disk_told(self.path), locked(self.path):
            torn = self._read().torn
            if not torn:
                return []
            self._set_aside(torn)
        message = "the last line was cut by a crash and is set aside: the decision was not recorded; make it again"
        return [Fault("ledger.torn", message, where=self.path.name)]

    def entries(self) -> tuple[LedgerEntry, ...]:
        """All whole entries, first to last; a last line that a crash cut is not one (`verify` tells it).

        Raises:
            IntegrityError: `ledger.altered`: an entry or the chain is not as it was.
        """
        return self._checked().entries

    def head(self) -> str:
        """The hash of the last entry: kept elsewhere, it shows later that none was taken off the end."""
        entries = self.entries()
        return entries[-1].hash if entries else BEGINNING

    def effective(self) -> tuple[LedgerEntry, ...]:
        """The entries that stand: without revocations, and without what they end. A revocation can be revoked."""
        return standing(self.entries())

    def verify(self, head: str | None = None) -> list[Fault]:
        """What is not as it was, line by line: altered entries, a broken chain, a line that a crash cut.

        Args:
            head: a `head()` kept elsewhere; where it is no entry's hash, entries were taken off the end.
        """
        contents = self._read()
        faults = list(contents.faults)
        if contents.torn:
            message = "the last line was cut by a crash: the decision was not recorded; make it again"
            faults.append(Fault("ledger.torn", message, where=f"{self.path.name}:{len(contents.entries) + 1}"))
        if head is not None and head not in {BEGINNING, *(entry.hash for entry in contents.entries)}:
            message = "ends before an entry that it is known to have had; put it back from a copy"
            faults.append(Fault("ledger.shortened", message, where=self.path.name))
        elif self.heads is not None:
            faults += self._shortened(contents)
        return faults

    def _shortened(self, contents: _Contents) -> list[Fault]:
        """What the ledger is known, by the heads, to have had."""
        known = self.heads.of(self.path.stem) if self.heads is not None else None
        problem = lost(known, [entry.hash for entry in contents.entries])
        message = f"{problem}; put it back from a copy"
        return [Fault("ledger.shortened", message, where=self.path.name)] if problem else []

    def _must_be_whole(self, contents: _Contents) -> None:
        faults = self._shortened(contents)
        if faults:
            raise IntegrityError(*faults)

    def _checked(self) -> _Contents:
        contents = self._read()
        if contents.faults:
            raise IntegrityError(*contents.faults)
        return contents

    def _read(self) -> _Contents:
        raw = self.path.read_bytes() if self.path.exists() else b""
        *lines, last = raw.split(b"\n")
        entries: list[LedgerEntry] = []
        faults: list[Fault] = []
        previous = BEGINNING
        for number, line in enumerate(lines, start=1):
            entry, problem = _entry(line, number, previous)
            if problem is not None:
                faults.append(Fault("ledger.altered", problem, where=f"{self.path.name}:{number}"))
            if entry is not None:
                entries.append(entry)
                previous = entry.hash
        if not last:
            return _Contents(tuple(entries), tuple(faults), b"", True)
        # All of an entry but its line feed may have come to the disk: then it is whole.
        entry, problem = _entry(last, len(lines) + 1, previous)
        if entry is None:
            return _Contents(tuple(entries), tuple(faults), last, True)
        if problem is not None:
            faults.append(Fault("ledger.altered", problem, where=f"{self.path.name}:{len(lines) + 1}"))
        return _Contents((*entries, entry), tuple(faults), b"", False)

    def _set_aside(self, torn: bytes) -> None:
        set_aside(self.path, torn)
        with self.path.open("r+b") as file:
            file.truncate(self.path.stat().st_size - len(torn))
            os.fsync(file.fileno())


def chain_hash(previous: str, decision: Decision) -> str:
    """SHA-256, in hex, of the previous hash and the decision's canonical JSON."""
    return hashlib.sha256((previous + decision.canonical_json()).encode("utf-8", "surrogatepass")).hexdigest()


def _entry(line: bytes, number: int, previous: str) -> tuple[LedgerEntry | None, str | None]:
    """The entry on a line, and what is wrong with it."""
    try:
        entry = LedgerEntry.model_validate_json(line)
    except (ValidationError, ValueError):
        return None, "is no entry of a ledger; put it back from a copy"
    if entry.number != number:
        return entry, f"says that it is entry {entry.number}: lines were added or taken away"
    if entry.previous != previous:
        return entry, "does not follow from the entry before it: one of them was changed, added or taken away"
    if entry.hash != chain_hash(previous, entry.decision):
        return entry, "was changed after it was written: its hash does not fit"
    return entry, None


def _must_be_known(decision: Decision, entries: tuple[LedgerEntry, ...]) -> None:
    known = {entry.hash for entry in entries}
    unknown = [subject for subject in decision.subjects if subject not in known]
    if unknown:
        message = "names no entry of the ledger; a revocation names the hash of the entry that it ends"
        raise CaseError(*(Fault("ledger.unknown-decision", message, where=subject) for subject in unknown))
