"""A YAML file that a person writes: its plain value, the line of each of its parts, and all its faults at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from trucewatch.errors import Fault
from trucewatch.store.yaml_text import pieces, read_text, too_deep

MAX_NODES = 200_000  # an alias bomb has more once its aliases are followed
DEEP = "nested too deep to be read; write it flatter"
CYCLE = "case.yaml-cycle"
_ID = re.compile(r"^[\s\-{]*(?:.*?[{,]\s*)?id:\s*[\"']?([^\s\"',}]+)", re.MULTILINE)


class YamlFile:
    """One file: `value` is what it says as far as it can be read, `faults` what cannot.

    A date stays the words it is written in, so that none is bent; a key that stands twice counts once; an alias that
    holds itself is nothing.

    Attributes:
        path: the file.
        value: dicts, lists, words, numbers, booleans and None; None for an empty file.
        faults: each with file and line.
        unread: the ids that stand in the top-level keys which cannot be read, by key: they are there, though not known.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.faults: list[Fault] = []
        self.unread: dict[str, set[str]] = {}
        self._count = 0
        self._roots: list[Node] = []
        text = read_text(path, self.faults)
        if text is not None:
            self._compose(text)
        self.value = self._whole()

    def line(self, path: Sequence[int | str]) -> int | None:
        """The line of a path in the file, from 1, or of the nearest thing above it; None in an empty file."""
        holding = [root for root in self._roots if path and _value_of(root, path[0]) is not None]
        if not self._roots:
            return None
        node = (holding or self._roots)[0]
        line = int(node.start_mark.line)
        for step in path:
            found = _value_of(node, step)
            if found is None:
                break
            node = found
            line = max(line, int(node.start_mark.line))  # an alias is where it stands, not where its words do
        return line + 1

    def where(self, path: Sequence[int | str]) -> str:
        """`file:line` of a path, or the file alone."""
        line = self.line(path)
        return f"{self.path.name}:{line}" if line else self.path.name

    def _tell(self, code: str, message: str, line: int | None) -> None:
        where = f"{self.path.name}:{line}" if line else self.path.name
        fault = Fault(code, message, where)
        if fault not in self.faults:
            self.faults.append(fault)

    def _compose(self, text: str) -> None:
        """The file's nodes: as a whole, or key by key where that fails."""
        root, faulty = self._composed(text)
        if not faulty:
            self._roots = [root] if root is not None else []
            return
        for piece in pieces(text):
            part, faulty = self._composed(piece.text)
            if isinstance(part, MappingNode):
                self._roots.append(part)
            elif faulty:
                self.unread[piece.key] = set(_ID.findall(piece.text))

    def _composed(self, text: str) -> tuple[Node | None, bool]:
        """The nodes of a text, and whether it has a fault that hides them."""
        if too_deep(text):
            self._tell("case.yaml", DEEP, None)
            return None, True
        try:
            return YAML(typ="safe", pure=True).compose(text), False
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            told = " ".join(str(error.problem or error.context or "not YAML").split())
            self._tell("case.yaml", f"{told}; mend it there", mark.line + 1 if mark else None)
        except RecursionError:
            self._tell("case.yaml", DEEP, None)
        except (YAMLError, ValueError) as error:
            self._tell("case.yaml", f"cannot be read: {' '.join(str(error).split())[:200]}", None)
        return None, True

    def _whole(self) -> Any:
        if len(self._roots) < 2:
            return self._plain(self._roots[0], frozenset(), 1) if self._roots else None
        pairs = [pair for root in self._roots for pair in root.value]
        return self._mapping(pairs, frozenset())

    def _plain(self, node: Node, above: frozenset[int], line: int) -> Any:
        """What a node says. `line` is the last one known before it: an alias stands elsewhere than what it names."""
        self._count += 1
        if id(node) in above:
            self._tell(CYCLE, "an alias refers to what holds it; write it out", line)
            return None
        line = max(line, int(node.start_mark.line) + 1)
        if self._count > MAX_NODES:
            if self._count == MAX_NODES + 1:
                self._tell("case.yaml-aliases", "aliases unfold to too much; write it out", line)
            return None
        inside = above | {id(node)}
        if isinstance(node, MappingNode):
            return self._mapping(node.value, inside)
        if isinstance(node, SequenceNode):
            return [self._plain(value, inside, line) for value in node.value]
        return self._scalar(node)

    def _mapping(self, pairs: Sequence[tuple[Node, Node]], inside: frozenset[int]) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for key, value in pairs:
            line = int(key.start_mark.line) + 1
            if not isinstance(key, ScalarNode):
                self._tell("case.yaml-key", "a key is a word; write the list or mapping behind one", line)
                continue
            if key.value in made:
                message = f"the key {key.value!r} stands twice in one entry; keep one"
                self._tell("case.yaml-double-key", message, line)
            made[str(self._scalar(key, word=True))] = self._plain(value, inside, line)
        return made

    def _scalar(self, node: Node, *, word: bool = False) -> Any:
        """A scalar as written, but for numbers, booleans and null: dates stay words, so that none is bent."""
        kind = "str" if word else str(node.tag).rsplit(":", 1)[-1]
        value = str(node.value)
        if not value.isascii() and value != (whole := value.encode("utf-8", "replace").decode("utf-8")):
            line = int(node.start_mark.line) + 1
            self._tell("case.control-character", "an escape stands for half a character; take it out", line)
            value = whole
        if kind == "null":
            return None
        if kind == "bool":
            return value.lower() in {"true", "yes", "on"}
        if kind in {"int", "float"}:
            return _number(kind, value)
        return value


def _value_of(node: Node, step: int | str) -> Node | None:
    if isinstance(node, MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
        found = node.value[step]
        return found if isinstance(found, Node) else None
    return None


def _number(kind: str, value: str) -> int | float | str:
    try:
        return int(value.replace("_", "")) if kind == "int" else float(value)
    except ValueError:
        return value
