"""Acts that a speaker tells of as its own: the speaker acts; a person's "they", and another's words, are nobody's."""

from __future__ import annotations

import pytest

from trucewatch.extract.syntax.parser import Parser
from trucewatch.pipeline.reading import read_claims
from trucewatch.pipeline.tools import Tools
from trucewatch.read.document import read_document
from trucewatch.records.claims import Claim
from trucewatch.records.documents import Metadata


@pytest.fixture(scope="module")
def tools(parser: Parser) -> Tools:
    tools = Tools()
    tools.__dict__["parser"] = parser
    return tools


def first(text: str, tools: Tools) -> Claim:
    document = read_document(text.encode(), "a.txt", metadata=Metadata(published="2016-09-22"))
    return read_claims(document, tools).claims[0]


@pytest.mark.parametrize(
    ("text", "actor", "via"),
    [
        ("Hezbollah said that it had attacked an Israeli army position on Monday.", "hezbollah", "it"),
        ("The Syrian army said that it had shelled positions of the Free Syrian Army.", "forces:SY", "it"),
        ("Hezbollah said that its fighters had attacked an army position on Monday.", "hezbollah", "its fighters"),
        ("The Houthis denied that their fighters had fired at the car.", "houthis", "their fighters"),
    ],
)
def test_the_speaker_is_who_its_words_say_acted(text: str, actor: str, via: str, tools: Tools) -> None:
    found = first(text, tools).actor
    assert found is not None
    assert (found.actor, found.rule) == (actor, "actor.speaker")
    assert found.via is not None
    assert found.via.quote == via
    assert found.span.holds(text)


def test_a_persons_they_may_be_anybody(tools: Tools) -> None:
    found = first("Eduard Basurin said that they had shelled Donetsk on Monday.", tools).actor
    assert found is None or found.actor is None


def test_who_is_named_is_not_the_speaker(tools: Tools) -> None:
    found = first("The Syrian army said that Hezbollah had attacked Latakia on Monday.", tools).actor
    assert found is not None
    assert found.actor == "hezbollah"
