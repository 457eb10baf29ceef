"""Places: mentions in a text, the gazetteer entries they may mean, and the place of a claim."""

from __future__ import annotations

from enum import StrEnum

from trucewatch.records.base import Record
from trucewatch.records.spans import Span


class PlaceKind(StrEnum):
    """What sort of thing a place is."""

    COUNTRY = "country"
    PROVINCE = "province"
    DISTRICT = "district"
    CITY = "city"
    AREA = "area"
    FACILITY = "facility"
    WATER = "water"
    UNKNOWN = "unknown"


class PlacePrecision(StrEnum):
    """How finely a place is known; UCDP GED `where_prec` in brackets."""

    EXACT = "exact"  # 1
    NEAR = "near"  # 2: within 25 km of the point
    DISTRICT = "district"  # 3
    PROVINCE = "province"  # 4
    AREA = "area"  # 5: a line or a fuzzy region
    COUNTRY = "country"  # 6
    UNKNOWN = "unknown"


class PlaceBasis(StrEnum):
    """How a claim came by its place."""

    TOLD = "told"  # words of its own sentence, or the title of its item
    CARRIED_OVER = "carried_over"  # what the text set before, or as a whole


class PlaceRelationKind(StrEnum):
    """How an area lies to the place that its words name."""

    NEAR = "near"
    OUTSIDE = "outside"  # not in it: the outskirts, the countryside
    DIRECTION = "direction"  # "south of", no distance told
    DISTANCE = "distance"  # "10 km from", "10 km north of"
    BETWEEN = "between"
    TOWARDS = "towards"  # the way to it
    PART = "part"  # "northern", "the eastern suburbs of"
    WITHIN = "within"  # somewhere in it: a spot that no gazetteer knows


class PlaceCandidate(Record):
    """One gazetteer entry that a name may mean; `id` is `geonames:N` or the case's own."""

    id: str
    name: str
    lat: float
    lon: float
    country: str | None = None
    kind: PlaceKind = PlaceKind.UNKNOWN
    population: int = 0
    radius_km: float | None = None
    """How far the place reaches from its point, where a person told it."""


class PlaceRelation(Record):
    """The area that words and a place's name give together: "10 km north of Homs", "between Homs and Hama".

    Attributes:
        span: the words of the relation and nothing else; of "between", up to the second name.
        kind: what sort of relation.
        bearing: degrees clockwise from north, of eight directions, where the words name one.
        distance_km: the distance told, the upper one of two.
        lat: the middle of the area, where the named place is located and the words allow one.
        lon: as `lat`.
        radius_km: how far from the middle the area reaches, by the convention of `rule`.
        precision: how fine the area is; never finer than the place that it is told by.
        rule: the convention used; see docs/explanation/places.md.
    """

    span: Span
    kind: PlaceRelationKind
    bearing: float | None = None
    distance_km: float | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    precision: PlacePrecision = PlacePrecision.UNKNOWN
    rule: str


class PlaceMention(Record):
    """A name of a place. `place` is None where it is not located; `candidates` keeps every reading."""

    span: Span
    kind: PlaceKind = PlaceKind.UNKNOWN
    place: PlaceCandidate | None = None
    candidates: tuple[PlaceCandidate, ...] = ()
    relation: PlaceRelation | None = None
    """What the words around the name make of it, where they speak of an area beside or within the place."""
    rule: str


class EventPlace(Record):
    """The place of a claim: the words, the point where known, how fine, and the relation to the place of that name.

    The point is the middle of the area told ("10 km north of Homs": 10 km north); `id` is the named place's own, and is
    missing where the area lies well away from it.
    """

    span: Span
    name: str
    id: str | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    precision: PlacePrecision = PlacePrecision.UNKNOWN
    relation: str | None = None
    """The words that stand between the claim and the place: "outside", "near", "10 km north of"."""
    radius_km: float | None = None
    basis: PlaceBasis = PlaceBasis.TOLD
    rule: str
