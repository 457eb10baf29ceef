"""What speaks for a name as a place: how well it is known as one, and what stands around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from trucewatch.records.places import PlaceKind
from trucewatch.resolve.gazetteer import Entry
from trucewatch.resolve.names import TRANSLITERATED
from trucewatch.resolve.place_address import NOWHERE, Address
from trucewatch.resolve.place_words import DAYS, Token, Words, adjacent, is_code, sentence_start

_DATELINE = re.compile(r"[(–—]|--| - ")

WIDE = frozenset({PlaceKind.COUNTRY, PlaceKind.PROVINCE, PlaceKind.AREA, PlaceKind.WATER})

CERTAIN = 3

KNOWN_WEIGHT = 2  # what a city of KNOWN people weighs

KNOWN, TOWN = 100_000, 15_000

_OF_PEOPLE = frozenset({"was", "said", "says", "told", "died", "who", "whose", "wrote", "added"})
METROPOLIS = 1_000_000  # London is a city first, and a surname second
LAND = 500_000  # a country or first-order division of so many people is no given name or common word


class Name(NamedTuple):
    """A run of words that may name a place: tokens `first`..`last`, its readings, and the weight for a place.

    Attributes:
        state: the full name, folded, of the state whose abbreviation follows ("Alexandria, Va."), else "".
        address: what the words after it say it lies in.
        within: the folded name of the finest part of the address that holds one of its places, else "".
        elsewhere: whether the address rules every reading out.
        called: the kind that the words beside it give it ("the town of", "governorate").
    """

    start: int
    end: int
    first: int
    last: int
    key: str
    entries: tuple[Entry, ...]
    weight: int = 0
    reasons: tuple[str, ...] = ()
    state: str = ""
    address: Address = NOWHERE
    within: str = ""
    elsewhere: bool = False
    called: PlaceKind | None = None


def people_in(tokens: Sequence[Token], words: Words) -> frozenset[str]:
    """Folded surnames: capitalised words right after a title or given name."""
    found = set()
    for before, token in pairwise(tokens):
        if not (token.capital and before.capital and adjacent(token)):
            continue
        if before.key in words.given_names or (before.key in words.titles and token.key not in words.public):
            found.add(token.key)
    return frozenset(found)


def fame(name: Name, words: Words) -> int:
    """How far the name alone speaks for a place."""
    best = max(_standing(entry) for entry in name.entries[:8])
    if name.first < name.last:
        return best + 1 if best < 2 else best
    if any(entry.kind in WIDE and entry.main and entry.candidate.population >= LAND for entry in name.entries):
        return best
    if name.key in words.common:
        return best - 4
    if any(entry.main and (entry.capital or entry.candidate.population >= METROPOLIS) for entry in name.entries):
        return best - 1 if name.key in words.given_names else best
    if name.key in words.given_names:
        return best - 3
    return best - 2 if name.key in words.surnames else best


def _standing(entry: Entry) -> int:
    if entry.own:
        return 5
    size = entry.candidate.population
    if entry.kind in WIDE and entry.main:
        weight = 3
    elif size >= KNOWN or entry.capital or (entry.kind is not PlaceKind.DISTRICT and entry.listed):
        weight = 2
    elif entry.listed:
        weight = 1
    else:
        weight = 1 if size >= TOWN else 0
    respelled = size >= TOWN and entry.country in TRANSLITERATED
    return weight - (0 if entry.main or respelled else 1)


def weigh(name: Name, tokens: list[Token], words: Words, people: frozenset[str]) -> Name:
    """The name with the weight of all that speaks for and against its being a place, and the reasons."""
    if not name.entries:
        return name
    reasons = list(name.reasons)
    alone = fame(name, words)
    weight = name.weight + alone
    for test in (_before, _after):
        change, reason, state = test(name, tokens, words)
        if reason == "goes on":  # "Ohio Department of Health" speaks of Ohio, "Boren Street" hardly of Boren
            change += 3 if alone >= CERTAIN else 2 if alone == KNOWN_WEIGHT else 0
        weight += change
        if reason:
            reasons.append(reason)
        if state:
            name = name._replace(state=state)
    if name.first == name.last and "generic" not in reasons and _acronym(tokens, name.first):
        weight -= 4
        reasons.append("inside a name")
    if name.key in people and "firm" not in reasons and not name.state:
        weight -= 3
        reasons.append("surname")
    placed = {"firm", "soft", "generic", "local"} & set(reasons)
    if alone < KNOWN_WEIGHT and not placed and not name.state and sentence_start(tokens, name.first):
        weight -= 1
    return name._replace(weight=weight, reasons=tuple(reasons))


def _acronym(tokens: Sequence[Token], position: int) -> bool:
    """ "SANA" is no spelling of Sanaa, unless all its neighbours are in capitals too."""
    word = tokens[position].text
    if not (word.isupper() and 2 <= len(word) <= 5 and word.isalpha()) or is_code(tokens[position]):
        return False
    near = [token.text for token in tokens[max(0, position - 3) : position + 4] if len(token.text) > 3]
    return not all(text.isupper() for text in near) or len(near) < 2


def _before(name: Name, tokens: list[Token], words: Words) -> tuple[int, str, str]:
    position = name.first - 1
    if (dateline := _dateline(name, tokens))[0]:
        return dateline
    if position < 0:
        return 0, "", ""
    token, here = tokens[position], tokens[name.first]
    if not adjacent(here) or sentence_start(tokens, name.first):
        return 0, "", ""
    if token.capital and not sentence_start(tokens, position):
        if token.key in words.titles or token.key in words.given_names:
            return -5, "person", ""
        if token.key not in words.compass and token.key not in DAYS and token.key not in words.firm:
            return -3, "inside a name", ""
    if token.key in words.titles or token.key in words.given_names:
        return -4, "person", ""
    return _preposition(position, tokens, words)


def _preposition(position: int, tokens: list[Token], words: Words) -> tuple[int, str, str]:
    while position > 0 and tokens[position].key in words.between and adjacent(tokens[position]):
        position -= 1
    token = tokens[position]
    previous = tokens[position - 1] if position else None
    if token.key in {"of", "in", "de"} and previous is not None:
        if previous.key in words.generic:
            return 3, "generic", ""
        if token.key == "of" and previous.capital and previous.key in words.bodies | {"university", "college", "bank"}:
            return -5, "inside a name", ""
        if previous.key in words.compass:
            return 2, "firm", ""
    if token.key in words.generic:
        return 2, "generic", ""
    if token.key in words.firm:
        return 2, "firm", ""
    return (1, "soft", "") if token.key in words.soft else (0, "", "")


def _dateline(name: Name, tokens: list[Token]) -> tuple[int, str, str]:
    """ "KABUL (Reuters) –": capitals, or the head of a paragraph, before a bracket or dash."""
    following = tokens[name.last + 1] if name.last + 1 < len(tokens) else None
    if following is None or "\n" in following.gap:
        return 0, "", ""
    dated = following.gap == ", " and (following.key in DAYS or _marked_soon(name.last + 2, tokens))
    if not dated and not _DATELINE.search(following.gap):
        return 0, "", ""
    if all(token.text.isupper() and len(token.text) > 2 for token in tokens[name.first : name.last + 1]):
        return 3, "generic", ""
    at_head = name.first == 0 or "\n" in tokens[name.first].gap
    return (2, "generic", "") if at_head else (0, "", "")


def _marked_soon(position: int, tokens: Sequence[Token]) -> bool:
    """Whether a bracket or dash follows what a dateline's town lies in: "DOVER, Delaware (Horn News) --"."""
    for token in tokens[position : position + 2]:
        if _DATELINE.search(token.gap):
            return "\n" not in token.gap
        if not token.capital or token.gap != " ":
            return False
    return False


def _after(name: Name, tokens: list[Token], words: Words) -> tuple[int, str, str]:
    position = name.last + 1
    if position >= len(tokens):
        return 0, "", ""
    token = tokens[position]
    if token.gap.strip() in {",", "("} and token.capital:
        return _state(position, tokens, words)
    if not adjacent(token) or token.gap == ". ":
        return 0, "", ""
    if token.gap == "-":
        return -2, "", ""
    if token.key in words.agreements:
        return -9, "inside a name", ""
    if not token.capital and token.key in words.particles and _capital_at(position + 1, tokens):
        return _longer_name(name, position + 1, tokens, words)
    if not token.capital:
        if token.key in words.person_after and (name.key in words.surnames or name.key in words.given_names):
            return -2, "", ""
        return (2, "local", "") if token.key in words.local else (0, "", "")
    return _longer_name(name, position, tokens, words)


def _capital_at(position: int, tokens: Sequence[Token]) -> bool:
    return position < len(tokens) and tokens[position].capital and adjacent(tokens[position])


def _state(position: int, tokens: list[Token], words: Words) -> tuple[int, str, str]:
    token = tokens[position]
    state = words.states.get(token.text.replace(".", "").casefold())
    following = tokens[position + 1] if position + 1 < len(tokens) else None
    if state and len(token.text) == 2 and following is not None and following.capital and following.gap == " ":
        state = None if not token.text.isupper() else state  # "Hays, Al Hudaydah" is not in Alabama
    if state and (token.text.isupper() or tokens[position].end) and token.key not in {"in", "or", "me", "hi", "ok"}:
        return 3, "container", state
    if state and token.text.isupper():
        return 3, "container", state
    return 0, "", ""


def _is_person(name: Name, position: int, tokens: Sequence[Token], words: Words) -> bool:
    """ "Jordan Hassan was shot", "Kenya Brown, a nurse": a country's name that people bear, and a surname after it."""
    if name.first != name.last or name.key not in words.given_names | words.surnames:
        return False
    token, after = tokens[position], tokens[position + 1] if position + 1 < len(tokens) else None
    if token.gap != " " or token.text.isupper() or token.key in words.common | words.public | words.bodies:
        return False
    known = token.key in words.given_names or token.key in words.surnames
    acts = after is not None and (
        after.key in _OF_PEOPLE or (after.gap.strip() == "," and after.key in {"a", "an", "who"})
    )
    return known or acts


def _longer_name(name: Name, position: int, tokens: list[Token], words: Words) -> tuple[int, str, str]:
    if tokens[position].key in DAYS:
        return 0, "", ""
    if _is_person(name, position, tokens, words):
        return -9, "person", ""
    chain = [tokens[position]]
    while position + 1 < len(tokens) and tokens[position + 1].capital and tokens[position + 1].gap == " ":
        position += 1
        chain.append(tokens[position])
    if any(token.key in words.bodies for token in chain):
        return -9, "inside a name", ""
    if chain[0].key in words.public:
        return 1, "local", ""
    return -3, "goes on", ""
