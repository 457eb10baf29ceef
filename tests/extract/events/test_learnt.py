"""What the network reads as acts beside the lexicon: claims like any other, each one to check."""

from __future__ import annotations

import pytest
from tests.extract.claims.test_claims import claim, extract

from trucewatch.extract.events.learnt import RULE
from trucewatch.extract.syntax.parser import Parser
from trucewatch.records.claims import Doubt, Trust


@pytest.mark.parametrize(
    ("text", "event", "actor", "target"),
    [
        ("Rebels sank a tanker off the coast on Monday.", "attack", "Rebels", "tanker"),
        ("Militiamen frogmarched two teachers to their base.", "abduction", "Militiamen", "two teachers"),
    ],
)
def test_an_act_in_words_of_no_entry(parser: Parser, text: str, event: str, actor: str, target: str) -> None:
    found = claim(parser, text, event)
    assert found.actor is not None
    assert found.target is not None
    assert (found.actor.name, found.target.name) == (actor, target)
    assert found.rule.startswith(RULE)
    assert Doubt.WORD_UNLISTED in found.why_check
    assert found.trust is Trust.CHECK


@pytest.mark.parametrize(
    "text",
    [
        "The rebels' football team hammered the army eleven by four goals.",
        "Shares of the company were hammered on Monday.",
        "The delegations will meet again in Geneva next week.",
    ],
)
def test_other_matters_stay_no_acts(parser: Parser, text: str) -> None:
    assert not [one for one in extract(parser, text).claims if one.rule.startswith(RULE)]


def test_a_word_of_the_lexicon_is_not_found_twice(parser: Parser) -> None:
    found = [one for one in extract(parser, "The army shelled Taiz on Monday.").claims if one.event == "shelling"]
    assert len(found) == 1
    assert not found[0].rule.startswith(RULE)


def test_every_word_has_a_kind_and_a_chance(parser: Parser) -> None:
    (sentence,) = parser.parse("Rebels shelled Taiz.", [(0, 20)])
    kinds = {word.text: word.act for word in sentence.tree}
    assert kinds["shelled"][0] == "shelling"
    assert kinds["shelled"][1] > 0.9
    assert kinds["."][1] < 0.1
    assert all(0 <= chance <= 1 for _, chance in kinds.values())
