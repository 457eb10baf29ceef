"""A small case of two documents, which several test modules build."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.small_case import ONE, TWO
from trucewatch.pipeline.template import make_case


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    target = tmp_path / "hodeidah"
    make_case(target, "Hodeidah")
    (target / "documents" / "one.txt").write_bytes(ONE)
    (target / "documents" / "two.txt").write_bytes(TWO)
    return target
