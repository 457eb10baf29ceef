"""The case's database: what is put in comes out, what was changed is told, a crash loses at most the work in flight."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from trucewatch.errors import CaseError, IntegrityError
from trucewatch.read.document import read_document, read_text
from trucewatch.records.base import Record
from trucewatch.records.spans import Span
from trucewatch.store.database import CaseStore
from trucewatch.store.schema import TABLES

NOTICE = b"The convoy reached Sanaa on Monday.\n\nAll rights reserved.\n"
OTHER = b"The ceasefire held in Taiz on Tuesday, residents said.\n"


class Note(Record):
    """A small record with a span, as a claim has."""

    id: str
    document: str
    span: Span


@pytest.fixture(params=["sqlite", "postgres"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[CaseStore]:
    """One contract, every database."""
    target: Path | str = tmp_path / "case.sqlite"
    if request.param == "postgres":
        address = os.environ.get("TRUCEWATCH_TEST_POSTGRES")
        if not address:
            pytest.skip("TRUCEWATCH_TEST_POSTGRES names no PostgreSQL database to test against")
        engine = create_engine(address)
        TABLES.drop_all(engine)
        engine.dispose()
        target = address
    with CaseStore(target) as opened:
        yield opened


def test_documents_come_out_as_they_went_in_and_in_order(store: CaseStore) -> None:
    first, second = read_document(NOTICE, "b.txt"), read_document(OTHER, "a.txt")
    store.put_document(first, 1)
    store.put_document(second, 1)
    store.put_document(first, 2)
    assert store.documents() == (first, second)
    assert store.document(second.id) == second


def test_a_stage_is_found_under_its_fingerprint_only(store: CaseStore) -> None:
    document = read_document(NOTICE, "b.txt")
    store.put_document(document, 1)
    store.put_stage(document.id, "claims", "v1", '{"n":1}')
    assert store.stage(document.id, "claims", "v1") == '{"n":1}'
    assert store.stage(document.id, "claims", "v2") is None
    store.put_stage(document.id, "claims", "v2", '{"n":2}')
    assert store.stage(document.id, "claims", "v2") == '{"n":2}'
    assert store.stage(document.id, "claims", "v1") is None


def test_a_document_read_anew_loses_results_only_if_it_changed(store: CaseStore) -> None:
    document = read_document(NOTICE, "b.txt")
    store.put_document(document, 1)
    store.put_stage(document.id, "claims", "v1", "[]")
    store.put_document(document, 2)
    assert store.stage(document.id, "claims", "v1") == "[]"
    store.put_document(document.model_copy(update={"published": "2018-12-18"}), 2)
    assert store.stage(document.id, "claims", "v1") is None


def test_a_result_needs_its_document(store: CaseStore) -> None:
    with pytest.raises(CaseError) as caught:
        store.put_stage("doc-000000000000", "claims", "v1", "[]")
    assert caught.value.code == "store.unknown-document"


def test_a_build_replaces_the_one_before(store: CaseStore) -> None:
    store.put_build({"claims": ['{"id":"c2"}', '{"id":"c1"}'], "incidents": ["{}"]}, "f1")
    assert store.build("claims") == ('{"id":"c2"}', '{"id":"c1"}')
    store.put_build({"claims": ['{"id":"c3"}']}, "f2")
    assert store.build("claims") == ('{"id":"c3"}',)
    assert store.build("incidents") == ()
    assert store.build_fingerprint() == "f2"


def test_a_build_that_fails_half_way_leaves_the_one_before(store: CaseStore) -> None:
    store.put_build({"claims": ['{"id":"c1"}']}, "f1")
    with pytest.raises(ValueError, match="Expecting value"):
        store.put_build({"claims": ['{"id":"c2"}', "not JSON"]}, "f2")
    assert (store.build("claims"), store.build_fingerprint()) == (('{"id":"c1"}',), "f1")


def test_records_come_out_with_spans_held_against_the_text(store: CaseStore) -> None:
    document = read_document(OTHER, "a.txt")
    store.put_document(document, 1)
    good = Note(id="n1", document=document.id, span=Span.on(document.text, 4, 13))
    bad = Note(id="n2", document=document.id, span=Span(start=0, end=9, quote="ceasefire"))
    store.put_build({"notes": [good.canonical_json()]}, "f1")
    assert store.build_records("notes", Note) == (good,)
    store.put_build({"notes": [bad.canonical_json()]}, "f2")
    with pytest.raises(IntegrityError) as caught:
        store.build_records("notes", Note)
    assert (caught.value.faults[0].where, caught.value.faults[0].field) == ("notes/n2", "span")


def test_marks_are_kept(store: CaseStore) -> None:
    assert store.mark("ledger-head") is None
    store.put_mark("ledger-head", "abc")
    store.put_mark("ledger-head", "def")
    assert store.mark("ledger-head") == "def"


def test_a_text_with_a_lone_surrogate_is_refused_and_named(store: CaseStore) -> None:
    document = read_text("truce \ud800 over", "odd.txt")
    with pytest.raises(CaseError) as caught:
        store.put_document(document, 1)
    assert (caught.value.code, caught.value.faults[0].where) == ("store.not-text", document.id)


def test_control_characters_and_every_script_survive(store: CaseStore) -> None:
    document = read_text("وقف إطلاق النار \x00\x1b 🕊 停火", "odd.txt")
    store.put_document(document, 1)
    assert store.document(document.id).text == document.text


def test_a_healthy_store_has_no_faults(store: CaseStore) -> None:
    document = read_document(NOTICE, "b.txt")
    store.put_document(document, 1)
    store.put_stage(document.id, "claims", "v1", "[]")
    store.put_build({"claims": ["{}"]}, "f1")
    assert store.verify() == []


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ("json = replace(json, 'All rights reserved', 'All wrongs reserved')", None),
        ("json = replace(json, '\"start\":37', '\"start\":36')", "boilerplate.0.span"),
        ("json = replace(json, 'Sanaa', 'Sana''a')", "boilerplate.0.span"),
        ('json = replace(json, \'"title":null\', \'"title":"x"\')', None),
        ("json = 'no JSON'", None),
        ("sha256 = 'ff'", "id"),
    ],
)
def test_an_altered_row_is_told_with_document_and_field(tmp_path: Path, change: str, field: str | None) -> None:
    path = tmp_path / "case.sqlite"
    document = read_document(NOTICE, "b.txt")
    with CaseStore(path) as store:
        store.put_document(document, 1)
    with sqlite3.connect(path) as raw:
        raw.execute(f"UPDATE documents SET {change}")
    raw.close()
    with CaseStore(path) as store:
        with pytest.raises(IntegrityError) as caught:
            store.documents()
        fault = caught.value.faults[0]
        assert (fault.code, fault.where, fault.field) == ("store.altered", document.id, field)
        assert store.verify()[0] == fault


def test_an_altered_result_or_build_is_told(tmp_path: Path) -> None:
    path = tmp_path / "case.sqlite"
    document = read_document(NOTICE, "b.txt")
    with CaseStore(path) as store:
        store.put_document(document, 1)
        store.put_stage(document.id, "claims", "v1", "[1]")
        store.put_build({"claims": ['{"id":"c1"}']}, "f1")
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE stages SET json = '[2]'")
        raw.execute('UPDATE records SET json = \'{"id":"c9"}\'')
    raw.close()
    with CaseStore(path) as store:
        assert [fault.where for fault in store.verify()] == [f"{document.id}/claims", "claims/c1"]
        with pytest.raises(IntegrityError):
            store.stage(document.id, "claims", "v1")
        with pytest.raises(IntegrityError):
            store.build("claims")


def made_by_version_1(path: Path) -> None:
    """Turn a database into one of the tables' first version: digests of the JSON alone, no sums."""
    with sqlite3.connect(path) as raw:
        for table in ("documents", "stages", "records"):
            for number, body in raw.execute(f"SELECT rowid, json FROM {table}").fetchall():
                digest = hashlib.sha256(body.encode()).hexdigest()
                raw.execute(f"UPDATE {table} SET digest = ? WHERE rowid = ?", (digest, number))
        raw.execute("DELETE FROM marks WHERE key = 'sums'")
        raw.execute("DROP INDEX records_by_id")
        raw.execute("DROP TABLE alembic_version")
        raw.execute("UPDATE marks SET value = '1' WHERE key = 'schema'")
    raw.close()


def test_a_database_of_the_first_version_is_brought_to_this_one(tmp_path: Path) -> None:
    path = tmp_path / "case.sqlite"
    document = read_document(NOTICE, "b.txt")
    with CaseStore(path) as store:
        store.put_document(document, 1)
        store.put_stage(document.id, "claims", "v1", "[1]")
        store.put_build({"claims": ['{"id":"c1"}', '{"id":"c2"}']}, "f1")
    made_by_version_1(path)
    with pytest.raises(CaseError) as caught:
        CaseStore(path, unchanging=True)
    assert caught.value.code == "store.older-schema"
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE stages SET json = '[2]'")
    raw.close()
    with CaseStore(path) as store:
        assert store.documents() == (document,)
        assert store.build("claims") == ('{"id":"c1"}', '{"id":"c2"}')
        assert [fault.where for fault in store.verify()] == [f"{document.id}/claims"]
    with CaseStore(path) as store:
        assert len(store.verify()) == 1


def test_a_database_that_cannot_be_written_is_read_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "case.sqlite"
    document = read_document(NOTICE, "b.txt")
    with CaseStore(path) as store:
        store.put_document(document, 1)
    before = path.read_bytes()
    with CaseStore(path, unchanging=True) as store:
        assert store.documents() == (document,)
        with pytest.raises(CaseError) as caught:
            store.put_mark("a", "b")
    assert caught.value.code == "store.read-only"
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("case.sqlite", before)]


def test_a_disk_that_fills_up_is_told_and_leaves_what_was_there(tmp_path: Path) -> None:
    with CaseStore(tmp_path / "case.sqlite") as store:
        store.put_mark("a", "b")
        with store._engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count=1")
        with pytest.raises(CaseError) as caught:
            store.put_mark("long", "x" * 1_000_000)
        assert caught.value.code == "store.disk-full"
        assert (store.mark("a"), store.mark("long")) == ("b", None)


def test_what_a_crash_left_in_the_log_is_read_on_a_disk_that_cannot_be_written(tmp_path: Path) -> None:
    path, copy = tmp_path / "case.sqlite", tmp_path / "copy" / "case.sqlite"
    copy.parent.mkdir()
    document = read_document(NOTICE, "b.txt")
    with CaseStore(path) as store:
        store.put_document(document, 1)
        for ending in ("", "-wal"):  # as a crash leaves them: what is committed stands in the log alone
            shutil.copyfile(f"{path}{ending}", f"{copy}{ending}")
    with CaseStore(copy, unchanging=True) as store:
        assert store.documents() == (document,)
    assert sorted(one.name for one in copy.parent.iterdir()) == ["case.sqlite", "case.sqlite-wal"]


def test_a_newer_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "case.sqlite"
    CaseStore(path).close()
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE marks SET value = '99' WHERE key = 'schema'")
    raw.close()
    with pytest.raises(CaseError) as caught:
        CaseStore(path)
    assert caught.value.code == "store.newer-schema"
    assert "version 99" in str(caught.value)


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    path = tmp_path / "case.sqlite"
    path.write_bytes(b"this is a letter, not a database " * 100)
    with pytest.raises(CaseError) as caught:
        CaseStore(path)
    assert caught.value.code == "store.database"


def test_an_address_without_a_driver_is_told_without_its_password() -> None:
    with pytest.raises(CaseError) as caught:
        CaseStore("nosuch://analyst:secret@host/case")
    assert caught.value.code == "store.address"
    assert "secret" not in str(caught.value)


CRASH = """
import os, signal, sys
from pathlib import Path
from sqlalchemy import event
from trucewatch.read.document import read_document
from trucewatch.store.database import CaseStore

store = CaseStore(Path(sys.argv[1]))
for number in range(3):
    document = read_document(f"Report {number} of the truce.".encode(), f"{number}.txt")
    store.put_document(document, 1)
    store.put_stage(document.id, "claims", "v1", "[]")
store.put_build({"claims": ['{"id":"c1"}', '{"id":"c2"}']}, "f1")

@event.listens_for(store._engine, "after_cursor_execute")
def die(connection, cursor, statement, *rest):
    if statement.startswith(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)

store.put_document(read_document(b"One more report.", "4.txt"), 1)
store.put_build({"claims": ['{"id":"c9"}']}, "f2")
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this system")
@pytest.mark.parametrize(("dies_at", "documents"), [("INSERT INTO documents", 3), ("DELETE FROM records", 4)])
def test_a_crash_loses_only_the_work_in_flight(tmp_path: Path, dies_at: str, documents: int) -> None:
    path = tmp_path / "case.sqlite"
    command = [sys.executable, "-c", textwrap.dedent(CRASH), str(path), dies_at]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL
    with CaseStore(path) as store:
        kept = store.documents()
        assert len(kept) == documents
        assert [store.stage(document.id, "claims", "v1") for document in kept[:3]] == ["[]"] * 3
        assert (store.build("claims"), store.build_fingerprint()) == (('{"id":"c1"}', '{"id":"c2"}'), "f1")
        assert store.verify() == []
