"""The list of commands: it says what the commands say, and nothing is loaded that a call does not need."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from trucewatch.cli.app import app, load_command
from trucewatch.cli.catalogue import COMMANDS, Entry

READS = ("onnxruntime", "trafilatura", "lxml", "docx", "py3langid", "ahocorasick", "trucewatch.extract")
"""What only reading a text needs."""
HEAVY = (*READS, "sqlalchemy", "numpy", "shapely", "rensa", "rapidfuzz", "httpx", "jinja2")
LOADED = """import json, sys; from trucewatch.cli import main
try:
    main()
finally:
    print(json.dumps([*sys.modules]))"""


def loaded_by(*words: str) -> set[str]:
    """The modules that a call has loaded when it ends."""
    done = subprocess.run([sys.executable, "-c", LOADED, *words], capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize("words", ["--version", "--help"])
def test_the_list_of_commands_loads_none_of_them(words: str):
    loaded = loaded_by(words)
    assert loaded.isdisjoint((*HEAVY, "pydantic", "ruamel.yaml"))
    assert not {f"trucewatch.cli.{entry.module}" for entry in COMMANDS} & loaded


@pytest.mark.parametrize("entry", COMMANDS, ids=lambda entry: entry.name)
def test_help_on_a_command_loads_nothing_that_it_works_with(entry: Entry):
    assert loaded_by(entry.name, "--help").isdisjoint(HEAVY)


def test_what_is_built_is_told_without_what_reads_texts(tmp_path: Path):
    case = str(tmp_path / "c")
    assert loaded_by("new", case).isdisjoint(HEAVY)
    assert "onnxruntime" in loaded_by("build", case)
    for words in (["status", case], ["list", case, "claims"], ["history", case], ["search", case, "x"]):
        assert loaded_by(*words).isdisjoint(READS), words


@pytest.mark.parametrize("entry", COMMANDS, ids=lambda entry: entry.name)
def test_a_summary_is_how_the_help_of_its_command_begins(entry: Entry):
    told = " ".join(load_command(entry).help.split())
    assert told.startswith(entry.summary.removesuffix("."))


def test_every_command_is_in_the_list():
    modules = {entry.module for entry in COMMANDS}
    found = {path.stem for path in Path(__file__).parents[2].glob("src/trucewatch/cli/*_command*.py")}
    assert modules == found
    assert set(typer.main.get_command(app).commands) == {"help", *(entry.name for entry in COMMANDS)}
