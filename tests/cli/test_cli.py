"""The command line: exit codes, streams, help with examples."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest


def run(*words: str, text: str | None = None, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from trucewatch.cli import main; main()", *words]
    return subprocess.run(command, input=text, capture_output=True, text=True, check=False, cwd=cwd, encoding="utf-8")


COMMANDS = ("demo", "new", "add", "build", "status", "show", "report", "verify", "annotate", "incidents")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    done = run("demo", "--into", str(folder))
    assert done.returncode == 0, done.stderr
    assert str(folder / "report.html") in done.stdout
    return folder


@pytest.mark.parametrize("command", COMMANDS)
def test_help_shows_an_example(command: str):
    done = run(command, "--help")
    assert done.returncode == 0
    assert f"trucewatch {command}" in done.stdout


def test_a_wrong_call_exits_2():
    assert run("nothing").returncode == 2
    assert run("annotate", "--layers", "weather", "-", text="").returncode == 2
    assert run("status", "x", "--at", "0000-00-00").returncode == 2
    assert "--public" in run("report", "x", "-o", "x.html", "--delay", "7").stderr


def test_a_problem_in_the_data_exits_1_and_names_it(tmp_path: Path):
    done = run("build", str(tmp_path / "none"))
    assert done.returncode == 1
    assert "trucewatch new" in done.stderr
    assert "Traceback" not in done.stderr
    done = run("annotate", "--layers", "sentences", "-", text='{"id": "1", "text": "Quiet."}\nnonsense\n')
    assert done.returncode == 1
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["1", None]


def test_the_demo_builds_reports_and_can_be_asked(demo: Path):
    case = str(demo / "syria-2016")
    status = json.loads(run("status", case, "--at", "2016-09-20T12:00", "--json").stdout)
    assert status["value"] == "declared_ended"
    page = (demo / "report.html").read_text(encoding="utf-8")
    assert page.startswith(("<!doctype html>", "<!DOCTYPE html>"))
    again = run("demo", "--into", str(demo))
    assert "nothing had changed" in again.stdout
    assert run("verify", case).returncode == 0


def test_show_takes_the_beginning_of_an_id(demo: Path):
    case = str(demo / "syria-2016")
    done = run("show", case, "incident-")
    assert done.returncode == 1
    assert "ids begin so" in done.stderr
    whole = done.stderr.split("begin so: ")[1].split(",")[0].strip()
    shown = run("show", case, whole)
    assert shown.returncode == 0
    assert "grade:" in shown.stdout


def test_add_reads_standard_input_and_tells_json(tmp_path: Path):
    assert run("new", str(tmp_path / "c")).returncode == 0
    done = run("add", str(tmp_path / "c"), "-", "--json", "--published", "2018-12-20", text="Taiz was shelled.")
    row = json.loads(done.stdout)
    assert (done.returncode, row["new"], row["faults"]) == (0, True, [])


def test_incidents_answers_line_by_line():
    text = "\n".join(
        json.dumps({"id": name, "text": "Rebels shelled Taiz on Monday, killing 3 people, the army said."})
        for name in ("a", "b")
    )
    done = run("incidents", "-", text=text)
    one, other = (json.loads(line) for line in done.stdout.splitlines())
    assert (one["id"], other["id"]) == ("a", "b")
    assert one["copy_cluster"] == other["copy_cluster"]
    assert one["incidents"][0] == other["incidents"][0]


def test_asking_after_a_case_that_is_not_there_makes_none(tmp_path: Path):
    for words in (("status",), ("verify",), ("show", "incident-"), ("report", "-o", str(tmp_path / "x.html"))):
        done = run(words[0], str(tmp_path / "typo"), *words[1:])
        assert done.returncode == 1
        assert "case.missing" in done.stderr
    assert not (tmp_path / "typo").exists()


def test_fresh_takes_no_decisions_away(demo: Path):
    ledger = demo / "syria-2016" / "ledger.jsonl"
    ledger.write_bytes(b"")
    try:
        done = run("demo", "--into", str(demo), "--fresh")
    finally:
        ledger.unlink()
    assert done.returncode == 1
    assert "demo.ledger" in done.stderr
    assert (demo / "syria-2016" / "case.toml").is_file()


STOPPED = "import {0}; {0}.{1} = lambda *a, **k: (_ for _ in ()).throw({2}); from trucewatch.cli import main; main()"


def test_an_interrupt_says_that_what_was_done_is_kept(tmp_path: Path):
    program = STOPPED.format("trucewatch.pipeline.template", "make_case", "KeyboardInterrupt")
    done = subprocess.run([sys.executable, "-c", program, "new", "x"], capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 130
    assert "what was done is kept" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("module", "name", "words"),
    [
        ("trucewatch.pipeline.example", "copy_example", ["demo"]),
        ("trucewatch.pipeline.gazetteers", "add_places", ["gazetteer", "add", "x.txt", "--to", "y"]),
    ],
)
def test_a_disk_that_refuses_is_told_with_a_code(tmp_path: Path, module: str, name: str, words: list[str]):
    program = STOPPED.format(module, name, "OSError(30, 'Read-only file system', 'somewhere')")
    done = subprocess.run([sys.executable, "-c", program, *words], capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith("somewhere: cannot be written: Read-only file system")
    assert "store.read-only" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_reader_that_leaves_is_no_fault():
    lines = "".join(json.dumps({"id": str(n), "text": "Quiet. " * 300}) + "\n" for n in range(60))
    program = "from trucewatch.cli import main; main()"
    words = [sys.executable, "-c", program, "annotate", "--layers", "sentences", "-"]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.close()
        process.stdout = None
        _, told = process.communicate(lines.encode(), timeout=120)
    assert (process.returncode, told) == (0, b"")


def test_the_record_can_be_kept_elsewhere(tmp_path: Path):
    elsewhere = ("--database", f"sqlite:///{tmp_path / 'elsewhere.sqlite'}")
    assert run("new", str(tmp_path / "c")).returncode == 0
    assert run(*elsewhere, "build", str(tmp_path / "c")).returncode == 0
    assert (tmp_path / "elsewhere.sqlite").exists()
    assert not (tmp_path / "c" / "record.sqlite").exists()
    assert run(*elsewhere, "verify", str(tmp_path / "c")).returncode == 0
    assert "case.not-built" in run("verify", str(tmp_path / "c")).stderr


def test_a_broken_case_is_repaired_from_the_command_line(tmp_path: Path):
    case = str(tmp_path / "c")
    assert run("new", case).returncode == 0
    assert run("add", case, "-", text="Taiz was shelled.").returncode == 0
    assert run("build", case).returncode == 0
    (tmp_path / "c" / "receipts.jsonl").write_bytes(b"")
    refused = run("build", case)
    assert (refused.returncode, "receipts.shortened" in refused.stderr) == (1, True)
    assert run("repair", case).returncode == 1
    assert run("build", case, "--yes").returncode == 1
    told = run("build", case)
    assert "store.unclaimed" in told.stderr
    assert "receipts.shortened" not in told.stderr
    assert run("repair", case, "--yes").returncode == 0
    done = run("snapshot", case, "-o", str(tmp_path / "c.zip"))
    assert len(done.stdout.split()[0]) == 64
