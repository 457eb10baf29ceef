"""Words and trees as plain objects: what is below a word, where it begins and ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.extract.syntax.tree import Token, Tree

WORDS = ("Shells", "fell", "«", "on", "the", "town", "-", "’s", "3", ",", "market")


@st.composite
def trees(draw: st.DrawFn) -> tuple[Tree, list[int]]:
    """Sentences of one to ten words whose heads form a tree, projective or not, with those heads."""
    count = draw(st.integers(min_value=1, max_value=10))
    order = draw(st.permutations(range(count)))
    heads = list(range(count))
    for place, word in enumerate(order[1:], start=1):
        heads[word] = order[draw(st.integers(min_value=0, max_value=place - 1))]
    text, tokens = "", []
    for i in range(count):
        word = draw(st.sampled_from(WORDS))
        label = "ROOT" if heads[i] == i else "dep"
        tokens.append(Token(i, len(text), (word, word.lower(), "NOUN", "NN", label), space=True))
        text += word + " "
    return Tree(text.strip(), tokens, heads), heads


@given(trees())
def test_children_and_heads_are_one_relation(made: tuple[Tree, list[int]]) -> None:
    tree, heads = made
    assert [token.head.i for token in tree] == heads
    for token in tree:
        assert [child.i for child in token.children] == [i for i, h in enumerate(heads) if h == token.i and i != h]


@given(trees())
def test_edges_are_the_first_and_last_word_below(made: tuple[Tree, list[int]]) -> None:
    for token in made[0]:
        below = sorted(one.i for one in token.subtree)
        assert (token.left_edge.i, token.right_edge.i) == (below[0], below[-1])
        assert all(token in one.ancestors for one in token.subtree if one is not token)


def test_marks_quotes_and_stretches() -> None:
    tokens = [Token(i, 2 * i, (word, word, "X", "X", "dep"), space=True) for i, word in enumerate('«"a,3')]
    tree = Tree('« " a , 3', tokens, [2, 2, 2, 2, 2])
    assert [token.is_quote for token in tree] == [True, True, False, False, False]
    assert [token.is_punct for token in tree] == [True, True, False, True, False]
    assert tree.words(2, 4) == "a ," and tree.words(4) == "3" and tree.words(3, 3) == ""


def test_no_word_stands_before_the_first() -> None:
    tree = Tree(
        "Shells fell",
        [
            Token(0, 0, ("Shells", "shell", "NOUN", "NNS", "nsubj"), True),
            Token(1, 7, ("fell", "fall", "VERB", "VBD", "ROOT"), False),
        ],
        [1, 1],
    )
    assert tree[1].nbor(-1) is tree[0]
    with pytest.raises(IndexError, match="Shells"):
        tree[0].nbor(-1)
    with pytest.raises(IndexError):
        tree[1].nbor()
