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


class PlaceCandidate(Record):
    """One gazetteer entry that a name may mean; `id` is `geonames:N` or the case's own."""

    id: str
    name: str
    lat: float
    lon: float
    country: str | None = None
    kind: PlaceKind = PlaceKind.UNKNOWN
    population: int = 0


class PlaceMention(Record):
    """A name of a place. `place` is None where it is not located; `candidates` keeps every reading."""

    span: Span
    kind: PlaceKind = PlaceKind.UNKNOWN
    place: PlaceCandidate | None = None
    candidates: tuple[PlaceCandidate, ...] = ()
    rule: str


class EventPlace(Record):
    """The place of a claim: the words, the point where known, how fine, and the relation to the point."""

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
    rule: str
