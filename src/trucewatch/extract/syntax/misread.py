"""Words that taggers take for another part of speech, told by what stands beside them."""

from __future__ import annotations

from trucewatch.extract.syntax.phrases import children
from trucewatch.extract.syntax.tree import Token


def is_misread_verb(token: Token) -> bool:
    """Whether a tagger took a verb for a noun, which then has a particle and an object: "drivers call off a strike"."""
    return token.pos == "NOUN" and bool(children(token, "compound:prt")) and bool(children(token, "obj"))


def is_shooting(token: Token) -> bool:
    """Whether a "shot" that was taken for a noun is the verb: "the army shot dead a man", "snipers shot at them"."""
    if token.lower != "shot" or token.pos != "NOUN":
        return False
    following = token.nbor(1) if token.i + 1 < len(token.tree) else token
    before = token.nbor(-1) if token.i else token
    opened = following.pos in ("DET", "NUM", "PRON") or following.lower in ("dead", "at", "and")
    return opened and before.pos in ("NOUN", "PROPN")


def is_in_row(token: Token) -> bool:
    """Whether a noun stands beside other nouns: "tanks, launchers and mortars"."""
    return token.dep == "conj" and token.tag in ("NN", "NNS") and token.head.tag in ("NN", "NNS")


def with_hyphen(token: Token) -> str:
    """The whole of a word that the tokenizer split at hyphens: "cease-fire" for its "fire"."""
    if token.i > 1 and token.tree[token.i - 1].text in ("-", "–") and not token.tree[token.i - 1].space:
        return f"{token.tree[token.i - 2].lower}-{token.lower}"
    return str(token.lower)
