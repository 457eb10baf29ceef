"""The ground of a text: the one country, territory or town that all of it plays in, where there is one.

A report on one war names its country once and then speaks of towns; one on a siege names its town in every line. What
they tell without a place is told of there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from trucewatch.records.places import PlaceKind, PlaceMention, PlaceRelationKind
from trucewatch.records.spans import Span
from trucewatch.resolve.names import fold_name
from trucewatch.resolve.place_chains import FINE

_BETWEEN = r"\s+(?:(?:the|all|much|most|parts?|areas?|regions?|of|central|[\w-]+ern)\s+){0,5}$"
_IN = re.compile(rf"\b(?:in|across|throughout|inside|within|over|into){_BETWEEN}", re.IGNORECASE)
_ON = re.compile(
    rf"\b(?:in|across|throughout|inside|within|over|into|on|(?:part|region|area)s? of){_BETWEEN}", re.IGNORECASE
)
_AT = re.compile(r"\b(?:in|at|near|on|(?:city|town|village|parts?) of)\s+$", re.IGNORECASE)
_WITHIN = frozenset({PlaceRelationKind.PART, PlaceRelationKind.WITHIN, PlaceRelationKind.OUTSIDE})
_PARTS = frozenset({PlaceKind.AREA, PlaceKind.PROVINCE})
NEAR = 40  # characters before a name in which the word stands that makes it a location
RIVAL = 0.25  # how often another country is named, as a share of the first, where the text plays in both
ITS_TOWNS = 2
ITS_ACTS = 2
PART_OFTEN = 3  # times that a text names a province or an area, if all of it plays there
OFTEN = 3  # times that a text names its one town, if all of it plays there


@dataclass(frozen=True)
class Ground:
    """Where a text plays: its country, and the mentions by which the text names that and its one town."""

    country: str
    wide: PlaceMention | None
    town: PlaceMention | None


def ground_of(
    text: str,
    places: Sequence[PlaceMention],
    datelines: Sequence[Span],
    countries: Sequence[str],
    seats: Collection[str],
    acting: Mapping[str, int],
) -> Ground | None:
    """The ground of a text, None where it plays in several countries or names none.

    Args:
        text: the text.
        places: all its mentions of places, in order.
        datelines: where its datelines stand.
        countries: the countries that its towns tell, or the case's.
        seats: folded names of capitals, which may stand for their governments.
        acting: how often the text names the state or the forces of each country as somebody.
    """
    free = [place for place in places if not any(line.overlaps(place.span) for line in datelines)]
    named = [place for place in free if place.place is not None]
    country = _country(text, named, countries)
    if country is None or _is_between_states(country, named, acting):
        return None
    own = [place for place in named if place.place is not None and place.place.country == country]
    return Ground(country, _wide(text, own), _town(text, own, free, seats))


def _country(text: str, named: Sequence[PlaceMention], countries: Sequence[str]) -> str | None:
    """The one country of towns or case; where no town tells, the only one that something is told to happen in."""
    if countries:
        return countries[0] if len(set(countries)) == 1 else None
    lands = [place for place in named if place.kind is PlaceKind.COUNTRY]
    of_all = {place.place.country for place in lands if place.place is not None}
    if len(of_all) == 1 and len(lands) >= OFTEN:
        return next(iter(of_all))  # "Sudan's army", "Sudan's war": no other is named
    told = Counter(place.place.country for place in lands if place.place is not None and _stands(_ON, place, text))
    most = max(Counter(place.place.country for place in named if place.place is not None).values(), default=0)
    return next((one for one, count in told.items() if len(told) == 1 and count * 2 >= most), None)


def _is_between_states(country: str, named: Sequence[PlaceMention], acting: Mapping[str, int]) -> bool:
    """Whether another state acts in the text and is a scene of it too: what is told without a place may be in either.

    Across a border both names come up, each with its towns; a power that only meddles has none.
    """
    at = [place for place in named if place.place is not None]
    every = Counter(place.place.country for place in at if place.place is not None)
    towns = Counter(
        place.place.country for place in at if place.place is not None and place.kind is not PlaceKind.COUNTRY
    )
    return any(
        other not in (None, country)
        and count >= RIVAL * every[country]
        and towns[other] >= ITS_TOWNS
        and acting.get(other or "", 0) >= ITS_ACTS
        for other, count in every.items()
    )


def _wide(text: str, own: Sequence[PlaceMention]) -> PlaceMention | None:
    """The first name of the country, where something is told to be in it before others; else of its one named part."""
    whole = [place for place in own if place.kind is PlaceKind.COUNTRY]
    if whole:
        return next((place for place in whole if _stands(_IN, place, text)), whole[0])
    parts = [place for place in own if place.kind in _PARTS]
    names = Counter(place.place.name for place in parts if place.place is not None)
    if not names:
        return None
    name, most = names.most_common(1)[0]
    if most < PART_OFTEN or most < OFTEN * (names.total() - most):
        return None
    return next(place for place in parts if place.place is not None and place.place.name == name)


def _town(
    text: str, own: Sequence[PlaceMention], free: Sequence[PlaceMention], seats: Collection[str]
) -> PlaceMention | None:
    """The only town that the text names in its country, and names again and again."""
    fine = [place for place in own if place.kind in FINE]
    spots = {place.place.id for place in fine if place.place is not None}
    parts = any(place.kind in _PARTS for place in own)
    beside = any(place.relation is not None and place.relation.kind not in _WITHIN for place in fine)
    at = sum(_stands(_AT, place, text) for place in fine)
    if len(spots) != 1 or parts or beside or len(fine) < OFTEN or at < OFTEN - 1:
        return None
    foreign = [place for place in free if place.kind in FINE and place not in fine]
    abroad = [place for place in foreign if place.place is not None and fold_name(place.span.quote) not in seats]
    return fine[0] if not abroad or len(fine) >= OFTEN * len(abroad) else None


def _stands(before: re.Pattern[str], place: PlaceMention, text: str) -> bool:
    return before.search(text, max(0, place.span.start - NEAR), place.span.start) is not None
