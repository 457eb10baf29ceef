"""What stands beside an assertion: neither governed by an operator nor surely taken for granted.

Backgrounded content is not simply true: a definite noun or a past relative clause is mostly taken for granted, an
indefinite noun or a participle is in part as doubtful as its clause (gradient projection: Tonhauser, Beaver & Degen
2018).
"""

from __future__ import annotations

from trucewatch.extract.attribution.sources import case_of, child
from trucewatch.extract.syntax.tree import Token

GIVEN = ("the", "this", "that", "these", "those")
MOSTLY_GIVEN, HALF_GIVEN, HARDLY_GIVEN, NOT_GIVEN = 0.25, 0.5, 0.75, 1.0
CIRCUMSTANCES = frozenset(
    ("because", "despite", "after", "following", "since", "amid", "due", "given", "during", "upon")
)


def doubt_shared(token: Token, *, negated: bool = False) -> float:
    """How much of its host's doubt a word shares at which a climb ended: none where it is asserted by itself.

    Args:
        token: the word.
        negated: whether the host is said not to be so.
    """
    if token.head.i == token.i or token.tag == "VBD" or token.dep in ("parataxis", "conj"):
        return 0.0
    if token.pos in ("NOUN", "PROPN"):
        if is_given(token):
            return HALF_GIVEN if token.dep == "obj" and not negated else MOSTLY_GIVEN
        case = case_of(token).split(" ")[0]
        determiner = child(token, "det")
        if case in CIRCUMSTANCES:
            return 0.0
        if determiner is not None and determiner.lower == "any":
            return NOT_GIVEN
        if negated and token.dep == "nsubj":
            return MOSTLY_GIVEN  # "a commitment could not stop them": there was one
        return HARDLY_GIVEN if case == "for" else HALF_GIVEN  # "could not be reached for comment"
    if token.tag == "VBG" and token.dep in ("acl", "advcl"):
        apart = token.left_edge.text == "," or (token.i > 0 and token.tree[token.i - 1].text == ",")
        return MOSTLY_GIVEN if apart and negated else HALF_GIVEN  # "refused to go, saying that …": it was said
    return MOSTLY_GIVEN


def is_given(noun: Token) -> bool:
    """Whether a noun phrase takes what it names for granted: "the attack", "their withdrawal"."""
    determiner = child(noun, "det")
    return (determiner is not None and determiner.lower in GIVEN) or child(noun, "nmod:poss") is not None
