"""Charges: who accuses holds the claim, and who is accused is its actor."""

from __future__ import annotations

import hashlib

import pytest

from trucewatch.extract.attribution.attributions import find_attributions
from trucewatch.extract.claims.claims import extract_claims
from trucewatch.extract.syntax.parser import Parser
from trucewatch.extract.syntax.sentences import sentence_spans
from trucewatch.records.documents import Document


@pytest.mark.parametrize(
    "text",
    [
        "The northern army accused the southern army of breaking the ceasefire.",
        "The northern army denied it and accused the southern army of breaking the ceasefire signed in May.",
    ],
)
def test_a_charge_is_the_accusers(parser: Parser, text: str):
    digest = hashlib.sha256(text.encode()).hexdigest()
    document = Document(id="doc-1", sha256=digest, name="a", media_type="text/plain", text=text)
    sentences = parser.parse(text, sentence_spans(text))
    claims = extract_claims(document, sentences, find_attributions(text, sentences)).claims
    breach = next(claim for claim in claims if claim.event == "truce_breached")
    assert [link.name for link in breach.holder] == ["northern army"]
    assert breach.actor is not None
    assert breach.actor.name == "southern army"
