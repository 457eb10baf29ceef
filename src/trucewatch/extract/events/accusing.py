"""Charges and names: "accused the army of raids", "called this a breach": who charges, and who is charged."""

from __future__ import annotations

from trucewatch.extract.events.lexicon import verbs_of
from trucewatch.extract.syntax.arguments import is_passive, surface_subject, verb_frame
from trucewatch.extract.syntax.negation import is_negated, is_none
from trucewatch.extract.syntax.phrases import case_of, children, governors, is_noun_like, obliques
from trucewatch.extract.syntax.tree import Token

OWNED = frozenset(("responsibility", "credit"))
OWNING = frozenset(("claim", "admit", "acknowledge", "accept", "take"))


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
            laid = current.dep in ("obj", "nsubj:pass") and _laid_on(above, current) is not None
            return above if marked or laid else None
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


def _laid_on(verb: Token, act: Token) -> Token | None:
    """Whom "blamed the strikes on the army" blames, wherever the tree hangs the phrase."""
    return next((word for case, word in (*obliques(verb), *obliques(act)) if case == "on"), None)


def accused(word: Token) -> Token | None:
    """Who is charged with the act that a noun names: by the verb's frame, else by its tree."""
    verb = charge(word)
    if verb is None:
        return None
    told = verb.frame.get("ARG1") if verb.frame is not None and verb.frame.sure > 0 else None
    if told is not None and not told.first.i <= word.i <= told.last.i:
        return told.head
    act = next((one for one in (word, *governors(word)) if one.head is verb), word)
    laid = _laid_on(verb, act) if act.dep in ("obj", "nsubj:pass") else None
    return laid or verb_frame(verb).object


def answering(word: Token) -> Token | None:
    """Who takes the act that a noun names upon them, or is called responsible for it.

    "X claimed responsibility for the attack", "claimed the attack", "the group responsible for the attack".
    """
    above = word.head
    if above.lower in OWNED and above.pos == "NOUN" and word.dep == "nmod" and case_of(word) == "for":
        word, above = above, above.head
    elif above.lower == "responsible" and case_of(word) == "for":
        who = above.head if above.dep in ("amod", "acl") else surface_subject(above)
        return who.head if who is not None and who.dep == "appos" else who
    if above.lemma.lower() not in OWNING or above.pos != "VERB" or is_negated(above):
        return None
    by = next((one for case, one in obliques(above) if case == "by"), None) if above.dep == "acl" else None
    owner = verb_frame(above).subject if word.dep in ("obj", "nsubj:pass") else by
    return None if owner is None or is_none(owner) else owner


def accuser(word: Token) -> Token | None:
    """Who charges somebody with the act at `word`; None where nobody does, or the text does not say who."""
    verb = charge(word)
    if verb is None:
        return None
    subject = verb_frame(verb).subject
    return None if subject is None or (is_passive(verb) and subject == verb_frame(verb).object) else subject
