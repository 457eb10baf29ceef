"""Scope of nouns: what a step up from an event noun, or from a clause below a noun, adds to a predicate's certainty."""

from __future__ import annotations

from trucewatch.extract.attribution.sources import case_of, child
from trucewatch.extract.factuality.background import is_given
from trucewatch.extract.factuality.clause_scope import Step, is_infinitive, opening_of
from trucewatch.extract.factuality.degrees import Operator, effect_of, effects, lexicon, marked, words
from trucewatch.extract.syntax.negation import is_none, negator
from trucewatch.extract.syntax.tree import Token
from trucewatch.records.claims import Force


def below_noun(token: Token, head: Token, infinitive: bool) -> Step:
    """A clause or phrase of a noun: "a plan to leave", "threat of war", "no sign pointing to it"."""
    mark = opening_of(token)
    if token.dep == "nmod" and mark in ("to", "against") and head.lemma.lower() in words("opposing"):
        return [Operator(head.lemma, float(lexicon()["opposed"]), None, head.i)], "passes"
    if token.dep == "nmod":
        return of_noun(token, head) if mark in ("of", "for", "about", "on", "in") else None
    if token.dep == "acl" and mark in ("without", "instead", "rather"):
        return [marked(mark, token.i)], "blocks"
    if token.dep == "acl" and infinitive:
        rank = next((part for part in (head, *head.children) if part.lower in words("ranking")), None)
        if rank is not None:  # "the first convoy to leave" left
            return [Operator(rank.lower, float(lexicon()["actual"]), None, rank.i)], "passes"
    if token.dep == "acl" and infinitive:
        return of_noun(token, head) or (
            [Operator("infinitive of noun", float(lexicon()["bare_infinitive_of_noun"]), None, head.i)],
            "passes",
        )
    if token.dep == "acl" and mark in ("of", "for", "that", "about", "in", "with", "from"):
        return of_noun(token, head)
    apart = token.left_edge.text == "," or (token.left_edge.i > 0 and token.tree[token.left_edge.i - 1].text == ",")
    if (is_none(head) and not apart) or (token.dep == "acl" and _is_denied_object(head)):
        return ([], "blocks") if head.lemma.lower() in words("undoubted") else ([], "passes")
    return None


def _is_denied_object(noun: Token) -> bool:
    """Whether a negated verb has this indefinite noun for its object: "did not sign a paper agreeing to leave"."""
    determiner = child(noun, "det")
    open_ = determiner is not None and determiner.lower in ("a", "an", "any")
    return open_ and noun.dep == "obj" and negator(noun.head) is not None


def of_noun(token: Token, head: Token) -> Step:
    """What a noun does to what it is about: "a plan to leave", "an attempt at it", "a denied request to open"."""
    verb = head.head
    if (
        head.dep in ("obj", "nsubj:pass")
        and verb.lemma.lower() in words("refusing")
        and (is_infinitive(token) or case_of(token) == "for")
    ):
        return [Operator(verb.lemma, float(lexicon()["refused"]), None, verb.i)], "passes"  # "denied a request to open"
    effect = effects("nouns").get(head.lemma.lower())
    if is_none(head) and head.lemma.lower() in words("undoubted"):
        return [], "blocks"
    if effect is not None and effect.factor > 0 and is_none(head) and is_infinitive(token):
        return [Operator(head.lemma, float(lexicon()["negated_prospect"]), effect.force, head.i)], "passes"
    if effect is not None and not (effect.kind == "reason" and token.dep == "nmod" and is_given(token)):
        return [Operator(head.lemma, effect.factor, effect.force, head.i)], "passes"
    governed = effect_of(verb) if head.dep == "obj" and case_of(token) in ("of", "for", "with", "from") else None
    if governed is not None and token.dep == "acl":  # "accused the rebels of shelling", hung on the object
        return [Operator(verb.lemma, governed.factor, governed.force, verb.i)], "passes"
    return None


def argument(token: Token, head: Token) -> Step:
    """An event noun as object: what "want", "prevent" or a negated verb does to it; a definite one is given."""
    if head.pos not in ("VERB", "AUX") or token.dep == "obl:agent":  # "delayed by rain": it rained
        return None
    lemma, case, prepositional = head.lemma.lower(), case_of(token), token.dep == "obl"
    if prepositional and case == "without":
        return None
    if case == "against" and lemma in words("opposing"):
        return [Operator(head.lemma, float(lexicon()["opposed"]), None, head.i)], "passes"
    if token.lemma.lower() in words("utterances") and lemma in words("responding"):
        return None  # "rejected the offer", "denied reports": they were made
    effect = effect_of(head, "object")
    if effect is not None and effect.kind == "excluding" and negator(head) is not None:
        return [Operator(head.lemma, float(lexicon()["not_excluded"]), Force.PREDICTS, head.i)], "blocks"
    if effect is not None and (not prepositional or case in ("for", "on", "against", "of", "from", "about", "out")):
        return [Operator(head.lemma, effect.factor, effect.force, head.i)], "dims"
    if lemma in words("carrying_out") and not prepositional:
        return [], "passes"
    if prepositional or is_given(token):
        return None
    return [], "passes"


def subject_of_being(token: Token, head: Token) -> Step:
    """An event noun as subject of its own being: "there is no plan", "a clash may occur"."""
    if child(head, "expl") is not None and head.lemma.lower() in ("be", "come", "remain", "exist", "follow"):
        return [], "passes"
    lemma = head.lemma.lower()
    if lemma in words("occurring") or (lemma == "take" and any(p.lower == "place" for p in head.children)):
        return [], "passes"
    return ([], "passes") if lemma in words("carrying_out") and not is_given(token) else None
