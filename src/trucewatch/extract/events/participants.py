"""Who may act and be acted on: the participants of a mention that are left when what cannot be one is dropped."""

from __future__ import annotations

import re
from dataclasses import replace

from trucewatch.extract.events.agents import agent_words, with_agents
from trucewatch.extract.events.lexicon import Lexicon, word_list
from trucewatch.extract.events.mentions import EventMention
from trucewatch.extract.syntax.inflection import harm_words
from trucewatch.extract.syntax.negation import is_none
from trucewatch.extract.syntax.phrases import children, governors, phrase_tokens
from trucewatch.extract.syntax.tree import Token
from trucewatch.knowledge.ontology import event_types

CLOCK = re.compile(r"\d{1,2}[:.]\d\d")
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
    if target is not None and not event_types()[mention.event].aimed:
        target = None
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


def _antecedent(token: Token | None) -> Token | None:
    """The noun that "whose fighters" and a relative "who" stand for; none for a "who" that asks."""
    if token is None:
        return None
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
