"""What a relative clause does to the noun it hangs on, and what only tells who fired or laid a weapon."""

from __future__ import annotations

import pytest

from trucewatch.extract.events.events import find_events
from trucewatch.extract.events.mentions import EventMention
from trucewatch.extract.syntax.parser import Parser


def only(parser: Parser, text: str, event: str) -> EventMention:
    found = [one for sentence in parser.parse(text, [(0, len(text))]) for one in find_events(sentence)]
    assert [one.event for one in found] == [event], [(one.event, one.trigger.text) for one in found]
    return found[0]


def sides(mention: EventMention) -> tuple[str | None, str | None]:
    return tuple(None if one is None else one.text for one in (mention.actor, mention.target))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("text", "event", "expected"),
    [
        ("The hamlet that army helicopters bombed in June lies in ruins.", "air_strike", ("helicopters", "hamlet")),
        ("The lorry, on which gunmen opened fire near Baidoa, carried rice.", "small_arms_fire", ("gunmen", "lorry")),
        ("The gunmen who shelled the mill fled.", "shelling", ("gunmen", "mill")),
    ],
)
def test_a_relative_clause_acts_on_its_noun(parser: Parser, text: str, event: str, expected: tuple[str, str]) -> None:
    found = [one for sentence in parser.parse(text, [(0, len(text))]) for one in find_events(sentence)]
    assert expected in [sides(one) for one in found if one.event == event]


def test_what_fired_a_shell_is_one_act_with_what_it_hit(parser: Parser) -> None:
    assert sides(only(parser, "Shells fired by the army hit a school in the valley.", "shelling")) == ("army", "school")


def test_who_came_under_fire_was_shot_at(parser: Parser) -> None:
    assert sides(only(parser, "Two peacekeepers came under fire near the bridge.", "small_arms_fire")) == (
        None,
        "peacekeepers",
    )


def test_aircraft_that_carry_out_strikes_strike_from_the_air(parser: Parser) -> None:
    assert sides(only(parser, "Turkish aircraft carried out strikes on three villages.", "air_strike")) == (
        "aircraft",
        "villages",
    )
    assert only(parser, "The militia carried out strikes on three villages.", "attack").actor is not None
