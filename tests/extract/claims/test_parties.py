"""The same conduct has the same type and words whoever does it; only other vocabularies tell parties apart."""

from __future__ import annotations

import pytest

from trucewatch.extract.events.events import find_events
from trucewatch.extract.events.lexicon import event_types
from trucewatch.extract.syntax.parser import Parser

DEEDS = (
    "captured the village",
    "seized the town",
    "took control of the airport",
    "took the hill",
    "cleared the district",
    "overran the base",
    "occupied the crossing",
    "liberated the town",
    "had retaken the village",
    "recaptured the town",
    "regained control of the district",
    "shelled the village",
    "bombed the school",
    "attacked the convoy",
    "killed five civilians",
    "arrested three men",
    "kidnapped two doctors",
    "besieged the town",
    "burned houses in the village",
    "blocked the aid convoy",
    "withdrew from the town",
    "violated the ceasefire",
)
PARTIES = ("The army", "The rebels", "Government forces", "The militants", "The soldiers", "The separatists")


def types_of(parser: Parser, text: str) -> list[str]:
    [sentence] = parser.parse(text, [(0, len(text))])
    return [mention.event for mention in find_events(sentence)]


@pytest.mark.parametrize("deed", DEEDS)
def test_exchanging_the_parties_changes_no_type(parser: Parser, deed: str) -> None:
    found = {party: types_of(parser, f"{party} {deed} on Monday.") for party in PARTIES}
    assert found["The army"], deed
    assert all(types == found["The army"] for types in found.values()), found


def test_no_label_names_a_party() -> None:
    parties = {"government", "governments", "army", "state", "rebel", "rebels", "militant", "regime", "opposition"}
    assert [one.label for one in event_types().values() if parties & set(one.label.split())] == []
