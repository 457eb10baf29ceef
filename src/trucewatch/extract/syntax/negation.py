"""Whether a predicate is negated, and by which word: the one answer, whoever asks.

The word is found in the predicate's tree or its frame (PropBank's ARGM-NEG): an adverb, a determiner, a conjunction, a
pronoun of nobody, "without". Two negations undo each other only across clauses: "no one denies that it fell" negates
the denial.
"""

from __future__ import annotations

from functools import cache

from trucewatch.extract.syntax.phrases import children
from trucewatch.extract.syntax.tree import Token
from trucewatch.knowledge import load_yaml

SUBJECTS = ("nsubj", "nsubj:pass", "csubj")
MAX_REACH = 6  # words between a predicate and its "not"; beyond it the tree is most likely wrong
WITHHOLDING = frozenset(("refuse", "fail", "decline"))


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load_yaml("factuality.yaml")[name])


def negator(token: Token) -> Token | None:
    """The word that negates the predicate `token`, if any."""
    for part in token.children:
        if _negates(part, token):
            return part
        if part.dep in SUBJECTS and any(p.lower == "neither" for p in children(part, "cc:preconj")):
            return part
        if part.dep in (*SUBJECTS, "obj") and token.pos in ("VERB", "AUX", "ADJ") and part.lower != "matter":
            if part.lower in _words("negative_pronouns"):
                return part
            none = next(
                (one for one in children(part, "det", "nummod") if one.lower in _words("negative_determiners")), None
            )
            if none is not None:
                return none
    return _by_frame(token)


def is_negated(token: Token) -> bool:
    """Whether the predicate is negated: "not met", "met none of", "no longer bound"."""
    return negator(token) is not None


def is_none(noun: Token) -> bool:
    """ "No plan", "nothing", "neither side": a nominal of which there is none."""
    if noun.lower in _words("negative_pronouns") or noun.lower == "neither":
        return True
    return any(one.lower in _words("negative_determiners") for one in children(noun, "det", "nummod"))


def is_withheld(verb: Token) -> bool:
    """Whether what a verb names is not done: "did not allow", "refused to allow"."""
    return is_negated(verb) or (verb.dep == "xcomp" and verb.head.lemma.lower() in WITHHOLDING)


def _by_frame(token: Token) -> Token | None:
    """The frame's ARGM-NEG, where it is a negating word near the predicate."""
    told = token.frame.get("ARGM-NEG") if token.frame is not None and token.frame.sure > 0 else None
    if told is None or token.pos not in ("VERB", "AUX") or abs(told.head.i - token.i) > MAX_REACH:
        return None
    tree, word = token.tree, told.head.lower.replace("’", "'")
    following = tree[told.last.i + 1].lower if told.last.i + 1 < len(tree) else ""
    return told.head if word in _words("negative_words") and following not in ("only", "just") else None


def _negates(part: Token, token: Token) -> bool:
    """Whether the dependent `part` is itself a negation of `token`."""
    word = part.lower.replace("’", "'")
    if part.dep == "det":
        return word in _words("negative_determiners") and token.lower != "matter"
    if part.dep == "case":
        return word == "without"
    if word == "longer":
        return any(other.lower == "no" for other in part.children) or (part.i > 0 and part.nbor(-1).lower == "no")
    if part.dep not in ("advmod", "cc:preconj", "aux", "cc") or word not in _words("negative_words"):
        return False
    following = token.tree[part.i + 1].lower if part.i + 1 < len(token.tree) else ""
    return abs(part.i - token.i) <= MAX_REACH and not (word == "not" and following in ("only", "just"))
