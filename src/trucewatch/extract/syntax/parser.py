"""Sentences and their trees.

Every sentence is parsed on its own, so that the gate may leave out the rest, and carries its offset: all that
leaves this module is in code points of the document's text. The shipped reader is `knowledge/reader`; the
folder of another, with the same files, can be named in its place.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from trucewatch.extract.syntax.conventions import (
    attach_opening_noun,
    is_gapped,
    is_noun_taken_for_verb,
    is_past_tense,
    settle,
)
from trucewatch.extract.syntax.encoder import Encoder, Reading
from trucewatch.extract.syntax.lemmas import lemma
from trucewatch.extract.syntax.tree import Argument, Frame, Token, Tree
from trucewatch.extract.syntax.words import word_spans
from trucewatch.knowledge import ROOT
from trucewatch.lexicon.datelines import dateline_end
from trucewatch.records.spans import Span

SHIPPED = ROOT / "reader"
ROOT_LABEL = "ROOT"


@dataclass(frozen=True)
class Sentence:
    """One parsed sentence: its `text` stands at `[start, end)` of the document's text.

    `index` is its place among all sentences of the document, parsed or not: neighbours differ by one.
    """

    index: int
    start: int
    end: int
    tree: Tree

    @property
    def text(self) -> str:
        """The sentence's words."""
        return self.tree.text

    def span(self, first: Token, last: Token | None = None) -> Span:
        """The span from `first` to `last` (both inclusive) in the document's text."""
        final = first if last is None else last
        begin, finish = first.idx, final.idx + len(final.text)
        return Span(start=self.start + begin, end=self.start + finish, quote=self.text[begin:finish])

    def whole(self) -> Span:
        """The sentence's own span."""
        return Span(start=self.start, end=self.end, quote=self.text)

    def tokens_in(self, start: int, end: int) -> list[Token]:
        """Tokens that overlap `[start, end)` of the document's text."""
        first = bisect_right(self.tree, start - self.start, key=_end)
        last = bisect_left(self.tree, end - self.start, lo=first, key=_start)
        return list(self.tree[first:last])


def _start(token: Token) -> int:
    return token.idx


def _end(token: Token) -> int:
    return token.idx + len(token.text)


class Parser:
    """The reader of sentences: words, trees, frames and certainty from one pass of one encoder."""

    def __init__(self, encoder: Encoder, name: str) -> None:
        self.encoder = encoder
        self.name = name

    def parse(
        self, text: str, spans: Sequence[tuple[int, int]], indexes: Sequence[int] | None = None
    ) -> list[Sentence]:
        """Parse the sentences of `text` at `spans`, in order.

        Args:
            text: the document's text.
            spans: where the sentences stand in it.
            indexes: their places among all sentences of the document; as they come where not given.
        """
        first = len(text) - len(text.lstrip())
        opened = [(dateline_end(text, start, end, opens=start == first), end) for start, end in spans]
        pieces = [text[start:end] for start, end in opened]
        places = [word_spans(piece) for piece in pieces]
        words = [[piece[low:high] for low, high in spots] for piece, spots in zip(pieces, places, strict=True)]
        numbers = range(len(spans)) if indexes is None else indexes
        return [
            Sentence(index, start, end, tree_of(piece, spots, reading))
            for index, (start, end), piece, spots, reading in zip(
                numbers, opened, pieces, places, self.encoder.read(words), strict=True
            )
        ]


def tree_of(text: str, places: Sequence[tuple[int, int]], reading: Reading) -> Tree:
    """The tree of the sentence `text`, whose words stand at `places`, with the frames of its predicates."""
    tokens: list[Token] = []
    heads: list[int] = []
    above, labels = list(reading.heads), list(reading.labels)
    lower = [text[low:high].lower() for low, high in places]
    opens_with_noun = is_noun_taken_for_verb(lower, reading.tags)
    settle(lower, above, labels, reading.arguments)
    if opens_with_noun:
        attach_opening_noun(above, labels)
    for i, (low, high) in enumerate(places):
        word, upos, tag, head = text[low:high], reading.upos[i], reading.tags[i], above[i]
        if i == 0 and opens_with_noun:
            upos, tag = "NOUN", "NNS"
        elif is_past_tense(i, reading.tags, above, labels):
            tag = "VBD"
        elif tag == "VBD" and (labels[i] == "acl" or is_gapped(i, above, labels, reading.arguments)):
            tag = "VBN"
        label = ROOT_LABEL if head < 0 else labels[i]
        space = high < len(text) and text[high].isspace()
        token = Token(i, low, (word, lemma(word, upos, tag), upos, tag, label), space)
        token.certainty, token.act = reading.certainty[i], reading.acts[i]
        tokens.append(token)
        heads.append(i if head < 0 else head)
    tree = Tree(text, tokens, heads)
    for i, arguments in reading.arguments.items():
        args = tuple(
            Argument(label, tree[low], tree[high - 1], top_of(tree, low, high)) for label, low, high in arguments
        )
        tokens[i].frame = Frame(f"{tokens[i].lemma.lower()}.{reading.senses[i]}", reading.predicate[i], args)
    return tree


def top_of(tree: Tree, low: int, high: int) -> Token:
    """The word of a stretch that hangs outside it, the first of several."""
    return next((word for word in tree[low:high] if not low <= word.head.i < high or word.head is word), tree[low])


def load_parser(name: str | None = None) -> Parser:
    """The shipped reader, or the one in the folder of that name.

    Raises:
        KnowledgeError: there is none, or its files do not belong together.
    """
    return Parser(Encoder(SHIPPED if name is None else Path(name)), name or "trucewatch")
