"""What makes a clause negative, in its own words or in the verb above it."""

from __future__ import annotations

from trucewatch.extract.tokens import Token
from trucewatch.extract.tree import children

WITHHOLDING = frozenset(("refuse", "fail", "decline"))


def is_negated(verb: Token) -> bool:
    """Whether the clause of `verb` is negative: "not met", "met none of", "no longer bound"."""
    for child in verb.children:
        if child.lower in ("not", "n't", "never", "n’t"):
            return True
        if child.lower == "longer" and child.i > 0 and child.nbor(-1).lower == "no":
            return True
        if child.dep in ("obj", "nsubj", "nsubj:pass") and says_none(child):
            return True
    return False


def says_none(noun: Token) -> bool:
    """Whether a nominal is none: "nobody", "no convoy"."""
    return noun.lower in ("none", "nobody", "nothing", "neither") or any(
        c.lower in ("no", "neither") for c in children(noun, "det")
    )


def is_withheld(verb: Token) -> bool:
    """Whether what a verb names is not done: "did not allow", "refused to allow"."""
    return is_negated(verb) or (verb.dep == "xcomp" and verb.head.lemma.lower() in WITHHOLDING)
