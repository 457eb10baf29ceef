"""Charges and names: "accused the army of raids", "called this a breach": who charges, and who is charged."""

from __future__ import annotations

from trucewatch.extract.frames import is_passive, verb_frame
from trucewatch.extract.lexicon import verbs_of
from trucewatch.extract.tokens import Token
from trucewatch.extract.tree import case_of, children, governors, is_noun_like


def charge(word: Token) -> Token | None:
    """The accusing verb whose "of" or "for" phrase, or gerund, names the act at `word`; None where there is none."""
    current, marked = word, False
    for above in governors(word):
        marks = [case_of(current), *(mark.lower for mark in children(current, "mark"))]
        marked = bool({"of", "for"} & set(marks))
        # "accused [the army of raids]", "accused [the army of breaking the truce]": hung on the charged by the tree
        inner = current.dep in ("nmod", "acl") and above.dep in ("obj", "nsubj:pass")
        if marked and inner and above.head.lower in verbs_of("accusing"):
            return above.head
        if above.lower in verbs_of("accusing") and above.pos == "VERB":
            return above if marked else None
        if above.pos in ("VERB", "AUX") and current.dep not in ("obj", "xcomp", "conj", "obl"):
            return None
        current = above
    return None


def opens_anew(word: Token) -> bool:
    """Whether the charge stands after a semicolon: what was said before it does not cover it."""
    verb = charge(word)
    subject = None if verb is None else verb_frame(verb).subject
    return subject is not None and any(
        one.text == ";" for one in word.tree[max(0, subject.left_edge.i - 1) : subject.i]
    )


def is_called(token: Token) -> bool:
    """ "called the attack an aggression": a name that a speaker gives to what was told."""
    head = token.head
    if not is_noun_like(token) or head == token or head.lower not in verbs_of("characterising"):
        return False
    others = [one for one in children(head, "obj", "nsubj:pass", "iobj", "nsubj") if one.i < token.i]
    return token.dep in ("xcomp", "obj", "ccomp", "obl") and any(one.i > head.i for one in others)


def accused(word: Token) -> Token | None:
    """Who is charged with the act that a noun names."""
    verb = charge(word)
    return None if verb is None else verb_frame(verb).object


def accuser(word: Token) -> Token | None:
    """Who charges somebody with the act at `word`; None where nobody does, or the text does not say who."""
    verb = charge(word)
    if verb is None:
        return None
    subject = verb_frame(verb).subject
    return None if subject is None or (is_passive(verb) and subject == verb_frame(verb).object) else subject
