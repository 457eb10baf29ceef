"""The map: the world's outline zoomed to the case's incidents, as numbers that a template draws.

Spherical Mercator. What is drawn is only where reports say something happened, no finer than they say it; no
coordinates are printed and no grid is drawn.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median

from shapely.geometry import Polygon

from trucewatch.records.claims import Claim
from trucewatch.records.incidents import Incident
from trucewatch.records.places import EventPlace, PlacePrecision
from trucewatch.report.index import CaseIndex
from trucewatch.report.outline import Box, countries_within, load_outline
from trucewatch.report.tellings import IncidentView
from trucewatch.report.words import plural, word

WIDTH = 960.0
LEAST_DEGREES = 2.4
"""The box is never narrower: a town alone, without its surroundings, tells a reader nothing."""
MARGIN = 0.28
LEAST_REACH = 4.0
"""Degrees around the middle within which a place is never too far."""
NEAR_KM = 25.0
"""UCDP GED, `where_prec` 2: within 25 km of the point."""
KM_PER_DEGREE = 111.195
LETTER = 6.6
"""Width of a letter of a label in units of the drawing, measured for the map's type size."""


@dataclass(frozen=True)
class Outlined:
    """A country: its path, and where its name stands (None: no room)."""

    name: str
    path: str
    label: tuple[float, float] | None


@dataclass(frozen=True)
class Point:
    """One place with its incidents. `ring` is the radius of what is known, 0 where it is the named place itself.

    `rough` says that the point only stands for a wider area. `label` is (x, y, text-anchor), None where it
    would cover another.
    """

    x: float
    y: float
    name: str
    radius: float
    ring: float
    rough: bool
    precision: str
    label: tuple[float, float, str] | None
    incidents: list[IncidentView]
    title: str


@dataclass(frozen=True)
class MapView:
    """All that the map shows."""

    width: float
    height: float
    countries: list[Outlined]
    zones: list[tuple[str, str]]
    points: list[Point]
    scale: tuple[float, str]
    unplaced: list[IncidentView]
    far: list[IncidentView]
    """Incidents with a point so far from the rest that drawing it would shrink them to nothing."""
    note: str
    source: str


def view_map(index: CaseIndex, incidents: list[IncidentView]) -> MapView | None:
    """The map of the incidents that have a point, None where none has."""
    placed: defaultdict[tuple[float, float], list[IncidentView]] = defaultdict(list)
    for view in incidents:
        if view.incident.lat is not None and view.incident.lon is not None:
            placed[round(view.incident.lat, 3), round(view.incident.lon, 3)].append(view)
    if not placed:
        return None
    agreement = index.record.files.agreement
    zones = [zone for zone in agreement.zones if len(zone.outline) > 2] if agreement else []
    near = _near(placed)
    far = [view for at, views in placed.items() if at not in near for view in views]
    frame = _frame([(lon, lat) for lat, lon in near])
    outline = load_outline()
    return MapView(
        width=WIDTH,
        height=frame.height,
        countries=_countries(frame),
        zones=[(zone.name, frame.path([zone.outline])) for zone in zones],
        points=_points(index, frame, near),
        far=sorted(far, key=lambda view: view.number),
        scale=_scale(frame),
        unplaced=[view for view in incidents if view.incident.lat is None],
        note=outline.note,
        source=outline.source,
    )


def _near(placed: Mapping[tuple[float, float], list[IncidentView]]) -> dict[tuple[float, float], list[IncidentView]]:
    """The places around the middle of the incidents: within four times the distance that holds most of them."""
    every = [at for at, views in placed.items() for _ in views]
    middle = median(lat for lat, _ in every), median(lon for _, lon in every)
    apart = sorted(math.dist(at, middle) for at in every)
    reach = max(LEAST_REACH, 4 * apart[int(0.75 * (len(apart) - 1))])
    return {at: views for at, views in placed.items() if math.dist(at, middle) <= reach}


def _mercator(lat: float) -> float:
    """Northing in degrees of longitude at the equator."""
    bounded = max(-85.0, min(85.0, lat))
    return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(bounded) / 2)))


def _latitude(northing: float) -> float:
    return math.degrees(2 * math.atan(math.exp(math.radians(northing))) - math.pi / 2)


@dataclass(frozen=True)
class _Frame:
    """A box of the earth and its place on the drawing."""

    west: float
    top: float
    per_degree: float
    height: float

    @property
    def box(self) -> Box:
        east = self.west + WIDTH / self.per_degree
        return self.west, _latitude(self.top - self.height / self.per_degree), east, _latitude(self.top)

    def place(self, lon: float, lat: float) -> tuple[float, float]:
        return (lon - self.west) * self.per_degree, (self.top - _mercator(lat)) * self.per_degree

    def kilometres(self, lat: float, length: float) -> float:
        """A length on the ground as a length of the drawing, at a latitude."""
        return length / (KM_PER_DEGREE * math.cos(math.radians(lat))) * self.per_degree

    def path(self, rings: Iterable[Iterable[tuple[float, float]]]) -> str:
        drawn = []
        for ring in rings:
            points = [self.place(lon, lat) for lon, lat in ring]
            drawn.append("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z")
        return "".join(drawn)


def _frame(points: list[tuple[float, float]]) -> _Frame:
    """A frame around points of (lon, lat), with a margin, between 5:2 and 8:5 in shape."""
    longitudes, northings = [lon for lon, _ in points], [_mercator(lat) for _, lat in points]
    middle_x, middle_y = (min(longitudes) + max(longitudes)) / 2, (min(northings) + max(northings)) / 2
    across = max((max(longitudes) - min(longitudes)) * (1 + 2 * MARGIN), LEAST_DEGREES)
    down = max((max(northings) - min(northings)) * (1 + 2 * MARGIN), across * 0.4)
    across = max(across, down * 1.6)
    per_degree = WIDTH / across
    return _Frame(middle_x - across / 2, middle_y + down / 2, per_degree, round(down * per_degree, 1))


def _countries(frame: _Frame) -> list[Outlined]:
    drawn = []
    west, south, east, north = frame.box
    spare = 8.0 / frame.per_degree
    for name, polygons in countries_within((west - spare, south - spare, east + spare, north + spare)):
        simple = [polygon.simplify(0.4 / frame.per_degree) for polygon in polygons]
        rings = [ring.coords for polygon in simple for ring in (polygon.exterior, *polygon.interiors)]
        drawn.append(Outlined(name, frame.path(rings), _country_label(frame, name, polygons)))
    return drawn


def _country_label(frame: _Frame, name: str, polygons: list[Polygon]) -> tuple[float, float] | None:
    largest = max(polygons, key=lambda polygon: float(polygon.area))
    if largest.is_empty or math.sqrt(largest.area) * frame.per_degree < 9.0 * len(name):
        return None
    point = largest.representative_point()
    x, y = frame.place(point.x, point.y)
    half = 6.4 * len(name)
    return min(max(x, half), WIDTH - half), min(max(y, 20.0), frame.height - 12.0)


def _points(index: CaseIndex, frame: _Frame, placed: dict[tuple[float, float], list[IncidentView]]) -> list[Point]:
    taken: list[Box] = []
    sites = []
    for (lat, lon), views in sorted(placed.items(), key=lambda item: -len(item[1])):
        x, y = frame.place(lon, lat)
        radius = 7.0 + 2.5 * min(math.sqrt(len(views)), 5.0)
        taken.append((x - radius, y - radius, x + radius, y + radius))
        sites.append((lat, x, y, radius, views))
    points = []
    for lat, x, y, radius, views in sites:
        ring, precision = _known(index, [view.incident for view in views])
        name = views[0].incident.place or "place without a name"
        points.append(
            Point(
                x=round(x, 1),
                y=round(y, 1),
                name=name,
                radius=round(radius, 1),
                ring=round(frame.kilometres(lat, ring), 1),
                rough=precision not in (PlacePrecision.EXACT, PlacePrecision.NEAR, PlacePrecision.UNKNOWN),
                precision=word(precision),
                label=_label(name, x, y, radius, frame.height, taken),
                incidents=views,
                title=f"{name}: {plural(len(views), 'incident')}; {word(precision)}",
            )
        )
    return points


def _known(index: CaseIndex, incidents: list[Incident]) -> tuple[float, PlacePrecision]:
    """How finely the reports place these incidents: the widest radius they give in km, and the precision."""
    places = [place for incident in incidents for place in _places(index, incident)]
    order = list(PlacePrecision)
    coarsest = max((place.precision for place in places), key=order.index, default=PlacePrecision.UNKNOWN)
    radii = [place.radius_km for place in places if place.radius_km]
    if coarsest is PlacePrecision.NEAR and not radii:
        radii = [NEAR_KM]
    return max(radii, default=0.0), coarsest


def _places(index: CaseIndex, incident: Incident) -> list[EventPlace]:
    claims = (index.claims.get(claim) for claim in incident.claims)
    places = [claim.place for claim in claims if isinstance(claim, Claim) and claim.place is not None]
    return [place for place in places if place.id == incident.place_id or place.lat == incident.lat]


def _label(
    name: str, x: float, y: float, radius: float, height: float, taken: list[Box]
) -> tuple[float, float, str] | None:
    """Where a point's name fits without covering another: right, left, above, below; else nowhere."""
    long, gap = len(name) * LETTER, radius + 5
    tries = (
        ("start", x + gap, y + 4, x + gap),
        ("end", x - gap, y + 4, x - gap - long),
        ("middle", x, y - gap, x - long / 2),
        ("middle", x, y + gap + 9, x - long / 2),
    )
    for side, at_x, at_y, left in tries:
        box = (left, at_y - 11, left + long, at_y + 3)
        inside = box[0] > 2 and box[2] < WIDTH - 2 and box[1] > 2 and box[3] < height - 2
        if inside and not any(_cross(box, other) for other in taken):
            taken.append(box)
            return round(at_x, 1), round(at_y, 1), side
    return None


def _cross(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _scale(frame: _Frame) -> tuple[float, str]:
    """A scale bar of a round length, at the middle latitude."""
    _, south, _, north = frame.box
    middle = (south + north) / 2
    for length in (1000, 500, 200, 100, 50, 20, 10, 5):
        drawn = frame.kilometres(middle, length)
        if drawn <= WIDTH / 5:
            return round(drawn, 1), f"{length} km"
    return round(frame.kilometres(middle, 5), 1), "5 km"
