"""Words that name an act without relaying one: "attacks must stop", "these attacks"."""

from __future__ import annotations

from trucewatch.extract.attribution.cues import verbs as cue_verbs
from trucewatch.extract.claims.mood import is_purpose
from trucewatch.extract.events.agents import agent_words
from trucewatch.extract.events.lexicon import event_lexicon, event_types, verbs_of
from trucewatch.extract.events.mentions import EventMention
from trucewatch.extract.events.retelling import ANAPHORIC, is_definite
from trucewatch.extract.factuality.degrees import effect_of
from trucewatch.extract.syntax.inflection import harm_words
from trucewatch.extract.syntax.negation import is_none
from trucewatch.extract.syntax.phrases import children, governors, obliques

BARE = 2  # words of a line that only names what follows
SOUGHT = frozenset(("fighting_stopped", "truce_announced"))  # what efforts are for, day after day


def is_bare(mention: EventMention) -> bool:
    """A noun that only names a kind of act ("attacks must stop") relays no occurrence."""
    if (
        mention.trigger.pos == "VERB"
        or _is_answered_for(mention)
        or _has_stopped(mention)
        or _goes_on(mention)
        or _harms(mention)
        or event_types()[mention.event].family in ("truce", "diplomacy")
    ):
        return False
    participants = (mention.actor, mention.target, mention.means)
    return (
        not any(participants)
        and not mention.modifiers
        and mention.trigger.head != mention.trigger
        and mention.carrier == mention.trigger
    )


def is_anaphor(mention: EventMention, number: int) -> bool:
    """ "such bombings", "these attacks": a name for what was told, not a new telling."""
    if mention.trigger.pos == "NOUN" and mention.actor is not None and is_definite(mention) and is_none(mention.actor):
        return True  # "neither group has claimed the attack"
    if _is_one_of(mention) or _is_asked_for(mention) or _is_each(mention) or (number > 0 and _is_whose(mention)):
        return True
    if mention.trigger.pos != "NOUN" or mention.actor is not None or mention.target is not None:
        return False
    if _has_stopped(mention) or _harms(mention) or _is_placed(mention):
        return False
    if (
        number > 0
        and not _is_answered_for(mention)
        and is_definite(mention)
        and event_types()[mention.event].family == "violence"
        and mention.means is None
    ):
        return not children(mention.trigger, "nmod", "nummod")
    if _is_answered_for(mention):
        return False
    return any(child.lower in ANAPHORIC for child in children(mention.trigger, "det", "amod", "det:predet"))


def _goes_on(mention: EventMention) -> bool:
    """ "The operation has begun", "an assault is imminent": that it begins or is near is the news."""
    above = mention.trigger.head
    return mention.trigger.dep == "nsubj" and above.lemma.lower() in agent_words("going_on")


def _harms(mention: EventMention) -> bool:
    """ "Dozens were killed in the assault": the toll is the news."""
    above = mention.trigger.head
    return mention.trigger.dep == "obl" and above.lower in harm_words("killed", "injured")


def _is_placed(mention: EventMention) -> bool:
    """ "The fighting was concentrated near the airport": where it goes on is the news."""
    above = mention.trigger.head
    where = (case for case, _ in obliques(above)) if mention.trigger.dep in ("nsubj", "nsubj:pass") else ()
    return any(case in ("near", "around", "along", "outside") for case in where)


def _is_one_of(mention: EventMention) -> bool:
    """ "One of the deadliest attacks", "in one of the strikes": a measure for another act, or one told before."""
    noun = mention.trigger
    one = noun.dep == "nmod" and noun.head.lower == "one" and any(c.lower == "the" for c in children(noun, "det"))
    return one and noun.head.dep not in ("obj", "nsubj", "nsubj:pass")


def _is_each(mention: EventMention) -> bool:
    """ "Each attack adds to the strain": of all of them, and of none."""
    return mention.trigger.pos == "NOUN" and any(
        child.lower in ("each", "every") for child in children(mention.trigger, "det")
    )


def _is_whose(mention: EventMention) -> bool:
    """ "His killing is meant to …": the death that was told of him before."""
    if mention.event != "killing" or mention.trigger.pos != "NOUN":
        return False
    return any(child.pos == "PRON" for child in children(mention.trigger, "nmod:poss"))


def is_bracketed(mention: EventMention) -> bool:
    """ "[sound of explosion]": what a transcript says of itself."""
    tree, trigger = mention.sentence.tree, mention.trigger
    before = next((word.text for word in reversed(tree[: trigger.i]) if word.text in ("[", "]")), "")
    after = next((word.text for word in tree[trigger.i :] if word.text in ("[", "]")), "")
    return (before, after) == ("[", "]") and not any(word.tag in ("VBD", "VBZ") for word in tree)


def is_heading(mention: EventMention, number: int) -> bool:
    """A line in capitals between paragraphs, which repeats what they tell; a word or two that name what follows."""
    tree = mention.sentence.tree
    tells = any(word.pos in ("VERB", "AUX") for word in tree)
    bare = not tells and (sum(not word.is_punct for word in tree) <= BARE or mention.sentence.text.isupper())
    return bare or (number > 0 and mention.sentence.text.isupper())


def is_played(mention: EventMention) -> bool:
    """ "A mock attack", "the exercise simulated a strike", "in the film, rebels bomb the town": acted, and not done."""
    trigger = mention.trigger
    played = agent_words("played")
    if any(child.lower in played for child in children(trigger, "amod", "compound")):
        return True
    for above in governors(trigger):
        if above.lemma.lower() in agent_words("playing"):
            return True
    root = (trigger, *governors(trigger))[-1]
    return any(case == "in" and word.lower in agent_words("plays") for case, word in obliques(root))


def _has_stopped(mention: EventMention) -> bool:
    """ "The shelling has stopped" is news, though nothing else is told of it; "attacks must stop" is none."""
    verb = mention.trigger.head
    perfect = any(child.lower in ("has", "have", "had") for child in children(verb, "aux"))
    ended = mention.trigger.dep == "nsubj" and verb.lower in verbs_of("ceasing")
    return ended and (perfect or verb.tag == "VBD")


def is_aim(mention: EventMention) -> bool:
    """ "Deployed its air force to bomb them", "the operation to recapture it": what an act is for, and no telling.

    What is planned, promised, threatened or demanded is another matter, and a claim.
    """
    verb = mention.carrier
    above = verb.head
    at = verb.tag == "VBG" and any(mark.lower == "at" for mark in children(verb, "mark", "case"))
    if at and above.lemma in ("aim", "direct"):
        return True  # "offensives aimed at encircling it"
    if verb.tag != "VB" or not is_purpose(verb):
        return False
    if verb.dep == "acl" and above.lower in ("effort", "efforts") and mention.event in SOUGHT:
        return True
    if verb.dep == "acl":
        return above.lower in agent_words("undertakings") or event_lexicon().names_act(above.lower)
    effect = effect_of(above, infinitive=True)
    return verb.dep == "advcl" and above.i < verb.i and (effect is None or effect.force is None)


def is_likened(mention: EventMention) -> bool:
    """ "as though it had kept the truce": a likeness, and no telling."""
    clauses = (mention.carrier, *governors(mention.carrier))
    opened = (mark for word in clauses for mark in children(word, "mark") if mark.i < word.i)
    return any(mark.lower == "as" and mark.nbor().lower in ("though", "if") for mark in opened)


def _is_answered_for(mention: EventMention) -> bool:
    """ "acknowledged the attack", "denied the shelling": a stance to what was told is a claim of its own."""
    verb = mention.trigger.head
    known = cue_verbs().get(verb.lemma.lower())
    if mention.trigger.dep not in ("obj", "nsubj:pass") or known is None or verb.pos != "VERB":
        return False
    return bool({"deny", "concede"} & set(known.classes))


def _is_asked_for(mention: EventMention) -> bool:
    """ "declined to say who had fired them": who did is the question, and that it was done stands elsewhere."""
    trigger = mention.trigger
    asked = any(child.lower in ("who", "what") and child.i < trigger.i for child in children(trigger, "nsubj"))
    unnamed = mention.target is None or mention.target.pos == "PRON"
    return asked and unnamed and trigger.dep == "ccomp" and trigger.head.i < trigger.i
