"""Findings: an incident under a term, for a party; the same for all, and never a verdict."""

from __future__ import annotations

import inspect
from dataclasses import replace
from pathlib import Path

import pytest

from assess.build import TRUCE, findings
from link.build import Story, link, strike
from trucewatch.assess.applies import QUESTIONS
from trucewatch.assess.applies.place import lies_in
from trucewatch.assess.told import told_of
from trucewatch.assess.verdicts import FINDING_RULES
from trucewatch.records.agreements import Agreement, Modality, Zone
from trucewatch.records.assessments import Applicability, Finding, FindingValue
from trucewatch.records.claims import Doubt, Force
from trucewatch.records.reliance import NOT_CHECKED


def only(*stories: Story) -> Finding:
    (found,) = findings(*stories)
    return found


def told(name: str = "a", source: str = "wire", **values: object) -> Story:
    story = strike(name, source=source, **values)
    story.published = "2016-10-30"
    return story


def test_conduct_that_nobody_denies_is_a_possible_breach() -> None:
    found = only(told())
    assert (found.term, found.party) == ("no-attacks", "north")
    assert (found.applicability, found.value) == (Applicability.APPLIES, FindingValue.POSSIBLE_BREACH)
    assert found.attribution == "undisputed"
    assert found.trace[-1].claims


@pytest.mark.parametrize(
    ("values", "applicability"),
    [
        ({"day": "2016-09-11"}, Applicability.NOT_IN_FORCE),
        ({"day": "2016-10-20"}, Applicability.NOT_IN_FORCE),
        ({"actor": "front"}, Applicability.NOT_A_PARTY),
        ({"target": "front"}, Applicability.NOT_COVERED),
    ],
)
def test_where_the_term_does_not_bind_there_is_no_breach(values: dict[str, str], applicability: Applicability) -> None:
    found = only(told(**values))
    assert (found.applicability, found.value) == (applicability, FindingValue.NO_BREACH)


@pytest.mark.parametrize("values", [{"day": None}, {"day": "2016-09-12"}, {"actor": None}, {"actor": "sponsor"}])
def test_what_is_missing_or_unclear_leaves_it_open(values: dict[str, str | None]) -> None:
    found = only(told(**values))
    assert (found.applicability, found.value) == (Applicability.UNCLEAR, FindingValue.UNABLE_TO_RULE)


def test_whether_a_sponsor_is_bound_is_open_and_the_conduct_is_not() -> None:
    found = only(told(actor="sponsor"))
    assert (found.applicability, found.value) == (Applicability.UNCLEAR, FindingValue.UNABLE_TO_RULE)
    (version,) = found.versions
    assert (version.given, version.value) == ("if the term binds Sponsoria", FindingValue.POSSIBLE_BREACH)
    assert only(told(actor="sponsor", day=None)).versions == ()


def test_a_zone_with_an_outline() -> None:
    def over(place: str) -> Finding:
        return only(told(event="overflight", place=place))

    assert over("Southbridge").applicability is Applicability.APPLIES
    assert over("Eastholm").applicability is Applicability.OUTSIDE_ZONE


@pytest.mark.parametrize(
    ("lon", "lat", "reach", "inside"),
    [
        ((36.80, 36.95), (33.80, 33.95), 5.0, True),
        ((36.32, 36.40), (33.45, 33.55), 0.0, True),
        ((36.32, 36.40), (33.45, 33.55), 5.0, None),
        ((36.01, 36.60), (33.20, 33.80), 5.0, False),
    ],
)
def test_a_pocket_cut_out_of_a_zone(
    lon: tuple[float, float], lat: tuple[float, float], reach: float, inside: bool | None
) -> None:
    story = told(event="overflight", place="Southbridge")
    (incident,) = link(story)
    corners = ((lon[0], lat[0]), (lon[1], lat[0]), (lon[1], lat[1]), (lon[0], lat[1]))
    pocket = Zone(id="pocket", name="the pocket", outline=corners)
    belt = TRUCE.zones[1].model_copy(update={"excludes": ("pocket",)})
    agreement = TRUCE.model_copy(update={"zones": (belt, pocket)})
    assert lies_in(belt, replace(told_of(incident, story.claims), reach=reach), agreement) is inside


def test_word_against_word_cannot_be_ruled_on() -> None:
    stories = [
        told(by=["south-ministry"]),
        told("b", source="daily", by=["north-ministry"], force=Force.DENIES),
    ]
    found = only(*stories)
    assert (found.value, found.attribution) == (FindingValue.UNABLE_TO_RULE, "contested")


def test_independent_support_outweighs_a_bare_denial() -> None:
    stories = [
        told(by=["south-ministry"]),
        told("m", source="monitor-site"),
        told("b", source="daily", by=["north-ministry"], force=Force.DENIES),
    ]
    assert only(*stories).value is FindingValue.POSSIBLE_BREACH


def test_an_exception_is_claimed_by_who_owns_the_act() -> None:
    own = told(by=["north-army"], opening="In response to fire")
    assert only(own).value is FindingValue.EXCEPTION_CLAIMED
    other = told(by=["south-army"], opening="In response to nothing")
    assert only(other).value is FindingValue.POSSIBLE_BREACH


def with_term(**changes: object) -> Agreement:
    term = TRUCE.terms[0].model_copy(update=changes)
    return TRUCE.model_copy(update={"terms": (term,)})


@pytest.mark.parametrize(
    ("exceptions", "opening", "value"),
    [
        (("proportionate self-defence",), "In response to fire", FindingValue.EXCEPTION_CLAIMED),
        (("evacuation of the wounded",), "To evacuate the wounded", FindingValue.EXCEPTION_CLAIMED),
        (("medical evacuation",), "In response to fire", FindingValue.POSSIBLE_BREACH),
        (("proportionate self-defence",), "To evacuate the wounded", FindingValue.POSSIBLE_BREACH),
        (("operations against excluded groups",), "In retaliation", FindingValue.POSSIBLE_BREACH),
        (("as both sides agree",), "In response to fire", FindingValue.POSSIBLE_BREACH),
        ((), "In response to fire", FindingValue.POSSIBLE_BREACH),
    ],
)
def test_a_reason_counts_only_under_a_term_that_knows_its_kind(
    exceptions: tuple[str, ...], opening: str, value: FindingValue
) -> None:
    own = told(by=["north-army"], opening=opening)
    (found,) = findings(own, agreement=with_term(exceptions=exceptions))
    assert found.value is value
    if value is FindingValue.EXCEPTION_CLAIMED:
        assert exceptions[0] in found.trace[-1].says


ASKED = [Modality.MUST, Modality.SHOULD]


@pytest.mark.parametrize("modality", ASKED)
def test_what_a_term_asks_is_consistent_only_where_it_is_clear_that_it_was_done(modality: Modality) -> None:
    asked = with_term(modality=modality)

    def value(*stories: Story) -> FindingValue:
        (found,) = findings(*stories, agreement=asked)
        return found.value

    assert value(told()) is FindingValue.CONSISTENT
    assert value(told(day=None)) is FindingValue.UNABLE_TO_RULE
    denial = told("b", source="daily", by=["north-ministry"], force=Force.DENIES)
    assert value(told(by=["south-ministry"]), denial) is FindingValue.UNABLE_TO_RULE
    withdrawn = told("c", force=Force.RETRACTS)
    withdrawn.published = "2016-11-02"
    assert value(told(), withdrawn) is FindingValue.NOT_ASSESSED


def test_two_actors_named_by_two_tellings_are_each_unruled() -> None:
    found = findings(told(by=["south"]), told("b", source="daily", actor="south", by=["north"]))
    assert {one.party: one.value for one in found} == {
        "north": FindingValue.UNABLE_TO_RULE,
        "south": FindingValue.UNABLE_TO_RULE,
    }


def test_no_rule_says_breach() -> None:
    assert "breach" not in {value.value for value in FindingValue}
    assert findings(told(), agreement=None) == ()


def test_the_parties_exchanged_the_findings_are_exchanged() -> None:
    """Promise 4: the same evidence gives the same finding whoever is accused."""

    def case(one: str, other: str) -> list[Story]:
        hit = f"{other}-army"
        return [
            told(actor=one, target=hit),
            told("b", actor=one, target=hit, day="2016-09-20", by=[f"{other}-ministry"]),
            told("c", source="daily", actor=one, target=hit, day="2016-09-20", by=[one], force=Force.DENIES),
            told("d", actor=other, target=f"{one}-army", place="Eastholm", day="2016-09-25"),
            told("e", actor=one, target=hit, day="2016-09-29", by=[f"{one}-army"], opening="In response to fire"),
        ]

    def seen(found: tuple[Finding, ...]) -> list[tuple[str, str, str]]:
        return sorted((one.party or "", one.value.value, one.attribution) for one in found)

    exchange = {"north": "south", "south": "north"}
    straight = [(exchange[party], value, how) for party, value, how in seen(findings(*case("north", "south")))]
    assert sorted(straight) == seen(findings(*case("south", "north")))
    assert len({value for _, value, _ in straight}) == 3


def test_a_permission_gives_no_finding() -> None:
    permission = TRUCE.terms[0].model_copy(update={"id": "may", "modality": Modality.MAY})
    assert [one.term for one in findings(told(), agreement=TRUCE.model_copy(update={"terms": (permission,)}))] == []


def test_terms_that_must_be_delivered_are_tracked_elsewhere() -> None:
    assert findings(told(event="withdrawal")) == ()
    assert any(term.deliverable for term in TRUCE.terms)


def test_every_question_and_rule_has_a_code_and_its_docstring_is_its_page() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "explanation" / "findings.md").read_text(encoding="utf-8")
    rules = (*QUESTIONS, *FINDING_RULES)
    assert len({rule.code for rule in rules}) == len(rules)
    for rule in rules:
        assert f"### {rule.code}\n{inspect.getdoc(type(rule))}\n" in page


def test_a_possible_breach_rests_on_what_is_sure_or_accepted() -> None:
    story = told()
    sure = only(story)
    assert (sure.value, sure.unchecked) == (FindingValue.POSSIBLE_BREACH, None)
    story.doubt(Doubt.PARTIES_UNSURE)
    found = only(story)
    assert (found.value, found.unchecked) == (FindingValue.NOT_ASSESSED, FindingValue.POSSIBLE_BREACH)
    assert found.trace[-1].rule == "finding.unchecked"
    assert found.trace[-1].says.startswith(NOT_CHECKED)


def test_who_did_it_must_be_sure_and_not_only_that_it_happened() -> None:
    first, second = told(actor=None), told("b", source="daily")
    second.doubt(Doubt.PARTIES_UNSURE)
    assert only(first, second).value is FindingValue.NOT_ASSESSED
