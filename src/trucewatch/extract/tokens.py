"""The words of a sentence and the tree they form: what every rule of `extract` walks.

A parser's own objects are views that are made anew at each step ("the head of", "the children of"), and rules take
millions of steps. Here each word is made once, with its neighbours in the tree at hand. The layers are those of
Universal Dependencies, whichever pipeline gave them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import overload

from spacy.attrs import DEP, HEAD, IDX, LEMMA, LOWER, NORM, ORTH, POS, SPACY, TAG
from spacy.lang.lex_attrs import is_punct, is_quote
from spacy.tokens import Doc
from spacy.vocab import Vocab

LAYERS = [ORTH, LOWER, NORM, LEMMA, POS, TAG, DEP]
PLACES = [IDX, SPACY, HEAD]


class Token:
    """One word of a `Tree`.

    Attributes:
        tree: the sentence's tree.
        i: the word's place in it.
        idx: where the word begins, in code points of the tree's text.
        text, lower, norm, lemma: the word as it stands, in lower case, as the parser saw it, its dictionary form.
        pos, tag, dep: its UPOS, XPOS and relation to `head`; a root has the relation "ROOT" and is its own head.
        head: the word above.
        children: the words right below, in text order.
        left_edge, right_edge: the first and last word of all that hangs below, itself among them.
        space: whether white space follows.
    """

    __slots__ = (
        "children",
        "dep",
        "head",
        "i",
        "idx",
        "left_edge",
        "lemma",
        "lower",
        "norm",
        "pos",
        "right_edge",
        "space",
        "tag",
        "text",
        "tree",
    )

    tree: Tree
    head: Token
    children: tuple[Token, ...]
    left_edge: Token
    right_edge: Token

    def __init__(self, i: int, idx: int, layers: Sequence[str], space: bool) -> None:
        self.i = i
        self.idx = idx
        self.text, self.lower, self.norm, self.lemma, self.pos, self.tag, self.dep = layers
        self.space = space

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return f"{self.text}/{self.i}"

    @property
    def subtree(self) -> Iterator[Token]:
        """The word and all below it, in text order."""
        own = False
        for child in self.children:
            if not own and child.i > self.i:
                own = True
                yield self
            yield from child.subtree
        if not own:
            yield self

    @property
    def ancestors(self) -> Iterator[Token]:
        """The words above, nearest first."""
        word = self
        while word.head is not word:
            word = word.head
            yield word

    def nbor(self, step: int = 1) -> Token:
        """The word `step` places on in the text.

        Raises:
            IndexError: the sentence has no such place.
        """
        if self.i + step < 0:
            raise IndexError(f"no word {-step} before {self.text!r}")
        return self.tree[self.i + step]

    @property
    def is_alpha(self) -> bool:
        """Letters alone."""
        return self.text.isalpha()

    @property
    def is_digit(self) -> bool:
        """Digits alone."""
        return self.text.isdigit()

    @property
    def is_space(self) -> bool:
        """White space alone."""
        return self.text.isspace()

    @property
    def is_punct(self) -> bool:
        """Marks alone."""
        return bool(is_punct(self.text))

    @property
    def is_quote(self) -> bool:
        """A quotation mark."""
        return bool(is_quote(self.text))


class Tree(Sequence[Token]):
    """The words of one sentence, in text order, joined to a tree."""

    def __init__(self, text: str, tokens: Sequence[Token], heads: Sequence[int]) -> None:
        """Join `tokens` by `heads`: for each word the place of the one above it, its own for a root."""
        self.text = text
        self._tokens = tuple(tokens)
        below: list[list[Token]] = [[] for _ in self._tokens]
        for token, head in zip(self._tokens, heads, strict=True):
            token.tree = self
            token.head = self._tokens[head]
            if head != token.i:
                below[head].append(token)
        first, last = list(range(len(below))), list(range(len(below)))
        for token in self._tokens:
            token.children = tuple(below[token.i])
            above = heads[token.i]
            while first[above] > token.i or last[above] < token.i:
                first[above], last[above] = min(first[above], token.i), max(last[above], token.i)
                above = heads[above]
        for token in self._tokens:
            token.left_edge, token.right_edge = self._tokens[first[token.i]], self._tokens[last[token.i]]

    @overload
    def __getitem__(self, place: int) -> Token: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Token, ...]: ...
    def __getitem__(self, place: int | slice) -> Token | tuple[Token, ...]:
        return self._tokens[place]

    def __len__(self) -> int:
        return len(self._tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self._tokens)

    def words(self, low: int, high: int | None = None) -> str:
        """The text from word `low` up to word `high`, which is left out; up to the end without it."""
        part = self._tokens[low:high]
        return self.text[part[0].idx : part[-1].idx + len(part[-1].text)] if part else ""


class Words(dict[int, str]):
    """A vocabulary's words by their numbers, each looked up once."""

    def __init__(self, vocabulary: Vocab) -> None:
        super().__init__()
        self._strings = vocabulary.strings

    def __missing__(self, number: int) -> str:
        self[number] = word = str(self._strings[number]) if number else ""
        return word


def tree_of(doc: Doc, words: Words, text: str | None = None, blanks: Sequence[tuple[int, int]] = ()) -> Tree:
    """The tree of `doc`, which holds one sentence.

    Args:
        doc: what the pipeline made of the sentence.
        words: the words of its vocabulary.
        text: the sentence as it stands in the document, where `doc` differs from it in blanks.
        blanks: from which places of `doc` on its words stand further on in `text`, and by how much, in order.
    """
    known = words.__getitem__
    layers = doc.to_array(LAYERS).tolist()
    places = doc.to_array(PLACES).astype("int64").tolist()
    further = _further([idx for idx, _, _ in places], blanks)
    tokens = [
        Token(i, idx + step, [*map(known, row)], bool(space))
        for i, (row, (idx, space, _), step) in enumerate(zip(layers, places, further, strict=True))
    ]
    written = str(doc.text) if text is None else text
    return Tree(written, tokens, [i + step for i, (_, _, step) in enumerate(places)])


def _further(places: Sequence[int], blanks: Sequence[tuple[int, int]]) -> list[int]:
    """How much further on each of `places` stands in the document."""
    out = [0] * len(places)
    for first, further in blanks:
        low = bisect_left(places, first)
        out[low:] = [further] * (len(places) - low)
    return out
