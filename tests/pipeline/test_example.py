"""The bundled case: what a person changed in a copy of it stays."""

from __future__ import annotations

from pathlib import Path

from trucewatch.pipeline.example import copy_example


def test_a_persons_edits_are_left_alone_and_what_is_missing_comes_back(tmp_path: Path):
    copy_example(tmp_path)
    (tmp_path / "agreement.yaml").write_text("# mine\n", encoding="utf-8")
    (tmp_path / "sources.yaml").unlink()
    copy_example(tmp_path)
    assert (tmp_path / "agreement.yaml").read_text(encoding="utf-8") == "# mine\n"
    assert (tmp_path / "sources.yaml").is_file()
