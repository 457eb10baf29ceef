"""Lines of a lexicon file as records: entries with their conditions, and word classes with all their forms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from trucewatch.errors import Fault, KnowledgeError
from trucewatch.extract.syntax.inflection import noun_forms

TRIGGERS = "triggers.yaml"


@dataclass(frozen=True)
class Entry:
    """One line of a lexicon: which lemmas, as which part of speech, give which code under which conditions."""

    code: str
    verbs: tuple[str, ...]
    nouns: tuple[str, ...]
    words: tuple[str, ...]
    needs: tuple[tuple[str, tuple[str, ...]], ...]
    bars: tuple[tuple[str, tuple[str, ...]], ...]
    target: tuple[str, ...]
    symmetric: bool
    wrapper: bool
    root: str | None
    rule: str


def read_classes(tables: Iterable[Mapping[str, Any]]) -> dict[str, frozenset[str]]:
    """All forms of each word class; a class of one name in several tables is their sum.

    Raises:
        KnowledgeError: a class includes one that is unknown, or itself.
    """
    words: dict[str, list[str]] = {}
    for table in tables:
        for name, members in table.get("classes", {}).items():
            words.setdefault(name, []).extend(members)
    return {name: frozenset(_class_forms(name, words, ())) for name in words}


def _class_forms(name: str, words: dict[str, list[str]], above: tuple[str, ...]) -> set[str]:
    if name in above or name not in words:
        raise KnowledgeError(Fault("knowledge.class", f"class {name!r} is unknown or contains itself", where=TRIGGERS))
    found: set[str] = set()
    for member in words[name]:
        if member.startswith("+"):
            found |= _class_forms(member[1:], words, (*above, name))
        else:
            found |= noun_forms(member)
    return found


def _conditions(row: Mapping[str, Any]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((role, (names,) if isinstance(names, str) else tuple(names)) for role, names in row.items())


def read_entry(row: Mapping[str, Any], number: int) -> Entry:
    """One entry of a lexicon file; `number` is its place there, for its rule's name.

    Raises:
        KnowledgeError: it gives no type.
    """
    code = row.get("event") or row.get("plover")
    if not code:
        raise KnowledgeError(Fault("knowledge.entry", f"entry {number} has neither event nor plover", where=TRIGGERS))
    return Entry(
        code=code,
        verbs=tuple(row.get("verbs", ())),
        nouns=tuple(row.get("nouns", ())),
        words=tuple(row.get("words", ())),
        needs=_conditions(row.get("needs", {})),
        bars=_conditions(row.get("not", {})),
        target=tuple(row.get("target", ("on", "upon", "against", "at", "into"))),
        symmetric=bool(row.get("symmetric", False)),
        wrapper=bool(row.get("wrapper", False)),
        root=row.get("cameo"),
        rule=row.get("rule", f"trigger.{code}.{number}"),
    )
