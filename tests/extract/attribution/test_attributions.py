"""Who is said to hold or say what, nested and relayed."""

from __future__ import annotations

import json

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trucewatch.extract.attribution.attributions import find_attributions, holders_of
from trucewatch.extract.syntax.parser import Parser
from trucewatch.extract.syntax.sentences import sentence_spans
from trucewatch.knowledge import ROOT, load_yaml
from trucewatch.records.attributions import Attribution, Mode
from trucewatch.records.spans import Span


def found(parser: Parser, text: str) -> tuple[Attribution, ...]:
    return find_attributions(text, parser.parse(text, sentence_spans(text)))


def words(parts: tuple[Span, ...]) -> str:
    return " … ".join(part.quote for part in parts)


def chain(attributions: tuple[Attribution, ...], text: str, piece: str) -> list[str]:
    start = text.index(piece)
    span = Span.on(text, start, start + len(piece))
    return [words(attributions[i].source) for i in holders_of(attributions, span)]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The mayor said that the bridge was closed.", "The mayor", "said", "that the bridge was closed"),
        (
            "According to the ministry, two soldiers were killed.",
            "the ministry",
            "According to",
            "two soldiers were killed",
        ),
        ('"The bridge is closed," said the mayor.', "the mayor", "said", '"The bridge is closed,"'),
        ("The rebels want to leave the city.", "The rebels", "want", "to leave the city"),
        (
            "Russia denied that its planes had struck the convoy.",
            "Russia",
            "denied",
            "that its planes had struck the convoy",
        ),
        ("He was accused of shelling the town.", "", "was accused of", "shelling the town"),
        ("The bridge has reportedly collapsed.", "", "reportedly", "The bridge has … collapsed"),
        ("Army: bridge closed", "Army", ":", "bridge closed"),
        ("Truce has collapsed - Russian general", "Russian general", "-", "Truce has collapsed"),
        ("Lavrov: US failed to separate the groups", "Lavrov", ":", "US failed to separate the groups"),
        ("In a note, Husted said the truce would hold.", "Husted", "said", "the truce would hold"),
        ("The envoy told the BBC he was against the truce.", "The envoy", "told", "he was against the truce"),
        (
            "The envoy will visit the camp on Sunday, according to a relief worker.",
            "a relief worker",
            "according to",
            "The envoy will visit the camp on Sunday",
        ),
        ("Brazil asked the army to leave the town.", "Brazil", "asked", "the army to leave the town"),
        ("The envoy called for a truce in the city.", "The envoy", "called for", "a truce in the city"),
        ('The mayor said: "The bridge is closed."', "The mayor", "said:", '"The bridge is closed."'),
        ("The bridge, the mayor said, was closed.", "the mayor", "said", "The bridge … was closed"),
        (
            "Two villages were shelled from the hills overnight, the monitoring group said on Sunday.",
            "the monitoring group",
            "said",
            "Two villages were shelled from the hills overnight",
        ),
        (
            "The bridge was destroyed, the spokesman for the ministry, Colonel Arben Krasniqi, said.",
            "the spokesman for the ministry, Colonel Arben Krasniqi",
            "said",
            "The bridge was destroyed",
        ),
        (
            "The envoy urged both parties to stop the shelling.",
            "The envoy",
            "urged",
            "both parties to stop the shelling",
        ),
        (
            "The mayor said in a statement that the bridge was open.",
            "The mayor",
            "said in a statement",
            "that the bridge was open",
        ),
        (
            "Two depots were hit, the regional command said in a statement, and the gunners left the hills.",
            "the regional command",
            "said in a statement",
            "Two depots were hit … and the gunners left the hills",
        ),
        ("The truce seems to hold.", "", "seems", "The truce … to hold"),
        ("“The bridge was never closed.” — Ann Lee", "Ann Lee", "—", "“The bridge was never closed.”"),
    ],
)
def test_one_attribution(parser: Parser, text: str, source: str, cue: str, content: str) -> None:
    first = found(parser, text)[0]
    assert (words(first.source), words(first.cue), words(first.content)) == (source, cue, content)


def test_quotation_goes_on_in_the_next_sentence(parser: Parser) -> None:
    text = '"The bridge is closed," the mayor said. "Nobody will cross the river today."'
    (only,) = found(parser, text)
    assert words(only.content) == '"The bridge is closed," … "Nobody will cross the river today."'
    assert only.mode is Mode.DIRECT


def test_paragraph_after_an_introduction(parser: Parser) -> None:
    text = "The mayor added:\n\nNobody will cross the river today."
    (only,) = found(parser, text)
    assert (words(only.source), words(only.content)) == ("The mayor", "Nobody will cross the river today")


def test_nested_attribution_has_a_parent(parser: Parser) -> None:
    text = "The ministry said that the mayor told reporters that the bridge was closed."
    attributions = found(parser, text)
    assert chain(attributions, text, "closed") == ["The ministry", "the mayor"]
    assert attributions[1].parent == 0


def test_relay_is_the_outer_link(parser: Parser) -> None:
    text = "In a statement released by Tanjug, the command said that the guns had been withdrawn."
    assert chain(found(parser, text), text, "withdrawn") == ["Tanjug", "the command"]


def test_quoted_speaker_is_the_inner_link(parser: Parser) -> None:
    text = "Tanjug quoted the command as saying that the guns had been withdrawn."
    assert chain(found(parser, text), text, "withdrawn") == ["Tanjug", "the command"]


def test_cited_source_is_the_inner_link(parser: Parser) -> None:
    text = "The envoy said that the talks had failed, citing local officials."
    assert chain(found(parser, text), text, "failed") == ["The envoy", "local officials"]


def test_speaker_stands_before_the_source_that_it_cites(parser: Parser) -> None:
    text = "The state agency Tanjug, citing local officials, said the road had been reopened."
    assert chain(found(parser, text), text, "reopened") == ["The state agency Tanjug", "local officials"]


def test_second_verb_of_saying_goes_on_from_the_first(parser: Parser) -> None:
    text = "The ministry said that the raid had been planned for weeks, and rejected the official explanation."
    attributions = found(parser, text)
    assert [(words(one.source), one.cue_lemma) for one in attributions] == [
        ("The ministry", "say"),
        ("The ministry", "reject"),
    ]
    assert chain(attributions, text, "official explanation") == ["The ministry"]


def test_quoted_denial_is_the_inner_link(parser: Parser) -> None:
    text = "The agency quoted a military source as denying reports that the army had shelled the town."
    assert chain(found(parser, text), text, "shelled")[:2] == ["The agency", "a military source"]


@pytest.mark.parametrize(
    "text",
    [
        "The two commands called off the exchange of prisoners.",
        "There is no doubt that the bridge was mined.",
        "The front was called the Northern Front.",
        "The army withdrew its weapons and observed the calm.",
        "The town was held by the rebels, as most of the province is held by the army.",
    ],
)
def test_nobody_says_it(parser: Parser, text: str) -> None:
    assert found(parser, text) == ()


def test_a_reading_is_the_author(parser: Parser) -> None:
    text = "In other words, the council proclaimed the end of the armistice."
    assert chain(found(parser, text), text, "end") == []


@pytest.mark.parametrize(
    "text", ["Truce collapses in the north - Aleppo", "The guns fell silent - a first step. The market opened."]
)
def test_dash_that_signs_nothing(parser: Parser, text: str) -> None:
    assert all(one.rule != "label" for one in found(parser, text))


def test_heading_that_is_no_speaker(parser: Parser) -> None:
    assert all(one.rule != "label" for one in found(parser, "Collapse of the bridge: what we know"))


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.one_of(st.characters(codec="utf-8"), st.sampled_from(' .\n:"“”,\x00')), max_size=80))
def test_any_text_gives_valid_spans(parser: Parser, text: str) -> None:
    text = f'{text} "They said {text} it was," he said: {text}'
    for index, one in enumerate(found(parser, text)):
        assert all(part.holds(text) for part in (*one.source, *one.cue, *one.content))
        assert one.parent != index


def test_lexicon_keeps_its_schema() -> None:
    schema = json.loads((ROOT / "schemas" / "attribution.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(load_yaml("attribution.yaml"), schema)
