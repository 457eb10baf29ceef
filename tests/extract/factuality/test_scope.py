"""Scope: what governs a predicate's certainty, each rule beside a sentence that it must leave alone."""

from __future__ import annotations

import pytest

from trucewatch.extract.factuality.rating import rate
from trucewatch.extract.syntax.parser import Parser

CERTAIN, OPEN, NOT = (2.4, 3.0), (0.0, 2.2), (-3.0, -0.5)


@pytest.mark.parametrize(
    ("text", "word", "bounds"),
    [
        ("There is no plan for the valley.", "plan", NOT),
        ("There is a plan for the valley.", "plan", CERTAIN),
        ("The rebels had yet to find the maps.", "find", NOT),
        ("The rebels had to find the maps.", "find", OPEN),
        ("The inspectors were able to enter the town.", "enter", CERTAIN),
        ("The inspectors are able to enter the town.", "enter", OPEN),
        ("The families were too afraid to stay.", "stay", NOT),
        ("The families were free to stay.", "stay", OPEN),
        ("The council denied a request to open the road.", "open", NOT),
        ("The council received a request to open the road.", "open", OPEN),
        ("The army rejected the offer.", "offer", CERTAIN),
        ("The army cancelled the attack.", "attack", NOT),
        ("The guards stayed until the convoy arrived.", "arrived", CERTAIN),
        ("The guards will stay until the convoy arrives.", "arrives", OPEN),
        ("Far from leaving, the rebels dug in.", "leaving", NOT),
        ("After leaving, the rebels dug in.", "leaving", CERTAIN),
        ("The army refused to admit that it had shelled the town.", "shelled", CERTAIN),
        ("The army refused to shell the town.", "shell", NOT),
        ("The army could not confirm that the rebels had left the town.", "left", OPEN),
        ("The army confirmed that the rebels had left the town.", "left", CERTAIN),
        ("The brigade was the first to leave the ridge.", "leave", CERTAIN),
        ("The brigade had orders to leave the ridge.", "leave", OPEN),
        ("Neither the rebels nor the army attacked the town.", "attacked", NOT),
        ("It is not true that the army left the town.", "left", NOT),
        ("It is true that the army left the town.", "left", CERTAIN),
        ("The envoy demanded that the army be withdrawn.", "withdrawn", OPEN),
        ("The envoy said that the army was withdrawn.", "withdrawn", CERTAIN),
        ("The mission is not going to leave the town.", "leave", NOT),
        ("The envoy would not come to open the talks.", "open", (-3.0, 0.5)),
        ("The envoy came to open the talks.", "open", (1.0, 3.0)),
        ("Rain delayed the withdrawal.", "withdrawal", NOT),
        ("Rain followed the withdrawal.", "withdrawal", CERTAIN),
    ],
)
def test_scope(parser: Parser, text: str, word: str, bounds: tuple[float, float]) -> None:
    sentence = parser.parse(text, [(0, len(text))])[0]
    low, high = bounds
    assert low <= rate(sentence, next(token for token in sentence.tree if token.text == word)).factuality <= high


@pytest.mark.parametrize(
    ("text", "word", "given"),
    [
        ("The rebels may answer with an attack.", "attack", False),
        ("The rebels may leave after the attack.", "attack", True),
        ("The army could not be reached for comment.", "comment", False),
        ("The army thanked the envoy for the visit.", "visit", True),
    ],
)
def test_what_stands_beside_a_doubt_shares_it_unless_it_is_given(
    parser: Parser, text: str, word: str, given: bool
) -> None:
    sentence = parser.parse(text, [(0, len(text))])[0]
    rated = rate(sentence, next(token for token in sentence.tree if token.text == word))
    assert (rated.factuality >= 2.4) is given
