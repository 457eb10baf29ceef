"""The gate: whole words only, in any case, and no word of the lexicon is missed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.extract.events.events import find_events
from trucewatch.extract.events.gate import Gate, event_gate
from trucewatch.extract.syntax.parser import Parser

SENTENCES = [
    "Both sides declared the cease-fire over.",
    "Workers went on strike.",
    "He stepped on a landmine near the road.",
    "They took advantage of the calm to regroup.",
    "The town fell after a long siege.",
    "The minister opened a bridge.",
    "Residents set tyres on fire.",
]


@pytest.mark.parametrize(
    ("text", "passes"),
    [
        ("Troops shelled the village on Monday.", True),
        ("SHELLING was heard near Taiz.", True),
        ("The ceasefire is holding, for now.", True),
        ("Shellfish prices rose in the harbour.", False),
        ("The weather stayed mild all over the country.", False),
        ("", False),
    ],
)
def test_passes(text: str, passes: bool) -> None:
    assert event_gate().passes(text) is passes


def test_words_are_whole() -> None:
    gate = Gate([(frozenset(("hit",)), ())])
    assert gate.passes("a hit, near")
    assert not gate.passes("white")
    assert not gate.passes("hits")


def test_conditions_need_their_words() -> None:
    gate = Gate([(frozenset(("end", "ended")), (frozenset(("truce", "ceasefire")),))])
    assert gate.passes("The truce ended.")
    assert not gate.passes("The match ended.")
    assert not gate.passes("The truce holds.")


def test_an_empty_lexicon_lets_nothing_through() -> None:
    assert not Gate([]).passes("The army shelled the village.")


def test_no_mention_is_lost(parser: Parser) -> None:
    """What the gate leaves out holds no event: the two read one lexicon."""
    for text in SENTENCES:
        if find_events(*parser.parse(text, [(0, len(text))])):
            assert event_gate().passes(text), text


@given(st.text())
def test_any_text(text: str) -> None:
    assert event_gate().passes(text) in (True, False)
