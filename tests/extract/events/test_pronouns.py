"""The truce as "it", and who "it" is in what somebody says."""

from __future__ import annotations

from trucewatch.extract.events.events import find_events
from trucewatch.extract.events.mentions import EventMention
from trucewatch.extract.syntax.parser import load_parser
from trucewatch.extract.syntax.sentences import sentence_spans


def read(text: str) -> list[EventMention]:
    sentences = load_parser().parse(text, sentence_spans(text))
    befores = [None, *sentences]
    return [one for before, sentence in zip(befores, sentences, strict=False) for one in find_events(sentence, before)]


def events(text: str) -> list[tuple[str, str]]:
    return [(one.event, one.trigger.text) for one in read(text)]


def test_it_is_the_truce_that_the_sentence_before_names() -> None:
    assert ("truce_holding", "held") in events("The truce began in May. For two months it held.")
    assert ("truce_collapsed", "ended") in events("Both armies observed the ceasefire. On Sunday it ended.")


def test_it_is_the_truce_that_the_same_sentence_names() -> None:
    assert ("truce_extended", "extending") in events("The truce lapsed after the two sides disagreed on extending it.")


def test_it_is_nothing_where_no_truce_was_named() -> None:
    assert not events("The bridge was repaired in May. For two months it held.")


def test_what_it_does_to_something_is_not_the_truce_s() -> None:
    assert ("truce_holding", "holds") not in events("The council rejected the truce. It holds a meeting on Friday.")


def test_a_speaker_is_the_it_of_what_it_says() -> None:
    assert ("movement", "entered") in events("The brigade denied it had entered the settlement.")
    assert ("movement", "entered") not in events("The envoy denied it had entered the settlement.")
