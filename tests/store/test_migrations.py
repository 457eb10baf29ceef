"""A database of each version that was released comes up to this one with all that is in it, or not at all."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, create_engine, delete, text

from trucewatch.errors import CaseError
from trucewatch.read.document import read_document
from trucewatch.store.database import CaseStore
from trucewatch.store.migrations import migrate, steps
from trucewatch.store.rows import sums_of, with_digest
from trucewatch.store.schema import DOCUMENTS, MARKS, RECORDS, SCHEMA_VERSION, STAGES, TABLES, open_engine

DOCUMENT = read_document(b"The convoy reached Sanaa on Monday.", "a.txt")
BODIES = ('{"id":"c1"}', '{"id":"c2"}', '{"words":"without an id"}')


@pytest.fixture(params=["sqlite", "postgres"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path | str]:
    """An empty database."""
    if request.param == "sqlite":
        yield tmp_path / "case.sqlite"
        return
    address = os.environ.get("TRUCEWATCH_TEST_POSTGRES")
    if not address:
        pytest.skip("TRUCEWATCH_TEST_POSTGRES names no PostgreSQL database to test against")
    engine = create_engine(address)
    TABLES.drop_all(engine)
    engine.dispose()
    yield address


def fill_version_2(engine: Engine) -> None:
    """The tables as version 2 made them, with a document, its reading, and a build."""
    document: dict[str, Any] = {"id": DOCUMENT.id, "sha256": DOCUMENT.sha256, "read_version": 1}
    records = [
        with_digest(RECORDS, {"kind": "claims", "position": number, "id": name, "json": body})
        for number, (name, body) in enumerate(zip(("c1", "c2", None), BODIES, strict=True))
    ]
    stage = {"document_id": DOCUMENT.id, "stage": "claims", "fingerprint": "f", "json": "[1]"}
    sums = sums_of({"claims": [row["digest"] for row in records]})
    with engine.begin() as connection:
        migrate(connection, "2")
        connection.execute(text("DROP TABLE alembic_version"))  # version 2 knew nothing of Alembic
        connection.execute(DOCUMENTS.insert(), with_digest(DOCUMENTS, {**document, "json": DOCUMENT.canonical_json()}))
        connection.execute(STAGES.insert(), with_digest(STAGES, stage))
        connection.execute(RECORDS.insert(), records)
        connection.execute(delete(MARKS))
        marks = {"schema": "2", "build": "f1", "sums": sums}
        connection.execute(MARKS.insert(), [{"key": key, "value": value} for key, value in marks.items()])


def test_a_database_of_version_2_comes_up_with_all_that_is_in_it(target: Path | str) -> None:
    engine = open_engine(target)
    fill_version_2(engine)
    engine.dispose()
    for _ in range(2):  # the second time there is nothing to do
        with CaseStore(target) as store:
            assert store.documents() == (DOCUMENT,)
            assert store.stage(DOCUMENT.id, "claims", "f") == "[1]"
            assert store.build("claims") == BODIES
            assert store.build_fingerprint() == "f1"
            assert store.mark("schema") == str(SCHEMA_VERSION)
            assert store.verify() == []
    with CaseStore(target) as store:
        store.put_build({"claims": [BODIES[0], '{"id":"c3"}', BODIES[1]]}, "f2")
        assert store.build("claims") == (BODIES[0], '{"id":"c3"}', BODIES[1])
        assert store.verify() == []


def test_the_steps_make_the_tables_that_a_new_database_has(target: Path | str) -> None:
    engine = open_engine(target)
    with engine.begin() as connection:
        migrate(connection)
        assert compare_metadata(MigrationContext.configure(connection), TABLES) == []
    engine.dispose()
    assert steps().get_current_head() == str(SCHEMA_VERSION)


def test_a_step_that_fails_leaves_the_database_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "case.sqlite"
    engine = open_engine(path)
    fill_version_2(engine)
    engine.dispose()

    def broken(*_: object) -> None:
        raise OSError("the disk is gone")

    with monkeypatch.context() as patched:
        patched.setattr("alembic.op.create_index", broken)
        with pytest.raises(OSError, match="the disk is gone"):
            CaseStore(path)
    with sqlite3.connect(path) as raw:
        names = {name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE sql NOT NULL")}
        assert names == {"marks", "documents", "stages", "records"}
        assert raw.execute("SELECT value FROM marks WHERE key = 'schema'").fetchone() == ("2",)
    raw.close()
    with CaseStore(path) as store:
        assert store.build("claims") == BODIES


def test_an_older_database_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    path = tmp_path / "case.sqlite"
    engine = open_engine(path)
    fill_version_2(engine)
    engine.dispose()
    with pytest.raises(CaseError) as caught:
        CaseStore(path, unchanging=True)
    assert caught.value.code == "store.older-schema"
