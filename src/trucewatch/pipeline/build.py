"""From documents to the whole record: link, assess, and what each document gave, in one place and one order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from pydantic import TypeAdapter, ValidationError

from trucewatch.assess.commitments import track
from trucewatch.assess.findings import assess_incidents
from trucewatch.assess.statements import find_statements
from trucewatch.decide.copies import with_copies
from trucewatch.decide.grading import graded, with_changes
from trucewatch.decide.names import Names
from trucewatch.decide.settle import settle
from trucewatch.decide.sources import with_dependence
from trucewatch.errors import DefectError
from trucewatch.link.copies import copy_clusters, find_copies
from trucewatch.link.incidents import left_out, link
from trucewatch.link.relations import related
from trucewatch.pipeline.books import Books
from trucewatch.pipeline.lastbuild import LastBuild, copies_fingerprint, spoken_of
from trucewatch.pipeline.mentions import Reading
from trucewatch.pipeline.reading import read_claims
from trucewatch.pipeline.statuses import actors_of
from trucewatch.pipeline.tools import Tools
from trucewatch.records.base import Record
from trucewatch.records.cases import CaseFiles, CaseRecord
from trucewatch.records.claims import Claim, Tally
from trucewatch.records.decisions import LedgerEntry
from trucewatch.records.documents import Document, Rejection
from trucewatch.records.guests import GuestAnswer
from trucewatch.resolve.case_sides import with_sides

MOST_KEPT = 8
DOCUMENTS = TypeAdapter(list[Document])


class DocumentReading(Record):
    """What one document gave, as the store keeps it."""

    claims: tuple[Claim, ...] = ()
    tallies: tuple[Tally, ...] = ()
    rejections: tuple[Rejection, ...] = ()

    @classmethod
    def of(cls, reading: Reading) -> DocumentReading:
        """The record of a reading."""
        return cls(claims=reading.claims, tallies=reading.tallies, rejections=reading.rejections)


def read_one(document: Document, tools: Tools, answers: Sequence[GuestAnswer] = ()) -> DocumentReading:
    """One document's claims, tallies and rejections. A defect of ours on it is a rejection: the others go on.

    `answers` are what guests answered of it.
    """
    try:
        return DocumentReading.of(read_claims(document, tools, answers))
    except Exception as error:
        fault = DefectError.of(error, document.name).faults[0]
        return DocumentReading(rejections=(Rejection(code=fault.code, message=fault.message, where=document.name),))


def read_answered(task: tuple[Document, tuple[GuestAnswer, ...]], tools: Tools) -> DocumentReading:
    """The same of a document with its answers, as one task."""
    return read_one(task[0], tools, task[1])


def restore_reading(text: str, document: Document) -> DocumentReading | None:
    """A stored reading, its spans held to the document's text; None where it no longer fits, to be read anew."""
    try:
        return DocumentReading.model_validate_json(text, context={"text": document.text})
    except ValidationError:
        return None


def kept_originals(read_as: Mapping[str, Document]) -> tuple[str, str]:
    """Documents as they were read from files of the same bytes, as the store keeps them: their keys, and JSON.

    Of more files than a column has room for, the rest is read each time.
    """
    some = dict(islice(read_as.items(), MOST_KEPT))
    return " ".join(some), DOCUMENTS.dump_json(list(some.values())).decode()


def restore_originals(keys: str, text: str) -> dict[str, Document]:
    """Stored documents by their keys; none where they no longer fit, to be read anew."""
    try:
        return dict(zip(keys.split(), DOCUMENTS.validate_json(text), strict=True))
    except ValueError:
        return {}


@dataclass(frozen=True)
class Assembly:
    """A record, and what the next build needs of how it came to be.

    Attributes:
        texts: document id → its cluster of copies.
        fighting: see `link.known.Known`.
        copies_of: what the edges between documents follow from; empty where it was not asked.
    """

    record: CaseRecord
    texts: Mapping[str, str]
    fighting: frozenset[str]
    copies_of: str


def assemble(
    files: CaseFiles,
    documents: Sequence[Document],
    readings: Mapping[str, DocumentReading],
    books: Books,
    entries: Sequence[LedgerEntry] = (),
    rejections: Sequence[Rejection] = (),
    at: str | None = None,
) -> CaseRecord:
    """The case record that follows from what the documents gave; the documents' order does not matter.

    Args:
        files: what a person wrote of the case.
        documents: every document that could be read.
        readings: by document id.
        books: the case's books.
        entries: the whole ledger: what persons ruled goes before what was read, and is shown beside it.
        rejections: what could not be read at all.
        at: ISO 8601, for what is overdue by then and to assess no later incident; None: all, and no deadline.
    """
    return assemble_on(None, {}, files, documents, readings, books, entries, rejections, at).record


def assemble_on(
    last: LastBuild | None,
    marks: Mapping[str, str],
    files: CaseFiles,
    documents: Sequence[Document],
    readings: Mapping[str, DocumentReading],
    books: Books,
    entries: Sequence[LedgerEntry] = (),
    rejections: Sequence[Rejection] = (),
    at: str | None = None,
) -> Assembly:
    """The same, with what still holds of the last build taken from there: the record is the same as without it.

    Args:
        last: the last build; None where all is to be made anew.
        marks: of each document, what its reading followed from.
        files, documents, readings, books, entries, rejections, at: as of `assemble`.
    """
    ordered = sorted(documents, key=lambda document: (document.published or "9999", document.name, document.id))
    read = tuple(chain.from_iterable(readings[document.id].claims for document in ordered))
    counted = tuple(chain.from_iterable(readings[document.id].tallies for document in ordered))
    listed = {source.id: source for source in files.sources}
    actors = actors_of(books)
    read = with_sides(read, ordered, files.agreement, listed, actors)
    counted = with_sides(counted, ordered, files.agreement, listed, actors)
    settled = settle(entries, ordered, read, counted, Names(actors, listed))
    decisions, (claims, tallies) = settled.standing(), settled.supported()
    sources = with_dependence(listed, decisions, actors)
    copies_of = copies_fingerprint(marks, sources)
    found = last.edges(copies_of, entries) if last is not None else None
    edges = with_copies(found if found is not None else find_copies(ordered, sources), decisions, ordered)
    clusters = copy_clusters(ordered, edges)
    spoken = spoken_of(entries, settled.claims, settled.as_read)
    known = last.known(marks, clusters, spoken) if last is not None else None
    linked = link(ordered, claims, sources, actors, clusters, decisions, known)
    incidents, grades = graded(related(linked.incidents, claims, tallies, actors, ordered), settled.decisions)
    statements = find_statements(claims, ordered, files.agreement, sources, actors)
    agreement = files.agreement
    record = CaseRecord(
        files=files,
        documents=tuple(ordered),
        claims=settled.claims,
        tallies=settled.tallies,
        copies=edges,
        incidents=incidents,
        statements=statements,
        commitments=track(agreement, claims, ordered, sources, actors, at, statements=statements) if agreement else (),
        findings=assess_incidents(agreement, incidents, claims, actors, at, statements=statements, decisions=decisions),
        rejections=(
            *rejections,
            *chain.from_iterable(readings[document.id].rejections for document in ordered),
            *settled.rejections,
            *left_out(claims, incidents),
        ),
        decisions=tuple(entries),
        effects=with_changes(settled.effects, grades),
        as_read=settled.as_read,
    )
    return Assembly(record, clusters, linked.fighting, copies_of)
