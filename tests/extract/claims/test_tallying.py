"""Sums over a window are tallies, and each of two acts in a sentence has its own toll."""

from __future__ import annotations

import pytest
from tests.extract.claims.test_claims import claim, extract

from trucewatch.extract.syntax.parser import Parser


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Rebels fired at army positions six times since midnight.", 6),
        ("The militia broke the ceasefire 14 times since Sunday, the army said.", 14),
        ("The monitors blamed the army for 12 of the 19 ceasefire violations recorded since Friday.", 12),
        ("The mission counted 31 ceasefire violations since the start of the week.", 31),
        ("The air force carried out 40 air strikes in 24 hours.", 40),
        ("Since the start of the truce, 14 civilians were killed.", 14),
        ("Eleven civilians were killed since Monday, the mayor said.", 11),
        ("The ministry said it had recorded three violations of the ceasefire by each side.", 3),
        ("The mission recorded 212 ceasefire violations between the evenings of 3 and 4 May.", 212),
        ("From 8 to 10 May the Centre registered 33 attacks by drones.", 33),
        ("In the course of the week monitors counted 18 air strikes on Idlib.", 18),
        ("A total of 26 air strikes hit the province.", 26),
        ("Air strikes in Taiz on Monday: 7", 7),
        ("Air strikes in Taiz on Monday: none", 0),
        ("The ceasefire was violated 15 times on Monday, the ministry said.", 15),
        ("The number of people killed since the truce began has reached 88.", 88),
        ("The centre logged 47 ceasefire violations over the previous 24 hours, up from 31 the day before.", 47),
    ],
)
def test_a_sum_over_a_window_is_a_tally(parser: Parser, text: str, count: int) -> None:
    assert [one.count.low for one in extract(parser, text).tallies] == [count]


@pytest.mark.parametrize(
    "text",
    [
        "Since they had fled the camp, two men were killed by a sniper on the road.",
        "Two soldiers were killed on Monday, the first deaths since the start of the truce.",
        "Fatalities from Monday's shelling of Amra: 5",
        "Attack on Amra: five killed",
        "The guard was shot three times on Monday.",
        "Doctors counted seven dead after a strike hit a school in August.",
        "The number of people killed in Monday's air strike on Amra has climbed to 14.",
        "The army said three violations of the ceasefire by rebels took place near Amra.",
    ],
)
def test_what_is_no_sum_is_a_claim(parser: Parser, text: str) -> None:
    found = extract(parser, text)
    assert found.tallies == () and found.claims


def test_each_clause_has_its_own_toll(parser: Parser) -> None:
    text = "A man and a boy were killed when rebels shelled Amra, and a girl died in shelling of Zeita."
    found = sorted((one for one in extract(parser, text).claims), key=lambda one: one.trigger.start)
    tolls = [one.harm.killed.low for one in found if one.harm is not None and one.harm.killed is not None]
    assert tolls == [2, 1]


def test_two_singular_subjects_are_two(parser: Parser) -> None:
    found = claim(parser, "A man and a boy were killed when rebels shelled Amra.", "shelling")
    assert found.harm is not None and found.harm.killed is not None
    assert found.harm.killed.low == 2


@pytest.mark.parametrize(
    ("text", "event", "low", "high"),
    [
        ("On Tuesday the mission had received 312 complaints since Friday.", "accusation", 312, 312),
        ("The Mission has received 94 complaints, 61 of them against the army.", "accusation", 94, 94),
        ("Monitors have received 1,243 reports of ceasefire violations since 2 June.", "truce_breached", 1243, 1243),
        ("Over the past week 45 allegations of ceasefire violations were registered.", "truce_breached", 45, 45),
        ("More than 400 breaches of the ceasefire were recorded since May.", "truce_breached", 400, None),
        ("The war has driven more than a million people from their homes since 2021.", "displacement", 1000000, None),
        ("The Group recorded 38 civilians killed by mines between 2 April and 31 July.", "killing", 38, 38),
    ],
)
def test_what_a_sum_is_of(parser: Parser, text: str, event: str, low: int, high: int | None) -> None:
    found = [(one.event, one.count.low, one.count.high) for one in extract(parser, text).tallies]
    assert found == [(event, low, high)]


def test_who_reported_what_is_counted_does_not_answer_for_the_sum(parser: Parser) -> None:
    text = "Since 2 June the Room has received 1,243 reports of ceasefire breaches: 702 from the government."
    assert [one.holder for one in extract(parser, text).tallies] == [()]


def test_a_sum_told_beside_a_breach_leaves_the_breach(parser: Parser) -> None:
    found = extract(parser, "The army violates the ceasefire, as it has done eleven times since 4 August.")
    assert [(one.event, one.count.low) for one in found.tallies] == [("truce_breached", 11)]
    assert [one.event for one in found.claims] == ["truce_breached"]
