"""The terms of an agreement in words: who must or must not do what, where, when, how much, and how it is understood."""

from __future__ import annotations

from collections.abc import Iterator

from trucewatch.knowledge.ontology import label_of
from trucewatch.records.agreements import Agreement, Publication, Term, TermKind
from trucewatch.records.provisions import ProxyDuty
from trucewatch.report.agreement_words import (
    Item,
    Names,
    item,
    measure_lines,
    precondition_lines,
    readings_row,
    row,
)
from trucewatch.report.words import word

PUBLIC = frozenset({Publication.OFFICIAL, Publication.LEAKED})
"""How a text must be known for its words to be there to read."""


def term_items(agreement: Agreement, names: Names) -> Iterator[Item]:
    """Each term as an item, what must be delivered tagged."""
    for term in agreement.terms:
        kind = word(term.kind) if term.kind is not TermKind.UNKNOWN else None
        tags = (kind, "to be delivered" if term.deliverable else None)
        rows = (
            row("Who", _who(term, names)),
            row("Towards", names.actors(term.beneficiaries)),
            row("For whose conduct", *_proxies(term, names)),
            row("What it touches", ", ".join(label_of(event) for event in term.events)),
            row("How much", *measure_lines(term.measures, names)),
            row("Where", names.of("zone", term.zone)),
            row("When", names.of("clock", term.clock)),
            row("Due by", names.of("clock", term.due)),
            row("First", *precondition_lines(term.preconditions, names)),
            row("Except", *term.exceptions),
            readings_row(term.readings, names),
            row("Text", *words_lines(term, publication_of(agreement, term), names)),
            row("Note", term.note),
        )
        yield item("term", term.id, term.title, rows, tags=tags, source=term.source)


def _who(term: Term, names: Names) -> str:
    who = names.actors(term.obligors) if term.obligors else "who is bound is not said"
    return f"{who}: {word(term.modality)}"


def _proxies(term: Term, names: Names) -> list[str]:
    if not term.proxies and term.proxy_duty is ProxyDuty.UNKNOWN:
        return []
    who = names.actors(term.proxies) if term.proxies else "others, not named"
    return [f"{who}: {word(term.proxy_duty)}"]


def publication_of(agreement: Agreement, term: Term) -> Publication:
    """How a term's words are known: as it says itself, or as its instrument is."""
    published = {one.id: one.publication for one in agreement.instruments}
    return term.wording or published.get(term.instrument, Publication.UNKNOWN)


def words_lines(term: Term, publication: Publication, names: Names) -> list[str]:
    """The term's words where they are given, where they stand, and how the text is known."""
    where = ", ".join(filter(None, (names.of("instrument", term.instrument), term.passage)))
    unquoted = "in our words; not quoted here" if publication in PUBLIC else "not public, as far as is known"
    return [f"“{term.quote}”" if term.quote else unquoted, f"{where}; {word(publication)}"]
