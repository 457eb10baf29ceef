"""What the reader is worth on sentences with gold words: trees, frames, certainty."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import torch
from data import ROLES, Item, batches, inputs, role


def spans(scores: Any, lengths: Sequence[int]) -> list[list[tuple[str, int, int]]]:
    """The best well-formed sequence of tags of each row as [(role, first, end)] in words; each core role once."""
    s = scores.astype(np.float32).copy()
    rows, width, kinds = s.shape
    if not rows:
        return []
    off = np.arange(width)[None] > np.asarray(lengths)[:, None]
    off[:, 0] = True
    s[off] = -1e6
    s[off, 0] = 0.0
    begins, inners = np.arange(1, kinds, 2), np.arange(2, kinds, 2)
    best, back = s[:, 0], np.zeros((rows, width, kinds), np.int16)
    for t in range(1, width):
        inner = best[:, begins] >= best[:, inners]
        back[:, t] = best.argmax(1)[:, None]
        back[:, t, 2::2] = np.where(inner, begins, inners)
        new = s[:, t] + best.max(1)[:, None]
        new[:, 2::2] = s[:, t, 2::2] + np.where(inner, best[:, begins], best[:, inners])
        best = new
    tags = np.zeros((rows, width + 1), int)
    tags[:, width - 1] = best.argmax(1)
    for t in range(width - 1, 0, -1):
        tags[:, t - 1] = back[np.arange(rows), t, tags[:, t]]
    out = []
    for z, row in zip(s, tags, strict=True):
        found = [
            (z[a, row[a]] - z[a, 0], int(a), int(a + 1 + (row[a + 1 :] != row[a] + 1).argmax()))
            for a in np.flatnonzero(row % 2)
        ]
        out.append(
            [
                (ROLES[row[a] // 2], a - 1, b - 1)
                for g, a, b in found
                if row[a] > 10 or g == max(x for x, y, _ in found if row[y] == row[a])
            ]
        )
    return out


def f1(c: Counter[str]) -> float:
    return round(200 * c["hit"] / max(1, c["gold"] + c["said"]), 2)


def score(
    items: Sequence[Item], run: Callable[..., Any], vocab: dict[str, dict[str, int]], size: int = 1024
) -> dict[str, Any]:
    """Figures in per cent; `r` as it is. `run` gives the network's answers as arrays."""
    name = {k: {i: x for x, i in v.items()} for k, v in vocab.items()}
    n: Counter[str] = Counter()
    c: dict[str, Counter[str]] = defaultdict(Counter)
    facts: list[tuple[float, float]] = []

    def count(box: Counter[str], gold: set[Any], said: set[Any]) -> None:
        box["gold"] += len(gold)
        box["said"] += len(said)
        box["hit"] += len(gold & said)

    for batch in batches(items, size):
        rows = [items[i] for i in batch]
        given = inputs(rows)
        also = torch.tensor([[int(t - 1 in (i.frames or ())) for t in range(given[4].size(1))] for i in rows])
        _, heads, labels, upos, xpos, pred, sense, fact, at, roles = run(*given, also)
        found: dict[int, dict[int, Any]] = defaultdict(dict)
        for (r, t), args in zip(at.tolist(), spans(roles, [len(rows[r].words) for r, _ in at.tolist()]), strict=True):
            found[r][t - 1] = args
        for r, item in enumerate(rows):
            if item.heads is not None:
                for j in range(len(item.words)):
                    ok = heads[r, j + 1] == item.heads[j]
                    n["words"] += 1
                    n["UAS"] += ok
                    n["LAS"] += ok and name["deps"][labels[r, j + 1]] == item.deps[j]
                    n["UPOS"] += name["pos"][upos[r, j + 1]] == item.pos[j]
                    n["XPOS"] += name["tags"][xpos[r, j + 1]] == item.tags[j]
            facts += [(v, float(fact[r, t + 1])) for t, (v, _) in (item.facts or {}).items()]
            if item.frames is None:
                continue
            here = {t for t in range(len(item.words)) if pred[r, t + 1] > 0}
            count(c["predicates"], set(item.frames), here)
            n["frames"] += len(item.frames)
            n["sense"] += sum(name["senses"][sense[r, t + 1]] == g for t, (g, _) in item.frames.items())
            tree = item.heads or [int(h) for h in heads[r, 1:]]

            def top(a: int, b: int, tree: list[int] = tree) -> int:
                return next((k for k in range(a, b) if not a < tree[k] <= b), a)

            gold = {(t, role(kind), a, b) for t, (_, args) in item.frames.items() for kind, a, b in args}
            for way, which in (("gold", set(item.frames)), ("own", here)):
                said = {(t, kind, a, b) for t in which for kind, a, b in found[r].get(t, ())}
                count(c[f"args_{way}"], gold, said)
                count(
                    c[f"heads_{way}"],
                    {(t, kind, top(a, b)) for t, kind, a, b in gold},
                    {(t, kind, top(a, b)) for t, kind, a, b in said},
                )
    out: dict[str, Any] = {k: round(100 * int(n[k]) / max(1, n["words"]), 2) for k in ("UAS", "LAS", "UPOS", "XPOS")}
    out |= {k: f1(v) for k, v in c.items()} | {"sense": round(100 * n["sense"] / max(1, n["frames"]), 2)}
    if facts:
        gold_facts, said_facts = np.array(facts).T
        out["r"] = round(float(np.corrcoef(gold_facts, said_facts)[0, 1]), 3)
    return out
