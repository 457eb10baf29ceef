"""The network of the reader: one encoder, with heads for trees, tags, predicates, roles, certainty and acts."""

from __future__ import annotations

import copy
from typing import Any

import torch
import torch.nn.functional as F
from data import ROLES, SHAPES
from torch import Tensor, nn

N_TAGS = 2 * len(ROLES) + 1
REACH, RANK, ARC, LABEL = 16, 128, 256, 100
BRANCH = 2  # layers
FAR = -1e4


class Biaffine(nn.Module):
    """Scores of pairs of vectors, with a bias on either side."""

    def __init__(self, size: int, out: int = 1) -> None:
        super().__init__()
        self.W = nn.Parameter(torch.zeros(out, size + 1, size + 1))

    def forward(self, x: Tensor, y: Tensor) -> Tensor:
        one, other = F.pad(x, (0, 1), value=1.0), F.pad(y, (0, 1), value=1.0)
        return torch.einsum("bxi,oij,byj->boxy", one, self.W, other).squeeze(1)


class Mlp(nn.Module):
    """One layer with dropout."""

    def __init__(self, size: int, out: int) -> None:
        super().__init__()
        self.layer = nn.Linear(size, out)
        nn.init.orthogonal_(self.layer.weight)
        self.drop = nn.Dropout(0.33)

    def forward(self, x: Tensor) -> Tensor:
        return self.drop(F.leaky_relu(self.layer(x), 0.1))


def tell_shapes(encoder: Any) -> Any:
    """Give the encoder an embedding for each of `SHAPES` in the place of its unused kinds of token."""
    table = encoder.embeddings.token_type_embeddings
    wide = nn.Embedding(len(SHAPES), table.embedding_dim)
    wide.weight.data.copy_(table.weight.data[:1].expand(len(SHAPES), -1))
    encoder.embeddings.token_type_embeddings = wide
    encoder.config.type_vocab_size = len(SHAPES)
    return encoder


class Reader(nn.Module):
    """Reads the sentences of a batch once; place 0 of the words is the root."""

    def __init__(self, encoder: Any, vocab: dict[str, dict[str, int]]) -> None:
        super().__init__()
        hidden = encoder.config.hidden_size
        self.enc, self.drop = tell_shapes(encoder), nn.Dropout(0.2)
        self.arc_head, self.arc_dep = Mlp(hidden, ARC), Mlp(hidden, ARC)
        self.label_head, self.label_dep = Mlp(hidden, LABEL), Mlp(hidden, LABEL)
        self.arc, self.label = Biaffine(ARC), Biaffine(LABEL, len(vocab["deps"]))
        self.upos, self.xpos = nn.Linear(hidden, len(vocab["pos"])), nn.Linear(hidden, len(vocab["tags"]))
        self.pred, self.sense, self.fact = (
            nn.Linear(hidden, 1),
            nn.Linear(hidden, len(vocab["senses"])),
            nn.Linear(hidden, 1),
        )
        self.role_pred, self.role_word = Mlp(hidden, RANK), Mlp(hidden, RANK)
        self.near_pred, self.near_word = nn.Linear(RANK, RANK), nn.Linear(RANK, RANK)
        self.gap = nn.Embedding(2 * REACH + 1, RANK)
        self.path, self.below = nn.Embedding(16, RANK), nn.Embedding(len(vocab["deps"]), RANK)
        self.beside, self.role = nn.Conv1d(RANK, RANK, 3, padding=1), nn.Linear(RANK, N_TAGS)
        # A branch of its own for the words that tell an act: the encoder's last layers once more, taught by `acts.py`.
        self.branch = copy.deepcopy(self.enc.encoder.layer[-BRANCH:])
        self.act = nn.Linear(hidden, len(vocab.get("acts", ("",))))

    def encode(self, ids: Tensor, shapes: Tensor, mask: Tensor, first: Tensor) -> Tensor:
        return self._read(ids, shapes, mask, first)[0]

    def _read(self, ids: Tensor, shapes: Tensor, mask: Tensor, first: Tensor) -> tuple[Tensor, Tensor]:
        """A vector a word, and what the layer below the branch gives, a vector a piece."""
        layers = self.enc(
            input_ids=ids, token_type_ids=shapes, attention_mask=mask, output_hidden_states=True
        ).hidden_states
        return self._of_words(layers[-1], first), layers[-1 - BRANCH]

    def _of_words(self, h: Tensor, first: Tensor) -> Tensor:
        return self.drop(h.gather(1, first.unsqueeze(-1).expand(-1, -1, h.size(-1))))

    def acts(self, h: Tensor, mask: Tensor, first: Tensor) -> Tensor:
        """For each word, a score for each kind of act; the first is for "tells none"."""
        far = (1.0 - mask[:, None, None, :].float()) * FAR
        for layer in self.branch:
            h = layer(h, attention_mask=far)
            h = h[0] if isinstance(h, tuple) else h
        return self.act(self._of_words(h, first))

    def under_branch(self, ids: Tensor, shapes: Tensor, mask: Tensor, first: Tensor) -> Tensor:
        """What the layer under the branch gives, a vector a piece."""
        return self._read(ids, shapes, mask, first)[1]

    def arcs(self, w: Tensor, words: Tensor) -> Tensor:
        """Scores, dependent × head; no word is its own head."""
        scores = self.arc(self.arc_dep(w), self.arc_head(w)).masked_fill(words.unsqueeze(1) == 0, FAR)
        n = torch.arange(words.size(1))
        return scores + FAR * (n.unsqueeze(0) == n.unsqueeze(1)).float()

    def heads(self, arcs: Tensor, words: Tensor) -> Tensor:
        """The best head of each word, with one word at the root: the one that gains most by it."""
        n = torch.arange(words.size(1))
        free, root = arcs[:, :, 1:].max(-1).values, arcs[:, :, 0]
        top = (root - free).masked_fill((words == 0) | (n == 0).unsqueeze(0), FAR).argmax(-1)
        is_top = n.unsqueeze(0) == top.unsqueeze(1)
        best = arcs[:, :, 1:].argmax(-1) + 1
        return best * (~is_top).long()

    def labels(self, w: Tensor, heads: Tensor) -> Tensor:
        """Scores of the labels at the given heads."""
        h = self.label_head(w)
        h = h.gather(1, heads.unsqueeze(-1).expand(-1, -1, h.size(-1)))
        one, other = F.pad(self.label_dep(w), (0, 1), value=1.0), F.pad(h, (0, 1), value=1.0)
        return torch.einsum("bti,oij,btj->bto", one, self.label.W, other)

    def roles(self, w: Tensor, b: Tensor, i: Tensor, words: Tensor, heads: Tensor, labels: Tensor) -> Tensor:
        """For each predicate (b, i): word × tag. Sees where the word stands from it, in the text and in the tree."""
        p, x = self.role_pred(w)[b, i].unsqueeze(1), self.role_word(w)
        n = torch.arange(w.size(1))
        gap = (n.unsqueeze(0) - i.unsqueeze(1)).clamp(-REACH, REACH) + REACH
        over = heads.gather(1, heads)
        own, above, place = heads[b], heads[b, i].unsqueeze(1), i.unsqueeze(1)
        child, grand = own == place, over[b] == place
        parent, sibling = n.unsqueeze(0) == above, own == above
        path = child.long() + 2 * grand.long() + 4 * parent.long() + 8 * sibling.long()
        below = self.below(labels[b]) * (child | sibling).unsqueeze(-1)
        h = p * x[b] + self.near_pred(p) + self.near_word(x)[b] + self.gap(gap) + self.path(path) + below
        h = F.gelu(h) * words[b].unsqueeze(-1)
        return self.role(h + F.gelu(self.beside(h.transpose(1, 2))).transpose(1, 2))

    def forward(
        self, ids: Tensor, shapes: Tensor, mask: Tensor, first: Tensor, words: Tensor, also: Tensor
    ) -> tuple[Tensor, ...]:
        """Arcs, heads, labels, tags, predicates, senses, certainty, acts; predicates' places, their roles' scores.

        `also` is 1 at words whose roles are wanted whether or not they are held for predicates.
        """
        w, below = self._read(ids, shapes, mask, first)
        n = torch.arange(words.size(1))
        arcs = self.arcs(w, words)
        heads = self.heads(arcs, words)
        labels = self.labels(w, heads).argmax(-1)
        pred = self.pred(w).squeeze(-1)
        at = ((((pred > 0).long() * words * (n > 0).long()) + also) > 0).nonzero()
        roles = self.roles(w, at[:, 0], at[:, 1], words, heads, labels)
        return (
            arcs,
            heads,
            labels,
            self.upos(w).argmax(-1),
            self.xpos(w).argmax(-1),
            pred,
            self.sense(w).argmax(-1),
            self.fact(w).squeeze(-1),
            self.acts(below, mask, first),
            at,
            roles,
        )
