"""Teach the reader which words tell an act, and of what kind: a branch over the trained encoder, which stays as it is.

    python acts.py --encoder DIR --checkpoint epoch-8.pt --marked DIR --out DIR [--tests DIR] [--epochs 5]

Learns from `training/acts/*.txt`: a paragraph a line, each word that carries an act marked with its kind,
`Rebels [[shelled|shelling]] Taiz.` The branch begins as the last layers of the encoder as its makers ship it, reads
what the layer below them gives, and has one score a kind; trees and frames are the same with it and without.
OUT/acts.pt is the checkpoint with the branch. The same arguments, machine and number of threads give the same weights.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
import torch.nn.functional as F
from data import Item, batches, encode, inputs
from model import Reader
from torch import Tensor
from transformers import AutoModel

from trucewatch.extract.syntax.pieces import WordPieces
from trucewatch.extract.syntax.sentences import sentence_spans
from trucewatch.extract.syntax.words import word_spans

MARK = re.compile(r"\[\[(.+?)\|(\w+)\]\]")
NONE = -100  # what no loss is taken at
BATCH = 400  # pieces
HEAD_FASTER = 3.3  # how much faster the scores learn than the branch

Marked = tuple[Item, list[str]]


def marked_items(folder: Path) -> Iterator[Marked]:
    """The sentences of a folder's files, each with a kind of act a word, "" where it tells none."""
    for path in sorted(folder.glob("*.txt")):
        for number, line in enumerate(path.read_text(encoding="utf8").splitlines(), 1):
            if line.strip() and not line.startswith("#"):
                yield from _sentences(line, f"{path.name}:{number}")


def _sentences(line: str, where: str) -> Iterator[Marked]:
    text = MARK.sub(lambda found: found[1], line)
    marks, cut = [], 0
    for found in MARK.finditer(line):
        start = found.start() - cut
        marks.append((start, start + len(found[1]), found[2]))
        cut += len(found[0]) - len(found[1])
    for start, end in sentence_spans(text):
        places = [(start + low, start + high) for low, high in word_spans(text[start:end])]
        kinds = [next((kind for a, b, kind in marks if a < high and low < b), "") for low, high in places]
        if places:
            yield Item(where, words=[text[low:high] for low, high in places]), kinds


def below(model: Reader, items: Sequence[Item]) -> dict[str, Tensor]:
    """What the layer under the branch gives for each sentence, by its words: it never changes."""
    found: dict[str, Tensor] = {}
    with torch.inference_mode():
        for batch in batches(items, 4 * BATCH):
            ids, shapes, mask, first, _ = inputs([items[i] for i in batch])
            for i, states in zip(batch, model.under_branch(ids, shapes, mask, first), strict=True):
                found[" ".join(items[i].words)] = states[: len(items[i].pieces)].clone()
    return found


def acts_of(model: Reader, rows: Sequence[Item], states: dict[str, Tensor]) -> Tensor:
    """A score a kind for each word of a batch."""
    _, _, mask, first, _ = inputs(rows)
    held = torch.nn.utils.rnn.pad_sequence([states[" ".join(row.words)] for row in rows], batch_first=True)
    return model.acts(held, mask, first)


def score(model: Reader, items: Sequence[Marked], states: dict[str, Tensor], names: list[str]) -> dict[str, float]:
    """Precision and recall of words that tell an act, and how many of those found have the kind."""
    found = right = told = same = 0
    rows = [item for item, _ in items]
    model.eval()
    with torch.inference_mode():
        for batch in batches(rows, BATCH):
            guess = acts_of(model, [rows[i] for i in batch], states).argmax(-1)
            for k, i in enumerate(batch):
                for place, kind in enumerate(items[i][1]):
                    said = names[int(guess[k, place + 1])]
                    told += bool(kind)
                    found += bool(said)
                    right += bool(said and kind)
                    same += bool(said and said == kind)
    figures = {"p": right / max(found, 1), "r": right / max(told, 1), "kind": same / max(right, 1), "n": told}
    return {name: round(value, 3) for name, value in figures.items()}


def teach(
    model: Reader, items: Sequence[Marked], tests: Sequence[Marked], names: list[str], a: argparse.Namespace
) -> None:
    """Train the branch and its scores, the rate of learning rising and then falling to nothing."""
    rows = [item for item, _ in items]
    states = below(model, [*rows, *(item for item, _ in tests)])
    numbers = {name: k for k, name in enumerate(names)}
    optimiser = torch.optim.AdamW(
        [
            {"params": [*model.branch.parameters()], "lr": a.rate},
            {"params": [*model.act.parameters()], "lr": a.rate * HEAD_FASTER},
        ],
        weight_decay=0.01,
    )
    rng = random.Random(a.seed)
    total = len(batches(rows, BATCH)) * a.epochs
    plan = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda k: min((k + 1) / (0.1 * total), max(0.0, (total - k) / (0.9 * total)))
    )
    start = time.time()
    for epoch in range(1, a.epochs + 1):
        model.train()
        for batch in batches(rows, BATCH, rng):
            said = acts_of(model, [rows[i] for i in batch], states)
            gold = [[NONE, *(numbers[kind] for kind in items[i][1])] for i in batch]
            wanted = torch.tensor([row + [NONE] * (said.size(1) - len(row)) for row in gold])
            loss = F.cross_entropy(said.flatten(0, 1), wanted.flatten(), ignore_index=NONE)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_([*model.branch.parameters(), *model.act.parameters()], 5.0)
            optimiser.step()
            plan.step()
        print(epoch, json.dumps(score(model, tests or items, states, names)), f"{time.time() - start:.0f}s", flush=True)


def main() -> None:
    """Read the marked sentences, teach the branch, write the checkpoint."""
    p = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    for name in ("encoder", "checkpoint", "marked", "out"):
        p.add_argument(f"--{name}", type=Path, required=True)
    for name, value in (("epochs", 5), ("threads", 1), ("seed", 0)):
        p.add_argument(f"--{name}", type=int, default=value)
    p.add_argument("--tests", type=Path, help="marked texts to score on after each epoch")
    p.add_argument("--rate", type=float, default=3e-4)
    a = p.parse_args()
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    kept = torch.load(a.checkpoint)
    items = [*marked_items(a.marked)]
    tests = [*marked_items(a.tests)] if a.tests else []
    names = ["", *sorted({kind for _, kinds in items for kind in kinds} - {""})]
    kept["vocab"]["acts"] = {name: k for k, name in enumerate(names)}
    pieces = WordPieces((a.encoder / "vocab.txt").read_text(encoding="utf8").split("\n"))
    for item, _ in [*items, *tests]:
        encode(item, pieces)
    encoder = AutoModel.from_pretrained(a.encoder, add_pooling_layer=False, attn_implementation="eager")
    model = Reader(encoder, kept["vocab"])  # its branch is the encoder's as shipped; the trained weights come next
    model.load_state_dict(
        {k: v for k, v in kept["state"].items() if not k.startswith(("branch.", "act."))}, strict=False
    )
    model.eval()
    teach(model, items, tests, names, a)
    a.out.mkdir(parents=True, exist_ok=True)
    torch.save({"state": model.state_dict(), "vocab": kept["vocab"]}, a.out / "acts.pt")


if __name__ == "__main__":
    main()
