"""What a guest answered, as JSON held to its schema: each entry on its own: one that is wrong loses no other."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from trucewatch.knowledge.ontology import event_types
from trucewatch.records.claims import Force

MOST_CLAIMS = 500
"""Entries of one answer; what comes after is turned away."""
QUOTE = 600
"""Characters of one quote."""
_FENCED = re.compile(r"\s*```(?:json)?\s*\n(.*?)\n?\s*```\s*", re.DOTALL | re.IGNORECASE)


def _blank_is_none(value: object) -> object:
    return None if isinstance(value, str) and not value.strip() else value


Quote = Annotated[
    Annotated[str, Field(max_length=QUOTE)] | None,
    BeforeValidator(_blank_is_none),
]


class GuestClaim(BaseModel):
    """One entry of an answer: quotes, an event's id, a force. It has no field for an id, a date or a coordinate."""

    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)

    sentence: int
    event: str
    trigger: Annotated[str, Field(min_length=1, max_length=QUOTE)]
    actor: Quote = None
    target: Quote = None
    place: Quote = None
    time: Quote = None
    holder: Quote = None
    force: Annotated[Force, Field(strict=False)]
    negated: bool = False
    killed: Quote = None
    injured: Quote = None
    missing: Quote = None
    detained: Quote = None
    displaced: Quote = None
    unharmed: Quote = None
    count: Quote = None


@dataclass(frozen=True)
class Answer:
    """An answer's entries, in order; in the place of one that breaks the schema, what is wrong with it."""

    entries: tuple[GuestClaim | str, ...]


def parse_answer(content: str) -> Answer:
    """The entries of an answer; a fence of Markdown around the JSON is taken off, and nothing is mended.

    Raises:
        ValueError: it is no JSON, or not an object with a list under "claims".
    """
    fenced = _FENCED.fullmatch(content)
    try:
        value = json.loads(fenced.group(1) if fenced else content)
    except RecursionError as error:
        raise ValueError("is nested too deep") from error
    claims = value.get("claims") if isinstance(value, dict) else value if isinstance(value, list) else None
    if not isinstance(claims, list):
        raise ValueError('is no object with a list under "claims"')
    entries = [_entry(one) for one in claims[:MOST_CLAIMS]]
    if len(claims) > MOST_CLAIMS:
        entries.append(f"{len(claims) - MOST_CLAIMS} entries over the limit of {MOST_CLAIMS} in one answer")
    return Answer(tuple(entries))


def _entry(value: object) -> GuestClaim | str:
    try:
        return GuestClaim.model_validate(value)
    except ValidationError as error:
        faults = (f"{'.'.join(map(str, one['loc'])) or 'entry'}: {one['msg']}" for one in error.errors())
        return "; ".join(faults)[:300]


def answer_schema() -> Mapping[str, Any]:
    """JSON Schema of an answer, with every field needed and none beside, as services that hold a model to it ask."""
    quote = {"type": ["string", "null"]}
    fields: dict[str, Any] = {}
    for name, field in GuestClaim.model_fields.items():
        if name == "event":
            fields[name] = {"type": "string", "enum": list(event_types())}
        elif name == "force":
            fields[name] = {"type": "string", "enum": [one.value for one in Force]}
        elif field.annotation in (int, bool):
            fields[name] = {"type": "integer" if field.annotation is int else "boolean"}
        else:
            fields[name] = quote if type(None) in get_args(field.annotation) else {"type": "string"}
    entry = {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}
    return {
        "type": "object",
        "properties": {"claims": {"type": "array", "items": entry}},
        "required": ["claims"],
        "additionalProperties": False,
    }
