"""Taking places in: GeoNames dumps and lists like `places.yaml`, into a folder that reading looks at.

What a file holds of places is checked line by line; its faults are told all at once and the rest is taken. The table is
written whole or not at all, under a name made of the file's, so that adding a newer dump replaces the older one.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from trucewatch.errors import Fault, InputError
from trucewatch.records.names import slug
from trucewatch.resolve.place_additions import NAMES, PLACES, name_line, pack, place_line
from trucewatch.resolve.place_import import DUMP_COLUMNS, AddedName, AddedPlace, parse_dump, parse_names
from trucewatch.store.case_files import read_places

MAX_BYTES = 2_000_000_000  # the dump of all countries has 1.7 GB; what unfolds to more is no dump
_ASIDE = ("readme", "iso-languagecodes")


@dataclass(frozen=True)
class Added:
    """What a file gave: how many places and further names, the file that keeps them, and every fault."""

    places: int
    names: int
    kept: Path | None
    faults: tuple[Fault, ...]


def add_places(source: Path, folder: Path) -> Added:
    """Take the places of `source` into `folder`.

    Args:
        source: a GeoNames country dump or table of alternate names (.txt or .zip), or a list like `places.yaml`.
        folder: where reading will look; made where it is missing.

    Raises:
        InputError: the file cannot be opened, or is none of these.
    """
    if not source.is_file():
        what = "only files are taken" if source.exists() else "there is no such file"
        raise InputError(Fault("input.missing", f"cannot be opened: {what}", str(source)))
    if source.suffix.casefold() in {".yaml", ".yml"}:
        return _add_list(source, folder)
    places: dict[str, AddedPlace] = {}
    names: dict[tuple[str, str], AddedName] = {}
    faults: list[Fault] = []
    for where, lines in _texts(source):
        for found in _parsed(lines, where):
            if isinstance(found, Fault):
                faults.append(found)
            elif isinstance(found, AddedPlace):
                places[found.id] = found
            else:
                names[found.id, found.key] = found
    stem = slug(source.stem) or "places"
    kept = None
    if places:
        kept = _write(folder / f"{stem}{PLACES}", pack(map(place_line, places.values())))
    if names:
        kept = _write(folder / f"{stem}{NAMES}", pack(map(name_line, names.values())))
    if kept is None and not faults:
        faults.append(Fault("gazetteer.empty", "no place in it; give a GeoNames dump or a places.yaml", source.name))
    return Added(len(places), len(names), kept, tuple(faults))


def _add_list(source: Path, folder: Path) -> Added:
    faults: list[Fault] = []
    places = read_places(source, faults)
    if faults or not places:
        # A list is small and a person's own: it is taken when it is right, so that no half of it is forgotten.
        faults = faults or [Fault("gazetteer.empty", "no place in it; write a list under `places:`", source.name)]
        return Added(0, 0, None, tuple(faults))
    kept = _write(folder / f"{slug(source.stem) or 'places'}.yaml", source.read_bytes())
    return Added(len(places), 0, kept, ())


def _write(path: Path, raw: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(raw)
    part.replace(path)
    return path


def _parsed(lines: Iterable[str], where: str) -> Iterator[AddedPlace | AddedName | Fault]:
    """The records of a text: what its first line has columns for says which table it is."""
    remaining = iter(lines)
    head = next((line for line in remaining if line.strip()), "")
    together = _with_head(head, remaining)
    if head.count("\t") + 1 == DUMP_COLUMNS or head.count("\t") < 7:
        yield from parse_dump(together, where)
    else:
        yield from parse_names(together, where)


def _with_head(head: str, rest: Iterator[str]) -> Iterator[str]:
    yield head
    yield from rest


def _texts(source: Path) -> Iterator[tuple[str, Iterable[str]]]:
    """The name and lines of each text: the file itself, or what a zip holds of texts, its readme left out."""
    try:
        if not zipfile.is_zipfile(source):
            with source.open(encoding="utf-8-sig", errors="replace", newline="\n") as lines:
                yield source.name, lines
            return
        with zipfile.ZipFile(source) as archive:
            members = [info for info in archive.infolist() if _is_table(info.filename)]
            if sum(info.file_size for info in members) > MAX_BYTES:
                raise InputError(Fault("gazetteer.too-large", f"unfolds to over {MAX_BYTES} bytes", source.name))
            for info in members:
                with archive.open(info) as raw:
                    yield f"{source.name}/{info.filename}", io.TextIOWrapper(raw, "utf-8-sig", "replace", newline="\n")
    except OSError as error:
        raise InputError(Fault("input.missing", f"cannot be opened: {error.strerror or error}", str(source))) from error
    except (zipfile.BadZipFile, EOFError, ValueError, RuntimeError, NotImplementedError) as error:
        raise InputError(Fault("gazetteer.zip", f"a damaged or locked zip: {error}", source.name)) from error


def _is_table(name: str) -> bool:
    stem = name.rsplit("/", 1)[-1].casefold()
    return stem.endswith(".txt") and not stem.startswith(_ASIDE)
