"""JSON lines: the whole record, one of its records a line, with the JSON Schema of a line beside it.

Where all of a case may go out, the case's own files and originals go along, so that `import` makes a case that can be
built on; else `import` makes one that can be read.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from typing import Any

from trucewatch.exchange.jsonl_lines import PARTS, File, Head, line_schema
from trucewatch.exchange.outgoing import Loss, Outgoing, Written
from trucewatch.records.base import Record, canonical_json
from trucewatch.records.cases import CaseRecord


def write(out: Outgoing) -> Written:
    """The lines, and the schema."""
    record = out.record if out.chosen is None else _part(out)
    values: dict[str, list[Record]] = {"files": [record.files]}
    values |= {kind: list(getattr(record, field)) for kind, (field, _) in PARTS.items()}
    values["file"] = [File(name=one.name, base64=_base64(one.raw)) for one in out.folder or ()]
    counts = {kind: len(found) for kind, found in values.items() if found}
    holds = "part" if out.chosen is not None else "case" if out.folder is not None else "record"
    head = Head.model_validate(
        {"program": out.version, "made": out.made, "public": out.public, "holds": holds, "counts": counts}
    )
    lines = [_line("head", head), *(_line(kind, one) for kind, found in values.items() for one in found)]
    schema = json.dumps(line_schema(), ensure_ascii=False, indent=1) + "\n"
    files = {"record.jsonl": "".join(lines).encode("utf-8"), "schema.json": schema.encode("utf-8")}
    return Written(files, sum(counts.values()), tuple(_losses(out)))


def _line(kind: str, value: Record) -> str:
    """A line. Lone surrogates are escaped, as UTF-8 cannot carry them; they come back as they were."""
    text = canonical_json({"kind": kind, "value": value.model_dump(mode="json")})
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        text = json.dumps(json.loads(text), ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return text + "\n"


def _base64(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")


def _part(out: Outgoing) -> CaseRecord:
    """The record of what was asked for; who reads an id in it that is not there knows by the head that it is a part."""
    shown = {one.id for one in out.documents}
    kept: dict[str, Any] = {
        "documents": tuple(one for one in out.record.documents if one.id in shown),
        "claims": tuple(out.claims),
        "tallies": tuple(out.tallies),
        "copies": tuple(one for one in out.record.copies if {one.first, one.second} <= shown),
        "incidents": tuple(out.incidents),
        "statements": tuple(out.statements),
        "commitments": tuple(out.commitments),
        "findings": tuple(out.findings),
        "rejections": tuple(one for one in out.record.rejections if one.where in shown),
        "as_read": tuple(one for one in out.record.as_read if one.document in shown),
    }
    return out.record.model_copy(update=kept)


def _losses(out: Outgoing) -> Iterator[Loss]:
    if out.folder is None:
        why = "it is for readers outside" if out.public else "of a part, a past moment, or with words that are withheld"
        yield Loss("the case", "its originals and chains: what `import` makes of it can be read and not built", why)
