"""The sentences around a claim: where they begin and end, and which of them a span stands in."""

from __future__ import annotations

import pytest

from trucewatch.records.spans import Span
from trucewatch.resolve.actor_book import load_actor_book
from trucewatch.resolve.surroundings import Surroundings

TEXT = "Shells fell on Homs. Gen. Haddad denied it.\nNobody was hurt."


def around(text: str) -> Surroundings:
    return Surroundings(text, (), (), (), load_actor_book(), ())


@pytest.mark.parametrize("end", ["", "\n", "\n\n  ", ' "\n'])
def test_the_sentences_are_the_text(end: str) -> None:
    sentences = around(TEXT + end).sentences
    assert "".join(sentence.quote for sentence in sentences) == TEXT + end
    assert [sentence.quote.split()[0] for sentence in sentences][:3] == ["Shells", "Gen.", "Nobody"]


def test_a_span_stands_in_its_sentence_or_in_several() -> None:
    found = around(TEXT)
    denied, hurt = TEXT.index("denied"), TEXT.index("hurt")
    assert found.sentence(Span.on(TEXT, denied, denied + 6)).quote.strip() == "Gen. Haddad denied it."
    assert found.sentence(Span.on(TEXT, denied, hurt)).quote == TEXT[TEXT.index("Gen.") :]
    assert found.sentence(Span.on(TEXT, hurt, len(TEXT))).quote == "Nobody was hurt."
