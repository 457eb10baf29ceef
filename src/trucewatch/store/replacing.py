"""Replacing a build by the next one, row by row: which rows stay, which go, which come."""

from __future__ import annotations

import json
import re
from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from trucewatch.store.positions import positions_for
from trucewatch.store.rows import digest_of, encode
from trucewatch.store.schema import RECORDS

_FIRST_ID = re.compile(r'\{"id":"([^"\\]*)"')


class Held(NamedTuple):
    """A row of a build, as the table has it."""

    kind: str
    position: int
    id: str | None
    json: str
    digest: str


@dataclass(frozen=True)
class Plan:
    """What becomes of the rows of one kind: those that come, and all that there are then, in order."""

    new: Sequence[Held]
    rows: Sequence[Held]


def plan_of(kind: str, bodies: Sequence[str], stored: Sequence[Held]) -> Plan:
    """How the rows of a kind come to hold these records, JSON, in order.

    Args:
        kind: the kind.
        bodies: the records.
        stored: the rows of it that are there and as they were written; those that somebody changed are not among them.
    """
    known: defaultdict[str, deque[Held]] = defaultdict(deque)
    for row in stored:
        known[row.json if row.id is None else row.id].append(row)
    names = [_id_of(body) for body in bodies]
    held = [_taken(known, name, body) for name, body in zip(names, bodies, strict=True)]
    positions = positions_for([None if row is None else row.position for row in held])
    rows, new = [], []
    for old, position, body, name in zip(held, positions, bodies, names, strict=True):
        if old is not None and old.position == position:
            rows.append(old)
        else:
            new.append(_made(kind, position, name, body))
            rows.append(new[-1])
    return Plan(new, rows)


def _taken(known: dict[str, deque[Held]], name: str | None, body: str) -> Held | None:
    """The row that holds this very record already, once."""
    rows = known.get(body if name is None else name)
    row = rows.popleft() if rows else None
    return row if row is not None and row.position > 0 and row.json == body else None


def _made(kind: str, position: int, name: str | None, body: str) -> Held:
    encode(f"{kind}/{name or position}", body)
    columns = {"kind": kind, "position": position, "id": name, "json": body}
    return Held(kind, position, name, body, digest_of(RECORDS, columns))


def _id_of(body: str) -> str | None:
    """The id of a record; of most it stands first."""
    first = _FIRST_ID.match(body)
    if first is not None:
        return first[1]
    value = json.loads(body)
    found = value.get("id") if isinstance(value, dict) else None
    return found if isinstance(found, str) else None
