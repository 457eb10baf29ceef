"""Whether one place lies in another: "Alexandria, Va.", "Rubaya (Masisi, North Kivu)"."""

from __future__ import annotations

import math
from collections.abc import Sequence

from trucewatch.records.places import PlaceKind
from trucewatch.resolve.gazetteer import Entry
from trucewatch.resolve.place_address import Address

NEAR_KM = 150.0  # a division has no outline here: a place of its country so near its middle may be inside
SMALL_KM = 60.0
FAR_KM = 400.0  # no place of a division lies so far from its middle, but for the emptiest of them
SURE = frozenset({PlaceKind.COUNTRY, PlaceKind.PROVINCE, PlaceKind.AREA, PlaceKind.WATER})
EARTH_KM = 6371.0
LISTED, NEARBY = 6.0, 4.0  # weights: the gazetteer says that it lies there; it lies near its middle
FURTHER = 2.0  # weight of each wider part


def holding(entry: Entry, wide: Sequence[Entry]) -> float:
    """How surely a place lies in one of those: `LISTED`, `NEARBY`, or 0 where in none."""
    return max((_holds(outer, entry) for outer in wide if outer.row != entry.row or outer.own), default=0.0)


def container_of(entries: Sequence[Entry], address: Address) -> str:
    """The folded name of the finest part of an address that holds one of the readings; "" where none does."""
    for part in address.parts:
        if any(holding(entry, part.entries) for entry in entries):
            return part.key
    return ""


def address_weight(entry: Entry, address: Address) -> float:
    """What an address says for a reading: most by the finest part that holds it."""
    held = [weight for part in address.parts if (weight := holding(entry, part.entries))]
    return held[0] + FURTHER * (len(held) - 1) if held else 0.0


def lies_elsewhere(entries: Sequence[Entry], address: Address, *, loose: bool) -> bool:
    """Whether a firm address rules every reading out: none lies in any part, or near it in its country.

    A name that only resembles a listed one has to lie there. Countries and divisions are known well enough by
    themselves, whatever a writer adds.
    """
    if not address.firm or any(entry.own or (entry.main and entry.kind in SURE) for entry in entries):
        return False
    outer = [entry for part in address.parts for entry in part.entries]
    limit = NEAR_KM if loose else FAR_KM
    return not any(
        entry.country == wide.country
        and (
            wide.kind is PlaceKind.COUNTRY
            or wide.row in (entry.division, entry.row)
            or distance_km(entry, wide) < limit
        )
        for entry in entries
        for wide in outer
        if entry.country is not None
    )


def _holds(outer: Entry, entry: Entry) -> float:
    if entry.country != outer.country or entry.country is None:
        return 0.0
    if outer.kind is PlaceKind.COUNTRY or outer.row == entry.division >= 0:
        return LISTED
    near = distance_km(entry, outer) < (SMALL_KM if outer.kind is PlaceKind.CITY else NEAR_KM)
    return NEARBY if near else 0.0


def distance_km(one: Entry, other: Entry) -> float:
    """The distance of two places, good enough for near and far."""
    a, b = one.candidate, other.candidate
    east = (b.lon - a.lon + 180.0) % 360.0 - 180.0
    return math.radians(math.hypot(b.lat - a.lat, east * math.cos(math.radians(a.lat)))) * EARTH_KM
