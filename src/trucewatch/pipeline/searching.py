"""Searching: documents, claims, tallies, incidents and names of a case by words, without case and diacritics."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from trucewatch.errors import CaseError, Fault
from trucewatch.pipeline.list_kinds import MOST_FOUND
from trucewatch.pipeline.lookup import Lookup
from trucewatch.pipeline.opened import OpenedCase
from trucewatch.records.cases import CaseRecord
from trucewatch.records.claims import Claim, Tally
from trucewatch.store.search import Entry, SearchIndex

INDEX = "search.sqlite"


@dataclass(frozen=True)
class Found:
    """One thing found; `label` is what faces print of it, and `show` takes."""

    kind: str
    id: str
    label: str
    start: int
    words: str
    trust: str | None = None
    """Of a claim or tally: sure, check or rejected."""


def search(case: OpenedCase, words: str, most: int = MOST_FOUND) -> list[Found]:
    """What of the case holds all these words, or words that begin so; the best first.

    Raises:
        CaseError: `search.words`: there is no letter or digit to look for; or nothing is built.
    """
    if not any(character.isalnum() for character in words):
        raise CaseError(Fault("search.words", "nothing to look for; give words of a document, a claim or a name"))
    record = case.shown()
    lookup = Lookup(record)
    mark = case.store.build_fingerprint() or ""
    hits = SearchIndex(case.folder / INDEX, mark, lambda: _entries(record, case)).find(words, most)
    rejected = record.rejected

    def trust_in(name: str) -> str | None:
        thing = lookup.things.get(name)
        if not isinstance(thing, (Claim, Tally)):
            return None
        return "rejected" if name in rejected else thing.trust.value

    return [Found(hit.kind, hit.id, lookup.label(hit.id), hit.start, hit.cut, trust_in(hit.id)) for hit in hits]


def _entries(record: CaseRecord, case: OpenedCase) -> Iterator[Entry]:
    for document in record.documents:
        yield Entry("document", document.id, "\n".join(filter(None, (document.title, document.name, document.text))))
    for claim in record.claims:
        yield Entry("claim", claim.id, claim.span.quote)
    for tally in record.tallies:
        yield Entry("tally", tally.id, tally.span.quote)
    for incident in record.incidents:
        yield Entry("incident", incident.id, incident.title)
    yield from _names(record, case)


def _names(record: CaseRecord, case: OpenedCase) -> Iterator[Entry]:
    """The names that the case's books have for whoever and whatever it speaks of."""
    spoken = {who.actor for claim in record.claims for who in (claim.actor, claim.target, *claim.holder) if who}
    spoken |= {actor.id for actor in record.files.actors}
    for name in sorted(one for one in spoken if one is not None):
        actor = case.books.book.entries.get(name)
        if actor is not None:
            former = (one.name for one in actor.former)
            yield Entry("actor", name, "; ".join((actor.name, *actor.aliases, *former)))
    for source in record.files.sources:
        yield Entry("source", source.id, "; ".join((source.name, *source.aliases, *source.domains)))
    for place in record.files.places:
        yield Entry("place", place.id, "; ".join((place.name, *place.aliases)))
