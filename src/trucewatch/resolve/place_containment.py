"""Whether one place lies in another: "Alexandria, Va.", "Rubaya (Masisi, North Kivu)"."""

from __future__ import annotations

import math
from collections.abc import Sequence

from trucewatch.records.places import PlaceKind
from trucewatch.resolve.gazetteer import Entry
from trucewatch.resolve.place_address import NOWHERE, Address, Part

NEAR_KM = 220.0  # a division has no outline here: a place of its country so near its middle may be inside
SMALL_KM = 60.0
TOWN = 15_000
SURE = frozenset({PlaceKind.COUNTRY, PlaceKind.PROVINCE, PlaceKind.AREA, PlaceKind.WATER})
EARTH_KM = 6371.0
LISTED, NEARBY = 6.0, 4.0  # weights: the gazetteer says that it lies there; it lies near its middle
FURTHER = 2.0  # weight of each wider part


def holding(entry: Entry, wide: Sequence[Entry]) -> float:
    """How surely a place lies in one of those: `LISTED`, `NEARBY`, or 0 where in none."""
    if not wide:
        return 0.0
    return max((_holds(outer, entry) for outer in wide if outer.row != entry.row or outer.own), default=0.0)


def consistent(address: Address) -> Address:
    """The address with each part's readings narrowed to those that lie in the next wider part, or hold a finer one."""
    if not address.parts:
        return NOWHERE
    kept: list[Part] = []
    for part in reversed(address.parts):
        outer = kept[0].entries if kept else ()
        inner = tuple(entry for entry in part.entries if not outer or holding(entry, outer))
        if inner and outer:
            holders = tuple(wide for wide in outer if any(holding(entry, (wide,)) for entry in inner))
            kept[0] = Part(kept[0].key, holders)
        if inner:
            kept.insert(0, Part(part.key, inner))
    return Address(tuple(kept), address.firm and bool(kept))


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


def lies_elsewhere(entries: Sequence[Entry], address: Address) -> bool:
    """Whether a firm address rules every reading out: none lies in its finest part.

    Countries and divisions are known well enough by themselves, whatever a writer adds.
    """
    if not entries or not address.firm or any(entry.own or (entry.main and entry.kind in SURE) for entry in entries):
        return False
    finest = address.parts[0].entries
    if any(holding(entry, finest) or entry.row in {outer.row for outer in finest} for entry in entries):
        return False
    told = {outer.country for outer in finest}
    # A town of some size, under one division that is listed for another country only: the division is what is missing.
    likeliest = entries[0]
    return len(address.parts) > 1 or likeliest.country in told or likeliest.candidate.population < TOWN


def _holds(outer: Entry, entry: Entry) -> float:
    if entry.country != outer.country or entry.country is None:
        return 0.0
    if outer.kind is PlaceKind.COUNTRY or outer.row == entry.division >= 0:
        return LISTED
    return NEARBY if distance_km(entry, outer) < _reach(outer, entry) else 0.0


def _reach(outer: Entry, entry: Entry) -> float:
    """How far from the middle of a place what lies in it may be, km; both are of one country."""
    parted = entry.division >= 0 and outer.division >= 0 and entry.division != outer.division
    if outer.kind is PlaceKind.CITY:
        return SMALL_KM if parted else NEAR_KM  # a division is often called by its seat
    if outer.kind is PlaceKind.DISTRICT:
        return SMALL_KM
    listed = outer.candidate.id.startswith("division:") and entry.division >= 0
    # Where the gazetteer knows the division of both, only one redrawn since may hold it.
    return SMALL_KM if listed and outer.kind is PlaceKind.PROVINCE else NEAR_KM


def distance_km(one: Entry, other: Entry) -> float:
    """The distance of two places, good enough for near and far."""
    a, b = one.candidate, other.candidate
    east = (b.lon - a.lon + 180.0) % 360.0 - 180.0
    return math.radians(math.hypot(b.lat - a.lat, east * math.cos(math.radians(a.lat)))) * EARTH_KM
