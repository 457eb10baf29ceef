"""Desk: the case as it is served: the last build to be read, and one writer at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import RLock

from trucewatch.errors import CaseError, Fault
from trucewatch.pipeline.case import Case
from trucewatch.pipeline.deciding import Outcome, decide
from trucewatch.pipeline.order import Order
from trucewatch.serve.snapshot import Snapshot

STALE = "decide.stale"
"""The code of a decision on something that was changed after its page was opened."""
PATIENCE = 30.0
"""Seconds that one who would write waits for another."""


class Desk:
    """One case for all who have a page of it open.

    Args:
        folder: the case's folder.
        now: the present, ISO 8601.
        address: where the record is kept, if not in the folder.
    """

    def __init__(self, folder: Path, now: Callable[[], str], address: str | None = None) -> None:
        self.folder = folder
        self.now = now
        self._address = address
        self._case = Case(folder, now, address)
        self._last: Snapshot | None = None
        self._looking = RLock()
        self._writing = RLock()
        self.patience = PATIENCE

    @property
    def case(self) -> Case:
        """The case, to be read."""
        return self._case

    def snapshot(self) -> Snapshot:
        """The case as it was built last, by whomever.

        Raises:
            CaseError: `case.not-built`.
        """
        with self._looking:
            fingerprint = self._case.store.build_fingerprint() if self._case.has_database() else None
            if self._last is None or self._last.fingerprint != fingerprint:
                if self._last is not None:
                    self._renew()
                record = self._case.record()
                builds = self._case.history.entries()
                self._last = Snapshot(record, self._case.books, fingerprint or "", builds)
            return self._last

    @contextmanager
    def writing(self) -> Iterator[Case]:
        """The case with its files as they are now, for one who changes it; others who would, wait a while.

        Raises:
            CaseError: `serve.busy`: somebody else is at it for longer than that, as when many documents are taken in.
        """
        if not self._writing.acquire(timeout=self.patience):
            message = "the case is being built; nothing was recorded: wait until that is done, and send this again"
            raise CaseError(Fault("serve.busy", message))
        try:
            with self._looking:
                self._renew()
                case = self._case
            yield case
        finally:
            self._writing.release()

    def decide(self, order: Order, about: Sequence[str], seen: str, *, dry: bool) -> Outcome:
        """Record a decision and build what follows, or only tell what would.

        Args:
            order: as the person wrote it.
            about: the records that the person saw, and
            seen: their mark then (`Snapshot.mark`).
            dry: only tell.

        Raises:
            CaseError: `decide.stale`: what the person saw was changed since; or what `pipeline.deciding` tells.
        """
        with self.writing() as case:
            if self.snapshot().mark(about) != seen:
                message = "was changed since this page was opened; nothing was recorded: look again, and decide anew"
                raise CaseError(Fault(STALE, message, " ".join(about) or None))
            return decide(case, [order], self.now(), dry=dry)

    def _renew(self) -> None:
        """Open the case anew: its files, receipts and ledger may have been changed beside us. Tools are kept."""
        fresh, old = Case(self.folder, self.now, self._address), self._case
        if "tools" in old.__dict__ and fresh.files == old.files:
            fresh.tools = old.tools
        if "store" in old.__dict__:
            fresh.store = old.store
        self._case = fresh
