"""The shipped parser's network, for reading alone: the same sums as spaCy's and thinc's, with less work around them.

Training needs every layer's input kept and a way back through it; reading needs neither. A word's own vector depends on
nothing but the word and its norm, so it is worked out once; the layers that mix a word with its neighbours write into
one piece of memory each; and so does the parser's first layer. A word's dictionary form is looked up once. What is not
built as the shipped pipeline is stays as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

import numpy
from numpy.lib.stride_tricks import as_strided
from spacy.attrs import MORPH, NORM, ORTH, POS
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model
from threadpoolctl import ThreadpoolController

Array = numpy.ndarray[Any, numpy.dtype[numpy.float32]]
KNOWN_WORDS = 1 << 15  # vectors kept, 16 MB at width 128; a million words of news have about 40,000 forms
EPSILON = 1e-8  # as thinc's layer norm has it


class Network:
    """The components of the shipped pipeline, called on documents directly.

    Args:
        language: the shipped pipeline; its layers are replaced by this module's that do the same.
    """

    def __init__(self, language: Language) -> None:
        self._pipeline: list[tuple[str, Any]] = list(language.pipeline)
        self._lock = Lock()  # the layers write into memory of their own: one batch at a time
        self._threads = ThreadpoolController()
        components = dict(self._pipeline)
        layers = components["tok2vec"].model.layers
        embed, encode = layers
        layers[0] = _forward_only("word_vectors", WordVectors(embed), embed)
        layers[1] = _forward_only("windows", Windows.of(encode), encode)
        layers = components["parser"].model.layers
        layers[1] = _forward_only("state_vectors", StateVectors(layers[1]), layers[1])
        self._scores = ActionScores.of(layers[2])
        self._lemmas = Lemmas(components["lemmatizer"])

    def annotate(self, docs: Sequence[Doc]) -> None:
        """Tags, lemmas and trees of `docs`, which hold their tokens already."""
        # The arrays are small: where OpenBLAS cuts them up for threads, these wait for one another. On two busy cores
        # that takes three times the work of one thread, and workers stand in one another's way.
        with self._lock, self._threads.limit(limits=1, user_api="blas"):
            for name, component in self._pipeline if docs else ():
                if name == "parser":
                    component.set_annotations(docs, _parsed(component, docs, self._scores))
                elif name == "lemmatizer":
                    self._lemmas(docs)
                else:
                    component.set_annotations(docs, component.predict(docs))


def _parsed(parser: Any, docs: Sequence[Doc], score: ActionScores) -> list[Any]:
    """The final states of `docs`: all of them a step further at a time, the best action each (Nivre's arc-eager).

    spaCy's own loop gives the interpreter's lock back first, and then asks for it some thirty times a step.
    """
    model = parser.model.predict(docs)
    final = parser.moves.init_batch(docs)
    states = [state for state in final if not state.is_final()]
    while states:
        vectors = model.state2vec.predict(model.get_token_ids(states))
        states = parser.transition_states(states, score(vectors))
    model.clear_memory()
    return list(final)


def _forward_only(name: str, job: Callable[[Any], Any], replaced: Model[Any, Any]) -> Model[Any, Any]:
    """A layer that only predicts, of the dimensions and parameters of the one it stands for."""
    return Model(
        name,
        lambda model, given, is_train: (job(given), _no_way_back),
        dims={dim: replaced.maybe_get_dim(dim) for dim in replaced.dim_names},
        params={param: replaced.maybe_get_param(param) for param in replaced.param_names},
    )


def _no_way_back(_: object) -> object:
    raise RuntimeError("these layers only predict; a parser is trained by the recipe in training/parser")


class WordVectors:
    """Vectors of words by form and norm, each worked out once by the layers that `embed` holds."""

    def __init__(self, embed: Model[Any, Any]) -> None:
        self._embed = embed
        self._rows: dict[tuple[int, int], int] = {}
        self._table: Array = numpy.empty((KNOWN_WORDS, embed.get_dim("nO")), dtype=numpy.float32)

    def __call__(self, docs: Sequence[Doc]) -> list[Array]:
        """For each document an array of one row a word."""
        keys = [[(orth, norm) for orth, norm in doc.to_array([ORTH, NORM]).tolist()] for doc in docs]
        unknown = list(dict.fromkeys(key for one in keys for key in one if key not in self._rows))
        if len(self._rows) + len(unknown) > KNOWN_WORDS:
            self._rows.clear()
            unknown = list(dict.fromkeys(key for one in keys for key in one))
        if len(unknown) > KNOWN_WORDS:
            return list(self._embed.predict(docs))
        if unknown:
            self._learn(docs[0], unknown)
        rows = self._rows
        return [self._table[[rows[key] for key in one]] for one in keys]

    def _learn(self, like: Doc, keys: Sequence[tuple[int, int]]) -> None:
        words = Doc(like.vocab, words=[like.vocab.strings[orth] for orth, _ in keys])
        for token, (_, norm) in zip(words, keys, strict=True):
            token.norm_ = like.vocab.strings[norm]
        first = len(self._rows)
        self._table[first : first + len(keys)] = self._embed.predict([words])[0]
        self._rows.update((key, row) for row, key in enumerate(keys, start=first))


@dataclass
class Windows:
    """Layers that mix each word with its two neighbours: maxout over three pieces, layer norm, added to what came in.

    Between documents stand `pad` empty rows, as in training, so that none sees another.
    """

    pad: int
    layers: list[tuple[Array, Array, Array, Array]]
    _buffers: dict[str, Array] = field(default_factory=dict)

    @classmethod
    def of(cls, encode: Model[Any, Any]) -> Windows:
        """The layers of a `MaxoutWindowEncoder` of window 1."""
        layers = []
        for maxout, norm in zip(_named(encode, "maxout"), _named(encode, "layernorm"), strict=True):
            weights, bias = _weights(maxout, "W"), _weights(maxout, "b")  # (width, pieces, 3 * width), (width, pieces)
            by_piece = numpy.ascontiguousarray(weights.transpose(2, 1, 0).reshape(weights.shape[2], -1))
            layers.append(
                (by_piece, numpy.ascontiguousarray(bias.T.reshape(-1)), _weights(norm, "G"), _weights(norm, "b"))
            )
        return cls(encode.attrs["pad"], layers)

    def __call__(self, words: Sequence[Array]) -> list[Array]:
        """For each document its rows again, each aware of its surroundings."""
        width, starts, total = words[0].shape[1], [], 1 + self.pad
        for one in words:
            starts.append(total)
            total += len(one) + self.pad
        # One row more at either end: a window of the first or last row is then a plain stretch of memory.
        rows = self._memory("rows", total + 1, width)
        rows[:] = 0.0
        for start, one in zip(starts, words, strict=True):
            rows[start : start + len(one)] = one
        for weights, bias, gain, shift in self.layers:
            self._mix(rows, weights, bias, gain, shift)
        return [rows[start : start + len(one)].copy() for start, one in zip(starts, words, strict=True)]

    def _mix(self, rows: Array, weights: Array, bias: Array, gain: Array, shift: Array) -> None:
        """One layer, in place."""
        inner, width = len(rows) - 2, rows.shape[1]
        windows = self._memory("windows", inner, 3 * width)
        windows[:] = as_strided(rows, shape=windows.shape, strides=rows.strides)
        pieces = numpy.matmul(windows, weights, out=self._memory("pieces", inner, weights.shape[1]))
        pieces += bias
        best = numpy.maximum(pieces[:, :width], pieces[:, width : 2 * width], out=self._memory("best", inner, width))
        numpy.maximum(best, pieces[:, 2 * width :], out=best)
        best -= best.mean(axis=1, keepdims=True)
        spread = numpy.einsum("ij,ij->i", best, best) / width
        best *= (1.0 / numpy.sqrt(spread + EPSILON))[:, None]
        best *= gain
        best += shift
        rows[1:-1] += best

    def _memory(self, name: str, rows: int, width: int) -> Array:
        """Room for an array, kept from call to call: fresh memory costs more than the sums in it."""
        kept = self._buffers.get(name)
        if kept is None or len(kept) < rows:
            kept = self._buffers[name] = numpy.empty((rows, width), dtype=numpy.float32)
        return kept[:rows]


class StateVectors:
    """The parser's first layer for every word and every place in a state at once (spaCy's `PrecomputableAffine`)."""

    def __init__(self, lower: Model[Any, Any]) -> None:
        self._weights: Array = _weights(lower, "W")  # (places, hidden, pieces, width)
        self._padding: Array = _weights(lower, "pad")[0]
        self._room: Array = numpy.empty((0, 0), dtype=numpy.float32)

    def __call__(self, words: Array) -> Array:
        """The layer's output, whose first row stands for no word; good until the next call."""
        weights = self._weights
        if len(self._room) <= len(words):
            self._room = numpy.empty((len(words) + 1, self._padding.size), dtype=numpy.float32)
        room = self._room[: len(words) + 1]
        numpy.matmul(words, weights.reshape(-1, weights.shape[-1]).T, out=room[1:])
        shaped = room.reshape(len(room), *weights.shape[:3])
        shaped[0] = self._padding
        return shaped


@dataclass(frozen=True)
class ActionScores:
    """The parser's last layer: from vectors of states, one a row, to a score for each action."""

    weights: Array
    bias: Array

    @classmethod
    def of(cls, upper: Model[Any, Any]) -> ActionScores:
        """The layer's parameters."""
        [linear] = _named(upper, "linear")
        return cls(numpy.ascontiguousarray(_weights(linear, "W").T), _weights(linear, "b"))

    def __call__(self, vectors: Array) -> Array:
        """The scores, a row for each state."""
        scores: Array = vectors @ self.weights
        scores += self.bias
        return scores


class Lemmas:
    """Dictionary forms by word, part of speech and morphology."""

    def __init__(self, lemmatizer: Any) -> None:
        self._lemmatizer = lemmatizer
        self._known: dict[tuple[int, ...], int] = {}

    def __call__(self, docs: Sequence[Doc]) -> None:
        """Give every word of `docs`, tagged already, its form."""
        if len(self._known) > KNOWN_WORDS:
            self._known.clear()
            self._lemmatizer.cache.clear()
        for doc in docs:
            for token, row in zip(doc, doc.to_array([ORTH, POS, MORPH]).tolist(), strict=True):
                key = tuple(row)
                if key not in self._known:
                    self._known[key] = doc.vocab.strings.add(self._lemmatizer.lemmatize(token)[0])
                token.lemma = self._known[key]


def _weights(model: Model[Any, Any], name: str) -> Array:
    """A layer's own array, not a copy."""
    return numpy.asarray(model.get_param(name))


def _named(model: Model[Any, Any], name: str) -> list[Model[Any, Any]]:
    return [node for node in model.walk(order="dfs_pre") if node.name == name]
