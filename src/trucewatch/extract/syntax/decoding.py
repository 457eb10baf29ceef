"""Scores to structure: one tree a sentence, and the best well-formed arguments of each predicate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

Array = np.ndarray[Any, np.dtype[Any]]
NEVER = np.float32(-1e6)
Argument = tuple[str, int, int]  # label, first word, the word after its last
CORE = 5  # the first labels, ARG0 to ARG4, stand once a predicate


def whole_tree(heads: Sequence[int], arcs: Array) -> list[int]:
    """The heads without circles: each circle is opened where moving one word below the rest of the tree costs least.

    Args:
        heads: for each word the place of its head, −1 for the one root.
        arcs: n × (n + 1), the score of each head, the root's first.
    """
    found = list(heads)
    while len(rooted := _rooted(found)) < len(found):
        lost = [word for word in range(len(found)) if word not in rooted and _is_in_circle(word, found)]
        moves = [(arcs[word, head + 1] - arcs[word, found[word] + 1], word, head) for word in lost for head in rooted]
        _, word, head = max(moves)
        found[word] = head
    return found


def _rooted(heads: Sequence[int]) -> set[int]:
    """The words that hang on the root in the end."""
    below: list[list[int]] = [[] for _ in heads]
    waiting: list[int] = []
    for word, head in enumerate(heads):
        (waiting if head < 0 else below[head]).append(word)
    found: set[int] = set()
    while waiting:
        word = waiting.pop()
        found.add(word)
        waiting.extend(below[word])
    return found


def _is_in_circle(word: int, heads: Sequence[int]) -> bool:
    above = heads[word]
    for _ in heads:
        if above == word:
            return True
        above = heads[above]
    return False


def best_arguments(scores: Array, lengths: Sequence[int], labels: Sequence[str]) -> list[list[Argument]]:
    """For each predicate the best well-formed sequence of tags, as arguments in text order.

    Args:
        scores: predicates × (1 + words) × tags, the root first; tag 0 is none, 1 + 2k begins label k, 2 + 2k goes on.
        lengths: how many words each predicate's sentence has.
        labels: the labels of roles, in their order.
    """
    rows, width, _ = scores.shape
    if not rows:
        return []
    given = scores.astype(np.float32)
    beyond = np.arange(width)[None] > np.asarray(lengths)[:, None]
    beyond[:, 0] = True
    given[beyond] = NEVER
    given[beyond, 0] = 0.0
    tags = _best_tags(given)
    return [_arguments(one, row, labels) for one, row in zip(given, tags, strict=True)]


def _best_tags(scores: Array) -> Array:
    """Viterbi's best path of each row, in which a label goes on only where it began."""
    rows, width, kinds = scores.shape
    begins, inners = np.arange(1, kinds, 2), np.arange(2, kinds, 2)
    best, back = scores[:, 0], np.zeros((rows, width, kinds), np.int16)
    for t in range(1, width):
        goes_on = best[:, begins] >= best[:, inners]
        before = np.where(goes_on, begins, inners)
        top = best.argmax(1)
        back[:, t] = top[:, None]
        back[:, t, inners] = before
        new = scores[:, t] + best[np.arange(rows), top][:, None]
        new[:, inners] = scores[:, t][:, inners] + np.where(goes_on, best[:, begins], best[:, inners])
        best = new
    tags = np.zeros((rows, width + 1), int)
    tags[:, width - 1] = best.argmax(1)
    for t in range(width - 1, 0, -1):
        tags[:, t - 1] = back[np.arange(rows), t, tags[:, t]]
    return tags


def _arguments(scores: Array, tags: Array, labels: Sequence[str]) -> list[Argument]:
    found: list[tuple[float, int, int, int]] = []
    for place in np.flatnonzero(tags % 2).tolist():
        end = place + 1
        while tags[end] == tags[place] + 1:
            end += 1
        found.append((float(scores[place, tags[place]] - scores[place, 0]), int(tags[place]) // 2, place - 1, end - 1))
    surest = {kind: max(sure for sure, other, _, _ in found if other == kind) for _, kind, _, _ in found}
    return [(labels[kind], low, high) for sure, kind, low, high in found if kind >= CORE or sure == surest[kind]]
