"""A case whose record is kept elsewhere than in its folder: by `case.toml`, or by an address that is given."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url

from pipeline.small_case import TWO, now
from trucewatch.errors import CaseError
from trucewatch.pipeline.case import Case
from trucewatch.pipeline.template import make_case

SCHEMA = "case_of_a_test"


@pytest.fixture(params=["sqlite", "postgres"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'elsewhere.sqlite'}"
        return
    server = os.environ.get("TRUCEWATCH_TEST_POSTGRES")
    if not server:
        pytest.skip("TRUCEWATCH_TEST_POSTGRES names no PostgreSQL database to test against")
    # A schema of its own: the store's own tests use the same server, perhaps at the same time.
    engine = create_engine(server)
    with engine.begin() as connection:
        connection.exec_driver_sql(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
    url = make_url(server).update_query_dict({"options": f"-csearch_path={SCHEMA}"})
    yield url.render_as_string(hide_password=False)
    with engine.begin() as connection:
        connection.exec_driver_sql(f"DROP SCHEMA {SCHEMA} CASCADE")
    engine.dispose()


def test_the_record_is_the_same_wherever_it_is_kept(folder: Path, address: str):
    Case(folder, now).build()
    beside = Case(folder, now).record()
    with (folder / "case.toml").open("a", encoding="utf-8") as file:
        file.write(f"database = '{address}'\n")
    (folder / "record.sqlite").unlink()
    there = Case(folder, now)
    assert there.build().faults == ()
    assert there.record() == beside
    assert not (folder / "record.sqlite").exists()
    assert there.verify() == []
    assert address not in there.record().canonical_json()
    (folder / "documents" / "three.txt").write_bytes(TWO.replace(b"Tuesday", b"Monday"))
    assert Case(folder, now).build().read_anew == 1
    assert len(Case(folder, now).record().documents) == 3
    there.store.close()


def test_an_address_that_is_given_goes_before(folder: Path, address: str):
    case = Case(folder, now, address)
    with pytest.raises(CaseError) as caught:
        case.record()
    assert caught.value.code == "case.not-built"
    case.build()
    assert not (folder / "record.sqlite").exists()
    assert Case(folder, now, address).record() == case.record()
    case.store.close()


def test_no_case_overwrites_another(folder: Path, tmp_path: Path, address: str):
    first = Case(folder, now, address)
    first.build()
    make_case(tmp_path / "taiz", "Taiz")
    for ask in (lambda case: case.build(), lambda case: case.record()):
        with pytest.raises(CaseError) as caught:
            ask(Case(tmp_path / "taiz", now, address))
        assert caught.value.code == "store.other-case"
    assert len(Case(folder, now, address).record().documents) == 2
    first.store.close()
