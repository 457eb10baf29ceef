"""The page of the rules: every row names a test that is there, and every rule of status and finding has its row."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from trucewatch.records.assessments import FindingValue, StatusValue
from trucewatch.records.incidents import Grade

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "explanation" / "rules.md").read_text(encoding="utf-8")
ROWS = [line for line in PAGE.splitlines() if line.startswith("| ") and "::" in line]
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


@pytest.mark.parametrize("row", ROWS, ids=[row.split("::")[-1].rstrip("` |") for row in ROWS])
def test_a_row_names_a_test_that_is_there(row: str) -> None:
    found = NAMED.search(row)
    assert found is not None, row
    text = (ROOT / found[1]).read_text(encoding="utf-8")
    assert f"def {found[2]}(" in text, row


@pytest.mark.parametrize("value", [*Grade, *StatusValue, *FindingValue], ids=lambda one: f"{type(one).__name__}-{one}")
def test_every_value_has_a_row(value: Grade | StatusValue | FindingValue) -> None:
    words = value.value.replace("_", " ")
    assert any(row.startswith(f"| {words}") for row in ROWS), words


def test_every_row_of_a_table_names_its_test() -> None:
    rows = [
        line for line in PAGE.splitlines() if line.startswith("| ") and "---" not in line and "| test |" not in line
    ]
    assert len(rows) == len(ROWS) >= 58
