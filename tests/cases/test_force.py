"""Sentences of ceasefire reporting: the force and certainty that an analyst would log, written before any output.

A row counts where a claim stands at its words with one of the forces, and a factuality in one of the bands, that
force.yaml asks for. A row marked `missed` names the class of error that keeps it; one that comes out loses its mark.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from trucewatch.pipeline.reading import read_claims
from trucewatch.pipeline.tools import Tools
from trucewatch.read.document import read_document
from trucewatch.records.claims import Claim
from trucewatch.records.documents import Metadata

ROWS: list[dict[str, Any]] = YAML(typ="safe").load(
    (Path(__file__).resolve().parent / "force.yaml").read_text(encoding="utf-8")
)["rows"]


@pytest.fixture(scope="module")
def tools() -> Tools:
    return Tools()


def band(factuality: float) -> str:
    return "+" if factuality >= 1 else "-" if factuality <= -1 else "0"


def claims_at(row: dict[str, Any], tools: Tools) -> list[Claim]:
    document = read_document(row["text"].encode(), "row.txt", metadata=Metadata())
    low = row["text"].index(row["near"])
    high = low + len(row["near"])
    return [one for one in read_claims(document, tools).claims if one.trigger.start < high and low < one.trigger.end]


def name(row: dict[str, Any]) -> str:
    return f"{row['near']}: {row['text']}"


@pytest.mark.parametrize("row", ROWS, ids=name)
def test_force_and_certainty(row: dict[str, Any], tools: Tools) -> None:
    found = claims_at(row, tools)
    met = any(one.force.value in row["force"] and band(one.factuality) in row["sign"] for one in found)
    shown = [(one.event, one.force.value, one.negated, one.factuality) for one in found]
    if "missed" in row:
        assert not met, "it comes out: its mark goes"
        pytest.xfail(row["missed"])
    assert met, shown
