"""Taking places in: files of every kind that is taken, what is told of them, and what reading makes of them."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from trucewatch.errors import CaseError, InputError
from trucewatch.pipeline.annotate import annotate_lines
from trucewatch.pipeline.gazetteers import add_places
from trucewatch.pipeline.tools import Tools
from trucewatch.store.case_files import ADDED, load_case_files

NAMES = "1\t990000001\tar\tقرباش\t\t\t\t\n"
CELLS = "15.2\t44.3\tP\tPPL\tYE\t\t16\t\t\t\t120\t\t2000\tAsia/Aden\t2020-01-01"
LIST = """\
places:
  - id: case:south
    name: south of the Litani
    area: [[33.1, 35.1], [33.3, 35.2], [33.3, 35.6], [33.1, 35.5]]
    country: LB
  - {id: case:road, name: Coast Road, line: [[33.2, 35.2], [33.4, 35.3]], country: LB}
  - {id: case:gate, name: Gate Four, lat: 33.1, lon: 35.3, kind: facility, country: LB}
"""


def row(name: str = "Qarbash") -> str:
    """A line of a GeoNames dump."""
    return f"990000001\t{name}\t{name}\t\t{CELLS}"


def read(text: str, folder: Path) -> list[tuple[str, str | None]]:
    line = json.dumps({"id": "1", "text": text})
    (found,) = annotate_lines([line], ["places"], Tools(added=folder))
    places = found["places"]
    assert isinstance(places, list)
    return [(text[place["start"] : place["end"]], place["id"]) for place in places]


def test_a_dump_is_taken_and_read_with(tmp_path: Path) -> None:
    source = tmp_path / "YE.txt"
    source.write_text(row() + "\nbroken\n", encoding="utf-8")
    added = add_places(source, tmp_path / "kept")
    assert (added.places, [fault.where for fault in added.faults]) == (1, ["YE.txt:2"])
    assert read("Shells fell near Qarbash in Yemen.", tmp_path / "kept")[0] == ("Qarbash", "geonames:990000001")


def test_a_zip_is_taken_without_its_readme(tmp_path: Path) -> None:
    source = tmp_path / "YE.zip"
    with zipfile.ZipFile(source, "w") as archive:
        archive.writestr("readme.txt", "not a table\n")
        archive.writestr("YE.txt", row() + "\n")
    assert add_places(source, tmp_path / "kept").places == 1
    names = tmp_path / "alternateNames.txt"
    names.write_text(NAMES, encoding="utf-8")
    added = add_places(names, tmp_path / "kept")
    assert (added.places, added.names, added.faults) == (0, 1, ())


def test_a_newer_dump_replaces_the_older(tmp_path: Path) -> None:
    source = tmp_path / "YE.txt"
    for name in ("Qarbash", "Qarbashtun"):
        source.write_text(row(name=name), encoding="utf-8")
        add_places(source, tmp_path / "kept")
    assert [path.name for path in (tmp_path / "kept").iterdir()] == ["ye.places.tsv.gz"]
    book = Tools(added=tmp_path / "kept").gazetteer
    assert "qarbashtun" in book
    assert "qarbash" not in book


def test_points_lines_and_areas_of_a_list_are_read(tmp_path: Path) -> None:
    source = tmp_path / "places.yaml"
    source.write_text(LIST, encoding="utf-8")
    assert add_places(source, tmp_path / "kept").places == 3
    text = "Troops stayed south of the Litani, near the Coast Road and Gate Four."
    assert read(text, tmp_path / "kept") == [
        ("south of the Litani", "case:south"),
        ("Coast Road", "case:road"),
        ("Gate Four", "case:gate"),
    ]


def test_a_list_with_a_fault_is_not_taken(tmp_path: Path) -> None:
    source = tmp_path / "places.yaml"
    source.write_text("places:\n  - {id: a, name: A, lat: 99, lon: 1}\n  - {id: b, name: B}\n", encoding="utf-8")
    added = add_places(source, tmp_path / "kept")
    assert (added.places, added.kept) == (0, None)
    assert len(added.faults) >= 2
    assert all(fault.where and fault.where.startswith("places.yaml:") for fault in added.faults)


@pytest.mark.parametrize("name", ["none.txt", "none.zip", "none.yaml"])
def test_a_file_that_is_not_there_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError):
        add_places(tmp_path / name, tmp_path / "kept")


@pytest.mark.parametrize("raw", [b"", b"\x00\xff\n", b"PK\x03\x04 no zip", "\ud800".encode("utf-8", "surrogatepass")])
def test_a_file_of_another_kind_is_told_and_keeps_nothing(tmp_path: Path, raw: bytes) -> None:
    source = tmp_path / "odd.txt"
    source.write_bytes(raw)
    added = add_places(source, tmp_path / "kept")
    assert added.faults
    assert added.kept is None


def test_a_case_knows_its_tables_and_lists(tmp_path: Path) -> None:
    (tmp_path / "case.toml").write_text('id = "a"\ntitle = "A"\n', encoding="utf-8")
    source = tmp_path / "more.yaml"
    source.write_text(LIST, encoding="utf-8")
    add_places(source, tmp_path / ADDED)
    (tmp_path / "YE.txt").write_text(row(), encoding="utf-8")
    before = load_case_files(tmp_path)
    add_places(tmp_path / "YE.txt", tmp_path / ADDED)
    after = load_case_files(tmp_path)
    assert [place.id for place in after.places] == ["case:south", "case:road", "case:gate"]
    assert before.gazetteer == ()
    assert after.gazetteer[0].startswith("ye.places.tsv.gz sha256:")


def test_a_broken_list_of_a_folder_is_told_when_read(tmp_path: Path) -> None:
    (tmp_path / "places.yaml").write_text("places: [", encoding="utf-8")
    with pytest.raises(CaseError):
        _ = Tools(added=tmp_path).own_places
