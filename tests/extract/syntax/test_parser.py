"""Sentences and their trees: offsets, places in the document, layers that agree."""

from __future__ import annotations

import pytest

from trucewatch.errors import KnowledgeError
from trucewatch.extract.syntax.parser import Parser, load_parser

TEXT = "The truce has collapsed. Husted said it was over. They've left."
SPANS = [(0, 24), (25, 49), (50, 63)]


def test_sentences_stand_where_the_text_has_them(parser: Parser) -> None:
    sentences = parser.parse(TEXT, SPANS)
    assert [TEXT[one.start : one.end] for one in sentences] == [one.text for one in sentences]
    assert sentences[1].whole().holds(TEXT)


def test_a_sentence_keeps_its_place_among_all(parser: Parser) -> None:
    sentences = parser.parse(TEXT, [SPANS[0], SPANS[2]], [0, 2])
    assert [one.index for one in sentences] == [0, 2]


def test_a_dateline_is_no_part_of_its_sentence(parser: Parser) -> None:
    text = "BEIRUT, Sept 19 (Agency) - The truce has collapsed."
    [sentence] = parser.parse(text, [(0, len(text))])
    assert sentence.text == "The truce has collapsed."


def test_auxiliaries_have_their_lemmas(parser: Parser) -> None:
    lemmas = {token.text: token.lemma for one in parser.parse(TEXT, SPANS) for token in one.tree}
    assert (lemmas["has"], lemmas["was"], lemmas["'ve"]) == ("have", "be", "have")


def test_a_name_is_no_verb(parser: Parser) -> None:
    tokens = [token for one in parser.parse(TEXT, SPANS) for token in one.tree]
    assert not [token.text for token in tokens if token.tag == "NNP" and token.pos in ("VERB", "AUX")]


@pytest.mark.parametrize(
    ("text", "main", "subject"),
    [
        ("The envoy called for a truce in the city.", "called", "envoy"),
        ("Fighting near Marib killed at least five soldiers last week, two officials said.", "killed", "Fighting"),
    ],
)
def test_a_past_tense_is_no_participle(parser: Parser, text: str, main: str, subject: str) -> None:
    [sentence] = parser.parse(text, [(0, len(text))])
    verb = next(token for token in sentence.tree if token.text == main)
    assert verb.tag == "VBD"
    assert [part.text for part in verb.children if part.i < verb.i and part.dep == "nsubj"] == [subject]


@pytest.mark.parametrize(
    ("text", "pair", "main"),
    [
        ("A truce between the government and the Houthis expired on Sunday.", ("government", "Houthis"), "expired"),
        ("Talks between the government and the rebels ended without a deal.", ("government", "rebels"), "ended"),
    ],
)
def test_both_of_two_stand_together(parser: Parser, text: str, pair: tuple[str, str], main: str) -> None:
    [sentence] = parser.parse(text, [(0, len(text))])
    words = {token.text: token for token in sentence.tree}
    assert words[pair[1]].head == words[pair[0]] and words[pair[1]].dep == "conj"
    assert [part.dep for part in words[main].children if part.i < words[main].i] == ["nsubj"] and words[
        main
    ].head == words[main]


def test_a_deed_denied_on_a_day_is_what_is_denied(parser: Parser) -> None:
    text = "The ministry denied on Monday shelling Ganja."
    [sentence] = parser.parse(text, [(0, len(text))])
    assert next(token for token in sentence.tree if token.text == "shelling").dep == "xcomp"
    text = "The ministry denied the report, citing its own count."
    [sentence] = parser.parse(text, [(0, len(text))])
    assert next(token for token in sentence.tree if token.text == "citing").dep == "advcl"


def test_an_internationally_recognised_government_is_no_clause(parser: Parser) -> None:
    text = "Libya's internationally recognised government and Haftar's forces signed a ceasefire."
    [sentence] = parser.parse(text, [(0, len(text))])
    assert next(token for token in sentence.tree if token.text == "recognised").dep == "amod"


@pytest.mark.parametrize("text", ["A man named Ali Hassan left.", "Orders given to the troops were clear."])
def test_a_participle_stays_one(parser: Parser, text: str) -> None:
    [sentence] = parser.parse(text, [(0, len(text))])
    assert next(token for token in sentence.tree if token.i == 2 or token.text == "given").tag == "VBN"


def test_no_such_parser() -> None:
    with pytest.raises(KnowledgeError, match="cannot load the reader"):
        load_parser("no_such_pipeline")


def test_what_is_due_is_below_due(parser: Parser) -> None:
    text = "The truce, which had been due to lapse at midnight, was extended."
    [sentence] = parser.parse(text, [(0, len(text))])
    words = {token.text: token for token in sentence.tree}
    assert (words["lapse"].head, words["due"].head.text) == (words["due"], "truce")
    assert words["lapse"].dep in ("xcomp", "advcl")
    text = "The delay was due to rain."
    [sentence] = parser.parse(text, [(0, len(text))])
    assert not [token for token in sentence.tree if token.dep == "xcomp"]


def test_provided_opens_a_condition(parser: Parser) -> None:
    text = "The army will leave the town, provided that the rebels stop their fire."
    [sentence] = parser.parse(text, [(0, len(text))])
    words = {token.text: token for token in sentence.tree}
    assert (words["stop"].head, words["stop"].dep, words["provided"].dep) == (words["leave"], "advcl", "mark")
    text = "The army provided the village with water."
    [sentence] = parser.parse(text, [(0, len(text))])
    assert next(token for token in sentence.tree if token.text == "provided").pos == "VERB"


def test_as_long_as_opens_a_condition(parser: Parser) -> None:
    text = "The army remained committed to the truce as long as the rebels pulled back."
    [sentence] = parser.parse(text, [(0, len(text))])
    words = {token.text: token for token in sentence.tree}
    assert words["pulled"].head in (words["remained"], words["committed"])
    assert (words["pulled"].dep, words["long"].dep) == ("advcl", "mark")


def test_a_denial_without_an_article_is_a_clause(parser: Parser) -> None:
    text = "The RSF denied responsibility."
    [sentence] = parser.parse(text, [(0, len(text))])
    words = {token.text: token for token in sentence.tree}
    assert (words["denied"].dep, words["RSF"].dep, words["responsibility"].dep) == ("ROOT", "nsubj", "obj")
    assert words["RSF"].children == (words["The"],)


def test_what_is_said_after_a_rejected_claim_is_not_rejected(parser: Parser) -> None:
    text = "The army rejected rebel claims that it had shelled the village and accused the rebels of striking the port."
    [sentence] = parser.parse(text, [(0, len(text))])
    words = {token.text: token for token in sentence.tree}
    assert words["accused"].head == words["rejected"]
    text = "The minister said that the rebels had shelled the town and had said nothing."
    [sentence] = parser.parse(text, [(0, len(text))])
    assert [token for token in sentence.tree if token.text == "said"][1].head.text == "shelled"
