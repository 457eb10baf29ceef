"""Acts on the truce, and commitments under it: what the words around the trigger turn them into.

The lexicon names the act ("observe the ceasefire"); the frame around it may make it another: "no reason to observe
the ceasefire" is a statement that it is not observed, short of ending it; "has not met its commitments" is a
commitment not met; "the ceasefire has not ended" denies an end. Breaking a truce and ending it are never the same.
"""

from __future__ import annotations

from dataclasses import replace

from trucewatch.extract.events.disclaiming import is_generic
from trucewatch.extract.events.lexicon import Lexicon, event_types, verbs_of, word_list
from trucewatch.extract.events.mentions import EventMention
from trucewatch.extract.syntax.arguments import surface_subject
from trucewatch.extract.syntax.negation import is_negated, is_none
from trucewatch.extract.syntax.phrases import children, governors
from trucewatch.extract.syntax.tree import Token

DENIED = {
    "truce_declared_ended": "truce_end_denied",
    "truce_collapsed": "truce_end_denied",
    "commitment_met": "commitment_not_met",
    "truce_observed": "truce_not_observed",
}
OFFERS = ("proposal", "offer", "plan", "terms")
CLIMB = 4
TOLD_ANYWHERE = frozenset(("truce_declared_ended", "truce_suspended", "truce_breached", "truce_collapsed"))


def refine(mention: EventMention, words: Lexicon) -> EventMention:
    """The mention with the type that its frame gives it; unchanged where that says nothing."""
    event = mention.event
    if event.startswith("truce_"):
        mention = _without_truce(mention, words)
    if event == "truce_observed":
        return (
            replace(mention, event="truce_not_observed", rule=f"{mention.rule}.not-observed")
            if _is_not_observed(mention)
            else mention
        )
    if event == "commitment_met" and is_negated(mention.carrier):
        return replace(mention, event="commitment_not_met", rule=f"{mention.rule}.negated")
    if event == "truce_declared_ended" and mention.actor is None and not is_negated(mention.trigger):
        mention = replace(mention, actor=_declarer(mention.trigger))
    if (
        event in ("truce_declared_ended", "truce_collapsed")
        and is_negated(mention.trigger)
        and mention.trigger.pos != "NOUN"
    ):
        if mention.trigger.lower == "bound" or _is_undone(mention):
            return mention
        return replace(mention, event="truce_end_denied", rule=f"{mention.rule}.negated")
    return mention


def _is_undone(mention: EventMention) -> bool:
    """ "Has not declared it over", "did not end the agreement": what somebody has not done, which denies nothing."""
    return mention.event == "truce_declared_ended" and mention.actor is not None and mention.trigger.pos == "VERB"


def _without_truce(mention: EventMention, words: Lexicon) -> EventMention:
    """The truce is what the act is on, never a side: it is no participant."""
    actor, target = mention.actor, mention.target
    if actor is not None and words.phrase_in_class(actor, "truce", "accord", "ending"):
        actor = None
    if target is not None and words.phrase_in_class(target, "truce", "accord", "ending", *OFFERS):
        target = None
    return replace(mention, actor=actor, target=target)


def _declarer(word: Token) -> Token | None:
    """Who declares that the truce is over: the subject of the declaring verb right above the clause."""
    if word.dep not in ("ccomp", "xcomp", "acl:relcl") or word.head.lower not in verbs_of("declaring"):
        return None
    subject = surface_subject(word.head)
    return subject if subject is not None and subject.pos in ("NOUN", "PROPN") else None


def is_presupposed(mention: EventMention) -> bool:
    """Whether a clause names an act on the truce in passing: "since the truce began", "groups that had joined it".

    A declared end is news wherever it stands, and is never taken for granted here.
    """
    if event_types()[mention.event].kind == "truce" and is_generic(mention.carrier):
        return True  # "whoever violates it": nobody is told to have done so
    if event_types()[mention.event].family != "truce" or mention.event in TOLD_ANYWHERE:
        return False
    if event_types()[mention.event].kind != "truce":
        return False
    word = mention.carrier
    relative = any(child.lower in ("that", "which", "who") for child in word.subtree if child.i < word.i)
    if word.lower in verbs_of("declaring") and children(word, "nsubj") and not relative:
        return False  # a main clause that the tree hung on a noun: "…, and the army announced a truce"
    if word.dep == "acl:relcl" or (word.dep == "acl" and word.tag != "VB"):
        return True
    if word.dep == "conj" and word.head.dep == "acl:relcl" and not children(word, "nsubj", "nsubj:pass"):
        return True
    before = [child for child in children(word, "mark", "advmod", "case") if child.i < word.i]
    marks = {child.lower for child in before if child.nbor().lower != "that"}  # "had said before that it held"
    return word.dep in ("advcl", "obl", "nmod") and bool(marks & word_list("presupposing"))


def _is_not_observed(mention: EventMention) -> bool:
    """ "no reason to observe", "pointless to observe", "refuses to observe", "no longer observes"."""
    if is_negated(mention.trigger):
        return True
    current = mention.trigger
    for number, above in enumerate(governors(mention.trigger)):
        if number > CLIMB:
            break
        current, under = above, current
        if under.dep == "conj":
            continue  # "to stop shelling and to observe it": what stands beside the act is not above it
        if above.lower in word_list("senseless") or above.lower in verbs_of("refusing") | {"unwilling", "unable"}:
            return True
        if above.lower in word_list("reasons") and (is_none(above) or is_negated(above) or is_negated(above.head)):
            return True
        if (
            above.lower in word_list("reasons")
            and above.head.lower in ("see", "sees", "saw", "have", "has")
            and is_negated(above.head)
        ):
            return True
    return False
