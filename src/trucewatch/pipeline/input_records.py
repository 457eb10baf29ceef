"""The `annotate` and `incidents` contracts' input: one JSON record a line, checked, all its faults told at once."""

from __future__ import annotations

import hashlib
import json
from datetime import date as Date

from pydantic import BaseModel, ConfigDict, ValidationError

from trucewatch.errors import Fault, RecordError
from trucewatch.read.blocks import find_blocks
from trucewatch.read.boilerplate import find_boilerplate
from trucewatch.read.passages import lay_out
from trucewatch.records.documents import Document


class InputRecord(BaseModel):
    """One line of input; keys that the contract does not name are passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)

    id: str
    text: str
    published: str | None = None
    title: str | None = None
    source: str | None = None
    language: str | None = None
    pairs: list[dict[str, list[int] | None]] | None = None
    targets: list[list[int]] | None = None

    def document(self) -> Document:
        """The record as a document, its text untouched; boilerplate is marked, so that claims leave it out."""
        layout = lay_out(self.text)
        blocks = find_blocks(self.text, layout)
        digest = hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
        return Document(
            id=f"doc-{digest[:12]}",
            sha256=digest,
            name=self.id,
            media_type="text/plain",
            text=self.text,
            title=self.title,
            source=self.source,
            published=self.published,
            language=self.language,
            boilerplate=find_boilerplate(self.text, layout, blocks),
            blocks=blocks,
        )


def parse_line(line: str, number: int) -> InputRecord:
    """The record of one line.

    Raises:
        RecordError: it is no JSON object, or fields are missing or wrong; all of them are told.
    """
    where = f"line {number}"
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise RecordError(Fault("record.json", f"not JSON: {error}", where)) from error
    if not isinstance(value, dict):
        raise RecordError(Fault("record.json", f"a JSON object was expected, not {type(value).__name__}", where))
    try:
        record = InputRecord.model_validate(value)
    except ValidationError as error:
        faults = [
            Fault("record.field", fault["msg"], where, ".".join(map(str, fault["loc"]))) for fault in error.errors()
        ]
        raise RecordError(*faults) from error
    faults = [*_published_faults(record, where), *_extent_faults(record, where)]
    if faults:
        raise RecordError(*faults)
    return record


def _published_faults(record: InputRecord, where: str) -> list[Fault]:
    if record.published is None:
        return []
    try:
        day = record.published[:10]
        if len(day) == len("0000-00-00"):
            Date.fromisoformat(day)
            return []
    except ValueError:
        pass
    message = f"{record.published!r} is no date; write YYYY-MM-DD, or null where it is unknown"
    return [Fault("record.date", message, where, "published")]


def _extent_faults(record: InputRecord, where: str) -> list[Fault]:
    extents = [("targets", extent) for extent in record.targets or []]
    extents += [(f"pairs.{key}", span) for pair in record.pairs or [] for key, span in pair.items() if span]
    size = len(record.text)
    return [
        Fault("record.extent", f"{extent} is not a [start, end) in a text of {size} characters", where, name)
        for name, extent in extents
        if len(extent) != 2 or not 0 <= extent[0] < extent[1] <= size
    ]


def line_id(line: str) -> str | None:
    """The id of a line that could not be taken, where it has one."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    found = value.get("id") if isinstance(value, dict) else None
    return found if isinstance(found, str) else None
