"""Which capitalised names of a text are places: recognition, apart from location.

Every longest run of words that the gazetteer knows is weighed: how well known the name is as a place, against what
stands around it (prepositions, "the town of", a state after a comma; titles, given names, the rest of a longer
name). What holds for one mention of a name then counts for its other mentions in the same text.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from trucewatch.records.places import PlaceKind
from trucewatch.resolve.gazetteer import LONGEST, Entry, Gazetteer
from trucewatch.resolve.names import ARTICLES, TRANSLITERATED, fold_name
from trucewatch.resolve.place_address import (
    Address,
    Part,
    address_after,
    called_kind,
    kind_of_list,
    wide_readings,
    with_country_before,
)
from trucewatch.resolve.place_containment import consistent, container_of, lies_elsewhere
from trucewatch.resolve.place_evidence import CERTAIN, WIDE, Name, people_in, weigh
from trucewatch.resolve.place_words import (
    DAYS,
    Token,
    Words,
    adjacent,
    context_words,
    is_code,
    sentence_start,
    tokenize,
)

CONTRARY = frozenset({"person", "inside a name", "goes on", "surname"})

MOST_POINTS = 40  # sure places that small names are compared with

ACCEPT = 2  # set by reading errors on news of four kinds; docs/explanation/places.md

_SETTLEMENTS = frozenset({"village", "town", "city", "hamlet", "district", "villages", "towns", "settlement"})

_ROADS = frozenset({"road", "highway", "motorway", "railway", "axis", "route"})

COMPANY_KM = 60.0
SURNAME_COUNTRIES: frozenset[str | None] = frozenset({"US", "GB", "CA", "AU", "IE", "NZ"})


def find_names(text: str, gazetteer: Gazetteer) -> list[Name]:
    """The names taken for places, without overlaps."""
    words = context_words()
    tokens = tokenize(text)
    people = people_in(tokens, words)
    names = [weigh(name, tokens, words, people) for name in _runs(tokens, gazetteer, words)]
    names = [_addressed(name, tokens, gazetteer, words) for name in names]
    names = _by_company(_by_repetition(_by_neighbours(_of_roads(names, tokens), tokens)))
    return [*(name for name in names if name.weight >= ACCEPT), *_states(names, tokens, gazetteer, text)]


def _runs(tokens: list[Token], gazetteer: Gazetteer, words: Words) -> Iterator[Name]:
    position = 0
    lower = ARTICLES | gazetteer.own_heads
    while position < len(tokens):
        name = None
        token = tokens[position]
        if (token.capital or token.key in lower) and _may_begin(tokens, position, gazetteer):
            name = _longest(tokens, position, gazetteer, words)
            if name is None or _cut_short(name, tokens, words):
                name = _unlisted(tokens, position, words) or name
        if name is None:
            position += 1
        else:
            yield name
            position = name.last + 1


def _may_begin(tokens: Sequence[Token], position: int, gazetteer: Gazetteer) -> bool:
    token = tokens[position]
    if token.capital or token.key in gazetteer.own_heads:
        return True
    following = tokens[position + 1] if position + 1 < len(tokens) else None
    return token.key in ARTICLES and following is not None and following.capital and adjacent(following)


def _longest(tokens: list[Token], position: int, gazetteer: Gazetteer, words: Words) -> Name | None:
    limit = position + 1
    while limit < len(tokens) and limit - position < LONGEST and adjacent(tokens[limit]):
        if tokens[limit].gap == ". " and len(tokens[limit - 1].text) > 3:
            break
        limit += 1
    may_own = tokens[position].key in gazetteer.own_heads
    for end in range(limit, position, -1):
        last = tokens[end - 1]
        ends = last.capital or (end - position > 1 and last.key in words.generic)
        if not ends and not may_own:
            continue
        run = tokens[position:end]
        key = " ".join([token.key for token in run])
        if not ends and not gazetteer.owns(key):
            continue
        if (key in words.never or len(key) < 2) and not is_code(run[0]):
            return None
        begins = run[0].capital or run[0].key in ARTICLES or gazetteer.owns(key)
        if begins and key in gazetteer and not (len(run) == 1 and _is_word_like_code(run[0])):
            entries = _with_bare(run, gazetteer, words)
            return Name(run[0].start, run[-1].end, position, end - 1, key, entries)
    if not tokens[position].capital and tokens[position].key not in ARTICLES:
        return None
    return _loosest(tokens[position:limit], position, gazetteer, words)


def _with_bare(run: Sequence[Token], gazetteer: Gazetteer, words: Words) -> tuple[Entry, ...]:
    """The places of a name, and where it ends in a word for a kind, those of the name without it: "Hays city"."""
    entries = gazetteer.lookup(" ".join(token.key for token in run))
    if len(run) == 1 or run[-1].capital or run[-1].key not in words.kinds or any(entry.own for entry in entries):
        return entries
    rows = {entry.row for entry in entries}
    bare = gazetteer.lookup(" ".join(token.key for token in run[:-1]))
    return (*entries, *(entry for entry in bare if entry.row not in rows or entry.own))


def _unlisted(tokens: list[Token], position: int, words: Words) -> Name | None:
    """A name that the gazetteer lacks, where "the village of X", "X village" or "near X" says that it is a place."""
    token = tokens[position]
    if not token.capital or _no_name(token, words) or sentence_start(tokens, position):
        return None
    last = _end_of_name(position, tokens, words)
    following = tokens[last + 1] if last + 1 < len(tokens) else None
    after = following is not None and following.gap == " " and following.key in _SETTLEMENTS
    before = adjacent(token) and _introduced(tokens, position)
    if not (before or after) or (following is not None and following.capital and following.gap == " "):
        return None
    key = " ".join(part.key for part in tokens[position : last + 1])
    return Name(token.start, tokens[last].end, position, last, key, (), ACCEPT, ("unlisted",))


def _end_of_name(position: int, tokens: Sequence[Token], words: Words) -> int:
    """The last token of the capitalised name that begins at a token, particles inside it with it."""
    last = position
    while last - position < LONGEST - 1:
        step = 1
        if last + 2 < len(tokens) and tokens[last + 1].key in words.particles and not tokens[last + 1].capital:
            step = 2
        if last + step >= len(tokens) or any(
            token.gap not in {" ", "-"} for token in tokens[last + 1 : last + step + 1]
        ):
            break
        token = tokens[last + step]
        if not token.capital or _no_name(token, words):
            break
        last += step
    return last


def _cut_short(name: Name, tokens: list[Token], words: Words) -> bool:
    """Whether a known name is only the head of a longer one of a settlement: "Bali" in "Bali Doogle village"."""
    position = name.last + 1
    if position + 1 < len(tokens) and tokens[position].key in words.particles and not tokens[position].capital:
        position += 1
    if position >= len(tokens) or not tokens[position].capital or tokens[position].gap not in {" ", "-"}:
        return False
    goes_on = (words.generic, words.local, words.public, words.bodies, _SETTLEMENTS)
    return not any(tokens[position].key in kind for kind in goes_on)


def _introduced(tokens: list[Token], position: int) -> bool:
    before = [token.key for token in tokens[max(0, position - 2) : position]]
    said = before[-1:] == ["near"] or (before[-1:] and before[-1] in _SETTLEMENTS and not tokens[position - 1].capital)
    return bool(said) or (len(before) == 2 and before[1] == "of" and before[0] in _SETTLEMENTS)


def _no_name(token: Token, words: Words) -> bool:
    return token.key in words.never or token.key in words.given_names or token.key in words.titles or token.key in DAYS


def _is_word_like_code(token: Token) -> bool:
    """ "Us" and "Uk" are not the countries, and "US" is not the village."""
    return token.key in {"us", "uk"} and not is_code(token)


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


def _addressed(name: Name, tokens: list[Token], gazetteer: Gazetteer, words: Words) -> Name:
    """The name with its address; it counts for more where that holds one of its places."""
    called = called_kind(name.first, name.last, tokens, words)
    called = None if called is PlaceKind.AREA else called  # "the Homs area" may be the town's or the province's
    if name.state:
        address = Address((Part(name.state, wide_readings(gazetteer.lookup(name.state))),))
    else:
        after = address_after(name.first, name.last, tokens, words, gazetteer)
        address = consistent(with_country_before(after, name.first, tokens, words, gazetteer))
    within = container_of(name.entries, address)
    elsewhere = not within and lies_elsewhere(name.entries, address)
    name = name._replace(address=address, within=within, elsewhere=elsewhere, called=called)
    listed = kind_of_list(name.last, tokens, words)
    if any(entry.kind is listed for entry in name.entries) and not CONTRARY & set(name.reasons):
        name = name._replace(weight=name.weight + 2, reasons=(*name.reasons, "local"))
    if within and not name.state and -2 <= name.weight < ACCEPT:
        return name._replace(weight=name.weight + 3, reasons=(*name.reasons, "container"))
    return name


def _of_roads(names: Sequence[Name], tokens: Sequence[Token]) -> list[Name]:
    """ "The Homs-Hama road": both its ends are places, and neither is part of a longer name."""
    ends = set()
    for one, other in pairwise(names):
        after = tokens[other.last + 1] if other.last + 1 < len(tokens) else None
        joined = other.first == one.last + 1 and tokens[other.first].gap in {"-", "–", "‑"}
        if joined and after is not None and after.gap == " " and after.key in _ROADS:
            ends |= {one.start, other.start}
    return [
        name._replace(weight=ACCEPT, reasons=("generic",)) if name.start in ends and name.weight < ACCEPT else name
        for name in names
    ]


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
                out[index] = name._replace(
                    weight=name.weight + (4 if _side_by_side(name, names[other]) else 2),
                    reasons=(*name.reasons, "list"),
                )
                break
    return out


def _by_repetition(names: list[Name]) -> list[Name]:
    """What one mention shows of a name counts for the others, unless they show the contrary."""
    sure = {
        name.key for name in names if name.weight >= CERTAIN and set(name.reasons) & {"firm", "generic", "container"}
    }
    return [
        name._replace(weight=name.weight + 2) if name.key in sure and not CONTRARY & set(name.reasons) else name
        for name in names
    ]


def _by_company(names: list[Name]) -> list[Name]:
    """A small or loosely known name counts for more where one of its places lies near a sure one of the text."""
    sure = [
        name.entries[0].candidate
        for name in names
        if name.weight >= CERTAIN and name.entries and name.entries[0].kind not in WIDE
    ]
    homes = {place.entries[0].country for place in names if place.weight >= CERTAIN and place.entries}
    points = list({(place.lat, place.lon) for place in sure})[:MOST_POINTS]
    out = []
    for name in names:
        if name.weight == ACCEPT - 1 and not CONTRARY & set(name.reasons) and _at_home(name, homes):
            out.append(name._replace(weight=ACCEPT, reasons=(*name.reasons, "country")))
            continue
        if not 0 <= name.weight < ACCEPT or CONTRARY & set(name.reasons) or not points:
            out.append(name)
            continue
        near = any(_close(entry, lat, lon) for entry in name.entries[:8] for lat, lon in points)
        out.append(name._replace(weight=name.weight + 2, reasons=(*name.reasons, "company")) if near else name)
    return out


def _at_home(name: Name, homes: set[str | None]) -> bool:
    """A town of a country that the text speaks of; not of those where most surnames are towns as well."""
    first = name.entries[0]
    return (first.main or first.country in TRANSLITERATED) and first.country in homes - SURNAME_COUNTRIES


def _side_by_side(name: Name, other: Name) -> bool:
    """Whether one of the places of a name lies near the likeliest of another."""
    best = other.entries[0] if other.entries else None
    if best is None or best.kind in WIDE:
        return False
    return any(_close(entry, best.candidate.lat, best.candidate.lon) for entry in name.entries[:8])


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
        if name.weight < ACCEPT or not name.state:
            continue
        token = tokens[position]
        entries = tuple(e for e in gazetteer.lookup(name.state) if e.kind is not PlaceKind.CITY or e.own)
        if (entries and fold_name(token.text) not in gazetteer) or token.text.isupper() or "." in token.text:
            end = token.end + (text[token.end : token.end + 1] == "." and not token.text.isupper())
            yield Name(token.start, end, position, position, name.state, entries, CERTAIN, ("state",))
