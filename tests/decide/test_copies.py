"""Copies: what a person says goes before what the rules found, and may be said otherwise later."""

from __future__ import annotations

from link.build import Story
from trucewatch.decide.copies import with_copies
from trucewatch.records.decisions import Decision, DecisionKind
from trucewatch.records.incidents import CopyEdge, CopyKind

STORIES = [Story(name, text="Words.") for name in ("a", "b", "c")]
DOCUMENTS = [story.document for story in STORIES]
A, B, C = (document.id for document in DOCUMENTS)
FOUND = (CopyEdge(first=A, second=B, kind=CopyKind.REWRITTEN, shared=0.4, passage="Words."),)


def said(kind: DecisionKind, *names: str) -> Decision:
    return Decision(kind=kind, subjects=names, by="A. Reader", at="2016-10-01", reason="laid side by side")


def pairs(*decisions: Decision) -> dict[frozenset[str], CopyKind]:
    return {frozenset((one.first, one.second)): one.kind for one in with_copies(FOUND, decisions, DOCUMENTS)}


def test_documents_are_put_together_and_taken_apart() -> None:
    assert pairs() == {frozenset((A, B)): CopyKind.REWRITTEN}
    assert pairs(said(DecisionKind.APART, B, A)) == {}
    assert pairs(said(DecisionKind.COPIES, B, C)) == {
        frozenset((A, B)): CopyKind.REWRITTEN,
        frozenset((B, C)): CopyKind.RULED,
    }
    together = said(DecisionKind.COPIES, A, B, C)
    assert set(pairs(together).values()) == {CopyKind.RULED} and len(pairs(together)) == 3
    assert len(pairs(together, said(DecisionKind.APART, A, C))) == 2


def test_a_document_that_is_gone_is_passed_over() -> None:
    assert pairs(said(DecisionKind.COPIES, C, "doc-gone")) == pairs()
