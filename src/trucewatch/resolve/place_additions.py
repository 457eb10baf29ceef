"""Places added to the shipped gazetteer: how they are kept in a folder, and how they join it.

A folder holds tables made by `trucewatch gazetteer add`: `NAME.places.tsv.gz` (the columns of `AddedPlace`, lists with
"|" between) and `NAME.names.tsv.gz` (id, folded name, transliteration key). Keys are folded when a table is made, so
that opening one costs no more than splitting its lines. A place that the shipped gazetteer has keeps its row and gets
the further names; a division that it has is known by GeoNames' code.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from pathlib import Path

from trucewatch.errors import Fault, KnowledgeError
from trucewatch.records.places import PlaceKind
from trucewatch.resolve.gazetteer import Gazetteer
from trucewatch.resolve.place_import import AddedName, AddedPlace

PLACES, NAMES = ".places.tsv.gz", ".names.tsv.gz"
_CELLS = 11


def place_line(place: AddedPlace) -> str:
    """A place as a line of its table."""
    return "\t".join(
        (
            place.id,
            place.name.replace("\t", " "),
            f"{place.lat:.4f}",
            f"{place.lon:.4f}",
            place.country,
            place.division,
            place.kind.value,
            str(place.population),
            "|".join(place.main),
            "|".join(place.other),
            "|".join(place.loose),
        )
    )


def name_line(name: AddedName) -> str:
    """A name as a line of its table."""
    return f"{name.id}\t{name.key}\t{name.loose}"


def pack(lines: Iterable[str]) -> bytes:
    """A table's bytes; the same for the same lines."""
    return gzip.compress("\n".join(lines).encode("utf-8"), 9, mtime=0)


def with_additions(gazetteer: Gazetteer, folder: Path) -> Gazetteer:
    """The gazetteer with the tables of a folder; the same where it has none.

    Raises:
        KnowledgeError: a table is damaged; every damaged one is told.
    """
    faults: list[Fault] = []
    places = [line for path in sorted(folder.glob(f"*{PLACES}")) for line in _lines(path, faults)]
    names = [line for path in sorted(folder.glob(f"*{NAMES}")) for line in _lines(path, faults)]
    if faults:
        raise KnowledgeError(*faults)
    return _joined(gazetteer, places, names) if places or names else gazetteer


def _lines(path: Path, faults: list[Fault]) -> list[list[str]]:
    try:
        text = gzip.decompress(path.read_bytes()).decode("utf-8")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        message = f"cannot be read ({error}); add its source again, or take it away"
        faults.append(Fault("knowledge.gazetteer", message, path.name))
        return []
    cells = [line.split("\t") for line in text.split("\n") if line]
    wanted = _CELLS if path.name.endswith(PLACES) else 3
    for number, row in enumerate(cells, 1):
        if len(row) != wanted:
            faults.append(Fault("knowledge.gazetteer", "no line of such a table", f"{path.name}:{number}"))
    return cells


def _joined(gazetteer: Gazetteer, places: list[list[str]], names: list[list[str]]) -> Gazetteer:
    rows = dict(gazetteer.ids())
    size = gazetteer.rows
    lines: list[str] = []
    exact: dict[str, list[str]] = {}
    loose: dict[str, list[str]] = {}
    for cells in places:
        known = rows.get(cells[0], -1)
        if known < 0 and cells[6] == PlaceKind.PROVINCE.value:
            known = rows.get(f"division:{cells[5]}", -1)
        if known < 0:
            known = size + len(lines)
            lines.append(_gazetteer_line(cells, rows))
        rows[cells[0]] = known
        for key, part in _keys(cells, known):
            exact.setdefault(key, []).append(part)
        for key in filter(None, cells[10].split("|")):
            loose.setdefault(key, []).append(str(known))
    for key_of, key, loose_key in names:
        row = rows.get(key_of, -1)
        if row >= 0:
            exact.setdefault(key, []).append(f"*{row}")
            if loose_key:
                loose.setdefault(loose_key, []).append(str(row))
    return gazetteer.extended(lines, exact, loose)


def _keys(cells: list[str], row: int) -> Iterator[tuple[str, str]]:
    yield from ((key, str(row)) for key in filter(None, cells[8].split("|")))
    yield from ((key, f"*{row}") for key in filter(None, cells[9].split("|")))


def _gazetteer_line(cells: list[str], rows: dict[str, int]) -> str:
    """A place as the gazetteer keeps it: its division by row."""
    division = rows.get(f"division:{cells[5]}", -1)
    return "\t".join((*cells[:5], str(division), cells[6], cells[7], ""))
