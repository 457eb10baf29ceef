"""Originals: the documents of a case, read from the archive, as persons ruled on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from trucewatch.decide.documents import DocumentRulings, left_out, with_metadata
from trucewatch.errors import CaseError, Fault, InputError
from trucewatch.pipeline.progress import Step
from trucewatch.read.document import ID_DIGITS, read_document
from trucewatch.records.base import content_id
from trucewatch.records.documents import Document, Rejection
from trucewatch.store.archive import Archive
from trucewatch.store.receipts import Receipt

PUBLICATION = ("source", "url", "published")
"""What tells two publications of the same bytes apart."""
Ruled = Mapping[str, str | None]


def read_original(raw: bytes, receipt: Receipt, ruled: Ruled | None = None) -> Document:
    """The document of a receipt; `ruled` is what a person knows better of it than it says itself."""
    return read_document(
        raw,
        receipt.name,
        metadata=with_metadata(receipt.metadata, dict(ruled or {})),
        media_type=receipt.media_type,
        retrieved=receipt.retrieved,
        without=tuple(ruled or ()),
    )


def document_id(sha256: str) -> str:
    """The id of a document, and what a file that could not be read is called in rulings on it."""
    return f"doc-{sha256[:ID_DIGITS]}"


class Originals:
    """Every document of a case, and a rejection for each that cannot be read or that a person left out.

    The same bytes under another source, address or date are another publication: a document of its own.
    """

    def __init__(self, archive: Archive, rulings: DocumentRulings) -> None:
        self._archive = archive
        self._removed = rulings.removed
        self._ruled = rulings.metadata
        self._came: dict[str, Receipt] = {}
        self.documents: dict[str, Document] = {}
        self.rejections: list[Rejection] = []
        self.doubles: list[Fault] = []
        """Files whose bytes are another's, of the same publication: kept once."""

    def read(self, receipts: Sequence[Receipt], progress: Step) -> None:
        """Read all of them, then do as persons ruled."""
        for number, receipt in enumerate(receipts, start=1):
            try:
                self._take(receipt)
            except (InputError, CaseError) as error:
                self._refuse(receipt, error)
            progress("reading", number, len(receipts))
        for name in list(self.documents):
            if name in self._removed:
                document = self.documents.pop(name)
                self.rejections.append(left_out(document.name, name, self._removed[name]))
            elif name in self._ruled:
                self._correct(name)

    def _take(self, receipt: Receipt) -> None:
        document = read_original(self._archive.get(receipt.sha256), receipt)
        name = put_beside(document, self.documents)
        first = self._came.setdefault(name, receipt)
        if first.name != receipt.name:
            message = f"the same bytes as {first.name}; kept once, under that name"
            self.doubles.append(Fault("document.same-bytes", message, receipt.name))

    def _refuse(self, receipt: Receipt, error: InputError | CaseError) -> None:
        """What can't be read as it stands: left out by a person, mended by one, or told."""
        name = document_id(receipt.sha256)
        if name in self._removed and name not in self.documents:
            self.rejections.append(left_out(receipt.name, name, self._removed[name]))
            return
        if name in self._ruled and isinstance(error, InputError):
            try:
                mended = read_original(self._archive.get(receipt.sha256), receipt, self._ruled[name])
            except (InputError, CaseError) as other:
                error = other
            else:
                self.documents.setdefault(name, mended)
                self._came.setdefault(name, receipt)
                return
        self._told(receipt, error)

    def _told(self, receipt: Receipt, error: InputError | CaseError) -> None:
        self.rejections += [
            Rejection(code=f.code, message=f.message, where=f.where or receipt.name, field=f.field)
            for f in error.faults
        ]

    def _correct(self, name: str) -> None:
        receipt = self._came[name]
        try:
            document = read_original(self._archive.get(receipt.sha256), receipt, self._ruled[name])
        except (InputError, CaseError) as error:
            self._told(receipt, error)
        else:
            self.documents[name] = document.model_copy(update={"id": name})


def put_beside(document: Document, documents: dict[str, Document]) -> str:
    """Add a document, unless it is there: the same bytes of the same publication, as far as both say. Its id."""
    for known in documents.values():
        if known.sha256 == document.sha256 and not _differ(known, document):
            if _told(document) > _told(known):
                documents[known.id] = document.model_copy(update={"id": known.id})
            return known.id
    if document.id in documents:
        parts = [document.sha256, document.source, document.url, document.published]
        document = document.model_copy(update={"id": content_id("doc", parts)})
    documents[document.id] = document
    return document.id


def _differ(one: Document, other: Document) -> bool:
    pairs = ((getattr(one, name), getattr(other, name)) for name in PUBLICATION)
    return any(mine is not None and theirs is not None and mine != theirs for mine, theirs in pairs)


def _told(document: Document) -> int:
    return sum(getattr(document, name) is not None for name in PUBLICATION)
