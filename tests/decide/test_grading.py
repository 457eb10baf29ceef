"""Grading: a person's grade is used, the rules' stays beside it, and incidents say who put them together."""

from __future__ import annotations

from link.build import link, strike
from trucewatch.decide.grading import graded, with_changes
from trucewatch.records.decisions import Decision, DecisionKind, DecisionState, Effect
from trucewatch.records.incidents import Grade, incident_id


def ruling(kind: DecisionKind, *subjects: str, value: str | None = None) -> Decision:
    return Decision(kind=kind, subjects=subjects, by="A. Reader", at="2016-10-01", reason="so told", value=value)


def test_the_later_of_two_grades_is_used_and_the_rules_stay_beside() -> None:
    (incident,) = link(strike("a"))
    first = ruling(DecisionKind.GRADE, incident.id, value="fair")
    second = ruling(DecisionKind.GRADE, incident.id, value="discounted")
    (found,), changes = graded([incident], [(3, first), (5, second)])
    assert (found.support.grade, found.support.by_rule) == (Grade.DISCOUNTED, incident.support.grade)
    assert found.support.reasons[0].startswith("graded by a person (ruling 5): so told; by rule it is weak")
    assert found.support.reasons[1:] == incident.support.reasons
    assert [(one.before, one.after) for one in changes[5]] == [("weak", "discounted")]
    effects = with_changes([Effect(number=5, state=DecisionState.STANDS)], changes)
    assert effects[0].changes == changes[5]


def test_a_grade_holds_for_whatever_holds_the_claim_that_founded_it() -> None:
    one, other = strike("a"), strike("b", source="daily")
    (together,) = link(one, other)
    for claim in together.claims:
        (found,), _ = graded([together], [(1, ruling(DecisionKind.GRADE, incident_id(claim), value="fair"))])
        assert found.support.grade is Grade.FAIR


def test_who_put_claims_together_stands_first_among_the_reasons() -> None:
    (incident,) = link(strike("a"))
    (found,), changes = graded([incident], [(2, ruling(DecisionKind.MERGE, incident.claims[0], "incident-gone"))])
    assert found.reasons == ("put together with others by a person (ruling 2): so told", *incident.reasons)
    assert changes == {}
