"""A case that takes documents in: bytes into the archive, a receipt for each, and the documents they are read as."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from trucewatch.decide.documents import DocumentRulings
from trucewatch.errors import Fault, InputError
from trucewatch.pipeline.fingerprints import reader_fingerprint
from trucewatch.pipeline.opened import OpenedCase
from trucewatch.pipeline.originals import Originals, Unread, document_id, read_original
from trucewatch.pipeline.progress import Step, no_progress
from trucewatch.read.address_list import addresses_in
from trucewatch.read.folder import list_folder, most_bytes, read_bytes, read_sidecar
from trucewatch.read.front import is_text
from trucewatch.read.oddities import warnings_of
from trucewatch.records.decisions import LedgerEntry
from trucewatch.records.documents import Document, Metadata, Rejection
from trucewatch.records.tables import TableLayout
from trucewatch.store.receipts import Receipt


@dataclass(frozen=True)
class Arrival:
    """One thing that came in: its name, the document's id where it could be read, and whether its bytes are new.

    `parts` are the publications of an original that holds several; then it is no document itself.
    """

    name: str
    document: str | None
    new: bool
    faults: tuple[Fault, ...] = ()
    warnings: tuple[Fault, ...] = ()
    parts: tuple[Arrival, ...] = ()

    def each(self) -> Iterator[Arrival]:
        """What came in, one publication after the other."""
        if self.parts:
            yield from self.parts
        else:
            yield self


class FilledCase(OpenedCase):
    """A case that takes documents in, and reads them from its archive."""

    def add(
        self,
        raw: bytes,
        name: str,
        *,
        metadata: Metadata | None = None,
        media_type: str | None = None,
        headers: tuple[tuple[str, str], ...] = (),
        layout: TableLayout | None = None,
    ) -> Arrival:
        """Archive `raw` and read it. Bytes that cannot be read are kept all the same, and told with their faults."""
        receipt = Receipt(
            sha256=hashlib.sha256(raw).hexdigest(),
            name=name,
            media_type=media_type,
            retrieved=self._now(),
            metadata=metadata or Metadata(),
            headers=headers,
            layout=layout,
        )
        return self._take(raw, receipt, self._rulings())

    def _take(self, raw: bytes, receipt: Receipt, rulings: DocumentRulings) -> Arrival:
        wrong = _refused(raw, receipt)
        if wrong is not None:
            return Arrival(receipt.name, None, False, (wrong,))
        known = self._keep(raw, receipt)
        arrivals = [self._arrival(found, new=not known) for found in read_original(raw, receipt, rulings.metadata)]
        if document_id(receipt.sha256) in rulings.removed:
            arrivals = [replace(arrival, faults=()) for arrival in arrivals]
        if len(arrivals) == 1 and arrivals[0].name == receipt.name:
            return arrivals[0]
        return Arrival(receipt.name, None, not known, parts=tuple(arrivals))

    def _arrival(self, found: Document | Unread, *, new: bool) -> Arrival:
        if isinstance(found, Unread):
            return Arrival(found.name, None, new, found.faults)
        return Arrival(found.name, found.id, new, warnings=warnings_of(found))

    def _keep(self, raw: bytes, receipt: Receipt) -> bool:
        """Put bytes and receipt where they are kept; whether they were there."""
        before = self._current.get(receipt.key())
        known = before is not None and _said(before) == _said(receipt)
        if not known:
            self.archive.put(raw)
            self.receipts.append(receipt)
            self._current[receipt.key()] = receipt
        return known

    @cached_property
    def _current(self) -> dict[str, Receipt]:
        """The receipts that count, by what a later one would replace."""
        return {receipt.key(): receipt for receipt in self.receipts.current()}

    def take_folder(self, progress: Step = no_progress) -> list[Fault]:
        """Take in what is new or changed in the case's own `documents/`; faults by file, the rest is taken.

        Nothing is read yet: what cannot be read is told where the documents are.
        """
        folder = self.folder / "documents"
        if not folder.is_dir():
            return []
        listing = list_folder(folder)
        faults = list(listing.faults)
        for number, item in enumerate(listing.files, start=1):
            try:
                metadata = read_sidecar(item)
                raw = read_bytes(item.path, item.name)
                listed = addresses_in(raw)
            except InputError as error:
                faults.extend(error.faults)
                continue
            if listed:
                message = f"is a list of addresses, and a build asks no network; `trucewatch add CASE {item.name}` does"
                faults.append(Fault("read.address-list", message, item.name))
                continue
            receipt = Receipt(
                sha256=hashlib.sha256(raw).hexdigest(),
                name=item.name,
                path=f"documents/{item.name}",
                retrieved=self._now(),
                metadata=metadata or Metadata(),
            )
            wrong = _refused(raw, receipt)
            if wrong is not None:
                faults.append(wrong)
            else:
                self._keep(raw, receipt)
            progress("taking in", number, len(listing.files))
        return faults

    def documents(self) -> tuple[list[Document], list[Rejection]]:
        """Every document of the case, read from the archive as persons ruled on it, and a rejection for each other.

        Raises:
            IntegrityError: receipts or ledger were changed, or receipts taken away.
        """
        originals = self._originals()
        return list(originals.documents.values()), originals.rejections

    def _originals(self, progress: Step = no_progress, entries: Sequence[LedgerEntry] | None = None) -> Originals:
        """The same with all that was told on the way; `entries`: a ledger in the place of the case's own."""
        originals = Originals(self.archive, self._rulings(entries), reader_fingerprint(), self._kept_originals())
        originals.read(self.receipts.arrived(), progress)
        return originals

    def _kept_originals(self) -> Mapping[str, Document]:
        """Documents that need not be read from their bytes; a case that is only filled keeps none."""
        return {}

    def _rulings(self, entries: Sequence[LedgerEntry] | None = None) -> DocumentRulings:
        return DocumentRulings.of(self.ledger.entries() if entries is None else entries)

    def gone(self) -> tuple[str, ...]:
        """Files that were taken in from `documents/` and are not there any more."""
        paths = [receipt.path for receipt in self.receipts.current() if receipt.path is not None]
        return tuple(path for path in paths if not (self.folder / path).exists())


def _said(receipt: Receipt) -> tuple[str, Metadata, TableLayout | None]:
    """What makes a receipt another one: the bytes, and what a person says of them."""
    return receipt.sha256, receipt.metadata, receipt.layout


def _refused(raw: bytes, receipt: Receipt) -> Fault | None:
    """Why bytes are not even archived; None where they are."""
    most = most_bytes(raw, receipt.name)
    if len(raw) > most:
        message = f"{len(raw)} bytes, over the limit of {most}; not archived; split it or leave it out"
        return Fault("read.too-large", message, receipt.name)
    if not is_text(receipt.canonical_json()):
        message = "its name, or what is told of it, is not UTF-8; rename the file, or write it in UTF-8"
        return Fault("read.file-name", message, receipt.name)
    return None
