"""Weapons and what carries them: what a noun phrase is by its own words, and what it makes of a strike."""

from __future__ import annotations

from dataclasses import replace

from trucewatch.extract.events.lexicon import Lexicon, word_list
from trucewatch.extract.events.mentions import EventMention
from trucewatch.extract.syntax.phrases import children
from trucewatch.extract.syntax.tree import Token


def by_platform(mention: EventMention, words: Lexicon) -> EventMention:
    """The strike that aircraft or drones carried out, where its own words do not say by what: an air strike."""
    carried = mention.carrier != mention.trigger and mention.trigger.dep in ("obj", "nsubj:pass")
    if mention.event != "attack" or mention.actor is None or not carried:
        return mention
    for kind, event in (("drone", "drone_strike"), ("aircraft", "air_strike")):
        if mention.trigger.lower in word_list("strikes") and words.in_class(mention.actor, kind):
            return replace(mention, event=event, rule=f"{mention.rule}.platform")
    return mention


def is_weapon(noun: Token, words: Lexicon) -> bool:
    """Whether a noun phrase is a weapon by its own words, whatever stands beside it."""
    beside = any(words.phrase_in_class(one, "weapon") for one in children(noun, "conj"))
    own = words.in_class(noun, "weapon") or any(
        words.in_class(one, "weapon") for one in children(noun, "compound", "amod", "flat", "nmod:desc")
    )
    return own or (not beside and words.phrase_in_class(noun, "weapon"))
