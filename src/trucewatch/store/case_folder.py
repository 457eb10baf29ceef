"""What a case keeps on disk beside its database: archive, receipts, ledger, history, answers, and their heads."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from trucewatch.errors import Fault, TrucewatchError
from trucewatch.store.answers import Answers
from trucewatch.store.archive import Archive
from trucewatch.store.chain import BEGINNING
from trucewatch.store.disk import disk_told
from trucewatch.store.heads import NAME, Head, Heads
from trucewatch.store.history import History
from trucewatch.store.ledger import Ledger
from trucewatch.store.receipts import Receipts

SHORTENED = frozenset({"receipts.shortened", "history.shortened", "answers.shortened"})
"""What a person may accept (`build --yes`): the chain as it stands is whole, and less than it was."""


class CaseFolder:
    """The files of the case in `folder` that the program writes."""

    def __init__(self, folder: Path) -> None:
        self.archive = Archive(folder / "archive")
        self.heads = Heads(folder / "archive" / NAME)
        self.receipts = Receipts(folder / "receipts.jsonl", self.heads)
        self.ledger = Ledger(folder / "ledger.jsonl", self.heads)
        self.history = History(folder / "history.jsonl", self.heads)
        self.answers = Answers(folder / "answers.jsonl", self.heads)

    def mend(self) -> list[Fault]:
        """Set right what a crash or a full disk leaves; each thing that was is told."""
        chains = (self.receipts.chain, self.history.chain, self.answers.chain)
        return [*self.archive.mend(), *(fault for chain in chains for fault in chain.mend())]

    def now(self) -> dict[str, Head]:
        """How far each chain has come."""
        found = {}
        for chain in (self.receipts.chain, self.history.chain, self.answers.chain):
            hashes = chain.contents().hashes
            found[chain.name] = (len(hashes), hashes[-1] if hashes else BEGINNING)
        entries = self.ledger.entries()
        found[self.ledger.path.stem] = (len(entries), self.ledger.head())
        return {name: Head(number=number, hash=hash_) for name, (number, hash_) in found.items() if number}

    def accept(self) -> None:
        """Take the chains as they stand for whole: their heads are noted anew, whatever was noted before."""
        with disk_told(self.heads.path):
            self.heads.path.unlink(missing_ok=True)
        for name, head in self.now().items():
            self.heads.put(name, head.number, head.hash)

    def broken(self, marks: Mapping[str, Head]) -> list[Fault]:
        """What of receipts, history and ledger is not as it was; no build goes on from there.

        Args:
            marks: heads that were kept elsewhere, by the chain's name.
        """
        faults = [
            *self.receipts.contents(marks.get("receipts")).faults,
            *self.history.all(marks.get("history"))[1],
            *self.answers.all(marks.get("answers"))[1],
            *self._ledger(marks),
        ]
        return [fault for fault in faults if not fault.code.endswith(".torn")]

    def verify(self, marks: Mapping[str, Head]) -> list[Fault]:
        """All that is not as it was: originals, chains, and the two held against each other."""
        faults: list[Fault] = []
        for check in (self._archive, self._receipts, self._history, self._answers, self._ledger, self._heads):
            try:
                faults += check(marks)
            except TrucewatchError as error:  # what one check cannot get past hides nothing that another finds
                faults += error.faults
        return list(dict.fromkeys(faults))

    def unclaimed(self) -> list[Fault]:
        """Originals that no receipt speaks of."""
        claimed = {receipt.sha256 for receipt in self.receipts.all()[0]}
        message = (
            "is in the archive and no receipt speaks of it: taking it in was broken off, or receipts are gone; "
            "add the file again, or put the receipts back from a copy"
        )
        return [Fault("store.unclaimed", message, sha256) for sha256 in self.archive.hashes() if sha256 not in claimed]

    def _archive(self, _: Mapping[str, Head]) -> list[Fault]:
        claimed = tuple(dict.fromkeys(receipt.sha256 for receipt in self.receipts.all()[0]))
        return [*self.archive.verify(claimed), *self.unclaimed()]

    def _receipts(self, marks: Mapping[str, Head]) -> list[Fault]:
        return [*self.receipts.contents(marks.get("receipts")).faults, *self.receipts.all()[1]]

    def _history(self, marks: Mapping[str, Head]) -> list[Fault]:
        return [*self.history.all(marks.get("history"))[1]]

    def _answers(self, marks: Mapping[str, Head]) -> list[Fault]:
        return [*self.answers.all(marks.get("answers"))[1]]

    def _ledger(self, marks: Mapping[str, Head]) -> list[Fault]:
        head = marks.get("ledger")
        return self.ledger.verify(head.hash if head else None)

    def _heads(self, marks: Mapping[str, Head]) -> list[Fault]:
        known = self.heads.known()
        lacking = [name for name in marks if name not in known]
        message = "does not tell how far this file had come, and did; `trucewatch repair CASE --yes` notes it anew"
        return [Fault("store.heads", message, NAME, name) for name in lacking]
