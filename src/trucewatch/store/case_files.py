"""The files that a person writes of a case: `case.toml`; agreement, actors, sources and places as YAML.

All faults of all files are told at once, each with file, line and field.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

from trucewatch.errors import CaseError, Fault
from trucewatch.records.actors import Actor
from trucewatch.records.agreements import Agreement
from trucewatch.records.base import Record
from trucewatch.records.cases import CaseFiles, CasePlace, CaseSettings
from trucewatch.records.documents import Source

MAX_BYTES = 8_000_000
MAX_NODES = 200_000  # an alias bomb has more once its aliases are followed
Made = TypeVar("Made", bound=Record)


class _YamlFile:
    """One YAML file: its plain value, and the line on which each path of it stands."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.root: Node | None = None

    def load(self) -> Any:
        """The value; CaseError where the file is no YAML, too large, or refers to itself."""
        name = self.path.name
        try:
            if self.path.stat().st_size > MAX_BYTES:
                raise CaseError(Fault("case.too-large", f"larger than {MAX_BYTES} bytes", name))
            text = self.path.read_text(encoding="utf-8-sig")
            self.root = YAML(typ="safe", pure=True).compose(text)
        except UnicodeDecodeError as error:
            raise CaseError(Fault("case.encoding", f"not UTF-8: {error}", name)) from error
        except MarkedYAMLError as error:
            mark = error.problem_mark
            line = f"{name}:{mark.line + 1}" if mark else name
            raise CaseError(Fault("case.yaml", f"{error.problem or 'not YAML'}; mend it there", line)) from error
        except (YAMLError, RecursionError, OSError) as error:
            raise CaseError(Fault("case.yaml", f"cannot be read: {error}", name)) from error
        return self._plain(self.root, set(), [0]) if self.root is not None else None

    def _plain(self, node: Node, above: set[int], count: list[int]) -> Any:
        count[0] += 1
        where = f"{self.path.name}:{node.start_mark.line + 1}"
        if id(node) in above:
            raise CaseError(Fault("case.yaml-cycle", "an alias refers to what holds it; write it out", where))
        if count[0] > MAX_NODES:
            raise CaseError(Fault("case.yaml-aliases", "aliases unfold to too much; write it out", where))
        inside = above | {id(node)}
        if isinstance(node, MappingNode):
            return {str(key.value): self._plain(value, inside, count) for key, value in node.value}
        if isinstance(node, SequenceNode):
            return [self._plain(value, inside, count) for value in node.value]
        return _scalar(node)

    def line(self, path: Sequence[int | str]) -> int | None:
        """The line of a path in the file, or of the nearest thing above it."""
        node = self.root
        if node is None:
            return None
        for step in path:
            found: Node | None = None
            if isinstance(node, MappingNode):
                found = next((value for key, value in node.value if key.value == step), None)
            elif isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
                found = node.value[step]
            if found is None:
                break
            node = found
        return int(node.start_mark.line) + 1


def _scalar(node: Node) -> Any:
    """A scalar as written, but for numbers, booleans and null: dates stay words, so that none is bent."""
    kind = str(node.tag).rsplit(":", 1)[-1]
    value = str(node.value)
    if kind == "null":
        return None
    if kind == "bool":
        return value.lower() in {"true", "yes", "on"}
    if kind in {"int", "float"}:
        try:
            return int(value.replace("_", "")) if kind == "int" else float(value)
        except ValueError:
            return value
    return value


def load_case_files(folder: Path) -> CaseFiles:
    """What a person wrote of the case in `folder`.

    Raises:
        CaseError: with every fault of every file.
    """
    faults: list[Fault] = []
    settings = _settings(folder, faults)
    agreement = _one(folder / "agreement.yaml", Agreement, faults)
    actors = _many(folder / "actors.yaml", "actors", Actor, faults)
    sources = _many(folder / "sources.yaml", "sources", Source, faults)
    places = _many(folder / "places.yaml", "places", CasePlace, faults)
    for name, entries in (("actors.yaml", actors), ("sources.yaml", sources), ("places.yaml", places)):
        faults += _doubles(name, [entry.id for entry in entries])
    if faults or settings is None:
        raise CaseError(*faults)
    return CaseFiles(settings=settings, agreement=agreement, actors=actors, sources=sources, places=places)


def _settings(folder: Path, faults: list[Fault]) -> CaseSettings | None:
    path = folder / "case.toml"
    try:
        value = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        message = "there is no case here; `trucewatch new CASE` makes one"
        faults.append(Fault("case.missing", message, str(path)))
        return None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        faults.append(Fault("case.toml", f"cannot be read: {error}", path.name))
        return None
    return _validated(value, CaseSettings, path.name, lambda _: None, faults)


def _one(path: Path, model: type[Made], faults: list[Fault]) -> Made | None:
    if not path.exists():
        return None
    file = _YamlFile(path)
    try:
        value = file.load()
    except CaseError as error:
        faults.extend(error.faults)
        return None
    return None if value is None else _validated(value, model, path.name, file.line, faults)


def _many(path: Path, key: str, model: type[Made], faults: list[Fault]) -> tuple[Made, ...]:
    if not path.exists():
        return ()
    file = _YamlFile(path)
    try:
        value = file.load()
    except CaseError as error:
        faults.extend(error.faults)
        return ()
    if value is None:
        return ()
    entries = value.get(key) if isinstance(value, dict) else None
    if entries is None and isinstance(value, dict) and key in value:
        return ()
    if not isinstance(entries, list):
        faults.append(Fault("case.shape", f"write a list under `{key}:`", f"{path.name}:1", key))
        return ()
    made = []
    for index, entry in enumerate(entries):
        one = _validated(entry, model, path.name, file.line, faults, (key, index))
        if one is not None:
            made.append(one)
    return tuple(made)


def _validated(
    value: Any, model: type[Made], name: str, line: Any, faults: list[Fault], at: tuple[int | str, ...] = ()
) -> Made | None:
    try:
        return model.model_validate(value)
    except ValidationError as error:
        for fault in error.errors():
            path = (*at, *fault["loc"])
            number = line(path)
            where = f"{name}:{number}" if number else name
            faults.append(Fault(f"case.field.{fault['type']}", _remedy(fault), where, ".".join(map(str, path))))
        return None


def _remedy(fault: Any) -> str:
    """What is wrong and what to do, for the kinds of fault that people make."""
    kind, message = fault["type"], str(fault["msg"])
    if kind == "extra_forbidden":
        return "no such field; look for a slip of the pen, or take it out"
    if kind == "missing":
        return "this field is needed and is not there"
    if kind == "string_pattern_mismatch":
        return f"{fault['input']!r} is not in the form asked for ({fault['ctx']['pattern']})"
    return f"{message}; found {fault.get('input')!r}"[:300]


def _doubles(name: str, ids: Sequence[str]) -> list[Fault]:
    seen: set[str] = set()
    faults = []
    for entry in ids:
        if entry in seen:
            faults.append(Fault("case.duplicate-id", f"the id {entry!r} stands twice; give one another", name, "id"))
        seen.add(entry)
    return faults
