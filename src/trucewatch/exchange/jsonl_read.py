"""Reads our own JSON lines back: every line checked against its model, every fault told at once."""

from __future__ import annotations

import base64
import binascii
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from trucewatch.errors import Fault, RecordError
from trucewatch.exchange.jsonl_lines import MODELS, PARTS, VERSION, File, Head
from trucewatch.exchange.outgoing import CaseFile
from trucewatch.records.base import Record
from trucewatch.records.cases import CaseFiles, CaseRecord

MOST_FAULTS = 100


@dataclass(frozen=True)
class Incoming:
    """What the lines hold: the head, the record, and the case's own files where they carry them."""

    head: Head
    record: CaseRecord
    files: tuple[CaseFile, ...]


def read_lines(lines: Iterable[str]) -> Incoming:
    """The record of the lines.

    Raises:
        RecordError: `import.…`, with line and field; every fault at once, up to a hundred.
    """
    found: defaultdict[str, list[Any]] = defaultdict(list)
    faults: list[Fault] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            kind, value = _line(line, f"line {number}")
            found[kind].append(value)
        except RecordError as error:
            faults += error.faults
        if len(faults) >= MOST_FAULTS:
            raise RecordError(*faults[:MOST_FAULTS])
    faults += _of_the_whole(found) if not faults else []
    if faults:
        raise RecordError(*faults)
    return Incoming(found["head"][0], _record(found), tuple(map(_file, found["file"])))


def _line(line: str, where: str) -> tuple[str, Record]:
    try:
        given = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise RecordError(Fault("import.json", f"not JSON: {error}", where)) from error
    kind = given.get("kind") if isinstance(given, dict) else None
    if not isinstance(kind, str) or kind not in MODELS:
        message = f'no line of a Trucewatch record: a line is {{"kind": …, "value": …}}, of a kind {", ".join(MODELS)}'
        raise RecordError(Fault("import.line", message, where))
    try:
        return kind, MODELS[kind].model_validate(given.get("value"))
    except ValidationError as error:
        faults = [Fault("import.field", one["msg"], where, ".".join(map(str, one["loc"]))) for one in error.errors()]
        raise RecordError(*faults) from error


def _of_the_whole(found: dict[str, list[Any]]) -> Iterator[Fault]:
    """What is wrong with the file though each line is right."""
    for kind in ("head", "files"):
        if len(found.get(kind, ())) != 1:
            yield Fault("import.line", f"{len(found.get(kind, ()))} lines of kind {kind!r}; there must be one", kind)
    for head in found.get("head", ()):
        if head.version > VERSION:
            message = f"version {head.version} is newer than what this program reads, {VERSION}; take a newer program"
            yield Fault("import.version", message, "head")
        counts = Counter({kind: len(values) for kind, values in found.items() if kind != "head"})
        for kind, count in head.counts.items():
            if counts[kind] != count:
                message = (
                    f"{count} lines of this kind were written and {counts[kind]} are here: the file was cut or edited"
                )
                yield Fault("import.cut", message, kind)


def _record(found: dict[str, list[Any]]) -> CaseRecord:
    """The record; each span of a claim or a tally is held to its document's text."""
    texts = {document.id: document.text for document in found.get("document", ())}
    faults = [
        Fault("anchor.mismatch", f"{span.quote!r} is not at [{span.start}, {span.end})", one.id)
        for kind in ("claim", "tally", "as_read")
        for one in found.get(kind, ())
        for span in one.spans()
        if one.document in texts and not span.holds(texts[one.document])
    ]
    if faults:
        raise RecordError(*faults[:MOST_FAULTS])
    files: CaseFiles = found["files"][0]
    values = {field: tuple(found.get(kind, ())) for kind, (field, _) in PARTS.items()}
    return CaseRecord(files=files, **values)


def _file(line: File) -> CaseFile:
    try:
        return CaseFile(line.name, base64.b64decode(line.base64, validate=True))
    except (binascii.Error, ValueError) as error:
        raise RecordError(Fault("import.field", f"no base64: {error}", line.name, "base64")) from error
