"""Degrees of certainty: what single words do to what stands in their scope (`knowledge/factuality.yaml`)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from trucewatch.extract.syntax.tree import Token
from trucewatch.knowledge import load_yaml
from trucewatch.records.claims import Force


@dataclass(frozen=True)
class Operator:
    """One word's effect: the word, its factor, the force that it gives, and the token it stands at."""

    name: str
    factor: float
    force: Force | None = None
    at: int = -1
    turns: bool = False

    @property
    def negates(self) -> bool:
        """Whether what stands under it is said not to be so."""
        return self.turns or self.factor < 0


@dataclass(frozen=True)
class Effect:
    """An entry of the lexicon."""

    factor: float
    force: Force | None
    negation: str
    kind: str


@cache
def lexicon() -> dict[str, Any]:
    """`knowledge/factuality.yaml`."""
    data: dict[str, Any] = load_yaml("factuality.yaml")
    return data


@cache
def words(part: str) -> frozenset[str]:
    """One of the lexicon's plain lists."""
    return frozenset(lexicon()[part])


@cache
def effects(part: str, *, infinitive: bool = False) -> dict[str, Effect]:
    """Word → effect for one of the lexicon's parts; the first class that lists a word has it.

    With `infinitive`, the classes whose complement is a finite clause come last: "agreed to go", "agreed that".
    """
    out: dict[str, Effect] = {}
    groups = lexicon()[part]
    if infinitive:
        groups = sorted(groups, key=lambda group: group.get("class") in ("saying", "factive"))
    for group in groups:
        force = Force(group["force"]) if "force" in group else None
        effect = Effect(float(group["factor"]), force, group.get("negation", "passes"), group.get("class", part))
        for word in group["words"]:
            out.setdefault(word, effect)
    return out


def effect_of(head: Token, part: str = "embedding", *, infinitive: bool = False) -> Effect | None:
    """What the lexicon says of a word with its particle ("call off"), else of the word."""
    known, lemma = effects(part, infinitive=infinitive), head.lemma.lower()
    particle = next((p for p in head.children if p.dep == "compound:prt"), None)
    joined = known.get(f"{lemma} {particle.lower}") if particle is not None else None
    return joined if joined is not None else known.get(lemma)


def marked(mark: str, at: int) -> Operator:
    """The operator of a subordinating word: "if", "until", "without"."""
    entry = lexicon()["marks"][mark]
    return Operator(mark, float(entry["factor"]), Force(entry["force"]) if "force" in entry else None, at)
