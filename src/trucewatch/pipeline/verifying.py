"""Verifying: whether a case is as it was, file by file, row by row, and whether a rebuild gives the same record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from trucewatch.errors import Fault, TrucewatchError
from trucewatch.pipeline.build import DocumentReading, kept_originals
from trucewatch.pipeline.fingerprints import knowledge_fingerprint
from trucewatch.pipeline.recording import ALL_KINDS
from trucewatch.records.cases import CaseRecord
from trucewatch.records.documents import Document
from trucewatch.store.case_folder import CaseFolder
from trucewatch.store.database import CaseStore
from trucewatch.store.heads import Head
from trucewatch.store.marks import MADE_BY, kept_heads

DATABASE = "database"


@dataclass(frozen=True)
class Rebuilt:
    """A case made anew from what it keeps: the record, each document's reading, and what they follow from."""

    record: CaseRecord
    readings: Mapping[str, DocumentReading]
    fingerprints: Mapping[str, str]
    originals: Mapping[str, Mapping[str, Document]]
    """By document id: what it was read from, and how it was read."""
    fingerprint: str


def verify_case(
    kept: CaseFolder,
    database: Callable[[], CaseStore] | None,
    rebuilt: Callable[[], Rebuilt],
    stored: Callable[[], CaseRecord],
) -> list[Fault]:
    """Everything of a case that is not as it was.

    Args:
        kept: its files.
        database: opens its database; None where there is none.
        rebuilt: makes it anew.
        stored: its record as last built.
    """
    faults: list[Fault] = []
    marks: dict[str, Head] = {}

    def gather(check: Callable[[], list[Fault]]) -> None:
        try:
            faults.extend(check())
        except TrucewatchError as error:  # what one check cannot get past hides nothing that another finds
            faults.extend(error.faults)

    if database is not None:
        gather(lambda: _take(marks, kept_heads(database())))
        gather(lambda: database().verify(ALL_KINDS))
    gather(lambda: kept.verify(marks))
    gather(lambda: _against_rebuild(database, rebuilt, stored))
    return list(dict.fromkeys(faults))


def _take(marks: dict[str, Head], kept: Mapping[str, Head]) -> list[Fault]:
    marks.update(kept)
    return []


def _against_rebuild(
    database: Callable[[], CaseStore] | None, rebuilt: Callable[[], Rebuilt], stored: Callable[[], CaseRecord]
) -> list[Fault]:
    again = rebuilt()
    faults: list[Fault] = []
    if database is not None:
        faults += _marks(database(), again)
    record = stored()
    message = "a rebuild gives other records than those stored; run `trucewatch build` and compare"
    return faults + [
        Fault("verify.rebuild", message, DATABASE, name)
        for name in CaseRecord.model_fields
        if getattr(record, name) != getattr(again.record, name)
    ]


def _marks(store: CaseStore, again: Rebuilt) -> list[Fault]:
    """Whether build and readings are marked with what they were made from, as far as this program can tell."""
    if store.mark(MADE_BY) != knowledge_fingerprint():
        message = "was built by another version of the program or its knowledge; build again, then verify"
        return [Fault("verify.other-program", message, DATABASE, MADE_BY)]
    faults = []
    if store.build_fingerprint() != again.fingerprint:
        message = "files, documents or decisions are not those of the last build, or its mark was changed; build again"
        faults.append(Fault("verify.fingerprint", message, DATABASE, "build"))
    return [*faults, *_readings(store, again)]


def _readings(store: CaseStore, again: Rebuilt) -> list[Fault]:
    """Whether the readings that the next build would take as they are are what the documents give."""
    kept = store.stages("claims")
    as_read = store.stages("original")
    faults = []
    for document, reading in again.readings.items():
        fingerprint, result = kept.get(document, (None, None))
        where = f"{document}/claims"
        if result is None:
            faults.append(Fault("verify.reading", "no reading of it is kept; build again", where))
        elif fingerprint != again.fingerprints[document]:
            message = "the reading that is kept was made of something else, or its mark was changed; build again"
            faults.append(Fault("verify.fingerprint", message, where))
        elif result != reading.model_dump_json():
            message = "the reading that is kept is not what the document gives; build again"
            faults.append(Fault("verify.reading", message, where))
        original = kept_originals(again.originals.get(document, {}))
        if as_read.get(document, original) != original:
            message = "the document that is kept is not what its original gives; build again"
            faults.append(Fault("verify.reading", message, f"{document}/original"))
    return faults
