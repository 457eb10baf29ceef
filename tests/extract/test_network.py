"""The quick layers against the pipeline as spaCy runs it: the same vectors, tags, lemmas and trees."""

from __future__ import annotations

import numpy
import pytest
from spacy.language import Language

from trucewatch.extract import network
from trucewatch.extract.mending import mended
from trucewatch.extract.parse import SHIPPED, Parser, load_parser

SENTENCES = (
    "The monitors said that government forces had shelled two villages north of the line of contact.",
    "It wasn't clear who'd fired first.",
    "Ceasefire holds",
    "On 11 November 2020, the parties agreed to exchange prisoners, to leave the districts and to reopen roads.",
    "The ministry denied it.",
    ".",
    "“They've broken the truce again,” a spokesman for the brigade told reporters, “and we will answer.”",
)


@pytest.fixture(scope="module")
def plain() -> Language:
    """The shipped pipeline with spaCy's own layers: another load of it by its path."""
    return load_parser(str(SHIPPED)).language


def rows(parser: Parser, texts: tuple[str, ...]) -> list[list[tuple[str, str, str, str, int]]]:
    """What is read of each text: every word with its tags, lemma, label and head."""
    found = []
    for text in texts:
        (sentence,) = parser.parse(text, [(0, len(text))])
        found.append([(t.text, t.tag, t.lemma, t.dep, t.head.i) for t in sentence.tree])
    return found


def test_trees_are_those_of_spacy(parser: Parser, plain: Language) -> None:
    expected = [mended(doc) for doc in plain.pipe(SENTENCES)]
    assert rows(parser, SENTENCES) == [[(t.text, t.tag_, t.lemma_, t.dep_, t.head.i) for t in doc] for doc in expected]


def test_word_vectors_are_those_of_spacy(parser: Parser, plain: Language) -> None:
    documents = [plain.make_doc(text) for text in SENTENCES]
    expected = plain.get_pipe("tok2vec").predict(documents)  # type: ignore[attr-defined]
    found = parser.language.get_pipe("tok2vec").predict(documents)  # type: ignore[attr-defined]
    assert [len(one) for one in found] == [len(one) for one in documents]
    for one, other in zip(found, expected, strict=True):
        numpy.testing.assert_allclose(one, other, atol=1e-4)


def test_one_at_a_time_or_together(parser: Parser) -> None:
    text = " ".join(SENTENCES)
    spans, at = [], 0
    for sentence in SENTENCES:
        spans.append((at, at + len(sentence)))
        at += len(sentence) + 1
    together = [[(t.text, t.dep, t.head.i) for t in one.tree] for one in parser.parse(text, spans)]
    assert together == [[(w, dep, head) for w, _, _, dep, head in one] for one in rows(parser, SENTENCES)]


def test_nothing_to_read_gives_nothing(parser: Parser) -> None:
    assert parser.parse("The truce holds.", []) == []


def test_more_words_than_are_kept(monkeypatch: pytest.MonkeyPatch, parser: Parser) -> None:
    expected = rows(parser, SENTENCES)
    monkeypatch.setattr(network, "KNOWN_WORDS", 12)  # fewer than some of the sentences have
    assert rows(load_parser(), SENTENCES) == expected
