"""Near: incidents that are almost one, by the points that link claims, with what speaks for it and against."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from trucewatch.link.candidates import candidate_pairs
from trucewatch.link.columns import columns_of
from trucewatch.link.facts import Facts, facts_of
from trucewatch.link.match import THRESHOLD, match
from trucewatch.link.scoring import score_pairs
from trucewatch.records.actors import Actor
from trucewatch.records.cases import CaseRecord

SHORT_BY = 3.0
"""Points below what links two claims from which a pair is shown to a person: a place, or who did it, would make it."""


@dataclass(frozen=True)
class NearPair:
    """Two incidents and their closest claims: the points, what was compared in words, and what links would need."""

    first: str
    second: str
    claims: tuple[str, str]
    score: float
    reasons: tuple[str, ...]
    needed: float = THRESHOLD


def near_pairs(record: CaseRecord, actors: Mapping[str, Actor]) -> list[NearPair]:
    """Pairs of incidents whose closest claims lack few points to be one occurrence, the closest first.

    Pairs that something rules out (another day, another place) are none.
    """
    home = {claim: incident.id for incident in record.incidents for claim in incident.claims}
    documents = {document.id: document for document in record.documents}
    facts = [facts_of(one, documents.get(one.document), actors) for one in record.claims if one.id in home]
    best: dict[tuple[str, str], tuple[float, int, int]] = {}
    for row, other, points in _close(facts):
        first, second = home[facts[row].claim.id], home[facts[other].claim.id]
        key = (first, second) if first < second else (second, first)
        if first != second and points > best.get(key, (0.0, 0, 0))[0]:
            best[key] = (points, row, other)
    found = [_pair(facts[row], facts[other], home) for _, row, other in best.values()]
    return sorted(found, key=lambda pair: (-pair.score, pair.first, pair.second))


def _close(facts: list[Facts]) -> Iterable[tuple[int, int, float]]:
    """Rows of claims that are close, and their points."""
    if len(facts) < 2:
        return
    columns = columns_of(facts)
    for first, second in candidate_pairs(columns):
        points = score_pairs(columns, first, second)
        near = points >= THRESHOLD - SHORT_BY
        yield from zip(first[near].tolist(), second[near].tolist(), points[near].tolist(), strict=True)


def _pair(one: Facts, other: Facts, home: Mapping[str, str]) -> NearPair:
    tie = match(one, other)
    claims = (one.claim.id, other.claim.id)
    return NearPair(home[claims[0]], home[claims[1]], claims, tie.score, tie.reasons())
