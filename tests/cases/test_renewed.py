"""A truce with an agreed end, through the whole program: what extends it, for how long, and what does not.

The rows of `renewed/expected.yaml` were written before any output was seen.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from trucewatch.extract.syntax.parser import Parser
from trucewatch.pipeline.tools import Tools
from trucewatch.records.cases import CaseRecord

from .truce_case import record_of, status_of, tools_of

HERE = Path(__file__).resolve().parent / "renewed"
Row = dict[str, Any]
ROWS: list[Row] = YAML(typ="safe").load((HERE / "expected.yaml").read_text(encoding="utf-8"))["rows"]
ASKED = [(row["id"], day, values) for row in ROWS for day, values in row["status"]]


@pytest.fixture(scope="module")
def tools(tmp_path_factory: pytest.TempPathFactory, parser: Parser) -> Tools:
    return tools_of(HERE, tmp_path_factory.mktemp("renewed"), '"TH", "KH"', "Asia/Bangkok", parser)


@pytest.fixture(scope="module")
def records(tools: Tools) -> dict[str, CaseRecord]:
    return {row["id"]: record_of(row["texts"], tools) for row in ROWS}


@pytest.mark.parametrize(("row", "day", "values"), ASKED, ids=[f"{row}-{day}" for row, day, _ in ASKED])
def test_what_follows(row: str, day: str, values: list[str], records: dict[str, CaseRecord], tools: Tools) -> None:
    record = records[row]
    status = status_of(record, tools, day)
    said = [(one.speaker, one.position.value, one.begin, one.sure) for one in record.statements]
    assert status.value.value in values, (status.trace, said)
