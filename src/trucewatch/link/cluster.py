"""Cluster: claims that match, put together without chaining.

Candidates are looked for by family, day and place, never among all pairs. Groups grow by the mean score of all
their pairs (average link), so that one report which fits two incidents does not make them one. Claims that lack a
time or a place then join the one group that they clearly fit best, or stay by themselves.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import product

from trucewatch.knowledge.ontology import family_of
from trucewatch.link.facts import Facts
from trucewatch.link.match import THRESHOLD, Match, match
from trucewatch.records.claims import Force
from trucewatch.records.times import TimeBasis

CELL_DEGREES = 0.5
CLEAR_LEAD = 1.0
DENIAL_THRESHOLD = 4.0
"""A denial seldom repeats when and where; that it speaks of the same actor's act of the same kind is enough."""
MOST_DAYS = 10
Key = tuple[object, ...]


def cluster(facts: Sequence[Facts]) -> list[list[Facts]]:
    """Groups of claims about one occurrence each; the order of `facts` makes no difference."""
    ordered = sorted(facts, key=lambda one: one.claim.id)
    anchored = [one for one in ordered if one.dated and one.placed]
    loose = [one for one in ordered if not (one.dated and one.placed)]
    groups = _average_link(anchored)
    joined, left = _attach(loose, groups)
    groups = [[*group, *joined[number]] for number, group in enumerate(groups)]
    return [sorted(group, key=lambda one: one.claim.id) for group in (*groups, *_average_link(left))]


def denies(facts: Facts) -> bool:
    """Whether the claim says that it did not happen, or not so."""
    refuses = facts.claim.force in (Force.DENIES, Force.RETRACTS)
    return refuses != facts.claim.negated


def _average_link(facts: Sequence[Facts]) -> list[list[Facts]]:
    """Agglomerate by mean pair score; a pair that is ruled out keeps its two groups apart."""
    scores = {pair: match(facts[pair[0]], facts[pair[1]]) for pair in _candidates(facts)}
    members = {number: [number] for number in range(len(facts))}
    sums: dict[int, dict[int, float]] = defaultdict(dict)
    for (first, second), found in scores.items():
        sums[first][second] = sums[second][first] = _points(found)
    heap = [(-value, a, b) for a, row in sums.items() for b, value in row.items() if a < b and value >= THRESHOLD]
    heapq.heapify(heap)
    while heap:
        negative, first, second = heapq.heappop(heap)
        if first not in members or second not in members or _mean(sums, members, first, second) != -negative:
            continue
        members[first] += members.pop(second)
        for other, value in sums.pop(second).items():
            sums[other].pop(second, None)
            if other != first:
                sums[first][other] = sums[other][first] = sums[first].get(other, 0.0) + value
        for other in sums[first]:
            mean = _mean(sums, members, first, other)
            if mean >= THRESHOLD:
                heapq.heappush(heap, (-mean, min(first, other), max(first, other)))
    return [[facts[number] for number in group] for _, group in sorted(members.items())]


def _points(found: Match) -> float:
    return float("-inf") if found.ruled_out else found.score


def _mean(sums: Mapping[int, Mapping[int, float]], members: Mapping[int, list[int]], one: int, other: int) -> float:
    return sums[one].get(other, 0.0) / (len(members[one]) * len(members[other]))


def _candidates(facts: Sequence[Facts]) -> list[tuple[int, int]]:
    """Pairs worth comparing: those that share a key."""
    holders: dict[Key, list[int]] = defaultdict(list)
    for number, one in enumerate(facts):
        for key in set(keys(one)):
            holders[key].append(number)
    found: set[tuple[int, int]] = set()
    for numbers in holders.values():
        found.update((a, b) for here, a in enumerate(numbers) for b in numbers[here + 1 :])
    return sorted(found)


def keys(facts: Facts) -> Iterator[Key]:
    """The keys under which a claim may meet others: its document, its days, its places, by family."""
    family = family_of(facts.claim.event)
    yield ("document", family, facts.claim.document)
    days = list(_days(facts))
    places = list(_places(facts))
    if days and places:
        yield from (("both", family, day, place) for day, place in product(days, places))
    elif days:
        yield from (("day", family, day, name) for day in days for name in sorted(facts.actors | facts.targets))
    elif places:
        yield from (("place", family, place) for place in places)


def _days(facts: Facts) -> Iterator[int]:
    """Each day of the claim's time, and the next, as a number; an inferred time may be a day late."""
    if facts.when is None or facts.when[1] - facts.when[0] > timedelta(days=MOST_DAYS):
        return
    first, last = facts.when[0].toordinal(), (facts.when[1] - timedelta(microseconds=1)).toordinal()
    yield from range(first - (facts.told is TimeBasis.INHERITED), last + 2)


def _places(facts: Facts) -> Iterator[Key]:
    """The cells that the claim's place may lie in."""
    spot = facts.spot
    if spot is None or spot.coarse:
        return
    if spot.point is None:
        yield ("name", spot.name)
        return
    lat, lon = (int(value // CELL_DEGREES) for value in spot.point)
    yield from (("cell", lat + up, lon + right) for up, right in product((-1, 0, 1), repeat=2))


def _attach(loose: Sequence[Facts], groups: Sequence[Sequence[Facts]]) -> tuple[dict[int, list[Facts]], list[Facts]]:
    """Give each loose claim to the one group that it fits, clearly better than any other; the rest is left."""
    holders: dict[Key, set[int]] = defaultdict(set)
    for number, group in enumerate(groups):
        for one in group:
            for key in _meeting(one):
                holders[key].add(number)
    joined: dict[int, list[Facts]] = defaultdict(list)
    left = []
    for one in loose:
        numbers = sorted(set().union(*(holders.get(key, set()) for key in _meeting(one))))
        best = _best(one, [(number, groups[number]) for number in numbers])
        if best is None:
            left.append(one)
        else:
            joined[best].append(one)
    return joined, left


def _meeting(facts: Facts) -> set[Key]:
    """Coarser keys than `keys`: one thing in common is enough to be compared with a whole group."""
    family = family_of(facts.claim.event)
    found: set[Key] = {("document", facts.claim.document)}
    found.update(("day", family, day) for day in _days(facts))
    found.update(("place", family, place) for place in _places(facts))
    found.update(("who", family, name) for name in (facts.actors | facts.targets) if not name.startswith("words:"))
    return found


def _best(one: Facts, groups: Iterable[tuple[int, Sequence[Facts]]]) -> int | None:
    ranked = sorted(((fit(one, group), number) for number, group in groups), key=lambda item: (-item[0], item[1]))
    least = DENIAL_THRESHOLD if denies(one) else THRESHOLD
    if not ranked or ranked[0][0] < least:
        return None
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < CLEAR_LEAD:
        return None
    return ranked[0][1]


def fit(one: Facts, group: Sequence[Facts]) -> float:
    """The mean score of a claim with a group; minus infinity where a member rules it out."""
    return sum(_points(match(one, other)) for other in group) / len(group)
