"""A truce that no rule was made on, in eight whole texts: what follows, by day, and what never does.

`fresh/expected.yaml` was written before any output was seen.
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
from trucewatch.records.assessments import Finding
from trucewatch.records.cases import CaseRecord

from .truce_case import record_of, status_of, tools_of

HERE = Path(__file__).resolve().parent / "fresh"
Row = dict[str, Any]
EXPECTED: Row = YAML(typ="safe").load((HERE / "expected.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def tools(tmp_path_factory: pytest.TempPathFactory, parser: Parser) -> Tools:
    return tools_of(HERE, tmp_path_factory.mktemp("fresh"), '"ET"', "Africa/Addis_Ababa", parser)


@pytest.fixture(scope="module")
def record(tools: Tools) -> CaseRecord:
    return record_of(EXPECTED["texts"], tools)


def findings(record: CaseRecord, near: str) -> list[Finding]:
    texts = {one.id: one.text.find(near) for one in record.documents}
    claims = {
        one.id
        for one in record.claims
        if texts[one.document] >= 0 and texts[one.document] <= one.trigger.start < texts[one.document] + len(near)
    }
    incidents = {one.id for one in record.incidents if claims & set(one.claims)}
    return [one for one in record.findings if one.incident in incidents]


@pytest.mark.parametrize("row", EXPECTED["status"], ids=lambda row: row["at"])
def test_the_status_by_day(row: Row, record: CaseRecord, tools: Tools) -> None:
    found = status_of(record, tools, row["at"])
    assert found.value.value not in EXPECTED["never"]
    assert (found.value.value in row["may"]) is not bool(row.get("missed")), found.trace
    if "by" in row and found.value.value in row["may"]:
        assert list(found.by) == row["by"]


@pytest.mark.parametrize("row", EXPECTED["commitments"], ids=lambda row: f"{row['term']}-{row['at']}")
def test_what_is_owed(row: Row, record: CaseRecord, tools: Tools) -> None:
    found = track(record.files.agreement, record.claims, record.documents, {}, actors_of(tools), row["at"])
    one = next(one for one in found if one.term == row["term"])
    assert one.state.value in row["may"], one.says


@pytest.mark.parametrize("row", EXPECTED["findings"], ids=lambda row: row["near"])
def test_what_is_found(row: Row, record: CaseRecord) -> None:
    found = findings(record, row["near"])
    assert any(
        (one.term, one.party) == (row["term"], row["party"]) and one.value.value in row["may"] for one in found
    ), found
