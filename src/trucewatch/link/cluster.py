"""Cluster: claims that match, put together without chaining.

Candidates are looked for by family, day and place, never among all pairs. Groups grow by the mean score of all
their pairs (average link), so that one report which fits two incidents does not make them one. Claims that lack a
time or a place then join the one group that they clearly fit best, or stay by themselves.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import product

from trucewatch.knowledge.ontology import family_of
from trucewatch.link.attach import attach, groups_after
from trucewatch.link.facts import Facts, denies
from trucewatch.link.match import THRESHOLD, Match, match
from trucewatch.records.times import TimeBasis

CELL_DEGREES = 0.5
MOST_DAYS = 10
ROUNDS = 3
"""What joined an incident may tie the next sentence to it; after a few rounds nothing more does."""
Key = tuple[object, ...]


def cluster(facts: Sequence[Facts], clusters: Mapping[str, str] | None = None) -> list[list[Facts]]:
    """Groups of claims about one occurrence each; the order of `facts` makes no difference.

    Args:
        facts: claims ready to be compared.
        clusters: document id → id of its cluster of copies; the same sentence in two copies is one telling.
    """
    texts = clusters or {}
    twins = twins_of(facts, texts)
    ordered = sorted((group[0] for group in twins), key=lambda one: one.claim.id)
    groups = _average_link([one for one in ordered if one.anchored])
    settled = [one for one in ordered if not one.anchored and not denies(one) and not one.bare]
    groups, left = _given(settled, groups, texts)
    groups, left = _given(left, [*groups, *_average_link([one for one in left if not one.bare])], texts, alone=True)
    rest = [one for one in ordered if not one.anchored and (denies(one) or one.bare)]
    left = rest
    for _ in range(ROUNDS):
        before = len(left)
        groups, left = _given(left, groups, texts)
        if len(left) == before:
            break
    groups = [*groups, *_average_link(left)]
    others = {group[0].claim.id: group for group in twins}
    whole = [[copy for one in group for copy in others[one.claim.id]] for group in groups]
    return [sorted(group, key=lambda one: one.claim.id) for group in whole]


def _given(
    loose: Sequence[Facts], groups: Sequence[Sequence[Facts]], texts: Mapping[str, str], *, alone: bool = False
) -> tuple[list[list[Facts]], list[Facts]]:
    """The groups with each loose claim that clearly belongs to one, and the claims that do not.

    With `alone` the loose claims are themselves among the groups, and one that makes a group by itself may join a
    bigger one.
    """
    if not alone:
        homes = attach(loose, groups, texts)
        return groups_after(groups, loose, homes), [one for one in loose if one.claim.id not in homes]
    ids = {one.claim.id for one in loose}
    single = [group[0] for group in groups if len(group) == 1 and group[0].claim.id in ids]
    names = {one.claim.id for one in single}
    bigger = [group for group in groups if group[0].claim.id not in names]
    homes = attach(single, bigger, texts)
    kept = [[one] for one in single if one.claim.id not in homes]
    return [*groups_after(bigger, single, homes), *kept], []


def twins_of(facts: Sequence[Facts], clusters: Mapping[str, str]) -> list[list[Facts]]:
    """Claims that are one sentence in the copies of one text, the one that says most first."""
    found: dict[Key, list[Facts]] = defaultdict(list)
    for one in facts:
        text = clusters.get(one.claim.document, one.claim.document)
        words = " ".join(one.claim.span.quote.split()), one.claim.trigger.quote, one.claim.event
        offset = one.claim.trigger.start - one.claim.span.start
        found[(text, *words, offset)].append(one)
    for group in found.values():
        group.sort(key=lambda one: (one.when is None, one.spot is None, one.claim.id))
    return list(found.values())


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
