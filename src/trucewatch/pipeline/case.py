"""A case that is built: extract, link, assess, and the record that follows, kept."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from trucewatch.decide.documents import LEFT_OUT, DocumentRulings
from trucewatch.errors import DEFECT, CaseError, Fault, IntegrityError
from trucewatch.pipeline.agreements import faults_of
from trucewatch.pipeline.asof import as_of
from trucewatch.pipeline.books import Books
from trucewatch.pipeline.build import (
    Assembly,
    DocumentReading,
    assemble_on,
    kept_originals,
    read_answered,
    read_one,
    restore_originals,
    restore_reading,
)
from trucewatch.pipeline.chronicle import Before, Chronicle, first_entry
from trucewatch.pipeline.collecting import collecting_later
from trucewatch.pipeline.filling import FilledCase
from trucewatch.pipeline.fingerprints import (
    case_fingerprint,
    knowledge_fingerprint,
    reader_fingerprint,
    reading_fingerprint,
)
from trucewatch.pipeline.lastbuild import LastBuild
from trucewatch.pipeline.originals import Originals, document_id
from trucewatch.pipeline.progress import Step, no_progress
from trucewatch.pipeline.recording import Placed, built_order, put_record
from trucewatch.pipeline.repairing import repair_case, still_broken
from trucewatch.pipeline.statuses import last_status, status_history
from trucewatch.pipeline.tools import Tools
from trucewatch.pipeline.verifying import Rebuilt, verify_case
from trucewatch.pipeline.workers import map_tools
from trucewatch.read.document import VERSION as READ_VERSION
from trucewatch.read.oddities import warnings_of
from trucewatch.records.assessments import Status
from trucewatch.records.base import canonical_json, content_id
from trucewatch.records.cases import CaseRecord
from trucewatch.records.decisions import LedgerEntry
from trucewatch.records.documents import Document, Rejection
from trucewatch.records.guests import GuestAnswer, Reader
from trucewatch.store.case_files import ADDED, read_agreement
from trucewatch.store.case_folder import SHORTENED
from trucewatch.store.history import HistoryEntry
from trucewatch.store.marks import COPIES_OF, FIGHTING, HISTORY, MADE_BY, kept_heads, put_heads

MOST_NAMED = 8
MOST_UNCOLLECTED = 50
ORIGINAL, CLAIMS = "original", "claims"
"""What is kept of each document: how its bytes are read, and what it tells."""

ROW_FAULT = "table.value"


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


class Case(FilledCase):
    """A case that is filled and built."""

    _last: tuple[str, CaseRecord] | None = None
    """The record that was built or loaded last, with the fingerprint of what it was built from."""

    def __init__(self, folder: Path, now: Callable[[], str], address: str | None = None) -> None:
        super().__init__(folder, now, address)
        self._restored: dict[str, Document] = {}
        """Documents that were restored from the store, by what they were read from."""
        self._read: dict[str, tuple[str, DocumentReading]] = {}
        """By document id the reading that was restored, with the JSON that it was restored from."""

    @cached_property
    def tools(self) -> Tools:
        """The loaded parts for this case."""
        return Tools(self.files, self.folder / ADDED)

    @cached_property
    def books(self) -> Books:
        """The same: what a text is read with has the books."""
        return self.tools

    def statuses(self, at: str | None) -> tuple[Status, ...]:
        """The derived status at each change up to `at`; the last is that of `at`, or of all that is known."""
        return status_history(self.record(at), self.books, at)

    def build(
        self,
        progress: Step = no_progress,
        workers: int = 1,
        accept_loss: bool = False,
        take_in: bool = True,
    ) -> BuildSummary:
        """Take in `documents/`, extract from what is new or changed, link and assess; the rest is as it was.

        Args:
            progress: told of each step.
            workers: processes that extract, each with its own parser; the record is the same.
            accept_loss: build though receipts or documents that the last build had are gone.
            take_in: whether to look for new files in `documents/`; without, what was taken in before is built on.

        Raises:
            CaseError: the files that a person writes have faults, or documents would be lost; nothing is built.
            IntegrityError: receipts, history or ledger are not as they were; nothing is built.
        """
        with collecting_later():
            return self._built(progress, workers, accept_loss, take_in)

    def _built(self, progress: Step, workers: int, accept_loss: bool, take_in: bool) -> BuildSummary:
        told = self._check(accept_loss)
        told += self.take_folder(progress) if take_in else []
        self.receipts.close()
        told += self.kept.unclaimed()
        rulings = self._rulings()
        originals = self._originals(progress)
        documents, rejections = list(originals.documents.values()), originals.rejections
        if not accept_loss:
            self._must_not_shrink(documents, rulings, [*told, *_as_faults(rejections)])
        marks = self._reading_marks(originals)
        fingerprint = self._fingerprint(marks, rejections)
        stored, altered = self._stored(fingerprint)
        readings, changed = self._kept_readings(documents, marks)
        told += [*altered, *changed]
        anew = [document for document in documents if document.id not in readings]
        for number, document, reading in self._read_anew(anew, marks, workers):
            readings[document.id] = reading
            progress("extracting", len(documents) - len(anew) + number, len(documents))
        self._keep_originals(originals)
        progress("linking", 0, 1)
        if stored is not None:
            record = stored
        else:
            last = LastBuild.of(self.store, self.files, knowledge_fingerprint(), self.ledger.entries())
            record = self._put(self._assembled(originals, readings, marks, last), marks, fingerprint)
        self._withhold(originals, fingerprint)
        put_heads(self.store, self.kept.now())
        progress("linking", 1, 1)
        failed = [rejection for rejection in record.rejections if rejection.code == DEFECT]
        return BuildSummary(
            documents=len(documents),
            read_anew=len(anew),
            claims=len(record.claims),
            incidents=len(record.incidents),
            changed=stored is None,
            faults=tuple(dict.fromkeys([*told, *_as_faults([*rejections, *failed])])),
            gone=self.gone() if take_in else (),
            warnings=(
                *originals.doubles,
                *self._warnings(documents),
                *_as_faults(
                    [one for one in record.rejections if one.code == ROW_FAULT and one.where in {d.id for d in anew}]
                ),
            ),
        )

    def _warnings(self, documents: Sequence[Document]) -> list[Fault]:
        """What is odd about documents; that the built-in reader lacks a language is told where it reads alone."""
        alone = self.files.settings.reader is Reader.BUILT_IN
        found = (fault for document in documents for fault in warnings_of(document))
        return [fault for fault in found if alone or fault.code != "read.language"]

    def _stored(self, fingerprint: str) -> tuple[CaseRecord | None, list[Fault]]:
        """The record where it was built from the same; a database that was changed is told, and emptied."""
        try:
            return self.record() if self.store.build_fingerprint() == fingerprint else None, []
        except IntegrityError as error:
            self.store.clear()
            return None, list(error.faults)

    def _reading_marks(self, originals: Originals) -> dict[str, str]:
        """For each document what its reading follows from."""
        case, answers = case_fingerprint(self.files), self.answers()
        return {
            name: reading_fingerprint(originals.mark(name), case, answers.get(name, ())) for name in originals.documents
        }

    def answers(self) -> dict[str, tuple[GuestAnswer, ...]]:
        """What guests answered, by document, in order of arrival; nothing where the built-in reader reads alone.

        Raises:
            IntegrityError: answers were changed or taken away.
        """
        found: dict[str, tuple[GuestAnswer, ...]] = {}
        if self.files.settings.reader is not Reader.BUILT_IN:
            for answer in self.kept.answers.checked():
                found[answer.document] = (*found.get(answer.document, ()), answer)
        return found

    def _fingerprint(self, marks: Mapping[str, str], rejections: Sequence[Rejection]) -> str:
        """What a build follows from: the case's files, its documents and decisions, and the program."""
        return content_id(
            "build",
            {
                "program": knowledge_fingerprint(),
                "files": self.files.model_dump(mode="json"),
                "readings": sorted(marks.values()),
                "decisions": [entry.model_dump(mode="json") for entry in self.ledger.entries()],
                "rejections": [rejection.model_dump(mode="json") for rejection in rejections],
            },
        )

    def _kept_originals(self) -> dict[str, Document]:
        """Documents as they were read from the same bytes before; of one that was changed the bytes are read."""
        if not self.has_database():
            return {}
        restored: dict[str, Document] = {}
        for keys, text in self.store.results(ORIGINAL)[0].values():
            known = {key: self._restored[key] for key in keys.split() if key in self._restored}
            restored |= known if len(known) == len(keys.split()) else restore_originals(keys, text)
        self._restored = restored
        return restored

    def _keep_originals(self, originals: Originals) -> None:
        """Keep documents as they were read, those that are not kept yet."""
        before = {name: keys for name, (keys, _) in self.store.results(ORIGINAL)[0].items()}
        now = {name: kept_originals(found) for name, found in originals.read_as.items() if name in originals.documents}
        fresh = [(name, keys, text) for name, (keys, text) in now.items() if before.get(name) != keys]
        self.store.put_stages(ORIGINAL, fresh)

    def _put(self, made: Assembly, read_from: Mapping[str, str], fingerprint: str) -> CaseRecord:
        """Keep the record with what the build changed of it, both or neither."""
        record, made_by = made.record, knowledge_fingerprint()
        status = last_status(record, self.tools, None)
        before = Before.of(self.store, (one.id for one in record.documents))
        if before is not None:
            entry = Chronicle(before, record, status, made_by).entry(self._now(), fingerprint)
        else:
            entry = None if self.history.entries() else first_entry(record, self._now(), fingerprint)
        marks = {MADE_BY: made_by, **({HISTORY: entry.canonical_json()} if entry else {})}
        marks |= {COPIES_OF: made.copies_of, FIGHTING: canonical_json(sorted(made.fighting))}
        placed = {name: Placed(id=name, mark=mark, text=made.texts.get(name)) for name, mark in read_from.items()}
        put_record(self.store, record, status, fingerprint, marks, placed)
        self._catch_up()
        self._last = fingerprint, record
        return record

    def record(self, at: str | None = None) -> CaseRecord:
        """The record as last built; the one that was built or loaded here is not loaded again."""
        fingerprint = self.store.build_fingerprint() if self.has_database() else None
        if self._last is None or self._last[0] != fingerprint:
            found = super().record()
            self._last = (fingerprint, found) if fingerprint is not None else None
        else:
            found = self._last[1]
        return found if at is None else as_of(found, self.books, at)

    def _catch_up(self) -> None:
        """Have in the history what the last build kept for it: a crash may have come between the two."""
        waiting = self.store.mark(HISTORY)
        if waiting is not None:
            self.history.append(HistoryEntry.model_validate_json(waiting))

    def _withhold(self, originals: Originals, build: str) -> None:
        """Take the words that persons withheld out of what the history told before."""
        words = originals.withheld
        if not words.words:
            return

        def hide(entry: HistoryEntry) -> HistoryEntry:
            return HistoryEntry.model_validate(words.hide(entry.model_dump()))

        waiting = self.store.mark(HISTORY)
        if waiting is not None:  # before the line itself: else the next build would take it for one that is lacking
            self.store.put_mark(HISTORY, hide(HistoryEntry.model_validate_json(waiting)).canonical_json())
        self.history.withhold(hide, self._now(), build)

    def _check(self, accept_loss: bool) -> list[Fault]:
        """Refuse what would spoil a build before it begins, and set right, telling it, what a crash left."""
        if self.files.agreement is not None:
            places = {place.id: place for place in self.files.places}
            faults = faults_of(read_agreement(self.folder / "agreement.yaml"), self.tools.book.entries, places)
            if faults:
                raise CaseError(*faults)
        mended = self.kept.mend()
        broken = self.kept.broken(kept_heads(self.store))
        if accept_loss and broken and all(fault.code in SHORTENED for fault in broken):
            self.kept.accept()
            return [*mended, *broken]
        if broken:
            raise IntegrityError(*broken)
        self._catch_up()
        return mended

    def _must_not_shrink(
        self, documents: Sequence[Document], rulings: DocumentRulings, faults: Sequence[Fault]
    ) -> None:
        """CaseError where the last build had more documents than there are now, with what else was found.

        What a person left out since is not lost.
        """
        try:
            before = [one.id for one in built_order(self.store) if one.id not in rulings.removed]
        except IntegrityError:
            return  # told where the record is loaded
        now = {document.id for document in documents}
        before = [name for name in before if name in now or self._whole_of(name) not in rulings.removed]
        lost = [name for name in before if name not in now]
        if len(now) >= len(before):
            return
        named = ", ".join(self._name_of(name) for name in lost[:MOST_NAMED])
        message = (
            f"{len(before)} documents in the last build, {len(now)} now; gone: {named}; nothing was built: "
            "put back what is missing, or `trucewatch build CASE --yes`"
        )
        raise CaseError(Fault("case.shrinks", message, str(self.folder)), *faults)

    def _whole_of(self, document: str) -> str | None:
        """What rulings call the original that a document of the last build is a part of; None where it is the whole."""
        try:
            original = self.store.document(document).original
        except CaseError:
            return None
        return document_id(original) if original else None

    def _name_of(self, document_id: str) -> str:
        try:
            return self.store.document(document_id).name
        except CaseError:
            return document_id

    def _kept_readings(
        self, documents: Sequence[Document], marks: Mapping[str, str]
    ) -> tuple[dict[str, DocumentReading], list[Fault]]:
        """The readings from the store of which nothing that they follow from has changed; one that was is told."""
        kept, faults = self.store.results(CLAIMS)
        readings: dict[str, DocumentReading] = {}
        for document in documents:
            fingerprint, text = kept.get(document.id, (None, ""))
            if fingerprint != marks[document.id]:
                continue
            known = self._read.get(document.id)
            reading = known[1] if known is not None and known[0] == text else restore_reading(text, document)
            if reading is not None:
                readings[document.id] = reading
                self._read[document.id] = text, reading
        return readings, faults

    def _read_anew(
        self, documents: Sequence[Document], marks: Mapping[str, str], workers: int
    ) -> Iterator[tuple[int, Document, DocumentReading]]:
        """The readings of these documents, counted from 1, each stored as soon as it is there."""
        answers = self.answers()
        tasks = [(document, answers.get(document.id, ())) for document in documents]
        readings = map_tools(read_answered, tasks, self.tools, min(workers, len(documents)))
        for number, (document, reading) in enumerate(zip(documents, readings, strict=True), start=1):
            if number % MOST_UNCOLLECTED == 0:  # a text that is read leaves trees whose nodes refer to one another
                gc.collect()
            self.store.put_document(document, READ_VERSION)
            self.store.put_stage(document.id, CLAIMS, marks[document.id], reading.model_dump_json())
            yield number, document, reading

    def _assembled(
        self,
        originals: Originals,
        readings: dict[str, DocumentReading],
        marks: Mapping[str, str],
        last: LastBuild | None = None,
        entries: Sequence[LedgerEntry] | None = None,
    ) -> Assembly:
        """The record that follows, with the whole ledger beside it, as far as it may be shown."""
        ledger = originals.withheld.entries(self.ledger.entries() if entries is None else entries)
        documents = list(originals.documents.values())
        return assemble_on(last, marks, self.files, documents, readings, self.tools, ledger, originals.rejections)

    @collecting_later()
    def would_be(self, entries: Sequence[LedgerEntry]) -> CaseRecord:
        """The record as it would be with this ledger; nothing is kept of it."""
        originals = self._originals(entries=entries)
        documents = list(originals.documents.values())
        marks = self._reading_marks(originals)
        kept, _ = self._kept_readings(documents, marks)
        answers = self.answers()
        readings = {one.id: kept.get(one.id) or read_one(one, self.tools, answers.get(one.id, ())) for one in documents}
        last = LastBuild.of(self.store, self.files, knowledge_fingerprint(), entries)
        return self._assembled(originals, readings, marks, last, entries).record

    def repair(self, accept: bool = False) -> tuple[list[Fault], list[Fault]]:
        """What of the case's files was set right (see `repair_case`), and what still keeps a build from going on."""
        file = self.database if self.address is None else None
        told = repair_case(self.kept, self._opener(), file, accept)
        return told, still_broken(self.kept, self._opener())

    def verify(self) -> list[Fault]:
        """Whether all that is kept is as it was, and whether a rebuild gives the same record."""
        return verify_case(self.kept, self._opener(), self._rebuilt, super().record)

    def _rebuilt(self) -> Rebuilt:
        """The record made anew from archive and receipts, apart from what is stored."""
        tools = self.tools  # first: faults of what a person wrote are told, whatever ledger and receipts have
        originals = Originals(self.archive, self._rulings(), reader_fingerprint())
        originals.read(self.receipts.arrived(), no_progress)
        documents = list(originals.documents.values())
        answers = self.answers()
        readings = {document.id: read_one(document, tools, answers.get(document.id, ())) for document in documents}
        marks = self._reading_marks(originals)
        return Rebuilt(
            record=self._assembled(originals, readings, marks).record,
            readings=readings,
            fingerprints=marks,
            originals=originals.read_as,
            fingerprint=self._fingerprint(marks, originals.rejections),
        )


def _as_faults(rejections: Sequence[Rejection]) -> list[Fault]:
    """Rejections as faults; what a person left out is none."""
    return [Fault(r.code, r.message, r.where, r.field) for r in rejections if r.code not in LEFT_OUT]
