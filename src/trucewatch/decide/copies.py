"""Copies: which documents are versions of one text as a person says, in the place of what the rules found of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from trucewatch.records.decisions import Decision, DecisionKind
from trucewatch.records.documents import Document
from trucewatch.records.incidents import CopyEdge, CopyKind

ON_COPIES = frozenset({DecisionKind.COPIES, DecisionKind.APART})


def with_copies(
    edges: Sequence[CopyEdge], decisions: Sequence[Decision], documents: Sequence[Document]
) -> tuple[CopyEdge, ...]:
    """The edges between documents after what persons said of them, in the ledger's order.

    Documents that are said to be apart have no edge of their own any more; what ties each to a third stands.
    """
    found = {frozenset((edge.first, edge.second)): edge for edge in edges}
    place = {document.id: number for number, document in enumerate(documents)}
    for decision in decisions:
        if decision.kind not in ON_COPIES:
            continue
        here = sorted((name for name in decision.subjects if name in place), key=lambda name: place[name])
        for first, second in combinations(here, 2):
            found.pop(frozenset((first, second)), None)
            if decision.kind is DecisionKind.COPIES:
                edge = CopyEdge(first=first, second=second, kind=CopyKind.RULED, shared=0.0, passage="")
                found[frozenset((first, second))] = edge
    return tuple(found.values())
