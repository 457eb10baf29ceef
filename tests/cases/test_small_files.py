"""The small cases: their documents say what they are, and what is expected of them uses the ontology's words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from trucewatch.knowledge import load_yaml
from trucewatch.read.front import split_front_matter

HERE = Path(__file__).resolve().parent
CASES = ("minsk", "hodeidah", "south-sudan")
DOCUMENTS = [path for case in CASES for path in sorted((HERE / case / "input").glob("*.txt"))]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_a_document_says_what_it_is(path: Path) -> None:
    metadata, body = split_front_matter(path.read_text(encoding="utf-8"), path.name)
    assert metadata is not None
    assert (metadata.note or "").startswith("Written for Trucewatch from public facts")
    assert metadata.published
    assert ".example/" in (metadata.url or "")
    assert 100 <= len(body.split()) <= 200


@pytest.mark.parametrize("case", CASES)
def test_expected_events_are_those_of_the_ontology(case: str) -> None:
    known = {entry["id"] for entry in load_yaml("events.yaml")["types"]}
    rows = [
        line.split("|")
        for line in (HERE / case / "expected.md").read_text(encoding="utf-8").splitlines()
        if re.match(r"\| \d \|", line)
    ]
    assert len(rows) >= 15
    assert {row[1].strip() for row in rows} == {"1", "2", "3"}
    for row in rows:
        assert set(re.findall(r"[a-z]+(?:_[a-z]+)+", row[2])) <= known, row[2]
        assert row[4].strip(), row
