"""A case as it was last built, for whoever reads it: nothing here reads a text, links or assesses.

CASE/case.toml agreement.yaml actors.yaml sources.yaml places.yaml    what a person writes
CASE/gazetteer/                                                       places that `gazetteer add` took in
CASE/documents/                                                       files that belong to the case
CASE/archive/  receipts.jsonl                                         originals, and when they came
CASE/archive/heads.json                                               how far receipts, ledger and history had come
CASE/ledger.jsonl                                                     a person's decisions
CASE/history.jsonl                                                    what became of incidents, build by build
CASE/answers.jsonl                                                    what language models answered
CASE/record.sqlite                                                    what was made of it all
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from trucewatch.errors import CaseError, Fault
from trucewatch.pipeline.books import Books
from trucewatch.pipeline.recording import get_claims, get_files, get_record, get_status, shown_record
from trucewatch.records.assessments import Status
from trucewatch.records.cases import CaseFiles, CaseRecord
from trucewatch.records.claims import Claim
from trucewatch.store.case_files import ADDED, case_settings, load_case_files
from trucewatch.store.case_folder import CaseFolder
from trucewatch.store.database import CaseStore
from trucewatch.store.disk import writable
from trucewatch.store.marks import must_be_of

Built = TypeVar("Built")


class OpenedCase:
    """The case in `folder`. `now` gives the present as ISO 8601: the library reads no clock.

    `address`, an SQLAlchemy address, goes before what `case.toml` says of where the record is kept.
    """

    def __init__(self, folder: Path, now: Callable[[], str], address: str | None = None) -> None:
        self.folder = folder
        self._now = now
        self.kept = CaseFolder(folder)
        self.archive, self.receipts = self.kept.archive, self.kept.receipts
        self.ledger, self.history = self.kept.ledger, self.kept.history
        self.database = folder / "record.sqlite"
        self._given = address

    @cached_property
    def files(self) -> CaseFiles:
        """What a person wrote; CaseError with every fault of it."""
        return load_case_files(self.folder)

    @cached_property
    def books(self) -> Books:
        """The books that the record was built with; CaseError where none is built."""
        return Books(self._as_built(get_files), self.folder / ADDED)

    @cached_property
    def address(self) -> str | None:
        """Where the record is kept, if not in `record.sqlite`."""
        settings = case_settings(self.folder)
        return self._given or (settings.database if settings else None)

    def has_database(self) -> bool:
        """Whether there is a database, or one on a server where it may be."""
        return self.address is not None or self.database.exists()

    @cached_property
    def store(self) -> CaseStore:
        """The database, made where there is none: reading asks `record()` first."""
        if self.address is None:
            return CaseStore(self.database, unchanging=not writable(self.folder))
        store = CaseStore(self.address)
        must_be_of(store, self.files.settings.id)
        return store

    def record(self, at: str | None = None) -> CaseRecord:
        """The record as last built, and where `at` is given, as it stood then (see `as_of`).

        Raises:
            CaseError: there is none; or the database does not match the documents.
        """
        record = self._as_built(get_record)
        if at is None:
            return record
        # Only a record of another day is linked and assessed anew: what that takes is loaded when it is asked for.
        from trucewatch.pipeline.asof import as_of  # noqa: PLC0415

        return as_of(record, self.books, at)

    def shown(self) -> CaseRecord:
        """The record as last built, for a face that shows some of it: what is not asked for is not loaded.

        Raises:
            CaseError: there is none.
            IntegrityError: a part of it is not as it was written; told where it is first asked for.
        """
        return self._as_built(shown_record)

    def status(self) -> Status | None:
        """The status that followed from all that was known at the last build, None where it was not kept."""
        must_be_case(self.folder)
        return get_status(self.store) if self.has_database() else None

    def claims(self, names: Collection[str]) -> dict[str, Claim]:
        """Claims of the last build by their ids."""
        return get_claims(self.store, names)

    def _as_built(self, get: Callable[[CaseStore], Built | None]) -> Built:
        """A part of what was built last; CaseError `case.not-built` where nothing was."""
        must_be_case(self.folder)
        found = get(self.store) if self.has_database() else None
        if found is None:
            message = f"nothing is built yet; run `trucewatch build {self.folder}`"
            raise CaseError(Fault("case.not-built", message, str(self.folder)))
        return found

    def _opener(self) -> Callable[[], CaseStore] | None:
        return (lambda: self.store) if self.has_database() else None


def must_be_case(folder: Path) -> None:
    """CaseError `case.missing` where `folder` holds no case."""
    if not (folder / "case.toml").is_file():
        beside = [path.parent.name for path in folder.parent.glob("*/case.toml")] if folder.parent.is_dir() else []
        near = get_close_matches(folder.name, beside, n=1)
        meant = f"; did you mean {folder.parent / near[0]}?" if near else ""
        message = f"there is no case here{meant}; `trucewatch new CASE` makes one"
        raise CaseError(Fault("case.missing", message, str(folder / "case.toml")))
