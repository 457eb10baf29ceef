"""Originals: the documents of a case, read from the archive, as persons ruled on them."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import chain, islice

from trucewatch.decide.documents import DocumentRulings, left_out, with_metadata
from trucewatch.decide.redacting import Withheld, lost_seal, passages_of, redact
from trucewatch.errors import CaseError, Fault, InputError
from trucewatch.pipeline.progress import Step
from trucewatch.read.document import ID_DIGITS, read_document, read_part
from trucewatch.read.formats.format import Part
from trucewatch.read.formats.parts import parts_of
from trucewatch.read.formats.recognise import recognise
from trucewatch.records.base import content_id
from trucewatch.records.documents import Document, Metadata, Rejection
from trucewatch.store.archive import Archive
from trucewatch.store.receipts import Arrived, Receipt

PUBLICATION = ("source", "url", "published")
"""What tells two publications of the same bytes apart."""
Ruled = Mapping[str, str | None]
Kept = Mapping[str, Document]
NOTHING_RULED: Mapping[str, Ruled] = {}


@dataclass(frozen=True)
class Unread:
    """A publication that cannot be read, or an original of which none can: what it is called, and why."""

    name: str
    faults: tuple[Fault, ...]


def read_original(
    raw: bytes, receipt: Receipt, rulings: Mapping[str, Ruled] = NOTHING_RULED
) -> Iterator[Document | Unread]:
    """The documents of a receipt: one, or one for each publication that the original holds.

    Args:
        raw: the original.
        receipt: of it. What it says holds for each of several publications, but for title and address.
        rulings: by document id, what a person knows better of one than it says itself.
    """
    kind = recognise(raw, receipt.name)
    if kind is None or not kind.several:
        ruled = rulings.get(document_id(receipt.sha256), {})
        metadata = with_metadata(receipt.metadata, dict(ruled))
        try:
            yield read_document(
                raw,
                receipt.name,
                metadata=metadata,
                media_type=receipt.media_type,
                retrieved=receipt.retrieved,
                without=tuple(ruled),
                layout=receipt.layout,
            )
        except InputError as error:
            yield Unread(receipt.name, error.faults)
        return
    parts = parts_of(raw, receipt.name)
    first = tuple(islice(parts, 2))
    given = receipt.metadata
    if len(first) > 1:
        given = given.model_copy(update={"title": None, "url": None})
    for part in chain(first, parts):
        yield _read_part(part, receipt, given, rulings)
    if not first:
        message = "holds nothing that can be read; open it and add what is in it"
        yield Unread(receipt.name, (Fault("read.empty", message, receipt.name),))


def _read_part(
    part: Part | Fault, receipt: Receipt, given: Metadata, rulings: Mapping[str, Ruled]
) -> Document | Unread:
    if isinstance(part, Fault):
        return Unread(part.where or receipt.name, (part,))
    ruled = rulings.get(document_id(hashlib.sha256(part.raw).hexdigest()), {})
    metadata = with_metadata(given, dict(ruled))
    try:
        return read_part(part, receipt.sha256, receipt.name, metadata, receipt.retrieved, tuple(ruled))
    except InputError as error:
        return Unread(f"{receipt.name}/{part.name}", error.faults)


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
        self._kept_parts, self._kept_counts = _parts_kept(self._kept)
        self.read_as: defaultdict[str, dict[str, Document]] = defaultdict(dict)
        """By document id, for each file of its bytes: a fingerprint of what was read, and how it was read, unruled."""
        self._removed = rulings.removed
        self._ruled = rulings.metadata
        self._seals = rulings.seals
        self._words: set[str] = set()
        self._came: dict[str, tuple[Receipt, str | None]] = {}
        """By document id: the receipt that it first came with, and which part of that original it is."""
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
            except CaseError as error:
                self._told(one.receipt.name, error.faults)
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

    def _read(self, one: Arrived, rulings: Mapping[str, Ruled] = NOTHING_RULED) -> Iterator[Document | Unread]:
        for found in read_original(self._archive.get(one.receipt.sha256), one.receipt, rulings):
            if isinstance(found, Document):
                yield found.model_copy(update={"arrival": one.intake})
            else:
                yield found

    def mark(self, name: str) -> str:
        """A fingerprint of a document as it is in the record."""
        now = self.documents[name]
        same = (key for key, document in self.read_as.get(name, {}).items() if now is document or now == document)
        return next(same, None) or content_id("document", now.model_dump(mode="json"))

    def _take(self, one: Arrived) -> None:
        key = content_id("original", [one.receipt.model_dump(mode="json"), one.intake, self._program])
        found = self._as_kept(key) if one.receipt.sha256 in self._archive else None
        if found is None:
            found = list(self._read(one))
        whole = document_id(one.receipt.sha256)
        if whole in self._removed and all(isinstance(each, Unread) or each.part for each in found):
            self.rejections.append(left_out(one.receipt.name, whole, self._removed[whole]))
            return
        for number, each in enumerate(found):
            if isinstance(each, Document):
                self._add(each, key if each.part is None else f"{key}/{number}/{len(found)}", one.receipt)
            else:
                self._refuse(one, each)

    def _as_kept(self, key: str) -> list[Document | Unread] | None:
        """The documents of an original as they were read before; None where one of them is not kept."""
        if key in self._kept:
            return [self._kept[key]]
        parts = self._kept_parts.get(key, [])
        return [*parts] if parts and len(parts) == self._kept_counts[key] else None

    def _add(self, document: Document, key: str, receipt: Receipt) -> None:
        name = self._put_beside(document)
        self.read_as[name][key] = document
        first, part = self._came.setdefault(name, (receipt, document.part))
        before = first.name if part is None else f"{first.name}/{part}"
        if before != document.name:
            which = "that" if self.documents[name].name == before else "this"
            message = f"the same bytes as {before}; kept once, under {which} name"
            self.doubles.append(Fault("document.same-bytes", message, document.name))

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

    def _refuse(self, one: Arrived, unread: Unread) -> None:
        """What can't be read as it stands: mended by a person, or told."""
        name = document_id(one.receipt.sha256)
        whole = unread.name == one.receipt.name
        if whole and name in self._ruled:
            for mended in self._read(one, self._ruled_of(name)):
                if isinstance(mended, Document):
                    if name not in self.documents:
                        self._keep(mended)
                    self._came.setdefault(name, (one.receipt, None))
                    return
                unread = mended
        self._told(unread.name, unread.faults)

    def _ruled_of(self, name: str) -> dict[str, Ruled]:
        return {name: self._ruled[name]} if name in self._ruled else {}

    def _told(self, name: str, faults: Iterable[Fault]) -> None:
        self.rejections += [
            Rejection(code=f.code, message=f.message, where=f.where or name, field=f.field) for f in faults
        ]

    def _correct(self, name: str) -> None:
        """Read a document again as a person knows it better; of several in one original, that one."""
        receipt, part = self._came[name]
        before = self.documents[name]
        ruled = {document_id(before.sha256): self._ruled[name]}
        for found in read_original(self._archive.get(receipt.sha256), receipt, ruled):
            if isinstance(found, Unread) and found.name in (receipt.name, before.name):
                self._told(found.name, found.faults)
            elif isinstance(found, Document) and found.part == part:
                self.documents[name] = found.model_copy(update={"id": name, "arrival": before.arrival})


def _differ(one: Document, other: Document) -> bool:
    pairs = ((getattr(one, name), getattr(other, name)) for name in PUBLICATION)
    return any(mine is not None and theirs is not None and mine != theirs for mine, theirs in pairs)


def _told(document: Document) -> int:
    return sum(getattr(document, name) is not None for name in PUBLICATION)


def _parts_kept(kept: Kept) -> tuple[dict[str, list[Document]], dict[str, int]]:
    """Of originals with several parts, those that are kept, in order, and how many there are to be."""
    found: defaultdict[str, dict[int, Document]] = defaultdict(dict)
    counts: dict[str, int] = {}
    for key, document in kept.items():
        whole, slash, place = key.partition("/")
        if slash:
            number, _, count = place.partition("/")
            found[whole][int(number)] = document
            counts[whole] = int(count)
    return {whole: [parts[number] for number in sorted(parts)] for whole, parts in found.items()}, counts
