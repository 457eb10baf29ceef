"""Documents and what was left out: each with its source, dates, copies, claims and whole text."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from markupsafe import Markup

from trucewatch.records.claims import Claim, ClaimKind, Tally
from trucewatch.records.documents import Document
from trucewatch.report.cites import Cite, anchor, shorten
from trucewatch.report.fields import harm_counts
from trucewatch.report.fulltext import render_excerpts, render_text
from trucewatch.report.index import CaseIndex
from trucewatch.report.origin_graph import APART
from trucewatch.report.words import count_words, date_words, plural, range_words, word


@dataclass(frozen=True)
class ClaimView:
    """One claim on one line: what, by whom, on whose word, how sure, and its words."""

    id: str
    event: str
    kind: str
    force: str
    holder: str
    parts: list[str]
    sure: str
    negated: bool
    cite: Cite | None


@dataclass(frozen=True)
class Copy:
    """Another document of the same text, or, where not `one`, one that shares words with it."""

    one: bool
    number: int
    href: str
    kind: str
    shared: str
    passage: str


@dataclass(frozen=True)
class CreditView:
    """A credit, and the words that say so."""

    role: str
    name: str
    cite: Cite | None


@dataclass(frozen=True)
class DocumentView:
    """One document."""

    id: str
    number: int
    document: Document
    title: str
    source: str | None
    source_kind: str | None
    published: str
    retrieved: str
    link: str | None
    copies: list[Copy]
    credits: list[CreditView]
    claims: list[ClaimView]
    boilerplate: list[tuple[str, Cite | None]]
    text: Markup
    language: str | None


@dataclass(frozen=True)
class TallyView:
    """A count over a window, apart from the incidents."""

    id: str
    count: str
    event: str
    window: str
    holder: str
    force: str
    who: list[str]
    cite: Cite | None


def certainty(factuality: float) -> str:
    """How sure the text's author is, in words; bounds half way between the scale's whole steps."""
    steps = (
        (2.5, "told as certain"),
        (1.5, "told as probable"),
        (0.5, "told as possible"),
        (-0.5, "left open"),
        (-1.5, "told as doubtful"),
        (-2.5, "told as improbable"),
    )
    return next((words for bound, words in steps if factuality >= bound), "told as not having happened")


def view_claim(index: CaseIndex, claim: Claim) -> ClaimView:
    """A claim for its document's list."""
    parts = []
    if claim.actor is not None or claim.target is not None:
        actor = index.participant(claim.actor) if claim.actor is not None else "nobody named"
        parts.append(f"{actor} → {index.participant(claim.target)}" if claim.target is not None else actor)
    if claim.place is not None:
        parts.append(f"{claim.place.relation} {claim.place.name}" if claim.place.relation else claim.place.name)
    parts.append(_when(claim))
    parts += [f"{name}: {count_words(count)}" for name, count in harm_counts(claim.harm).items()]
    return ClaimView(
        id=f"claim-{anchor(claim.id)}",
        event=index.event(claim.event),
        kind="" if claim.kind is ClaimKind.OCCURRENCE else word(claim.kind),
        force=word(claim.force),
        holder=index.chain(claim.holder),
        parts=parts,
        sure=certainty(claim.factuality),
        negated=claim.negated,
        cite=index.cite_claim(claim.id),
    )


def _when(claim: Claim) -> str:
    if claim.time is None:
        return range_words(None, None)
    words = range_words(claim.time.begin, claim.time.finish)
    unread = claim.time.begin is None and claim.time.finish is None and claim.time.expression is not None
    return f"{words} (“{claim.time.expression.quote}”)" if unread and claim.time.expression else words


def view_tally(index: CaseIndex, tally: Tally) -> TallyView:
    """A tally, its window and on whose word."""
    window = range_words(tally.window.begin, tally.window.finish) if tally.window is not None else None
    expression = tally.window.expression if tally.window is not None else None
    unread = f"window unknown (“{expression.quote}”)" if expression is not None else "window unknown"
    known = tally.window is not None and (tally.window.begin or tally.window.finish)
    roles = (("by", tally.actor), ("against", tally.target))
    return TallyView(
        id=tally.id,
        count=count_words(tally.count),
        event=index.event(tally.event),
        window=window if known and window else unread,
        holder=index.chain(tally.holder),
        force=word(tally.force),
        who=[f"{role} {index.participant(who)}" for role, who in roles if who is not None],
        cite=index.cite_claim(tally.id),
    )


def view_documents(index: CaseIndex, *, public: bool = False) -> list[DocumentView]:
    """Every document, by date. Texts come last of all: by then every span that the page cites is known.

    With `public` only the cited passages of each text are shown.
    """
    claims: defaultdict[str, list[ClaimView]] = defaultdict(list)
    for claim in sorted(index.record.claims, key=lambda item: (item.document, item.span.start, item.id)):
        claims[claim.document].append(view_claim(index, claim))
    copies = _copies(index)
    heads = [(document, _credits(index, document), _left_out(index, document)) for document in index.documents]
    return [
        DocumentView(
            id=anchor(document.id),
            number=index.numbers[document.id],
            document=document,
            title=document.title or document.name,
            source=index.source(document),
            source_kind=word(index.sources[document.source].kind) if document.source in index.sources else None,
            published=date_words(document.published),
            retrieved=date_words(document.retrieved),
            link=document.url if (document.url or "").lower().startswith(("http://", "https://")) else None,
            copies=copies[document.id],
            credits=found,
            claims=claims[document.id],
            boilerplate=left,
            text=(render_excerpts if public else render_text)(document, index.cited[document.id]),
            language=document.language,
        )
        for document, found, left in heads
    ]


def _credits(index: CaseIndex, document: Document) -> list[CreditView]:
    return [
        CreditView(
            word(credit.role), credit.name, index.cite(document.id, credit.span, None, 60) if credit.span else None
        )
        for credit in document.credits
    ]


def _left_out(index: CaseIndex, document: Document) -> list[tuple[str, Cite | None]]:
    return [(word(part.kind), index.cite(document.id, part.span, None, 100)) for part in document.boilerplate]


def _copies(index: CaseIndex) -> defaultdict[str, list[Copy]]:
    found: defaultdict[str, list[Copy]] = defaultdict(list)
    for edge in index.record.copies:
        for one, other in ((edge.first, edge.second), (edge.second, edge.first)):
            if other in index.numbers:
                shared = f"{edge.shared:.0%} of the smaller one’s distinctive words" if edge.passage else ""
                number = index.numbers[other]
                kind, passage = word(edge.kind), shorten(edge.passage)
                found[one].append(Copy(edge.kind not in APART, number, f"#{anchor(other)}", kind, shared, passage))
    return found


def summary_of(index: CaseIndex) -> str:
    """How many documents have a known date, in words."""
    dated = sum(document.published is not None for document in index.documents)
    return f"{plural(dated, 'document')} of {len(index.documents):,} with a known date"
