"""From mentions of places to the place of an event: which point, how fine, and the words between."""

from __future__ import annotations

import re

from trucewatch.records.places import (
    EventPlace,
    PlaceBasis,
    PlaceMention,
    PlacePrecision,
    PlaceRelation,
    PlaceRelationKind,
)
from trucewatch.resolve.place_chains import Chain, spokesman
from trucewatch.resolve.place_relations import NEAR_KM, PRECISION
from trucewatch.resolve.surroundings import Surroundings

_MEETING = r"(?:talks|negotiations?|meetings?|conference|summit|consultations)"
_MET_IN = re.compile(
    rf"\b{_MEETING}\b(?:[^,.;]{{0,40}}?)\s(?:in|at|to)\s+$|\b(?:met|returned? to)\s+(?:in\s+)?$", re.IGNORECASE
)
_TALKS = re.compile(rf"(?:['’]s)?\s+(?:\w+\s+)?{_MEETING}\b", re.IGNORECASE)
NEAR = 60  # characters beside a name in which the words for a meeting stand
DISTRICT_AT_BEST = {PlacePrecision.EXACT: PlacePrecision.DISTRICT, PlacePrecision.NEAR: PlacePrecision.DISTRICT}


def is_venue(place: PlaceMention, text: str) -> bool:
    """Whether a mention only says where people meet and talk: "talks in Geneva", "the Geneva negotiations"."""
    before, after = (
        text[max(0, place.span.start - NEAR) : place.span.start],
        text[place.span.end : place.span.end + NEAR],
    )
    return bool(_MET_IN.search(before) or _TALKS.match(after))


def event_place(chain: Chain, around: Surroundings, rule: str, basis: PlaceBasis = PlaceBasis.TOLD) -> EventPlace:
    """The place that a chain of mentions gives: its spokesman's, with the relation that the words name."""
    mention = spokesman(chain)
    area = mention.relation if mention is chain[0] else None
    if area is not None and area.kind is PlaceRelationKind.BETWEEN and area.lat is None and mention.place is not None:
        area = None  # one of the two is not located: near the other is all that is known
    if area is not None and area.kind is PlaceRelationKind.BETWEEN:
        mention = next(other for other in reversed(around.places) if other.relation == area)
    place = mention.place
    words, precision = None, PRECISION[mention.kind]
    if area is not None:
        words, precision = _relation_words(area, mention), area.precision
    elif mention is not chain[0] and chain[0].place is None:
        words, precision = _spot(chain[0], mention, around.text), DISTRICT_AT_BEST.get(precision, precision)
    point = area if area is not None and area.lat is not None else place
    return EventPlace(
        span=mention.span,
        name=place.name if place is not None else mention.span.quote,
        id=None if place is None or _well_away(area) else place.id,
        lat=None if point is None else point.lat,
        lon=None if point is None else point.lon,
        country=None if place is None else place.country,
        precision=precision if place is not None else PlacePrecision.UNKNOWN,
        relation=words,
        radius_km=_radius(area, mention),
        basis=basis,
        rule=rule,
    )


def _radius(area: PlaceRelation | None, mention: PlaceMention) -> float | None:
    """The area's radius; else that of the place, where a person told one."""
    if area is not None:
        return area.radius_km
    return None if mention.place is None else mention.place.radius_km


def _relation_words(area: PlaceRelation, mention: PlaceMention) -> str:
    """The words of the relation, to be read before the name."""
    return area.span.quote if area.span.start < mention.span.start else f"{area.span.quote} of"


def _well_away(area: PlaceRelation | None) -> bool:
    """Whether the area is no longer the place that it is told by."""
    if area is None:
        return False
    return area.kind is PlaceRelationKind.BETWEEN or (area.distance_km or 0.0) > NEAR_KM


def _spot(head: PlaceMention, mention: PlaceMention, text: str) -> str:
    """The words of a spot that is not located, up to the place that it lies in: "Qarbash", "the X area of"."""
    return text[head.span.start : mention.span.start].rstrip().rstrip("([,").rstrip()
