"""Train the reader: trees, frames and certainty from one encoder, jointly.

    python train.py --encoder DIR --gold DIR --own DIR --out DIR [--epochs 5] [--own-epochs 3]

The first epochs learn from the treebanks alone, the last from these and our own sentences. The same arguments, machine
and number of threads give the same weights. After each epoch the dev parts are scored and OUT/epoch-N.pt is written.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from data import Item, batches, bio, encode, inputs, join, own_items, trees
from model import Reader
from scoring import score
from transformers import AutoModel

from trucewatch.extract.syntax.pieces import WordPieces

NONE = -100  # what no loss is taken at
SENSES = 12  # the commonest numbers of senses; the rest are one
BATCH = 900  # pieces
OWN_TIMES = 3  # how often our own sentences stand beside the treebanks' in an epoch: one in five


def targets(rows: Sequence[Item], vocab: dict[str, dict[str, int]], width: int) -> dict[str, torch.Tensor]:
    """Gold of one batch; NONE where there is none."""

    def line(lists: list[list[int]]) -> torch.Tensor:
        return torch.tensor([[NONE] + x + [NONE] * (width - 1 - len(x)) for x in lists])

    gold = {"heads": line([r.heads or [] for r in rows])}
    for key in ("deps", "pos", "tags"):
        gold[key] = line([[vocab[key].get(x, NONE) for x in getattr(r, key) or []] for r in rows])
    gold["pred"] = line(
        [[int(t in r.frames) for t in range(len(r.words))] if r.frames is not None else [] for r in rows]
    )
    flat = [(k, t, s, args) for k, r in enumerate(rows) for t, (s, args) in (r.frames or {}).items()]
    gold["at"] = torch.tensor([[k, t + 1] for k, t, _, _ in flat]).view(-1, 2)
    rest = vocab["senses"]["rest"]
    gold["sense"] = torch.tensor([vocab["senses"].get(s, rest) for _, _, s, _ in flat], dtype=torch.long)
    roles = [bio(args, len(rows[k].words)) for k, _, _, args in flat]
    gold["roles"] = line(roles) if flat else torch.zeros(0, width, dtype=torch.long)
    facts = [(k, t + 1, v, c) for k, r in enumerate(rows) for t, (v, c) in (r.facts or {}).items()]
    gold["facts"] = torch.tensor(facts).view(-1, 4)
    return gold


def losses(model: Reader, rows: Sequence[Item], vocab: dict[str, dict[str, int]]) -> dict[str, torch.Tensor]:
    """The loss of each head on one batch."""
    ids, shapes, mask, first, words = inputs(rows)
    gold = targets(rows, vocab, words.size(1))
    w = model.encode(ids, shapes, mask, first)
    arcs = model.arcs(w, words)
    parts: dict[str, torch.Tensor] = {}
    real = gold["heads"] != NONE
    if real.any():
        parts["arc"] = F.cross_entropy(arcs[real], gold["heads"][real])
        parts["rel"] = F.cross_entropy(
            model.labels(w, gold["heads"].clamp(min=0))[real], gold["deps"][real], ignore_index=NONE
        )
        upos = F.cross_entropy(model.upos(w)[real], gold["pos"][real], ignore_index=NONE)
        tags = gold["tags"][real]
        xpos = F.cross_entropy(model.xpos(w)[real], tags, ignore_index=NONE) if (tags != NONE).any() else 0.0
        parts["tags"] = 0.3 * (upos + xpos)
    known = gold["pred"] != NONE
    if known.any():
        parts["pred"] = F.binary_cross_entropy_with_logits(
            model.pred(w).squeeze(-1)[known], gold["pred"][known].float()
        )
    if len(gold["at"]):
        b, i = gold["at"].T
        parts["sense"] = 0.3 * F.cross_entropy(model.sense(w[b, i]), gold["sense"])
        with torch.no_grad():  # the tree as the network sees it now, as at run time
            heads = model.heads(arcs, words)
            labels = model.labels(w, heads).argmax(-1)
        roles = model.roles(w, b, i, words, heads, labels)
        parts["roles"] = 2.0 * F.cross_entropy(roles.flatten(0, 1), gold["roles"].flatten(), ignore_index=NONE)
    if len(gold["facts"]):
        b, i, v, c = gold["facts"].T
        said = model.fact(w).squeeze(-1)[b.long(), i.long()]
        parts["fact"] = 0.5 * (F.smooth_l1_loss(said, v, reduction="none") * c).sum() / c.sum().clamp(min=1e-6)
    return parts


def vocabulary(items: Sequence[Item]) -> dict[str, dict[str, int]]:
    """The labels that the network knows, with their numbers."""
    vocab: dict[str, dict[str, int]] = {}
    for key in ("deps", "pos", "tags"):
        vocab[key] = {x: i for i, x in enumerate(sorted({x for item in items for x in getattr(item, key) or []}))}
    senses = Counter(s for item in items for s, _ in (item.frames or {}).values())
    vocab["senses"] = {x: i for i, x in enumerate([x for x, _ in senses.most_common(SENSES)] + ["rest"])}
    return vocab


def run(
    model: Reader,
    train: list[Item],
    dev: list[Item],
    vocab: dict[str, dict[str, int]],
    a: argparse.Namespace,
    epochs: range,
    rate: float,
    tests: list[Item] | None = None,
) -> None:
    """Train for `epochs`, the rate of learning rising to `rate` and falling to nothing."""
    rng = random.Random(a.seed + epochs.start)
    heads = [q for name, q in model.named_parameters() if not name.startswith("enc.")]
    groups = [{"params": [*model.enc.parameters()], "lr": rate}, {"params": heads, "lr": rate * 6.7}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98), fused=True)
    total = len(batches(train, BATCH)) * len(epochs)
    warm = max(1, int(0.08 * total))
    plan = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda k: min((k + 1) / warm, max(0.0, (total - k) / (total - warm)))
    )
    start, step = time.time(), 0
    for epoch in epochs:
        model.train()
        seen = defaultdict(list)
        for batch in batches(train, BATCH, rng):
            parts = losses(model, [train[i] for i in batch], vocab)
            optimiser.zero_grad()
            sum(parts.values()).backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimiser.step()
            plan.step()
            step += 1
            for key, value in parts.items():
                seen[key].append(value.item())
            if step % 100 == 0:
                means = {k: round(float(np.mean(v[-100:])), 3) for k, v in seen.items()}
                print(step, total, means, f"{time.time() - start:.0f}s", flush=True)
        model.eval()
        with torch.inference_mode():
            figures = score(dev, lambda *x: [y.numpy() for y in model(*x)], vocab)
            own = score(tests, lambda *x: [y.numpy() for y in model(*x)], vocab) if tests else {}
        print("EPOCH", epoch, json.dumps(figures), json.dumps({"own": own}), f"{time.time() - start:.0f}s", flush=True)
        torch.save({"state": model.state_dict(), "vocab": vocab, "figures": figures}, a.out / f"epoch-{epoch}.pt")


def main() -> None:
    """Read the gold, train, score."""
    p = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    for name in ("encoder", "gold", "own", "out"):
        p.add_argument(f"--{name}", type=Path, required=True)
    for name, value in (("epochs", 5), ("own-epochs", 3), ("threads", 1), ("seed", 0), ("limit", 0)):
        p.add_argument(f"--{name}", type=int, default=value)
    p.add_argument("--start", type=Path, help="a checkpoint of the first epochs to go on from")
    a = p.parse_args()
    a.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    torch.use_deterministic_algorithms(True)
    pieces = WordPieces((a.encoder / "vocab.txt").read_text(encoding="utf8").split("\n"))
    syntax, frames, facts = a.gold / "syntax", a.gold / "frames", a.gold / "factuality"
    train = join(
        [*trees(syntax / "train.conllu"), *trees(syntax / "gum-train.conllu")],
        frames / "train.jsonl",
        facts / "uds-train.jsonl",
    )
    dev = join([*trees(syntax / "dev.conllu")], frames / "dev.jsonl", facts / "uds-dev.jsonl")
    if a.limit:
        train, dev = train[: a.limit], dev[: a.limit]
    vocab = vocabulary(train)
    own = [*own_items(a.own)] if a.own_epochs else []
    tests = [*own_items(a.own, test=True)] if a.own_epochs else []
    for item in [*train, *dev, *own, *tests]:
        encode(item, pieces)
    model = Reader(AutoModel.from_pretrained(a.encoder, add_pooling_layer=False, attn_implementation="eager"), vocab)
    print(
        json.dumps({"parameters": sum(q.numel() for q in model.parameters()), "train": len(train), "own": len(own)}),
        flush=True,
    )
    if a.start:
        model.load_state_dict(torch.load(a.start)["state"])
    else:
        run(model, train, dev, vocab, a, range(1, a.epochs + 1), 1.5e-4)
    if own:
        run(
            model,
            train + OWN_TIMES * own,
            dev,
            vocab,
            a,
            range(a.epochs + 1, a.epochs + a.own_epochs + 1),
            0.8e-4,
            tests,
        )


if __name__ == "__main__":
    main()
