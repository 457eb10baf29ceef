"""Kinds of tolls that failed once, with neighbours written before any was read: [killed, injured] of a sentence."""

from __future__ import annotations

import pytest

from trucewatch.extract.harm.harm import told_in
from trucewatch.extract.syntax.sentences import sentence_spans
from trucewatch.pipeline.tools import Tools

Pair = tuple[int, int | None] | None


@pytest.fixture(scope="module")
def tools() -> Tools:
    return Tools()


def counts(text: str, tools: Tools) -> tuple[Pair, Pair]:
    found: dict[str, Pair] = {}
    for sentence in tools.parser.parse(text, sentence_spans(text)):
        for told in told_in(sentence):
            if not told.part:
                found.setdefault(told.field, (told.count.low, told.count.high))
    return found.get("killed"), found.get("injured")


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        # animals are nobody
        ("Mortar shells killed three cows and a herdsman near Taiz.", (1, 1), None),
        ("The blast killed dozens of chickens and five villagers.", (5, 5), None),
        ("A mine killed two camels near Marib.", None, None),
        ("Rockets wounded a shepherd and killed forty of his goats.", None, (1, 1)),
        ("Seven horses were killed in the shelling of the farm.", None, None),
        # bodies
        ("Civil defence teams recovered nine bodies after the raid.", (9, 9), None),
        ("The hospital received the bodies of four soldiers.", (4, 4), None),
        ("Twelve bodies were dug out of the rubble.", (12, 12), None),
        ("Rescuers pulled the body of a girl from the house.", (1, 1), None),
        ("Neighbours carried six bodies to the mosque.", (6, 6), None),
        # casualties
        ("The strike left 20 casualties, eight of them dead.", (8, 8), (12, 12)),
        ("Nine of the 14 casualties were fatal.", (9, 9), (5, 5)),
        ("The attack caused 11 casualties, including four dead.", (4, 4), (7, 7)),
        ("There were 3 fatalities and 10 casualties in the raid.", (3, 3), None),
        ("The mine caused six casualties.", None, None),
        # labels
        ("Killed: 3; wounded: 12.", (3, 3), (12, 12)),
        ("Mortar attack on Hays, 2 KIA.", (2, 2), None),
        ("Deaths in Friday's raid on the market: 7", (7, 7), None),
        ("Injured: 9", None, (9, 9)),
        ("IED near the bridge: 1 KIA, 4 WIA, 2 MIA.", (1, 1), (4, 4)),
        # overall numbers are of no one event
        ("One man was killed on Sunday, which brought the overall toll to 312.", (1, 1), None),
        ("Three people were killed in Ibb, raising the number killed since March to 90.", (3, 3), None),
        ("The cumulative death toll now stands at 4,100.", None, None),
        ("A boy was shot dead, taking the total toll to 55.", (1, 1), None),
        ("The number of people killed since the truce has reached 200.", None, None),
        # what is corrected
        ("Six, not five, people were killed in the strike.", (6, 6), None),
        ("The shelling wounded nine, not seven, guards.", None, (9, 9)),
        # tolls that rise
        ("The death toll of the raid climbed from 11 to 13.", (13, 13), None),
        ("The number of dead in Tuesday's bombing rose to 21.", (21, 21), None),
        ("The toll from the strike on the school has risen to at least 30.", (30, None), None),
        ("The number of wounded in the attack now stands at 46.", None, (46, 46)),
        ("The toll in the market attack reached 17.", (17, 17), None),
    ],
)
def test_kinds_of_tolls(text: str, killed: Pair, injured: Pair, tools: Tools) -> None:
    assert counts(text, tools) == (killed, injured)
