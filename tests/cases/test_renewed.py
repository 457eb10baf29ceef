"""A truce with an agreed end, through the whole program: what extends it, for how long, and what does not.

The rows of `renewed/expected.yaml` were written before any output was seen.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from trucewatch.assess.status import status_at
from trucewatch.extract.syntax.parser import Parser
from trucewatch.pipeline.build import assemble, read_one
from trucewatch.pipeline.statuses import actors_of
from trucewatch.pipeline.tools import Tools
from trucewatch.read.document import read_document
from trucewatch.records.cases import CaseRecord
from trucewatch.records.documents import Metadata
from trucewatch.store.case_files import load_case_files

HERE = Path(__file__).resolve().parent / "renewed"
SETTINGS = 'id = "renewed"\ntitle = "renewed"\ncountries = ["TH", "KH"]\ntime_zone = "Asia/Bangkok"\n'
Row = dict[str, Any]
ROWS: list[Row] = YAML(typ="safe").load((HERE / "expected.yaml").read_text(encoding="utf-8"))["rows"]
ASKED = [(row["id"], day, values) for row in ROWS for day, values in row["status"]]


@pytest.fixture(scope="module")
def tools(tmp_path_factory: pytest.TempPathFactory, parser: Parser) -> Tools:
    folder = tmp_path_factory.mktemp("renewed")
    shutil.copyfile(HERE / "agreement.yaml", folder / "agreement.yaml")
    (folder / "case.toml").write_text(SETTINGS, encoding="utf-8")
    tools = Tools(load_case_files(folder))
    tools.__dict__["parser"] = parser
    return tools


@pytest.fixture(scope="module")
def records(tools: Tools) -> dict[str, CaseRecord]:
    return {row["id"]: record_of(row, tools) for row in ROWS}


def record_of(row: Row, tools: Tools) -> CaseRecord:
    documents = [
        read_document(
            text["text"].encode(), f"{number}.txt", metadata=Metadata(source="outlet", published=text["published"])
        )
        for number, text in enumerate(row["texts"])
    ]
    assert tools.files is not None
    return assemble(tools.files, documents, {one.id: read_one(one, tools) for one in documents}, tools)


@pytest.mark.parametrize(("row", "day", "values"), ASKED, ids=[f"{row}-{day}" for row, day, _ in ASKED])
def test_what_follows(row: str, day: str, values: list[str], records: dict[str, CaseRecord], tools: Tools) -> None:
    record = records[row]
    status = status_at(
        record.files.agreement,
        record.statements,
        day,
        actors_of(tools),
        incidents=record.incidents,
        findings=record.findings,
    )
    said = [(one.speaker, one.position.value, one.begin, one.sure) for one in record.statements]
    assert status.value.value in values, (status.trace, said)
