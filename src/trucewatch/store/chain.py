"""A file of JSON lines that is only appended to, each line chained to the one before by its hash, as the ledger is.

A line is `{KEY: body, "hash": …, "number": …, "previous": …}`; `hash` is the SHA-256 of `previous` and the body's
canonical JSON. A last line that a crash cut is told apart from a line that somebody changed.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError

from trucewatch.errors import Fault, IntegrityError
from trucewatch.records.base import Record, canonical_json
from trucewatch.store.disk import append_whole, disk_told, set_aside, write_whole
from trucewatch.store.heads import Head, Heads, lost
from trucewatch.store.lock import locked

BEGINNING = "0" * 64
"""What stands as the hash before the first entry."""
COPY = "put the file back from a copy"
BLOCK = 65_536
Body = TypeVar("Body", bound=Record)


@dataclass(frozen=True)
class Kind(Generic[Body]):
    """What a chain holds: the key of its bodies, how they are read, and the codes of what can be wrong with it.

    `vouched` gives what a body says of earlier lines that were changed with a reason: their numbers, and the SHA-256 of
    what stands there since.
    """

    key: str
    bodies: TypeAdapter[Body]
    altered: str
    shortened: str
    torn: str
    vouched: Callable[[Body], Iterable[tuple[int, str]]] = lambda _: ()


@dataclass(frozen=True)
class Contents(Generic[Body]):
    """A chain as it stands.

    Attributes:
        bodies: of the lines that can be read, in order.
        hashes: of all lines that are links, in order.
        faults: what is not as it was.
        torn: a last line that a crash cut.
        plain: whether the lines are those of a version that did not chain them.
    """

    bodies: tuple[Body, ...]
    hashes: tuple[str, ...]
    faults: tuple[Fault, ...]
    torn: bytes
    plain: bool = False


@dataclass(frozen=True)
class _Link(Generic[Body]):
    number: int
    body: Body | None
    previous: str
    hash: str
    problem: str | None
    now: str | None = None
    """The SHA-256 of a body that the hash does not fit."""


class Chain(Generic[Body]):
    """One such file. `heads` keeps how far it had come, under the file's stem."""

    def __init__(self, path: Path, kind: Kind[Body], heads: Heads) -> None:
        self.path = path
        self.kind = kind
        self.heads = heads
        self.name = path.stem
        self._last: tuple[bytes, Contents[Body]] | None = None
        """The bytes that were read last, and what they hold: the same are not parsed again."""

    def append(self, body: Body) -> None:
        """Add a body, on the disk when this returns; only the last line is read. A torn one is first set aside.

        Raises:
            IntegrityError: the last line was changed, or lines were taken off the end.
            CaseError: the disk refuses.
        """
        with disk_told(self.path):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with locked(self.path):  # two who append at once would both follow the same line
                number, previous, feed = self._end()
                append_whole(self.path, feed + _line(self.kind.key, _value(body), number + 1, previous))

    def seal(self) -> None:
        """Note in the heads how far the chain has come."""
        with disk_told(self.path), locked(self.path):
            number, hash_, _ = self._end()
        self.heads.note(self.name, number, hash_)

    def contents(self, head: Head | None = None) -> Contents[Body]:
        """The whole chain with what is not as it was; `head` is one more that was kept elsewhere."""
        raw = self._bytes()
        if self._last is None or self._last[0] != raw:
            self._last = raw, self._read(raw)
        found = self._last[1]
        known = self.heads.of(self.name)
        faults = list(found.faults)
        if found.plain:
            message = f"is not chained, and was known to be; {COPY}"
            faults += [Fault(self.kind.altered, message, f"{self.path.name}:1")] if known or head else []
            return Contents(found.bodies, (), tuple(faults), found.torn, plain=not faults)
        for one in (known, head):
            problem = lost(one, found.hashes)
            if problem is not None:
                faults.append(Fault(self.kind.shortened, f"{problem}; {COPY}", self.path.name))
        return Contents(found.bodies, found.hashes, tuple(dict.fromkeys(faults)), found.torn)

    def _read(self, raw: bytes) -> Contents[Body]:
        """The lines of a file; where some were added to what was read last, these alone are parsed."""
        known, found = self._last or (b"", None)
        if found is None or found.plain or found.faults or not known.endswith(b"\n") or not raw.startswith(known):
            return _parsed(raw, self.path.name, self.kind)
        return _parsed_on(found, raw[len(known) :], self.path.name, self.kind)

    def mend(self) -> list[Fault]:
        """Set aside what a crash cut off, and chain the lines of an earlier version; what was set aside is told."""
        with disk_told(self.path):
            if not self.path.exists():
                return []
            with locked(self.path):
                contents = self.contents()
                told = [self._tell_torn(contents.torn)] if contents.torn else []
                if contents.plain:
                    self.write(contents.bodies)
        return told

    def rechain(self) -> list[Fault]:
        """Chain anew the lines that can be read, where the chain is broken; the file as it was is set aside, whole."""
        with disk_told(self.path):
            if not self.path.exists():
                return []
            with locked(self.path):
                contents = self.contents()
                altered = [fault for fault in contents.faults if fault.code == self.kind.altered]
                if altered:
                    kept = set_aside(self.path, self._bytes())
                    self.write(contents.bodies)
                    message = f"is chained anew as it stands; the file as it was is kept in {kept.name}"
                    altered.append(Fault(self.kind.altered, message, self.path.name))
        return altered

    def write(self, bodies: tuple[Body, ...]) -> None:
        """Chain these bodies anew in place of the file; who calls holds its lock, or nobody else writes."""
        previous, lines = BEGINNING, []
        for number, body in enumerate(bodies, start=1):
            value = _value(body)
            lines.append(_line(self.kind.key, value, number, previous))
            previous = chain_hash(previous, value)
        write_whole(self.path, b"".join(lines))

    def put_in_place(self, bodies: Mapping[int, Body]) -> None:
        """Change bodies, by line number, of which a later line says what stands there since; the hashes stay."""
        lines = self._bytes().split(b"\n")
        for number, body in bodies.items():
            row = json.loads(lines[number - 1])
            lines[number - 1] = canonical_json({**row, self.kind.key: _value(body)}).encode("utf-8")
        with disk_told(self.path), locked(self.path):
            write_whole(self.path, b"\n".join(lines))

    def torn_fault(self, kept: Path | None = None) -> Fault:
        """A last line that a crash cut, as a fault; `kept` is where it was set aside."""
        where = f"set aside in {kept.name}" if kept else "the next build sets it aside"
        message = f"the last line was cut by a crash or a full disk; {where}, the others stand"
        return Fault(self.kind.torn, message, self.path.name)

    def _tell_torn(self, torn: bytes) -> Fault:
        fault = self.torn_fault(set_aside(self.path, torn))
        os.truncate(self.path, self.path.stat().st_size - len(torn))
        return fault

    def _bytes(self) -> bytes:
        return self.path.read_bytes() if self.path.exists() else b""

    def _end(self) -> tuple[int, str, bytes]:
        """Number and hash of the last line, and the line feed that it lacks; what a crash cut is set aside."""
        known = self.heads.of(self.name)
        last, whole = self._last_line()
        link = _link(last, self.kind) if last else None
        if link is None and not whole:
            self._tell_torn(last)
            return self._end()
        number, hash_ = (link.number, link.hash) if link else (0, BEGINNING)
        if last and (link is None or link.problem is not None):
            raise IntegrityError(Fault(self.kind.altered, f"the last line was changed; {COPY}", self.path.name))
        if known is not None and (known.number > number or (known.number == number and known.hash != hash_)):
            message = f"has {number} entries and is known to have had {known.number}; {COPY}"
            raise IntegrityError(Fault(self.kind.shortened, message, self.path.name))
        return number, hash_, b"" if whole else b"\n"

    def _last_line(self) -> tuple[bytes, bool]:
        """The last line without its line feed, and whether it has one; nothing of an empty file."""
        if not self.path.exists():
            return b"", True
        with self.path.open("rb") as file:
            left, tail = file.seek(0, os.SEEK_END), b""
            while left and tail.count(b"\n", 0, -1) == 0:
                step = min(BLOCK, left)
                left -= step
                file.seek(left)
                tail = file.read(step) + tail
        whole = tail.endswith(b"\n") or not tail
        return tail.removesuffix(b"\n").rsplit(b"\n", 1)[-1], whole


def chain_hash(previous: str, value: Any) -> str:
    """SHA-256, in hex, of the previous hash and the canonical JSON of a value."""
    return hashlib.sha256((previous + canonical_json(value)).encode("utf-8", "surrogatepass")).hexdigest()


def body_hash(body: Record) -> str:
    """SHA-256, in hex, of a body's canonical JSON."""
    return chain_hash("", _value(body))


def _value(body: Record) -> Any:
    return body.model_dump(mode="json")


def _line(key: str, value: Any, number: int, previous: str) -> bytes:
    row = {key: value, "hash": chain_hash(previous, value), "number": number, "previous": previous}
    return canonical_json(row).encode("utf-8") + b"\n"


def _link(line: bytes, kind: Kind[Body]) -> _Link[Body] | None:
    """A line as a link of a chain, None where it is none; its problem is one of itself alone."""
    try:
        row = json.loads(line)
        if not isinstance(row, dict) or row.keys() != {kind.key, "hash", "number", "previous"}:
            return None
        number, previous, hash_ = row["number"], row["previous"], row["hash"]
        if not (type(number) is int and isinstance(previous, str) and isinstance(hash_, str)):
            return None
        fits = hash_ == chain_hash(previous, row[kind.key])
    except (ValueError, RecursionError):
        return None
    problem = None if fits else f"was changed after it was written: its hash does not fit; {COPY}"
    now = None if fits else chain_hash("", row[kind.key])
    try:
        return _Link(number, kind.bodies.validate_python(row[kind.key]), previous, hash_, problem, now)
    except (ValidationError, RecursionError):
        return _Link(number, None, previous, hash_, problem or f"cannot be read; {COPY}")


def _parsed(raw: bytes, name: str, kind: Kind[Body]) -> Contents[Body]:
    """All lines of a file, each held against the one before."""
    *lines, last = raw.split(b"\n")
    if _is_plain((lines or [last])[0], kind):
        return _parsed_plain([*lines, last], name, kind)
    return _parsed_on(Contents((), (), (), b""), raw, name, kind)


def _parsed_on(before: Contents[Body], raw: bytes, name: str, kind: Kind[Body]) -> Contents[Body]:
    """A file's first lines, which end with a line feed, as they were found, and those that follow them."""
    *lines, last = raw.split(b"\n")
    torn = b"" if not last or _link(last, kind) is not None else last
    lines += [last] if last and not torn else []
    bodies, hashes, faults = list(before.bodies), list(before.hashes), list(before.faults)
    previous: str | None = (hashes[-1] or None) if hashes else BEGINNING
    changed: dict[Fault, tuple[int, str | None]] = {}
    for number, line in enumerate(lines, start=len(hashes) + 1):
        link = _link(line, kind)
        problem = f"is no line of this file; {COPY}" if link is None else _problem(link, number, previous)
        if problem is not None:
            faults.append(Fault(kind.altered, problem, f"{name}:{number}"))
            if link is not None and problem == link.problem:
                changed[faults[-1]] = number, link.now
        bodies += [link.body] if link is not None and link.body is not None else []
        hashes.append(link.hash if link is not None else "")
        previous = link.hash if link is not None else None  # one line that is lost is one fault
    if changed:
        vouched = {one for body in bodies for one in kind.vouched(body)}
        faults = [fault for fault in faults if changed.get(fault) not in vouched]
    return Contents(tuple(bodies), tuple(hashes), tuple(faults), torn)


def _problem(link: _Link[Body], number: int, previous: str | None) -> str | None:
    if link.number != number:
        return f"says that it is entry {link.number}: lines were added or taken away; {COPY}"
    if previous is not None and link.previous != previous:
        return f"does not follow from the line before it: one was changed, added or taken away; {COPY}"
    return link.problem


def _is_plain(line: bytes, kind: Kind[Body]) -> bool:
    try:
        kind.bodies.validate_json(line)
    except ValidationError:
        return False
    return True


def _parsed_plain(lines: list[bytes], name: str, kind: Kind[Body]) -> Contents[Body]:
    """The lines of a version that did not chain them."""
    bodies: list[Body] = []
    faults: list[Fault] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            bodies.append(kind.bodies.validate_json(line))
        except ValidationError:
            if number == len(lines):
                return Contents(tuple(bodies), (), tuple(faults), line, plain=True)
            faults.append(Fault(kind.altered, f"cannot be read; {COPY}", f"{name}:{number}"))
    return Contents(tuple(bodies), (), tuple(faults), b"", plain=True)
