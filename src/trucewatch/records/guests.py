"""Guests: language models that read beside the built-in reader, and what they answered, word for word."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from trucewatch.records.base import Record


class Reader(StrEnum):
    """Who reads the documents of a case."""

    BUILT_IN = "built-in"
    GUEST = "guest"
    BOTH = "both"


class GuestAnswer(Record):
    """What a language model, or a person in its place, answered to one request; a build reads it and asks nobody.

    Attributes:
        request: the request's id, as `trucewatch ask` wrote it.
        document: whose sentences it was asked of; `part`, which of its requests, from 1.
        asked: the beginning of the SHA-256, in hex, of the numbered sentences that were asked of.
        prompt: the prompt's version.
        model: as the answer or the caller names it, None where neither does.
        parameters: what the request set, and what the answer tells of its cost, by name.
        received: when it was taken in, ISO 8601.
        content: the answer itself, JSON.
        sha256: of the line that it came in.
    """

    request: str
    document: str
    part: int = Field(ge=1)
    asked: str = Field(pattern="^[0-9a-f]{24}$")
    prompt: str
    model: str | None = None
    parameters: tuple[tuple[str, str], ...] = ()
    received: str
    content: str
    sha256: str = Field(pattern="^[0-9a-f]{64}$")
