"""Placing: a person's moves and splits, of claims that the rules would leave out as well."""

from __future__ import annotations

from link.build import link, strike
from trucewatch.records.decisions import Decision, DecisionKind


def ruling(kind: DecisionKind, *subjects: str, value: str | None = None) -> Decision:
    return Decision(kind=kind, subjects=subjects, by="A. Reader", at="2016-10-01", reason="so told", value=value)


def test_a_move_puts_a_claim_into_another_incident() -> None:
    one, other = strike("a"), strike("b", source="daily", place="Eastholm")
    first, second = link(one, other)
    claim = next(iter(second.claims))
    (joined,) = link(one, other, decisions=[ruling(DecisionKind.MOVE, claim, value=first.id)])
    assert set(joined.claims) == {*first.claims, *second.claims}


def test_a_move_to_what_is_gone_changes_nothing() -> None:
    one, other = strike("a"), strike("b", source="daily", place="Eastholm")
    before = link(one, other)
    move = ruling(DecisionKind.MOVE, before[0].claims[0], value="incident-000000000000")
    assert link(one, other, decisions=[move]) == before


def test_a_claim_that_is_too_thin_is_an_incident_where_a_person_places_it() -> None:
    thin = strike("c", source="herald", place=None, day=None, actor=None, target=None)
    (claim,) = thin.claims
    assert link(thin) == ()
    (made,) = link(thin, decisions=[ruling(DecisionKind.SPLIT, claim.id)])
    assert made.claims == (claim.id,)
    assert link(thin, decisions=[ruling(DecisionKind.NOTE, claim.id)]) == ()
