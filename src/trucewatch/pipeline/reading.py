"""One document through extract and resolve: the order of the stages for a text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from trucewatch.decide.names import Names
from trucewatch.extract.attribution.attributions import find_attributions
from trucewatch.extract.claims.claims import extract_claims
from trucewatch.extract.claims.tallying import may_count
from trucewatch.extract.claims.topic import topic_of
from trucewatch.extract.syntax.parser import Sentence
from trucewatch.pipeline.pieces import document_sentences, document_times
from trucewatch.pipeline.table_claims import row_claims
from trucewatch.pipeline.tools import Tools
from trucewatch.records.actors import ActorKind, ActorMention
from trucewatch.records.attributions import Attribution
from trucewatch.records.claims import Claim, Tally
from trucewatch.records.documents import Block, Document, Rejection
from trucewatch.records.places import PlaceMention
from trucewatch.records.times import TimeExpression
from trucewatch.resolve.actors import find_actors
from trucewatch.resolve.claims import resolve_claims
from trucewatch.resolve.places import find_places

Proposition = TypeVar("Proposition", Claim, Tally)
ARMED = frozenset((ActorKind.ARMED_GROUP, ActorKind.ARMED_FORCES))
POLICE = "police:"
FEW_ACTORS = 3


@dataclass(frozen=True)
class Reading:
    """What one document gives: its claims and tallies with values, and what was turned away."""

    claims: tuple[Claim, ...]
    tallies: tuple[Tally, ...]
    rejections: tuple[Rejection, ...]


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


def read_claims(document: Document, tools: Tools) -> Reading:
    """The claims and tallies of `document`, dated, placed and named; every one anchored or rejected."""
    if document.table is not None:
        places = {(one.span.start, one.span.end): one for one in Mentions.of(document, tools).places}
        claims, rejections = row_claims(document, document.table, Names(tools.book.entries, {}), places)
        return Reading(claims, (), rejections)
    mentions = Mentions.of(document, tools)
    sentences = [] if off_topic(document, mentions) else sentences_to_read(document, tools)
    return resolve_reading(document, sentences, find_attributions(document.text, sentences), mentions)


def resolve_reading(
    document: Document, sentences: Sequence[Sentence], attributions: Sequence[Attribution], mentions: Mentions
) -> Reading:
    """The same from sentences that are parsed already, their attributions, and what the text names."""
    tools = mentions.tools
    turned_off = off_topic(document, mentions)
    if turned_off is not None:
        return Reading((), (), (turned_off,))
    found = extract_claims(document, sentences, attributions)
    if not found.claims and not found.tallies:
        return Reading((), (), found.rejections)
    claims, tallies = resolve_claims(
        document,
        found.claims,
        found.tallies,
        mentions.times,
        mentions.places,
        mentions.actors,
        tools.book,
        countries=tools.countries,
    )
    kept, turned_away = anchored(document, claims)
    counted, uncounted = anchored(document, tallies)
    return Reading(kept, counted, (*found.rejections, *turned_away, *uncounted))


def off_topic(document: Document, mentions: Mentions) -> Rejection | None:
    """Why a document's text as a whole gives no claim: it is plainly of another field than armed conflict.

    So is one that speaks little of conflict, names no armed party and no place of the case, and hardly a public actor.
    """
    topic = topic_of(document.text)
    if not topic.is_off and not (topic.is_thin and not _names_the_conflict(mentions)):
        return None
    said = f"{topic.words} different words of {topic.field} and {topic.conflict} of armed conflict"
    return Rejection(code="document.off-topic", message=f"is about something else: {said}", where=document.id)


def _names_the_conflict(mentions: Mentions) -> bool:
    known = [one for one in mentions.actors if one.actor is not None]
    armed = any(one.kind in ARMED and not one.actor.startswith(POLICE) for one in known if one.actor is not None)
    area = set(mentions.tools.countries)
    home = any(one.place is not None and one.place.country in area for one in mentions.places) if area else False
    return armed or home or len(known) > FEW_ACTORS


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


def day_of(moment: str | None) -> str | None:
    """The day of an ISO 8601 date or time, None where it is coarser or unknown."""
    return moment[:10] if moment and len(moment) >= len("0000-00-00") else None


def text_spans(document: Document) -> list[tuple[int, int]]:
    """The sentences of a document, without its boilerplate."""
    return [span for span in document_sentences(document) if not document.is_boilerplate(*span)]


def sentences_to_read(document: Document, tools: Tools) -> list[Sentence]:
    """The sentences of a document, parsed, where the gate finds one that could hold a claim; else none.

    Cost follows what matters: a text without a word of conflict is not parsed. One with such a word is parsed whole:
    what else it tells in words of no lexicon, who says so, and what is denied may stand in any of its sentences.
    """
    text, spans = document.text, text_spans(document)
    gate = tools.gate_of(text)
    if not any(gate.passes(said := text[start:end]) or may_count(said) for start, end in spans):
        return []
    return tools.parser.parse(text, spans)
