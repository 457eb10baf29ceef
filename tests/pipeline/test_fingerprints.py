"""The fingerprint of a reading: it changes with every byte that the reading follows from."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from trucewatch.pipeline.fingerprints import READING, READING_FILES, hash_files, parser_fingerprint


def test_a_changed_byte_of_the_same_size_changes_the_hash(tmp_path: Path):
    (tmp_path / "weights").write_bytes(b"1234")
    before = hash_files("1", tmp_path, tmp_path.rglob("*"))
    (tmp_path / "weights").write_bytes(b"1235")
    assert hash_files("1", tmp_path, tmp_path.rglob("*")) != before


def test_compiled_files_count_for_nothing(tmp_path: Path):
    (tmp_path / "a.py").write_bytes(b"a = 1\n")
    before = hash_files("1", tmp_path, tmp_path.rglob("*"))
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "a.pyc").write_bytes(b"compiled")
    assert hash_files("1", tmp_path, tmp_path.rglob("*")) == before


def test_a_parser_of_the_case_is_told_by_its_files(tmp_path: Path):
    (tmp_path / "meta.json").write_text("{}", encoding="utf-8")
    first = parser_fingerprint(str(tmp_path))
    parser_fingerprint.cache_clear()
    (tmp_path / "meta.json").write_text("[]", encoding="utf-8")
    assert parser_fingerprint(str(tmp_path)) != first
    assert parser_fingerprint("no-such-parser") == "no-such-parser"


def test_what_reads_a_text_is_in_the_fingerprint_of_its_reading() -> None:
    """Every module that reading a text loads, apart from what only brings it there."""
    program = (
        "import sys, trucewatch.pipeline.reading, trucewatch.pipeline.originals\n"
        "print(*(name for name in sys.modules if name.startswith('trucewatch.')))"
    )
    told = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    names = [name.removeprefix("trucewatch.").replace(".", "/") for name in told]
    covered = (*READING, *(name.removesuffix(".py") for name in READING_FILES))
    beside = ("errors", "pipeline", "pipeline/progress", "assess", "assess/clocks", "assess/local", "store")
    rest = [name for name in names if not any(name == one or name.startswith(f"{one}/") for one in covered)]
    assert [name for name in rest if name not in beside and not name.startswith("store/")] == []
