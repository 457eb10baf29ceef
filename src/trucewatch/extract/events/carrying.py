"""Words that only carry another act: who fired or laid what struck, the exchange that a fire was."""

from __future__ import annotations

from trucewatch.extract.events.lexicon import event_types
from trucewatch.extract.events.mentions import EventMention
from trucewatch.extract.syntax.arguments import verb_frame
from trucewatch.extract.syntax.phrases import is_noun_like
from trucewatch.extract.syntax.tree import Token


def is_violent(mention: EventMention) -> bool:
    """Whether a mention is of an act of violence."""
    return event_types()[mention.event].family == "violence"


def by_weapon(mention: EventMention, others: list[EventMention]) -> EventMention | None:
    """The act of a weapon whose clause tells who fired or laid it: "a mine that rebels had planted blew up a truck"."""
    weapon = mention.trigger.head
    if not is_violent(mention) or mention.trigger.dep not in ("acl", "acl:relcl") or not is_noun_like(weapon):
        return None
    return next((one for one in others if is_violent(one) and weapon in (one.means, _subject(one.trigger))), None)


def _subject(trigger: Token) -> Token | None:
    return verb_frame(trigger).subject if trigger.pos == "VERB" else None


def by_carrying(mention: EventMention, others: list[EventMention]) -> EventMention | None:
    """The narrower act that a verb only carries: "exchanged artillery fire"."""
    if mention.event != "small_arms_fire" or mention.trigger.pos != "VERB":
        return None
    held = verb_frame(mention.trigger).object
    return next((one for one in others if one.trigger == held and one.event != "small_arms_fire"), None)
