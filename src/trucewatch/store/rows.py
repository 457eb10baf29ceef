"""Rows of the database and what is checked of them: each carries a hash of all its columns."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from pydantic import ValidationError
from sqlalchemy import Row, Table

from trucewatch.errors import CaseError, Fault, IntegrityError
from trucewatch.records.base import Record, canonical_json
from trucewatch.records.documents import Document
from trucewatch.store.schema import DOCUMENTS, STAGES

HASHED: dict[str, tuple[str, ...]] = {
    "documents": ("id", "sha256", "read_version", "json"),
    "stages": ("document_id", "stage", "fingerprint", "json"),
    "records": ("kind", "position", "id", "json"),
}
"""Of each table the columns that its digest covers, in order."""
R = TypeVar("R", bound=Record)
_DOCUMENT = re.compile(r'\{"id":"[^"\\]*","document":"([^"\\]*)"')


def with_digest(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    """A row with the hash of its columns."""
    return {**row, "digest": digest_of(table, row)}


def digest_of(table: Table, row: dict[str, Any]) -> str:
    """SHA-256, in hex, of a row's columns as canonical JSON."""
    body = canonical_json([row[name] for name in HASHED[table.name]])
    return hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()


def encode(where: str, body: str) -> str:
    """A text that a database can keep; CaseError `store.not-text` where it cannot."""
    try:
        body.encode("utf-8")
    except UnicodeEncodeError as error:
        message = f"holds a lone surrogate at {error.start}, which no database can keep; it is no text"
        raise CaseError(Fault("store.not-text", message, where=where)) from error
    return body


def place_of(table: Table, row: Row[Any]) -> str:
    """How faults name a row."""
    if table is DOCUMENTS:
        return str(row.id)
    return f"{row.document_id}/{row.stage}" if table is STAGES else f"{row.kind}/{row.id or row.position}"


def intact(table: Table, row: Row[Any]) -> str:
    """A row's JSON, where no column of it was changed.

    Raises:
        IntegrityError: `store.altered`.
    """
    where = place_of(table, row)
    columns = {name: getattr(row, name) for name in HASHED[table.name]}
    if not isinstance(row.json, str) or any(not isinstance(value, str | int | None) for value in columns.values()):
        raise IntegrityError(altered(where, None, "holds bytes or numbers where text belongs"))
    if digest_of(table, columns) != row.digest:
        raise IntegrityError(altered(where, None, "was changed after it was written"))
    return row.json


def sums_of(digests: Mapping[str, Sequence[str]]) -> str:
    """For each kind of the build's rows one hash of their digests, which are in order, as JSON."""
    return canonical_json({kind: _sum(found) for kind, found in digests.items() if found})


def sum_in(sums: str | None, kind: str) -> str | None:
    """The hash of a kind's rows in what `sums_of` gave; IntegrityError where that was changed."""
    try:
        found = json.loads(sums or "").get(kind)
    except (ValueError, AttributeError, RecursionError) as error:
        raise IntegrityError(altered("marks", "sums", "is no mark of this program")) from error
    return None if found is None else str(found)


def must_be_all(kind: str, digests: Sequence[object], sums: str | None) -> None:
    """IntegrityError where these are not the digests of all the rows of a kind that the build put in."""
    if sum_in(sums, kind) != (_sum(digests) if digests else None):
        raise IntegrityError(altered(kind, None, "has other rows than the build put in"))


def _sum(digests: Sequence[object]) -> str:
    return hashlib.sha256("".join(map(str, digests)).encode("utf-8", "surrogatepass")).hexdigest()


def document_in(body: str) -> str:
    """The document that a record in JSON names; "" where it names none."""
    near = _DOCUMENT.match(body)
    if near is not None:
        return near[1]
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        return ""
    found = value.get("document") if isinstance(value, dict) else None
    return found if isinstance(found, str) else ""


def document_of(row: Row[Any]) -> Document:
    """A row's document. Spans are checked before the hash, so that a fault names the field where it can."""
    try:
        value = json.loads(row.json)
        text = value.get("text")
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise IntegrityError(altered(str(row.id), None, "is no record")) from error
    document = validated(Document, row.json, text if isinstance(text, str) else None, str(row.id))
    if document.id != row.id or document.sha256 != row.sha256:
        raise IntegrityError(altered(str(row.id), "id", "is another document than its row says"))
    intact(DOCUMENTS, row)
    return document


def validated(model: type[R], body: str, text: str | None, where: str) -> R:
    """A record of JSON, its spans held to `text`; IntegrityError with its fields where it is none."""
    try:
        return model.model_validate_json(body, context={"text": text})
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)
        faults = [altered(where, ".".join(map(str, part["loc"])) or None, part["msg"]) for part in found]
        raise IntegrityError(*faults) from error


def altered(where: str, field: str | None, what: str) -> Fault:
    """A row that is not as it was written."""
    return Fault("store.altered", f"{what}; build again: archive and receipts give it anew", where=where, field=field)


def faults_of(check: Callable[..., object], *arguments: Any) -> tuple[Fault, ...]:
    """What a check finds; nothing where all is well."""
    try:
        check(*arguments)
    except IntegrityError as error:
        return error.faults
    return ()
