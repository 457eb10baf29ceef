"""Facts: a claim's values in the form in which two claims can be compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from math import asin, cos, radians, sin, sqrt

from trucewatch.records.actors import Actor, side_of
from trucewatch.records.calendar import bounds, extent
from trucewatch.records.claims import Claim, Count, Participant
from trucewatch.records.documents import Document
from trucewatch.records.names import slug
from trucewatch.records.places import EventPlace, PlacePrecision
from trucewatch.records.times import TimeBasis

EARTH_KM = 6371.0
# How far off a place of a given precision may be, in km: UCDP GED's 25 km for "near"; the rest in proportion.
RADIUS_KM = {
    PlacePrecision.EXACT: 8.0,
    PlacePrecision.NEAR: 25.0,
    PlacePrecision.DISTRICT: 40.0,
    PlacePrecision.PROVINCE: 120.0,
    PlacePrecision.AREA: 120.0,
    PlacePrecision.COUNTRY: 0.0,
    PlacePrecision.UNKNOWN: 25.0,
}
COARSE = frozenset({PlacePrecision.PROVINCE, PlacePrecision.AREA, PlacePrecision.COUNTRY})
Moments = tuple[datetime, datetime]


@dataclass(frozen=True)
class Spot:
    """Where: a point with its radius in km, or a name, or a country; `coarse` for a province and beyond."""

    name: str
    id: str | None
    point: tuple[float, float] | None
    radius: float
    country: str | None
    coarse: bool


@dataclass(frozen=True)
class Facts:
    """One claim's values for comparison.

    Attributes:
        when: first moment and first moment after; None where the text gives no date.
        told: on what basis the time was read.
        published: the day the claim's document came out.
        actors, targets: ids or names, each with the sides that answer for them.
        killed, injured: lowest and highest, highest None for "at least".
    """

    claim: Claim
    when: Moments | None
    told: TimeBasis
    published: Moments | None
    spot: Spot | None
    actors: frozenset[str]
    targets: frozenset[str]
    killed: tuple[int, int | None] | None
    injured: tuple[int, int | None] | None

    @property
    def dated(self) -> bool:
        """Whether the time is known to a week or better."""
        return self.when is not None and (self.when[1] - self.when[0]).days <= 7

    @property
    def placed(self) -> bool:
        """Whether the place is known more finely than a province."""
        return self.spot is not None and not self.spot.coarse and (self.spot.point is not None)


def facts_of(claim: Claim, document: Document | None, actors: Mapping[str, Actor]) -> Facts:
    """What a claim says, ready to be compared."""
    time, harm = claim.time, claim.harm
    return Facts(
        claim=claim,
        when=extent(time.begin, time.finish) if time else None,
        told=time.basis if time else TimeBasis.UNKNOWN,
        published=bounds(document.published) if document else None,
        spot=spot_of(claim.place) if claim.place else None,
        actors=identities(claim.actor, actors),
        targets=identities(claim.target, actors),
        killed=count_range(harm.killed) if harm else None,
        injured=count_range(harm.injured) if harm else None,
    )


def identities(who: Participant | None, actors: Mapping[str, Actor]) -> frozenset[str]:
    """The ids that a participant may go by, with their sides; its words where nobody is known by them."""
    if who is None:
        return frozenset()
    ids = (who.actor,) if who.actor else who.candidates
    if not ids:
        return frozenset({f"words:{slug(who.name)}"})
    return frozenset(ids) | {side_of(actor, actors) for actor in ids}


def count_range(count: Count | None) -> tuple[int, int | None] | None:
    """A count as its lowest and highest value."""
    return None if count is None else (count.low, count.high)


def spot_of(place: EventPlace) -> Spot:
    """A claim's place for comparison; its relation ("20 km north of") widens the radius."""
    located = place.lat is not None and place.lon is not None
    point = (place.lat, place.lon) if place.lat is not None and place.lon is not None else None
    radius = place.radius_km if place.radius_km is not None else RADIUS_KM[place.precision]
    coarse = place.precision in COARSE
    if place.precision is PlacePrecision.COUNTRY:
        point = None
    name = slug(place.name)
    return Spot(name, place.id, point if located else None, radius, place.country, coarse)


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The great-circle distance between two points given as latitude and longitude in degrees."""
    lat1, lon1, lat2, lon2 = map(radians, (*one, *other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))
