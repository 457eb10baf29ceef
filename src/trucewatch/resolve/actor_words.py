"""The words that names and descriptions of actors are made of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from trucewatch.knowledge import load_yaml
from trucewatch.records.actors import ActorKind
from trucewatch.resolve.names import fold_name

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}(?:-\w+)*|\w+(?:['’‘ʻʼ`&.-]\w+)*")

_APOSTROPHES = frozenset("'’")

_POSSESSIVE = re.compile(r"['’]s?$")

_DETERMINERS_TEXT = (
    "the a an this that these those its their his her our some several many two three four five six seven eight nine "
    "ten dozens hundreds scores of"
)

DETERMINERS = frozenset(_DETERMINERS_TEXT.split())


KNOWN_FORMS = 1 << 15  # words whose form is remembered: more than a language has common ones


class Word(NamedTuple):
    """A word of a name: where it stands, as written, folded, and what a hyphen in it says."""

    start: int
    end: int
    text: str
    key: str
    backing: bool
    possessive: bool
    capital: bool
    """Whether it has a capital at its head, or after an article's hyphen."""


@dataclass(frozen=True)
class Heads:
    """`knowledge/actors/words.yaml`: the class of a head noun, and the other words descriptions are read by."""

    classes: dict[str, str]
    unnamed: frozenset[str]
    things: frozenset[str]
    official: frozenset[str]
    military: frozenset[str]
    backing: frozenset[str]
    prefixes: frozenset[str]
    ends: frozenset[str]
    roles: frozenset[str]
    titles: frozenset[str]
    acting: frozenset[str]
    quantities: frozenset[str]
    facilities: frozenset[str]
    serving: frozenset[str]
    governing: frozenset[str]
    organs: frozenset[str]
    back: dict[str, frozenset[ActorKind]]


@cache
def heads() -> Heads:
    """The words that descriptions are read by, read once."""
    data = load_yaml("actors/words.yaml")
    classes = {fold_name(word): kind for kind, words in data["heads"].items() for word in words}
    lists = {
        name: frozenset(data[name])
        for name in (
            "unnamed",
            "official",
            "things",
            "military",
            "backing",
            "prefixes",
            "ends",
            "roles",
            "titles",
            "acting",
            "quantities",
            "facilities",
            "serving",
            "governing",
            "organs",
        )
    }
    back = {noun: frozenset(ActorKind(kind) for kind in kinds) for noun, kinds in data["back"].items()}
    return Heads(classes, back=back, **lists)


def words_of(text: str) -> list[Word]:
    """The words of a text with their places in it."""
    found = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        word, key, backing, possessive, capital = _form(match.group())
        possessive = possessive or (text[end - 1] == "s" and text[end : end + 1] in _APOSTROPHES)
        if word:
            found.append(Word(start, start + len(word), word, key, backing, possessive, capital))
    return found


@lru_cache(KNOWN_FORMS)
def _form(written: str) -> tuple[str, str, bool, bool, bool]:
    """A word without its possessive, and what a `Word` has of it: key, backing, possessive, capital."""
    if written.isalpha():  # most words: the rest is about marks in them
        return written, fold_name(written), False, False, written[0].isupper()
    word = _POSSESSIVE.sub("", written)
    hyphens = word.split("-")
    parts = fold_name(word.replace(".", "")).split() if len(hyphens) > 1 else []
    backing = bool(parts) and (parts[-1] in heads().backing or parts[0] in heads().prefixes)
    capital = any(part[:1].isupper() for part in hyphens[:2])
    return word, fold_name(word), backing, word != written, capital
