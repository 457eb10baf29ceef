"""Authors: who answers for what a document says in its own voice.

Whoever is credited with a text comes before whoever publishes it: an agency, then the outlet it first stood in, then
its author. A journalist's byline yields to the publisher, since two reporters of one desk are not two voices; not so
where the publisher only took the text over, or is not known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trucewatch.records.actors import Actor, ActorKind
from trucewatch.records.documents import Credit, CreditRole, Document, Source
from trucewatch.records.names import agency_in, slug

CREDIT_ORDER = (CreditRole.AGENCY, CreditRole.ORIGINAL, CreditRole.AUTHOR)
Names = Mapping[str, Source | Actor]


@dataclass(frozen=True)
class Author:
    """Who answers for a text, and why: an entry of the books, or a name that they lack."""

    who: Source | Actor | str
    reason: str


def credited(document: Document, names: Names) -> Author | None:
    """Who wrote or supplied a text, where it says so.

    Args:
        document: with its credits.
        names: sources and actors by slug, as `names.known_names` gives them.

    Returns:
        None where nobody is credited, or only reporters of the publisher.
    """
    for role in CREDIT_ORDER:
        for credit in document.credits:
            found = _credit(credit, document, names) if credit.role is role else None
            if found is not None:
                return found
    return None


def _credit(credit: Credit, document: Document, names: Names) -> Author | None:
    known, reason = names.get(slug(credit.name)), f"credited as {credit.role.value}"
    byline = _is_byline(credit, document)
    if known is not None and not (byline and isinstance(known, Actor) and known.kind is ActorKind.PERSON):
        return Author(known, reason)
    agency = agency_in(credit.name, document.source, names)
    if agency is not None:
        return Author(agency, f"named in the credit “{credit.name}”")
    return None if byline else Author(credit.name, reason)


def _is_byline(credit: Credit, document: Document) -> bool:
    """Whether a credit names who wrote for the publisher itself."""
    republished = any(one.role is CreditRole.REPUBLISHER for one in document.credits)
    return credit.role is CreditRole.AUTHOR and document.source is not None and not republished


def published_by(document: Document, sources: Mapping[str, Source], names: Names) -> Author | None:
    """Who published a text; None where that is not known.

    Args:
        document: its `source` is an id or a name.
        sources: by id.
        names: sources and actors by slug.
    """
    if document.source is None:
        return None
    known = sources.get(document.source) or names.get(slug(document.source))
    return Author(known or document.source, "the author's own word, by its publisher")
