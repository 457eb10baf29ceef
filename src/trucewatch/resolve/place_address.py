"""What the words after a name say it lies in: "Rubaya (Masisi, North Kivu)", "X area of Y district, Z".

An address goes from the finer to the wider. It is *firm* where its form can hardly be anything else: in brackets, or
after a word for the kind of place. Between commas alone it may as well be a list.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from trucewatch.records.places import PlaceKind
from trucewatch.resolve.gazetteer import LONGEST, Entry, Gazetteer
from trucewatch.resolve.names import fold_name
from trucewatch.resolve.place_words import Token, Words, adjacent

MOST_PARTS = 4
LONGEST_LIST = 12  # words
MOST_COMMAS = 2  # "Afrin, Aleppo, Syria"; what goes on is a list


class Part(NamedTuple):
    """One part of an address: the folded name, and the places that it may mean."""

    key: str
    entries: tuple[Entry, ...]


class Address(NamedTuple):
    """What a place is said to lie in, the finer first, and whether the form allows no other sense."""

    parts: tuple[Part, ...] = ()
    firm: bool = False


NOWHERE = Address()
LONGEST_LEAD = 6  # words between a country and a name of it: "the northern Lebanese port city of"
_LEADS = frozenset({"of", "the", "border", "coastal", "capital", "seaside", "second", "largest", "main"})


def address_after(first: int, last: int, tokens: Sequence[Token], words: Words, gazetteer: Gazetteer) -> Address:
    """The address after the name of tokens `first`..`last`; parts that the gazetteer does not know are passed over."""
    position = _past_kind(last + 1, tokens, words)
    firm, bracket = position > last + 1, False
    parts: list[Part] = []
    commas = 0
    for _ in range(MOST_PARTS):
        start, opened = _part_start(position, tokens, words, named=position > last + 1)
        if start < 0:
            break
        bracket |= opened == "("
        commas += opened == ","
        part, end = _known(start, tokens, gazetteer)
        parts += [part] if part.entries else []
        position = _past_kind(_past_name(max(end, start + 1), tokens), tokens, words)
    plain = commas and not bracket and not firm
    if commas and (_goes_on_as_list(position, tokens) or (plain and (commas > MOST_COMMAS or _in_list(first, tokens)))):
        return NOWHERE
    bracket |= commas > 0 and "(" in tokens[first].gap  # "(Hays, Al Hudaydah)"
    return Address(tuple(parts), (firm or bracket) and bool(parts))


def with_country_before(
    address: Address, first: int, tokens: Sequence[Token], words: Words, gazetteer: Gazetteer
) -> Address:
    """The address with the country that the words before a name give: "Lebanon's Tripoli", "the Lebanese city of"."""
    position, kind = first, False
    while position > 0 and first - position < LONGEST_LEAD and tokens[position].gap in {" ", "-"}:
        before = tokens[position - 1]
        kind |= before.key in words.kinds or before.key in words.generic
        if before.capital or not (before.key in _LEADS or before.key in words.between or before.key in words.generic):
            break
        position -= 1
    if position == 0:
        return address
    owner = tokens[position - 1]
    entries: tuple[Entry, ...] = ()
    if owner.capital and tokens[position].gap in {"'s ", "’s "}:
        entries = gazetteer.lookup(_name_ending(position - 1, tokens, gazetteer))
    elif kind and owner.capital and owner.key in words.demonyms:
        entries = gazetteer.lookup(words.state_names[words.demonyms[owner.key]])
    lands = tuple(entry for entry in entries if entry.main and entry.kind is PlaceKind.COUNTRY)
    if not lands or any(part.entries == lands for part in address.parts):
        return address
    return Address((*address.parts, Part(owner.key, lands)), address.firm or not address.parts)


def _name_ending(last: int, tokens: Sequence[Token], gazetteer: Gazetteer) -> str:
    """The longest folded name that ends with a token."""
    for first in range(max(0, last - LONGEST + 1), last + 1):
        run = tokens[first : last + 1]
        key = " ".join(token.key for token in run)
        if run[0].capital and all(token.gap == " " for token in run[1:]) and key in gazetteer:
            return key
    return tokens[last].key


def _past_kind(position: int, tokens: Sequence[Token], words: Words) -> int:
    """Past "district", "LGA", "Commune"."""
    while position < len(tokens) and adjacent(tokens[position]) and tokens[position].key in words.kinds:
        position += 1
    return position


def _past_name(position: int, tokens: Sequence[Token]) -> int:
    while position < len(tokens) and tokens[position].gap in {" ", "-"} and tokens[position].capital:
        position += 1
    return position


def _part_start(position: int, tokens: Sequence[Token], words: Words, *, named: bool) -> tuple[int, str]:
    """Where the next part begins and what opens it: ",", "(" or "in", and "of" after a word for a kind; else -1."""
    if position >= len(tokens):
        return -1, ""
    token = tokens[position]
    opened = token.gap.strip()
    if opened in {",", "("}:
        begin = _past_between(position, tokens, words) if not token.capital else position
        return (begin, opened) if begin < len(tokens) and tokens[begin].capital else (-1, "")
    if (token.key == "in" or (token.key == "of" and named)) and token.gap == " ":
        begin = _past_between(position + 1, tokens, words)
        if begin < len(tokens) and adjacent(tokens[begin]) and tokens[begin].capital:
            return begin, "in"
    return -1, ""


def _past_between(position: int, tokens: Sequence[Token], words: Words) -> int:
    while position < len(tokens) and not tokens[position].capital and tokens[position].key in words.between:
        position += 1
    return position


def _known(start: int, tokens: Sequence[Token], gazetteer: Gazetteer) -> tuple[Part, int]:
    """The longest name of the gazetteer that begins at a token, and the token after it; else one spelled otherwise."""
    end = start + 1
    while end < len(tokens) and end - start < LONGEST and adjacent(tokens[end]) and tokens[end].gap != ". ":
        end += 1
    for stop in range(end, start, -1):
        key = " ".join(token.key for token in tokens[start:stop])
        if key in gazetteer:
            return Part(key, wide_readings(gazetteer.lookup(key))), stop
    stop = _past_name(start + 1, tokens)
    name = " ".join(token.text for token in tokens[start:stop])
    loose = tuple(entry for entry in gazetteer.lookup_loose(name) if entry.kind is not PlaceKind.CITY)
    return Part(fold_name(name), loose), stop


def wide_readings(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The countries, divisions and areas of a name; towns too, since districts are named after them."""
    return tuple(entry for entry in entries if entry.main or entry.kind is not PlaceKind.CITY)


def _in_list(first: int, tokens: Sequence[Token]) -> bool:
    """Whether the name itself is joined to one before it by a comma."""
    return first > 0 and tokens[first].gap.strip() == "," and tokens[first - 1].capital


def _goes_on_as_list(position: int, tokens: Sequence[Token]) -> bool:
    """ "Homs, Hama and Idlib": what is joined is beside, not around."""
    if position >= len(tokens):
        return False
    token = tokens[position]
    return token.key in {"and", "or", "as"} and token.gap.strip() in {"", ","}


def called_kind(first: int, last: int, tokens: Sequence[Token], words: Words) -> PlaceKind | None:
    """The kind that the words beside a name give it: in it, after it, before it ("the town of"), after its list."""
    if last > first and tokens[last].key in words.kinds:
        return words.kinds[tokens[last].key]
    if last + 1 < len(tokens) and adjacent(tokens[last + 1]) and tokens[last + 1].key in words.kinds:
        return words.kinds[tokens[last + 1].key]
    before = [token.key for token in tokens[max(0, first - 2) : first]]
    if len(before) == 2 and before[1] == "of" and before[0] in words.kinds and tokens[first].gap == " ":
        return words.kinds[before[0]]
    return kind_of_list(last, tokens, words)


def kind_of_list(last: int, tokens: Sequence[Token], words: Words) -> PlaceKind | None:
    """ "Kabul, Ghor and Balkh provinces": a plural after the last of a list is said of all."""
    for token in tokens[last + 1 : last + 1 + LONGEST_LIST]:
        if token.key in words.kinds and token.key.endswith("s") and not token.capital and adjacent(token):
            return words.kinds[token.key]
        joined = token.key in {"and", "or"} and token.gap.strip() in {"", ","}
        if not joined and not (token.capital and token.gap.strip() in {"", ",", "-"}):
            return None
    return None
