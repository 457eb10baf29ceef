"""Sentences to learn from: trees, frames and certainty of one sentence side by side, and what the encoder is fed.

UD English EWT and GUM's free genres give trees; PropBank on EWT and our own sentences of the trade give frames; UDS
certainty. What a sentence has no gold for gives no loss.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from own import all_sentences, read_trees, tokenised

from trucewatch.extract.syntax.encoder import shape
from trucewatch.extract.syntax.words import word_spans

ROLES = [
    "ARG0",
    "ARG1",
    "ARG2",
    "ARG3",
    "ARG4",
    "ARGM-TMP",
    "ARGM-LOC",
    "ARGM-NEG",
    "ARGM-MOD",
    "ARGM-ADV",
    "ARGM-MNR",
    "ARGM-CAU",
    "ARGM-PRP",
    "ARGM-DIS",
    "ARGM-LVB",
    "ARGM-DIR",
    "ARGM-GOL",
    "ARGM-PRD",
    "ARGM-EXT",
    "ARGM-COM",
    "R-ARG0",
    "R-ARG1",
    "C-ARG1",
    "OTHER",
]
AUXILIARY = {"be.03", "have.01", "do.01"}  # frames of auxiliaries, which tell nothing
SHAPES = ("lower", "title", "upper", "other")  # the encoder is uncased: how a word is written is told beside its pieces
MAX_PIECES = 256


@dataclass
class Item:
    """A sentence with what gold there is. Heads count from 1, 0 is the root; frames and facts go by word, from 0."""

    sid: str
    words: list[str] = field(default_factory=list)
    heads: list[int] | None = None
    deps: list[str] | None = None
    pos: list[str] | None = None
    tags: list[str] | None = None
    frames: dict[int, tuple[str, list[tuple[str, int, int]]]] | None = None
    facts: dict[int, tuple[float, float]] | None = None
    weight: float = 1.0
    pieces: list[int] = field(default_factory=list)
    shapes: list[int] = field(default_factory=list)
    first: list[int] = field(default_factory=list)


def cut(surface: str, forms: Sequence[str]) -> list[str]:
    """The surface of a multiword token, cut into as many pieces as it has words."""
    if "".join(forms) == surface:
        return list(forms)
    out: list[str] = []
    at = 0
    for left, form in zip(range(len(forms), 0, -1), forms, strict=True):
        room = len(surface) - at - (left - 1)
        out.append(surface[at : at + (room if left == 1 else max(1, min(len(form), room)))])
        at += len(out[-1])
    return out


def trees(path: Path) -> Iterator[Item]:
    """The sentences of a CoNLL-U file."""
    for block in path.read_text(encoding="utf8").split("\n\n"):
        item = Item("", heads=[], deps=[], pos=[], tags=[])
        whole: tuple[int, int, str] | None = None
        for line in block.splitlines():
            if line.startswith("# sent_id = "):
                item.sid = line[12:].strip()
            columns = line.split("\t")
            if line.startswith("#") or "." in columns[0]:
                continue
            if "-" in columns[0]:
                low, high = map(int, columns[0].split("-"))
                whole = (low, high, columns[1])
                continue
            item.words.append(columns[1])
            assert item.heads is not None and item.deps is not None and item.pos is not None and item.tags is not None
            item.heads.append(int(columns[6]))
            item.deps.append(columns[7])
            item.pos.append(columns[3])
            item.tags.append(columns[4])
            if whole and int(columns[0]) == whole[1]:
                item.words[whole[0] - 1 :] = cut(whole[2], item.words[whole[0] - 1 :])
                whole = None
        if item.words:
            yield item


def records(path: Path) -> Iterator[Any]:
    """The objects of a file of JSON lines."""
    with path.open(encoding="utf8") as lines:
        yield from map(json.loads, lines)


def join(items: Sequence[Item], frames: Path, facts: Path) -> list[Item]:
    """Lay frames and certainty over the trees of the same sentences."""
    by = {item.sid: item for item in items}
    for record in records(frames):
        item = by.get(record["id"])
        if item is None or len(item.words) != len(record["tokens"]):
            continue
        item.frames = {}
        for frame in record["frames"]:
            if frame["roleset"] not in AUXILIARY and not frame.get("partial"):
                sense = frame["roleset"].rpartition(".")[2]
                item.frames.setdefault(frame["token"], (sense, [(a, b, c) for a, b, c in frame["args"]]))
    for record in records(facts):
        if item := by.get(record["id"]):
            item.facts = {t["token"]: (max(-2.0, min(2.0, t["value"])), t["confidence"]) for t in record["targets"]}
    return list(items)


def own_items(folder: Path, *, test: bool = False) -> Iterator[Item]:
    """Our own sentences, with their frames, and their trees where `trees.conllu` has them word for word."""
    gold = read_trees(folder / "trees.conllu")
    for sentence in all_sentences(folder, test=test):
        places = word_spans(sentence.text)
        item = Item(sentence.where, words=[sentence.text[low:high] for low, high in places])
        item.frames = tokenised(sentence, places)
        rows = gold.get(sentence.text, [])
        if [row[1] for row in rows] == item.words:
            item.pos, item.tags = [row[3] for row in rows], [row[4] for row in rows]
            item.heads, item.deps = [int(row[6]) for row in rows], [row[7] for row in rows]
        yield item


def encode(item: Item, pieces: Any) -> Item:
    """Give `item` its pieces: `first` has the place of each word's first piece, the opening mark's first."""
    if len(item.pieces):
        return item
    ids, shapes, first = [pieces.opening], [0], [0]
    for word in item.words:
        own = pieces.of_word(word)[: MAX_PIECES - 2]
        if len(ids) + len(own) > MAX_PIECES - 1:
            first.append(len(ids) - 1)
            continue
        first.append(len(ids))
        ids += own
        shapes += [shape(word)] * len(own)
    item.pieces, item.shapes, item.first = [*ids, pieces.closing], [*shapes, 0], first
    return item


def role(label: str) -> str:
    """The label as the network knows it."""
    return label if label in ROLES else "OTHER"


def bio(args: Sequence[tuple[str, int, int]], n: int) -> list[int]:
    """The roles of one predicate as a tag a word: 0 for none, 1 + 2k where role k begins, 2 + 2k where it goes on."""
    tags = [0] * n
    for label, a, b in args:
        k = 1 + 2 * ROLES.index(role(label))
        tags[a:b] = [k] + [k + 1] * (b - a - 1)
    return tags


def batches(items: Sequence[Item], size: int, rng: random.Random | None = None) -> list[list[int]]:
    """Places of sentences of about one length, at most `size` pieces with padding; shuffled where `rng` is given."""
    order = sorted(range(len(items)), key=lambda i: len(items[i].pieces) + (rng.random() * 6 if rng else 0))
    out: list[list[int]] = []
    current: list[int] = []
    widest = 0
    for i in order:
        widest = max(widest, len(items[i].pieces))
        if current and widest * (len(current) + 1) > size:
            out.append(current)
            current, widest = [], len(items[i].pieces)
        current.append(i)
    out.append(current)
    if rng:
        rng.shuffle(out)
    return out


def inputs(rows: Sequence[Item]) -> tuple[torch.Tensor, ...]:
    """`ids`, `shapes`, `mask` (a piece each); `first`, `words` (1 at the root and at each word)."""

    def padded(lists: list[list[int]]) -> torch.Tensor:
        return torch.nn.utils.rnn.pad_sequence([torch.tensor(x) for x in lists], batch_first=True)

    return (
        padded([r.pieces for r in rows]),
        padded([r.shapes for r in rows]),
        padded([[1] * len(r.pieces) for r in rows]),
        padded([r.first for r in rows]),
        padded([[1] * len(r.first) for r in rows]),
    )
