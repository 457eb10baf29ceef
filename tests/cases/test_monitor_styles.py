"""Monitors' entries and tallies in six styles: what comes out of each text, by the form of `test_sentences.py`.

A tally is never an incident. A row marked `missed` names what keeps it; one that comes out right loses its mark.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML
from tests.cases.sentence_rows import Row, faults_of, shown
from tests.cases.test_sentences import claims_of

from trucewatch.pipeline.input_records import InputRecord
from trucewatch.pipeline.tools import Tools

TABLE = Path(__file__).resolve().parent / "monitors" / "styles.yaml"
FLOOR = 22  # of 28; it may only rise


def rows() -> list[Row]:
    return list(YAML(typ="safe").load(TABLE.read_text(encoding="utf-8"))["rows"])


@pytest.fixture(scope="module")
def tools() -> Tools:
    return Tools()


def test_there_are_six_styles() -> None:
    assert len({row["style"] for row in rows()}) == 6


def test_what_comes_out_of_monitors_texts(tools: Tools) -> None:
    right, stale = 0, []
    for number, row in enumerate(rows(), start=1):
        record = InputRecord(id=f"{row['style']}-{number}", text=row["text"], published=row["published"])
        claims = claims_of(record, tools)
        faults = faults_of(row, claims)
        right += not faults
        stale += [row["text"]] if not faults and "missed" in row else []
        if faults:
            lines = [*faults, *(f"came out: {shown(one, row['text'])}" for one in claims)]
            print(f"{record.id} {row.get('missed', '')}", row["text"], *lines, sep="\n    ")
    assert not stale, f"they come out right, their marks go: {stale}"
    assert right >= FLOOR, f"{right} right of {len(rows())}"
