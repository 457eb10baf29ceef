"""The bundled case, built once a session; a copy of it and a client for each test that changes it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="the workbench's parts (the extra `web`) are not installed")
pytest.importorskip("python_multipart", reason="the workbench's parts (the extra `web`) are not installed")

from serve.client import Client, now
from trucewatch.pipeline.case import Case
from trucewatch.pipeline.example import copy_example

KEPT = frozenset({"02", "03", "05", "09", "10", "12", "16"})


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled case as it was built; nobody changes it."""
    folder = tmp_path_factory.mktemp("serve") / "syria-2016"
    copy_example(folder)
    Case(folder, now).build()
    return folder


@pytest.fixture(scope="session")
def reader(built: Path) -> Client:
    """A client that only looks."""
    return Client(built)


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some of its documents, so that a decision is built at once."""
    folder = tmp_path_factory.mktemp("small") / "syria-2016"
    copy_example(folder)
    for path in (folder / "documents").iterdir():
        if path.name[:2] not in KEPT:
            path.unlink()
    Case(folder, now).build()
    return folder


@pytest.fixture
def client(small: Path, tmp_path: Path) -> Iterator[Client]:
    """A client on a case of its own."""
    folder = tmp_path / "case"
    shutil.copytree(small, folder)
    yield Client(folder)
