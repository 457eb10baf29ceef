"""The files that a person writes of a case: `case.toml`; agreement, actors, sources and places as YAML.

All faults of all files are told at once, each with file, line and field.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from trucewatch.errors import CaseError, Fault
from trucewatch.records.actors import Actor
from trucewatch.records.agreements import Agreement
from trucewatch.records.base import Record
from trucewatch.records.cases import CaseFiles, CasePlace, CaseSettings
from trucewatch.records.documents import Source
from trucewatch.store.entries import Entry, field_of, path_of, read_entry
from trucewatch.store.yaml_file import YamlFile

ADDED = "gazetteer"
"""The folder of a case that keeps what `gazetteer add` took in: tables, and lists like `places.yaml`."""
Made = TypeVar("Made", bound=Record)


@dataclass(frozen=True)
class AgreementFile:
    """An agreement as read: what holds of it, what is wrong with it, and where its fields stand.

    Attributes:
        agreement: as far as it holds, for further checks; None where nothing does.
        faults: of the file and of single fields. An agreement with any must not be used.
        known: ids that are there and stand in parts that could not be read, by the key of their list.
        where: `file:line` of a field of `agreement`, named as in `terms[0].zone`.
        field: the field's name in the file, where entries before it were left out.
    """

    agreement: Agreement | None
    faults: tuple[Fault, ...]
    known: dict[str, frozenset[str]]
    where: Callable[[str], str]
    field: Callable[[str], str]


def read_agreement(path: Path) -> AgreementFile:
    """Read `agreement.yaml` with all its faults; it never raises for what the file holds."""
    file = YamlFile(path)
    entry: Entry[Agreement] = Entry(None)
    if file.value is not None or not file.faults:
        entry = read_entry(file.value if file.value is not None else {}, Agreement, file)
    known = {key: frozenset(ids) for key, ids in file.unread.items()}
    for key, ids in _left_out(file.value, entry).items():
        known[key] = known.get(key, frozenset()) | ids
    return AgreementFile(
        entry.made,
        tuple(file.faults),
        known,
        lambda name: file.where(entry.original(path_of(name))),
        lambda name: field_of(entry.original(path_of(name))),
    )


def _left_out(value: object, entry: Entry[Agreement]) -> dict[str, frozenset[str]]:
    """The ids of entries that are there and were left out for a fault."""
    found: dict[str, set[str]] = {}
    for path in entry.removed:
        key, number = (*path, None, None)[:2]
        rows = value.get(key) if isinstance(value, dict) and isinstance(key, str) else None
        row = rows[number] if isinstance(rows, list) and isinstance(number, int) and number < len(rows) else None
        if len(path) == 2 and isinstance(row, dict) and isinstance(row.get("id"), str):
            found.setdefault(str(key), set()).add(row["id"])
    return {key: frozenset(ids) for key, ids in found.items()}


def load_case_files(folder: Path) -> CaseFiles:
    """What a person wrote of the case in `folder`.

    Raises:
        CaseError: with every fault of every file.
    """
    faults: list[Fault] = []
    settings = _settings(folder, faults)
    agreement = _agreement(folder / "agreement.yaml", faults)
    actors = read_many(folder / "actors.yaml", "actors", Actor, faults)
    sources = read_many(folder / "sources.yaml", "sources", Source, faults)
    places = own_places(folder, faults)
    for name, entries in (("actors.yaml", actors), ("sources.yaml", sources), ("places.yaml", places)):
        faults += _doubles(name, [entry.id for entry in entries])
    if faults or settings is None:
        raise CaseError(*faults)
    return CaseFiles(
        settings=settings.model_copy(update={"database": None}),
        agreement=_on_the_cases_clock(agreement, settings.time_zone),
        actors=actors,
        sources=sources,
        places=places,
        gazetteer=_tables(folder / ADDED),
    )


def case_settings(folder: Path) -> CaseSettings | None:
    """What stands in `case.toml`; None where it cannot be read, which `load_case_files` tells."""
    return _settings(folder, [])


def own_places(folder: Path, faults: list[Fault]) -> tuple[CasePlace, ...]:
    """The places that a person gave the case in `folder`: its `places.yaml`, and the lists that were added."""
    paths = (folder / "places.yaml", *sorted((folder / ADDED).glob("*.yaml")))
    return tuple(place for path in paths for place in read_places(path, faults))


def read_places(path: Path, faults: list[Fault]) -> tuple[CasePlace, ...]:
    """The places of a `places.yaml`, and on `faults` what is wrong with the others."""
    return tuple(read_many(path, "places", CasePlace, faults))


def _tables(folder: Path) -> tuple[str, ...]:
    """Name and hash of each table of added places: a build follows from them too."""
    return tuple(
        f"{path.name} sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"
        for path in sorted(folder.glob("*.tsv.gz"))
    )


def _settings(folder: Path, faults: list[Fault]) -> CaseSettings | None:
    path = folder / "case.toml"
    if path.exists() and not path.is_file():
        faults.append(Fault("case.toml", "is a folder, device or pipe; only files are read", path.name))
        return None
    try:
        value = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        return CaseSettings.model_validate(value)
    except FileNotFoundError:
        message = "there is no case here; `trucewatch new CASE` makes one"
        faults.append(Fault("case.missing", message, str(path)))
    except ValidationError as error:
        for one in error.errors():
            message = f"{one['msg']}; found {one.get('input')!r}"[:300]
            faults.append(Fault(f"case.field.{one['type']}", message, path.name, field_of(one["loc"])))
    except (OSError, ValueError) as error:
        faults.append(Fault("case.toml", f"cannot be read: {error}", path.name))
    return None


def _on_the_cases_clock(agreement: Agreement | None, zone: str | None) -> Agreement | None:
    """The agreement, its clocks in the case's time zone where they name none: a day asked for is a day there."""
    if agreement is None or zone is None:
        return agreement
    clocks = tuple(one if one.time_zone else one.model_copy(update={"time_zone": zone}) for one in agreement.clocks)
    return agreement.model_copy(update={"clocks": clocks})


def _agreement(path: Path, faults: list[Fault]) -> Agreement | None:
    if not path.exists():
        return None
    file = YamlFile(path)
    made = None if file.value is None else read_entry(file.value, Agreement, file).made
    faults += file.faults
    return None if file.faults else made


def read_many(path: Path, key: str, model: type[Made], faults: list[Fault]) -> tuple[Made, ...]:
    """The records of a list under `key`, those that hold; none where there is no such file. Takes in the faults."""
    if not path.exists():
        return ()
    file = YamlFile(path)
    value = file.value
    rows = value.get(key) if isinstance(value, dict) else None
    made: list[Made] = []
    if isinstance(rows, list):
        found = [read_entry(row, model, file, (key, number)) for number, row in enumerate(rows)]
        made = [entry.made for entry in found if entry.made is not None]
    elif value is not None and not (isinstance(value, dict) and key in value and rows is None):
        file.faults.append(Fault("case.shape", f"write a list under `{key}:`", f"{path.name}:1", key))
    faults += file.faults
    return tuple(made)


def _doubles(name: str, ids: Sequence[str]) -> list[Fault]:
    seen: set[str] = set()
    faults = []
    for entry in ids:
        if entry in seen:
            faults.append(Fault("case.duplicate-id", f"the id {entry!r} stands twice; give one another", name, "id"))
        seen.add(entry)
    return faults
