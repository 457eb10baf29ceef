"""What every record is: frozen, typed, closed, with one canonical form and an id made of it."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from pydantic import BaseModel, ConfigDict

ID_HEX = 12
_CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def canonical_json(value: Any) -> str:
    """JSON with sorted keys, no blanks, and Unicode as it is: equal values give equal text."""
    return _CANONICAL.encode(value)


def content_id(prefix: str, value: Any) -> str:
    """An id that follows from a value: `prefix-` and 12 hex digits of its canonical form's SHA-256."""
    digest = hashlib.sha256(canonical_json(value).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{prefix}-{digest[:ID_HEX]}"


class Record(BaseModel):
    """The base of all records: immutable, and a field it does not know is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_inf_nan="strings")

    def canonical_json(self) -> str:
        """This record in canonical JSON."""
        return canonical_json(self.model_dump(mode="json"))
