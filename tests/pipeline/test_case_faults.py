"""What a case must not pass over in silence: ids that name nothing, lost lines, a shortened ledger, lost files."""

from __future__ import annotations

from pathlib import Path

import pytest

from trucewatch.errors import CaseError, IntegrityError
from trucewatch.pipeline.case import Case
from trucewatch.pipeline.template import make_case
from trucewatch.records.decisions import Decision, DecisionKind

ONE = b"---\nsource: Example Agency\npublished: 2018-12-19\n---\n" + (
    b"The army said rebels shelled Hodeidah on Tuesday, killing two soldiers.\n"
)
TWO = b"---\nsource: Other Post\npublished: 2018-12-20\n---\n" + (
    b"The rebels denied that they had shelled Hodeidah on Tuesday.\n"
)


def now() -> str:
    return "2026-01-01T00:00:00Z"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    target = tmp_path / "hodeidah"
    make_case(target, "Hodeidah")
    (target / "documents" / "one.txt").write_bytes(ONE)
    (target / "documents" / "two.txt").write_bytes(TWO)
    return target


def test_an_agreement_that_names_nobody_is_told_with_all_its_faults(folder: Path):
    (folder / "agreement.yaml").write_text(
        "id: a\ntitle: A\nparticipants:\n  - {actor: 'state:SYY', capacity: party}\nwhole: truce\n", encoding="utf-8"
    )
    with pytest.raises(CaseError) as caught:
        Case(folder, now).build()
    told = {(fault.code, fault.where, fault.field) for fault in caught.value.faults}
    assert told == {
        ("agreement.unknown-actor", "agreement.yaml", "participants[0].actor"),
        ("agreement.unknown-clock", "agreement.yaml", "whole"),
    }


def test_a_damaged_receipt_is_told_by_the_build(folder: Path):
    case = Case(folder, now)
    case.add(b"Shelling was reported in Taiz.", "taiz.txt")
    case.build()
    receipts = folder / "receipts.jsonl"
    receipts.write_bytes(receipts.read_bytes().replace(b'"taiz.txt"', b'"taiz.txt'))
    summary = Case(folder, now).build()
    assert summary.documents == 2
    assert ("receipts.line", "receipts.jsonl:1") in {(fault.code, fault.where) for fault in summary.faults}


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
