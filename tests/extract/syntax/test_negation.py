"""What is not done, as a condition of an event, and what is none."""

from __future__ import annotations

import pytest

from trucewatch.pipeline.reading import read_claims
from trucewatch.pipeline.tools import Tools
from trucewatch.read.document import read_document
from trucewatch.records.claims import Claim, Force
from trucewatch.records.documents import Metadata


@pytest.fixture(scope="module")
def tools() -> Tools:
    return Tools()


def claims(text: str, tools: Tools) -> list[Claim]:
    document = read_document(text.encode(), "text.txt", metadata=Metadata())
    return list(read_claims(document, tools).claims)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("The militia did not allow monitors into the port.", "monitor_obstruction"),
        ("The disarmament of the brigades has not begun.", "commitment_not_met"),
        ("The soldiers refused to allow the aid convoy through.", "aid_obstruction"),
    ],
)
def test_what_is_withheld_is_an_event(text: str, event: str, tools: Tools) -> None:
    found = [one for one in claims(text, tools) if one.event == event]
    assert found
    assert not found[0].negated


@pytest.mark.parametrize(
    "text",
    ["The militia allowed monitors into the port.", "The disarmament of the brigades has begun."],
)
def test_what_is_granted_is_not(text: str, tools: Tools) -> None:
    assert not [one for one in claims(text, tools) if one.event in ("monitor_obstruction", "commitment_not_met")]


def test_nothing_reported_has_no_unnamed_reporter(tools: Tools) -> None:
    (none,) = claims("No shelling was reported in the valley on Monday.", tools)
    assert (none.event, none.negated, none.holder) == ("shelling", True, ())
    (some,) = claims("Shelling was reported in the valley on Monday.", tools)
    assert (some.event, some.negated, [one.name for one in some.holder]) == ("shelling", False, ["unnamed source"])


def test_whether_it_was_is_left_open(tools: Tools) -> None:
    (one,) = claims("The team was unable to determine whether the army had shelled the mill.", tools)
    assert one.force is Force.ASKS
    assert one.factuality == 0.0


def test_shelling_that_has_stopped_is_not_going_on(tools: Tools) -> None:
    found = claims("A nurse said that rebels fled. A teacher said that the shelling has stopped.", tools)
    assert [one.negated for one in found if one.event == "shelling"] == [True]


def test_nobody_s_claim_of_the_attack_is_none(tools: Tools) -> None:
    text = "A camp was attacked near Lahat on Monday. Neither group has claimed the attack."
    assert [(one.event, one.negated) for one in claims(text, tools)] == [("attack", False)]


def test_a_bare_agreement_may_be_left_and_a_film_deal_not(tools: Tools) -> None:
    ended = [one for one in claims("No party has left the agreement.", tools) if one.event == "truce_declared_ended"]
    assert [one.negated for one in ended] == [True]
    assert not claims("No studio has left the distribution agreement.", tools)


def test_denied_this_answers_what_was_said_last(tools: Tools) -> None:
    text = "Rebels shelled the mill, residents said. The mayor met the envoy. Prices rose. The army denied this."
    assert not [one for one in claims(text, tools) if one.force is Force.DENIES]
    near = "Rebels shelled the mill, residents said. The group denied this."
    assert [one.event for one in claims(near, tools) if one.force is Force.DENIES] == ["shelling"]


def test_who_says_it_did_not_do_it(tools: Tools) -> None:
    text = "The planes hit the town and, the Health Ministry says, killed four people."
    assert not [one for one in claims(text, tools) if one.actor is not None and "Ministry" in one.actor.name]
