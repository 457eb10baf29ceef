"""The tables of documents and sources, and the one that says what the export is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from trucewatch.exchange import cells
from trucewatch.exchange.outgoing import Outgoing
from trucewatch.exchange.tables import Column, Table, Value, table
from trucewatch.records.documents import Document, Source
from trucewatch.report.public import version_words
from trucewatch.report.words import word

DOCUMENTS = (
    Column("document", "id", "Its number: D3 in every list, report and export of this record."),
    Column("title", "text", "Its title."),
    Column("source", "text", "Who published it."),
    Column("published", "iso date", "When it was published; empty where that is not known."),
    Column("published_day", "day", "The day of that."),
    Column("retrieved", "iso date", "When it was taken in."),
    Column("address", "address", "Where it is."),
    Column("language", "text", "ISO 639-1."),
    Column("claims", "integer", "How many claims of this export it has."),
    Column("name", "text", "The file's name."),
    Column("media_type", "text", "What sort of file."),
    Column("sha256", "id", "The SHA-256 of its bytes."),
    Column("id", "id", "Its id."),
    Column("source_id", "id", "The source's id."),
)
SOURCES = (
    Column("source", "text", "Its name."),
    Column("kind", "text", "What sort of publisher."),
    Column("state", "text", "The state that it belongs to, if any."),
    Column("owner", "text", "Who owns it."),
    Column("speaks_for", "text", "Whose own word it carries."),
    Column("family", "text", "Outlets of one publisher share one."),
    Column("country", "text", "ISO 3166-1 alpha-2."),
    Column("reliability", "text", "Admiralty A–F, where a person gave one."),
    Column("documents", "integer", "How many documents of this export it published."),
    Column("id", "id", "Its id in sources.yaml."),
)
ABOUT = (Column("what", "text", "What is said of the export."), Column("value", "text", "What that is."))


def documents_table(out: Outgoing) -> Table:
    """One row a document."""
    claims = Counter(one.document for one in out.claims)
    rows = (_document(out, one, claims[one.id]) for one in out.documents)
    return table("documents", "One publication of a source.", DOCUMENTS, rows)


def _document(out: Outgoing, one: Document, claims: int) -> Mapping[str, Value]:
    return {
        "document": f"D{out.index.numbers[one.id]}",
        "title": one.title,
        "source": out.index.source(one),
        "published": one.published,
        "published_day": cells.when(one.published, one.published)["first_day"],
        "retrieved": one.retrieved,
        "address": one.url,
        "language": one.language,
        "claims": claims,
        "name": one.name,
        "media_type": one.media_type,
        "sha256": one.sha256,
        "id": one.id,
        "source_id": one.source,
    }


def sources_table(out: Outgoing) -> Table:
    """One row a source of sources.yaml."""
    published = Counter(one.source for one in out.documents)
    rows = (_source(out, one, published[one.id]) for one in out.sources)
    return table("sources", "Who publishes, as sources.yaml describes it.", SOURCES, rows)


def _source(out: Outgoing, one: Source, documents: int) -> Mapping[str, Value]:
    return {
        "source": one.name,
        "kind": word(one.kind),
        "state": out.index.actor(one.state) if one.state is not None else None,
        "owner": out.index.actor(one.owner) if one.owner is not None else None,
        "speaks_for": out.index.actor(one.actor) if one.actor is not None else None,
        "family": one.family,
        "country": one.country,
        "reliability": one.reliability,
        "documents": documents,
        "id": one.id,
    }


def about_table(out: Outgoing) -> Table:
    """What the export is, in a few lines."""
    settings = out.record.files.settings
    lines = (
        ("case", settings.title),
        ("made", out.made),
        ("by", f"Trucewatch {out.version}"),
        ("version", version_words(out.public)),
        ("holds", "all of the record" if out.chosen is None else "what was asked for of the record"),
        ("notice", settings.notice),
        ("creed", "Who claims what, in which words, and how independently. It does not decide what is true."),
    )
    rows = ({"what": what, "value": value} for what, value in lines if value)
    return table("about", "What this export is.", ABOUT, rows)
