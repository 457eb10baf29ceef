"""What is called false, left unsaid, imagined or said of whoever does it is never told as done."""

from __future__ import annotations

import pytest
from tests.extract.claims.test_claims import claim, extract

from trucewatch.extract.syntax.parser import Parser
from trucewatch.records.claims import ClaimKind, Force


@pytest.mark.parametrize(
    "text",
    [
        "The brigade neither shelled the town nor attacked the post.",
        "The brigade has neither shelled the town nor attacked the post.",
    ],
)
def test_neither_nor_negates_both_verbs(parser: Parser, text: str) -> None:
    for event in ("shelling", "attack"):
        found = claim(parser, text, event)
        assert found.negated
        assert found.factuality < 0


@pytest.mark.parametrize(
    ("text", "event", "holder"),
    [
        ("Reports that the army shelled the market were false, the ministry said.", "shelling", "ministry"),
        ("Claims that drones struck the hospital are baseless, the spokesman said.", "drone_strike", "spokesman"),
        ("The general dismissed as a lie reports that his troops attacked the convoy.", "attack", "general"),
        ("We deny the allegation of the council that our forces shelled the village.", "shelling", "We"),
    ],
)
def test_a_report_called_false_is_denied(parser: Parser, text: str, event: str, holder: str) -> None:
    found = claim(parser, text, event)
    assert (found.force, found.negated) == (Force.DENIES, False)
    assert found.factuality < 0
    assert [one.name for one in found.holder] == [holder]


def test_a_report_that_nobody_rejects_stays_told(parser: Parser) -> None:
    found = claim(parser, "The ministry confirmed reports that the army shelled the market.", "shelling")
    assert found.force is not Force.DENIES
    assert found.factuality > 0


def test_both_infinitives_of_a_call_are_demanded_of_those_called_on(parser: Parser) -> None:
    text = "The envoy called on both sides to stop shelling the town and to observe the ceasefire."
    shelling, observed = claim(parser, text, "shelling"), claim(parser, text, "truce_observed")
    assert (shelling.kind, shelling.force, observed.force) == (ClaimKind.PROSPECT, Force.DEMANDS, Force.DEMANDS)
    assert [one.actor and one.actor.name for one in (shelling, observed)] == ["sides", "sides"]
    assert not [one for one in extract(parser, text).claims if one.event == "truce_not_observed"]


@pytest.mark.parametrize(
    "text",
    [
        "Had the rebels not attacked the airport, the truce would have held.",
        "If the rebels had attacked the airport, the truce would have collapsed.",
        "The truce would have held had the rebels not attacked the airport.",
    ],
)
def test_what_might_have_been_is_conditional(parser: Parser, text: str) -> None:
    for found in extract(parser, text).claims:
        assert found.force is Force.CONDITIONAL
        assert abs(found.factuality) < 0.5
        assert found.kind is not ClaimKind.OCCURRENCE


def test_whoever_breaks_a_truce_is_not_said_to_have_broken_it(parser: Parser) -> None:
    found = claim(parser, "The council will punish fighters who violate the ceasefire.", "truce_breached")
    assert found.rule.endswith(".presupposed")
    assert found.force is Force.CONDITIONAL


def test_a_relative_clause_of_what_was_done_is_told(parser: Parser) -> None:
    found = claim(parser, "The council will punish the fighters who violated the ceasefire.", "truce_breached")
    assert not found.rule.endswith(".presupposed")
    assert found.factuality > 2


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Neither side had said by Friday that it was withdrawing from the town.", "withdrawal"),
        ("The ministry has not said that rebels shelled the village.", "shelling"),
    ],
)
def test_what_was_not_said_binds_nobody(parser: Parser, text: str, event: str) -> None:
    found = claim(parser, text, event)
    assert found.force is not Force.ASSERTS
    assert found.factuality <= 0


@pytest.mark.parametrize(
    "text",
    [
        "The ministry talked about 30 killed and 62 wounded.",
        "The health ministry spoke of 62 wounded in the city.",
        "The governor told of dozens killed in the city.",
    ],
)
def test_who_counts_the_harmed_did_not_harm_them(parser: Parser, text: str) -> None:
    assert [one.actor for one in extract(parser, text).claims] == [None]


def test_what_is_announced_is_still_to_come(parser: Parser) -> None:
    found = claim(parser, "The army announced a new offensive against the rebels.", "ground_advance")
    assert (found.kind, found.force) == (ClaimKind.PROSPECT, Force.ANNOUNCES)
    assert found.actor is not None and found.actor.name == "army"
    assert found.factuality <= 1


@pytest.mark.parametrize(
    ("text", "habitual"),
    [
        ("The coalition has struck the group in this area in the past.", True),
        ("The coalition has often struck the group near the border.", True),
        ("The coalition has struck the group in the past 24 hours.", False),
        ("The coalition struck the group near the border on Monday.", False),
    ],
)
def test_a_habit_is_no_one_occurrence(parser: Parser, text: str, habitual: bool) -> None:
    found = claim(parser, text, "attack")
    assert found.rule.endswith(".habitual") is habitual


def test_no_deaths_from_fighting_tells_of_no_fighting(parser: Parser) -> None:
    found = claim(parser, "The mission has documented no deaths from fighting this week.", "armed_clash")
    assert found.factuality <= 0
