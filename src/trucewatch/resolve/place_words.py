"""The words of a text, and those by whose company a name is told to be a place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from trucewatch.knowledge import ROOT, load_yaml
from trucewatch.records.places import PlaceKind
from trucewatch.resolve.names import ARTICLES, fold_name

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’‘ʻʼ`-][^\W\d_]+)*|\d+")

_ENDS_OF_ROAD = re.compile(
    r"(?P<one>[A-Z][^\W\d_]{2,})[-–‑](?P<other>[A-Z][^\W\d_]{2,})(?=\s+(?:road|highway|motorway|railway|axis|route)\b)"
)  # "the Homs-Hama road"

_CAPITALISED = re.compile(r"\b[A-Z][a-z]+\b")

_POSSESSIVE = re.compile(r"['’]s?$", re.IGNORECASE)

_PARTY = re.compile(r"[DRI]-(?=[A-Z][a-z])")

_HYPHENED = re.compile(r"-(?:based|born|area|bound|raised|registered|headquartered|trained|style|side)$")

_SENTENCE_BREAK = re.compile(r"[.!?:;\n\r“\"]|^$")

KNOWN_FORMS = 1 << 15  # words whose form is remembered: more than a language has common ones

_DAYS_TEXT = (
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december jan feb mar apr jun jul aug sept sep oct nov dec"
)

DAYS = frozenset(_DAYS_TEXT.split())


class Token(NamedTuple):
    """A word: `[start, end)` in the text, its folded form, and what separates it from the word before."""

    start: int
    end: int
    text: str
    key: str
    capital: bool
    gap: str


@dataclass(frozen=True)
class Words:
    """The context words of `knowledge/places.yaml`, folded."""

    firm: frozenset[str]
    soft: frozenset[str]
    generic: frozenset[str]
    between: frozenset[str]
    local: frozenset[str]
    public: frozenset[str]
    bodies: frozenset[str]
    agreements: frozenset[str]
    no_spots: frozenset[str]
    titles: frozenset[str]
    person_after: frozenset[str]
    compass: frozenset[str]
    never: frozenset[str]
    particles: frozenset[str]
    given_names: frozenset[str]
    surnames: frozenset[str]
    states: dict[str, str]
    demonyms: dict[str, str]
    state_names: dict[str, str]
    kinds: dict[str, PlaceKind]
    common: frozenset[str]


@cache
def context_words() -> Words:
    """The context words, read once."""
    data = load_yaml("places.yaml")
    lists = {
        name: frozenset(fold_name(str(word)) for word in data[name])
        for name in Words.__dataclass_fields__
        if name not in {"states", "common", "demonyms", "state_names", "kinds"}
    }
    common = (ROOT / "gazetteer" / "common_words.txt").read_text(encoding="utf-8").split()
    nations = load_yaml("actors/states.yaml")["states"].items()
    names = {str(code): fold_name(str(row[0])) for code, row in nations}
    demonyms = {fold_name(word): str(code) for code, row in nations for word in str(row[1]).split("|")}
    lists["never"] |= demonyms.keys() - {"us", "u s"}
    states = {key.replace(".", "").casefold(): fold_name(full) for key, full in data["states"].items()}
    kinds = {fold_name(word): PlaceKind(kind) for kind, row in data["kinds"].items() for word in row}
    return Words(**lists, states=states, demonyms=demonyms, state_names=names, kinds=kinds, common=frozenset(common))


def tokenize(text: str) -> list[Token]:
    """The words of a text; a possessive "'s" is left outside, an article glued by a hyphen inside."""
    tokens: list[Token] = []
    before = 0
    for found in _TOKEN.finditer(text):
        if (ends := _ENDS_OF_ROAD.match(text, found.start())) is not None:
            for part in ("one", "other"):
                word = ends[part]
                gap = text[before : ends.start(part)]
                tokens.append(Token(ends.start(part), ends.end(part), word, fold_name(word), True, gap))
                before = ends.end(part)
            continue
        left_out, word, key, capital = _form(found.group())
        start = found.start() + left_out
        end = start + len(word)
        tokens.append(Token(start, end, word, key, capital, text[before:start]))
        before = end
    return tokens


@lru_cache(KNOWN_FORMS)
def _form(written: str) -> tuple[int, str, str, bool]:
    """How many letters at a word's head are no part of it, the word, its folded form, and whether it has a capital."""
    if written.isalpha():
        key = written.lower() if written.isascii() else fold_name(written)
        return 0, written, key, written[0].isupper()
    word, left_out = _POSSESSIVE.sub("", written), 0
    if mark := _PARTY.match(word):  # "D-Charleston"
        word, left_out = word[mark.end() :], mark.end()
    if (tail := _HYPHENED.search(word)) and word[: tail.start()].casefold() not in ARTICLES:
        word = word[: tail.start()]  # "Berlin-based"
    head = word.split("-", 1)
    capital = (head[1] if len(head) == 2 and head[0].casefold() in ARTICLES else word)[:1].isupper()
    return left_out, word, fold_name(word), capital


def nations_spoken_of(text: str) -> frozenset[str]:
    """ISO 3166-1 alpha-2 codes of the states whose demonyms a text uses: "Burundian soldiers"."""
    known = context_words().demonyms
    return frozenset(known[key] for word in set(_CAPITALISED.findall(text)) if (key := word.casefold()) in known)


def adjacent(token: Token) -> bool:
    """Whether only a blank or hyphen stands before the word, so that it may go on a name."""
    return token.gap in {" ", "\u00a0", "-", "‑"} or token.gap == ". "


def sentence_start(tokens: Sequence[Token], position: int) -> bool:
    """Whether a capital there says nothing."""
    gap = tokens[position].gap
    if position == 0 or gap == " ":
        return position == 0
    if gap.startswith(".") and len(tokens[position - 1].text) > 3:
        return True
    return gap != ". " and _SENTENCE_BREAK.search(gap) is not None


def is_code(token: Token) -> bool:
    """Whether the word is one of the acronyms that countries go by."""
    return token.text.replace(".", "") in {"US", "UK", "UAE", "USA"}
