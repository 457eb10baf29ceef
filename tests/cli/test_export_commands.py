"""`export`, `import`, `release`: what is written where, what is told, and what a slip is told."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from pipeline.small_case import ONE, TWO
from trucewatch.cli.app import app
from trucewatch.errors import InputError
from trucewatch.pipeline.template import make_case


def run(*words: str) -> Result:
    return CliRunner().invoke(app, words, catch_exceptions=False)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("export") / "hodeidah"
    make_case(folder, "Hodeidah")
    (folder / "documents" / "one.txt").write_bytes(ONE)
    (folder / "documents" / "two.txt").write_bytes(TWO)
    assert run("build", str(folder)).exit_code == 0
    return str(folder)


def test_tables_go_into_a_folder_or_a_zip(case: str, tmp_path: Path) -> None:
    told = run("export", case, "--to", "csv", "-o", str(tmp_path / "tables"))
    assert told.exit_code == 0 and str(tmp_path / "tables" / "incidents.csv") in told.stdout
    assert run("export", case, "--to", "csv", "-o", str(tmp_path / "tables.zip")).exit_code == 0
    with zipfile.ZipFile(tmp_path / "tables.zip") as packed:
        names = set(packed.namelist())
    assert names == {path.name for path in (tmp_path / "tables").iterdir()} >= {"claims.csv", "columns.csv"}


def test_losses_are_counted_and_stand_beside_the_file(case: str, tmp_path: Path) -> None:
    told = run("export", case, "--to", "acled", "-o", str(tmp_path / "a.csv"))
    rows = list(csv.DictReader(io.StringIO((tmp_path / "a.losses.csv").read_text(encoding="utf-8-sig"))))
    assert rows and f"{len(rows)} things lost on the way" in told.stderr.replace("1 thing ", "1 things ")
    assert set(rows[0]) == {"record", "what", "why"}
    assert "×" in told.stderr


def test_a_file_without_losses_leaves_no_old_list_of_them_beside(case: str, tmp_path: Path) -> None:
    (tmp_path / "p.losses.csv").write_text("record,what,why\r\nold,old,old\r\n")
    run("export", case, "--to", "prov", "-o", str(tmp_path / "p.json"))
    assert "old" not in (tmp_path / "p.losses.csv").read_text(encoding="utf-8-sig")


def test_a_dash_is_standard_output(case: str) -> None:
    told = run("export", case, "--to", "geojson", "-o", "-", "--filter", "date=2018-12-18")
    assert [one["properties"]["place"] for one in json.loads(told.stdout)["features"]] == ["Al Ḩudaydah"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--to", "xlsx", "-o", "x.csv"), "xlsx is written as .xlsx"),
        (("--to", "csv", "-o", "-"), "several files"),
        (("--to", "csv", "-o", "x", "--filter", "weak"), "NAME=VALUE"),
    ],
)
def test_a_wrong_call_is_told_what_to_write(case: str, words: tuple[str, ...], says: str) -> None:
    told = run("export", case, *words)
    assert told.exit_code == 2 and says in " ".join(told.stderr.replace("│", " ").split())


def test_a_format_that_is_not_there_names_the_one_that_is_like_it(case: str) -> None:
    with pytest.raises(InputError, match="did you mean geojson"):
        run("export", case, "--to", "geojsn", "-o", "x.json")


def test_import_makes_a_case_and_release_tells_what_would_go(case: str, tmp_path: Path) -> None:
    assert run("export", case, "--to", "jsonl", "-o", str(tmp_path / "c.jsonl")).exit_code == 0
    assert json.loads((tmp_path / "c.schema.json").read_text(encoding="utf-8"))["$defs"]
    told = run("import", str(tmp_path / "c.jsonl"), str(tmp_path / "copy"))
    assert told.exit_code == 0 and "2 documents" in told.stdout
    listed = [run("list", one, "claims", "--csv").stdout for one in (case, str(tmp_path / "copy"))]
    assert listed[0] == listed[1]
    shown = run("release", case)
    assert "2 of 2 documents go" in shown.stdout and "the last 3 days held back" in shown.stdout
    rows = [json.loads(line) for line in run("release", case, "--json").stdout.splitlines()]
    assert all(set(row) == {"record", "what", "why"} for row in rows)
