"""What a case must not pass over in silence: ids that name nothing, lost lines, a shortened ledger, lost files."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.small_case import TWO, now, originals
from trucewatch.errors import CaseError, IntegrityError
from trucewatch.pipeline.case import Case
from trucewatch.records.decisions import Decision, DecisionKind
from trucewatch.records.documents import Metadata
from trucewatch.store.database import CaseStore


def test_an_agreement_that_names_nobody_is_told_with_all_its_faults(folder: Path):
    (folder / "agreement.yaml").write_text(
        "id: a\ntitle: A\nparticipants:\n  - {actor: 'state:SYY', capacity: party}\nwhole: truce\n", encoding="utf-8"
    )
    with pytest.raises(CaseError) as caught:
        Case(folder, now).build()
    told = {(fault.code, fault.where, fault.field) for fault in caught.value.faults}
    assert told == {
        ("agreement.unknown-actor", "agreement.yaml:4", "participants[0].actor"),
        ("agreement.unknown-clock", "agreement.yaml:5", "whole"),
    }


def test_a_kind_of_place_that_there_is_not_stops_the_build(folder: Path):
    (folder / "places.yaml").write_text(
        "places:\n  - {id: 'place:gate', name: Gate Four, lat: 14.8, lon: 42.9, kind: town}\n", encoding="utf-8"
    )
    with pytest.raises(CaseError) as caught:
        Case(folder, now).build()
    assert [(fault.code, fault.where, fault.field) for fault in caught.value.faults] == [
        ("case.field.enum", "places.yaml:2", "places[0].kind")
    ]


def test_a_text_on_which_the_program_failed_is_told_by_the_build(folder: Path, monkeypatch: pytest.MonkeyPatch):
    def fail(*_: object) -> None:
        raise ValueError("no\nsuch thing")

    monkeypatch.setattr("trucewatch.pipeline.build.read_claims", fail)
    summary = Case(folder, now).build()
    assert summary.claims == 0
    assert {(fault.code, fault.where) for fault in summary.faults} == {
        ("defect.document", "one.txt"),
        ("defect.document", "two.txt"),
    }
    assert "(ValueError: no such thing)" in summary.faults[0].message


def test_a_build_does_not_bless_a_shortened_ledger(folder: Path):
    case = Case(folder, now)
    case.build()
    incident = case.record().incidents[0].id
    case.ledger.append(
        Decision(kind=DecisionKind.GRADE, subjects=(incident,), by="A. Editor", at=now(), reason="read both")
    )
    Case(folder, now).build()
    (folder / "ledger.jsonl").write_bytes(b"")
    for _ in range(2):
        with pytest.raises(IntegrityError) as caught:
            Case(folder, now).build()
        assert [fault.code for fault in caught.value.faults] == ["ledger.shortened"]
    assert "ledger.shortened" in {fault.code for fault in Case(folder, now).verify()}


def test_two_publications_of_the_same_bytes_are_two_documents(folder: Path):
    text = b"Shelling was reported in Taiz."
    for name, source in (("a.txt", "Agency A"), ("b.txt", "Agency B"), ("c.txt", "Agency A")):
        (folder / "documents" / name).write_bytes(text)
        (folder / "documents" / f"{name}.meta.yaml").write_text(f"source: {source}\npublished: 2018-12-20\n")
    case = Case(folder, now)
    summary = case.build()
    assert (summary.documents, summary.faults) == (4, ())
    twins = [one for one in case.record().documents if one.text.startswith("Shelling")]
    assert {(one.name, one.source) for one in twins} == {("a.txt", "Agency A"), ("b.txt", "Agency B")}
    assert len({one.id for one in twins}) == 2
    assert min(twins, key=lambda one: one.name).id == f"doc-{twins[0].sha256[:12]}"
    assert Case(folder, now).verify() == []


def test_a_publication_that_says_more_of_itself_stands_for_the_same_bytes(folder: Path):
    text = b"Shelling was reported in Taiz."
    (folder / "documents" / "a.txt").write_bytes(text)
    case = Case(folder, now)
    case.build()
    case.add(text, "a.txt", metadata=Metadata(published="2018-12-20"))
    case.build()
    assert [one.published for one in case.record().documents if one.name == "a.txt"] == ["2018-12-20"]


def test_a_file_name_that_is_not_utf_8_stops_nothing(folder: Path):
    try:
        (folder / "documents" / os.fsdecode(b"caf\xe9.txt")).write_bytes(TWO)
    except OSError:
        pytest.skip("this file system has no such names")
    summary = Case(folder, now).build()
    assert summary.documents == 2
    assert [(fault.code, fault.where) for fault in summary.faults] == [("read.file-name", "caf\\xe9.txt")]


HALVES = {
    "title.txt": b'---\ntitle: "half \\ud800"\n---\nThe truce held.\n',
    "key.txt": b'---\nsource: x\n"\\ud800": y\n---\nThe truce held.\n',
    "page.html": b"<html><head><script type='application/ld+json'>"
    b'{"@type":"NewsArticle","headline":"half \\ud800","author":{"name":"\\udfff"}}'
    b"</script></head><body><p>The truce held in Taiz on Monday, the army said.</p></body></html>",
    "charset.html": b"<html><head><meta charset='unicode_escape'></head><body><p>half \\ud800 \xe9</p></body></html>",
    "utf7.html": b"<html><head><meta charset='utf-7'></head><body><p>half +2AA- \xe9</p></body></html>",
}


def test_half_characters_stop_nothing(folder: Path):
    for name, raw in HALVES.items():
        (folder / "documents" / name).write_bytes(raw)
    case = Case(folder, now)
    summary = case.build()
    assert {(fault.code, fault.where) for fault in summary.faults} == {
        ("read.front-matter", "title.txt:2"),
        ("read.front-matter", "key.txt:3"),
    }
    assert {one.name for one in case.record().documents} == {"one.txt", "two.txt", *HALVES} - {"title.txt", "key.txt"}
    assert case.verify() == []


def test_half_characters_in_what_is_told_of_a_document_are_refused(folder: Path):
    case = Case(folder, now)
    for name, title in (("a\udce9.txt", None), ("a.txt", "caf\udce9")):
        arrival = case.add(TWO, name, metadata=Metadata(title=title))
        assert [fault.code for fault in arrival.faults] == ["read.file-name"]
    assert list(case.archive.hashes()) == []


@pytest.mark.parametrize("name", ["case.toml", "agreement.yaml", "actors.yaml", "places.yaml"])
def test_a_case_file_that_is_a_device_is_told(folder: Path, name: str):
    (folder / name).unlink()
    (folder / name).symlink_to("/dev/zero")
    with pytest.raises(CaseError) as caught:
        Case(folder, now).build()
    assert [(fault.code, fault.where) for fault in caught.value.faults] == [
        ("case.toml" if name == "case.toml" else "case.yaml", name)
    ]


def test_reading_a_case_that_is_not_there_makes_nothing(tmp_path: Path):
    case = Case(tmp_path / "typo", now)
    with pytest.raises(CaseError) as caught:
        case.record()
    assert caught.value.code == "case.missing"
    assert not (tmp_path / "typo").exists()


def test_reading_a_case_that_is_not_built_makes_no_database(folder: Path):
    with pytest.raises(CaseError) as caught:
        Case(folder, now).record()
    assert caught.value.code == "case.not-built"
    assert not (folder / "record.sqlite").exists()


def test_verify_tells_what_it_finds_though_the_rebuild_fails(folder: Path):
    case = Case(folder, now)
    case.build()
    victim = originals(folder)[0]
    victim.write_bytes(b"something else")
    (folder / "ledger.jsonl").write_bytes(b"no entry\n")
    (folder / "actors.yaml").write_text("actors: {a: [}\n", encoding="utf-8")
    assert {fault.code for fault in Case(folder, now).verify()} >= {"store.altered", "ledger.altered", "case.yaml"}


def test_a_file_taken_out_of_documents_is_told_and_kept(folder: Path):
    assert Case(folder, now).build().gone == ()
    (folder / "documents" / "two.txt").unlink()
    summary = Case(folder, now).build()
    assert (summary.documents, summary.gone, summary.faults) == (2, ("documents/two.txt",), ())


def test_documents_are_loaded_once_for_a_record(folder: Path, monkeypatch: pytest.MonkeyPatch):
    Case(folder, now).build()
    case = Case(folder, now)
    calls = []
    load = CaseStore.documents
    monkeypatch.setattr(CaseStore, "documents", lambda store: calls.append(1) or load(store))
    case.record()
    assert len(calls) == 1
