"""What a person wrote as records: every fault of every field at once, and what is left where the faulty is taken out.

A check that needs whole records can so go on beside the faults: an entry that lacks what it must have is left out, a
field that may be missing is emptied. What was left out keeps its number, so that every path still names its line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, Generic, TypeVar

from pydantic import ValidationError

from trucewatch.errors import Fault
from trucewatch.records.base import Record
from trucewatch.store.yaml_file import CYCLE, YamlFile

Made = TypeVar("Made", bound=Record)
Path = tuple[int | str, ...]
_QUOTED = r"'([^']+)'"
_LONGEST = 300  # characters of a message: a whole list may stand where a word is asked for
_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")
_ROUNDS = 8  # an entry in an entry in an entry: each round takes out at least one level
UNNAMED = "?"
"""What stands for an id or a title that the file lacks, for the checks that go on without it."""


def field_of(path: Sequence[int | str]) -> str:
    """A path as a person reads it: `terms[0].zone`."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).removeprefix(".")


def path_of(name: str) -> Path:
    """The path that `field_of` made a name of."""
    return tuple(int(number) if number else word for word, number in _STEP.findall(name))


@dataclass
class Entry(Generic[Made]):
    """A record as far as it holds, and what was taken out of its value for that."""

    made: Made | None
    removed: set[Path] = field(default_factory=set)

    def original(self, path: Sequence[int | str]) -> Path:
        """The path in the file of a path in the record."""
        found: Path = ()
        for step in path:
            found = (*found, _shifted(step, found, self.removed) if isinstance(step, int) else step)
        return found


def read_entry(value: Any, model: type[Made], file: YamlFile, at: Path = ()) -> Entry[Made]:
    """The record that a value makes, its faults added to the file's; without them, as far as it holds.

    Args:
        value: the plain value.
        model: the record.
        file: for lines; takes the faults.
        at: the path of the value in the file.
    """
    removed: set[Path] = set()
    for number in range(_ROUNDS):
        try:
            return Entry(model.model_validate(_without(value, (), removed)), removed)
        except ValidationError as error:
            entry: Entry[Made] = Entry(None, removed)
            gone = [(entry.original(fault["loc"]), fault) for fault in error.errors()]
        if number == 0:
            new = [(path, fault) for path, fault in gone if not _known(file, at, path, fault)]
            file.faults += [_fault(file, (*at, *path), fault, model) for path, fault in new]
        for path, fault in gone:
            if fault["type"] == "missing" and len(path) == 1 and isinstance(value, dict):
                value = {**value, path[0]: UNNAMED}
                removed.discard(path)
            else:
                removed.add(_taken_out(path, str(fault["type"]), value))
        if () in removed:
            break
    return Entry(None, removed)


def _known(file: YamlFile, at: Path, path: Path, fault: Any) -> bool:
    """Whether nothing stands there because the file has a fault there that is told already."""
    where = file.where((*at, *path))
    return fault.get("input") is None and any(one.where == where for one in file.faults if one.code == CYCLE)


def _taken_out(path: Path, kind: str, value: Any) -> Path:
    """What to leave out for a fault: the field, or the list entry around it where it must not be missing."""
    if kind != "missing":
        return path[: _depth(path, value)]
    inner = path[:-1]
    while inner and not isinstance(inner[-1], int):
        inner = inner[:-1]
    return inner


def _depth(path: Path, value: Any) -> int:
    """How far a path leads into the value: a validator may name what it made of it."""
    for depth, step in enumerate(path):
        inside = isinstance(value, dict) and step in value
        if not inside and not (isinstance(value, list) and isinstance(step, int) and step < len(value)):
            return depth
        value = value[step]
    return len(path)


def _without(value: Any, path: Path, removed: set[Path]) -> Any:
    if isinstance(value, dict):
        kept = {key: (*path, key) for key in value if (*path, key) not in removed}
        return {key: _without(value[key], inner, removed) for key, inner in kept.items()}
    if isinstance(value, list):
        inside = [((*path, number), one) for number, one in enumerate(value)]
        return [_without(one, inner, removed) for inner, one in inside if inner not in removed]
    return value


def _shifted(step: int, above: Path, removed: set[Path]) -> int:
    """The number in the file of the entry that is number `step` of those left in a list."""
    number = -1
    while step >= 0:
        number += 1
        step -= (*above, number) not in removed
    return number


def _fault(file: YamlFile, path: Path, fault: Any, model: type[Record]) -> Fault:
    return Fault(f"case.field.{fault['type']}", _remedy(fault, model), file.where(path), field_of(path))


def _remedy(fault: Any, model: type[Record]) -> str:
    """What is wrong and what to do, for the kinds of fault that people make."""
    kind, found = fault["type"], fault.get("input")
    match kind:
        case "extra_forbidden":
            near = _near(str(fault["loc"][-1]), field_names(model))
            return f"no such field{near} Or take it out" if near else "no such field; correct its name, or take it out"
        case "missing":
            return "this field is needed and is not there; add it"
        case "enum" | "literal_error":
            known = str(fault["ctx"]["expected"])
            near = _near(str(found), re.findall(_QUOTED, known))
            return (
                f"{found!r} is not known here{near} Write {known}"
                if near
                else f"{found!r} is none of {known}; write one"
            )
        case "string_type":
            return f"write words here, in quotation marks where they look like a number; found {found!r}"[:_LONGEST]
        case "string_pattern_mismatch":
            return f"{found!r} is not in the form asked for ({fault['ctx']['pattern']}); correct it"
        case "model_type" | "model_attributes_type":
            return f"write its fields below it, one a line; found {found!r}"[:_LONGEST]
        case "tuple_type" | "list_type":
            return f"write a list, one entry a line after `-`, or [a, b]; found {found!r}"[:_LONGEST]
        case _:
            message = str(fault["msg"]).removeprefix("Value error, ")
            return f"{message}; found {found!r}"[:_LONGEST]


def _near(word: str, known: Sequence[str]) -> str:
    near = get_close_matches(word, known, 1)
    return f"; did you mean {near[0]!r}?" if near else ""


def field_names(model: type[Record]) -> list[str]:
    """The fields of a record and of the records in it, for hints only."""
    names: dict[str, None] = {}
    schema = model.model_json_schema()
    for part in (schema, *schema.get("$defs", {}).values()):
        names |= dict.fromkeys(part.get("properties", {}))
    return list(names)
