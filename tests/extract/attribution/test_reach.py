"""How far a content reaches, who speaks on after it, and what is left of a sentence that says nothing."""

from __future__ import annotations

import pytest
from tests.extract.attribution.test_attributions import found, words

from trucewatch.extract.syntax.parser import Parser

Told = tuple[str, str, str]


def told(parser: Parser, text: str) -> list[Told]:
    """The source, cue and content of each attribution, in the order of the text."""
    return [(words(one.source), words(one.cue), words(one.content)) for one in found(parser, text)]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        (
            "The council condemned the army for shelling the market.",
            "The council",
            "condemned",
            "the army for shelling the market",
        ),
        (
            "The council condemned the shelling of the market on Monday.",
            "The council",
            "condemned",
            "the shelling of the market",
        ),
        (
            "The mayor opposed any talks with the militia about the port.",
            "The mayor",
            "opposed",
            "any talks with the militia about the port",
        ),
        (
            "The mayor said that, after a night of shelling, the road was open.",
            "The mayor",
            "said",
            "that, after a night of shelling, the road was open",
        ),
        (
            "The mayor said it was quiet, and that the road was open.",
            "The mayor",
            "said",
            "it was quiet, and that the road was open",
        ),
        (
            "The mayor said the rebels had fled, leaving their guns behind.",
            "The mayor",
            "said",
            "the rebels had fled, leaving their guns behind",
        ),
        ("The envoy attacked the army for its raids.", "The envoy", "attacked", "the army for its raids"),
        ("The villagers were alarmed by the shelling.", "The villagers", "were alarmed by", "the shelling"),
        ("The envoy hoped for a pause.", "The envoy", "hoped for", "a pause"),
        ("The envoy is hoping to cross the line.", "The envoy", "is hoping", "to cross the line"),
        ("The observers have in the past said that it was quiet.", "The observers", "said", "that it was quiet"),
        (
            "The bridges were hit twice last night, said Ann Lee, who leads the council.",
            "Ann Lee … who leads the council",
            "said",
            "The bridges were hit twice last night",
        ),
        (
            'The envoy told reporters in Oslo on Monday, "The line is quiet and the guns are silent."',
            "The envoy",
            "told",
            '"The line is quiet and the guns are silent."',
        ),
        ('"Never," the mayor said.', "the mayor", "said", '"Never,"'),
        ("The army released a video of the strike.", "The army", "released", "a video of the strike"),
        ("The envoy took issue with the map.", "The envoy", "took issue with", "the map"),
        ("Asked whether the line was quiet, the mayor left.", "", "Asked", "whether the line was quiet"),
        ("The army closed the road, citing the cost of repairs.", "The army", "citing", "the cost of repairs"),
        ("The army\u00a0said the road  was open.", "The army", "said", "the road  was open"),
    ],
)
def test_one_attribution(parser: Parser, text: str, source: str, cue: str, content: str) -> None:
    assert told(parser, text) == [(source, cue, content)]


@pytest.mark.parametrize(
    "text",
    [
        'The ship "Never" left the port.',
        "The council met in the old town hall, said nothing, and left.",
        "The army attacked the town for three days.",
        "The army released two prisoners.",
        "The army took a position on the hill.",
    ],
)
def test_nobody_says_anything(parser: Parser, text: str) -> None:
    assert told(parser, text) == []


def test_a_participle_after_a_comma_goes_on_for_who_spoke(parser: Parser) -> None:
    text = "The mayor said the road was shut, adding that two buses had turned back."
    assert sorted(told(parser, text)) == [
        ("The mayor", "adding", "that two buses had turned back"),
        ("The mayor", "said", "the road was shut"),
    ]


def test_what_others_do_meanwhile_is_nobodys_word(parser: Parser) -> None:
    text = "The mayor said that the road was open, while the army shelled the port."
    assert told(parser, text) == [("The mayor", "said", "that the road was open")]
    within = "The mayor said that nobody crossed while the army shelled the port."
    assert told(parser, within) == [("The mayor", "said", "that nobody crossed while the army shelled the port")]


def test_what_one_refuses_to_say_stands_within_the_refusal(parser: Parser) -> None:
    outer, inner = found(parser, "The minister refused to say whether the guns had left.")
    assert (words(outer.cue), words(inner.cue)) == ("refused", "to say")
    assert inner.parent == 0


def test_who_is_cited_is_another_link(parser: Parser) -> None:
    text = "The daily said the town had fallen, citing two people who fled it."
    assert ("two people … who fled it", "citing", "the town had fallen") in told(parser, text)


def test_a_paragraph_that_is_all_quotation_goes_on(parser: Parser) -> None:
    going_on = "“Nobody has fired a shot since the guns left the hills on Monday.”"
    said = f"“The line is quiet,” the mayor said.\n\n{going_on}\n\nThe road is open."
    assert told(parser, said) == [("the mayor", "said", f"“The line is quiet,” … {going_on}")]
    answered = f"“Is the line quiet?” a reporter asked.\n\n{going_on}\n\nThe road is open."
    assert told(parser, answered) == [("a reporter", "asked", "“Is the line quiet?”")]


def test_a_passive_of_short_is_no_perfect(parser: Parser) -> None:
    assert told(parser, "He's told that the road is open.") == [("", "'s told", "that the road is open")]


def test_a_name_stands_apart_from_what_describes_it(parser: Parser) -> None:
    (only,) = found(parser, "Ann Lee, who leads the council, said that the road was open.")
    assert [part.quote for part in only.source] == ["Ann Lee", "who leads the council"]
    (plain,) = found(parser, "Ann Lee, the head of the council, said that the road was open.")
    assert [part.quote for part in plain.source] == ["Ann Lee, the head of the council"]
