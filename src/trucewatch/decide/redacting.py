"""Redacting: a passage of a document that a person withholds. Its original stays in the archive, and nothing shows it.

The ledger keeps no word of it, only its seal: how many letters it has, blanks aside, and their SHA-256. With the seal
the passage is found again in whatever text is read of the original, and every letter of it becomes a mark.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from trucewatch.records.decisions import DecisionKind, LedgerEntry, standing
from trucewatch.records.documents import Document, Rejection

MARK = "█"
PASSAGE = "passage"
"""The field of a decision that holds a seal."""
LOST = "document.redaction-lost"
TOLD = ("title", "author", "note", "left_out")
"""What else of a document could hold the words."""


def sealed(words: str) -> str:
    """The seal of a passage, however its blanks are."""
    letters = "".join(words.split())
    return f"{len(letters)}:{hashlib.sha256(letters.encode('utf-8', 'surrogatepass')).hexdigest()}"


def find_sealed(text: str, seal: str) -> list[tuple[int, int]]:
    """Where passages of this seal stand in a text, as whole words, first to last; `[start, end)` in code points."""
    length = int(seal.partition(":")[0])
    places = [index for index, letter in enumerate(text) if not letter.isspace()]
    letters = "".join(text[index] for index in places)
    found = []
    after = 0
    for first in range(len(letters) - length + 1):
        start, end = places[first], places[first + length - 1] + 1
        if start < after or _in_word(text, start) or _in_word(text, end):
            continue
        if sealed(letters[first : first + length]) == seal:
            found.append((start, end))
            after = end
    return found


def _in_word(text: str, place: int) -> bool:
    return 0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum()


@dataclass(frozen=True)
class Seal:
    """A seal on a document: the decision that put it there, and whether it was put on one that this one replaced."""

    seal: str
    number: int
    followed: bool = False


def seals_of(entries: Sequence[LedgerEntry], moved: Mapping[str, str]) -> dict[str, tuple[Seal, ...]]:
    """Document id → the seals on it, and those on what it replaced (`moved`: old id → new)."""
    found: dict[str, tuple[Seal, ...]] = {}
    for entry in standing(entries):
        if entry.decision.kind is not DecisionKind.REDACT:
            continue
        seals = [one.value for one in entry.decision.fields if one.field == PASSAGE and one.value is not None]
        for name in entry.decision.subjects:
            own = tuple(Seal(seal, entry.number) for seal in seals)
            found[name] = (*found.get(name, ()), *own)
            if name in moved:
                followed = tuple(Seal(seal, entry.number, followed=True) for seal in seals)
                found[moved[name]] = (*found.get(moved[name], ()), *followed)
    return found


def passages_of(text: str, seals: Iterable[Seal]) -> tuple[set[str], Seal | None]:
    """The words that are withheld of a text, and a seal that fits nothing there though it was put on this very text."""
    words: set[str] = set()
    lost = None
    for seal in seals:
        found = {text[start:end] for start, end in find_sealed(text, seal.seal)}
        words |= found
        if not found and not seal.followed:
            lost = seal
    return words, lost


def redact(document: Document, seals: Iterable[Seal]) -> Document:
    """The document without these passages, every span in it cut anew. Offsets are as they were."""
    text = document.text
    words, _ = passages_of(text, seals)
    for seal in seals:
        for start, end in find_sealed(document.text, seal.seal):
            text = text[:start] + _marks(text[start:end]) + text[end:]
    data = _cut(document.model_dump(mode="python"), text)
    shown = Withheld(frozenset(words))
    data |= {"text": text, **{name: shown.hide(data[name]) for name in TOLD}}
    for credit in data["credits"]:
        credit["name"] = shown.hide(credit["name"])
    return Document.model_validate(data)


def _marks(words: str) -> str:
    return "".join(letter if letter.isspace() else MARK for letter in words)


def _cut(value: Any, text: str) -> Any:
    """A document's fields with the quotes of their spans as the text has them now."""
    if isinstance(value, dict):
        if value.keys() == {"start", "end", "quote"}:
            return {**value, "quote": text[value["start"] : value["end"]]}
        return {name: _cut(one, text) for name, one in value.items()}
    return [_cut(one, text) for one in value] if isinstance(value, (list, tuple)) else value


def lost_seal(document: Document, seal: Seal) -> Rejection:
    """Why a document is left out until somebody looks at it: what was withheld of it might be shown."""
    message = (
        f"the passage that a person withheld (ruling {seal.number}) is not found in it any more, so that all of it is "
        "left out; undo that ruling, and redact it anew"
    )
    return Rejection(code=LOST, message=message, where=document.name, field=document.id)


@dataclass(frozen=True)
class Withheld:
    """The words that are withheld of a case: no decision shows them, whatever it quotes."""

    words: frozenset[str] = frozenset()

    def hide(self, value: Any) -> Any:
        """A value with marks for the words, of the same length."""
        if isinstance(value, str):
            for words in sorted(self.words, key=lambda one: (-len(one), one)):
                value = value.replace(words, _marks(words))
            return value
        if isinstance(value, dict):
            return {name: self.hide(one) for name, one in value.items()}
        return [self.hide(one) for one in value] if isinstance(value, (list, tuple)) else value

    def entries(self, entries: Sequence[LedgerEntry]) -> tuple[LedgerEntry, ...]:
        """The ledger as it may be shown; its hashes are those of the file."""
        if not self.words:
            return tuple(entries)
        return tuple(
            entry.model_copy(
                update={"decision": type(entry.decision).model_validate(self.hide(entry.decision.model_dump()))}
            )
            for entry in entries
        )
