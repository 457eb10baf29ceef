"""Mentions that only unfold another one: "strikes targeting positions", "the shelling killed five"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from spacy.tokens import Token

from trucewatch.extract.frames import verb_frame
from trucewatch.extract.lexicon import event_types, word_list
from trucewatch.extract.mentions import EventMention
from trucewatch.extract.tree import children, is_finite, is_noun_like
from trucewatch.extract.words import harm_words

UNFOLDING = frozenset(
    ("attack", "killing", "property_destruction", "ground_advance", "explosion", "small_arms_fire", "weapons_seized")
) | {"detention"}


def fold(mentions: Iterable[EventMention]) -> list[EventMention]:
    """Fill events from the words that only unfold them, and leave those words out."""
    kept = list(mentions)
    for trigger in [mention.trigger for mention in kept]:
        # The mention as it stands by now: it may have been filled from another one meanwhile.
        mention = next((one for one in kept if one.trigger == trigger), None)
        host = None if mention is None else _host(mention, kept)
        if mention is None or host is None or host not in kept:
            continue
        kept[kept.index(host)] = _filled(host, mention)
        kept.remove(mention)
    return kept


def _host(mention: EventMention, others: list[EventMention]) -> EventMention | None:
    """The mention that this one unfolds, if any."""
    types = event_types()
    violent = {
        other.trigger: other
        for other in others
        if other is not mention and types[other.event].family in ("violence", "diplomacy", "obstruction")
    }
    carriers = {other.carrier: other for other in violent.values()}
    trigger = mention.trigger
    if types[mention.event].family == "truce":
        told = _told_by(mention, others)
        if told is not None:
            return told
    if types[mention.event].kind == "commitment" or mention.event in ("truce_observed", "aid_delivery", "withdrawal"):
        above = (
            [trigger.head, trigger.head.head]
            if trigger.dep_ in ("xcomp", "acl", "ccomp", "conj") and not is_finite(trigger)
            else []
        )
        return next(
            (
                one
                for one in others
                if one.event == "commitment_not_met" and one is not mention and one.trigger in above
            ),
            None,
        )
    subject = verb_frame(trigger).subject if trigger.pos_ == "VERB" and _is_violent(mention) else None
    by_itself = violent.get(subject) if subject is not None else None
    if trigger.lower_ in word_list("shooters"):
        return next((one for one in violent.values() if one.actor == trigger or one.means == trigger), None)
    if by_itself is not None and by_itself.trigger.lower_ in word_list("shooters"):
        return None
    if by_itself is not None and _is_violent(by_itself) and is_noun_like(by_itself.trigger):
        return by_itself
    if mention.event not in UNFOLDING and trigger.lower_ not in harm_words("killed", "injured"):
        return None
    head = trigger.head
    if mention.event == "killing" or trigger.lower_ in harm_words("killed", "injured"):
        toll = _whose_toll(mention, others)
        if toll is not None:
            return toll
    if trigger.dep_ in ("acl", "advcl", "xcomp", "acl:relcl", "parataxis") and not is_noun_like(trigger):
        host = violent.get(head) or carriers.get(head)
        if host is not None and _is_violent(host) and trigger.lower_.endswith("ing"):
            return host
    if trigger.dep_ == "conj" and mention.event == "killing" and trigger.i == head.i + 2 and head in violent:
        return violent[head]  # "shot and killed", "attacked and injured": one deed
    if trigger.dep_ == "conj" and mention.event == "killing":
        host = violent.get(head)
        if host is not None and host.event == "killing":
            return host
    if mention.event == "killing":
        for case, word in verb_frame(trigger).obliques:
            host = violent.get(word)
            if case in word_list("causes") and host is not None and _is_violent(host):
                return host
        for child in children(trigger, "advcl"):
            host = violent.get(child)
            if host is not None and _is_violent(host) and host.event not in UNFOLDING - {"explosion"}:
                return host
        for child in children(trigger, "nsubj"):
            host = violent.get(child)
            if host is not None and _is_violent(host):
                return host
    if trigger.lower_ in ("hit", "struck", "targeted", "targeting", "killed", "wounded", "injured"):
        subject = verb_frame(trigger).subject
        host = violent.get(subject) if subject is not None else None
        return host if host is not None and _is_violent(host) else None
    return None


def _told_by(mention: EventMention, others: list[EventMention]) -> EventMention | None:
    """The act on the truce that another one says again: its object ("announced the end"), or the first of a pair."""
    trigger = mention.trigger
    for one in others:
        if one is mention or event_types()[one.event].family != "truce":
            continue
        if one.event == mention.event and trigger.dep_ in ("conj", "amod", "xcomp") and trigger.head == one.trigger:
            return one
        if is_noun_like(trigger) and one.trigger.pos_ == "VERB" and verb_frame(one.trigger).object == trigger:
            return one
    return None


def _whose_toll(mention: EventMention, others: list[EventMention]) -> EventMention | None:
    """The violent act whose toll a killing tells: "…, killing five", "the convoy in which five were killed"."""
    trigger = mention.trigger
    before = [
        one
        for one in others
        if one is not mention and _is_violent(one) and one.event != "killing" and one.trigger.i < trigger.i
    ]
    if not before:
        return None
    bare = not children(trigger, "nsubj", "nsubj:pass", "aux", "mark")
    if trigger.lower_.endswith("ing") and trigger.tag_ == "VBG" and bare and not is_noun_like(trigger):
        return before[-1]
    if trigger.dep_ != "acl:relcl":
        return None
    if before[-1].means == trigger.head:
        return before[-1]
    within = mention.actor is None and trigger.head in (before[-1].target, before[-1].trigger)
    return before[-1] if within else None


def _is_violent(mention: EventMention) -> bool:
    return event_types()[mention.event].family == "violence"


def _filled(host: EventMention, part: EventMention) -> EventMention:
    return replace(
        host,
        actor=host.actor or _not_within(part.actor, host),
        target=host.target or part.target,
        means=host.means or part.means,
    )


def _not_within(actor: Token | None, host: EventMention) -> Token | None:
    """The part's actor, unless it is the host event itself ("the strike killed")."""
    return None if actor is None or actor == host.trigger else actor
