"""Trust: what one named speaker tells outright, in a sentence read one way, is sure; the rest is to check."""

from __future__ import annotations

import pytest

from trucewatch.pipeline.reading import read_claims
from trucewatch.pipeline.tools import Tools
from trucewatch.read.document import read_document
from trucewatch.records.claims import Claim, Doubt, Trust


@pytest.fixture(scope="module")
def tools() -> Tools:
    return Tools()


def claim(text: str, event: str, tools: Tools) -> Claim:
    found = read_claims(read_document(text.encode(), "a.txt"), tools).claims
    return next(one for one in found if one.event == event)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("The army shelled Taiz in Yemen.", "shelling"),
        ("The ministry said rebels shelled Taiz in Yemen.", "shelling"),
        ("Gunmen killed two nurses in Baidoa.", "killing"),
        ("The army declared the truce over.", "truce_declared_ended"),
    ],
)
def test_what_is_told_outright_is_sure(text: str, event: str, tools: Tools) -> None:
    found = claim(text, event, tools)
    assert (found.trust, found.why_check) == (Trust.SURE, ())


@pytest.mark.parametrize(
    ("text", "event", "doubt"),
    [
        (
            "Families who fled after the truce was declared over live in tents.",
            "truce_declared_ended",
            Doubt.SUBORDINATE,
        ),
        ("Rebels may have shelled Taiz.", "shelling", Doubt.HEDGED),
        ("SANA, quoting a military source, said rebels had shelled Hama.", "shelling", Doubt.RELAYED),
        ("Rebels are said to have shelled Taiz.", "shelling", Doubt.UNNAMED_SPEAKER),
        ("Rebels attacked Baidoa on Monday. Soldiers shot two nurses.", "small_arms_fire", Doubt.PLACE_CARRIED),
    ],
)
def test_each_doubt_is_told_by_its_code(text: str, event: str, doubt: Doubt, tools: Tools) -> None:
    found = claim(text, event, tools)
    assert found.trust is Trust.CHECK
    assert doubt in found.why_check
