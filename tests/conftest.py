"""Shared fixtures: the measuring data beside the project (skipped with a reason where absent), and the parser."""

from __future__ import annotations

from pathlib import Path

import pytest

from trucewatch.extract.syntax.parser import Parser, load_parser

KILLS = 10


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--kills N`: how often the test of pipeline/test_kills.py kills a build at random."""
    parser.addoption("--kills", type=int, default=KILLS, help="how often a build is killed at random")


@pytest.fixture
def kills(request: pytest.FixtureRequest) -> int:
    """How often a build is to be killed."""
    return int(request.config.getoption("--kills"))


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
