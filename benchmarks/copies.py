"""Copies at scale, beside datasketch in the same run: `python -m benchmarks.copies [--documents N] [--peer N]`.

Documents of 600 words are made with a fixed seed: words drawn by Zipf's law from 50,000, a quarter of the documents
versions of another (the same with a new head and tail, cut, a word in nine changed, or half of a round-up), every
fifth with one of eight long footers. Both programs get the same texts and do all of it, shingling included. Wall and
processor time are told: on a machine that does other work besides, the latter is the steadier.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import combinations

import numpy as np
from datasketch import MinHash, MinHashLSH
from numpy.typing import NDArray

from trucewatch.link.copies import copy_clusters, find_copies
from trucewatch.link.groups import Groups
from trucewatch.records.documents import Document

WORDS = 600
VOCABULARY = 50_000
FOOTER_WORDS = 120
PERMUTATIONS = 128
CORES = 2
USERS = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
LIKENESS = 0.5
Words = NDArray[np.int64]


@dataclass
class Made:
    """The documents, and for each the number of the text that it is a version of; round-ups of halves are of none."""

    texts: list[str]
    of: list[int]


class Maker:
    """Texts of random words, the same for the same seed."""

    def __init__(self, seed: int = 1) -> None:
        self._random = np.random.default_rng(seed)
        shares = 1 / np.arange(1, VOCABULARY + 1)
        self._heap = np.cumsum(shares / shares.sum())
        self._names = np.array([f"w{number:05d}" for number in range(VOCABULARY)])
        self._footers = [self.words(FOOTER_WORDS) for _ in range(8)]

    def words(self, count: int) -> Words:
        """So many words, as numbers."""
        return np.searchsorted(self._heap, self._random.random(count)).clip(max=VOCABULARY - 1)

    def make(self, count: int) -> Made:
        """So many documents."""
        made = Made([], [])
        before = self.words(WORDS)
        while len(made.texts) < count:
            text = self.words(WORDS)
            number = len(made.texts)
            versions = list(self._versions(text))
            for version in (text, *versions):
                self._add(made, version, number)
            if not versions and self._random.random() < 0.03:
                self._add(made, np.concatenate([text[: WORDS // 2], before[WORDS // 2 :]]), len(made.texts))
            before = before if versions else text
        return Made(made.texts[:count], made.of[:count])

    def _add(self, made: Made, words: Words, of: int) -> None:
        if self._random.random() < 0.2:
            words = np.concatenate([words, self._footers[len(made.texts) % len(self._footers)]])
        made.texts.append(" ".join(self._names[words]))
        made.of.append(of)

    def _versions(self, text: Words) -> Iterator[Words]:
        if self._random.random() < 0.12:
            yield np.concatenate([self.words(20), text[15:-30], self.words(40)])
        if self._random.random() < 0.12:
            yield text[: int(WORDS * (0.5 + 0.4 * self._random.random()))]
        if self._random.random() < 0.1:
            changed = text.copy()
            changed[::9] = self.words(len(changed[::9]))
            yield changed


def ours(texts: list[str]) -> list[str]:
    """The cluster of each text, by Trucewatch."""
    documents = [
        Document(id=f"d{number:07d}", sha256=sha256(text.encode()).hexdigest(), name="", media_type="", text=text)
        for number, text in enumerate(texts)
    ]
    begun, spent = time.perf_counter(), spent_by_all()
    clusters = copy_clusters(documents, find_copies(documents, workers=CORES))
    tell("trucewatch", len(texts), begun, spent)
    return [clusters[document.id] for document in documents]


def peer(texts: list[str]) -> list[str]:
    """The cluster of each text, by datasketch: MinHash of five-word shingles, LSH, union of what it finds.

    Its index is filled by one process; there is no other way in the library.
    """
    begun, spent = time.perf_counter(), spent_by_all()
    index = MinHashLSH(threshold=LIKENESS, num_perm=PERMUTATIONS)
    groups = Groups(range(len(texts)))
    for number, text in enumerate(texts):
        words = text.split()
        sketch = MinHash(num_perm=PERMUTATIONS)
        sketch.update_batch([" ".join(words[at : at + 5]).encode() for at in range(len(words) - 4)])
        for other in index.query(sketch):
            groups.join(other, number)
        index.insert(number, sketch)
    names = [str(groups.find(number)) for number in range(len(texts))]
    tell("datasketch", len(texts), begun, spent)
    return names


def spent_by_all() -> float:
    """Processor seconds of this process and of those that it had work for it."""
    return sum(sum((used.ru_utime, used.ru_stime)) for used in map(resource.getrusage, USERS))


def tell(name: str, count: int, begun: float, spent: float) -> None:
    """Print how long it took since then."""
    wall, processor = time.perf_counter() - begun, spent_by_all() - spent
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6  # of this process, documents and all
    print(
        f"{name:10s} {count:7,} documents  {wall:6.1f} s wall  {processor:6.1f} s processor "
        f"({count / wall:.0f} a second, {count / processor:.0f} a processor second)  peak memory {memory:.1f} GB",
        flush=True,
    )


def quality(of: list[int], clusters: list[str]) -> tuple[float, float]:
    """Pairwise precision and recall."""
    said, true = _pairs(clusters), _pairs(of)
    both = len(said & true)
    return both / max(1, len(said)), both / max(1, len(true))


def _pairs(names: list[str] | list[int]) -> set[tuple[int, int]]:
    groups: dict[str | int, list[int]] = {}
    for number, name in enumerate(names):
        groups.setdefault(name, []).append(number)
    return {pair for group in groups.values() for pair in combinations(group, 2)}


def main() -> None:
    """Make the texts, run both, and print time, memory, precision and recall."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, default=100_000)
    options.add_argument("--peer", type=int, default=10_000, help="documents for the peer; 0 leaves it out")
    given = options.parse_args()
    made = Maker().make(given.documents)
    runs: list[tuple[Callable[[list[str]], list[str]], int]] = [(ours, given.documents), (peer, given.peer)]
    for run, count in runs:
        if count:
            precision, recall = quality(made.of[:count], run(made.texts[:count]))
            print(f"{'':10s} pairs of versions: precision {precision:.3f}, recall {recall:.3f}", flush=True)


if __name__ == "__main__":
    main()
