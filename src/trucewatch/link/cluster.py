"""Cluster: claims that match, put together without chaining.

Candidates are looked for by family, day and place, never among all pairs. Groups grow by the mean score of all
their pairs (average link), so that one report which fits two incidents does not make them one. Claims that lack a
time or a place then join the one group that they clearly fit best, or stay by themselves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from trucewatch.link.attach import attach, groups_after
from trucewatch.link.average import average_link
from trucewatch.link.candidates import candidate_pairs
from trucewatch.link.columns import Columns, Ints, columns_of
from trucewatch.link.facts import Facts, denies
from trucewatch.link.match import score_pairs

ROUNDS = 3
"""What joined an incident may tie the next sentence to it; after a few rounds nothing more does."""


def cluster(facts: Sequence[Facts], clusters: Mapping[str, str] | None = None) -> list[list[Facts]]:
    """Groups of claims about one occurrence each; the order of `facts` makes no difference.

    Args:
        facts: claims ready to be compared.
        clusters: document id → id of its cluster of copies: what versions of one text tell belongs together.
    """
    texts = clusters or {}
    ordered = sorted(facts, key=lambda one: one.claim.id)
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
    return [sorted(group, key=lambda one: one.claim.id) for group in groups]


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


def _average_link(facts: Sequence[Facts]) -> list[list[Facts]]:
    """Agglomerate by mean pair score; a pair that is ruled out keeps its two groups apart."""
    found: dict[int, list[Facts]] = defaultdict(list)
    for one, label in zip(facts, group_columns(columns_of(facts)).tolist(), strict=True):
        found[label].append(one)
    return [found[label] for label in sorted(found)]


def group_columns(columns: Columns) -> Ints:
    """The group of each row of columns, named by its smallest row: the same for ten claims and for a million."""
    if not len(columns):
        return np.empty(0, dtype=np.int64)
    codes, points = [np.empty(0, dtype=np.int64)], [np.empty(0)]
    for first, second in candidate_pairs(columns):
        codes.append(first * len(columns) + second)
        points.append(score_pairs(columns, first, second))
    code, once = np.unique(np.concatenate(codes), return_index=True)
    return average_link(len(columns), code // len(columns), code % len(columns), np.concatenate(points)[once])
