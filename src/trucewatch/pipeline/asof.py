"""The record as it stood at a moment: nothing that came out or happened later is in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from trucewatch.decide.settle import ORPHANED
from trucewatch.pipeline.books import Books
from trucewatch.pipeline.build import DocumentReading, assemble
from trucewatch.pipeline.statuses import undated
from trucewatch.records.calendar import bounds
from trucewatch.records.cases import CaseFiles, CaseRecord
from trucewatch.records.claims import Claim
from trucewatch.records.decisions import PERSON
from trucewatch.records.documents import Document

MADE_ANEW = ("incident.", "ruling.")
"""Codes of rejections that linking and rulings give: they follow anew from what is kept."""


def as_of(record: CaseRecord, books: Books, at: str | None) -> CaseRecord:
    """The record linked and assessed anew from the documents that were published up to `at`.

    A document whose date is unknown is kept, and the case's notice says so. Incidents that began later, and what
    follows from them, are left out; rulings stay, as they stand beside the record.

    Args:
        record: the whole record.
        books: those that it was built with.
        at: ISO 8601 of whatever fineness, a day meaning its end; None: the whole record as it is.
    """
    asked = bounds(at)
    if asked is None:
        return record
    end = asked[1]
    documents = tuple(document for document in record.documents if _begins_before(document.published, end))
    cut = relinked(record, books, documents, at)
    incidents = tuple(one for one in cut.incidents if _begins_before(one.begin or one.finish, end))
    known = {one.id for one in incidents}
    return cut.model_copy(
        update={
            "files": _with_notice(record, list(documents), at),
            "incidents": incidents,
            "findings": tuple(finding for finding in cut.findings if finding.incident in known),
        }
    )


def relinked(record: CaseRecord, books: Books, documents: Sequence[Document], at: str | None = None) -> CaseRecord:
    """The claims of some of a record's documents, linked and assessed anew; rulings stay as they stand."""
    kept = {document.id for document in documents}
    gone = {name for one in record.documents if one.id not in kept for name in (one.id, one.name)}
    readings = {
        name: DocumentReading(
            claims=tuple(claim for claim in _as_read(record) if claim.document == name),
            tallies=tuple(tally for tally in record.tallies if tally.document == name),
        )
        for name in kept
    }
    kept_out = [one for one in record.rejections if not one.code.startswith(MADE_ANEW) and one.where not in gone]
    cut = assemble(record.files, documents, readings, books, record.decisions, kept_out, at)
    rejections = tuple(one for one in cut.rejections if one.code != ORPHANED or one in record.rejections)
    return cut.model_copy(update={"rejections": rejections, "effects": record.effects})


def _as_read(record: CaseRecord) -> list[Claim]:
    """The claims as the program read them, before persons ruled on them."""
    read = {claim.id: claim for claim in record.as_read}
    return [read.get(claim.id, claim) for claim in record.claims if claim.rule != PERSON]


def _with_notice(record: CaseRecord, documents: list[Document], at: str | None) -> CaseFiles:
    said = undated(documents)
    if said is None:
        return record.files
    settings = record.files.settings
    notice = f"As of {at}: {said}" if settings.notice is None else f"{settings.notice} As of {at}: {said}"
    return record.files.model_copy(update={"settings": settings.model_copy(update={"notice": notice})})


def _begins_before(text: str | None, end: datetime) -> bool:
    """Whether what an ISO 8601 text spans begins before `end`; what is unknown is not known to be later."""
    span = bounds(text)
    return span is None or span[0] < end
