"""Average link: groups of rows grown by the mean score of all their pairs, so that a bridge merges nothing.

Only pairs with points enough can begin a group; so the rows fall into parts that such pairs hold together, and each
part is done by itself. A part all of whose pairs are good is one group, and most parts are. At the end two groups that
fall a little short join where neither has a rival: in a town where one thing was told of that day, "six were killed"
is told of that thing.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping

import numpy as np

from trucewatch.link.columns import Ints, Reals
from trucewatch.link.match import THRESHOLD

Pair = tuple[int, int]
UNRIVALLED = 5.5
"""An effect, or a coarser word a day later, at one place: half a point short."""
LEAD = 1.0


def average_link(rows: int, first: Ints, second: Ints, points: Reals, unrivalled: float = UNRIVALLED) -> Ints:
    """The group of each row, named by its smallest row.

    Args:
        rows: how many there are.
        first, second, points: pairs of rows that were compared, each once, and their score; −∞ keeps two groups
            apart. A pair that was not compared counts as nothing.
        unrivalled: the least mean for which groups join that have no rival.
    """
    near = points >= unrivalled - LEAD
    part = _parts(rows, first[near], second[near])
    inside = part[first] == part[second]
    first, second, points = first[inside], second[inside], points[inside]
    sizes = np.bincount(part, minlength=rows)
    good = np.bincount(part[first], weights=points >= THRESHOLD, minlength=rows)
    whole = good == sizes * (sizes - 1) // 2
    left = ~whole[part[first]]
    labels = part.copy()
    order = np.argsort(part[first[left]], kind="stable")
    pairs = zip(
        part[first[left]][order].tolist(),
        first[left][order].tolist(),
        second[left][order].tolist(),
        points[left][order].tolist(),
        strict=True,
    )
    for scores in _by_part(pairs):
        for group in _agglomerate(scores, unrivalled):
            labels[group] = min(group)
    return labels


def _parts(rows: int, first: Ints, second: Ints) -> Ints:
    """The smallest row that each row is tied to by any number of pairs."""
    label = np.arange(rows)
    while True:
        low = np.minimum(label[first], label[second])
        new = label.copy()
        np.minimum.at(new, label[first], low)
        np.minimum.at(new, label[second], low)
        new = new[new]
        new = np.minimum(new, new[label])
        if np.array_equal(new, label):
            return label
        label = new


def _by_part(pairs: Iterable[tuple[int, int, int, float]]) -> Iterable[dict[Pair, float]]:
    """The scores of one part after the other."""
    found: dict[Pair, float] = {}
    at = None
    for part, first, second, points in pairs:
        if part != at and found:
            yield found
            found = {}
        at = part
        found[first, second] = points
    if found:
        yield found


def _agglomerate(scores: Mapping[Pair, float], unrivalled: float) -> list[list[int]]:
    """The groups of one part: first by the best mean, then those without a rival."""
    groups = _Groups(scores)
    groups.merge_best()
    while groups.merge_unrivalled(unrivalled):
        pass
    return list(groups.members.values())


class _Groups:
    """Groups of rows, each named by the row that began it, and the sums of points between them."""

    def __init__(self, scores: Mapping[Pair, float]) -> None:
        self.members = {row: [row] for pair in scores for row in pair}
        self._sums: dict[int, dict[int, float]] = defaultdict(dict)
        for (one, other), points in scores.items():
            self._sums[one][other] = self._sums[other][one] = points

    def merge_best(self) -> None:
        """Merge the two groups with the best mean until none is good enough."""
        heap = [(-points, one, other) for one, row in self._sums.items() for other, points in row.items()]
        heap = [(negative, one, other) for negative, one, other in heap if one < other and -negative >= THRESHOLD]
        heapq.heapify(heap)
        while heap:
            negative, one, other = heapq.heappop(heap)
            if one not in self.members or other not in self.members or self._mean(one, other) != -negative:
                continue
            self._merge(one, other)
            for third in self._sums[one]:
                mean = self._mean(one, third)
                if mean >= THRESHOLD:
                    heapq.heappush(heap, (-mean, min(one, third), max(one, third)))

    def merge_unrivalled(self, least: float) -> bool:
        """Merge each two groups that fit each other clearly better than any third; whether there were any."""
        best = {one: self._best(one) for one in sorted(self.members)}
        merged = False
        for one, (mean, other) in best.items():
            if one < other and mean >= least and best.get(other) == (mean, one):
                self._merge(one, other)
                merged = True
        return merged

    def _best(self, one: int) -> tuple[float, int]:
        """The mean and the name of the one group that fits best; −1 for a name where a rival is close behind."""
        ranked = sorted(((self._mean(one, other), -other) for other in self._sums[one]), reverse=True)[:2]
        if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < LEAD):
            return 0.0, -1
        return ranked[0][0], -ranked[0][1]

    def _merge(self, one: int, other: int) -> None:
        self.members[one] += self.members.pop(other)
        for third, value in self._sums.pop(other).items():
            self._sums[third].pop(other, None)
            if third != one:
                total = self._sums[one].get(third, 0.0) + value
                self._sums[one][third] = self._sums[third][one] = total

    def _mean(self, one: int, other: int) -> float:
        return self._sums[one].get(other, 0.0) / (len(self.members[one]) * len(self.members[other]))
