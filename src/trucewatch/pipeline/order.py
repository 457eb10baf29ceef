"""Order: one decision as a person writes it, from the words of a command line or an entry of a file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from trucewatch.records.decisions import DecisionKind

WORDS = {"undo": DecisionKind.REVOKE, **{kind.value: kind for kind in DecisionKind if kind is not DecisionKind.REVOKE}}
"""What `decide` takes for the kind of a decision."""
_SETTING = re.compile(r"([a-z_]+)=(.*)", re.DOTALL)


@dataclass(frozen=True)
class Order:
    """One decision as a person writes it.

    Attributes:
        words: what follows its kind: ids, numbers, words, a value.
        values: the fields with what they are to be; None for one that is not known.
    """

    kind: str
    words: tuple[str, ...]
    values: Mapping[str, str | None] = field(default_factory=dict)
    by: str = ""
    reason: str = ""
    copies: bool = True
    """Whether it holds for the same sentence in other copies of its text, too."""

    @classmethod
    def of(cls, kind: str, words: Sequence[str], by: str, reason: str, copies: bool = True) -> Order:
        """From the words of a command line: `event=shelling` is a field, `time=` one that is not known."""
        plain = [word for word in words if _setting(word) is None]
        values = dict(found for word in words if (found := _setting(word)) is not None)
        return cls(kind, tuple(plain), values, by, reason, copies)


def named(kind: DecisionKind) -> str:
    """What `decide` calls a kind of decision."""
    return next(words for words, one in WORDS.items() if one is kind)


def _setting(word: str) -> tuple[str, str | None] | None:
    found = _SETTING.fullmatch(word)
    if found is None or (" " in word.partition("=")[0]):
        return None
    return found[1], found[2].strip() or None
