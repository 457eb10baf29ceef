"""Denials of what a text has told before."""

from __future__ import annotations

import json

import jsonschema
import pytest

from trucewatch.extract.attribution.attributions import find_attributions
from trucewatch.extract.claims.claims import extract_claims
from trucewatch.extract.events.denials import may_deny
from trucewatch.extract.syntax.parser import Parser
from trucewatch.extract.syntax.sentences import sentence_spans
from trucewatch.knowledge import ROOT, load_yaml
from trucewatch.read.document import read_text
from trucewatch.records.claims import Claim, Force

TOLD = "The Sudanese army shelled the market, residents said. "


def denied(parser: Parser, text: str) -> list[Claim]:
    sentences = parser.parse(text, sentence_spans(text))
    found = extract_claims(read_text(text, "t.txt"), sentences, find_attributions(text, sentences))
    return [claim for claim in found.claims if claim.rule.startswith("denial")]


@pytest.mark.parametrize(
    ("text", "holder", "event"),
    [
        (TOLD + "The army denied it.", "army", "shelling"),
        (TOLD + "A spokesman called the report false.", "spokesman", "shelling"),
        (TOLD + "The army denied any involvement.", "army", "shelling"),
        (
            "Kiev accused the separatists of violating the ceasefire. The separatists rejected the accusation.",
            "separatists",
            "truce_breached",
        ),
    ],
)
def test_a_denial_denies_the_claim_before_it(parser: Parser, text: str, holder: str, event: str) -> None:
    [claim] = denied(parser, text)
    assert (claim.event, claim.force) == (event, Force.DENIES)
    assert [link.name.removeprefix("the ") for link in claim.holder] == [holder]
    assert claim.factuality < 0
    assert all(span.holds(text) for span in claim.spans())


def test_what_is_denied_keeps_who_and_whom(parser: Parser) -> None:
    [claim] = denied(parser, TOLD + "The army denied it.")
    assert claim.actor is not None and claim.actor.span.quote == "Sudanese army"
    assert claim.target is not None and claim.target.span.quote == "market"


@pytest.mark.parametrize(
    "text",
    [
        "The army denied it.",  # nothing was told
        TOLD + "The army did not deny it.",
        TOLD + "Bread is short. Roads are shut. Shops are closed. The rain goes on. The army denied it.",
        TOLD + "The army denied that it had shelled the market.",  # says itself what it denies
    ],
)
def test_no_denial_of_what_was_told(parser: Parser, text: str) -> None:
    assert denied(parser, text) == []


def test_sentences_that_may_deny() -> None:
    assert may_deny("The army dismissed the figure.") and may_deny("He called it untrue.")
    assert not may_deny("The army shelled the market.")


def test_lexicon_keeps_its_schema() -> None:
    schema = json.loads((ROOT / "schemas" / "denials.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(load_yaml("denials.yaml"), schema)


def test_the_day_of_a_denial_is_not_the_day_of_the_act(parser: Parser) -> None:
    text = "The Sudanese army shelled the market on Friday, residents said. The army denied it on Saturday."
    [claim] = denied(parser, text)
    assert "Friday" in " ".join(span.quote for span in claim.modifiers)
    assert [span.quote for span in claim.embedded] == ["The army denied it on Saturday."]
