"""`trucewatch gazetteer add`: what it prints, where it keeps, how it exits."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from trucewatch.cli.app import app

CELLS = "15.2\t44.3\tP\tPPL\tYE\t\t16\t\t\t\t120\t\t2000\tAsia/Aden\t2020-01-01"
GOOD = f"990000001\tQarbash\tQarbash\t\t{CELLS}\n"


def test_places_are_kept_and_faults_told(tmp_path: Path) -> None:
    source = tmp_path / "YE.txt"
    source.write_text(GOOD + "broken\n", encoding="utf-8")
    done = CliRunner().invoke(app, ["gazetteer", "add", str(source), "--to", str(tmp_path / "kept"), "--json"])
    row = json.loads(done.stdout)
    assert done.exit_code == 1
    assert (row["places"], row["names"], [fault["where"] for fault in row["faults"]]) == (1, 0, ["YE.txt:2"])
    assert Path(row["kept"]).is_file()


def test_a_missing_file_is_told_and_the_others_are_taken(tmp_path: Path) -> None:
    source = tmp_path / "YE.txt"
    source.write_text(GOOD, encoding="utf-8")
    done = CliRunner().invoke(
        app, ["gazetteer", "add", str(tmp_path / "none.txt"), str(source), "--to", str(tmp_path / "kept"), "--json"]
    )
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.exit_code == 1
    assert [row["places"] for row in rows] == [0, 1]
    assert rows[0]["faults"][0]["code"] == "input.missing"


def test_where_to_keep_them_has_to_be_said_once(tmp_path: Path) -> None:
    source = tmp_path / "YE.txt"
    source.write_text(GOOD, encoding="utf-8")
    assert CliRunner().invoke(app, ["gazetteer", "add", str(source)]).exit_code == 2
    both = ["--to", str(tmp_path), "--case", str(tmp_path)]
    assert CliRunner().invoke(app, ["gazetteer", "add", str(source), *both]).exit_code == 2


def test_help_shows_an_example() -> None:
    assert "trucewatch gazetteer add YE.zip --case" in CliRunner().invoke(app, ["gazetteer", "add", "--help"]).stdout
