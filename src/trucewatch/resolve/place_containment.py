"""Whether one place lies in another: "Alexandria, Va.", "Rubaya (Masisi, North Kivu)"."""

from __future__ import annotations

import math
from collections.abc import Sequence

from trucewatch.records.places import PlaceKind
from trucewatch.resolve.gazetteer import Entry, Gazetteer
from trucewatch.resolve.place_evidence import Name

NEAR_KM = 150.0  # a division has no outline here: a place of its country so near its middle may be inside
SMALL_KM = 60.0
EARTH_KM = 6371.0


def container_of(name: Name, gazetteer: Gazetteer) -> str:
    """The folded name of what holds the place, where the words after a comma or bracket name it; else ""."""
    if not name.within.startswith("?"):
        return name.within
    two = name.within[1:]
    for key in (two, two.split(" ", 1)[0]):
        wide = wide_readings(key, gazetteer)
        if wide and any(inside(entry, wide) for entry in name.entries):
            return key
    return ""


def wide_readings(key: str, gazetteer: Gazetteer) -> list[Entry]:
    """The countries, divisions and areas of a name; towns too, since districts are named after them."""
    return [entry for entry in gazetteer.lookup(key) if entry.main or entry.kind is not PlaceKind.CITY]


def inside(entry: Entry, wide: Sequence[Entry]) -> bool:
    """Whether a place lies in one of those."""
    return any(_holds(outer, entry) for outer in wide if outer.row != entry.row or entry.own)


def _holds(outer: Entry, entry: Entry) -> bool:
    if entry.country != outer.country or entry.country is None:
        return False
    if outer.kind is PlaceKind.COUNTRY or outer.row == entry.division:
        return True
    return distance_km(entry, outer) < (SMALL_KM if outer.kind is PlaceKind.CITY else NEAR_KM)


def distance_km(one: Entry, other: Entry) -> float:
    """The distance of two places, good enough for near and far."""
    a, b = one.candidate, other.candidate
    east = (b.lon - a.lon + 180.0) % 360.0 - 180.0
    return math.radians(math.hypot(b.lat - a.lat, east * math.cos(math.radians(a.lat)))) * EARTH_KM
