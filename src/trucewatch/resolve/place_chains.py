"""Mentions that say together where one spot lies: "Pisky village in eastern Ukraine (Pokrovsk, Donetsk)".

A chain goes from the spot outwards. Of its members, the finest that is located stands for the spot.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from trucewatch.records.places import PlaceKind, PlaceMention

_KIND_WORDS = (
    "district|area|city|town|village|region|front(?:line)?|governorate|province|township|state|lga|subdivision|zone|"
    "county|territory|islands?|peninsula|valley|ward|tambon|neighbou?rhood|cent(?:er|re)|department|municipality|commune|camp|airport|highway|road|market"
)
_BETWEEN = re.compile(
    rf"[\]\s]*(?:(?:{_KIND_WORDS})\s*)*(?P<mark>,|\(|\bof\b|\bin\b)\s*(?:(?:the|\w+ern|central)\s+)*"
    rf"(?:[A-Z][\w'’ -]{{1,30}}(?:,\s*|\s+(?:{_KIND_WORDS})\s+(?:(?:north|south|east|west)\w*\s+)?(?:of|in)\s+))?",
    re.IGNORECASE,
)
_ROAD = re.compile(r"\s+(?:road|highway|motorway|railway|route)\b", re.IGNORECASE)
_LIST_GOES_ON = re.compile(r"\s*+(?:,\s*+)?+(?:and|or|as well as)\b", re.IGNORECASE)
_LONGEST_GAP = 80
FINE = frozenset({PlaceKind.CITY, PlaceKind.DISTRICT, PlaceKind.FACILITY})
WIDE = frozenset({PlaceKind.COUNTRY, PlaceKind.AREA, PlaceKind.WATER})

Chain = tuple[PlaceMention, ...]


def chains(text: str, places: Sequence[PlaceMention]) -> tuple[Chain, ...]:
    """The mentions of a text, in order, in chains; most stand alone."""
    out: list[Chain] = []
    chain: list[PlaceMention] = []
    commas = True
    for place in places:
        mark = _mark(text, chain[-1], place) if chain else ""
        if mark and _may_hold(chain, place, mark):
            chain.append(place)
            commas = commas and mark == ","
            continue
        out += _closed(text, chain, commas)
        chain, commas = [place], True
    return (*out, *_closed(text, chain, commas))


def _mark(text: str, inner: PlaceMention, outer: PlaceMention) -> str:
    """What joins two mentions as inner and outer: ",", "(", "of" or "in"; "" where nothing does."""
    if not 0 < outer.span.start - inner.span.end <= _LONGEST_GAP:
        return ""
    if inner.kind is PlaceKind.CITY and _ROAD.match(text, inner.span.end):
        return ""  # "the Homs road in Palmyra": the town that names a road does not lie there
    found = _BETWEEN.fullmatch(text, inner.span.end, outer.span.start)
    return found["mark"].casefold() if found else ""


def _may_hold(chain: Sequence[PlaceMention], outer: PlaceMention, mark: str) -> bool:
    """A country or province lies in no town; but what stands in brackets after it says more of the same spot."""
    inner = chain[-1]
    if outer.relation is not None and outer.relation is inner.relation:
        return False
    too_wide = inner.kind in WIDE or (inner.kind is PlaceKind.PROVINCE and outer.kind in FINE)
    if not too_wide:
        return True
    return mark == "("


def _closed(text: str, chain: Sequence[PlaceMention], commas: bool) -> list[Chain]:
    """The chain; or each by itself, where nothing but commas joins them and the list goes on with "and"."""
    if len(chain) > 1 and commas and _LIST_GOES_ON.match(text, chain[-1].span.end):
        return [(place,) for place in chain]
    return [tuple(chain)] if chain else []


def spokesman(chain: Chain) -> PlaceMention:
    """The member that stands for the spot: of those located the finest, of these the first; else the head."""
    located = [place for place in chain if place.place is not None]
    return min(located, key=coarseness) if located else chain[0]


def coarseness(mention: PlaceMention) -> int:
    """0 for a spot, a town or a district, 1 for an area, 2 for a province, 3 for a country.

    Small areas that a person listed for a case (a road, a hill, a quarter) are as fine as a town.
    """
    listed = mention.place is not None and not mention.place.id.startswith(("geonames:", "trucewatch:", "division:"))
    if mention.kind in FINE or mention.kind is PlaceKind.UNKNOWN or (listed and mention.kind is PlaceKind.AREA):
        return 0
    return {PlaceKind.PROVINCE: 2, PlaceKind.COUNTRY: 3}.get(mention.kind, 1)
