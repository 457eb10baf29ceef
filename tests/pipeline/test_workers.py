"""Two processes give what one gives, in the same order."""

from __future__ import annotations

from pathlib import Path

import pytest

from trucewatch.pipeline.build import read_one
from trucewatch.pipeline.case import Case
from trucewatch.pipeline.template import make_case
from trucewatch.pipeline.tools import Tools
from trucewatch.pipeline.workers import CHUNK, map_tools

TEXTS = (
    "The army said rebels shelled Hodeidah on Tuesday, killing two soldiers.\n",
    "The rebels denied that they had shelled Hodeidah on Tuesday.\n",
    "Monitors reported that three convoys had reached the port by noon.\n",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A case whose documents need more than one chunk."""
    made = tmp_path / "hodeidah"
    make_case(made, "Hodeidah")
    for number in range(CHUNK + 2):
        text = f"---\nsource: Agency {number}\npublished: 2018-12-19\n---\n{TEXTS[number % len(TEXTS)]}"
        (made / "documents" / f"{number}.txt").write_text(text, encoding="utf-8")
    return made


def test_a_case_built_by_two_processes_is_the_one_built_by_one(folder: Path) -> None:
    case = Case(folder, lambda: "2026-01-01T00:00:00Z")
    told: list[tuple[str, int, int]] = []
    summary = case.build(lambda *step: told.append(step), workers=2)
    assert (summary.read_anew, summary.faults) == (CHUNK + 2, ())
    assert [step[1:] for step in told if step[0] == "extracting"] == [(n, CHUNK + 2) for n in range(1, CHUNK + 3)]
    assert case.record().claims
    assert case.verify() == []  # which reads all of it anew, in this process
    assert Case(folder, lambda: "2026-01-01T00:00:00Z").build(workers=2).read_anew == 0


def test_no_work_needs_no_process() -> None:
    assert list(map_tools(read_one, [], Tools(), workers=1)) == []
