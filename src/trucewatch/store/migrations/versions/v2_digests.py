"""2: a row's digest covers all its columns, and a mark holds one hash of each kind's digests in order.

A row whose digest of version 1 does not fit was changed; it keeps that digest, which then fits nothing either.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict

import sqlalchemy as sa
from alembic import op

revision = "2"
down_revision = "1"

HASHED = {
    "documents": ("id", "sha256", "read_version", "json"),
    "stages": ("document_id", "stage", "fingerprint", "json"),
    "records": ("kind", "position", "id", "json"),
}
KEYS = {"documents": ("id",), "stages": ("document_id", "stage"), "records": ("kind", "position")}


def upgrade() -> None:
    """Reckon the digests anew."""
    bind = op.get_bind()
    for table, columns in HASHED.items():
        where = " AND ".join(f"{key} = :{key}" for key in KEYS[table])
        change = sa.text(f"UPDATE {table} SET digest = :new WHERE {where}")
        for row in bind.execute(sa.text(f"SELECT {', '.join(columns)}, digest FROM {table}")).mappings().all():
            old = _sha256(row["json"]) if isinstance(row["json"], str) else None
            if row["digest"] == old:
                new = _sha256(_canonical([row[name] for name in columns]))
                bind.execute(change, {"new": new, **{key: row[key] for key in KEYS[table]}})
    sums: defaultdict[str, str] = defaultdict(str)
    for kind, digest in bind.execute(sa.text("SELECT kind, digest FROM records ORDER BY kind, position")):
        sums[kind] += str(digest)
    value = _canonical({kind: _sha256(digests) for kind, digests in sums.items()})
    bind.execute(sa.text("DELETE FROM marks WHERE key = 'sums'"))
    bind.execute(sa.text("INSERT INTO marks (key, value) VALUES ('sums', :value)"), {"value": value})


def _canonical(value: object) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
