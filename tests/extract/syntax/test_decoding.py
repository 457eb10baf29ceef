"""Scores to structure: trees without circles, arguments that are well formed."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.extract.syntax.decoding import best_arguments, whole_tree

LABELS = ["ARG0", "ARG1", "ARG2", "ARG3", "ARG4", "ARGM-TMP"]


@given(
    st.integers(2, 9).flatmap(lambda n: st.tuples(st.just(n), st.lists(st.integers(0, n - 1), min_size=n, max_size=n))),
    st.integers(0, 2**32 - 1),
)
def test_every_word_reaches_the_root(drawn: tuple[int, list[int]], seed: int) -> None:
    n, heads = drawn
    heads = [-1, *heads[1:]]
    arcs = np.random.default_rng(seed).normal(size=(n, n + 1)).astype(np.float32)
    found = whole_tree(heads, arcs)
    assert [i for i, head in enumerate(found) if head < 0] == [0]
    for word in range(n):
        steps = 0
        while word >= 0:
            word, steps = found[word], steps + 1
            assert steps <= n


def test_a_circle_opens_where_it_costs_least() -> None:
    arcs = np.zeros((3, 4), np.float32)
    arcs[1] = [0, -5, 0, 1]  # word 1 would rather hang on word 2 than on word 0
    arcs[2] = [0, -1, 1, 0]  # and word 2 on word 1, but on word 0 at little cost
    assert whole_tree([-1, 2, 1], arcs) == [-1, 2, 0]


def test_a_core_label_stands_once_and_nothing_goes_on_without_a_beginning() -> None:
    scores = np.zeros((1, 6, 2 * len(LABELS) + 1), np.float32)
    scores[0, 1, 1] = scores[0, 2, 2] = 5  # ARG0 over the first two words
    scores[0, 4, 1] = 2  # a weaker ARG0
    scores[0, 5, 12] = 9  # ARGM-TMP that goes on with nothing
    (found,) = best_arguments(scores, [5], LABELS)
    assert found[0] == ("ARG0", 0, 2)
    assert [label for label, _, _ in found].count("ARG0") == 1
    assert ("ARGM-TMP", 3, 5) in found or ("ARGM-TMP", 4, 5) not in found


def test_words_beyond_the_sentence_carry_nothing() -> None:
    scores = np.zeros((1, 5, 2 * len(LABELS) + 1), np.float32)
    scores[0, 4, 3] = 9
    assert best_arguments(scores, [3], LABELS) == [[]]
    assert best_arguments(np.zeros((0, 4, 13), np.float32), [], LABELS) == []
