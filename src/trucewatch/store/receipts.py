"""Receipts: which bytes came in, when, under what name and with what metadata. Appended, chained, never changed.

The archive keeps the bytes and this file what was said of them, so that the record can be built again from the two.
A line `{"closed": N}` ends an intake: what came in before it came together, whatever the clock said and however often
the work was broken off. Names of incidents follow from it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import Field, SerializerFunctionWrapHandler, TypeAdapter, model_serializer

from trucewatch.errors import Fault, IntegrityError
from trucewatch.records.base import Record
from trucewatch.records.documents import Metadata
from trucewatch.records.tables import TableLayout
from trucewatch.store.chain import Chain, Contents, Kind
from trucewatch.store.heads import Head, Heads


class Receipt(Record):
    """One arrival of bytes. `path` is set for a file of the case's own `documents/`, whose later bytes replace it."""

    sha256: str = Field(pattern="^[0-9a-f]{64}$")
    name: str
    path: str | None = None
    media_type: str | None = None
    retrieved: str
    metadata: Metadata = Metadata()
    headers: tuple[tuple[str, str], ...] = ()
    """What the server said of the bytes: its status line under "", then its headers in order; no cookies."""

    layout: TableLayout | None = None
    """Of a table, which column says what, as a person told."""

    @model_serializer(mode="wrap")
    def _as_first_written(self, whole: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Without the later fields where they are empty: a receipt of before keeps its hash."""
        data: dict[str, Any] = whole(self)
        return {name: value for name, value in data.items() if value or name not in ("headers", "layout")}

    def key(self) -> str:
        """What a later receipt replaces: the same file of `documents/`, or the same bytes."""
        return f"path:{self.path}" if self.path else f"sha256:{self.sha256}"


class Closed(Record):
    """The end of an intake, counted from 1."""

    closed: int = Field(ge=1)


RECEIPTS: Kind[Receipt | Closed] = Kind(
    "receipt", TypeAdapter(Receipt | Closed), "receipts.altered", "receipts.shortened", "receipts.torn"
)


@dataclass(frozen=True)
class Arrived:
    """A receipt that counts, and the intake with which its bytes first came under its key, from 1."""

    receipt: Receipt
    intake: int


class Receipts:
    """The receipts of a case, in a chained file of JSON lines."""

    def __init__(self, path: Path, heads: Heads) -> None:
        self.path = path
        self.chain: Chain[Receipt | Closed] = Chain(path, RECEIPTS, heads)

    def append(self, receipt: Receipt) -> None:
        """Add one, and return when it is on disk; `seal` notes it in the heads."""
        self.chain.append(receipt)

    def seal(self) -> None:
        """Note in the heads what has come so far."""
        self.chain.seal()

    def close(self) -> None:
        """End the intake: what comes later came later. An intake that brought nothing is none."""
        bodies = self.contents().bodies
        if bodies and isinstance(bodies[-1], Receipt):
            self.chain.append(Closed(closed=1 + sum(isinstance(body, Closed) for body in bodies)))
        self.seal()

    def contents(self, head: Head | None = None) -> Contents[Receipt | Closed]:
        """The whole file, with what is not as it was."""
        return self.chain.contents(head)

    def all(self) -> tuple[tuple[Receipt, ...], tuple[Fault, ...]]:
        """Every receipt in order of arrival, and what is not as it was."""
        contents = self.contents()
        torn = [self.chain.torn_fault()] if contents.torn else []
        return tuple(body for body in contents.bodies if isinstance(body, Receipt)), (*contents.faults, *torn)

    def current(self) -> tuple[Receipt, ...]:
        """The latest receipt of each document, in order of first arrival; see `arrived`."""
        return tuple(one.receipt for one in self.arrived())

    def arrived(self) -> tuple[Arrived, ...]:
        """The latest receipt of each document, in order of first arrival, with its intake.

        Raises:
            IntegrityError: receipts were changed or taken away.
        """
        contents = self.contents()
        if contents.faults:
            raise IntegrityError(*contents.faults)
        return latest(contents.bodies)


def latest(bodies: Iterable[Receipt | Closed]) -> tuple[Arrived, ...]:
    """The last receipt of each key, in order of first arrival."""
    intake = 1
    first: dict[tuple[str, str], int] = {}
    found: dict[str, Arrived] = {}
    for body in bodies:
        if isinstance(body, Closed):
            intake = body.closed + 1
            continue
        began = first.setdefault((body.key(), body.sha256), intake)
        found[body.key()] = Arrived(body, began)
    return tuple(found.values())
