"""A snapshot: one file with all of a case, which unpacks to what it was and checks itself."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from pipeline.small_case import now
from trucewatch.errors import InputError
from trucewatch.pipeline.case import Case
from trucewatch.pipeline.snapshot import write_snapshot


def test_a_snapshot_unpacks_to_the_case_and_verifies_with_and_without_the_program(folder: Path, tmp_path: Path):
    case = Case(folder, now)
    case.build()
    (folder / ".env").write_text("SECRET=1", encoding="utf-8")
    (folder / "documents" / "link.txt").symlink_to("/etc/hostname")
    digest = write_snapshot(case, tmp_path / "case.zip")
    assert digest == hashlib.sha256((tmp_path / "case.zip").read_bytes()).hexdigest()
    with zipfile.ZipFile(tmp_path / "case.zip") as packed:
        names = set(packed.namelist())
        packed.extractall(tmp_path / "there")
    assert {"case.toml", "receipts.jsonl", "record.sqlite", "archive/heads.json", "SHA256SUMS"} <= names
    assert {name for name in names if Path(name).name.startswith(".")} == set()
    assert "documents/link.txt" not in names
    for line in (tmp_path / "there" / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
        wanted, name = line.split("  ", 1)
        assert hashlib.sha256((tmp_path / "there" / name).read_bytes()).hexdigest() == wanted
    there = Case(tmp_path / "there", now)
    assert there.record() == case.record()
    assert there.verify() == []
    words = [sys.executable, "-I", str(tmp_path / "there" / "verify_case.py"), str(tmp_path / "there")]
    assert subprocess.run(words, capture_output=True).returncode == 0


def test_the_same_case_gives_the_same_file(folder: Path, tmp_path: Path):
    Case(folder, now).build()
    one = write_snapshot(Case(folder, now), tmp_path / "one.zip")
    assert write_snapshot(Case(folder, now), tmp_path / "two.zip") == one


def test_a_snapshot_that_cannot_be_written_is_told_and_leaves_nothing(folder: Path, tmp_path: Path):
    Case(folder, now).build()
    (tmp_path / "taken").write_bytes(b"")
    with pytest.raises(InputError) as caught:
        write_snapshot(Case(folder, now), tmp_path / "taken" / "case.zip")
    assert caught.value.code == "output.unwritable"
