"""Findings per telling: what follows if one account is right, who gives it, and how far the record carries."""

from __future__ import annotations

from assess.build import TRUCE, Word, findings, statements
from link.build import ACTORS, Story, link, strike
from trucewatch.assess.findings import assess_incidents
from trucewatch.records.agreements import Agreement
from trucewatch.records.assessments import Applicability, Finding, FindingValue, Footing, Standard
from trucewatch.records.claims import ClaimKind, Force
from trucewatch.records.decisions import Decision, DecisionKind


def told(name: str = "a", source: str = "wire", **values: object) -> Story:
    story = strike(name, source=source, **values)
    story.published = "2016-10-30"
    return story


def only(*stories: Story, agreement: Agreement = TRUCE) -> Finding:
    (found,) = findings(*stories, agreement=agreement)
    return found


def test_where_tellings_differ_on_the_target_each_has_its_finding() -> None:
    found = only(told(by=["south-ministry"]), told("b", source="daily", target="front", by=["north-ministry"]))
    given = {one.given: one for one in found.versions}
    army, group = given["if the target was Army of Southland"], given["if the target was Hill Front"]
    assert (army.applicability, army.value) == (Applicability.APPLIES, FindingValue.POSSIBLE_BREACH)
    assert (group.applicability, group.value) == (Applicability.NOT_COVERED, FindingValue.NO_BREACH)
    assert [one.footing for one in army.accounts] == [Footing.OTHER_PARTY]
    assert [one.footing for one in group.accounts] == [Footing.OWN]
    assert set(group.claims) == set(found.own_account)


def test_where_tellings_agree_there_are_no_versions() -> None:
    assert only(told(), told("b", source="daily", by=["south-ministry"])).versions == ()


def test_a_denial_is_a_version_of_its_own() -> None:
    found = only(told(by=["south-ministry"]), told("b", source="daily", by=["north-ministry"], force=Force.DENIES))
    assert {one.given: one.value for one in found.versions} == {
        "if it happened so": FindingValue.POSSIBLE_BREACH,
        "if it did not happen so": FindingValue.NO_BREACH,
    }


def test_who_explains_an_act_owns_it() -> None:
    own = told("b", source="daily", by=["north-ministry"])
    own.tell("intent_stated", by=["north-ministry"], kind=ClaimKind.INTENT, trigger="mistake", day="2016-09-17")
    found = only(told(by=["south-ministry"]), own)
    assert found.attribution == "conceded"
    assert found.own_account


def test_the_standard_rises_with_independence_and_never_past_what_a_rule_may_say() -> None:
    one = only(told(by=["south-ministry"]))
    two = only(told(by=["south-ministry"]), told("b", source="daily"))
    seen = only(told(by=["south-ministry"]), told("m", source="monitor-site"))
    standards = (one.standard, two.standard, seen.standard)
    assert standards == (Standard.ALLEGATION, Standard.REASONABLE_SUSPICION, Standard.REASONABLE_GROUNDS)
    against = told("c", source="herald", by=["north-ministry"], force=Force.DENIES)
    assert only(told(by=["south-ministry"]), against).standard is Standard.ALLEGATION


def test_a_breach_is_a_persons_word_beside_the_rules() -> None:
    story = told()
    (incident,) = link(story)

    def ruled(*subjects: str) -> Finding:
        decision = Decision(
            kind=DecisionKind.ACCEPT, subjects=subjects, by="A. Person", at="2016-11-01", reason="seen", value="breach"
        )
        (found,) = assess_incidents(TRUCE, [incident], story.claims, ACTORS, None, decisions=[decision])
        return found

    found = ruled(incident.id, "no-attacks")
    assert [one.value for one in found.ruled] == ["breach"]
    assert found.value is FindingValue.POSSIBLE_BREACH
    assert ruled(incident.id, "no-flights").ruled == ()
    assert ruled(incident.id, "no-attacks", "south").ruled == ()
    assert len(ruled(incident.id, "no-attacks", "north").ruled) == 1


def test_after_a_party_ended_it_whether_a_term_binds_is_open_until_it_takes_that_back() -> None:
    def found(day: str, *, back: bool = False) -> Finding:
        word = Word("w", source="wire", published="2016-09-16")
        word.word("truce_declared_ended", by="south", day="2016-09-16", force=Force.ANNOUNCES)
        if back:
            again = Word("x", source="wire", published="2016-09-20")
            again.word("truce_accepted", by="south", actor="south", day="2016-09-20")
        said = statements(word, *([again] if back else []))
        story = told(day=day)
        (one,) = assess_incidents(TRUCE, link(story), story.claims, ACTORS, None, statements=said)
        return one

    assert found("2016-09-14").value is FindingValue.POSSIBLE_BREACH
    assert (found("2016-09-17").applicability, found("2016-09-17").value) == (
        Applicability.UNCLEAR,
        FindingValue.UNABLE_TO_RULE,
    )
    assert found("2016-09-16").applicability is Applicability.UNCLEAR
    assert found("2016-09-25", back=True).value is FindingValue.POSSIBLE_BREACH
