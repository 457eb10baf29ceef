"""Mood: what is due, ceased, planned or none is not told as done."""

from __future__ import annotations

import pytest

from trucewatch.extract.claims.mood import Mood, mood_of
from trucewatch.extract.events.events import find_events
from trucewatch.extract.events.truce import is_presupposed
from trucewatch.extract.syntax.parser import Parser
from trucewatch.records.claims import ClaimKind, Force


def mood(parser: Parser, text: str, event: str) -> Mood:
    found = [one for sentence in parser.parse(text, [(0, len(text))]) for one in find_events(sentence)]
    return next(mood_of(one, None) for one in found if one.event == event)


@pytest.mark.parametrize(
    "text",
    [
        "Both sides are to withdraw from the road.",
        "The forces must withdraw from the road.",
    ],
)
def test_what_is_due_is_demanded_and_a_prospect(parser: Parser, text: str) -> None:
    found = mood(parser, text, "withdrawal")
    assert (found.kind, found.force) == (ClaimKind.PROSPECT, Force.DEMANDS)
    assert found.factuality < 2.0


def test_what_is_prepared_is_a_prospect(parser: Parser) -> None:
    found = mood(parser, "The militants are preparing an offensive in the north.", "ground_advance")
    assert (found.kind, found.force) == (ClaimKind.PROSPECT, Force.PREDICTS)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Sources reported no raids on the town.", "attack"),
        ("The aircraft carried out no strikes on the convoy.", "air_strike"),
        ("Not one aid truck has entered the city.", "aid_delivery"),
        ("The army had completely stopped firing.", "small_arms_fire"),
    ],
)
def test_what_is_none_or_ceased_is_negative(parser: Parser, text: str, event: str) -> None:
    found = mood(parser, text, event)
    assert found.negated
    assert found.factuality < 0


def test_a_condition_without_if(parser: Parser) -> None:
    found = mood(parser, "Should it turn out that the strike was a mistake, the pilots will answer.", "intent_stated")
    assert found.force is Force.CONDITIONAL


@pytest.mark.parametrize(
    ("text", "presupposed"),
    [
        ("Many have died since the truce began.", True),
        ("The annex names villages that had joined the truce.", True),
        ("The truce began on Monday.", False),
        ("The council proclaimed the end of the armistice.", False),
    ],
)
def test_what_a_clause_takes_for_granted_about_a_truce(parser: Parser, text: str, presupposed: bool) -> None:
    found = [one for sentence in parser.parse(text, [(0, len(text))]) for one in find_events(sentence)]
    truce = [one for one in found if one.event.startswith("truce_")]
    assert truce
    assert is_presupposed(truce[-1]) is presupposed


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("The rebels tried to end the truce but failed.", "truce_declared_ended"),
        ("The army accused the rebels of seeking to end the ceasefire.", "truce_declared_ended"),
        ("Hardliners attempted to wreck the truce.", "truce_collapsed"),
    ],
)
def test_an_end_that_is_only_tried_is_no_end(parser: Parser, text: str, event: str) -> None:
    found = mood(parser, text, event)
    assert (found.force, found.negated) == (Force.PREDICTS, False)
    assert found.factuality < 1.0


def test_an_end_that_nobody_tried_is_denied_and_not_foretold(parser: Parser) -> None:
    found = mood(parser, "The rebels did not try to end the truce.", "truce_declared_ended")
    assert (found.force, found.negated) == (Force.ASSERTS, True)
