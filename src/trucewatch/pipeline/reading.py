"""One document through extract and resolve: the order of the stages for a text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from trucewatch.extract.attribution import find_attributions
from trucewatch.extract.claims import extract_claims
from trucewatch.extract.parse import Sentence
from trucewatch.extract.sentences import sentence_spans
from trucewatch.pipeline.tools import Tools
from trucewatch.records.claims import Claim, Tally
from trucewatch.records.documents import Document, Rejection
from trucewatch.resolve.actors import find_actors
from trucewatch.resolve.claims import resolve_claims
from trucewatch.resolve.places import find_places
from trucewatch.resolve.times import find_times

Proposition = TypeVar("Proposition", Claim, Tally)
QUOTES = '"“”«»„'


@dataclass(frozen=True)
class Reading:
    """What one document gives: its claims and tallies with values, and what was turned away."""

    claims: tuple[Claim, ...]
    tallies: tuple[Tally, ...]
    rejections: tuple[Rejection, ...]


def read_claims(document: Document, tools: Tools) -> Reading:
    """The claims and tallies of `document`, dated, placed and named; every one anchored or rejected."""
    spans = gated_spans(document, tools)
    sentences = tools.parser.parse(document.text, spans)
    return resolve_reading(document, sentences, tools)


def resolve_reading(document: Document, sentences: Sequence[Sentence], tools: Tools) -> Reading:
    """The same from sentences that are parsed already."""
    parsed = list(sentences)
    attributions = find_attributions(document.text, parsed)
    found = extract_claims(document, parsed, attributions)
    if not found.claims and not found.tallies:
        return Reading((), (), found.rejections)
    times = find_times(document.text, day_of(document.published), time_zone=tools.time_zone)
    places = find_places(document.text, tools.gazetteer, countries=tools.countries, own=tools.own_places)
    mentions = find_actors(document.text, tools.book, countries=tools.countries)
    claims, tallies = resolve_claims(
        document, found.claims, found.tallies, times, places, mentions, tools.book, countries=tools.countries
    )
    kept, turned_away = anchored(document, claims)
    counted, uncounted = anchored(document, tallies)
    return Reading(kept, counted, (*found.rejections, *turned_away, *uncounted))


def anchored(document: Document, records: Sequence[Proposition]) -> tuple[tuple[Proposition, ...], list[Rejection]]:
    """Promise 1, whoever produced the records: those whose every span holds, and a rejection for each other."""
    kept: list[Proposition] = []
    rejections: list[Rejection] = []
    for record in records:
        wrong = next((span for span in record.spans() if not span.holds(document.text)), None)
        if wrong is None and not document.is_boilerplate(record.trigger.start, record.trigger.end):
            kept.append(record)
        else:
            words = (wrong or record.trigger).quote
            code = "claim.unanchored" if wrong else "claim.boilerplate"
            message = "its words are not at that place" if wrong else "its words are in a passage left out of reading"
            rejections.append(Rejection(code=code, message=message, where=document.id, field=record.id, quote=words))
    return tuple(kept), rejections


def day_of(moment: str | None) -> str | None:
    """The day of an ISO 8601 date or time, None where it is coarser or unknown."""
    return moment[:10] if moment and len(moment) >= len("0000-00-00") else None


def text_spans(document: Document) -> list[tuple[int, int]]:
    """The sentences of a document, without its boilerplate."""
    return [span for span in sentence_spans(document.text) if not document.is_boilerplate(*span)]


def gated_spans(document: Document, tools: Tools) -> list[tuple[int, int]]:
    """The sentences that could hold a claim, and those that may name who holds it.

    A sentence's speaker can stand elsewhere: in the sentence before ("It said …"), or anywhere in a paragraph
    that quotes. Such sentences are read too, since a claim with the wrong holder is worse than none.
    """
    text = document.text
    spans = text_spans(document)
    wanted = {index for index, (start, end) in enumerate(spans) if tools.gate.passes(text[start:end])}
    wanted |= {index - 1 for index in wanted if index > 0}
    for paragraph in paragraphs(text, spans):
        if wanted.intersection(paragraph) and any(mark in text[slice(*spans[i])] for i in paragraph for mark in QUOTES):
            wanted.update(paragraph)
    return [spans[index] for index in sorted(wanted)]


def paragraphs(text: str, spans: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Indices of `spans` by paragraph: a line break between two sentences parts them."""
    groups: list[list[int]] = []
    for index, (start, _) in enumerate(spans):
        if index and "\n" not in text[spans[index - 1][1] : start]:
            groups[-1].append(index)
        else:
            groups.append([index])
    return groups
