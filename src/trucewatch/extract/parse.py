"""Sentences and their trees.

Every sentence is parsed on its own, so that the gate may leave out the rest, and carries its offset: all that
leaves this module is in code points of the document's text. The shipped pipeline is `knowledge/parser`; any
spaCy pipeline with Universal Dependencies labels can be named in its place.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model, NumpyOps, set_current_ops

from trucewatch.errors import Fault, KnowledgeError
from trucewatch.extract.mending import mended
from trucewatch.extract.network import Network
from trucewatch.extract.tokens import Token, Tree, Words, tree_of
from trucewatch.knowledge import ROOT, load_yaml
from trucewatch.records.spans import Span

SHIPPED = ROOT / "parser"
# Lone halves of a pair, which spaCy cannot hash, are replaced one for one, so that offsets stand.
SURROGATES = re.compile("[\ud800-\udfff]")
# Blanks that a parser would take for words; it reads one plain blank in their place.
BLANKS = re.compile(r"\s{2,}|[^\S ]")
# "BEIRUT/WASHINGTON, Sept 17 (Agency) - ", "Damascus, SANA - ": what stands before the first sentence is none of it.
DATELINE = re.compile(
    r"(?:[A-Z]{3,}[\w.'’-]*(?:[ /,]+[A-Z0-9][\w.'’-]*){0,6}\s*(?:\([^()\n]{2,40}\)\s*)?"
    r"|[A-Z][\w.'’-]*(?:[ /,]+[A-Z0-9][\w.'’-]*){0,6}\s*(?:\([^()\n]{2,40}\)|, ?[A-Z]{2,}[\w.]*)\s*)"
    r"(?:--|[-–—])\s+(?=[A-Z\"“])"
)
MAX_DATELINE = 100  # characters
BATCH = 64  # sentences


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
    """A spaCy pipeline behind one method."""

    def __init__(self, language: Language, name: str, network: Network | None = None) -> None:
        self.language = language
        self.name = name
        self._network = network
        self._words = Words(language.vocab)

    def parse(
        self, text: str, spans: Sequence[tuple[int, int]], indexes: Sequence[int] | None = None
    ) -> list[Sentence]:
        """Parse the sentences of `text` at `spans`, in order.

        Args:
            text: the document's text.
            spans: where the sentences stand in it.
            indexes: their places among all sentences of the document; as they come where not given.
        """
        opened = [(_opening(text, start, end), end) for start, end in spans]
        pieces = [SURROGATES.sub("\ufffd", text[start:end]) for start, end in opened]
        docs = self.docs([BLANKS.sub(" ", piece) for piece in pieces])
        numbers = range(len(spans)) if indexes is None else indexes
        return [
            Sentence(index, start, end, tree_of(doc, self._words, piece, _blanks(piece)))
            for index, (start, end), piece, doc in zip(numbers, opened, pieces, docs, strict=True)
        ]

    def docs(self, pieces: Sequence[str]) -> Iterator[Doc]:
        """What the pipeline makes of each piece of text, mended, in order; a piece is one sentence."""
        if self._network is None:
            yield from map(mended, self.language.pipe(pieces, batch_size=BATCH))
            return
        for first in range(0, len(pieces), BATCH):
            docs = [self.language.make_doc(piece) for piece in pieces[first : first + BATCH]]
            self._network.annotate(docs)
            yield from map(mended, docs)


def _opening(text: str, start: int, end: int) -> int:
    """Where the words of a sentence begin: after a dateline, which a parser takes for its main clause."""
    dateline = DATELINE.match(text, start, min(end, start + MAX_DATELINE))
    return start if dateline is None or dateline.end() >= end else dateline.end()


def _blanks(piece: str) -> list[tuple[int, int]]:
    """For each run of blanks that the parser saw as one: where the words after it begin for the parser, and how much
    further on they stand in `piece`."""
    found: list[tuple[int, int]] = []
    left_out = 0
    for run in BLANKS.finditer(piece):
        if run.end() - run.start() > 1:
            left_out += run.end() - run.start() - 1
            found.append((run.end() - left_out, left_out))
    return found


def load_parser(name: str | None = None) -> Parser:
    """The shipped parser, or the spaCy pipeline of that name or path.

    Raises:
        KnowledgeError: there is none of that name, or it has no dependency parser.
    """
    # NumPy's OpenBLAS beats thinc's bundled BLIS here; benchmarks/speed.py shows by how much.
    set_current_ops(NumpyOps(use_blis=False))
    path: str | Path = SHIPPED if name is None else name
    try:
        language = spacy.load(path)
    except (OSError, ValueError) as error:
        raise KnowledgeError(Fault("knowledge.parser", f"cannot load parser: {error}", where=str(path))) from error
    if not language.has_pipe("parser"):
        message = f"has {language.pipe_names}, no parser with Universal Dependencies labels"
        raise KnowledgeError(Fault("knowledge.parser", message, where=str(path)))
    _widen(language)
    if name is not None:
        return Parser(language, name)
    _teach_norms(language)
    _index_lemmas(language)
    return Parser(language, "trucewatch", Network(language))


def _teach_norms(language: Language) -> None:
    """Let the shipped parser see rare words of war as the common words of their kind (`knowledge/norms.yaml`)."""
    for norm, words in load_yaml("norms.yaml")["norms"].items():
        for word in words:
            for form in (word, word.capitalize(), word.upper()):
                language.vocab[form].norm_ = norm


def _index_lemmas(language: Language) -> None:
    """Let the lemmatizer look its words up, where the tables as they are stored have it go through lists."""
    lemmatizer: Any = language.get_pipe("lemmatizer")
    known = lemmatizer.lookups.get_table("lemma_index")
    for kind, words in list(known.items()):
        known[kind] = frozenset(words)


def _widen(language: Language) -> None:
    """Give weights that are stored in 16 bits the 32 that the layers calculate with."""
    for _, component in language.pipeline:
        model = getattr(component, "model", None)
        if isinstance(model, Model):
            for node in model.walk():
                for name in node.param_names:
                    if node.has_param(name):
                        weights: Any = node.get_param(name)
                        node.set_param(name, weights.astype(numpy.float32))
    language.vocab.vectors.data = language.vocab.vectors.data.astype(numpy.float32)
