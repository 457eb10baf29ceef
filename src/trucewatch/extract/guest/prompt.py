"""What a guest is asked: the instructions of `knowledge/guest.yaml`, and a document's numbered sentences as JSON."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from trucewatch.extract.guest.answers import answer_schema
from trucewatch.knowledge import load_yaml
from trucewatch.knowledge.ontology import event_types
from trucewatch.records.documents import Document

PROMPT = "guest.yaml"
DIGITS = 24
"""Hex digits of the hash in an id: services take no id of more than 64 characters."""
_ID = re.compile(
    rf"tw-(?P<document>doc-[0-9a-f]+)-p(?P<part>[1-9]\d{{0,5}})-v(?P<prompt>\w+)-(?P<asked>[0-9a-f]{{{DIGITS}}})"
)


@dataclass(frozen=True)
class Request:
    """What is asked of one part of a document.

    Attributes:
        part: from 1.
        first: the number of its first sentence, from 1.
        sentences: `[start, end)` in the document's text.
        shown: the sentences as the guest sees them, JSON.
    """

    document: str
    part: int
    first: int
    sentences: tuple[tuple[int, int], ...]
    shown: str

    @property
    def asked(self) -> str:
        """The beginning of the SHA-256 of what is shown: an answer to other words is none to these."""
        return hashlib.sha256(self.shown.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]

    @property
    def id(self) -> str:
        """Document, part, prompt's version and what is asked of, in one name."""
        return f"tw-{self.document}-p{self.part}-v{prompt_version()}-{self.asked}"

    def body(self, model: str) -> dict[str, Any]:
        """The body of a chat completion: instructions, sentences, and the schema that the answer is held to."""
        schema = {"name": "claims", "strict": True, "schema": answer_schema()}
        return {
            "model": model,
            "messages": [
                {"role": "system", "content": instructions()},
                {"role": "user", "content": self.shown},
            ],
            "response_format": {"type": "json_schema", "json_schema": schema},
            **parameters(),
        }


@dataclass(frozen=True)
class RequestId:
    """The parts of a request's id."""

    document: str
    part: int
    prompt: str
    asked: str

    @classmethod
    def of(cls, name: str) -> RequestId | None:
        """None where it is no id of ours."""
        found = _ID.fullmatch(name)
        return cls(found["document"], int(found["part"]), found["prompt"], found["asked"]) if found else None


def requests_of(document: Document, sentences: Sequence[tuple[int, int]]) -> tuple[Request, ...]:
    """What is asked of a document: its sentences, numbered through, in as many requests as they need."""
    found = []
    for part, (first, spans) in enumerate(_parts(sentences), start=1):
        rows = [{"n": first + n, "text": document.text[start:end]} for n, (start, end) in enumerate(spans)]
        shown = json.dumps({"sentences": rows}, ensure_ascii=False)
        found.append(Request(document.id, part, first, spans, shown))
    return tuple(found)


def _parts(sentences: Sequence[tuple[int, int]]) -> Iterator[tuple[int, tuple[tuple[int, int], ...]]]:
    most, room = load_yaml(PROMPT)["most_sentences"], load_yaml(PROMPT)["most_characters"]
    begun, length = 0, 0
    for number, (start, end) in enumerate(sentences):
        if number > begun and (number - begun >= most or length + end - start > room):
            yield begun + 1, tuple(sentences[begun:number])
            begun, length = number, 0
        length += end - start
    if begun < len(sentences):
        yield begun + 1, tuple(sentences[begun:])


def prompt_version() -> str:
    """The version of the instructions."""
    return str(load_yaml(PROMPT)["version"])


def parameters() -> Mapping[str, int | float]:
    """What a request sets beside its words."""
    found: Mapping[str, int | float] = load_yaml(PROMPT)["parameters"]
    return found


@cache
def instructions() -> str:
    """What every guest is told, the same for every document: the rules, then the events with their labels."""
    events = "\n".join(f"- {one.id}: {one.label}" for one in event_types().values())
    return f"{load_yaml(PROMPT)['instructions']}{events}\n"
