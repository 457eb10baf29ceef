"""Who acts where a tree gives an act no subject: by the words' order."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from trucewatch.extract.events.agents import agent_of_noun, sides_before
from trucewatch.extract.events.events import find_events
from trucewatch.extract.events.lexicon import event_lexicon
from trucewatch.extract.events.mentions import EventMention
from trucewatch.extract.syntax.parser import Parser
from trucewatch.extract.syntax.phrases import phrase_span
from trucewatch.extract.syntax.sentences import sentence_spans
from trucewatch.knowledge import ROOT, load_yaml


def mentions(parser: Parser, text: str) -> list[EventMention]:
    return [one for sentence in parser.parse(text, sentence_spans(text)) for one in find_events(sentence)]


def actors(parser: Parser, text: str) -> dict[str, str]:
    found = [one for one in mentions(parser, text) if one.actor is not None]
    return {one.event: phrase_span(one.sentence, one.actor).quote for one in found if one.actor is not None}


@pytest.mark.parametrize(
    ("text", "event", "actor"),
    [
        ("On 3 March 2021, a trader was killed during a police raid in Lagos.", "killing", "police"),
        ("On 12 July 2019, two NATO air raids were reported on the road to Zliten.", "air_strike", "NATO"),
        ("The farmer died on 3 June in the blast of a rebel-laid mine.", "explosion", "rebel"),
        ("Two men were killed in an attack blamed on militants near the town of Djibo.", "attack", "militants"),
        ("On 8 June 2018, army shelling was reported on the village of Nawa.", "shelling", "army"),
    ],
)
def test_who_did_what_a_noun_names(parser: Parser, text: str, event: str, actor: str) -> None:
    assert actors(parser, text)[event] == actor


def test_a_name_before_a_participle_of_holding_did_nothing(parser: Parser) -> None:
    assert "rebel" not in (
        actors(parser, "Shelling was reported on 3 June in a rebel-held town.").get("shelling") or ""
    )


def test_a_place_in_front_is_no_actor(parser: Parser) -> None:
    found = actors(parser, "On 5 April 2017, Damascus shelling was reported.")
    assert found.get("shelling") is None


def test_two_sides_of_one_fight(parser: Parser) -> None:
    text = "On 4 May 2016, the police and the militia engaged in a firefight near the port."
    fight = next(one for one in mentions(parser, text) if one.actor is not None)
    assert fight.target is not None
    assert (fight.actor.lower, fight.target.lower) == ("police", "militia")


def test_a_month_is_no_target(parser: Parser) -> None:
    for one in mentions(parser, "On 28 Apr 2020, border guards shelled 30 huts with mortars in the valley."):
        assert one.target is None or one.target.text != "28"


def test_a_subject_is_told_across_an_aside(parser: Parser) -> None:
    (sentence,) = parser.parse("Troops, backed by tanks, reportedly shelled the hill.", [(0, 53)])
    verb = next(word for word in sentence.tree if word.lower == "shelled")
    assert [word.lower for word in sides_before(verb, event_lexicon())] == ["troops"]


def test_a_phrase_in_front_is_no_subject(parser: Parser) -> None:
    text = "After the meeting of commanders shelled houses burned."
    (sentence,) = parser.parse(text, [(0, len(text))])
    verb = next(word for word in sentence.tree if word.lower == "shelled")
    assert sides_before(verb, event_lexicon()) == []


def test_words_follow_their_schema() -> None:
    rules = json.loads((ROOT / "schemas" / "agents.schema.json").read_text(encoding="utf-8"))
    assert list(Draft202012Validator(rules).iter_errors(load_yaml("agents.yaml"))) == []


@given(st.text(alphabet="Theamybydr-, ofU.", max_size=60))
@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_read(parser: Parser, text: str) -> None:
    words = event_lexicon()
    for sentence in parser.parse(text, sentence_spans(text)):
        for token in sentence.tree:
            agent = agent_of_noun(token, words)
            assert agent is None or sentence.tree[agent.i] == agent
            assert all(side.i < token.i for side in sides_before(token, words))
