"""One document as a language model reads it: its answers, anchored, then dated, placed and named as any claim is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from trucewatch.errors import DefectError
from trucewatch.extract.claims.tallying import may_count
from trucewatch.extract.guest.claims import Told, guest_claims
from trucewatch.extract.guest.prompt import Request, requests_of
from trucewatch.pipeline.mentions import Mentions, Reading, anchored, text_spans
from trucewatch.pipeline.tools import Tools
from trucewatch.records.claims import Claim, Tally
from trucewatch.records.documents import Document, Rejection
from trucewatch.records.guests import GuestAnswer
from trucewatch.records.spans import Span
from trucewatch.resolve.claims import resolve_claims


@dataclass(frozen=True)
class GuestReading:
    """What a guest's answers give, and of which sentences it answered."""

    reading: Reading
    heard: tuple[tuple[int, int], ...] = ()


def document_requests(document: Document, tools: Tools) -> tuple[Request, ...]:
    """What is asked of a document: nothing of a table, and of an English text without a word of conflict."""
    if document.table is not None:
        return ()
    spans = text_spans(document)
    if document.language == "en" or (document.language is None and document.text.isascii()):
        gate = tools.gate_of(document.text)
        if not any(gate.passes(said := document.text[start:end]) or may_count(said) for start, end in spans):
            return ()
    return requests_of(document, spans)


def guest_reading(document: Document, tools: Tools, answers: Sequence[GuestAnswer]) -> GuestReading:
    """A document by a guest's answers. A defect of ours on them is a rejection: what others read of it stands."""
    try:
        told = guest_claims(document, document_requests(document, tools), answers)
        return GuestReading(_resolved(document, tools, told), told.heard)
    except Exception as error:
        fault = DefectError.of(error, document.name).faults[0]
        return GuestReading(Reading(rejections=(Rejection(code=fault.code, message=fault.message, where=document.id),)))


def _resolved(document: Document, tools: Tools, told: Told) -> Reading:
    if not told.claims and not told.tallies:
        return Reading(rejections=told.rejections)
    named = Mentions.of(document, tools)
    claims, tallies = resolve_claims(
        document,
        told.claims,
        told.tallies,
        named.times,
        named.places,
        named.actors,
        tools.book,
        countries=tools.countries,
    )
    kept, turned_away = anchored(document, claims)
    counted, uncounted = anchored(document, tallies)
    unread = _unread(document, (*kept, *counted), told)
    return Reading(kept, counted, (*told.rejections, *unread, *turned_away, *uncounted))


def _unread(document: Document, records: Sequence[Claim | Tally], told: Told) -> Iterator[Rejection]:
    """The times and places that a guest quoted, and that our own resolvers read otherwise or not at all."""
    for record in records:
        for field, words in told.given.get(record.id, ()):
            span = _time_words(record) if field == "time" else record.place.span if record.place else None
            if span is None or not span.overlaps(words):
                message = f"the words quoted for its {field} give none that the program reads; the claim stands without"
                yield Rejection(
                    code="guest.unread",
                    message=message,
                    where=document.id,
                    field=field,
                    quote=words.quote,
                    start=words.start,
                )


def _time_words(record: Claim | Tally) -> Span | None:
    time = record.time if isinstance(record, Claim) else record.window
    return time.expression if time is not None else None
