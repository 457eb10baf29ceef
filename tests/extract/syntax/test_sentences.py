"""Sentence borders in news prose."""

from __future__ import annotations

import json

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.extract.syntax.sentences import MAX_CHARACTERS, MAX_WORDS, sentence_spans
from trucewatch.knowledge import ROOT, load_yaml


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Lt. Gen. Ivan Petrov spoke in the U.S. Senate at 9 a.m. on Sept. 12, 2016.", 1),
        ("He met envoys in the U.S. The talks failed.", 2),
        ("Order No. 5 was read. Article No. 7 was not.", 2),
        ("J. K. Smith and W.H. Brown signed. A third did not.", 2),
        ("About 3.5 tonnes of aid arrived at 10 p.m. They left at noon.", 2),
        ('"The truce is over." He left the room.', 2),
        ('"Is the truce over?" he asked.', 1),
        ("The road was shut (it was mined.) Nobody passed.", 2),
        ("Shelling went on... A mosque was hit.", 2),
        ("He waited ... and then left.", 1),
        ("Is it over? Nobody knows! We shall see.", 3),
        ("1. The parties shall cease fire.\n2. Convoys shall pass.", 2),
        ("• Convoys shall pass\n• Roads shall open\nA map follows.", 3),
        ("Fifty dead in air raid, envoy says, as the capital admits a possible error\nBy our staff in Oslo", 2),
        ("The town was held for two days and shelled from the hills to the north and\nby boats on the lake.", 1),
        ("Truce ends in Aleppo\nThe army said on Monday that the truce was over.", 2),
    ],
)
def test_counts(text: str, count: int) -> None:
    assert len(split(text)) == count, split(text)


def test_hard_wrapped_prose_is_joined() -> None:
    text = "The army command said on Monday evening that the truce, begun a\nweek ago, was over. It gave no reason."
    assert split(text) == [text[: text.index(" It gave")], "It gave no reason."]


def test_heading_without_stop_stands_alone() -> None:
    assert split("Heavy fighting near the airport\n\nthe front moved.") == [
        "Heavy fighting near the airport",
        "the front moved.",
    ]


def test_long_stretches_are_cut() -> None:
    text = "word " * 150 + "; " + "word " * 150 + "x" * 9000
    spans = sentence_spans(text)
    assert len(spans) >= 5
    assert all(len(text[s:e].split()) <= MAX_WORDS and e - s <= MAX_CHARACTERS for s, e in spans)


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from(" .\n!?\"'()…•1aB\x00\ud800")), max_size=300))
def test_spans_cover_all_that_is_not_blank(text: str) -> None:
    spans = sentence_spans(text)
    last = 0
    for start, end in spans:
        assert last <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        assert not text[last:start].strip()
        last = end
    assert not text[last:].strip()


def test_lexicon_keeps_its_schema() -> None:
    schema = json.loads((ROOT / "schemas" / "sentences.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(load_yaml("sentences.yaml"), schema)
