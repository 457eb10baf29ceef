"""Past words: figures that stand in the record and that whoever gave them has since given up.

Three ways lead there besides an origin's own later figure: an outlet's correction repeats what was wrong; the report
that it corrects still has it; and what a monitor once passed on from somebody whom nobody can tell, it has replaced by
a count of its own. Such a figure is history of the one who gave it, and disputes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from trucewatch.link.facts import Facts
from trucewatch.link.origins import Origins
from trucewatch.link.values import COUNTS, Value, values_of
from trucewatch.records.actors import Actor
from trucewatch.records.documents import Document

Past = dict[tuple[str, str], tuple[str, Value]]
"""Claim id and field → the origin whose earlier word it is, and the value."""


def past_words(
    by_origin: Mapping[str, Sequence[Facts]],
    origins: Origins,
    documents: Mapping[str, Document],
    actors: Mapping[str, Actor],
) -> Past:
    """The values of an incident's claims that do not stand any more, of whichever origin they are told."""
    found: Past = {}
    withdrawn = list(_withdrawn(by_origin, documents))
    for origin, told in by_origin.items():
        for one in told:
            for value in values_of(one, actors):
                whose = _whose(origin, value, withdrawn, by_origin, origins, documents)
                if whose is not None:
                    found[one.claim.id, value.field] = (whose, value)
    return found


def published(facts: Facts, documents: Mapping[str, Document]) -> str:
    """When a claim's document came out, as text that sorts; empty where unknown."""
    document = documents.get(facts.claim.document)
    return (document.published if document else None) or ""


def _withdrawn(
    by_origin: Mapping[str, Sequence[Facts]], documents: Mapping[str, Document]
) -> Iterable[tuple[str | None, Facts]]:
    """What corrections take back, with the source that does."""
    for told in by_origin.values():
        for one in told:
            document = documents.get(one.claim.document)
            if one.withdrawn and document is not None:
                yield document.source, one


def _whose(
    origin: str,
    value: Value,
    withdrawn: Sequence[tuple[str | None, Facts]],
    by_origin: Mapping[str, Sequence[Facts]],
    origins: Origins,
    documents: Mapping[str, Document],
) -> str | None:
    """The origin of whom a value is a past word, None where it stands."""
    if value.field not in COUNTS:
        return None  # a correction repeats that there was a strike in order to correct its toll
    if value.facts.withdrawn:
        return origin
    document = documents.get(value.facts.claim.document)
    for source, correction in withdrawn:
        same_source = source is not None and document is not None and document.source == source
        later = published(value.facts, documents) <= published(correction, documents)
        if same_source and later and value.figure() is not None and _figure(correction, value.field) == value.figure():
            return origin
    relayer = origins.relayer(value.facts.claim)
    if relayer is None:
        return None
    told = published(value.facts, documents)
    own = (one for one in by_origin.get(relayer.id, ()) if published(one, documents) > told)
    return relayer.id if any(_figure(one, value.field) is not None for one in own) else None


def _figure(facts: Facts, field: str) -> tuple[int, int | None] | None:
    count: tuple[int, int | None] | None = getattr(facts, field)
    return count
