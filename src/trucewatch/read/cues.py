"""The boilerplate lexicon, made ready: one automaton for all phrases, compiled patterns for lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import ahocorasick

from trucewatch.errors import Fault, KnowledgeError
from trucewatch.knowledge import load_yaml
from trucewatch.records.documents import BoilerplateKind

LEXICON = "boilerplate.yaml"
WHERES = ("any", "head", "tail", "edge")
_PLAIN = (("’", "'"), ("‘", "'"), ("\xa0", " "), ("‑", "-"), ("–", "-"))


@dataclass(frozen=True)
class PhraseCue:
    """Phrases of one sense; `kind` is None for a guard, which speaks against boilerplate.

    `joins` weighs in for every kind. `begins` holds only at the beginning of a sentence.
    """

    id: str
    kind: BoilerplateKind | None
    weight: int
    where: str
    joins: bool
    begins: bool


@dataclass(frozen=True)
class LineCue:
    """A pattern that a short line must match from its start; `whole` marks a passage of any length."""

    id: str
    kind: BoilerplateKind
    where: str
    max_words: int
    max_items: int
    whole: bool
    pattern: re.Pattern[str]

    def matches(self, line: str) -> bool:
        """Whether the line's beginning matches the pattern."""
        return self.pattern.match(line) is not None


@dataclass(frozen=True)
class Lexicon:
    """What `knowledge/boilerplate.yaml` holds."""

    automaton: Any
    lines: tuple[LineCue, ...]
    lists: tuple[LineCue, ...]
    threads: tuple[LineCue, ...]
    walls: tuple[str, ...]

    def find(self, plain: str) -> Iterator[tuple[int, int, PhraseCue]]:
        """Every phrase of `plain` (see `plain_form`) at word boundaries: start, end, cue."""
        for last, (length, cues) in self.automaton.iter(plain):
            start, end = last - length + 1, last + 1
            if _bounded(plain, start, end):
                for cue in cues:
                    yield start, end, cue


def plain_form(text: str) -> str:
    """`text` in lower case with straight apostrophes and plain blanks, character by character as long as it was."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := character.lower()) == 1 else character for character in text)
    for character, plain in _PLAIN:  # on a whole text many times as quick as str.translate
        lowered = lowered.replace(character, plain)
    return lowered


@cache
def load_lexicon() -> Lexicon:
    """The shipped lexicon, read once.

    Raises:
        KnowledgeError: an entry has an unknown kind or place, or a pattern that is no regular expression.
    """
    data = load_yaml(LEXICON)
    try:
        phrases: dict[str, list[PhraseCue]] = {}
        for entry in [*data["phrases"], *data["guards"]]:
            cue = _phrase_cue(entry)
            for phrase in entry["phrases"]:
                phrases.setdefault(plain_form(phrase), []).append(cue)
        automaton = ahocorasick.Automaton()
        for phrase, cues in phrases.items():
            automaton.add_word(phrase, (len(phrase), tuple(cues)))
        automaton.make_automaton()
        lines = tuple(_line_cue(entry) for entry in data["lines"])
        lists, threads = (tuple(_line_cue(entry) for entry in data[name]) for name in ("lists", "threads"))
        walls = tuple(plain_form(phrase) for phrase in data["walls"])
        return Lexicon(automaton, lines, lists, threads, walls)
    except (KeyError, ValueError, TypeError, re.error) as error:
        raise KnowledgeError(Fault("knowledge.boilerplate", f"{error!r}", where=LEXICON)) from error


def _where(entry: dict[str, Any]) -> str:
    where = str(entry.get("where", "any"))
    if where not in WHERES:
        raise ValueError(f"{entry['id']}: where is {where!r}, not one of {WHERES}")
    return where


def _phrase_cue(entry: dict[str, Any]) -> PhraseCue:
    named = entry.get("kind", entry.get("joins"))
    kind = None if named is None else BoilerplateKind(named)
    return PhraseCue(entry["id"], kind, entry["weight"], _where(entry), "joins" in entry, bool(entry.get("begins")))


def _line_cue(entry: dict[str, Any]) -> LineCue:
    flags = re.NOFLAG if entry.get("case") else re.IGNORECASE
    return LineCue(
        entry["id"],
        BoilerplateKind(entry["kind"]),
        _where(entry),
        entry.get("max_words", 14),
        entry.get("max_items", 0),
        bool(entry.get("whole")),
        re.compile("|".join(f"(?:{pattern})" for pattern in entry["patterns"]), flags),
    )


def _bounded(plain: str, start: int, end: int) -> bool:
    before = start == 0 or not (plain[start - 1].isalnum() and plain[start].isalnum())
    after = end == len(plain) or not (plain[end].isalnum() and plain[end - 1].isalnum())
    return before and after
