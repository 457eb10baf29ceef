"""Twins: one sentence in several copies of one text is one claim, and is linked once.

The first of each set of twins goes through linking for all of them, so that a copy more changes nothing but the list
of documents.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from trucewatch.link.facts import Facts


def twins_of(facts: Sequence[Facts], clusters: Mapping[str, str]) -> list[list[Facts]]:
    """Claims that are one sentence in the copies of one text, the one that speaks for them first.

    That is one that has a time and a place if any has, of the document that came in, and came out, before the others:
    so that what speaks for a text's sentences is one document, as far as may be.
    """
    found: dict[tuple[object, ...], list[Facts]] = defaultdict(list)
    for one in facts:
        text = clusters.get(one.claim.document, one.claim.document)
        words = " ".join(one.claim.span.quote.split()), one.claim.trigger.quote, one.claim.event
        offset = one.claim.trigger.start - one.claim.span.start
        found[(text, *words, offset, _nth(one, found, (text, *words, offset)))].append(one)
    for group in found.values():
        group.sort(key=_standing)
    return list(found.values())


def _nth(one: Facts, found: Mapping[tuple[object, ...], Sequence[Facts]], key: tuple[object, ...]) -> int:
    """How many like it its own document has told before: a sentence may stand twice in one text."""
    number = 0
    while any(other.claim.document == one.claim.document for other in found.get((*key, number), ())):
        number += 1
    return number


def _standing(one: Facts) -> tuple[object, ...]:
    published = one.published[0] if one.published is not None else datetime.max
    return (one.when is None, one.spot is None, one.arrived, published, one.claim.document, one.claim.id)


def one_time(facts: Sequence[Facts], clusters: Mapping[str, str]) -> list[Facts]:
    """Where copies of one sentence take their time from elsewhere and differ on it, none of them has one."""
    found = []
    for twins in twins_of(facts, clusters):
        differ = len({one.when for one in twins}) > 1
        found += [one.undated() if differ and one.unsure else one for one in twins]
    return sorted(found, key=lambda one: one.claim.id)
