"""Original → its publications, files within files unfolded, within bounds; a fault for each that cannot be had."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from trucewatch.errors import Fault, ReadError
from trucewatch.read.formats.format import MAX_DEPTH, MAX_FILE, MAX_PARTS, MB, Bounds, Format, Names, Part, damaged
from trucewatch.read.formats.recognise import recognise
from trucewatch.records.documents import Metadata


def parts_of(raw: bytes, name: str) -> Iterator[Part | Fault]:
    """The publications of a file that `recognise` says holds several, in order, each under a name of its own.

    What cannot be had is a fault, and the rest goes on; where the bounds of the original are reached, the last is one.
    """
    kind = recognise(raw, name)
    if kind is None or not kind.several:
        raise ValueError(f"{name} is one publication")
    bounds, names = Bounds(name), Names()
    try:
        for found in _unfolded(kind, raw, name, bounds):
            if isinstance(found, Part):
                bounds.parts -= 1
                if bounds.parts < 0:
                    message = f"holds more than {MAX_PARTS} publications; the rest is left out: add it in pieces"
                    yield Fault("read.too-many-parts", message, name)
                    return
                yield replace(found, name=names.own(found.name))
            else:
                yield found
    except ReadError as error:
        yield from error.faults


def _unfolded(kind: Format, raw: bytes, name: str, bounds: Bounds) -> Iterator[Part | Fault]:
    """The parts of a file; of those that hold several themselves, theirs."""
    bounds.depth += 1
    try:
        for found in _told(kind, raw, name, bounds):
            if isinstance(found, Fault):
                yield found
                continue
            inner = recognise(found.raw, found.name)
            if inner is None or not inner.several:
                yield found
            elif bounds.depth >= MAX_DEPTH:
                message = f"lies more than {MAX_DEPTH} files deep; unpack it yourself and add what is in it"
                yield Fault("read.too-deep", message, f"{name}/{found.name}")
            else:
                yield from (_within(one, found) for one in _unfolded(inner, found.raw, f"{name}/{found.name}", bounds))
    finally:
        bounds.depth -= 1


def _told(kind: Format, raw: bytes, name: str, bounds: Bounds) -> Iterator[Part | Fault]:
    """What a format gives; what fails in it is a fault of the file, but for bounds, which end the whole."""
    if len(raw) > MAX_FILE:
        yield Fault("read.too-large", f"has {len(raw) // MB} MB; {MAX_FILE // MB} MB are the most; cut it up", name)
        return
    try:
        yield from kind.unpack(raw, name, bounds)
    except ReadError as error:
        if error.code == "read.unfolds":
            raise
        yield from error.faults
    except Exception as error:  # whatever a library makes of bytes that are not what they seem
        yield from damaged(name, error).faults


def _within(inner: Part | Fault, outer: Part) -> Part | Fault:
    """A part of a part: what the outer one says of it holds beneath what the inner one says."""
    if isinstance(inner, Fault):
        return inner
    beneath = laid_over(inner.beneath, laid_over(outer.metadata, outer.beneath))
    return replace(
        inner,
        name=f"{outer.name}/{inner.name}",
        beneath=beneath,
        retrieved=inner.retrieved or outer.retrieved,
        credits=inner.credits or outer.credits,
    )


def laid_over(above: Metadata, below: Metadata) -> Metadata:
    """Field by field what `above` says, else what `below` does."""
    return below.model_copy(update=above.model_dump(exclude_none=True, exclude={"unknown"}))
