"""CaseIndex: a case record by id, and the citations that lead from a value on the page to a document's words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

from trucewatch.knowledge.ontology import event_types, label_of
from trucewatch.records.actors import Actor, side_of
from trucewatch.records.assessments import Statement
from trucewatch.records.cases import CaseRecord
from trucewatch.records.claims import Claim, Holder, Participant, Tally
from trucewatch.records.documents import Document
from trucewatch.records.incidents import incident_id
from trucewatch.records.names import is_proper_name, slug
from trucewatch.records.spans import Span
from trucewatch.report.cites import QUOTE_LENGTH, Cite, anchor, shorten
from trucewatch.report.grouping import numbered_documents

_KEY = re.compile(r"(?<![\w:-])[a-z][\w]*(?:[:-][\w]+)*(?![\w-])")
"""What may be a key in a reason: small letters, with colons, hyphens and underscores."""


class CaseIndex:
    """Look-ups over one case record. It remembers which spans were cited, so that the texts can carry their anchors."""

    def __init__(self, record: CaseRecord, actors: Iterable[Actor] = ()) -> None:
        self.record = record
        self.documents = numbered_documents(record.documents)
        self.numbers = {item.id: number for number, item in enumerate(self.documents, 1)}
        self.document_of = {item.id: item for item in self.documents}
        self.claims: dict[str, Claim | Tally] = {item.id: item for item in record.claims}
        self.claims.update({item.id: item for item in record.tallies})
        self.actors = {item.id: item for item in (*actors, *record.files.actors)}
        self.sources = {item.id: item for item in record.files.sources}
        agreement = record.files.agreement
        self.terms = {item.id: item for item in agreement.terms} if agreement else {}
        self.incidents = {item.id: item for item in record.incidents}
        self.homes = {incident_id(claim): item.id for item in record.incidents for claim in item.claims}
        """Incidents by every id that a claim of theirs could have given them: a ruling may call them by any."""
        self.cited: defaultdict[str, set[tuple[int, int]]] = defaultdict(set)
        self._names = {item.name for item in self.actors.values()} | {item.name for item in self.sources.values()}
        self._labels = _label_pattern(self.actors.values())

    def event(self, identifier: str) -> str:
        """The label of an event type; an id that the ontology lacks stays readable."""
        return label_of(identifier)

    def actor(self, identifier: str) -> str:
        """An actor's or source's name; an id that neither list holds stays as it is."""
        if identifier in self.actors:
            return self.actors[identifier].name
        return self.sources[identifier].name if identifier in self.sources else identifier

    def speaker(self, identifier: str, words: str) -> str:
        """A speaker's name; one that no list knows stands in quotation marks, as the text has it."""
        return self.actor(identifier) if identifier in self.actors or identifier in self.sources else f"“{words}”"

    def known(self, identifier: str | None) -> bool:
        """Whether an actor's or source's name is known."""
        return identifier in self.actors or identifier in self.sources

    def named(self, statement: Statement) -> bool:
        """Whether its speaker has a name: one that a book knows, or a name of the text's and no mere description."""
        return self.known(statement.speaker) or is_proper_name(statement.speaker_name)

    def known_name(self, name: str) -> bool:
        """Whether this is the name of an actor or a source."""
        return name in self._names

    def side(self, identifier: str) -> str:
        """The actor that answers for this one: itself where the book names no other."""
        return side_of(identifier, self.actors)

    def source(self, document: Document) -> str | None:
        """The name of who published a document, None where unknown."""
        return self.actor(document.source) if document.source else None

    def neutral(self, words: str) -> str:
        """The words with every label that the actor book knows as a label put in quotation marks."""
        return self._labels.sub(lambda match: f"“{match[0]}”", words) if self._labels else words

    def participant(self, who: Participant | Holder) -> str:
        """Who, by the book's name; a name that is not resolved stands in quotation marks, as the text has it."""
        if who.actor is not None and (who.actor in self.actors or who.actor in self.sources):
            return self.actor(who.actor)
        return f"“{who.name}”" if who.span is not None else who.name

    def chain(self, holder: Iterable[Holder]) -> str:
        """A chain of attribution, outermost first; the text's author where it is empty."""
        return " ← ".join(self.participant(link) for link in holder) or "the text’s author"

    def in_words(self, reason: str) -> str:
        """A reason of the program's with its keys in words: ids of actors and places, and types of events, by name."""
        names = {**{one.id: one.name for one in self.record.files.places}, **self._place_names}
        return self.neutral(_KEY.sub(lambda match: self._named(match[0], names), reason))

    def _named(self, key: str, places: Mapping[str, str]) -> str:
        if key in self.actors:
            return self.actors[key].name
        if key in event_types():
            return label_of(key)
        return places.get(key, key)

    @cached_property
    def _place_names(self) -> dict[str, str]:
        """Places of claims by the slug of their name, as linking calls them."""
        return {slug(one.place.name): one.place.name for one in self.record.claims if one.place is not None}

    def cite(self, document: str, span: Span, context: Span | None = None, length: int = QUOTE_LENGTH) -> Cite | None:
        """A citation of a span, None where the record lacks the document or the words are not there."""
        entry = self.document_of.get(document)
        if entry is None or not span.holds(entry.text):
            return None
        span = _trimmed(span, entry.text)
        self.cited[document].add((span.start, span.end))
        wider = context is not None and (context.start, context.end) != (span.start, span.end)
        return Cite(
            href=f"#{anchor(document)}-{span.start}-{span.end}",
            number=self.numbers[document],
            quote=shorten(span.quote, length),
            context=f"{context.start}-{context.end}" if context is not None and wider else "",
            language=entry.language,
            document=document,
            start=span.start,
            end=span.end,
            page=entry.page_of(span.start),
        )

    def cite_claim(self, identifier: str, span: Span | None = None, length: int = QUOTE_LENGTH) -> Cite | None:
        """A citation of a claim's words, or of one of its values within them."""
        claim = self.claims.get(identifier)
        if claim is None:
            return None
        return self.cite(claim.document, span or claim.span, claim.span, length)

    def cite_claims(self, identifiers: Iterable[str]) -> list[Cite]:
        """Citations of several claims, each passage once."""
        found = (self.cite_claim(identifier) for identifier in identifiers)
        return list({cite.href: cite for cite in found if cite is not None}.values())


def _trimmed(span: Span, text: str) -> Span:
    """The span without a comma, colon or blank at its start, which a clause may have from the one before."""
    skipped = len(span.quote) - len(span.quote.lstrip(" \t\r\n,;:"))
    return Span.on(text, span.start + skipped, span.end) if 0 < skipped < len(span.quote) else span


def _label_pattern(actors: Iterable[Actor]) -> re.Pattern[str] | None:
    """Matches any actor's labels, where they are not in quotation marks already."""
    labels = sorted({label for actor in actors for label in actor.labels if label.strip()}, key=len, reverse=True)
    if not labels:
        return None
    choices = "|".join(re.escape(label) for label in labels)
    return re.compile(rf"(?<![\w“\"‘'«])(?:{choices})(?![\w”\"’'»])", re.IGNORECASE)
