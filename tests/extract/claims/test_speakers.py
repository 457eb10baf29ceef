"""Who answers for a claim, beside the chain that the attributions give."""

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


def one(text: str, trigger: str, tools: Tools) -> Claim:
    document = read_document(text.encode(), "text.txt", metadata=Metadata())
    return next(claim for claim in read_claims(document, tools).claims if claim.trigger.quote == trigger)


def names(claim: Claim) -> list[str]:
    return [link.name for link in claim.holder]


def test_what_an_order_takes_for_granted_is_the_author_s(tools: Tools) -> None:
    text = "The commander of the front ordered his men to respect the ceasefire which began on Thursday."
    assert names(one(text, "began", tools)) == []
    said = "The commander of the front said that his men would respect the ceasefire which began on Thursday."
    assert names(one(said, "began", tools)) == ["commander of the front"]


def test_a_complaint_has_an_owner(tools: Tools) -> None:
    text = "The commission examined the complaint of the Government that rebels attacked its positions near Lugela."
    assert names(one(text, "attacked", tools)) == ["Government"]


def test_who_claims_what_is_called_false_holds_no_denial(tools: Tools) -> None:
    text = "The claim of the Armenian side that Azerbaijani units attacked the villages on 11 December is false."
    claim = one(text, "attacked", tools)
    assert claim.force is Force.DENIES
    assert names(claim) == []


def test_not_declaring_the_end_is_nobody_s_denial(tools: Tools) -> None:
    claim = one("The mediators have not declared the truce over.", "declared", tools)
    assert (claim.event, claim.negated, names(claim)) == ("truce_declared_ended", True, [])
    ended = one("The mediators have declared the truce over.", "declared", tools)
    assert (ended.event, ended.negated, names(ended)) == ("truce_declared_ended", False, ["mediators"])


def test_two_predicates_side_by_side_have_one_subject(tools: Tools) -> None:
    text = "Tripoli has begun a media campaign that the militia is not able and does not want to leave the town."
    claim = one(text, "leave", tools)
    assert claim.actor is not None
    assert "militia" in claim.actor.name.lower()
    assert names(claim) == ["Tripoli"]


def test_a_reading_of_an_act_is_its_intent(tools: Tools) -> None:
    claim = one("The mayor says that the strikes on the port are a response to the raid.", "response", tools)
    assert (claim.event, names(claim)) == ("intent_stated", ["mayor"])


def test_no_one_speaks(tools: Tools) -> None:
    text = "Rockets were fired at two towns; no one claimed the attack. The army shelled a post, it said."
    document = read_document(text.encode(), "text.txt", metadata=Metadata())
    assert "no one" not in {name for claim in read_claims(document, tools).claims for name in names(claim)}


def test_what_an_act_is_condemned_as_is_its_critic_s_word(tools: Tools) -> None:
    text = "Angola condemned the raid on Lugela as a violation of the ceasefire."
    assert names(one(text, "violation", tools)) == ["Angola"]


def test_a_country_that_speaks_keeps_its_name(tools: Tools) -> None:
    claim = one("Ukraine said drones hit a depot in Kursk on Monday.", "hit", tools)
    assert names(claim) == ["Ukraine"]
    assert claim.holder[0].actor == "state:UA"


def words(claim: Claim) -> tuple[str | None, str | None]:
    return claim.actor and claim.actor.span.quote, claim.target and claim.target.span.quote


@pytest.mark.parametrize(
    "text",
    [
        "The Taliban claimed responsibility for an attack on a hotel in Kabul.",
        "The Taliban claimed an attack on a hotel in Kabul.",
        "An attack on a hotel in Kabul, claimed by the Taliban, killed six people.",
    ],
)
def test_who_claims_an_attack_did_it(tools: Tools, text: str) -> None:
    assert "Taliban" in (words(one(text, "attack", tools))[0] or "")


def test_who_claims_nothing_did_nothing(tools: Tools) -> None:
    text = "No group claimed responsibility for an attack on a hotel in Kabul that killed six people."
    claim = one(text, "attack", tools)
    assert (claim.actor, claim.negated) == (None, False)


def test_the_shelling_of_positions_befalls_them(tools: Tools) -> None:
    assert words(one("The shelling of rebel positions resumed.", "shelling", tools)) == (None, "rebel positions")
    assert words(one("The attack of the army on Lugela killed six.", "attack", tools))[0] == "army"


def test_killing_and_taking_a_town_are_two_claims(tools: Tools) -> None:
    text = "M23 fighters killed eleven civilians in Kishishe when they took the town."
    assert words(one(text, "killed", tools)) == ("M23 fighters", "eleven civilians")
    assert one(text, "took", tools).event == "territory_taken"
