"""Places added to the gazetteer: dumps line by line, tables on disk, how they join the shipped places."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.errors import Fault, KnowledgeError
from trucewatch.records.places import PlaceKind
from trucewatch.resolve.gazetteer import load_gazetteer
from trucewatch.resolve.names import fold_name
from trucewatch.resolve.place_additions import NAMES, PLACES, name_line, pack, place_line, with_additions
from trucewatch.resolve.place_import import AddedName, AddedPlace, kind_of, parse_dump, parse_names
from trucewatch.resolve.places import find_places


def row(key: str = "990000001", name: str = "Qarbash", **cells: str) -> str:
    values = {
        "id": key,
        "name": name,
        "ascii": name,
        "others": "",
        "lat": "15.2",
        "lon": "44.3",
        "class": "P",
        "code": "PPL",
        "country": "YE",
        "cc2": "",
        "first": "16",
        "second": "",
        "third": "",
        "fourth": "",
        "population": "120",
        "elevation": "",
        "height": "",
        "zone": "Asia/Aden",
        "date": "2020-01-01",
    } | {key.rstrip("_"): value for key, value in cells.items()}
    return "\t".join(values.values())


def places(*lines: str) -> list[AddedPlace]:
    return [found for found in parse_dump(lines, "YE.txt") if isinstance(found, AddedPlace)]


def faults(*lines: str) -> list[Fault]:
    return [found for found in parse_dump(lines, "YE.txt") if isinstance(found, Fault)]


def test_a_line_of_a_dump_is_a_place_with_names_in_three_scripts() -> None:
    (place,) = places(row(others="Qarbāsh,قرباش,Карбаш,卡爾,QRB"))
    assert (place.id, place.kind, place.country, place.population) == ("geonames:990000001", PlaceKind.CITY, "YE", 120)
    assert place.main == ("qarbash",)
    assert set(place.other) == {fold_name("قرباش"), fold_name("Карбаш")}
    assert place.division == "YE.16"


def test_every_fault_is_told_with_its_line_and_the_rest_goes_on() -> None:
    lines = [row(), "two\tcells", row(key="x"), row(lat="95"), row(lon="east"), row(name=""), "", row(country="Yemen")]
    assert [fault.where for fault in faults(*lines)] == [f"YE.txt:{number}" for number in (2, 3, 4, 5, 6, 8)]
    assert {fault.field for fault in faults(*lines)} == {
        None,
        "geonameid",
        "latitude",
        "longitude",
        "name",
        "country code",
    }
    assert len(places(*lines)) == 1


@pytest.mark.parametrize(
    ("sort", "code", "kind"),
    [
        ("P", "PPLC", "city"),
        ("A", "ADM1", "province"),
        ("A", "ADM2", "district"),
        ("A", "PCLI", "country"),
        ("H", "STM", "water"),
        ("S", "AIRP", "facility"),
        ("R", "RD", "area"),
        ("", "", "unknown"),
    ],
)
def test_feature_classes_are_kinds(sort: str, code: str, kind: str) -> None:
    assert kind_of(sort, code).value == kind


def test_a_table_of_names_is_read_without_its_codes_and_links() -> None:
    lines = [
        "1\t990000001\tar\tقرباش\t\t\t\t",
        "2\t990000001\tlink\thttps://example.org\t\t\t\t",
        "3\t990000001\ten\tQarbash Town\t1\t\t\t",
        "4\tx\ten\tName\t\t\t\t",
        "5\t1\tshort",
    ]
    found = list(parse_names(lines, "names.txt"))
    assert [name.key for name in found if isinstance(name, AddedName)] == [fold_name("قرباش"), "qarbash town"]
    assert [fault.where for fault in found if isinstance(fault, Fault)] == ["names.txt:4", "names.txt:5"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    lines = [row(), row(key="170063", name="Halab", lat="36.2", lon="37.16", country="SY", others="Alebbo")]
    (tmp_path / f"ye{PLACES}").write_bytes(pack(map(place_line, places(*lines))))
    names = [AddedName("geonames:990000001", "karbash", ""), AddedName("geonames:1", "nowhere at all", "")]
    (tmp_path / f"ye{NAMES}").write_bytes(pack(map(name_line, names)))
    return tmp_path


def test_added_places_join_the_shipped_ones(folder: Path) -> None:
    shipped = load_gazetteer()
    book = with_additions(shipped, folder)
    assert "qarbash" not in shipped
    (entry,) = book.lookup("qarbash")
    assert (entry.country, entry.main, entry.candidate.lat) == ("YE", True, 15.2)
    assert entry.division >= 0
    assert book.entry(entry.division).candidate.id == "division:YE.16"
    (other,) = book.lookup("karbash")
    assert (other.row, other.main) == (entry.row, False)
    assert book.lookup("nowhere at all") == ()
    assert [e.candidate.id for e in book.lookup_loose("Qarbaash")] == ["geonames:990000001"]


def test_a_place_that_is_there_already_only_gets_names(folder: Path) -> None:
    book = with_additions(load_gazetteer(), folder)
    (aleppo,) = book.lookup("alebbo")
    assert (aleppo.candidate.name, aleppo.candidate.id) == ("Aleppo", "geonames:170063")
    ids = [entry.candidate.id for entry in book.lookup("halab")]
    assert ids.count("geonames:170063") == 1


def test_a_text_is_read_with_the_added_places(folder: Path) -> None:
    mentions = find_places("Shells fell near Qarbash in Yemen.", with_additions(load_gazetteer(), folder))
    assert mentions[0].span.quote == "Qarbash"
    assert mentions[0].place is not None
    assert mentions[0].place.id == "geonames:990000001"


def test_a_damaged_table_is_named(tmp_path: Path) -> None:
    (tmp_path / f"one{PLACES}").write_bytes(b"no gzip")
    (tmp_path / f"two{PLACES}").write_bytes(pack(["a\tb"]))
    with pytest.raises(KnowledgeError) as error:
        with_additions(load_gazetteer(), tmp_path)
    assert [fault.where for fault in error.value.faults] == [f"one{PLACES}", f"two{PLACES}:1"]


def test_an_empty_folder_changes_nothing(tmp_path: Path) -> None:
    assert with_additions(load_gazetteer(), tmp_path / "none") is load_gazetteer()


@given(st.text(max_size=80) | st.lists(st.text(max_size=6), min_size=17, max_size=21).map("\t".join))
def test_any_line_is_a_place_or_a_fault(line: str) -> None:
    for found in (*parse_dump([line], "x"), *parse_names([line], "x")):
        assert isinstance(found, AddedPlace | AddedName | Fault)
