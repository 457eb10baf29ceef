"""What changed between two dates and why: a document came, somebody decided, a better reader, another file."""

from __future__ import annotations

from pathlib import Path

import pytest

import trucewatch.pipeline.case as case_module
from pipeline.small_case import TWO
from trucewatch.errors import CaseError, IntegrityError
from trucewatch.pipeline.build import DocumentReading, read_one
from trucewatch.pipeline.case import Case
from trucewatch.pipeline.deciding import decide
from trucewatch.pipeline.diffing import diff, diff_lines
from trucewatch.pipeline.opened import OpenedCase
from trucewatch.pipeline.order import Order
from trucewatch.pipeline.tools import Tools
from trucewatch.records.documents import Document

THREE = b"---\nsource: UN Mission\npublished: 2018-12-20\n---\nRebels shelled Hodeidah on Tuesday, the mission found.\n"


def on(folder: Path, day: int) -> Case:
    return Case(folder, lambda: f"2026-01-{day:02}T08:00:00Z")


def ruled(folder: Path, day: int, kind: str, *words: str) -> None:
    case = on(folder, day)
    decide(case, [Order.of(kind, words, "A. Reader", "as the words say")], f"2026-01-{day:02}T08:00:00Z")


def lines(folder: Path, begin: str | None = None, end: str | None = None) -> list[str]:
    return [line.strip() for line in diff_lines(diff(OpenedCase(folder, lambda: ""), begin, end))]


def test_what_a_document_changed_is_told_with_its_name(folder: Path) -> None:
    (folder / "documents" / "two.txt").unlink()
    on(folder, 1).build()
    assert lines(folder) == ["2026-01-01T08:00:00Z", "1 document came in: one.txt"]
    (folder / "documents" / "two.txt").write_bytes(TWO)
    on(folder, 2).build()
    told = lines(folder, "2026-01-02")
    assert told[:2] == ["2026-01-02T08:00:00Z", "1 document came in: two.txt"]
    grew = next(number for number, line in enumerate(told) if ": grew (1 claim more)" in line)
    assert told[grew + 1] == "because two.txt came in"


def test_what_a_decision_changed_is_told_with_who_and_why(folder: Path) -> None:
    on(folder, 1).build()
    ruled(folder, 3, "grade", "1", "confirmed")
    told = lines(folder, "2026-01-03", "2026-01-03")
    assert told[1] == "ruling 1, A. Reader, 2026-01-03T08:00:00Z: grade; as the words say"
    assert told[2].endswith(": grade weak → confirmed")
    assert told[3] == "because ruling 1 by A. Reader"
    ruled(folder, 4, "remove", "two.txt")
    told = lines(folder, "2026-01-04")
    assert "1 document went: two.txt" in told
    assert any(line.startswith("because two.txt went") for line in told)


def test_another_reader_is_told_as_the_reason(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    on(folder, 1).build()

    def better(document: Document, tools: Tools) -> DocumentReading:
        reading = read_one(document, tools)
        claims = tuple(claim.model_copy(update={"factuality": 1.5}) for claim in reading.claims)
        return reading.model_copy(update={"claims": claims})

    monkeypatch.setattr(case_module, "read_answered", lambda task, tools: better(task[0], tools))
    monkeypatch.setattr("trucewatch.pipeline.case.knowledge_fingerprint", lambda: "another program")
    monkeypatch.setattr("trucewatch.pipeline.fingerprints.reader_fingerprint", lambda: "another program")
    on(folder, 5).build()
    told = lines(folder, "2026-01-05")
    assert any(line.startswith("doc-") and "claim" in line and "otherwise" in line for line in told)
    assert "because another version of the program or its knowledge reads it so" in told


def test_a_file_of_the_case_is_told_as_the_reason(folder: Path) -> None:
    on(folder, 1).build()
    place = '{id: "place:port", name: Hodeidah, lat: 14.8, lon: 42.95, country: YE, kind: facility}'
    (folder / "places.yaml").write_text(f"places:\n  - {place}\n", encoding="utf-8")
    on(folder, 6).build()
    told = [told for one in diff(OpenedCase(folder, lambda: "")) for told in one.entry.told]
    assert [one.after for one in told if one.what == "claims"] == ["1 claim otherwise", "1 claim otherwise"]
    assert {cause for one in told for cause in one.because} == {"files places.yaml"}


def test_machines_get_a_value_for_each_change(folder: Path) -> None:
    on(folder, 1).build()
    ruled(folder, 2, "grade", "1", "confirmed")
    rows = [row for one in diff(OpenedCase(folder, lambda: "")) for row in one.as_json()]
    assert [row["what"] for row in rows] == ["came", "came", "ruling", "grade"]
    assert (rows[-1]["before"], rows[-1]["after"], rows[-1]["because"]) == ("weak", "confirmed", ["ruling 1"])


def test_days_the_wrong_way_round_and_a_changed_history_are_told(folder: Path) -> None:
    on(folder, 1).build()
    with pytest.raises(CaseError, match="is before"):
        lines(folder, "2026-01-03", "2026-01-01")
    path = folder / "history.jsonl"
    path.write_bytes(path.read_bytes().replace(b"one.txt", b"two.txt"))
    with pytest.raises(IntegrityError, match="changed"):
        lines(folder)


def test_a_build_that_changes_nothing_is_not_in_the_history(folder: Path) -> None:
    on(folder, 1).build()
    (folder / "record.sqlite").unlink()
    on(folder, 2).build()
    on(folder, 3).build()
    assert [one.entry.at for one in diff(OpenedCase(folder, lambda: ""))] == ["2026-01-01T08:00:00Z"]
