"""What stands at a predicate itself and bears on its certainty: modals, negation, adverbs, a condition on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from trucewatch.extract.attribution.sources import case_of, child
from trucewatch.extract.factuality.degrees import Operator, effects, lexicon, marked, words
from trucewatch.extract.syntax.negation import negator
from trucewatch.extract.syntax.tree import Token
from trucewatch.records.claims import Force

DIMMED = 0.1  # what is not said may still be so
CONDITIONS = frozenset(("if", "unless", "provided", "providing", "long"))
SPELLED = {"'ll": "will", "wo": "will", "ca": "can", "'d": "would", "’ll": "will", "’d": "would"}


def local(token: Token, negation: str = "passes") -> Iterator[Operator]:
    """The operators that stand at the predicate itself.

    Args:
        token: the predicate, or a word that a climb from it has come to.
        negation: what the word's own "not" does to what stands below it: passes, dims it, is spent, or, where
            nothing local reaches down, blocks.
    """
    if negation == "blocks":
        return
    perfect = any(part.dep == "aux" and part.lemma == "have" for part in token.children)
    denied = negator(token)
    for part in token.children:
        if part.dep == "aux":
            modal = _modal(part, perfect)
            if modal is not None:
                able = denied is not None and modal.name in lexicon()["sure_when_negated"]
                yield replace(modal, factor=max(modal.factor, float(lexicon()["negated_prospect"]))) if able else modal
            if part.lower in ("had", "were", "should") and is_inverted(token):
                yield marked("if", part.i)
        elif part.dep in ("advmod", "discourse"):
            adverb = effects("adverbs").get(part.lower)
            if adverb is not None:
                yield Operator(part.lower, adverb.factor, adverb.force, part.i)
        elif part.dep == "amod" and part.lower in words("scant") and child(token, "det") is None:
            yield Operator(part.lower, float(lexicon()["scant_factor"]), None, part.i)
        elif part.dep == "amod":
            word = "so-called" if part.lower == "called" and child(part, "advmod") is not None else part.lower
            modifier = effects("modifiers").get(word)
            if modifier is not None:
                yield Operator(word, modifier.factor, modifier.force, part.i)
        elif part.dep == "advcl" and _is_clause(part) and (case_of(part) in CONDITIONS or is_inverted(part)):
            yield Operator("condition", float(lexicon()["conditional_main"]), Force.CONDITIONAL, part.i)
    if denied is not None and negation != "spent":
        yield _denial(token, denied, negation)


def _denial(token: Token, denied: Token, negation: str) -> Operator:
    if negation == "dims":
        return Operator("negation", DIMMED, None, denied.i)
    if denied.head.i != token.i and denied.head.dep == "obj":  # "sees no end": it sees; "gave no reason": it was asked
        return Operator("negated object", 0.15, None, denied.i, turns=True)
    return Operator("negation", float(lexicon()["negation"]), None, denied.i)


def _modal(aux: Token, perfect: bool) -> Operator | None:
    word = SPELLED.get(aux.lower, aux.lower)
    entry = lexicon()["modals"].get(word)
    if entry is None or aux.tag != "MD":
        return None
    factor = lexicon()["modals_perfect"].get(word, entry["factor"]) if perfect else entry["factor"]
    force = Force(entry["force"]) if "force" in entry and not (perfect and word != "will") else None
    return Operator(word, float(factor), force, aux.i)


def _is_clause(token: Token) -> bool:
    """Whether it has a verb: "dozens if not hundreds" has none."""
    return token.pos in ("VERB", "AUX") or child(token, "cop") is not None


def is_inverted(verb: Token) -> bool:
    """ "Should it turn out", "Had they attacked": a condition without "if"."""
    fronted = child(verb, "aux", "aux:pass", "cop")
    if fronted is None or fronted.lower not in ("should", "were", "had"):
        return False
    subject = child(verb, "nsubj", "nsubj:pass", "expl")
    opens = fronted.i == 0 or fronted.tree[fronted.i - 1].text in (",", ";", "“", '"')
    return subject is not None and fronted.i < subject.i and opens and fronted.tree[-1].text != "?"
