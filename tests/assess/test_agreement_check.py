"""References of an agreement: all that name nothing, in one run."""

from __future__ import annotations

from assess.build import TRUCE
from link.build import ACTORS
from trucewatch.assess.agreement_check import check_references
from trucewatch.records.agreements import Participation, Term


def test_an_agreement_that_is_well_has_no_faults() -> None:
    assert check_references(TRUCE, ACTORS) == []


def test_every_fault_is_told_with_its_field() -> None:
    wrong = TRUCE.terms[0].model_copy(
        update={
            "instrument": "lost",
            "zone": "nowhere",
            "clock": "never",
            "events": ("quarrel",),
            "obligors": ("nobody",),
        }
    )
    broken = TRUCE.model_copy(
        update={
            "whole": "forever",
            "participants": (*TRUCE.participants, Participation(actor="ghost", capacity="party")),
            "terms": (wrong, Term.model_validate({**wrong.model_dump(), "instrument": "accord"})),
        }
    )
    found = {(fault.code, fault.field) for fault in check_references(broken, ACTORS)}
    assert found >= {
        ("agreement.doubled-id", "terms[1].id"),
        ("agreement.unknown-instrument", "terms[0].instrument"),
        ("agreement.unknown-zone", "terms[0].zone"),
        ("agreement.unknown-clock", "terms[0].clock"),
        ("agreement.unknown-event-type", "terms[0].events"),
        ("agreement.unknown-actor", "terms[0].obligors"),
        ("agreement.unknown-actor", "participants[3].actor"),
        ("agreement.unknown-clock", "whole"),
    }
