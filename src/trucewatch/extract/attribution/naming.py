"""What of a source's words names it, and what describes it: "Ann Lee" and "who leads the council".

A description belongs to the source, but a holder goes by the name alone, so the two are spans of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from trucewatch.extract.attribution.draft import Draft
from trucewatch.extract.syntax.parser import Sentence
from trucewatch.extract.syntax.ranges import of_tokens
from trucewatch.extract.syntax.tree import Token

MAX_DESCRIPTION = 40  # words; a longer one is a tree gone wrong


def described(sentence: Sentence, draft: Draft) -> Draft:
    """The draft, the relative clauses of its source set apart from the source's name."""
    named = {token.i for start, end in draft.source for token in sentence.tokens_in(start, end)}
    clauses = set().union(*(_clause(token, named) for token in _relative_clauses(sentence, named)))
    if not clauses:
        return draft
    taken = {token.i for start, end in (*draft.cue, *draft.content) for token in sentence.tokens_in(start, end)}
    names = named - clauses
    if not names or clauses & (taken - named):
        return draft
    return replace(
        draft,
        source=of_tokens(sentence.tree, sentence.start, names),
        description=of_tokens(sentence.tree, sentence.start, clauses),
    )


def _relative_clauses(sentence: Sentence, named: set[int]) -> Iterator[Token]:
    for index in sorted(named):
        for part in sentence.tree[index].children:
            if part.dep == "acl:relcl" and part.i > index:
                yield part


def _clause(verb: Token, named: set[int]) -> set[int]:
    """The words of a relative clause that follows the name at once, with or without a comma."""
    words = {token.i for token in verb.subtree}
    near = not named.isdisjoint((min(words) - 1, min(words) - 2))
    return words if near and len(words) <= MAX_DESCRIPTION else set()
