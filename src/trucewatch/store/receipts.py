"""Receipts: which bytes came in, when, under what name and with what metadata. Appended, never changed.

The archive keeps the bytes and this file what was said of them, so that the record can be built again from the two.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from pydantic import Field, ValidationError

from trucewatch.errors import Fault, IntegrityError
from trucewatch.records.base import Record
from trucewatch.records.documents import Metadata
from trucewatch.store.archive import sync_folder
from trucewatch.store.lock import locked


class Receipt(Record):
    """One arrival of bytes. `path` is set for a file of the case's own `documents/`, whose later bytes replace it."""

    sha256: str = Field(pattern="^[0-9a-f]{64}$")
    name: str
    path: str | None = None
    media_type: str | None = None
    retrieved: str
    metadata: Metadata = Metadata()

    def key(self) -> str:
        """What a later receipt replaces: the same file of `documents/`, or the same bytes."""
        return f"path:{self.path}" if self.path else f"sha256:{self.sha256}"


class Receipts:
    """The receipts of a case, in a file of JSON lines."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def append(self, receipt: Receipt) -> None:
        """Add one, and return when it is on disk; a line that a crash cut off is closed first."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        line = receipt.canonical_json().encode("utf-8") + b"\n"
        with locked(self.path):
            with self.path.open("ab") as file:
                torn = file.tell() > 0 and not self._ends_whole()
                file.write((b"\n" if torn else b"") + line)
                file.flush()
                os.fsync(file.fileno())
            sync_folder(self.path.parent)

    def _ends_whole(self) -> bool:
        with self.path.open("rb") as file:
            file.seek(-1, os.SEEK_END)
            return file.read(1) == b"\n"

    def all(self) -> tuple[tuple[Receipt, ...], tuple[Fault, ...]]:
        """Every receipt in order of arrival, and a fault for each line that cannot be read."""
        if not self.path.exists():
            return (), ()
        kept: list[Receipt] = []
        faults: list[Fault] = []
        for number, line in enumerate(self.path.read_bytes().split(b"\n"), start=1):
            if not line.strip():
                continue
            try:
                kept.append(Receipt.model_validate_json(line))
            except ValidationError as error:
                message = f"cannot be read, the others stand: {error.errors()[0]['msg']}"
                faults.append(Fault("receipts.line", message, f"{self.path.name}:{number}"))
        return tuple(kept), tuple(faults)

    def current(self) -> tuple[Receipt, ...]:
        """The latest receipt of each document, in order of first arrival.

        Raises:
            IntegrityError: no line of the file can be read.
        """
        kept, faults = self.all()
        if faults and not kept:
            raise IntegrityError(*faults)
        return tuple(latest(kept))


def latest(receipts: Iterable[Receipt]) -> list[Receipt]:
    """The last receipt of each key, in order of first arrival."""
    return list({receipt.key(): receipt for receipt in receipts}.values())
