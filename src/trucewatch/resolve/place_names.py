"""Which capitalised names of a text are places: recognition, apart from location.

Every longest run of words that the gazetteer knows is weighed: how well known the name is as a place, against what
stands around it (prepositions, "the town of", a state after a comma; titles, given names, the rest of a longer
name). What holds for one mention of a name then counts for its other mentions in the same text.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from trucewatch.knowledge import ROOT, load_yaml
from trucewatch.records.places import PlaceKind
from trucewatch.resolve.gazetteer import LONGEST, Entry, Gazetteer
from trucewatch.resolve.names import ARTICLES, fold_name

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’‘ʻʼ`-][^\W\d_]+)*|\d+")
_POSSESSIVE = re.compile(r"['’]s?$", re.IGNORECASE)
_DATELINE = re.compile(r"[(–—]|--| - ")
_SENTENCE_BREAK = re.compile(r"[.!?:;\n\r“\"]|^$")
_DAYS_TEXT = (
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december jan feb mar apr jun jul aug sept sep oct nov dec"
)
_DAYS = frozenset(_DAYS_TEXT.split())
_CONTRARY = frozenset({"person", "inside a name", "goes on", "surname"})
MOST_POINTS = 40  # sure places that small names are compared with
_WIDE = frozenset({PlaceKind.COUNTRY, PlaceKind.PROVINCE, PlaceKind.AREA, PlaceKind.WATER})
ACCEPT = 2  # set by reading errors on news of four kinds; docs/explanation/places.md
CERTAIN = 3
KNOWN_WEIGHT = 2  # what a city of KNOWN people weighs
KNOWN, TOWN = 100_000, 15_000
LAND = 500_000  # a country or first-order division of so many people is no given name or common word
_SETTLEMENTS = frozenset({"village", "town", "city", "hamlet", "district", "villages", "towns", "settlement"})
COMPANY_KM = 60.0


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
    titles: frozenset[str]
    person_after: frozenset[str]
    compass: frozenset[str]
    never: frozenset[str]
    given_names: frozenset[str]
    surnames: frozenset[str]
    states: dict[str, str]
    common: frozenset[str]


@dataclass(frozen=True)
class Name:
    """A run of words that may name a place: tokens `first`..`last`, its readings, and the weight for a place.

    `within` is the folded name that follows after a comma and says where ("Alexandria, Va."), "" where none does.
    """

    start: int
    end: int
    first: int
    last: int
    key: str
    entries: tuple[Entry, ...]
    weight: int = 0
    reasons: tuple[str, ...] = field(default=())
    within: str = ""


@cache
def context_words() -> Words:
    """The context words, read once."""
    data = load_yaml("places.yaml")
    lists = {
        name: frozenset(fold_name(str(word)) for word in data[name])
        for name in Words.__dataclass_fields__
        if name not in {"states", "common"}
    }
    common = (ROOT / "gazetteer" / "common_words.txt").read_text(encoding="utf-8").split()
    nations = load_yaml("actors/states.yaml")["states"].values()
    demonyms = {fold_name(word) for row in nations for word in str(row[1]).split("|")} - {"us", "u s"}
    lists["never"] |= demonyms
    states = {key.replace(".", "").casefold(): fold_name(full) for key, full in data["states"].items()}
    return Words(**lists, states=states, common=frozenset(common))


def tokenize(text: str) -> list[Token]:
    """The words of a text; a possessive "'s" is left outside, an article glued by a hyphen inside."""
    tokens: list[Token] = []
    before = 0
    for found in _TOKEN.finditer(text):
        word, start, end = found.group(), found.start(), found.end()
        # Most words have neither: asking first halves the time of reading a text.
        if not word.isalpha():
            if tail := _POSSESSIVE.search(word):
                word, end = word[: tail.start()], start + tail.start()
                if not word:
                    continue
            head = word.split("-", 1)
            capital = (head[1] if len(head) == 2 and head[0].casefold() in ARTICLES else word)[:1].isupper()
        else:
            capital = word[0].isupper()
        tokens.append(Token(start, end, word, fold_name(word), capital, text[before:start]))
        before = end
    return tokens


def find_names(text: str, gazetteer: Gazetteer) -> list[Name]:
    """The names taken for places, without overlaps."""
    words = context_words()
    tokens = tokenize(text)
    people = _people(tokens, words)
    names = [_weigh(name, tokens, words, people) for name in _runs(tokens, gazetteer, words)]
    names = _by_company(_by_repetition(_by_neighbours(names, tokens)))
    return [*(name for name in names if name.weight >= ACCEPT), *_states(names, tokens, gazetteer, text)]


def adjacent(token: Token) -> bool:
    """Whether only a blank or hyphen stands before the word, so that it may go on a name."""
    return token.gap in {" ", "\u00a0", "-", "‑"} or token.gap == ". "


def sentence_start(tokens: Sequence[Token], position: int) -> bool:
    """Whether a capital there says nothing."""
    return (
        position == 0
        or (bool(_SENTENCE_BREAK.search(tokens[position].gap)) and tokens[position].gap != ". ")
        or (tokens[position].gap.startswith(".") and len(tokens[position - 1].text) > 3)
    )


def _runs(tokens: list[Token], gazetteer: Gazetteer, words: Words) -> Iterator[Name]:
    position = 0
    while position < len(tokens):
        name = None
        if _may_begin(tokens, position):
            name = _longest(tokens, position, gazetteer, words) or _unlisted(tokens, position, words)
        if name is None:
            position += 1
        else:
            yield name
            position = name.last + 1


def _may_begin(tokens: Sequence[Token], position: int) -> bool:
    token = tokens[position]
    if token.capital:
        return True
    following = tokens[position + 1] if position + 1 < len(tokens) else None
    return token.key in ARTICLES and following is not None and following.capital and adjacent(following)


def _longest(tokens: list[Token], position: int, gazetteer: Gazetteer, words: Words) -> Name | None:
    limit = position + 1
    while limit < len(tokens) and limit - position < LONGEST and adjacent(tokens[limit]):
        if tokens[limit].gap == ". " and len(tokens[limit - 1].text) > 3:
            break
        limit += 1
    for end in range(limit, position, -1):
        run = tokens[position:end]
        if not run[-1].capital and not (end - position > 1 and run[-1].key in words.generic):
            continue
        key = " ".join(token.key for token in run)
        if (key in words.never or len(key) < 2) and not _is_code(run[0]):
            return None
        if key in gazetteer and not (len(run) == 1 and _is_word_like_code(run[0])):
            entries = gazetteer.lookup(key)
            return Name(run[0].start, run[-1].end, position, end - 1, key, entries)
    return _loosest(tokens[position:limit], position, gazetteer, words)


def _unlisted(tokens: list[Token], position: int, words: Words) -> Name | None:
    """A name that the gazetteer lacks, where "the village of X", "X village" or "near X" says that it is a place."""
    token = tokens[position]
    if not token.capital or _no_name(token, words) or sentence_start(tokens, position):
        return None
    last = position
    while last + 1 < len(tokens) and last - position < 3 and tokens[last + 1].gap in {" ", "-"}:
        if not tokens[last + 1].capital or _no_name(tokens[last + 1], words):
            break
        last += 1
    following = tokens[last + 1] if last + 1 < len(tokens) else None
    after = following is not None and following.gap == " " and following.key in _SETTLEMENTS
    before = adjacent(token) and _introduced(tokens, position, words)
    if not (before or after) or (following is not None and following.capital and following.gap == " "):
        return None
    key = " ".join(part.key for part in tokens[position : last + 1])
    return Name(token.start, tokens[last].end, position, last, key, (), ACCEPT, ("unlisted",))


def _introduced(tokens: list[Token], position: int, words: Words) -> bool:
    before = [token.key for token in tokens[max(0, position - 2) : position]]
    return before[-1:] == ["near"] or (len(before) == 2 and before[1] == "of" and before[0] in _SETTLEMENTS)


def _no_name(token: Token, words: Words) -> bool:
    return token.key in words.never or token.key in words.given_names or token.key in words.titles or token.key in _DAYS


def _is_code(token: Token) -> bool:
    return token.text.replace(".", "") in {"US", "UK", "UAE", "USA"}


def _is_word_like_code(token: Token) -> bool:
    """ "Us" and "Uk" are not the countries, and "US" is not the village."""
    return token.key in {"us", "uk"} and not _is_code(token)


def _loosest(run: list[Token], position: int, gazetteer: Gazetteer, words: Words) -> Name | None:
    for size in range(min(3, len(run)), 0, -1):
        part = run[:size]
        if not part[-1].capital or part[-1].key in words.common or len(part[-1].text) < 4:
            continue
        entries = gazetteer.lookup_loose(" ".join(token.text for token in part))
        if entries and not any(token.key in words.given_names or token.key in words.never for token in part):
            key = " ".join(token.key for token in part)
            return Name(part[0].start, part[-1].end, position, position + size - 1, key, entries, -1, ("loose",))
    return None


def _people(tokens: Sequence[Token], words: Words) -> frozenset[str]:
    """Folded surnames: capitalised words right after a title or given name."""
    found = set()
    for before, token in pairwise(tokens):
        if not (token.capital and adjacent(token) and before.capital):
            continue
        if before.key in words.given_names or (before.key in words.titles and token.key not in words.public):
            found.add(token.key)
    return frozenset(found)


def fame(name: Name, words: Words) -> int:
    """How far the name alone speaks for a place."""
    best = max(_standing(entry) for entry in name.entries[:8])
    if name.first < name.last:
        return best + 1 if best < 2 else best
    if any(entry.kind in _WIDE and entry.main and entry.candidate.population >= LAND for entry in name.entries):
        return best
    if name.key in words.common:
        return best - 4
    if name.key in words.given_names:
        return best - 3
    return best - 2 if name.key in words.surnames else best


def _standing(entry: Entry) -> int:
    if entry.own:
        return 5
    size = entry.candidate.population
    if entry.kind in _WIDE and entry.main:
        weight = 3
    elif size >= KNOWN or entry.capital or entry.candidate.id.startswith("trucewatch:"):
        weight = 2
    else:
        weight = 1 if size >= TOWN else 0
    return weight - (0 if entry.main else 1)


def _weigh(name: Name, tokens: list[Token], words: Words, people: frozenset[str]) -> Name:
    if not name.entries:
        return name
    reasons = list(name.reasons)
    alone = fame(name, words)
    weight = name.weight + alone
    for test in (_before, _after):
        change, reason, within = test(name, tokens, words)
        if reason == "goes on":  # "Ohio Department of Health" speaks of Ohio, "Boren Street" hardly of Boren
            change += 3 if alone >= CERTAIN else 2 if alone == KNOWN_WEIGHT else 0
        weight += change
        if reason:
            reasons.append(reason)
        if within:
            name = replace(name, within=within)
    if name.first == name.last and "generic" not in reasons and _acronym(tokens, name.first):
        weight -= 4
        reasons.append("inside a name")
    if name.key in people and "firm" not in reasons and not name.within:
        weight -= 3
        reasons.append("surname")
    placed = {"firm", "soft", "generic", "local"} & set(reasons) or (name.within and name.within[0] != "?")
    if alone < KNOWN_WEIGHT and not placed and sentence_start(tokens, name.first):
        weight -= 1
    return replace(name, weight=weight, reasons=tuple(reasons))


def _acronym(tokens: Sequence[Token], position: int) -> bool:
    """ "SANA" is no spelling of Sanaa, unless all its neighbours are in capitals too."""
    word = tokens[position].text
    if not (word.isupper() and 2 <= len(word) <= 5 and word.isalpha()) or _is_code(tokens[position]):
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
        if token.key not in words.compass and token.key not in _DAYS and token.key not in words.firm:
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
    if following is None or "\n" in following.gap or not _DATELINE.search(following.gap):
        return 0, "", ""
    if all(token.text.isupper() and len(token.text) > 2 for token in tokens[name.first : name.last + 1]):
        return 3, "generic", ""
    at_head = name.first == 0 or "\n" in tokens[name.first].gap
    return (2, "generic", "") if at_head else (0, "", "")


def _after(name: Name, tokens: list[Token], words: Words) -> tuple[int, str, str]:
    position = name.last + 1
    if position >= len(tokens):
        return 0, "", ""
    token = tokens[position]
    if "," in token.gap and token.gap.strip() == "," and token.capital:
        return _container(position, tokens, words)
    if not adjacent(token) or token.gap == ". ":
        return 0, "", ""
    if token.gap == "-":
        return -2, "", ""
    if token.key in words.agreements:
        return -9, "inside a name", ""
    if not token.capital:
        if token.key in words.person_after and (name.key in words.surnames or name.key in words.given_names):
            return -2, "", ""
        return (2, "local", "") if token.key in words.local else (0, "", "")
    return _longer_name(position, tokens, words)


def _container(position: int, tokens: list[Token], words: Words) -> tuple[int, str, str]:
    token = tokens[position]
    state = words.states.get(token.text.replace(".", "").casefold())
    if state and (token.text.isupper() or tokens[position].end) and token.key not in {"in", "or", "me", "hi", "ok"}:
        return 3, "container", state
    if state and token.text.isupper():
        return 3, "container", state
    longer = " ".join(part.key for part in tokens[position : position + 2])
    return 0, "", f"?{longer}"


def _longer_name(position: int, tokens: list[Token], words: Words) -> tuple[int, str, str]:
    if tokens[position].key in _DAYS:
        return 0, "", ""
    chain = [tokens[position]]
    while position + 1 < len(tokens) and tokens[position + 1].capital and tokens[position + 1].gap == " ":
        position += 1
        chain.append(tokens[position])
    if any(token.key in words.bodies for token in chain):
        return -9, "inside a name", ""
    if chain[0].key in words.public:
        return 1, "local", ""
    return -3, "goes on", ""


def _by_neighbours(names: list[Name], tokens: list[Token]) -> list[Name]:
    """ "Pibor and Leer", "Homs, Hama and Idlib": a name beside a sure place is likelier one."""
    out = list(names)
    for index, name in enumerate(names):
        for other in (index - 1, index + 1):
            if not 0 <= other < len(names) or names[other].weight < ACCEPT:
                continue
            low, high = sorted((index, other))
            between = [token.key for token in tokens[names[low].last + 1 : names[high].first]]
            gap = tokens[names[high].first].gap
            if between in (["and"], ["or"], ["to"]) or (not between and gap.strip() == ","):
                out[index] = replace(name, weight=name.weight + 2, reasons=(*name.reasons, "list"))
                break
    return out


def _by_repetition(names: list[Name]) -> list[Name]:
    """What one mention shows of a name counts for the others, unless they show the contrary."""
    sure = {
        name.key for name in names if name.weight >= CERTAIN and set(name.reasons) & {"firm", "generic", "container"}
    }
    return [
        replace(name, weight=name.weight + 2) if name.key in sure and not _CONTRARY & set(name.reasons) else name
        for name in names
    ]


def _by_company(names: list[Name]) -> list[Name]:
    """A small or loosely known name counts for more where one of its places lies near a sure one of the text."""
    sure = [
        name.entries[0].candidate
        for name in names
        if name.weight >= CERTAIN and name.entries and name.entries[0].kind not in _WIDE
    ]
    points = list({(place.lat, place.lon) for place in sure})[:MOST_POINTS]
    out = []
    for name in names:
        if not 0 <= name.weight < ACCEPT or _CONTRARY & set(name.reasons) or not points:
            out.append(name)
            continue
        near = any(_close(entry, lat, lon) for entry in name.entries[:8] for lat, lon in points)
        out.append(replace(name, weight=name.weight + 2, reasons=(*name.reasons, "company")) if near else name)
    return out


def _close(entry: Entry, lat: float, lon: float) -> bool:
    place = entry.candidate
    if abs(place.lat - lat) > COMPANY_KM / 111.0:
        return False
    east = (place.lon - lon) * math.cos(math.radians(lat))
    return math.hypot(place.lat - lat, east) * 111.0 < COMPANY_KM


def _states(names: list[Name], tokens: list[Token], gazetteer: Gazetteer, text: str) -> Iterator[Name]:
    """The abbreviated state of "Alexandria, Va." as a name of its own."""
    for name in names:
        position = name.last + 1
        if name.weight < ACCEPT or not name.within or name.within[0] == "?":
            continue
        token = tokens[position]
        entries = tuple(e for e in gazetteer.lookup(name.within) if e.kind is not PlaceKind.CITY or e.own)
        if (entries and fold_name(token.text) not in gazetteer) or token.text.isupper() or "." in token.text:
            end = token.end + (text[token.end : token.end + 1] == "." and not token.text.isupper())
            yield Name(token.start, end, position, position, name.within, entries, CERTAIN, ("state",))
