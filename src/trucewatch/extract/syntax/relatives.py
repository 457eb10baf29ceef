"""What a relative clause does to the noun it hangs on: "the village that they bombed", "a truck on which they fired".

Read by the order of the words where the tree took the pronoun for a mark or a determiner: it opens the clause, and
the clause has a subject of its own after it.
"""

from __future__ import annotations

from trucewatch.extract.syntax.phrases import children
from trucewatch.extract.syntax.tree import Token

CLAUSES = ("acl", "acl:relcl", "ccomp", "advcl:relcl")
RELATIVES = frozenset(("that", "which", "whom", "who"))


def relative_object(verb: Token) -> Token | None:
    """The noun that the verb's relative clause has for its object: "the village that planes bombed last week"."""
    opening = _opening(verb)
    if opening is None or opening.i == 0:
        return None
    if opening.lower == "whose":
        owned = opening.head
        return owned if owned.pos in ("NOUN", "PROPN") and opening.i < owned.i < verb.i else None
    before = opening.nbor(-1)
    return before if opening.lower in RELATIVES and before.pos in ("NOUN", "PROPN") else None


def relative_oblique(verb: Token) -> tuple[str, Token] | None:
    """The preposition and the noun of "a truck on which gunmen opened fire"."""
    opening = _opening(verb)
    if opening is None or opening.lower not in ("which", "whom") or opening.i < 2:
        return None
    case, before = opening.nbor(-1), opening.tree[opening.i - 2]
    before = before.nbor(-1) if before.text == "," and before.i else before
    return (case.lower, before) if case.pos in ("ADP", "SCONJ") and before.pos in ("NOUN", "PROPN") else None


def _opening(verb: Token) -> Token | None:
    """The relative pronoun that opens the verb's clause, right before a subject of the verb's own."""
    subjects = [one for one in children(verb, "nsubj") if one.lower not in RELATIVES and one.i < verb.i]
    if not subjects:
        return None
    start = subjects[-1].left_edge.i
    first = verb.tree[start]
    placed = start > 0 and first.nbor(-1).pos in ("ADP", "SCONJ")
    if first.lower in ("which", "whom") and (placed or verb.dep in CLAUSES):  # taken for the subject's determiner
        return first
    if verb.dep not in CLAUSES:
        return None
    before = verb.tree[start - 1] if start else None
    if before is not None and before.lower in RELATIVES and (before.lower != "that" or verb.dep != "ccomp"):
        return before
    owner = verb.tree[start - 2] if start > 1 else None
    return owner if owner is not None and owner.lower == "whose" else None
