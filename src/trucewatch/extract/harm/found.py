"""One count of harm as a noun, a label or an idiom tells it."""

from __future__ import annotations

from dataclasses import dataclass

from trucewatch.extract.syntax.tree import Token
from trucewatch.records.claims import Count


@dataclass(frozen=True)
class Loss:
    """One count told by a noun: the field of harm, the word that tells it, and whether it is a total."""

    field: str
    word: Token
    count: Count
    total: bool
    overall: bool = False
