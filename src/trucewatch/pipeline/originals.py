"""Originals: the documents of a case, read from the archive, as persons ruled on them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set

from trucewatch.decide.documents import DocumentRulings, left_out, with_metadata
from trucewatch.decide.redacting import Withheld, lost_seal, passages_of, redact
from trucewatch.errors import CaseError, Fault, InputError
from trucewatch.pipeline.progress import Step
from trucewatch.read.document import ID_DIGITS, read_document
from trucewatch.records.base import content_id
from trucewatch.records.documents import Document, Rejection
from trucewatch.store.archive import Archive
from trucewatch.store.receipts import Arrived, Receipt

PUBLICATION = ("source", "url", "published")
"""What tells two publications of the same bytes apart."""
Ruled = Mapping[str, str | None]
Kept = Mapping[str, Document]


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

    def __init__(self, archive: Archive, rulings: DocumentRulings, program: str, kept: Kept | None = None) -> None:
        """Take what is needed.

        Args:
            archive: of the case.
            rulings: what persons ruled on documents.
            program: the fingerprint of what reads: the same reads the same bytes in the same way.
            kept: documents as they were read before, by what they were read from; these are not read again.
        """
        self._archive = archive
        self._program = program
        self._kept = kept or {}
        self.read_as: defaultdict[str, dict[str, Document]] = defaultdict(dict)
        """By document id, for each file of its bytes: a fingerprint of what was read, and how it was read, unruled."""
        self._removed = rulings.removed
        self._ruled = rulings.metadata
        self._seals = rulings.seals
        self._words: set[str] = set()
        self._came: dict[str, Receipt] = {}
        self._same: defaultdict[str, list[str]] = defaultdict(list)
        """The ids of documents by their bytes' hash."""
        self.documents: dict[str, Document] = {}
        self.rejections: list[Rejection] = []
        self.doubles: list[Fault] = []
        """Files whose bytes are another's, of the same publication: kept once."""

    def read(self, arrived: Sequence[Arrived], progress: Step) -> None:
        """Read all of them, then do as persons ruled."""
        for number, one in enumerate(arrived, start=1):
            try:
                self._take(one)
            except (InputError, CaseError) as error:
                self._refuse(one, error)
            progress("reading", number, len(arrived))
        out = [name for name in self.documents if self._is_out(name)]
        for name in list(self.documents):
            if name in self._ruled and name not in out:
                self._correct(name)
            if name in self._seals:  # whether or not it is left out: what it says is withheld wherever it is quoted
                self._redact(name)
        for name in out:
            document = self.documents.pop(name, None)
            if document is not None:
                self.rejections.append(left_out(document.name, name, self._removed[name]))

    @property
    def withheld(self) -> Withheld:
        """The words that persons withheld."""
        return Withheld(frozenset(self._words))

    def _is_out(self, name: str) -> bool:
        """Whether a person left it out; one that was replaced stays where its better version is not there."""
        entry = self._removed.get(name)
        return entry is not None and (entry.decision.value is None or self._stands(entry.decision.value, {name}))

    def _stands(self, name: str, seen: Set[str]) -> bool:
        """Whether a version is in the record, or a better one of it is."""
        if name not in self.documents or name in seen:
            return False
        entry = self._removed.get(name)
        better = entry.decision.value if entry is not None else None
        return entry is None or (better is not None and self._stands(better, {*seen, name}))

    def _redact(self, name: str) -> None:
        document, seals = self.documents[name], self._seals[name]
        words, lost = passages_of(document.text, seals)
        self._words |= words
        if lost is not None:
            self.rejections.append(lost_seal(self.documents.pop(name), lost))
        else:
            self.documents[name] = redact(document, seals)

    def _read(self, one: Arrived, ruled: Ruled | None = None) -> Document:
        document = read_original(self._archive.get(one.receipt.sha256), one.receipt, ruled)
        return document.model_copy(update={"arrival": one.intake})

    def mark(self, name: str) -> str:
        """A fingerprint of a document as it is in the record."""
        now = self.documents[name]
        same = (key for key, document in self.read_as.get(name, {}).items() if now is document or now == document)
        return next(same, None) or content_id("document", now.model_dump(mode="json"))

    def _take(self, one: Arrived) -> None:
        key = content_id("original", [one.receipt.model_dump(mode="json"), one.intake, self._program])
        document = self._kept.get(key)
        if document is None or one.receipt.sha256 not in self._archive:
            document = self._read(one)
        name = self._put_beside(document)
        self.read_as[name][key] = document
        first = self._came.setdefault(name, one.receipt)
        if first.name != one.receipt.name:
            message = f"the same bytes as {first.name}; kept once, under that name"
            self.doubles.append(Fault("document.same-bytes", message, one.receipt.name))

    def _put_beside(self, document: Document) -> str:
        """Add a document, unless it is there: the same bytes of the same publication, as far as both say. Its id."""
        for name in self._same[document.sha256]:
            known = self.documents[name]
            if not _differ(known, document):
                if _told(document) > _told(known):
                    self.documents[name] = document.model_copy(update={"id": name, "arrival": known.arrival})
                return name
        if document.id in self.documents:
            parts = [document.sha256, document.source, document.url, document.published]
            document = document.model_copy(update={"id": content_id("doc", parts)})
        self._keep(document)
        return document.id

    def _keep(self, document: Document) -> None:
        self.documents[document.id] = document
        self._same[document.sha256].append(document.id)

    def _refuse(self, one: Arrived, error: InputError | CaseError) -> None:
        """What can't be read as it stands: left out by a person, mended by one, or told."""
        name = document_id(one.receipt.sha256)
        if name in self._removed and name not in self.documents:
            self.rejections.append(left_out(one.receipt.name, name, self._removed[name]))
            return
        if name in self._ruled and isinstance(error, InputError):
            try:
                mended = self._read(one, self._ruled[name])
            except (InputError, CaseError) as other:
                error = other
            else:
                if name not in self.documents:
                    self._keep(mended)
                self._came.setdefault(name, one.receipt)
                return
        self._told(one.receipt, error)

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
            arrival = self.documents[name].arrival
            self.documents[name] = document.model_copy(update={"id": name, "arrival": arrival})


def _differ(one: Document, other: Document) -> bool:
    pairs = ((getattr(one, name), getattr(other, name)) for name in PUBLICATION)
    return any(mine is not None and theirs is not None and mine != theirs for mine, theirs in pairs)


def _told(document: Document) -> int:
    return sum(getattr(document, name) is not None for name in PUBLICATION)
