"""The bundled outline of the world, decoded on demand and cut to a box."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from shapely import clip_by_rect
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from trucewatch.errors import Fault, KnowledgeError
from trucewatch.knowledge import ROOT

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees."""
Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Country:
    """A country's name, and its polygons as rings of (lon, lat), the outer ring first."""

    name: str
    polygons: tuple[tuple[Ring, ...], ...]


@dataclass(frozen=True)
class Outline:
    """The world's countries, and the note that must stand with them."""

    countries: tuple[Country, ...]
    note: str
    source: str


@cache
def load_outline() -> Outline:
    """The outline in `knowledge/world/countries.json`, read once.

    Raises:
        KnowledgeError: the file is missing or is not as the build writes it.
    """
    name = "world/countries.json"
    try:
        data = json.loads((ROOT / name).read_text(encoding="utf-8"))
        arcs = [_decode(arc, data["scale"], data["translate"]) for arc in data["arcs"]]
        countries = tuple(
            Country(
                item["name"],
                tuple(tuple(_ring(ring, arcs) for ring in rings) for rings in item["polygons"]),
            )
            for item in data["countries"]
        )
        return Outline(countries, data["note"], data["source"])
    except (OSError, ValueError, KeyError, IndexError) as error:
        raise KnowledgeError(Fault("knowledge.unreadable", str(error), where=name)) from error


def _decode(arc: list[list[int]], scale: list[float], translate: list[float]) -> Ring:
    """An arc's points in degrees, from differences in whole numbers (TopoJSON specification, 4.1)."""
    points, x, y = [], 0, 0
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        points.append((x * scale[0] + translate[0], y * scale[1] + translate[1]))
    return tuple(points)


def _ring(numbers: list[int], arcs: list[Ring]) -> Ring:
    """A ring's points: its arcs one after another, `~n` backwards, shared ends once."""
    points: list[tuple[float, float]] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points.extend(arc[1:] if points else arc)
    return tuple(points)


def countries_within(box: Box) -> list[tuple[str, list[Polygon]]]:
    """Each country that reaches into a box, with the parts of it that lie there."""
    found = []
    for country in load_outline().countries:
        parts: list[Polygon] = []
        for rings in country.polygons:
            whole = [_unwrapped(ring) for ring in rings]
            for turn in (-360.0, 0.0, 360.0):
                turned = [tuple((lon + turn, lat) for lon, lat in ring) for ring in whole]
                if _reaches(turned[0], box):
                    parts.extend(_polygons(clip_by_rect(Polygon(turned[0], turned[1:]), *box)))
        if parts:
            found.append((country.name, parts))
    return found


def _unwrapped(ring: Ring) -> Ring:
    """A ring without jumps from one side of the antimeridian to the other: it runs on past 180 degrees."""
    points, turn = [ring[0]], 0.0
    for (before, _), (lon, lat) in pairwise(ring):
        turn += 360.0 * ((before - lon > 180.0) - (lon - before > 180.0))
        points.append((lon + turn, lat))
    return tuple(points)


def _reaches(ring: Ring, box: Box) -> bool:
    longitudes, latitudes = [point[0] for point in ring], [point[1] for point in ring]
    west, south, east, north = box
    return min(longitudes) < east and max(longitudes) > west and min(latitudes) < north and max(latitudes) > south


def _polygons(shape: BaseGeometry) -> list[Polygon]:
    if isinstance(shape, Polygon):
        return [] if shape.is_empty else [shape]
    if isinstance(shape, MultiPolygon):
        return list(shape.geoms)
    return [part for member in getattr(shape, "geoms", ()) for part in _polygons(member)]
