"""Who may act and be acted on: the participants of a mention that are left when what cannot be one is dropped."""

from __future__ import annotations

import re
from dataclasses import replace

from trucewatch.extract.events.agents import agent_words, with_agents
from trucewatch.extract.events.lexicon import Lexicon, word_list
from trucewatch.extract.events.mentions import EventMention
from trucewatch.extract.syntax.arguments import verb_frame
from trucewatch.extract.syntax.inflection import harm_words
from trucewatch.extract.syntax.negation import is_none
from trucewatch.extract.syntax.phrases import case_of, children, governors, phrase_tokens
from trucewatch.extract.syntax.tree import Token
from trucewatch.knowledge.ontology import event_types

CLOCK = re.compile(r"\d{1,2}[:.]\d\d")
LEFT = frozenset(("withdrawal", "base_established", "fortification"))
STATES = frozenset(("calm", "armed_clash", "fighting_stopped"))  # what two sides, or all, do: never a place
OWNERS = frozenset(("its", "their", "his", "her"))
NOBODY = frozenset(("this", "that", "there", "what", "which", "these", "those", "nothing"))


def clean(mention: EventMention, words: Lexicon) -> EventMention:
    """Drop participants that cannot act or be acted on, and look by the order of the words for who is missing."""
    tree = _possible(mention, words)
    found = with_agents(tree, words)
    if found.actor is not None and found.actor is tree.target:
        return tree  # whom it befell did not do it
    return _possible(found, words)


def _possible(mention: EventMention, words: Lexicon) -> EventMention:
    """Without dates, pronouns of nothing, abstract things."""
    actor, target = _antecedent(mention.actor), _who_does(_antecedent(mention.target), words)
    if actor is not None and (not _may_act(actor, words) or _only_tells(actor, mention.trigger)):
        actor = None
    if target is not None and (not _may_suffer(target) or target == mention.trigger or target == actor):
        target = None
    if target is not None and (not event_types()[mention.event].aimed or _only_counts(target)):
        target = None
    if target is not None and mention.trigger.lower == "violence" and words.in_class(target, "place_noun"):
        target = None
    if target is not None and target.lower == "control":
        target = next((one for one in children(target, "nmod") if case_of(one) in ("of", "over")), None)
    if actor is not None and mention.trigger in phrase_tokens(actor) and mention.trigger.i > actor.i:
        actor = None  # "dozens of air raids hit the suburb": how many there were, and not whose
    if target is not None and mention.event in LEFT and words.in_class(target, "place_noun", "facility"):
        target = None  # "leave the country", "set up a base": where, or what is built
    if actor is not None and mention.event == "calm" and not words.in_class(actor, "side"):
        actor = None
    if actor is not None and mention.event in STATES and _is_whereabouts(actor, words):
        actor = None  # "the districts saw fighting": where, and not who
    if actor is not None and mention.event == "killing" and words.in_class(actor, "vehicle", "facility"):
        actor = None  # "the attack on a bus that killed three": the tree's nearest noun kills nobody
    if actor is not None and mention.event == "aid_delivery" and words.in_class(actor, "aid", "vehicle"):
        actor = target = None  # what goes in is the aid itself
    if actor is not None and target in phrase_tokens(actor):
        target = None
    if actor is not None and target is not None and actor in phrase_tokens(target):
        actor = None
    return replace(mention, actor=actor, target=target)


def is_nobody(token: Token) -> bool:
    """ "No one", "neither army", "not the army": nobody acts, or another."""
    first = token.tree[token.left_edge.i]
    return is_none(token) or (first.lower in ("not", "no", "neither", "none") and first.i < token.i)


def _who_does(target: Token | None, words: Lexicon) -> Token | None:
    """The person in "wounded a member campaigning", where the tree takes what the person did for the noun."""
    if target is None or target.i == 0 or not target.lower.endswith("ing"):
        return target
    before = target.nbor(-1)
    return before if before.dep == "compound" and words.in_class(before, "civilian", "armed") else target


def _may_act(token: Token, words: Lexicon) -> bool:
    acronym = token.text.isupper() and len(token.text) > 1  # "GNA", taken for a verb
    if (token.pos not in ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "X") and not acronym) or token.dep == "expl":
        return False
    if (token.pos == "NUM" and not children(token, "nmod")) or is_time(token):
        return False
    if token.lower in NOBODY:
        return False
    if token.lower in harm_words("fatal_nouns", "injury_nouns", "casualty_nouns") | word_list("measures_nouns"):
        return False
    return not words.in_class(token, "non_agent", "truce", "obligation", "ending") and not (
        token.pos == "NOUN" and words.names_act(token.lower)
    )


def _only_tells(actor: Token, trigger: Token) -> bool:
    """Whether `actor` only tells of it: "the ministry spoke of 30 killed", "the mission heard shelling"."""
    verb, lemma = actor.head, actor.head.lemma.lower()
    if verb == trigger:
        return False
    seen = trigger.head == verb and trigger.dep in ("obj", "ccomp", "xcomp")
    if seen and lemma in agent_words("witnessing"):
        return True
    harmed = trigger.lower in harm_words("killed", "injured") and not trigger.lower.endswith("ing")
    return harmed and lemma in agent_words("telling") and verb in trigger.ancestors


def is_time(token: Token) -> bool:
    """Whether a phrase is a date: its words or what hangs on a bare number."""
    if token.i + 1 < len(token.tree) and token.text.isdigit() and token.nbor(1).lower in agent_words("months"):
        return True
    if token.lower in harm_words("measures") or CLOCK.fullmatch(token.text):
        return True
    return token.pos in ("NUM", "PROPN") and any(
        child.lower in harm_words("measures") for child in token.children if abs(child.i - token.i) < 3
    )


def _may_suffer(token: Token) -> bool:
    if token.pos not in ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "X") or is_time(token):
        return False
    return token.lower not in (
        NOBODY | {"it", "itself", "themselves"} | harm_words("time_words") | word_list("measures_nouns")
    )


def is_struck(token: Token | None, words: Lexicon) -> bool:
    """Whether the object of an act's verb may be what it struck: "the raid hit a school", not "took place"."""
    if token is None:
        return False
    return token.pos == "PROPN" or words.phrase_in_class(
        token, "armed", "civilian", "facility", "position", "vehicle", "place_noun", "side", "aid", "crowd", "weapon"
    )


def _is_whereabouts(token: Token, words: Lexicon) -> bool:
    """Whether a phrase names a place, or some part of one: "much of the south", "both districts"."""
    if token.lower in agent_words("amounts"):
        return any(_is_whereabouts(one, words) for one in children(token, "nmod"))
    return words.in_class(token, "place_noun", "facility") or token.lower in agent_words("directions")


def _only_counts(token: Token) -> bool:
    """Whether a word gives a number and nobody it counts: "injuring dozens", "at least 100 were wounded"."""
    counts = token.pos == "NUM" or token.lower in agent_words("amounts")
    return counts and not children(token, "nmod")


def _antecedent(token: Token | None) -> Token | None:
    """The noun that "whose fighters" and a relative "who" stand for; none for a "who" that asks."""
    if token is None:
        return None
    if token.lower in OWNERS and token.dep == "nmod:poss":
        return _owner(token)
    owned = any(child.lower == "whose" for child in children(token, "nmod:poss"))
    if owned or token.lower in ("who", "whom"):
        first = token.tree[token.left_edge.i] if owned else token
        near = token.tree[max(0, first.i - 2) : first.i]
        named = next((word for word in reversed(near) if word.pos in ("NOUN", "PROPN")), None)
        clause = next((above for above in governors(token) if above.dep == "acl:relcl"), None)
        if clause is not None:
            return named or clause.head
        return None if token.lower in ("who", "whom") else token
    return token


def _owner(pronoun: Token) -> Token | None:
    """Whose "their shelling" is: the subject's of the clause it stands in; None where that is what the phrase names."""
    for above in governors(pronoun):
        if above.pos not in ("VERB", "AUX") or (above.i > pronoun.i and above.dep != "ROOT"):
            continue
        subject = verb_frame(above).subject
        if subject is not None and pronoun in phrase_tokens(subject):
            return None
        if subject is not None and subject.i < pronoun.i:
            return subject
    return None
