"""The case: incremental, crash-safe, verifiable; bad input is named and stops nothing."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

import trucewatch.pipeline.originals as originals_module
from pipeline.small_case import ONE, TWO, now, originals
from trucewatch.errors import CaseError
from trucewatch.pipeline.case import Case
from trucewatch.pipeline.showing import show_lines
from trucewatch.pipeline.template import make_case
from trucewatch.records.decisions import Decision, DecisionKind
from trucewatch.records.documents import Document, Metadata
from trucewatch.store.receipts import Receipt


def test_a_new_case_builds_as_it_stands(tmp_path: Path):
    make_case(tmp_path / "empty", "Empty")
    summary = Case(tmp_path / "empty", now).build()
    assert (summary.documents, summary.claims, summary.faults) == (0, 0, ())


def test_a_second_build_does_nothing_and_a_third_only_what_changed(folder: Path):
    first = Case(folder, now).build()
    assert (first.documents, first.read_anew, first.changed, first.faults) == (2, 2, True, ())
    second = Case(folder, now).build()
    assert (second.read_anew, second.changed) == (0, False)
    (folder / "documents" / "three.txt").write_bytes(TWO.replace(b"Tuesday", b"Monday"))
    third = Case(folder, now).build()
    assert (third.documents, third.read_anew, third.changed) == (3, 1, True)


def test_a_changed_file_replaces_its_document_and_the_archive_keeps_both(folder: Path):
    case = Case(folder, now)
    case.build()
    (folder / "documents" / "one.txt").write_bytes(ONE.replace(b"two", b"three"))
    assert Case(folder, now).build().documents == 2
    assert len(list(Case(folder, now).archive.hashes())) == 3


def test_the_record_comes_back_as_it_was_made(folder: Path):
    case = Case(folder, now)
    case.build()
    record = case.record()
    assert {document.name for document in record.documents} == {"one.txt", "two.txt"}
    texts = {document.id: document.text for document in record.documents}
    assert record.claims
    assert all(span.holds(texts[claim.document]) for claim in record.claims for span in claim.spans())
    assert Case(folder, now).verify() == []


def test_documents_may_come_in_any_order(folder: Path, tmp_path: Path):
    Case(folder, now).build()
    other = tmp_path / "other"
    make_case(other, "Hodeidah")
    case = Case(other, now)
    case.add(TWO, "two.txt")
    case.add(ONE, "one.txt")
    shutil.copy(folder / "case.toml", other / "case.toml")
    case.build()
    ours, theirs = Case(folder, now).record(), case.record()
    assert ours.incidents == theirs.incidents
    assert {claim.id for claim in ours.claims} == {claim.id for claim in theirs.claims}


def test_taking_a_document_twice_changes_nothing(folder: Path):
    case = Case(folder, now)
    first, again = case.add(ONE, "copy.txt"), case.add(ONE, "copy.txt")
    assert (first.new, again.new) == (True, False)


def test_bad_documents_are_named_kept_and_stop_nothing(folder: Path):
    documents = folder / "documents"
    (documents / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    (documents / "date.txt").write_bytes(b"---\npublished: 0000-00-00\n---\nShelling was reported.\n")
    (documents / "cycle.txt").write_bytes(b"---\ntitle: &a [*a]\n---\nShelling was reported.\n")
    (documents / "empty.txt").write_bytes(b"")
    summary = Case(folder, now).build()
    assert summary.documents == 2
    named = {fault.where.split(":")[0] for fault in summary.faults if fault.where}
    assert {"picture.txt", "date.txt", "cycle.txt", "empty.txt"} <= named
    assert any(fault.field == "published" for fault in summary.faults)
    record = Case(folder, now).record()
    assert len(record.rejections) >= 4
    assert len(list(Case(folder, now).archive.hashes())) == 6


def test_a_40_mb_file_is_refused_by_name(folder: Path):
    with (folder / "documents" / "huge.txt").open("wb") as file:
        file.truncate(40_000_000)
    summary = Case(folder, now).build()
    assert [(fault.code, fault.where) for fault in summary.faults] == [("read.too-large", "huge.txt")]
    assert summary.documents == 2


def test_all_faults_of_all_case_files_are_told_at_once(folder: Path):
    (folder / "case.toml").write_text('id = "x"\n', encoding="utf-8")
    (folder / "actors.yaml").write_text("actors:\n  - {id: a, name: A, kind: terrorist}\n", encoding="utf-8")
    (folder / "places.yaml").write_text("places: &p [*p]\n", encoding="utf-8")
    (folder / "sources.yaml").write_text("sources: {a: [}\n", encoding="utf-8")
    (folder / "agreement.yaml").write_text("id: a\ntitle: A\nclocks: [{id: c, name: C, begin: 0000-00-00}]\n")
    with pytest.raises(CaseError) as caught:
        Case(folder, now).build()
    told = {(fault.where, fault.field) for fault in caught.value.faults}
    assert ("case.toml", "title") in told
    assert ("actors.yaml:2", "actors[0].kind") in told
    assert ("agreement.yaml:3", "clocks[0].begin") in told
    assert {"places.yaml:1", "sources.yaml:1"} <= {where for where, _ in told}


def test_verify_tells_an_original_that_was_changed(folder: Path):
    case = Case(folder, now)
    case.build()
    victim = originals(folder)[0]
    victim.chmod(0o644)
    victim.write_bytes(b"something else")
    assert {fault.code for fault in Case(folder, now).verify()} >= {"store.altered"}


def test_a_case_that_is_not_there_says_how_to_make_one(tmp_path: Path):
    with pytest.raises(CaseError, match="trucewatch new"):
        Case(tmp_path / "nothing", now).build()


def test_metadata_given_by_the_caller_is_kept(folder: Path):
    case = Case(folder, now)
    given = Metadata(published="2018-12-20", source="S")
    arrival = case.add(b"Shelling was reported in Taiz.", "x.txt", metadata=given)
    case.build()
    document = next(d for d in case.record().documents if d.id == arrival.document)
    assert (document.published, document.source, document.retrieved) == ("2018-12-20", "S", now())


def ruling(kind: DecisionKind, subject: str) -> Decision:
    return Decision(kind=kind, subjects=(subject,), by="A. Editor", at="2026-01-02T00:00:00Z", reason="read both")


def test_decisions_are_kept_with_the_record_even_after_they_are_revoked(folder: Path):
    case = Case(folder, now)
    case.build()
    assert case.record().decisions == ()
    incident = case.record().incidents[0].id
    graded = case.ledger.append(ruling(DecisionKind.GRADE, incident))
    revoked = case.ledger.append(ruling(DecisionKind.REVOKE, graded.hash))
    stands = case.ledger.append(ruling(DecisionKind.DISSENT, incident))
    assert Case(folder, now).build().changed
    again = Case(folder, now)
    assert again.record().decisions == (graded, revoked, stands)
    assert [effect.state for effect in again.record().effects] == ["undone", "stands", "stands"]
    lines = [line for line in show_lines(again.record(), incident)[1] if "ruling" in line]
    assert lines == ["  ruling 3, A. Editor, 2026-01-02T00:00:00Z: dissented incident 1"]
    assert again.verify() == []


def test_only_what_came_is_read_from_its_bytes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Case(folder, now).build()
    read: list[str] = []
    whole = originals_module.read_original

    def counted(raw: bytes, receipt: Receipt, ruled: Mapping[str, str | None] | None = None) -> Document:
        read.append(receipt.name)
        return whole(raw, receipt, ruled)

    (folder / "documents" / "again.txt").write_bytes(ONE)
    Case(folder, now).build()
    monkeypatch.setattr(originals_module, "read_original", counted)
    (folder / "documents" / "three.txt").write_bytes(ONE.replace(b"Hodeidah", b"Taiz"))
    assert Case(folder, now).build().read_anew == 1
    assert read == ["three.txt"]
    assert Case(folder, now).build().read_anew == 0
    assert read == ["three.txt"]
