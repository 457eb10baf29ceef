"""The words that names and descriptions of actors are made of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

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


@dataclass(frozen=True, slots=True)
class Word:
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
    return [word for match in _WORD.finditer(text) if (word := _word(match, text)) is not None]


def _word(match: re.Match[str], text: str) -> Word | None:
    written, start, end = match.group(), match.start(), match.end()
    if written.isalpha():  # most words: asking first halves the time of reading a text
        possessive = written[-1] == "s" and text[end : end + 1] in _APOSTROPHES
        return Word(start, end, written, fold_name(written), False, possessive, written[0].isupper())
    tail = _POSSESSIVE.search(written)
    possessive = tail is not None or (text[end : end + 1] in _APOSTROPHES and written.endswith("s"))
    if tail is not None:
        written = written[: tail.start()]
    if not written:
        return None
    hyphens = written.split("-")
    parts = fold_name(written.replace(".", "")).split() if len(hyphens) > 1 else []
    backing = bool(parts) and (parts[-1] in heads().backing or parts[0] in heads().prefixes)
    capital = any(part[:1].isupper() for part in hyphens[:2])
    return Word(start, start + len(written), written, fold_name(written), backing, possessive, capital)
