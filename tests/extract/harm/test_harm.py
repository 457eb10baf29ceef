"""Harm: counts with the range their words allow, and nothing that is no count of people."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from trucewatch.extract.events.events import find_events
from trucewatch.extract.harm.counts import parse_number
from trucewatch.extract.harm.toll import tolls_of
from trucewatch.extract.syntax.parser import Parser
from trucewatch.extract.syntax.sentences import sentence_spans
from trucewatch.records.claims import Harm, Whom


def harm(parser: Parser, text: str) -> Harm | None:
    """The harm of the first event of the text that has any."""
    sentences = parser.parse(text, sentence_spans(text))
    mentions = [find_events(one) for one in sentences]
    tolls = tolls_of(text, sentences, mentions)
    found = (tolls.of(n, one) for n, several in enumerate(mentions) for one in several)
    return next((one for one in found if one is not None), None)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("The attack killed 62 soldiers.", 62, 62),
        ("The attack killed at least 62 soldiers.", 62, None),
        ("The attack killed more than 60 soldiers.", 60, None),
        ("The attack killed up to 20 soldiers.", 1, 20),
        ("The attack killed dozens of soldiers.", 24, 99),
        ("The attack killed several soldiers.", 3, 9),
        ("The attack killed a soldier.", 1, 1),
        ("The attack killed two civilians.", 2, 2),
        ("The attack killed twenty-five people.", 25, 25),
        ("Twelve people were killed in the attack.", 12, 12),
        ("Two soldiers and three civilians were killed.", 5, 5),
    ],
)
def test_killed(parser: Parser, text: str, low: int, high: int | None) -> None:
    found = harm(parser, text)
    assert found is not None and found.killed is not None
    assert (found.killed.low, found.killed.high) == (low, high)
    assert found.killed.span.holds(text)


def test_killed_and_wounded(parser: Parser) -> None:
    found = harm(parser, "The shelling killed 3 people and wounded 12 others.")
    assert found is not None and found.killed is not None and found.injured is not None
    assert (found.killed.low, found.injured.low) == (3, 12)
    assert found.killed.of == "people"


@pytest.mark.parametrize(
    "text", ["Rockets hit the market. No casualties were reported.", "The attack caused no injuries."]
)
def test_none_reported(parser: Parser, text: str) -> None:
    found = harm(parser, text)
    assert found is not None and found.killed is None and found.injured is None
    assert found.none_reported is not None and found.none_reported.holds(text)


@pytest.mark.parametrize(
    "text",
    ["The army fired 82-mm mortars on 12 May.", "The envoy met the minister.", "The attack destroyed 12 houses."],
)
def test_no_harm_told(parser: Parser, text: str) -> None:
    found = harm(parser, text)
    assert found is None or found.killed is None


def test_a_later_sentence_tells_the_toll(parser: Parser) -> None:
    text = "Rockets hit the market. Nine people were killed."
    found = harm(parser, text)
    assert found is not None and found.killed is not None
    assert found.killed.low == 9
    assert found.killed.span.holds(text)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        (["62"], 62),
        (["1,200"], 1200),
        (["twenty", "-", "five"], 25),
        (["three", "hundred"], 300),
        (["two", "thousand"], 2000),
        (["rebels"], None),
        (["9" * 400], None),
    ],
)
def test_numbers(words: list[str], value: int | None) -> None:
    assert parse_number(words) == value


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Shells hit the depot. A baker and his son were killed.", 2, 2),
        ("Gunmen attacked the mill, killing a man, the keeper of the well.", 1, 1),
        ("Gunmen attacked the mill. Five guards and one soldier were reportedly killed.", 6, 6),
        ("Gunmen attacked the mill, leaving three guards dead.", 3, 3),
        ("Gunmen attacked the mill. Four guards were killed, wounded or captured.", 0, 4),
        ("Rockets hit the market. The attack cost two traders their lives.", 2, 2),
        ("Rockets hit the market and 55 people lost their lives.", 55, 55),
        ("Rockets hit the market. The toll rose to 83.", 83, 83),
        ("Rockets hit the market and killed 12 traders. The toll rose to 15.", 15, 15),
        ("Rockets hit the market and killed 12 traders, including two women.", 12, 12),
        ("Rockets hit the market and killed 12 traders. Three others were also killed.", 15, 15),
        ("Five soldiers were killed in the clash. Nine rebels were killed.", 14, 14),
        ("Soldiers shot two men to death in the market.", 2, 2),
        ("Rockets hit the market. The bodies of seven traders were found.", 7, 7),
    ],
)
def test_of_the_same_event(parser: Parser, text: str, low: int, high: int | None) -> None:
    found = harm(parser, text)
    assert found is not None and found.killed is not None
    assert (found.killed.low, found.killed.high) == (low, high)
    assert found.killed.span.holds(text)


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("The attack killed five civilians.", Whom.CIVILIANS),
        ("The attack killed five soldiers.", Whom.FIGHTERS),
        ("The attack killed five people.", Whom.UNKNOWN),
    ],
)
def test_who_was_killed(parser: Parser, text: str, whom: Whom) -> None:
    found = harm(parser, text)
    assert found is not None and found.killed is not None and found.killed.whom is whom


def test_a_coders_number_is_marked(parser: Parser) -> None:
    found = harm(parser, "Rockets hit the market. Unknown fatalities coded as 10.")
    assert found is not None and found.killed is not None
    assert (found.killed.low, found.killed.convention) == (10, True)
    found = harm(parser, "Rockets hit the market. Fatalities coded as 4.")
    assert found is not None and found.killed is not None and not found.killed.convention


WORDS = """
killed wounded dead missing the a 12 two dozens of and , or . soldiers civilians at least were was in attack shelling
( ) including others toll rose to no casualties died lives their lost \u200f \U0001f680 IS 3
"""


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(WORDS.split()), max_size=24))
@example(words=["dead", "a", "of", "killed"])
def test_any_row_of_words_holds(parser: Parser, words: list[str]) -> None:
    text = " ".join(words)
    found = harm(parser, text) if text.strip() else None
    for count in () if found is None else (found.killed, found.injured, found.missing, found.detained, found.displaced):
        assert count is None or (count.span.holds(text) and (count.high is None or count.low <= count.high))


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("The death toll from Sunday's missile attack on Ganja rose to 10 after a woman died in hospital.", 10),
        ("The toll from the shelling of Amra rose to at least 12 after a man died.", 12),
        ("Nine killed as shells hit Ganja", 9),
        ("Nine killed as shells hit Ganja hours after truce", 9),
        ("The attack killed as many as 20 soldiers.", 1),
    ],
)
def test_a_toll_and_a_clause_are_no_people(parser: Parser, text: str, killed: int) -> None:
    found = harm(parser, text)
    assert found is not None and found.killed is not None
    assert found.killed.low == killed


def test_a_number_on_the_way_to_the_toll_is_none(parser: Parser) -> None:
    text = "The death toll from the rocket attack on a convoy of 12 lorries near the town of Amra rose to 7."
    found = harm(parser, text)
    assert found is not None and found.killed is not None
    assert (found.killed.low, found.killed.span.quote) == (7, "7")


@pytest.mark.parametrize(
    ("text", "low", "of"),
    [
        ("Shells fell on the market and a mother and her son were killed.", 2, None),
        ("The attack killed two soldiers and three civilians.", 5, None),
        ("The attack killed three soldiers.", 3, "soldiers"),
    ],
)
def test_a_sum_is_named_after_no_part_of_it(parser: Parser, text: str, low: int, of: str | None) -> None:
    found = harm(parser, text)
    assert found is not None and found.killed is not None
    assert (found.killed.low, found.killed.of) == (low, of)


@pytest.mark.parametrize(
    "text",
    [
        "A woman died of her wounds after the shelling of the market.",
        "A soldier hit in the shelling of the market succumbed to his injuries.",
        "One man died from wounds that he took in the shelling of the market.",
    ],
)
def test_who_dies_of_wounds_is_not_counted_as_wounded_too(parser: Parser, text: str) -> None:
    found = harm(parser, text)
    assert found is not None and found.killed is not None and (found.killed.low, found.injured) == (1, None)


def test_wounds_that_nobody_died_of_are_wounds(parser: Parser) -> None:
    found = harm(parser, "The shelling of the market wounded three people, and a soldier succumbed to the pressure.")
    assert found is not None and (found.killed, found.injured is not None) == (None, True)
