"""Write the JSON schema of agreement files: `python docs/agreement_schema.py`.

The schema is made from the record `Agreement`, so that an editor knows the fields that the program knows. A test holds
the file to the record.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from trucewatch.records.agreements import Agreement

SCHEMA = Path(__file__).resolve().parents[1] / "src" / "trucewatch" / "knowledge" / "schemas" / "agreement.schema.json"
TIME = r"^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?)?)?)?$"
TIMES = frozenset({"date", "published_on", "since", "until", "begin", "finish", "declared"})


def schema() -> dict[str, Any]:
    """The schema, draft 2020-12, with the form of dates and what a plain text means where a record may stand."""
    made = Agreement.model_json_schema()
    made["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    made["title"] = "agreement.yaml: one agreement"
    for part in (made, *made["$defs"].values()):
        for name, field in part.get("properties", {}).items():
            if name in TIMES:
                field["anyOf"] = [{"type": "string", "pattern": TIME}, {"type": "null"}]
            if name in ("mechanism", "exit"):
                field["anyOf"] = [*field["anyOf"], {"type": "string"}]
    return made


def text() -> str:
    """The schema as the file holds it."""
    return json.dumps(schema(), indent=2, ensure_ascii=False, sort_keys=True) + "\n"


if __name__ == "__main__":
    SCHEMA.write_text(text(), encoding="utf-8")
