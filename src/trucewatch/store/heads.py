"""Heads: how far receipts, ledger and history had come, kept in the archive, apart from the files that they speak of.

Whoever takes a line off the end of one of these leaves a chain that holds; the head kept here shows that it was longer.
A head is noted after its line is on the disk, so that a crash in between leaves it behind, never before, the chain.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pydantic import Field, TypeAdapter, ValidationError

from trucewatch.errors import Fault, IntegrityError
from trucewatch.records.base import Record, canonical_json
from trucewatch.store.disk import disk_told, write_whole
from trucewatch.store.lock import locked

NAME = "heads.json"


class Head(Record):
    """How many entries a chain had, and the hash of the last."""

    number: int = Field(ge=1)
    hash: str = Field(pattern="^[0-9a-f]{64}$")


_ALL = TypeAdapter(dict[str, Head])


class Heads:
    """The heads of a case's chains, by the chain's name."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def known(self) -> dict[str, Head]:
        """What was noted; nothing where there is no file.

        Raises:
            IntegrityError: `store.heads`: the file cannot be read.
        """
        try:
            return _ALL.validate_json(self.path.read_bytes())
        except FileNotFoundError:
            return {}
        except (OSError, ValidationError) as error:
            message = "cannot be read; put it back from a copy, or `trucewatch repair CASE --yes` takes what stands"
            raise IntegrityError(Fault("store.heads", message, self.path.name)) from error

    def of(self, name: str) -> Head | None:
        """A chain's head, None where none was noted."""
        return self.known().get(name)

    def note(self, name: str, number: int, hash_: str) -> None:
        """Note that a chain came to `number` entries; one that came no farther than is known changes nothing."""
        known = self.of(name)
        if known is None or known.number < number:
            self.put(name, number, hash_)

    def put(self, name: str, number: int, hash_: str) -> None:
        """Note a chain's head, whatever was noted before; no entries: nothing is kept of it."""
        with disk_told(self.path):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with locked(self.path.parent):
                heads = self.known()
                heads.pop(name, None)
                if number:
                    heads[name] = Head(number=number, hash=hash_)
                rows = {key: head.model_dump(mode="json") for key, head in heads.items()}
                write_whole(self.path, canonical_json(rows).encode("utf-8") + b"\n")


def lost(head: Head | None, hashes: Sequence[str]) -> str | None:
    """What a chain with these hashes lacks of what it is known to have had; None where it lacks nothing."""
    if head is None or (head.number <= len(hashes) and hashes[head.number - 1] == head.hash):
        return None
    if head.number > len(hashes):
        return f"has {len(hashes)} entries and is known to have had {head.number}"
    return f"has another entry {head.number} than it is known to have had"
