"""The network behind the reader: words of sentences in, scores and labels out. Nothing else knows of ONNX.

`knowledge/reader/README.md` says what it was trained on and how; `training/reader` trains it.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime

from trucewatch.errors import Fault, KnowledgeError
from trucewatch.extract.syntax.decoding import Argument, best_arguments, whole_tree
from trucewatch.extract.syntax.pieces import WordPieces

MAX_PIECES = 256  # of a sentence; what is beyond is read as one unknown

Array = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True)
class Reading:
    """What the network says of one sentence of n words; places count from 0, −1 is the root.

    Attributes:
        arcs: n × (n + 1), how well each word hangs on each other, the root first.
        heads, labels, upos, tags, senses: one a word; a sense is a number of PropBank's, as text.
        predicate: how much each word is a predicate; above 0 it is held for one.
        certainty: how sure the author is of it, about −2 … +2.
        acts: the likeliest kind of act for each word, were it one, and how likely it is one, 0 … 1.
        arguments: for the places of predicates, their arguments: (label, first word, the word after the last).
    """

    arcs: Array
    heads: list[int]
    labels: list[str]
    upos: list[str]
    tags: list[str]
    predicate: list[float]
    senses: list[str]
    certainty: list[float]
    acts: list[tuple[str, float]]
    arguments: dict[int, list[Argument]]


# Names in capitals that the uncased pieces would read as small words, by names that stand in the same places.
CAPITALS = {"IS": "ISIS", "US": "USA", "WHO": "UNICEF"}


class Encoder:
    """The shipped network.

    Args:
        folder: with `reader.onnx`, `labels.json`, `pieces.txt.gz`.

    Raises:
        KnowledgeError: a file is missing, or the network is not the one that the labels were written for.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            self.labels: dict[str, list[str]] = json.loads((folder / "labels.json").read_text(encoding="utf8"))
            vocabulary = gzip.decompress((folder / "pieces.txt.gz").read_bytes()).decode("utf8").split("\n")
            self._weights = (folder / "reader.onnx").read_bytes()
        except (OSError, ValueError) as error:
            raise KnowledgeError(
                Fault("knowledge.reader", f"cannot load the reader: {error}", where=str(folder))
            ) from error
        self.pieces = WordPieces(vocabulary)

    @property
    def digest(self) -> str:
        """The SHA-256 of the weights that the labels were written for."""
        return str(self.labels["sha256"])

    def check(self) -> None:
        """Raise KnowledgeError unless the weights are those that the labels were written for."""
        if hashlib.sha256(self._weights).hexdigest() != self.digest:
            message = "reader.onnx is not the file that labels.json names; install the package anew"
            raise KnowledgeError(Fault("knowledge.reader", message, where=str(self.folder)))

    @cached_property
    def _session(self) -> onnxruntime.InferenceSession:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1  # documents run side by side, not matrices
        options.log_severity_level = 3
        return onnxruntime.InferenceSession(self._weights, options, providers=["CPUExecutionProvider"])

    def read(self, sentences: Sequence[Sequence[str]]) -> list[Reading]:
        """Read sentences, each given as its words, at least one.

        One at a time: with weights of 8 bits a sentence's scores would hang on its neighbours in a batch, and on one
        thread a batch is no quicker.
        """
        return [self._run(self._encode(words)) for words in sentences]

    def _encode(self, words: Sequence[str]) -> tuple[list[int], list[int], list[int]]:
        """Pieces, their words' shapes, and the place of each word's first piece, the root's first."""
        ids, shapes, first = [self.pieces.opening], [0], [0]
        shouted = all(word.isupper() for word in words if word.isalpha())
        for word in words:
            own = self.pieces.of_word(word if shouted else CAPITALS.get(word, word))
            if len(ids) + len(own) > MAX_PIECES - 1:
                first.append(len(ids) - 1)
                continue
            first.append(len(ids))
            ids += own
            shapes += [shape(word)] * len(own)
        return [*ids, self.pieces.closing], [*shapes, 0], first

    def _run(self, row: tuple[list[int], list[int], list[int]]) -> Reading:
        ids, shapes, first = row
        end = len(first)
        given = {
            "ids": np.array([ids], np.int64),
            "shapes": np.array([shapes], np.int64),
            "mask": np.ones((1, len(ids)), np.int64),
            "first": np.array([first], np.int64),
            "words": np.ones((1, end), np.int64),
            "also": np.zeros((1, end), np.int64),
        }
        arcs, heads, labels, upos, tags, predicates, senses, certainty, acts, at, roles = self._session.run(None, given)
        decoded = best_arguments(roles, [end - 1] * len(at), self.labels["roles"])
        above = [head - 1 for head in heads[0, 1:].tolist()]
        return Reading(
            arcs[0, 1:],
            whole_tree(above, arcs[0, 1:]),
            [self.labels["deps"][k] for k in labels[0, 1:].tolist()],
            [self.labels["pos"][k] for k in upos[0, 1:].tolist()],
            [self.labels["tags"][k] for k in tags[0, 1:].tolist()],
            predicates[0, 1:].tolist(),
            [self.labels["senses"][k] for k in senses[0, 1:].tolist()],
            certainty[0, 1:].tolist(),
            self._acts(acts[0, 1:]),
            {place - 1: arguments for (_, place), arguments in zip(at.tolist(), decoded, strict=True)},
        )

    def _acts(self, scores: Array) -> list[tuple[str, float]]:
        """Scores, a row a word, the first column for no act → the likeliest kind of act, and how likely any is."""
        weights = np.exp(scores - scores.max(axis=1, keepdims=True))
        chance = 1.0 - weights[:, 0] / weights.sum(axis=1)
        kinds = [self.labels["acts"][k + 1] for k in scores[:, 1:].argmax(axis=1).tolist()]
        return list(zip(kinds, chance.tolist(), strict=True))


def shape(word: str) -> int:
    """How a word is written: 0 lower case, 1 a capital first, 2 capitals, 3 otherwise. The pieces are uncased."""
    if word.islower():
        return 0
    if word[:1].isupper():
        return 2 if len(word) > 1 and word.isupper() else 1
    return 3
