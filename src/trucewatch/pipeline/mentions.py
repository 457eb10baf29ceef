"""What every reading of a document shares: its form, the sentences read, what they name, whether words stand there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from trucewatch.pipeline.pieces import document_sentences, document_times
from trucewatch.pipeline.tools import Tools
from trucewatch.records.actors import ActorMention
from trucewatch.records.claims import Claim, Tally
from trucewatch.records.documents import Block, Document, Rejection
from trucewatch.records.places import PlaceMention
from trucewatch.records.times import TimeExpression
from trucewatch.resolve.actors import find_actors
from trucewatch.resolve.places import find_places

Proposition = TypeVar("Proposition", Claim, Tally)


@dataclass(frozen=True)
class Reading:
    """What one document gives: its claims and tallies with values, and what was turned away."""

    claims: tuple[Claim, ...] = ()
    tallies: tuple[Tally, ...] = ()
    rejections: tuple[Rejection, ...] = ()


@dataclass(frozen=True)
class Mentions:
    """The times, places and actors that a text names; each kind is looked for once, when it is first asked for."""

    text: str
    published: str | None
    tools: Tools
    blocks: tuple[Block, ...] = ()

    @classmethod
    def of(cls, document: Document, tools: Tools) -> Mentions:
        """What a document names."""
        return cls(document.text, document.published, tools, document.blocks)

    @cached_property
    def times(self) -> tuple[TimeExpression, ...]:
        """The text's time expressions, relative ones against its publication, or that of their entry."""
        return tuple(document_times(self.text, self.published, self.blocks, self.tools))

    @cached_property
    def places(self) -> tuple[PlaceMention, ...]:
        """The text's place names."""
        tools = self.tools
        return tuple(find_places(self.text, tools.gazetteer, countries=tools.countries, own=tools.own_places))

    @cached_property
    def actors(self) -> tuple[ActorMention, ...]:
        """The text's actors."""
        return tuple(find_actors(self.text, self.tools.book, countries=self.tools.countries))


def anchored(document: Document, records: Sequence[Proposition]) -> tuple[tuple[Proposition, ...], list[Rejection]]:
    """Promise 1, whoever produced the records: those whose every span holds, and a rejection for each other."""
    kept: list[Proposition] = []
    rejections: list[Rejection] = []
    for record in records:
        wrong = next((span for span in record.spans() if not span.holds(document.text)), None)
        if wrong is None and not document.is_boilerplate(record.trigger.start, record.trigger.end):
            kept.append(record)
        else:
            words = wrong or record.trigger
            code = "claim.unanchored" if wrong else "claim.boilerplate"
            message = "its words are not at that place" if wrong else "its words are in a passage left out of reading"
            rejections.append(
                Rejection(
                    code=code,
                    message=message,
                    where=document.id,
                    field=record.id,
                    quote=words.quote,
                    start=words.start,
                )
            )
    return tuple(kept), rejections


def text_spans(document: Document) -> list[tuple[int, int]]:
    """The sentences of a document, without its boilerplate."""
    return [span for span in document_sentences(document) if not document.is_boilerplate(*span)]
