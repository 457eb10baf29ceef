"""Answers: what language models answered, in `answers.jsonl`, chained like the receipts: a build asks nobody."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pydantic import TypeAdapter

from trucewatch.errors import Fault, IntegrityError
from trucewatch.records.guests import GuestAnswer
from trucewatch.store.chain import Chain, Kind
from trucewatch.store.heads import Head, Heads

ANSWERS: Kind[GuestAnswer] = Kind(
    "answer", TypeAdapter(GuestAnswer), "answers.altered", "answers.shortened", "answers.torn"
)


class Answers:
    """The answers of a case, in order of arrival."""

    def __init__(self, path: Path, heads: Heads) -> None:
        self.path = path
        self.chain: Chain[GuestAnswer] = Chain(path, ANSWERS, heads)

    def append(self, answers: Iterable[GuestAnswer]) -> None:
        """Add some, on the disk when this returns, and note in the heads how far they came."""
        for answer in answers:
            self.chain.append(answer)
        self.chain.seal()

    def all(self, head: Head | None = None) -> tuple[tuple[GuestAnswer, ...], tuple[Fault, ...]]:
        """Every answer that can be read, and what is not as it was; `head` is one more that was kept elsewhere."""
        contents = self.chain.contents(head)
        torn = [self.chain.torn_fault()] if contents.torn else []
        return contents.bodies, (*contents.faults, *torn)

    def checked(self) -> tuple[GuestAnswer, ...]:
        """Every answer; IntegrityError with every fault where the file is not as it was."""
        contents = self.chain.contents()
        if contents.faults:
            raise IntegrityError(*contents.faults)
        return contents.bodies
