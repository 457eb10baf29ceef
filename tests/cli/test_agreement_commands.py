"""`agreement check`, `show` and `diff`: exit codes, streams, JSON for machines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from trucewatch.cli.app import app
from trucewatch.errors import CaseError

ROOT = Path(__file__).resolve().parents[2]
GOOD = str(ROOT / "examples" / "agreements" / "hodeidah-2018-12")
WRONG = str(ROOT / "tests" / "cases" / "wrong-agreement")


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["agreement", *words])


@pytest.mark.parametrize("command", ["check", "show", "diff"])
def test_help_shows_an_example(command: str) -> None:
    done = run(command, "--help")
    assert done.exit_code == 0
    assert f"trucewatch agreement {command}" in done.stdout


def test_a_file_without_fault_exits_0() -> None:
    done = run("check", GOOD)
    assert (done.exit_code, done.stdout) == (0, f"{GOOD}: no fault\n")


def test_faults_exit_1_and_the_other_files_are_checked_too() -> None:
    done = run("check", WRONG, GOOD, "--json")
    assert done.exit_code == 1
    first, second = (json.loads(line) for line in done.stdout.splitlines())
    assert len(first["faults"]) > 40
    assert set(first["faults"][0]) == {"code", "message", "where", "field"}
    assert second["faults"] == []


def test_a_file_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    assert run("check", str(tmp_path / "none.yaml")).exit_code == 1


def test_show_is_plain_words_or_the_record() -> None:
    assert "Hodeidah, Salif" in run("show", GOOD).stdout
    assert json.loads(run("show", GOOD, "--json").stdout)["whole"] == "ceasefire"
    assert isinstance(run("show", WRONG).exception, CaseError)


def test_diff_tells_what_changed_and_that_nothing_did() -> None:
    assert run("diff", GOOD, GOOD).stdout == "no difference\n"
    other = str(ROOT / "examples" / "agreements" / "gaza-2025-01")
    rows = [json.loads(line) for line in run("diff", GOOD, other, "--json").stdout.splitlines()]
    assert {row["kind"] for row in rows} == {"added", "removed", "changed"}
