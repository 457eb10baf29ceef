"""A case: a folder that takes documents in, is built, and answers questions.

CASE/case.toml agreement.yaml actors.yaml sources.yaml places.yaml    what a person writes
CASE/gazetteer/                                                       places that `gazetteer add` took in
CASE/documents/                                                       files that belong to the case
CASE/archive/  receipts.jsonl                                         originals, and when they came
CASE/ledger.jsonl                                                     a person's decisions
CASE/history.jsonl                                                    what became of incidents, build by build
CASE/record.sqlite                                                    what was made of it all
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

from trucewatch.decide.documents import REMOVED, DocumentRulings
from trucewatch.errors import DEFECT, CaseError, Fault, InputError, IntegrityError, TrucewatchError
from trucewatch.link.lineage import changes
from trucewatch.pipeline.agreements import faults_of
from trucewatch.pipeline.asof import as_of
from trucewatch.pipeline.build import (
    DocumentReading,
    assemble,
    read_one,
    reading_fingerprint,
    restore_reading,
    status_history,
)
from trucewatch.pipeline.originals import Originals, document_id, read_original
from trucewatch.pipeline.progress import Step, no_progress
from trucewatch.pipeline.recording import get_record, incidents_before, put_record
from trucewatch.pipeline.tools import Tools
from trucewatch.pipeline.workers import map_tools
from trucewatch.read.document import MAX_BYTES
from trucewatch.read.document import VERSION as READ_VERSION
from trucewatch.read.folder import list_folder, read_bytes, read_sidecar
from trucewatch.read.front import KEYS
from trucewatch.records.assessments import Status
from trucewatch.records.base import content_id
from trucewatch.records.cases import CaseFiles, CaseRecord
from trucewatch.records.decisions import LedgerEntry
from trucewatch.records.documents import Document, Metadata, Rejection
from trucewatch.store.archive import Archive
from trucewatch.store.case_files import ADDED, load_case_files, read_agreement
from trucewatch.store.database import CaseStore
from trucewatch.store.history import History
from trucewatch.store.ledger import Ledger
from trucewatch.store.receipts import Receipt, Receipts

LEDGER_HEAD = "ledger-head"


@dataclass(frozen=True)
class Arrival:
    """One thing that came in: its name, the document's id where it could be read, and whether its bytes are new."""

    name: str
    document: str | None
    new: bool
    faults: tuple[Fault, ...] = ()
    warnings: tuple[Fault, ...] = ()


@dataclass(frozen=True)
class BuildSummary:
    """What a build did: documents in all and read anew, claims, incidents, and every fault on the way."""

    documents: int
    read_anew: int
    claims: int
    incidents: int
    changed: bool
    faults: tuple[Fault, ...]
    gone: tuple[str, ...] = ()
    """Files no longer in `documents/`, whose documents are kept from the archive."""
    warnings: tuple[Fault, ...] = ()
    """What is no fault, and should be looked at."""


class Case:
    """The case in `folder`. `now` gives the present as ISO 8601: the library reads no clock."""

    def __init__(self, folder: Path, now: Callable[[], str]) -> None:
        self.folder = folder
        self._now = now
        self.archive = Archive(folder / "archive")
        self.receipts = Receipts(folder / "receipts.jsonl")
        self.ledger = Ledger(folder / "ledger.jsonl")
        self.history = History(folder / "history.jsonl")
        self.database = folder / "record.sqlite"

    @cached_property
    def files(self) -> CaseFiles:
        """What a person wrote; CaseError with every fault of it."""
        return load_case_files(self.folder)

    @cached_property
    def tools(self) -> Tools:
        """The loaded parts for this case."""
        return Tools(self.files, self.folder / ADDED)

    @cached_property
    def store(self) -> CaseStore:
        """The database, made where there is none: reading asks `record()` first."""
        return CaseStore(self.database)

    def add(self, raw: bytes, name: str, *, metadata: Metadata | None = None, media_type: str | None = None) -> Arrival:
        """Archive `raw` and read it. Bytes that cannot be read are kept all the same, and told with their faults."""
        receipt = Receipt(
            sha256=hashlib.sha256(raw).hexdigest(),
            name=name,
            media_type=media_type,
            retrieved=self._now(),
            metadata=metadata or Metadata(),
        )
        return self._take(raw, receipt, self._current(), DocumentRulings.of(self.ledger.entries()))

    def _take(self, raw: bytes, receipt: Receipt, current: dict[str, Receipt], rulings: DocumentRulings) -> Arrival:
        if len(raw) > MAX_BYTES:
            message = f"{len(raw)} bytes, over the limit of {MAX_BYTES}; not archived; split it or leave it out"
            return Arrival(receipt.name, None, False, (Fault("read.too-large", message, receipt.name),))
        before = current.get(receipt.key())
        known = before is not None and (before.sha256, before.metadata) == (receipt.sha256, receipt.metadata)
        if not known:
            self.archive.put(raw)
            self.receipts.append(receipt)
        name = document_id(receipt.sha256)
        try:
            document = read_original(raw, receipt, rulings.metadata.get(name))
        except InputError as error:
            return Arrival(receipt.name, None, not known, () if name in rulings.removed else error.faults)
        return Arrival(receipt.name, document.id, not known, warnings=warnings_of(document))

    def _current(self) -> dict[str, Receipt]:
        return {receipt.key(): receipt for receipt in self.receipts.current()}

    def take_folder(self, progress: Step = no_progress) -> list[Fault]:
        """Take in what is new or changed in the case's own `documents/`; faults by file, the rest is taken."""
        folder = self.folder / "documents"
        if not folder.is_dir():
            return []
        listing = list_folder(folder)
        faults = list(listing.faults)
        current, rulings = self._current(), DocumentRulings.of(self.ledger.entries())
        for number, item in enumerate(listing.files, start=1):
            try:
                metadata = read_sidecar(item)
                raw = read_bytes(item.path, item.name)
            except InputError as error:
                faults.extend(error.faults)
                continue
            receipt = Receipt(
                sha256=hashlib.sha256(raw).hexdigest(),
                name=item.name,
                path=f"documents/{item.name}",
                retrieved=self._now(),
                metadata=metadata or Metadata(),
            )
            faults.extend(self._take(raw, receipt, current, rulings).faults)
            progress("taking in", number, len(listing.files))
        return faults

    def documents(
        self, progress: Step = no_progress, entries: Sequence[LedgerEntry] | None = None
    ) -> tuple[list[Document], list[Rejection]]:
        """Every document of the case, read from the archive as persons ruled on it, and a rejection for each other.

        Args:
            progress: told of each.
            entries: a ledger in the place of the case's own: what would be, were it so.
        """
        originals = self._originals(progress, entries)
        return list(originals.documents.values()), originals.rejections

    def _originals(self, progress: Step, entries: Sequence[LedgerEntry] | None = None) -> Originals:
        rulings = DocumentRulings.of(self.ledger.entries() if entries is None else entries)
        originals = Originals(self.archive, rulings)
        originals.rejections += [
            Rejection(code=f.code, message=f.message, where=f.where or self.receipts.path.name)
            for f in self.receipts.all()[1]
        ]
        originals.read(self.receipts.current(), progress)
        return originals

    def build(self, progress: Step = no_progress, workers: int = 1) -> BuildSummary:
        """Take in `documents/`, extract from what is new or changed, link and assess; the rest is as it was.

        Args:
            progress: told of each step.
            workers: processes that extract, each with its own parser; the record is the same.

        Raises:
            CaseError: the files that a person writes have faults; nothing is built.
        """
        files = self.files
        self._check()
        faults = self.take_folder(progress)
        originals = self._originals(progress)
        documents, rejections = list(originals.documents.values()), originals.rejections
        readings = {document.id: kept for document in documents if (kept := self._kept(document)) is not None}
        anew = [document for document in documents if document.id not in readings]
        for number, document, reading in self._read_anew(anew, workers):
            readings[document.id] = reading
            progress("extracting", len(documents) - len(anew) + number, len(documents))
        fingerprint = content_id(
            "build",
            {
                "files": files.model_dump(mode="json"),
                "readings": sorted(reading_fingerprint(document, files) for document in documents),
                "decisions": [entry.model_dump(mode="json") for entry in self.ledger.entries()],
                "rejections": [rejection.model_dump(mode="json") for rejection in rejections],
            },
        )
        stored = get_record(self.store) if self.store.build_fingerprint() == fingerprint else None
        progress("linking", 0, 1)
        record = stored or self._assembled(documents, readings, rejections)
        if stored is None:
            before = incidents_before(self.store)
            put_record(self.store, record, fingerprint)
            if before:
                self.history.append(self._now(), fingerprint, changes(before, record.incidents))
        self.store.put_mark(LEDGER_HEAD, self.ledger.head())
        progress("linking", 1, 1)
        failed = [rejection for rejection in record.rejections if rejection.code == DEFECT]
        wrong = [r for r in [*rejections, *failed] if r.code != REMOVED]
        told = [*faults, *(Fault(r.code, r.message, r.where, r.field) for r in wrong)]
        return BuildSummary(
            documents=len(documents),
            read_anew=len(anew),
            claims=len(record.claims),
            incidents=len(record.incidents),
            changed=stored is None,
            faults=tuple(dict.fromkeys(told)),
            gone=self.gone(),
            warnings=(*originals.doubles, *(fault for document in documents for fault in warnings_of(document))),
        )

    def gone(self) -> tuple[str, ...]:
        """Files that were taken in from `documents/` and are not there any more."""
        paths = [receipt.path for receipt in self.receipts.current() if receipt.path is not None]
        return tuple(path for path in paths if not (self.folder / path).exists())

    def _check(self) -> None:
        """What would spoil a build before it begins: an agreement that cannot be, and a ledger that lost its end."""
        if self.files.agreement is not None:
            places = {place.id: place for place in self.files.places}
            faults = faults_of(read_agreement(self.folder / "agreement.yaml"), self.tools.book.entries, places)
            if faults:
                raise CaseError(*faults)
        lost = [f for f in self.ledger.verify(self.store.mark(LEDGER_HEAD)) if f.code == "ledger.shortened"]
        if lost:
            raise IntegrityError(*lost)

    def _kept(self, document: Document) -> DocumentReading | None:
        """A document's reading from the store, where nothing it follows from has changed."""
        kept = self.store.stage(document.id, "claims", reading_fingerprint(document, self.files))
        return None if kept is None else restore_reading(kept, document)

    def _read_anew(
        self, documents: Sequence[Document], workers: int
    ) -> Iterator[tuple[int, Document, DocumentReading]]:
        """The readings of these documents, counted from 1, each stored as soon as it is there."""
        readings = map_tools(read_one, documents, self.tools, min(workers, len(documents)))
        for number, (document, reading) in enumerate(zip(documents, readings, strict=True), start=1):
            fingerprint = reading_fingerprint(document, self.files)
            self.store.put_document(document, READ_VERSION)
            self.store.put_stage(document.id, "claims", fingerprint, reading.canonical_json())
            yield number, document, reading

    def _assembled(
        self,
        documents: list[Document],
        readings: dict[str, DocumentReading],
        rejections: list[Rejection],
        entries: Sequence[LedgerEntry] | None = None,
    ) -> CaseRecord:
        """The record that follows, with the whole ledger beside it."""
        ledger = self.ledger.entries() if entries is None else entries
        return assemble(self.files, documents, readings, self.tools, ledger, rejections)

    def would_be(self, entries: Sequence[LedgerEntry]) -> CaseRecord:
        """The record as it would be with this ledger; nothing is kept of it."""
        documents, rejections = self.documents(entries=entries)
        readings = {one.id: self._kept(one) or read_one(one, self.tools) for one in documents}
        return self._assembled(documents, readings, rejections, entries)

    def record(self, at: str | None = None) -> CaseRecord:
        """The record as last built, and where `at` is given, as it stood then (see `as_of`).

        Raises:
            CaseError: there is none; or the database does not match the documents.
        """
        must_be_case(self.folder)
        record = get_record(self.store) if self.database.exists() else None
        if record is None:
            message = f"nothing is built yet; run `trucewatch build {self.folder}`"
            raise CaseError(Fault("case.not-built", message, str(self.folder)))
        return as_of(record, self.tools, at)

    def statuses(self, at: str | None) -> tuple[Status, ...]:
        """The derived status at each change up to `at`; the last is that of `at`, or of all that is known."""
        return status_history(self.record(at), self.tools, at)

    def verify(self) -> list[Fault]:
        """Whether originals, receipts and ledger are as they were, and whether a rebuild gives the same record."""
        receipts, torn = self.receipts.all()
        expected = tuple(dict.fromkeys(receipt.sha256 for receipt in receipts))
        faults = [*self.archive.verify(expected), *torn]
        for check in (self._verify_ledger, self._verify_store, self._verify_rebuild):
            try:
                faults += check()
            except TrucewatchError as error:  # what one check cannot get past hides nothing that another finds
                faults += error.faults
        return list(dict.fromkeys(faults))

    def _verify_ledger(self) -> list[Fault]:
        faults = self.ledger.verify()
        head = self.store.mark(LEDGER_HEAD) if self.database.exists() else None
        return [*faults, *(fault for fault in self.ledger.verify(head) if fault not in faults)]

    def _verify_store(self) -> list[Fault]:
        return self.store.verify() if self.database.exists() else []

    def _verify_rebuild(self) -> list[Fault]:
        stored = self.record()
        documents, rejections = self.documents()
        readings = {document.id: read_one(document, self.tools) for document in documents}
        again = self._assembled(documents, readings, rejections)
        message = "a rebuild gives other records than those stored; run `trucewatch build` and compare"
        return [
            Fault("verify.rebuild", message, self.database.name, name)
            for name in CaseRecord.model_fields
            if getattr(stored, name) != getattr(again, name)
        ]


def must_be_case(folder: Path) -> None:
    """CaseError `case.missing` where `folder` holds no case."""
    if not (folder / "case.toml").is_file():
        beside = [path.parent.name for path in folder.parent.glob("*/case.toml")] if folder.parent.is_dir() else []
        near = get_close_matches(folder.name, beside, n=1)
        meant = f"; did you mean {folder.parent / near[0]}?" if near else ""
        message = f"there is no case here{meant}; `trucewatch new CASE` makes one"
        raise CaseError(Fault("case.missing", message, str(folder / "case.toml")))


def warnings_of(document: Document) -> tuple[Fault, ...]:
    """What is odd about a document and no reason to leave it out: keys that nothing here knows."""
    message = f"unknown key, passed over; the keys are {', '.join(KEYS)}"
    return tuple(Fault("read.unknown-key", message, document.name, key) for key in document.unknown)
