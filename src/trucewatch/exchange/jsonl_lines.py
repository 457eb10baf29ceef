"""The lines of our own JSON lines: which kinds there are, the model of each, and their JSON Schema."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import Field
from pydantic.json_schema import models_json_schema

from trucewatch.records.assessments import Commitment, Finding, Statement
from trucewatch.records.base import Record
from trucewatch.records.cases import CaseFiles
from trucewatch.records.claims import Claim, Tally
from trucewatch.records.decisions import Effect, LedgerEntry
from trucewatch.records.documents import Document, Rejection
from trucewatch.records.incidents import CopyEdge, Incident

VERSION = 1


class Head(Record):
    """The first line: what the file is.

    `holds` is "case" where it carries the case's own files, so that it can be built on; "record" where it has the whole
    record; "part" where it has what was asked for. `counts` is how many lines of each kind follow.
    """

    format: Literal["trucewatch-record"] = "trucewatch-record"
    version: int = VERSION
    program: str
    made: str
    public: bool
    holds: Literal["case", "record", "part"]
    counts: dict[str, int]


class File(Record):
    """A file of the case's folder: its name there, and its bytes in base64."""

    name: str = Field(min_length=1)
    base64: str


PARTS: Mapping[str, tuple[str, type[Record]]] = {
    "document": ("documents", Document),
    "claim": ("claims", Claim),
    "tally": ("tallies", Tally),
    "copy": ("copies", CopyEdge),
    "incident": ("incidents", Incident),
    "statement": ("statements", Statement),
    "commitment": ("commitments", Commitment),
    "finding": ("findings", Finding),
    "rejection": ("rejections", Rejection),
    "decision": ("decisions", LedgerEntry),
    "effect": ("effects", Effect),
    "as_read": ("as_read", Claim),
}
"""Kind of line → the field of the case record that its records are in, and their model."""
MODELS: Mapping[str, type[Record]] = {
    "head": Head,
    "files": CaseFiles,
    **{kind: model for kind, (_, model) in PARTS.items()},
    "file": File,
}
"""Every kind of line. A line is `{"kind": KIND, "value": RECORD}`."""


def line_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a line."""
    models = dict.fromkeys(MODELS.values())
    refs, shared = models_json_schema(
        [(model, "serialization") for model in models],
        ref_template="#/$defs/{model}",
        title="A line of a Trucewatch record",
    )
    lines = [
        {
            "type": "object",
            "properties": {"kind": {"const": kind}, "value": refs[model, "serialization"]},
            "required": ["kind", "value"],
            "additionalProperties": False,
        }
        for kind, model in MODELS.items()
    ]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": shared["title"],
        "oneOf": lines,
        "$defs": shared["$defs"],
    }
