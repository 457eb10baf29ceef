"""Records out of what a person wrote: all faults, and what holds of the rest, at its own place in the file."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from trucewatch.records.agreements import Agreement
from trucewatch.store.case_files import read_agreement
from trucewatch.store.entries import Entry, field_of, path_of, read_entry
from trucewatch.store.yaml_file import YamlFile

FILE = """\
title: The truce
clocks:
  - {id: one, name: One}
  - {name: no id}
  - {id: two, name: Two, begin: tomorrow}
  - {id: three, name: Three, lasts: P1D}
terms:
  - id: stop
    instrument: text
    title: Stop
    modality: shall
  - id: pull
    instrument: text
    title: Pull back
    modality: must
    measures:
      - {kind: distance, of: guns, unit: km, value: far}
      - {kind: distance, of: guns, value: 3}
      - {kind: distance, of: mortars, unit: km, value: 5, high: 2}
"""


def entry(folder: Path) -> tuple[Entry[Agreement], YamlFile]:
    path = folder / "agreement.yaml"
    path.write_text(FILE, encoding="utf-8")
    file = YamlFile(path)
    return read_entry(file.value, Agreement, file), file


def test_every_fault_is_told_once_with_its_line(tmp_path: Path) -> None:
    _, file = entry(tmp_path)
    assert [(fault.where, fault.field) for fault in file.faults] == [
        ("agreement.yaml:1", "id"),
        ("agreement.yaml:4", "clocks[1].id"),
        ("agreement.yaml:5", "clocks[2].begin"),
        ("agreement.yaml:6", "clocks[3].lasts"),
        ("agreement.yaml:11", "terms[0].modality"),
        ("agreement.yaml:17", "terms[1].measures[0].value"),
        ("agreement.yaml:18", "terms[1].measures[1].unit"),
    ]
    assert all("; " in fault.message for fault in file.faults)


def test_what_holds_is_kept_and_knows_where_it_stood(tmp_path: Path) -> None:
    made, _ = entry(tmp_path)
    assert made.made is not None
    assert [clock.id for clock in made.made.clocks] == ["one", "two", "three"]
    assert [term.id for term in made.made.terms] == ["pull"]
    assert made.original(("clocks", 1, "id")) == ("clocks", 2, "id")
    assert made.original(("terms", 0, "measures", 1, "high")) == ("terms", 1, "measures", 2, "high")


def test_ids_of_entries_left_out_are_known(tmp_path: Path) -> None:
    path = tmp_path / "agreement.yaml"
    path.write_text(FILE, encoding="utf-8")
    file = read_agreement(path)
    assert file.known == {"terms": frozenset({"stop"})}
    assert file.where("terms[0].title") == "agreement.yaml:14"
    assert file.field("terms[0].title") == "terms[1].title"


@given(st.lists(st.integers(0, 40) | st.from_regex(r"[a-z_]{1,8}", fullmatch=True), min_size=1, max_size=6))
def test_a_fields_name_leads_back_to_its_path(path: list[int | str]) -> None:
    assert path_of(field_of(path)) == tuple(path)
