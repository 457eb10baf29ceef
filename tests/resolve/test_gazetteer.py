"""The gazetteer: folding, lookup, a case's own places, its files."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.errors import KnowledgeError
from trucewatch.records.cases import CasePlace
from trucewatch.records.places import PlaceKind
from trucewatch.resolve.gazetteer import FOLDER, Gazetteer, load_gazetteer
from trucewatch.resolve.names import fold_name, loose_name


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Deir Ezzor", "Deir ez-Zor"),
        ("al-Qunaytirah", "Al Qunayţirah"),
        ("El Fasher", "Al-Fashir"),
        ("Saraqeb", "Sarāqib"),
    ],
)
def test_transliterations_share_a_loose_key(one: str, other: str) -> None:
    assert loose_name(one) == loose_name(other) != ""


def test_folding_undoes_typography_only() -> None:
    assert fold_name("Dar‘ā") == fold_name("Dar'a") == "dara"
    assert fold_name("U.S.") == "u s"
    assert fold_name("Homs") != fold_name("Hims")


def test_a_short_name_has_no_loose_key() -> None:
    assert loose_name("Of") == ""


def test_names_in_three_scripts_mean_one_city(gazetteer: Gazetteer) -> None:
    found = {
        entry.candidate.id
        for name in ("Halab", "Алеппо", "حلب")
        for entry in gazetteer.lookup(fold_name(name))
        if entry.country == "SY" and entry.kind is PlaceKind.CITY
    }
    assert found == {"geonames:170063"}


def test_a_country_is_known_as_one(gazetteer: Gazetteer) -> None:
    (syria,) = gazetteer.lookup("syria")
    assert (syria.kind, syria.country, syria.main) == (PlaceKind.COUNTRY, "SY", True)


def test_capitals_are_marked(gazetteer: Gazetteer) -> None:
    assert any(entry.capital and entry.country == "YE" for entry in gazetteer.lookup("sanaa"))
    assert not any(entry.capital for entry in gazetteer.lookup("hodeidah"))


def test_a_case_place_comes_alone_under_its_name(gazetteer: Gazetteer) -> None:
    own = CasePlace(id="case:hill", name="Hill 1754", aliases=("Aleppo",), lat=1.0, lon=2.0)
    book = gazetteer.with_own([own])
    (entry,) = book.lookup("aleppo")
    assert (entry.candidate.id, entry.own) == ("case:hill", True)
    assert len(gazetteer.lookup("aleppo")) > 1


def test_every_row_reads(gazetteer: Gazetteer) -> None:
    for row in range(0, 254_000, 997):
        place = gazetteer.entry(row).candidate
        assert -90 <= place.lat <= 90
        assert -180 <= place.lon <= 180


def test_files_keep_within_eight_megabytes_and_name_their_source() -> None:
    assert all(path.stat().st_size < 8_000_000 for path in FOLDER.iterdir())
    assert "CC" in (FOLDER / "LICENCE.md").read_text(encoding="utf-8") or "Creative Commons" in (
        FOLDER / "LICENCE.md"
    ).read_text(encoding="utf-8")


def test_loading_is_quick() -> None:
    begin = time.process_time()
    load_gazetteer.__wrapped__()
    assert time.process_time() - begin < 2.0  # 0.4 s on an idle core; room for a busy one


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"names\.txt\.gz"):
        load_gazetteer(tmp_path)


@given(st.text(max_size=60))
def test_any_name_folds_and_is_looked_up(name: str) -> None:
    book = load_gazetteer()
    assert fold_name(fold_name(name)) == fold_name(name)
    assert isinstance(book.lookup(fold_name(name)), tuple)
    assert isinstance(book.lookup_loose(name), tuple)
