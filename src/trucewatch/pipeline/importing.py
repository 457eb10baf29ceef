"""Imports: a case folder made of our own JSON lines."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from trucewatch.errors import CaseError, Fault, InputError, RecordError, TrucewatchError
from trucewatch.exchange.jsonl_read import Incoming, read_lines
from trucewatch.exchange.outgoing import CaseFile
from trucewatch.pipeline.books import Books
from trucewatch.pipeline.opened import OpenedCase
from trucewatch.pipeline.recording import put_record
from trucewatch.pipeline.statuses import last_status
from trucewatch.read.document import VERSION as READ_VERSION
from trucewatch.records.base import Record
from trucewatch.records.cases import CaseFiles, CaseSettings

IMPORTED = "imported"
"""The fingerprint of a record that was not built here: the next build makes it anew."""
_ALLOWED = re.compile(
    r"case\.toml|(?:agreement|actors|sources|places)\.yaml|release\.toml|(?:receipts|ledger|history)\.jsonl"
    r"|gazetteer/[\w.-]+|documents/[^\\\0]+\.meta\.yaml|archive/heads\.json|archive/[0-9a-f]{2}/[0-9a-f]{64}"
)
"""Names of files that an import writes; anything else is refused."""


@dataclass(frozen=True)
class Imported:
    """What came in, and what the new case lacks."""

    documents: int
    claims: int
    incidents: int
    lacks: tuple[str, ...]


def import_lines(file: Path, folder: Path, now: Callable[[], str]) -> Imported:
    """Make the case `folder` of the JSON lines in `file`.

    Raises:
        InputError: the file can't be read; RecordError with every fault of its lines.
        CaseError: `case.exists`: there is something in the folder already.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CaseError(Fault("case.exists", "there is something here already; name a folder that is not", str(folder)))
    try:
        with file.open(encoding="utf-8", newline="\n") as lines:
            incoming = read_lines(lines)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(Fault("import.unreadable", f"cannot be read: {error}", str(file))) from error
    _must_be_sound(incoming)
    try:
        case = OpenedCase(folder, now)
        _write_files(incoming, folder)
        _put_documents_back(case)
    except OSError as error:
        raise InputError(Fault("output.unwritable", str(error), str(folder))) from error
    _write_record(incoming, case)
    record = incoming.record
    return Imported(len(record.documents), len(record.claims), len(record.incidents), tuple(_lacks(incoming)))


def _must_be_sound(incoming: Incoming) -> None:
    """RecordError where a file has a name that no case has, or an original is not what its name says."""
    faults = []
    for one in incoming.files:
        if _ALLOWED.fullmatch(one.name) is None or ".." in one.name.split("/"):
            faults.append(Fault("import.file", "no file of a case has this name", one.name))
        elif len(Path(one.name).name) == 64 and hashlib.sha256(one.raw).hexdigest() != Path(one.name).name:
            faults.append(Fault("import.file", "its bytes are not those of its hash: it was changed", one.name))
    if faults:
        raise RecordError(*faults)


def _write_files(incoming: Incoming, folder: Path) -> None:
    """The files of the case as they came; where they did not, those that the record gives."""
    (folder / "documents").mkdir(parents=True, exist_ok=True)
    for one in incoming.files or tuple(_made_files(incoming.record.files)):
        path = folder / one.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(one.raw)


def _put_documents_back(case: OpenedCase) -> None:
    """The files of `documents/`, from the archive and under the names that their receipts give."""
    for receipt in case.receipts.current():
        name = receipt.path or ""
        if name.startswith("documents/") and ".." not in name.split("/"):
            path = case.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(case.archive.get(receipt.sha256))


def _made_files(files: CaseFiles) -> list[CaseFile]:
    """`case.toml` and the YAML files of a record, without comments."""
    made = [CaseFile("case.toml", _toml(files.settings))]
    if files.agreement is not None:
        made.append(CaseFile("agreement.yaml", _yaml(_values(files.agreement))))
    for name in ("actors", "sources", "places"):
        made.append(CaseFile(f"{name}.yaml", _yaml({name: [_values(one) for one in getattr(files, name)]})))
    return made


def _values(record: Record) -> dict[str, Any]:
    return record.model_dump(mode="json", exclude_defaults=True)


def _yaml(value: Any) -> bytes:
    writer = YAML(typ="safe", pure=True)
    writer.default_flow_style = False
    writer.allow_unicode = True
    text = StringIO()
    writer.dump(value, text)
    return text.getvalue().encode("utf-8")


def _toml(settings: CaseSettings) -> bytes:
    """Strings and lists of strings: their JSON is their TOML."""
    lines = (f"{name} = {json.dumps(value)}" for name, value in _values(settings).items())
    return ("\n".join(lines) + "\n").encode("utf-8")


def _write_record(incoming: Incoming, case: OpenedCase) -> None:
    record = incoming.record
    status = last_status(record, Books(record.files), None)
    for document in record.documents:
        case.store.put_document(document, READ_VERSION)
    put_record(case.store, record, status, IMPORTED)
    try:
        case.record()
    except TrucewatchError as error:
        raise RecordError(*error.faults) from error


def _lacks(incoming: Incoming) -> list[str]:
    """What the new case can't do that the old one could."""
    head = incoming.head
    lacks = []
    if head.holds != "case":
        lacks.append(
            "without the originals: it can be listed, shown, reported and exported, not built, ruled on or verified"
        )
    if head.holds == "part":
        lacks.append("a part of a record: incidents may name claims and documents that are not in it")
    if head.public:
        lacks.append("a public version: names, contacts and whole texts are withheld, and places coarsened")
    return lacks
