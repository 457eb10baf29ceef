"""From receipts and archive to documents: each publication once, whatever the names its bytes came under."""

from __future__ import annotations

from collections import defaultdict

from trucewatch.errors import CaseError, InputError
from trucewatch.pipeline.progress import Step, no_progress
from trucewatch.read.document import read_document
from trucewatch.records.base import content_id
from trucewatch.records.documents import Document, Rejection
from trucewatch.store.case_folder import CaseFolder
from trucewatch.store.receipts import Receipt

PUBLICATION = ("source", "url", "published")
"""What tells two publications of the same bytes apart."""


def read_receipt(raw: bytes, receipt: Receipt) -> Document:
    """The document of an original, with what its receipt says; ReadError where it cannot be read."""
    return read_document(
        raw,
        receipt.name,
        metadata=receipt.metadata,
        media_type=receipt.media_type,
        retrieved=receipt.retrieved,
    )


def documents_of(kept: CaseFolder, progress: Step = no_progress) -> tuple[list[Document], list[Rejection]]:
    """Every document, read from the archive, and a rejection for each that cannot be.

    The same bytes under another source, address or date are another publication: a document of its own.

    Raises:
        IntegrityError: receipts were changed or taken away.
    """
    documents: dict[str, Document] = {}
    same: defaultdict[str, list[str]] = defaultdict(list)
    rejections: list[Rejection] = []
    arrived = kept.receipts.arrived()
    for number, one in enumerate(arrived, start=1):
        receipt = one.receipt
        try:
            document = read_receipt(kept.archive.get(receipt.sha256), receipt)
            _put_beside(document.model_copy(update={"arrival": one.intake}), documents, same)
        except (InputError, CaseError) as error:
            rejections += [
                Rejection(code=f.code, message=f.message, where=f.where or receipt.name, field=f.field)
                for f in error.faults
            ]
        progress("reading", number, len(arrived))
    return list(documents.values()), rejections


def _put_beside(document: Document, documents: dict[str, Document], same: dict[str, list[str]]) -> None:
    """Add a document, unless it is there: the same bytes of the same publication, as far as both say.

    Args:
        document: to add.
        documents: those that are there, by id.
        same: the ids of those that are there, by their bytes' hash.
    """
    for name in same[document.sha256]:
        known = documents[name]
        if not _differ(known, document):
            if _told(document) > _told(known):
                documents[known.id] = document.model_copy(update={"id": known.id, "arrival": known.arrival})
            return
    if document.id in documents:
        parts = [document.sha256, document.source, document.url, document.published]
        document = document.model_copy(update={"id": content_id("doc", parts)})
    documents[document.id] = document
    same[document.sha256].append(document.id)


def _differ(one: Document, other: Document) -> bool:
    pairs = ((getattr(one, name), getattr(other, name)) for name in PUBLICATION)
    return any(mine is not None and theirs is not None and mine != theirs for mine, theirs in pairs)


def _told(document: Document) -> int:
    return sum(getattr(document, name) is not None for name in PUBLICATION)
