"""Where an incident was, as a shape that says no more than is known: a point only where the place itself is named."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from trucewatch.exchange.cells import place_of
from trucewatch.exchange.outgoing import Outgoing
from trucewatch.records.cases import KM_PER_DEGREE, CasePlace
from trucewatch.records.incidents import Incident
from trucewatch.records.places import EventPlace, PlacePrecision

NEAR_KM = 25.0
"""How far "near" reaches where no radius is told (UCDP GED, `where_prec` 2)."""
CORNERS = 36
Position = tuple[float, float]
"""Longitude, latitude: the order of GeoJSON (RFC 7946, 3.1.1)."""


@dataclass(frozen=True)
class Shape:
    """A shape and what it is.

    Attributes:
        kind: Point, LineString or Polygon.
        positions: of a polygon, its outer ring, closed, counter-clockwise.
        means: what the shape says, in words.
    """

    kind: str
    positions: tuple[Position, ...]
    means: str

    def geojson(self) -> dict[str, Any]:
        """The shape as a geometry of GeoJSON."""
        listed = [list(position) for position in self.positions]
        inner: Any = listed[0] if self.kind == "Point" else [listed] if self.kind == "Polygon" else listed
        return {"type": self.kind, "coordinates": inner}


def shape_of(out: Outgoing, incident: Incident) -> Shape | None:
    """The shape of where an incident was; None where that is not known finer than a district without an outline.

    A district, a province or a country has no outline here: a point in its middle would say what nobody told.
    """
    place = place_of(out, incident)
    if place is None or place.lat is None or place.lon is None:
        return None
    own = next((one for one in out.record.files.places if one.id == place.id), None)
    drawn = _drawn(own) if own is not None and not out.public else None
    if drawn is not None:
        return drawn
    if out.public or (place.radius_km is not None and place.precision is not PlacePrecision.EXACT):
        return _circle(place, place.radius_km or NEAR_KM)
    if place.precision is PlacePrecision.EXACT:
        return Shape("Point", ((place.lon, place.lat),), "the place that is named")
    return _circle(place, NEAR_KM) if place.precision is PlacePrecision.NEAR else None


def _drawn(place: CasePlace) -> Shape | None:
    """The line or outline that a person gave a place."""
    if place.line:
        return Shape("LineString", tuple((lon, lat) for lat, lon in place.line), "the line that the case draws")
    if len(place.area) < 3:
        return None
    ring = [(lon, lat) for lat, lon in place.area]
    ring += [] if ring[0] == ring[-1] else [ring[0]]
    turned = ring if _is_counter_clockwise(ring) else ring[::-1]
    return Shape("Polygon", tuple(turned), "the outline that the case draws")


def _circle(place: EventPlace, radius_km: float) -> Shape:
    """A ring of corners, `radius_km` from the point, on a sphere; cut at the poles and at the date line."""
    lat, lon = place.lat or 0.0, place.lon or 0.0
    step = radius_km / KM_PER_DEGREE
    across = step / max(math.cos(math.radians(lat)), 0.01)
    turns = [2 * math.pi * number / CORNERS for number in range(CORNERS)]
    ring = [
        (
            round(max(-180.0, min(180.0, lon + across * math.cos(turn))), 5),
            round(max(-90.0, min(90.0, lat + step * math.sin(turn))), 5),
        )
        for turn in turns
    ]
    return Shape("Polygon", (*ring, ring[0]), f"somewhere within {radius_km:g} km of the point")


def _is_counter_clockwise(ring: Sequence[Position]) -> bool:
    return sum((b[0] - a[0]) * (b[1] + a[1]) for a, b in pairwise(ring)) < 0
