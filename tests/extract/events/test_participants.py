"""Participants: who only tells of an act, suffers it or is charged with telling it is never the one who did it."""

from __future__ import annotations

import pytest

from trucewatch.extract.events.events import find_events
from trucewatch.extract.events.mentions import EventMention
from trucewatch.extract.syntax.parser import Parser


def events(parser: Parser, text: str) -> list[EventMention]:
    return [mention for sentence in parser.parse(text, [(0, len(text))]) for mention in find_events(sentence)]


def only(parser: Parser, text: str, event: str) -> EventMention:
    found = [one for one in events(parser, text) if one.event == event]
    assert found, [(one.event, one.trigger.text) for one in events(parser, text)]
    return found[0]


@pytest.mark.parametrize(
    "text",
    [
        "The monitors reported air strikes on the town.",
        "Residents of the village witnessed air strikes.",
        "The mission documented air strikes near the border.",
        "The minister condemned the air strikes on the camp.",
        "The town suffered air strikes on Monday.",
    ],
)
def test_who_tells_of_an_act_or_suffers_it_did_not_do_it(parser: Parser, text: str) -> None:
    assert only(parser, text, "air_strike").actor is None


def test_who_carries_out_an_act_did_it(parser: Parser) -> None:
    actor = only(parser, "The army carried out air strikes on the town.", "air_strike").actor
    assert actor is not None
    assert actor.text == "army"


def test_who_takes_part_did_it(parser: Parser) -> None:
    actor = only(parser, "Two Danish jets took part in the attack near the airport.", "attack").actor
    assert actor is not None
    assert actor.text == "jets"


def test_the_accused_and_not_the_accuser_did_it(parser: Parser) -> None:
    found = only(parser, "The minister accused the rebels of shelling the town.", "shelling")
    assert found.actor is not None
    assert found.actor.text == "rebels"


def test_a_raid_that_took_place_has_no_place_for_a_target(parser: Parser) -> None:
    assert only(parser, "The raid on Monday took place outside the zone.", "attack").target is None


def test_a_day_is_no_part_of_who_acted(parser: Parser) -> None:
    from_words = events(parser, "On Sunday helicopters dropped barrel bombs on a town.")
    assert all(one.actor is None or one.actor.text != "Sunday" for one in from_words)


def test_those_who_come_under_fire_do_not_shoot(parser: Parser) -> None:
    found = only(parser, "The column came under fire on the road.", "small_arms_fire")
    assert found.actor is None
    assert found.target is not None
    assert found.target.text == "column"


@pytest.mark.parametrize(
    ("text", "events_found"),
    [
        ("Snipers fired on houses.", ["small_arms_fire"]),
        ("Militants shot and killed a teacher.", ["small_arms_fire"]),
        ("Warplanes bombed the camp, killing dozens of soldiers.", ["air_strike"]),
        ("The army announced on Monday the end of the truce.", ["truce_declared_ended"]),
    ],
)
def test_one_occurrence_is_one_mention(parser: Parser, text: str, events_found: list[str]) -> None:
    assert [one.event for one in events(parser, text)] == events_found


def test_an_aid_convoy_delivers_nothing_by_its_name(parser: Parser) -> None:
    assert not [one for one in events(parser, "The aid convoy waited at the border.") if one.event == "aid_delivery"]


def test_a_truce_is_not_killed_like_a_man(parser: Parser) -> None:
    assert [one.event for one in events(parser, "The generals killed the truce.")] == ["truce_collapsed"]
    assert [one.event for one in events(parser, "The soldiers killed the guard.")] == ["killing"]


def test_in_advance_is_no_advance(parser: Parser) -> None:
    assert not events(parser, "All parties had been notified in advance.")


def test_the_wounded_are_no_event(parser: Parser) -> None:
    assert not events(parser, "Doctors could not get to the wounded.")


def test_a_dateline_is_no_part_of_the_sentence(parser: Parser) -> None:
    text = "OSLO, May 3 (Wire) - Rebels attacked the base."
    sentence = parser.parse(text, [(0, len(text))])[0]
    assert sentence.tree.text == "Rebels attacked the base."
    assert text[sentence.start : sentence.end] == sentence.tree.text
    assert events(parser, text)[0].span().holds(text)


@pytest.mark.parametrize(
    "text",
    [
        "The mission heard shelling near the town on Monday.",
        "Monitors recorded explosions in the town.",
        "The envoy witnessed the attack.",
    ],
)
def test_a_witness_does_not_act(parser: Parser, text: str) -> None:
    assert all(mention.actor is None for mention in events(parser, text))
