"""Near: incidents that are almost one, by the points that link claims, with what speaks for it and against."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from trucewatch.link.candidates import candidate_pairs
from trucewatch.link.columns import columns_of
from trucewatch.link.facts import Facts, facts_of
from trucewatch.link.match import THRESHOLD, score_pairs
from trucewatch.link.reasons import explain
from trucewatch.records.actors import Actor
from trucewatch.records.cases import CaseRecord

SHORT_BY = 3.0
"""Points below what links two claims from which a pair is shown to a person: a place, or who did it, would make it."""


@dataclass(frozen=True)
class NearPair:
    """Two incidents, their closest claims (of each one), the points of these, and what links would need."""

    first: str
    second: str
    claims: tuple[str, str]
    score: float
    needed: float = THRESHOLD


class Near:
    """The pairs of incidents whose closest claims lack few points to be one occurrence, the closest first.

    Pairs that something rules out (another day, another place) are none.
    """

    def __init__(self, record: CaseRecord, actors: Mapping[str, Actor]) -> None:
        home = {claim: incident.id for incident in record.incidents for claim in incident.claims}
        documents = {document.id: document for document in record.documents}
        told = [one for one in record.claims if one.id in home]
        self._facts = {one.id: facts_of(one, documents.get(one.document), actors) for one in told}
        best: dict[tuple[str, str], NearPair] = {}
        for one, other, points in _close(list(self._facts.values())):
            first, second = home[one], home[other]
            key = (first, second) if first < second else (second, first)
            if first != second and (key not in best or points > best[key].score):
                best[key] = NearPair(first, second, (one, other), points)
        self.pairs = sorted(best.values(), key=lambda pair: (-pair.score, pair.first, pair.second))
        self._of: defaultdict[str, list[NearPair]] = defaultdict(list)
        for pair in self.pairs:
            self._of[pair.first].append(pair)
            self._of[pair.second].append(pair)

    def of(self, incident: str) -> list[NearPair]:
        """The pairs that an incident is in, the closest first."""
        return self._of.get(incident, [])

    def reasons(self, pair: NearPair) -> tuple[str, ...]:
        """What of the closest claims agrees and what does not, in words."""
        return explain(*(self._facts[name] for name in pair.claims)).reasons()


def _close(facts: list[Facts]) -> Iterable[tuple[str, str, float]]:
    """Claims that are close, and their points."""
    if len(facts) < 2:
        return
    columns = columns_of(facts)
    for first, second in candidate_pairs(columns):
        points = score_pairs(columns, first, second)
        near = points >= THRESHOLD - SHORT_BY
        for row, other, score in zip(first[near].tolist(), second[near].tolist(), points[near].tolist(), strict=True):
            yield facts[row].claim.id, facts[other].claim.id, score
