"""Copies: documents that are versions of one text, so that ten outlets with one wire count once.

Shingles that many unrelated documents share (footers, appeals, boilerplate that reading did not know) say
nothing and are dropped; how many *texts*, not documents, share them is what counts, so that a wire printed by
forty outlets is not taken for a footer. Candidates share rare shingles; each is then measured exactly: the share
of the smaller text's distinctive words that stands in the other.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import blake2b
from itertools import permutations

import numpy as np

from trucewatch.knowledge import load_yaml
from trucewatch.link.groups import Groups
from trucewatch.link.overlaps import MIN_SHARED, Overlaps, member, overlaps_of
from trucewatch.link.passages import Indexed, is_quoted, shared_runs, shares_of
from trucewatch.link.serials import is_next_in_series
from trucewatch.link.shingles import Hashes, WordPlaces, reading_text, shingles_of, word_places
from trucewatch.link.spread import spread
from trucewatch.records.documents import Document, Source, SourceKind
from trucewatch.records.incidents import CopyEdge, CopyKind
from trucewatch.records.spans import Span

# Set on 569 constructed documents, where round-ups that use half of an article reach .56 and light rewritings of one
# start at .59.
CONTAINED = 0.58
CANDIDATE = 0.2  # rewriting every fifth word leaves a fifth of the shingles
VERBATIM = 0.9
HEAD = 400  # characters in which a press release says that it is one
SPEAK_FOR_THEMSELVES = frozenset(
    {
        SourceKind.GOVERNMENT,
        SourceKind.ARMED_FORCES,
        SourceKind.PARTY,
        SourceKind.MONITOR,
        SourceKind.INTERNATIONAL,
    }
)
ONE_TEXT = frozenset({CopyKind.VERBATIM, CopyKind.CUT, CopyKind.REWRITTEN})
Pair = tuple[int, int]
Shares = tuple[float, float]


def find_copies(
    documents: Sequence[Document], sources: Mapping[str, Source] | None = None, *, workers: int = 1
) -> tuple[CopyEdge, ...]:
    """The pairs of documents of which one is a version of the other, with the passages that show it.

    Documents with the very same words are each tied to the first of them alone, and it to the rest. Documents that
    only share a long quotation are told too, as `quotes`; they are not versions of one text.

    Args:
        documents: any number; their order makes no difference.
        sources: by id, to tell releases of bodies that speak for themselves, and a monitor's reports day by day; may be
            left out.
        workers: processes, where the system can fork; the edges are the same.

    Returns:
        Edges with `first` < `second` by document id, sorted. `shared` is 0…1.
    """
    ordered = sorted({document.id: document for document in documents}.values(), key=lambda one: one.id)
    firsts: dict[bytes, int] = {}
    texts: list[Document] = []
    runs: list[Hashes] = []
    edges = []
    made = spread(lambda part: [shingles_of(document) for document in part], ordered, workers)
    for document, run in zip(ordered, made, strict=True):
        first = firsts.setdefault(blake2b(run.tobytes(), digest_size=16).digest(), len(texts))
        if first == len(texts):
            texts.append(document)
            runs.append(run)
        elif len(run) >= MIN_SHARED:
            edges.append(_twins(texts[first], document))
    by_id = {one.id: one for one in ordered}
    shared = _Comparison(texts, runs).edges(workers)
    edges += [one for one in shared if not is_next_in_series(by_id[one.first], by_id[one.second], sources or {})]
    edges = _with_releases(edges, by_id, sources or {})
    return tuple(sorted(edges, key=lambda edge: (edge.first, edge.second)))


def _twins(first: Document, second: Document) -> CopyEdge:
    """The edge of two documents with the very same words."""
    places = word_places(first)
    whole = Span.on(first.text, *places.of(0, len(places.starts)))
    return CopyEdge(
        first=first.id, second=second.id, kind=CopyKind.VERBATIM, shared=1.0, passage=whole.quote, passages=(whole,)
    )


class _Comparison:
    """Documents in order of id, no two of which have the very same words, held against each other."""

    def __init__(self, documents: Sequence[Document], runs: Sequence[Hashes]) -> None:
        self._documents = documents
        self._runs = runs
        self._overlaps: Overlaps = overlaps_of(runs)
        self._indexed: dict[int, Indexed] = {}
        self._sets: dict[int, Hashes] = {}
        self._places: dict[int, WordPlaces] = {}

    def edges(self, workers: int) -> list[CopyEdge]:
        """The edges of all pairs that share enough, or a long quotation."""
        counts = self._overlaps.pairs()
        candidates = sorted(counts)
        enough = {pair for pair in candidates if counts[pair] >= CANDIDATE * self._overlaps.smaller(pair)}
        measured = spread(lambda part: [self._measured(pair, pair in enough) for pair in part], candidates, workers)
        found = [(pair, edge, shares) for pair, (edge, shares) in zip(candidates, measured, strict=True) if edge]
        bundles = self._round_ups({pair: shares for pair, _, shares in found if shares is not None})
        return [
            edge.model_copy(update={"kind": CopyKind.ROUND_UP}) if pair in bundles else edge for pair, edge, _ in found
        ]

    def _measured(self, pair: Pair, enough: bool) -> tuple[CopyEdge | None, Shares | None]:
        """A pair's edge, and for versions of one text the share of each that stands in the other."""
        if enough:
            shares = shares_of(*map(self._index, pair))
            if max(shares) >= CONTAINED:
                return self._edge(pair, self._kind(pair), max(shares)), shares
        return self._quotation(pair), None

    def _index(self, number: int) -> Indexed:
        if number not in self._indexed:
            run = self._runs[number]
            self._indexed[number] = Indexed.of(run, self._overlaps.rare(run))
        return self._indexed[number]

    def _set(self, number: int) -> Hashes:
        """A document's different distinctive shingles, sorted."""
        if number not in self._sets:
            self._sets[number] = self._index(number).distinctive()
        return self._sets[number]

    def _words(self, number: int) -> WordPlaces:
        if number not in self._places:
            self._places[number] = word_places(self._documents[number])
        return self._places[number]

    def _kind(self, pair: Pair) -> CopyKind:
        """What ties two texts, by the share of each one's distinctive shingles that stands in the other."""
        one, other = self._set(pair[0]), self._set(pair[1])
        common = int(member(one, other).sum())
        shares = common / max(1, len(one)), common / max(1, len(other))
        if min(shares) >= VERBATIM:
            return CopyKind.VERBATIM
        return CopyKind.CUT if max(shares) >= VERBATIM else CopyKind.REWRITTEN

    def _edge(self, pair: Pair, kind: CopyKind, shared: float) -> CopyEdge:
        first, second = (self._documents[number] for number in pair)
        places = self._words(pair[0])
        runs = shared_runs(*map(self._index, pair))
        passages = tuple(Span.on(first.text, *run.words(places)) for run in runs)
        return CopyEdge(
            first=first.id,
            second=second.id,
            kind=kind,
            shared=round(shared, 3),
            passage=passages[0].quote if passages else "",
            passages=passages,
        )

    def _quotation(self, pair: Pair) -> CopyEdge | None:
        """The edge of two texts of which the longest run in common is somebody's words in quotation marks."""
        run = next(iter(shared_runs(*map(self._index, pair))), None)
        if run is None or run.length < MIN_SHARED:
            return None
        for number, other in ((pair[0], False), (pair[1], True)):
            if not is_quoted(self._documents[number].text, *run.words(self._words(number), other=other)):
                return None
        return self._edge(pair, CopyKind.QUOTES, max(shares_of(*map(self._index, pair))))

    def _round_ups(self, pairs: Mapping[Pair, Shares]) -> set[Pair]:
        """Pairs whose longer member is made of several texts: its parts come from documents that share little."""
        parts: dict[int, list[int]] = defaultdict(list)
        for pair, shares in pairs.items():
            short, long = sorted(pair, key=lambda number: (self._overlaps.distinctive[number], number))
            if min(shares) < VERBATIM:
                parts[long].append(short)
        found = set()
        for long, shorts in parts.items():
            if len(shorts) < 2:
                continue
            taken = {short: np.intersect1d(self._set(long), self._set(short), assume_unique=True) for short in shorts}
            for short, other in permutations(shorts, 2):
                pair = min(short, long), max(short, long)
                known = (min(short, other), max(short, other)) in pairs
                if pair not in found and not known and _apart(taken[short], taken[other]):
                    found.add(pair)
        return found


def _apart(one: Hashes, other: Hashes) -> bool:
    common = len(np.intersect1d(one, other, assume_unique=True))
    return common < 0.1 * min(len(one), len(other))


def _with_releases(
    edges: Sequence[CopyEdge], documents: Mapping[str, Document], sources: Mapping[str, Source]
) -> list[CopyEdge]:
    """The edges, with those that come of one press release called so: printing a body's own words is no syndication.

    An edge to the release itself, between different publishers, and one between two documents that both print it.
    """
    plain = [edge for edge in edges if edge.kind in ONE_TEXT]
    named = {name for edge in plain for name in (edge.first, edge.second)}
    issued = {name for name in named if _is_release(documents[name], sources)}
    printed: dict[str, set[str]] = defaultdict(set)
    for edge in plain:
        for one, other in ((edge.first, edge.second), (edge.second, edge.first)):
            if one in issued and _publishers_differ(documents[one], documents[other]):
                printed[other].add(one)
    found = []
    for edge in edges:
        of_release = edge.first in printed[edge.second] or edge.second in printed[edge.first]
        both = bool(printed[edge.first] & printed[edge.second])
        release = edge.kind in ONE_TEXT and (of_release or both)
        found.append(edge.model_copy(update={"kind": CopyKind.PRESS_RELEASE}) if release else edge)
    return found


def _is_release(document: Document, sources: Mapping[str, Source]) -> bool:
    source = sources.get(document.source or "")
    if source is not None and (source.kind in SPEAK_FOR_THEMSELVES or source.actor is not None):
        return True
    return _release_marks().search(f"{document.title or ''}\n{reading_text(document)[:HEAD]}") is not None


@cache
def _release_marks() -> re.Pattern[str]:
    words = load_yaml("releases.yaml")["marks"]
    return re.compile(r"\b(?:" + "|".join(re.escape(word) for word in words) + r")\b", re.IGNORECASE)


def _publishers_differ(one: Document, other: Document) -> bool:
    return one.source is None or other.source is None or one.source != other.source


def copy_clusters(documents: Sequence[Document], edges: Sequence[CopyEdge]) -> dict[str, str]:
    """Document id → cluster id; the cluster is named after the smallest SHA-256 in it, so it is stable.

    A round-up joins only the text that it shares most with: it is no bridge between the texts it is made of. A
    quotation in common joins nothing.
    """
    groups = Groups(document.id for document in documents)
    best: dict[str, CopyEdge] = {}
    lengths = {document.id: len(document.text) for document in documents}
    for edge in edges:
        if edge.kind is CopyKind.ROUND_UP:
            longer = max(edge.first, edge.second, key=lambda name: (lengths.get(name, 0), name))
            if longer not in best or len(best[longer].passage) < len(edge.passage):
                best[longer] = edge
        elif edge.kind is not CopyKind.QUOTES:
            groups.join(edge.first, edge.second)
    for edge in best.values():
        groups.join(edge.first, edge.second)
    hashes = {document.id: document.sha256 for document in documents}
    names: dict[str, str] = {}
    for members in groups.all():
        name = "text-" + min(hashes[one] for one in members)[:12]
        names.update(dict.fromkeys(members, name))
    return names
