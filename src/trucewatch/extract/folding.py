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
OWED = ("truce_observed", "aid_delivery", "withdrawal")  # what may be owed under a truce, beside the commitments
HOSTS = ("violence", "diplomacy", "obstruction")
PARTICIPLES = ("acl", "advcl", "xcomp", "acl:relcl", "parataxis")
BLOWS = ("hit", "struck", "targeted", "targeting", "killed", "wounded", "injured")


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
    type_of = event_types()[mention.event]
    told = _told_by(mention, others) if type_of.family == "truce" else None
    if told is not None:
        return told
    if type_of.kind == "commitment" or mention.event in OWED:
        return _unmet(mention, others)
    others = [one for one in others if one is not mention]
    if mention.trigger.lower_ in word_list("shooters"):
        return _fired_by(mention.trigger, others)
    subject = _of_subject(mention.trigger, others) if _is_violent(mention) and mention.trigger.pos_ == "VERB" else None
    if subject is not None and subject.trigger.lower_ in word_list("shooters"):
        return None
    if subject is not None and _is_violent(subject) and is_noun_like(subject.trigger):
        return subject
    if mention.event not in UNFOLDING and not _tells_harm(mention):
        return None
    return next((host for case in CASES if (host := case(mention, others)) is not None), None)


def _forceful(others: Iterable[EventMention]) -> dict[Token, EventMention]:
    """The acts that another word may unfold, by their triggers."""
    types = event_types()
    return {one.trigger: one for one in others if types[one.event].family in HOSTS}


def _unmet(mention: EventMention, others: list[EventMention]) -> EventMention | None:
    """The "failed" or "refused" over what was owed: "failed to withdraw"."""
    trigger = mention.trigger
    if trigger.dep_ not in ("xcomp", "acl", "ccomp", "conj") or is_finite(trigger):
        return None
    above = (trigger.head, trigger.head.head)
    unmet = (one for one in others if one.event == "commitment_not_met" and one is not mention)
    return next((one for one in unmet if one.trigger in above), None)


def _fired_by(shooter: Token, others: list[EventMention]) -> EventMention | None:
    """The act that a sniper or gunman does: the word is its actor or means, and no act of its own."""
    return next((one for one in _forceful(others).values() if shooter in (one.actor, one.means)), None)


def _of_subject(trigger: Token, others: list[EventMention]) -> EventMention | None:
    """The act that is a verb's subject: "the shelling killed five"."""
    subject = verb_frame(trigger).subject
    return None if subject is None else _forceful(others).get(subject)


def _tells_harm(mention: EventMention) -> bool:
    return mention.trigger.lower_ in harm_words("killed", "injured")


def _by_toll(mention: EventMention, others: list[EventMention]) -> EventMention | None:
    return _whose_toll(mention, others) if mention.event == "killing" or _tells_harm(mention) else None


def _by_participle(mention: EventMention, others: list[EventMention]) -> EventMention | None:
    """The act above a participle: "carried out strikes targeting positions"."""
    trigger = mention.trigger
    if trigger.dep_ not in PARTICIPLES or is_noun_like(trigger) or not trigger.lower_.endswith("ing"):
        return None
    forceful = _forceful(others)
    carriers = {one.carrier: one for one in forceful.values()}
    return _violent(forceful.get(trigger.head) or carriers.get(trigger.head))


def _by_pair(mention: EventMention, others: list[EventMention]) -> EventMention | None:
    """The first of two verbs that tell one deed: "shot and killed", "attacked and injured"."""
    trigger = mention.trigger
    if trigger.dep_ != "conj" or mention.event != "killing":
        return None
    host = _forceful(others).get(trigger.head)
    if host is None or trigger.i == trigger.head.i + 2 or host.event == "killing":
        return host
    return None


def _by_cause(mention: EventMention, others: list[EventMention]) -> EventMention | None:
    """What a killing is laid to: "killed in the shelling", "was killed when shells hit", or its own subject."""
    if mention.event != "killing":
        return None
    trigger, forceful = mention.trigger, _forceful(others)
    causes = (word for case, word in verb_frame(trigger).obliques if case in word_list("causes"))
    clauses = [one for one in map(forceful.get, children(trigger, "advcl")) if one is not None]
    hosts = (
        *map(forceful.get, causes),
        *(one for one in clauses if one.event not in UNFOLDING - {"explosion"}),
        *map(forceful.get, children(trigger, "nsubj")),
    )
    return next((one for one in hosts if _violent(one) is not None), None)


def _by_blow(mention: EventMention, others: list[EventMention]) -> EventMention | None:
    """The act that is the subject of a blow: "the strikes hit a depot"."""
    return _violent(_of_subject(mention.trigger, others)) if mention.trigger.lower_ in BLOWS else None


def _violent(mention: EventMention | None) -> EventMention | None:
    return mention if mention is not None and _is_violent(mention) else None


CASES = (_by_toll, _by_participle, _by_pair, _by_cause, _by_blow)
"""Ways in which a word of violence unfolds another, the surest first."""


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
