"""Words and trees as plain objects: the same tree as the pipeline's, word for word."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from trucewatch.extract.tokens import Tree, Words, tree_of

BLANK = spacy.blank("en")
WORDS = ("Shells", "fell", "«", "on", "the", "town", "-", "’s", "3", ",", "market")


@st.composite
def docs(draw: st.DrawFn) -> Doc:
    """Sentences of one to ten words whose heads form a tree, projective or not."""
    count = draw(st.integers(min_value=1, max_value=10))
    words = [draw(st.sampled_from(WORDS)) for _ in range(count)]
    order = draw(st.permutations(range(count)))
    heads = list(range(count))
    for place, word in enumerate(order[1:], start=1):
        heads[word] = order[draw(st.integers(min_value=0, max_value=place - 1))]
    deps = ["ROOT" if head == word else "dep" for word, head in enumerate(heads)]
    spaces = [draw(st.booleans()) for _ in range(count)]
    return Doc(BLANK.vocab, words=words, spaces=spaces, heads=heads, deps=deps, pos=["NOUN"] * count, lemmas=words)


def made(doc: Doc) -> Tree:
    return tree_of(doc, Words(BLANK.vocab))


@given(docs())
def test_the_tree_is_the_pipelines(doc: Doc) -> None:
    tree = made(doc)
    assert tree.text == doc.text and len(tree) == len(doc)
    for mine, theirs in zip(tree, doc, strict=True):
        assert (mine.i, mine.idx, mine.text, mine.lower, mine.lemma, mine.pos, mine.dep, mine.space) == (
            *(theirs.i, theirs.idx, theirs.text, theirs.lower_, theirs.lemma_, theirs.pos_, theirs.dep_),
            bool(theirs.whitespace_),
        )
        assert mine.head.i == theirs.head.i
        assert [one.i for one in mine.children] == [one.i for one in theirs.children]
        assert [one.i for one in mine.subtree] == [one.i for one in theirs.subtree]
        assert [one.i for one in mine.ancestors] == [one.i for one in theirs.ancestors]
        assert (mine.is_punct, mine.is_quote, mine.is_digit) == (theirs.is_punct, theirs.is_quote, theirs.is_digit)


@given(docs())
def test_edges_are_the_first_and_last_word_below(doc: Doc) -> None:
    for token in made(doc):
        below = [one.i for one in token.subtree]
        assert (token.left_edge.i, token.right_edge.i) == (min(below), max(below))


@given(docs(), st.integers(0, 10), st.integers(0, 10))
def test_a_stretch_of_words_reads_as_the_pipeline_reads_it(doc: Doc, low: int, high: int) -> None:
    assert made(doc).words(low, high) == (doc[low:high].text if low < min(high, len(doc)) else "")


def test_no_word_stands_before_the_first() -> None:
    tree = made(Doc(BLANK.vocab, words=["Shells", "fell"]))
    assert tree[1].nbor(-1) is tree[0]
    with pytest.raises(IndexError, match="Shells"):
        tree[0].nbor(-1)
    with pytest.raises(IndexError):
        tree[1].nbor()
