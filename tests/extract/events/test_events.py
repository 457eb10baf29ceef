"""Event mentions: triggers, roles through syntax, acts on the truce."""

from __future__ import annotations

import pytest

from trucewatch.extract.events.events import find_events
from trucewatch.extract.events.mentions import EventMention
from trucewatch.extract.syntax.parser import Parser
from trucewatch.extract.syntax.phrases import phrase_span


def mentions(parser: Parser, text: str) -> list[EventMention]:
    [sentence] = parser.parse(text, [(0, len(text))])
    return list(find_events(sentence))


def words(mention: EventMention, role: str) -> str | None:
    head = getattr(mention, role)
    return None if head is None else phrase_span(mention.sentence, head).quote


def only(parser: Parser, text: str, event: str) -> EventMention:
    found = [one for one in mentions(parser, text) if one.event == event]
    assert len(found) == 1, [(one.event, one.trigger.text) for one in mentions(parser, text)]
    return found[0]


@pytest.mark.parametrize(
    ("text", "event", "actor", "target"),
    [
        ("The army shelled the village.", "shelling", "army", "village"),
        ("The village was shelled by the army.", "shelling", "army", "village"),
        ("Warplanes hit a hospital in Idlib.", "air_strike", "Warplanes", "hospital"),
        ("The rebels carried out an attack on a checkpoint.", "attack", "rebels", "checkpoint"),
        ("The coalition conducted air strikes against rebel positions.", "air_strike", "coalition", "rebel positions"),
        ("Gunmen kidnapped two aid workers.", "abduction", "Gunmen", "two aid workers"),
        ("Soldiers fired mortars at the village.", "shelling", "Soldiers", "village"),
        ("The militia has released 12 prisoners.", "release", "militia", "12 prisoners"),
        ("Rebel forces seized the town.", "territory_taken", "Rebel forces", "town"),
    ],
)
def test_roles(parser: Parser, text: str, event: str, actor: str | None, target: str | None) -> None:
    mention = only(parser, text, event)
    assert (words(mention, "actor"), words(mention, "target")) == (actor, target)


def test_agentless_passive_has_no_actor(parser: Parser) -> None:
    mention = only(parser, "The village was shelled on Monday.", "shelling")
    assert mention.actor is None
    assert words(mention, "target") == "village"


def test_both_sides_of_a_clash(parser: Parser) -> None:
    mention = only(parser, "Clashes between rebels and soldiers broke out on Monday.", "armed_clash")
    assert (words(mention, "actor"), words(mention, "target")) == ("rebels", "soldiers")


def test_coordinated_verbs_share_their_subject(parser: Parser) -> None:
    found = mentions(parser, "The army shelled the village and bombed the school.")
    assert [(one.event, words(one, "actor"), words(one, "target")) for one in found] == [
        ("shelling", "army", "village"),
        ("air_strike", "army", "school"),
    ]


def test_weapons_decide_over_verbs(parser: Parser) -> None:
    assert mentions(parser, "A drone struck the convoy.")[0].event == "drone_strike"
    assert mentions(parser, "Rockets struck the convoy.")[0].event == "missile_strike"
    assert mentions(parser, "Artillery struck the convoy.")[0].event == "shelling"


def test_labour_strikes_are_no_attacks(parser: Parser) -> None:
    found = mentions(parser, "Railway workers began a general strike on Monday.")
    assert all(one.event == "protest" for one in found)


def test_harm_unfolds_the_strike_it_comes_from(parser: Parser) -> None:
    found = mentions(parser, "An air strike killed five civilians.")
    assert [one.event for one in found] == ["air_strike"]
    assert words(found[0], "target") == "five civilians"


def test_dates_are_no_participants(parser: Parser) -> None:
    mention = only(parser, "On 3 May 2021, the army shelled the village.", "shelling")
    assert words(mention, "target") == "village"
    assert any("May" in span.quote for span in mention.modifiers)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("The army declared the end of the ceasefire.", "truce_declared_ended"),
        ("The ceasefire collapsed.", "truce_collapsed"),
        ("The rebels violated the ceasefire.", "truce_breached"),
        ("The army observed the ceasefire.", "truce_observed"),
        ("There is no reason to observe the ceasefire.", "truce_not_observed"),
        ("The army has not observed the truce.", "truce_not_observed"),
        ("The ceasefire entered into force on Monday.", "truce_in_force"),
        ("The ceasefire is holding.", "truce_holding"),
        ("The parties extended the truce.", "truce_extended"),
        ("The army suspended the ceasefire.", "truce_suspended"),
        ("The rebels rejected the ceasefire.", "truce_rejected"),
        ("The government announced a ceasefire.", "truce_announced"),
        ("The envoy proposed a truce.", "truce_proposed"),
        ("The parties agreed to a truce.", "truce_accepted"),
        ("The truce has not collapsed.", "truce_end_denied"),
        ("The rebels met their commitments.", "commitment_met"),
        ("The rebels have not met their commitments.", "commitment_not_met"),
        ("The government failed to withdraw its troops.", "commitment_not_met"),
        ("The rebels handed over the maps on Monday.", "handover"),
    ],
)
def test_truce_and_commitments(parser: Parser, text: str, event: str) -> None:
    assert event in [one.event for one in mentions(parser, text)]


def test_breaking_is_not_ending(parser: Parser) -> None:
    events = {one.event for one in mentions(parser, "The militia broke the truce.")}
    assert events == {"truce_breached"}


def test_the_truce_is_no_participant(parser: Parser) -> None:
    mention = only(parser, "The rebels violated the ceasefire.", "truce_breached")
    assert (words(mention, "actor"), words(mention, "target")) == ("rebels", None)
