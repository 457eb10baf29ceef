"""`list`, `search`, `history`, `help`: what comes out for a person and for a machine, and what a slip is told."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from pipeline.small_case import ONE, TWO
from trucewatch.cli.app import app
from trucewatch.errors import CaseError
from trucewatch.pipeline.list_kinds import COLUMNS, What
from trucewatch.pipeline.template import make_case


def run(*words: str) -> Result:
    return CliRunner().invoke(app, words, catch_exceptions=False)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("find") / "hodeidah"
    make_case(folder, "Hodeidah")
    (folder / "documents" / "one.txt").write_bytes(ONE)
    (folder / "documents" / "two.txt").write_bytes(TWO)
    assert run("build", str(folder)).exit_code == 0
    return str(folder)


def test_a_list_is_the_same_for_a_person_a_table_and_a_machine(case: str) -> None:
    plain = run("list", case, "claims", "--kind", "denies").stdout.splitlines()
    table = list(csv.reader(io.StringIO(run("list", case, "claims", "--kind", "denies", "--csv").stdout)))
    (row,) = (
        json.loads(line) for line in run("list", case, "claims", "--kind", "denies", "--json").stdout.splitlines()
    )
    assert tuple(table[0]) == tuple(row) == COLUMNS[What.CLAIMS]
    assert plain[1].startswith(table[1][0]) and table[1][0] == row["id"]
    assert row["words"] == "that they had shelled Hodeidah on Tuesday"


def test_what_a_list_prints_can_be_shown(case: str) -> None:
    (row,) = (json.loads(line) for line in run("list", case, "incidents", "--json").stdout.splitlines())
    for words in ([str(row["no"])], ["incident", str(row["no"])], [row["id"]], [row["id"][9:15]]):
        assert run("show", case, *words).stdout.startswith(row["id"])
    assert run("show", case, "D2").stdout.split("\n")[1].strip().startswith("source: Other Post")


def test_search_finds_what_show_takes(case: str) -> None:
    hits = [json.loads(line) for line in run("search", case, "HODEIDAH", "rebels", "--json").stdout.splitlines()]
    assert {hit["kind"] for hit in hits} >= {"document", "claim"}
    assert all(run("show", case, hit["label"]).exit_code == 0 for hit in hits)
    assert "nothing found" in run("search", case, "zzz").output


def test_history_tells_who_when_and_why(case: str) -> None:
    assert "Nobody has decided" in run("history", case).output
    words = ("decide", case, "note", "1", "--by", "A. Reader", "--reason", "seen on the spot")
    assert "ruling 1 is recorded: note" in run(*words).stdout
    told = run("history", case, "incident", "1").stdout
    assert "A. Reader" in told and "noted incident 1" in told and "why: seen on the spot" in told
    (entry,) = (json.loads(line) for line in run("history", case, "--json").stdout.splitlines())
    assert (entry["decision"]["by"], entry["effect"]["state"]) == ("A. Reader", "stands")
    assert "seen on the spot" in run("show", case, "1").stdout


def test_a_slip_is_told_what_was_meant(case: str) -> None:
    assert "Did you mean incidents?" in " ".join(run("list", case, "incident").output.replace("│", " ").split())
    assert run("list", case, "incident").exit_code == 2
    assert run("decide", case, "--by", "A").exit_code == 2
    with pytest.raises(CaseError, match=f"did you mean {case}"):
        run("list", str(Path(case).with_name("hodeida")), "claims")
    with pytest.raises(CaseError, match="did you mean merge"):
        run("decide", case, "mergee", "1", "2", "--by", "A", "--reason", "b")


def test_help_comes_by_any_of_its_names() -> None:
    one, other, third = run("help", "list"), run("list", "-h"), run("list", "--help")
    assert one.exit_code == other.exit_code == third.exit_code == 0
    assert all("trucewatch list hodeidah claims" in done.stdout for done in (one, other, third))
    assert "decide" in run("help").stdout
