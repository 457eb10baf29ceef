"""Shared fixtures: the measuring data beside the project (skipped with a reason where absent), and the parser."""

from __future__ import annotations

from pathlib import Path

import pytest

from trucewatch.extract.syntax.parser import Parser, load_parser

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared_dir() -> Path:
    """The folder of measuring data; the public does not have it."""
    if not (SHARED / "gold").is_dir():
        pytest.skip("the measuring data (../shared) is not here")
    return SHARED


@pytest.fixture(scope="session")
def parser() -> Parser:
    """The shipped parser, loaded once."""
    return load_parser()
