"""Texts with two or more events: each event has the harm that the text tells of it, and never another event's.

The texts and what is expected of them were written before any output was read. The floors are what is reached.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from trucewatch.pipeline.reading import read_claims
from trucewatch.pipeline.tools import Tools
from trucewatch.read.document import read_document
from trucewatch.records.claims import Claim
from trucewatch.records.documents import Metadata

TEXTS = Path(__file__).resolve().parent / "harm" / "texts.yaml"
FIELDS = ("killed", "injured", "missing", "detained", "displaced")
FLOOR_EVENTS = 66
FLOOR_TEXTS = 30


@cache
def texts() -> list[dict[str, Any]]:
    return list(YAML(typ="safe").load(TEXTS.read_text(encoding="utf-8"))["texts"])


@pytest.fixture(scope="module")
def read() -> dict[str, tuple[Claim, ...]]:
    tools = Tools()
    found = {}
    for text in texts():
        document = read_document(text["text"].encode(), f"{text['id']}.txt", metadata=Metadata())
        assert document.text.strip() == text["text"].strip()
        found[text["id"]] = read_claims(document, tools).claims
    return found


def harm_of(claim: Claim) -> dict[str, Any]:
    """The harm in the words of texts.yaml."""
    if claim.harm is None:
        return {}
    counts = {name: getattr(claim.harm, name) for name in FIELDS}
    told: dict[str, Any] = {name: [one.low, one.high] for name, one in counts.items() if one is not None}
    return told | ({"none": True} if claim.harm.none_reported is not None else {})


def expected(event: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in event.items() if name != "at"}


def about(text: dict[str, Any], event: dict[str, Any], claims: tuple[Claim, ...]) -> list[Claim]:
    """The claims whose trigger stands in the event's stretches of the text."""
    found = []
    for words in event["at"]:
        at = text["text"].find(words)
        assert at >= 0, words
        found += [one for one in claims if at <= one.trigger.start and one.trigger.end <= at + len(words)]
    return found


def is_told(text: dict[str, Any], event: dict[str, Any], claims: tuple[Claim, ...]) -> bool:
    """Whether a claim about the event has its harm; where nothing is expected, whether none has any."""
    told = [harm_of(one) for one in about(text, event, claims)]
    return any(one == expected(event) for one in told) if expected(event) else not any(told)


@pytest.mark.parametrize("number", range(len(texts())))
def test_no_harm_is_taken_from_another_event(number: int, read: dict[str, tuple[Claim, ...]]) -> None:
    text = texts()[number]
    for event in text["events"]:
        others = [(key, value) for one in text["events"] if one is not event for key, value in expected(one).items()]
        foreign = [pair for pair in others if pair[1] is not True]
        for claim in about(text, event, read[text["id"]]):
            assert not [pair for pair in harm_of(claim).items() if pair in foreign], claim.trigger.quote


def test_each_event_has_its_harm(read: dict[str, tuple[Claim, ...]]) -> None:
    missed = [
        f"{text['id']}: {event['at'][0]!r}: {[harm_of(one) for one in about(text, event, read[text['id']])]}"
        for text in texts()
        for event in text["events"]
        if not is_told(text, event, read[text["id"]])
    ]
    events = sum(len(text["events"]) for text in texts())
    assert events - len(missed) >= FLOOR_EVENTS, "\n".join(missed)
    whole = len(texts()) - len({line.split(":")[0] for line in missed})
    assert whole >= FLOOR_TEXTS, "\n".join(missed)
