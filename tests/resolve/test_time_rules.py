"""What a rule cannot do without: it is skipped where that is absent, and never where it could match."""

from __future__ import annotations

import pytest

from trucewatch.resolve.time_rules import compile_rule
from trucewatch.resolve.times import grammar


@pytest.mark.parametrize(
    ("source", "text", "tried"),
    [
        ("<month> <dayord>", "May fell", False),
        ("<month> <dayord>", "June 5", True),
        ("<month> <dayord>?", "June fell", True),
        ("(<month>|<weekday>) <dayord>?", "Monday fell", True),
        ("(<month>|<weekday>) <dayord>?", "fell 5", False),
        ("(<month> <dayord>)? <weekday>", "Monday fell", True),
        ("(?<=on) <weekday>", "Monday fell", True),
    ],
)
def test_a_rule_is_tried_where_what_it_needs_is_there(source: str, text: str, tried: bool) -> None:
    vocabulary = grammar().vocabulary
    present = frozenset(vocabulary.tokens(text).shape)
    assert compile_rule(source, vocabulary).may_match(present) is tried


@pytest.mark.parametrize(
    "text",
    [
        "Last weekend, on the night of 17 to 18 September 2016, at 23:59 Damascus time, the third day of the truce.",
        "From 9 to 11 p.m. on Monday, two weeks ago, every Friday in the winter of 2014-15, Eid al-Fitr, D+2.",
    ],
)
def test_no_rule_that_matches_is_left_out(text: str) -> None:
    tokens = grammar().vocabulary.tokens(text)
    present = frozenset(tokens.runs)
    for rule, compiled in grammar().rules:
        if any(match.group() for match in compiled.pattern.finditer(tokens.runs)):
            assert compiled.may_match(present), rule.name
