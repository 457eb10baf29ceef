"""Copies: documents that are versions of one text, so that ten outlets with one wire count once.

Shingles that many unrelated documents share (footers, appeals, boilerplate that reading did not know) say
nothing and are dropped; how many *texts*, not documents, share them is what counts, so that a wire printed by
forty outlets is not taken for a footer. Candidates share rare shingles; each is then measured exactly: the share
of the smaller text's distinctive words that stands in the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise, permutations

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

from trucewatch.link.groups import Groups
from trucewatch.link.shingles import WORDS_IN_SHINGLE, Hashes, Vocabulary, WordPlace, flatten, word_places
from trucewatch.records.documents import Document
from trucewatch.records.incidents import CopyEdge, CopyKind

# Set on 569 constructed documents, where round-ups that use half of an article reach .56 and light rewritings of one
# start at .59; a shingle in more than a dozen texts is a footer's.
CONTAINED = 0.58
CANDIDATE = 0.2  # rewriting every fifth word leaves a fifth of the shingles
COMMON_FROM = 13
VERBATIM = 0.9
GAP = 5  # words between two shared runs that are counted as shared: one word was changed, not five
MIN_SHARED = 12  # shingles: below this two short notices share a phrase, not a text
REPRINT = 0.7  # likeness at which two documents are taken for one text before shingles are counted
REPRINT_OWN = 0.15  # and the most that either may have of its own
BANDS, ROWS = 16, 4  # at a likeness of .7 a pair is missed once in 80; .8 and above, never in practice


def find_copies(documents: Sequence[Document]) -> tuple[CopyEdge, ...]:
    """The pairs of documents of which one is a version of the other, with the passage that shows it.

    Documents with the very same words are each tied to the first of them alone, and it to the rest.

    Args:
        documents: any number; their order makes no difference.

    Returns:
        Edges with `first` < `second` by document id, sorted. `shared` is 0…1.
    """
    ordered = sorted({document.id: document for document in documents}.values(), key=lambda one: one.id)
    vocabulary = Vocabulary()
    firsts: dict[bytes, int] = {}
    texts: list[tuple[Document, Hashes]] = []
    edges = []
    for document in ordered:
        run = vocabulary.shingles(document)
        first = firsts.setdefault(run.tobytes(), len(texts))
        if first == len(texts):
            texts.append((document, run))
        elif len(run) >= MIN_SHARED:
            edges.append(_twins(texts[first][0], document))
    edges += _versions([document for document, _ in texts], [run for _, run in texts])
    return tuple(sorted(edges, key=lambda edge: (edge.first, edge.second)))


def _twins(first: Document, second: Document) -> CopyEdge:
    """The edge of two documents with the very same words."""
    places = word_places(first)
    passage = first.text[places[0].start : places[-1].end]
    return CopyEdge(first=first.id, second=second.id, kind=CopyKind.VERBATIM, shared=1.0, passage=passage)


def _versions(documents: Sequence[Document], runs: Sequence[Hashes]) -> list[CopyEdge]:
    """The edges between documents in order of id, no two of which have the very same words."""
    rare = _distinctive([np.unique(run) for run in runs])
    shared = _shared_counts(rare)
    measured = {
        pair: (_covered(runs[pair[0]], rare, pair), _covered(runs[pair[1]], rare, pair[::-1]))
        for pair, count in sorted(shared.items())
        if count >= CANDIDATE * min(len(rare[pair[0]]), len(rare[pair[1]]))
    }
    kept = {pair: shares for pair, shares in measured.items() if max(shares) >= CONTAINED}
    bundles = _round_ups(kept, rare)
    edges = []
    for first, pairs in groupby(kept, key=lambda pair: pair[0]):
        places = word_places(documents[first])
        for pair in pairs:
            plain = [shared[pair] / len(rare[member]) for member in pair]
            edges.append(
                CopyEdge(
                    first=documents[first].id,
                    second=documents[pair[1]].id,
                    kind=CopyKind.ROUND_UP if pair in bundles else _kind(plain),
                    shared=round(max(kept[pair]), 3),
                    passage=_longest_passage(documents[first].text, places, runs[first], runs[pair[1]]),
                )
            )
    return edges


def copy_clusters(documents: Sequence[Document], edges: Sequence[CopyEdge]) -> dict[str, str]:
    """Document id → cluster id; the cluster is named after the smallest SHA-256 in it, so it is stable.

    A round-up joins only the text that it shares most with: it is no bridge between the texts it is made of.
    """
    groups = Groups(document.id for document in documents)
    best: dict[str, CopyEdge] = {}
    for edge in edges:
        if edge.kind is not CopyKind.ROUND_UP:
            groups.join(edge.first, edge.second)
    lengths = {document.id: len(document.text) for document in documents}
    for edge in edges:
        if edge.kind is CopyKind.ROUND_UP:
            longer = max(edge.first, edge.second, key=lambda name: (lengths.get(name, 0), name))
            if longer not in best or len(best[longer].passage) < len(edge.passage):
                best[longer] = edge
    for edge in best.values():
        groups.join(edge.first, edge.second)
    hashes = {document.id: document.sha256 for document in documents}
    names: dict[str, str] = {}
    for members in groups.all():
        name = "text-" + min(hashes[member] for member in members)[:12]
        names.update(dict.fromkeys(members, name))
    return names


def _distinctive(sets: Sequence[Hashes]) -> list[Hashes]:
    """Each document's shingles without those that too many texts share."""
    flat, owners = flatten(sets)
    if not len(flat):
        return list(sets)
    values, inverse, counts = np.unique(flat, return_inverse=True, return_counts=True)
    often = counts >= COMMON_FROM
    if not often.any():
        return list(sets)
    texts = _reprints(sets, (counts == 1)[inverse].astype(np.float64), owners)
    chosen = often[inverse]
    pairs = np.unique(np.stack([inverse[chosen], texts[owners[chosen]]]), axis=1)
    by_text = np.bincount(pairs[0], minlength=len(values))
    dropped = (by_text >= COMMON_FROM)[inverse]
    bounds = np.cumsum([0, *(len(one) for one in sets)])
    return [flat[a:b][~dropped[a:b]] for a, b in pairwise(bounds)]


def _reprints(sets: Sequence[Hashes], own: NDArray[np.float64], owners: NDArray[np.int64]) -> NDArray[np.int64]:
    """For each document the number of its text: near-identical ones, with little of their own, share one."""
    unique = np.bincount(owners, weights=own, minlength=len(sets))
    eligible = [i for i, one in enumerate(sets) if len(one) >= MIN_SHARED and unique[i] <= REPRINT_OWN * len(one)]
    groups = Groups(range(len(sets)))
    for first, second in _alike(sets, eligible):
        if groups.find(first) == groups.find(second):
            continue
        common = len(np.intersect1d(sets[first], sets[second], assume_unique=True))
        if common >= REPRINT * (len(sets[first]) + len(sets[second]) - common):
            groups.join(first, second)
    return np.array([groups.find(i) for i in range(len(sets))], dtype=np.int64)


def _alike(sets: Sequence[Hashes], eligible: Sequence[int]) -> list[tuple[int, int]]:
    """Pairs that MinHash bands put together, each document against the first of its bucket."""
    if len(eligible) < 2:
        return []
    flat, _ = flatten(sets[i] for i in eligible)
    offsets = np.cumsum([0, *(len(sets[i]) for i in eligible)]).astype(np.uint64)
    matrix = RMinHash.digest_matrix_from_flat_token_hashes(flat, offsets, BANDS * ROWS, 1)
    pairs = set()
    table = matrix.to_rows()
    for band in range(BANDS):
        seen: dict[tuple[int, ...], int] = {}
        for row, member in zip(table, eligible, strict=True):
            first = seen.setdefault(tuple(row[band * ROWS : (band + 1) * ROWS]), member)
            if first != member:
                pairs.add((first, member))
    return sorted(pairs)


def _shared_counts(rare: Sequence[Hashes]) -> Mapping[tuple[int, int], int]:
    """How many distinctive shingles each pair of documents shares, for pairs that share enough of them.

    A shingle of a text that is printed n times makes n² pairs: that is what there is to find.
    """
    flat, owners = flatten(rare)
    order = np.lexsort((owners, flat))
    flat, owners = flat[order], owners[order]
    starts = np.flatnonzero(np.r_[True, flat[1:] != flat[:-1]]) if len(flat) else np.empty(0, dtype=np.int64)
    sizes = np.diff(np.r_[starts, len(flat)])
    total: dict[int, int] = defaultdict(int)
    for size in np.unique(sizes[sizes > 1]):
        members = owners[starts[sizes == size][:, None] + np.arange(size)]
        groups, counts = np.unique(members, axis=0, return_counts=True)
        left, right = np.triu_indices(int(size), 1)
        codes = (groups[:, left].astype(np.int64) * len(rare) + groups[:, right]).ravel()
        for code, count in zip(codes.tolist(), np.repeat(counts, len(left)).tolist(), strict=True):
            total[code] += count
    return {divmod(code, len(rare)): count for code, count in total.items() if count >= MIN_SHARED}


def _covered(run: Hashes, rare: Sequence[Hashes], pair: tuple[int, int]) -> float:
    """The share of the first text's distinctive words that stands in the second, small gaps counted in."""
    own, other = pair
    distinctive = np.isin(run, rare[own])
    shared = distinctive & np.isin(run, rare[other])
    words, common = _words_in(distinctive), _words_in(shared)
    places = np.flatnonzero(common)
    steps = np.diff(places)
    for here in np.flatnonzero((steps > 1) & (steps <= GAP + 1)):
        common[places[here] : places[here + 1]] = True
    return float((common & words).sum() / words.sum()) if words.any() else 0.0


def _words_in(shingles: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which words the marked shingles cover."""
    words = np.zeros(len(shingles) + WORDS_IN_SHINGLE - 1, dtype=bool)
    marked = np.flatnonzero(shingles)
    for step in range(WORDS_IN_SHINGLE):
        words[marked + step] = True
    return words


def _round_ups(pairs: Mapping[tuple[int, int], tuple[float, float]], rare: Sequence[Hashes]) -> set[tuple[int, int]]:
    """Pairs whose longer member is made of several texts: its parts come from documents that share little."""
    parts: dict[int, list[int]] = defaultdict(list)
    for pair, shares in pairs.items():
        short, long = sorted(pair, key=lambda i: (len(rare[i]), i))
        if min(shares) < VERBATIM:
            parts[long].append(short)
    found = set()
    for long, shorts in parts.items():
        taken = {short: np.intersect1d(rare[long], rare[short], assume_unique=True) for short in shorts}
        for short, other in permutations(shorts, 2):
            pair = min(short, long), max(short, long)
            known = (min(short, other), max(short, other)) in pairs
            if pair not in found and not known and _apart(taken[short], taken[other]):
                found.add(pair)
    return found


def _apart(one: Hashes, other: Hashes) -> bool:
    common = len(np.intersect1d(one, other, assume_unique=True))
    return common < 0.1 * min(len(one), len(other))


def _kind(plain: Sequence[float]) -> CopyKind:
    """What ties two texts, by the share of each one's distinctive shingles that stands in the other."""
    if min(plain) >= VERBATIM:
        return CopyKind.VERBATIM
    return CopyKind.CUT if max(plain) >= VERBATIM else CopyKind.REWRITTEN


def _longest_passage(text: str, places: Sequence[WordPlace], own: Hashes, other: Hashes) -> str:
    """The longest run of words that two documents share, as the first's text has it."""
    values, at = np.unique(other, return_index=True)
    found = np.searchsorted(values, own).clip(max=len(values) - 1)
    there = np.where(values[found] == own, at[found], -2)
    starts = np.flatnonzero(np.r_[True, np.diff(there) != 1])
    lengths = np.diff(np.r_[starts, len(own)])
    lengths[there[starts] < 0] = 0
    longest = int(np.argmax(lengths))
    if not lengths[longest]:
        return ""
    first = int(starts[longest])
    last = min(first + int(lengths[longest]) + WORDS_IN_SHINGLE - 1, len(places)) - 1
    return text[places[first].start : places[last].end]
