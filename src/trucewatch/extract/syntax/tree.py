"""The words of a sentence and the tree they form: what every rule of `extract` walks.

Each word is made once, with its neighbours in the tree at hand, since rules take millions of steps. The layers of the
tree are those of Universal Dependencies, the frames PropBank's.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import overload

QUOTES = frozenset("\"'`«»“”‘’‚‛„‟‹›❮❯") | {"''", "``", "’’", "‘‘"}


@dataclass(frozen=True, eq=False)
class Argument:
    """One argument of a frame: PropBank's `label`, its words from `first` to `last`, and the `head` among them."""

    label: str
    first: Token
    last: Token
    head: Token


@dataclass(frozen=True, eq=False)
class Frame:
    """Who does what to whom at one predicate, as PropBank tells it.

    Attributes:
        roleset: the predicate's lemma and the number of its sense, "shell.01".
        sure: how much the encoder holds the word for a predicate; above 0 it does.
        args: its arguments, in text order.
    """

    roleset: str
    sure: float
    args: tuple[Argument, ...]

    def get(self, label: str) -> Argument | None:
        """The first argument of that label."""
        return next((one for one in self.args if one.label == label), None)


class Token:
    """One word of a `Tree`.

    Attributes:
        tree: the sentence's tree.
        i: the word's place in it.
        idx: where the word begins, in code points of the tree's text.
        text, lower, lemma: the word as it stands, in lower case, its dictionary form.
        pos, tag, dep: its UPOS, XPOS and relation to `head`; a root has the relation "ROOT" and is its own head.
        head: the word above.
        children: the words right below, in text order.
        left_edge, right_edge: the first and last word of all that hangs below, itself among them.
        space: whether white space follows.
        frame: what it says of its arguments, where it is a predicate.
        certainty: how sure the author seems that it is so, about −2 … +2: a weak sign.
        act: the kind of act that the network reads it as, were it one, and how likely it is one, 0 … 1.
    """

    __slots__ = (
        "act",
        "certainty",
        "children",
        "dep",
        "frame",
        "head",
        "i",
        "idx",
        "left_edge",
        "lemma",
        "lower",
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
        self.text, self.lemma, self.pos, self.tag, self.dep = layers
        self.lower = self.text.lower()
        self.space = space
        self.frame: Frame | None = None
        self.certainty = 0.0
        self.act: tuple[str, float] = ("", 0.0)

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
        return all(unicodedata.category(sign)[0] == "P" for sign in self.text)

    @property
    def is_quote(self) -> bool:
        """A quotation mark."""
        return self.text in QUOTES


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
