"""Replacing a build by the next one, row by row: which rows stay, which go, which come."""

from __future__ import annotations

import json
import re
from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from trucewatch.store.positions import positions_for
from trucewatch.store.rows import HASHED, digest_of, encode, with_digest
from trucewatch.store.schema import RECORDS

_FIRST_ID = re.compile(r'\{"id":"([^"\\]*)"')


@dataclass(frozen=True)
class Plan:
    """What becomes of the rows of one kind.

    Attributes:
        gone: rows that are there and do not stay.
        new: rows to be put in.
        digests: of all the rows that there are then, in order.
    """

    gone: Sequence[Row[Any]]
    new: Sequence[dict[str, Any]]
    digests: Sequence[str]


def stored_rows(connection: Connection) -> Mapping[str, Sequence[Row[Any]]]:
    """The rows of the build by kind, in order."""
    found: defaultdict[str, list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(select(RECORDS).order_by(RECORDS.c.kind, RECORDS.c.position)):
        found[row.kind].append(row)
    return found


def plan_of(kind: str, bodies: Sequence[str], stored: Sequence[Row[Any]]) -> Plan:
    """How the rows of a kind come to hold these records, JSON, in order."""
    known: defaultdict[str, deque[Row[Any]]] = defaultdict(deque)
    for row in stored:
        known[row.json if row.id is None else row.id].append(row)
    held: list[Row[Any] | None] = []
    names = [_id_of(body) for body in bodies]
    for body, name in zip(bodies, names, strict=True):
        rows = known.get(body if name is None else name)
        old = rows.popleft() if rows else None
        held.append(old if old is not None and _is_as_it_was(old, body) else None)
    positions = positions_for([None if row is None else row.position for row in held])
    stay = {one.position for one, position in zip(held, positions, strict=True) if one and one.position == position}
    new, digests = [], []
    for row, position, body, name in zip(held, positions, bodies, names, strict=True):
        if row is not None and row.position == position:
            digests.append(row.digest)
        else:
            made = {"kind": kind, "position": position, "id": name, "json": encode(f"{kind}/{name or position}", body)}
            new.append(with_digest(RECORDS, made))
            digests.append(new[-1]["digest"])
    return Plan([row for row in stored if row.position not in stay], new, digests)


def _is_as_it_was(row: Row[Any], body: str) -> bool:
    """Whether a row holds this record; one that somebody changed does not, whichever of its columns it was."""
    columns = {name: getattr(row, name) for name in HASHED[RECORDS.name]}
    return bool(row.position > 0 and row.json == body and digest_of(RECORDS, columns) == row.digest)


def _id_of(body: str) -> str | None:
    """The id of a record; of most it stands first."""
    first = _FIRST_ID.match(body)
    if first is not None:
        return first[1]
    value = json.loads(body)
    found = value.get("id") if isinstance(value, dict) else None
    return found if isinstance(found, str) else None
