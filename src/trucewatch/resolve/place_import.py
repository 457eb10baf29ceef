"""GeoNames dumps, line by line, into places for a gazetteer.

A country dump has nineteen columns (https://download.geonames.org/export/dump/readme.txt): id, name, ASCII name, other
names, latitude, longitude, feature class, feature code, country, further countries, four divisions, population,
elevation, model height, time zone, date. A table of alternate names has eight to ten: its own id, the place's id,
language, name, and flags. What does not fit is told with its line, and the rest goes on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from trucewatch.errors import Fault
from trucewatch.records.places import PlaceKind
from trucewatch.resolve.names import TRANSLITERATED, fold_name, loose_name

DUMP_COLUMNS = 19
NAME_COLUMNS = range(8, 11)
KEPT_SCRIPTS = re.compile(
    "^[\\s\u0000-\u024f\u1e00-\u1eff\u02b0-\u02ff\u0300-\u036f\u2018\u2019.-]+$|^[\\s\u0400-\u04ff'’.-]+$|^[\\s\u0600-\u06ff.-]+$"
)
"""Latin, Cyrillic, Arabic; a name in one of them."""
NO_NAME = {"link", "wkdt", "post", "iata", "icao", "faac", "unlc", "abbr", "phon", "piny"}
_DISTRICTS = {"ADM2", "ADM3", "ADM4", "ADM5", "ADM2H", "ADM3H"}
_BY_CLASS = {
    "P": PlaceKind.CITY,
    "H": PlaceKind.WATER,
    "S": PlaceKind.FACILITY,
    "L": PlaceKind.AREA,
    "R": PlaceKind.AREA,
    "T": PlaceKind.AREA,
    "U": PlaceKind.WATER,
    "V": PlaceKind.AREA,
    "A": PlaceKind.AREA,
}


@dataclass(frozen=True)
class AddedPlace:
    """A place with the keys it is found by.

    `division` is GeoNames' code of the first-order division ("YE.15"), "" where there is none. `main` are folded main
    names, `other` folded alternatives, `loose` transliteration keys.
    """

    id: str
    name: str
    lat: float
    lon: float
    country: str
    division: str
    kind: PlaceKind
    population: int
    main: tuple[str, ...]
    other: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()


@dataclass(frozen=True)
class AddedName:
    """One more name of a place that a gazetteer has."""

    id: str
    key: str
    loose: str


def parse_dump(lines: Iterable[str], where: str) -> Iterator[AddedPlace | Fault]:
    """The places of a country dump, in order, and a fault for each line that is none.

    Args:
        lines: the dump's lines.
        where: the file's name, for faults.
    """
    for number, line in enumerate(lines, 1):
        row = line.rstrip("\r\n")
        if row.strip():
            yield _place(row.split("\t"), f"{where}:{number}")


def _place(cells: list[str], where: str) -> AddedPlace | Fault:
    if len(cells) != DUMP_COLUMNS:
        message = f"{len(cells)} columns between tabs, a GeoNames dump has {DUMP_COLUMNS}; mend or leave out the line"
        return Fault("gazetteer.columns", message, where)
    key, name, ascii_name, others, lat, lon, sort, code, country, _, first = cells[:11]
    if not (key.isascii() and key.isdigit()):
        return Fault("gazetteer.id", f"{key!r} is no GeoNames id; write its number", where, "geonameid")
    if not fold_name(name):
        return Fault("gazetteer.name", "a place needs a name", where, "name")
    if not re.fullmatch(r"[A-Z]{2}|", country):
        return Fault("gazetteer.country", f"{country!r} is no ISO 3166-1 code of two letters", where, "country code")
    point = _point(lat, lon, where)
    if isinstance(point, Fault):
        return point
    mains = {fold_name(name), fold_name(ascii_name)} - {""}
    alternates = {n for n in others.split(",") if is_name(n)}
    other = {fold_name(n) for n in alternates} - mains - {""}
    spelled = (name, ascii_name, *sorted(alternates))
    loose = {loose_name(n) for n in spelled if n.isascii()} - {""} if country in TRANSLITERATED else set()
    return AddedPlace(
        f"geonames:{int(key)}",
        name,
        *point,
        country,
        f"{country}.{first}" if first else "",
        kind_of(sort, code),
        int(cells[14]) if cells[14].isascii() and cells[14].isdigit() else 0,
        tuple(sorted(mains)),
        tuple(sorted(other)),
        tuple(sorted(loose)),
    )


def _point(lat: str, lon: str, where: str) -> tuple[float, float] | Fault:
    found = []
    for field, cell, limit in (("latitude", lat, 90.0), ("longitude", lon, 180.0)):
        try:
            value = float(cell)
        except ValueError:
            return Fault("gazetteer.point", f"{cell!r} is no number of degrees", where, field)
        if not abs(value) <= limit:
            return Fault("gazetteer.point", f"{cell} lies outside -{limit:.0f}…{limit:.0f}", where, field)
        found.append(value)
    return found[0], found[1]


def kind_of(sort: str, code: str) -> PlaceKind:
    """The kind of a GeoNames feature class and code."""
    if sort == "A":
        if code.startswith("PCL"):
            return PlaceKind.COUNTRY
        if code == "ADM1":
            return PlaceKind.PROVINCE
        if code in _DISTRICTS:
            return PlaceKind.DISTRICT
    return _BY_CLASS.get(sort, PlaceKind.UNKNOWN)


def is_name(name: str) -> bool:
    """Whether a listed alternative is a name in a script that is kept, and neither a code nor a web address."""
    return len(name) > 1 and KEPT_SCRIPTS.match(name) is not None and not (name.isascii() and name.isupper())


def parse_names(lines: Iterable[str], where: str) -> Iterator[AddedName | Fault]:
    """The names of a table of alternate names, in order, and a fault for each line that is none."""
    for number, line in enumerate(lines, 1):
        row = line.rstrip("\r\n")
        if not row.strip():
            continue
        cells = row.split("\t")
        at = f"{where}:{number}"
        if len(cells) not in NAME_COLUMNS:
            yield Fault("gazetteer.columns", f"{len(cells)} columns, a table of names has eight to ten", at)
        elif not (cells[1].isascii() and cells[1].isdigit()):
            yield Fault("gazetteer.id", f"{cells[1]!r} is no GeoNames id; write its number", at, "geonameid")
        elif cells[2] not in NO_NAME and is_name(cells[3]) and fold_name(cells[3]):
            loose = loose_name(cells[3]) if cells[3].isascii() else ""
            yield AddedName(f"geonames:{int(cells[1])}", fold_name(cells[3]), loose)
