"""Where what must be delivered stands, through the whole program: by day, by who owes it and by who says so.

The rows of `owed/expected.yaml` were written before any output was seen.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from trucewatch.assess.commitments import track
from trucewatch.extract.syntax.parser import Parser
from trucewatch.pipeline.statuses import actors_of
from trucewatch.pipeline.tools import Tools
from trucewatch.records.assessments import Commitment
from trucewatch.records.cases import CaseRecord

from .truce_case import record_of, tools_of

HERE = Path(__file__).resolve().parent / "owed"
Row = dict[str, Any]
ROWS: list[Row] = YAML(typ="safe").load((HERE / "expected.yaml").read_text(encoding="utf-8"))["rows"]
ASKED = [(row["id"], asked) for row in ROWS for asked in row["asked"]]


@pytest.fixture(scope="module")
def tools(tmp_path_factory: pytest.TempPathFactory, parser: Parser) -> Tools:
    return tools_of(HERE, tmp_path_factory.mktemp("owed"), '"TH", "KH"', "Asia/Bangkok", parser)


@pytest.fixture(scope="module")
def records(tools: Tools) -> dict[str, CaseRecord]:
    return {row["id"]: record_of(row["texts"], tools) for row in ROWS}


def stands(record: CaseRecord, tools: Tools, at: str, term: str) -> Commitment:
    found = track(record.files.agreement, record.claims, record.documents, {}, actors_of(tools), at)
    return next(one for one in found if one.term == term)


@pytest.mark.parametrize(("row", "asked"), ASKED, ids=[f"{row}-{one['at']}-{one['term']}" for row, one in ASKED])
def test_where_it_stands(row: str, asked: Row, records: dict[str, CaseRecord], tools: Tools) -> None:
    found = stands(records[row], tools, asked["at"], asked["term"])
    states = {found.state.value}
    if "obligor" in asked:
        states = {one.state.value for one in found.owed if one.obligor == asked["obligor"]}
    right = states <= set(asked["states"])
    assert right is not bool(asked.get("missed")), (
        found.says,
        found.owed,
        "it comes out: its mark goes" if right else "",
    )


def test_few_states_are_missed() -> None:
    assert sum("missed" in asked for _, asked in ASKED) <= 3
    assert len(ASKED) >= 36
