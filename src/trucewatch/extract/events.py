"""Event mentions: which words of a sentence name one, with whom, with what, and what may say where and when.

A mention is found by its trigger (`knowledge/triggers.yaml`) and filled from the tree: a noun's arguments also come
from the verb that carries it ("carried out strikes on") or that it is the subject of ("the strikes hit"). Words of
harm and of aim that only unfold another event ("targeting positions", "killing five") fill that event's mention.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from spacy.tokens import Token

from trucewatch.extract.counts import MEASURES
from trucewatch.extract.frames import (
    Frame,
    case_of,
    children,
    conjuncts,
    governors,
    is_noun_like,
    phrase_span,
    phrase_tokens,
    verb_frame,
)
from trucewatch.extract.lexicon import Entry, Lexicon, event_lexicon, event_types
from trucewatch.extract.parse import Sentence
from trucewatch.extract.truce import refine
from trucewatch.records.spans import Span

UNFOLDING = frozenset(
    (
        "attack",
        "killing",
        "property_destruction",
        "ground_advance",
        "explosion",
        "small_arms_fire",
        "weapons_seized",
        "detention",
    )
)
AIM_VERBS = frozenset(
    [
        "targeting",
        "hitting",
        "striking",
        "against",
        "aimed",
        "directed",
        "targeted",
        "killing",
        "wounding",
        "injuring",
        "destroying",
        "leaving",
    ]
)
HARMED = frozenset(
    ["killing", "wounding", "injuring", "kill", "killed", "wound", "wounded", "injure", "injured", "leaving", "left"]
)
CAUSES = frozenset(["in", "by", "during", "after", "following", "from", "under", "when", "amid", "as"])
MEANS_CASES = ("with", "using", "by", "via")
WEAPON_EVENTS = frozenset(
    ("shelling", "missile_strike", "air_strike", "grenade", "small_arms_fire", "attack", "drone_strike", "riot")
)
MOVES = frozenset(("ground_advance", "withdrawal", "movement", "reinforcement", "regroup", "affiliation_change"))
LOCAL_CASES = frozenset(
    (
        "in",
        "at",
        "near",
        "outside",
        "around",
        "inside",
        "of",
        "on",
        "along",
        "between",
        "north",
        "south",
        "east",
        "west",
        "off",
    )
)
BETWEEN_REACH = 8
MAX_MODIFIER = 30  # words; a longer dependent is a misparse that swallowed a clause


@dataclass(frozen=True)
class EventMention:
    """One mention of an event.

    Attributes:
        trigger: the word that names it; `carrier` is the verb whose mood and negation hold for it (often the trigger).
        actor, target, means: heads of phrases, None where the sentence gives none.
        modifiers: spans that may say when and where, closest first.
        rule: the lexicon entry that fitted.
    """

    sentence: Sentence
    trigger: Token
    carrier: Token
    event: str
    rule: str
    actor: Token | None = None
    target: Token | None = None
    means: Token | None = None
    modifiers: tuple[Span, ...] = ()

    def span(self) -> Span:
        """The trigger's span."""
        return self.sentence.span(self.trigger)


def find_events(sentence: Sentence, lexicon: Lexicon | None = None) -> tuple[EventMention, ...]:
    """The event mentions of one sentence, in text order, each occurrence once."""
    words = lexicon or event_lexicon()
    found: list[EventMention] = []
    for token in sentence.doc:
        matched = words.match(token)
        if matched is not None and not _is_attribute(token, matched[0]):
            entry, frame = matched
            found.append(_mention(sentence, token, entry, frame, words))
    return tuple(replace(mention, modifiers=_modifiers(mention)) for mention in _fold(found, words))


def _is_attribute(token: Token, entry: Entry) -> bool:
    """ "the declared ceasefire": an adjective takes for granted what another sentence tells."""
    return token.dep_ == "amod" and event_types()[entry.code].family in ("truce", "diplomacy")


def _mention(sentence: Sentence, token: Token, entry: Entry, frame: Frame, words: Lexicon) -> EventMention:
    if is_noun_like(token) and token.pos_ != "ADJ":
        mention = _nominal(sentence, token, entry, frame, words)
    else:
        mention = _verbal(sentence, token, entry, frame, words)
    if entry.symmetric:
        mention = _symmetric(mention, frame)
    return refine(_clean(_roles(mention, frame), words), words)


def _verbal(sentence: Sentence, token: Token, entry: Entry, frame: Frame, words: Lexicon) -> EventMention:
    actor, target = frame.subject, frame.object
    means = frame.oblique("with", "using", "via")
    if target is not None and entry.code in WEAPON_EVENTS and words.phrase_in_class(target, "weapon"):
        means, target = target, None
    if target is None:
        target = frame.oblique(*entry.target, "towards", "toward")
    if target is None and means is not None:
        target = _noun_target(means, entry)
    if means is not None and not words.phrase_in_class(means, "weapon"):
        means = None
    if (
        actor is not None
        and words.phrase_in_class(actor, "weapon")
        and not words.phrase_in_class(actor, "fighter", "force")
    ):
        means = means or actor
        actor = _behind(actor) or (actor if words.phrase_in_class(actor, "aircraft") else None)
    target = target or _aimed(token)
    return EventMention(sentence, token, token, entry.code, entry.rule, actor, target, means)


def _behind(weapon: Token) -> Token | None:
    """Who fired what hit: "shells fired by the army", "the army's shells", "a drone of the army"."""
    for verb in children(weapon, "acl", "acl:relcl"):
        agent = verb_frame(verb).subject
        if agent is not None and agent is not weapon:
            return agent
    owners = children(weapon, "nmod:poss")
    return owners[0] if owners else None


def _nominal(sentence: Sentence, token: Token, entry: Entry, frame: Frame, words: Lexicon) -> EventMention:
    carrier, above = _carrier(token, words)
    actor = frame.subject or _named_before(token, words)
    target = frame.oblique(*entry.target)
    means = None
    if above is not None:
        passive_or_object = token.dep_ in ("obj", "nsubj:pass") or carrier is not token
        if passive_or_object and actor is None:
            actor = above.subject
        elif token.dep_ == "nsubj" and above.object is not token:
            target = target or above.object
        target = target or above.oblique(*entry.target)
    target = target or _aimed(token) or (_aimed(carrier) if carrier is not token else None)
    modifiers = [child for child in children(token, "compound") if words.in_class(child, "weapon")]
    if modifiers:
        means = modifiers[0]
    return EventMention(sentence, token, carrier, entry.code, entry.rule, actor, target, means)


def _carrier(noun: Token, words: Lexicon) -> tuple[Token, Frame | None]:
    """The verb that carries a noun, with its frame; the noun itself where none does."""
    top = noun
    while top.dep_ in ("conj", "compound") and top.head is not top and top.head.pos_ in ("NOUN", "PROPN"):
        top = top.head
    if top.dep_ == "nmod" and case_of(top) == "of" and top.head.dep_ in ("obj", "nsubj", "nsubj:pass"):
        top = top.head
    verb = top.head
    if verb is top or verb.pos_ not in ("VERB", "AUX"):
        return noun, None
    if top.dep_ in ("obj", "nsubj:pass", "obl", "acl:relcl") and words.is_light(verb):
        return verb, verb_frame(verb)
    if top.dep_ in ("nsubj", "nsubj:pass"):
        return (verb if top.dep_ == "nsubj:pass" else noun), verb_frame(verb)
    return noun, None


def _named_before(noun: Token, words: Lexicon) -> Token | None:
    """Who is named as the noun's adjective or compound: "Russian air strikes", "rebel shelling", "LNA attack"."""
    for child in reversed(children(noun, "amod", "compound", "nmod:desc")):
        capital = child.text[:1].isupper() and not child.is_sent_start
        if child.dep_ == "amod" and capital and child.text[-1:] in "nhise":
            return child
        acronym = child.text.isupper() and len(child.text) > 1 and child.text not in ("IED", "RPG", "UAV")
        if acronym or words.in_class(child, "side"):
            return child
    return None


def _noun_target(means: Token, entry: Entry) -> Token | None:
    """ "fired shells at the village", parsed as the shells' own phrase."""
    return next((child for child in children(means, "nmod") if case_of(child) in entry.target), None)


def _aimed(token: Token) -> Token | None:
    """The object of a participle that says the aim: "strikes targeting positions"."""
    for verb in children(token, "acl", "advcl", "xcomp", "conj"):
        if verb.lower_ in AIM_VERBS and verb.lower_ not in HARMED:
            frame = verb_frame(verb)
            found = children(verb, "obj") or [word for case, word in frame.obliques if case in ("at", "against", "on")]
            if found:
                return found[0]
    return None


def _symmetric(mention: EventMention, frame: Frame) -> EventMention:
    """ "A and B clashed", "clashes between A and B": the second of the pair is the other side."""
    actor = mention.actor
    near = mention.trigger.doc[mention.trigger.i + 1 : mention.trigger.i + BETWEEN_REACH]
    between = frame.oblique("between", "among") or next((word.head for word in near if word.lower_ == "between"), None)
    if between is not None:
        actor = between
    if actor is None:
        return mention
    pair = conjuncts(actor)
    target = mention.target
    if len(pair) > 1 and target is None:
        target = pair[1]
    return replace(mention, actor=actor, target=target or frame.oblique("with", "against"))


def _roles(mention: EventMention, frame: Frame) -> EventMention:
    """Roles that the type settles: who moves is an "of" phrase's noun; what a truce does, nobody does."""
    if mention.event in MOVES and is_noun_like(mention.trigger) and mention.actor is None:
        return replace(mention, actor=frame.oblique("of"))
    if mention.event == "intent_stated":
        return replace(mention, actor=None, target=frame.subject)
    return mention


def _clean(mention: EventMention, words: Lexicon) -> EventMention:
    """Drop participants that cannot act or be acted on: dates, pronouns of nothing, abstract things."""
    actor, target = mention.actor, mention.target
    if actor is not None and not _may_act(actor, words):
        actor = None
    if target is not None and (not _may_suffer(target) or target is mention.trigger or target is actor):
        target = None
    if actor is not None and target in phrase_tokens(actor):
        target = None
    return replace(mention, actor=actor, target=target)


def _may_act(token: Token, words: Lexicon) -> bool:
    if token.pos_ not in ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "X") or token.dep_ == "expl":
        return False
    if (token.pos_ == "NUM" and not children(token, "nmod")) or _is_time(token):
        return False
    if token.lower_ in ("it", "this", "that", "there", "what", "which", "these", "those"):
        return token.lower_ == "it"
    return not words.in_class(token, "non_agent", "truce", "obligation", "ending") and not (
        token.pos_ == "NOUN" and words.names_act(token.lower_)
    )


def _is_time(token: Token) -> bool:
    """Whether a phrase is a date: its words or what hangs on a bare number."""
    if token.lower_ in MEASURES:
        return True
    return token.pos_ in ("NUM", "PROPN") and any(
        child.lower_ in MEASURES for child in token.children if abs(child.i - token.i) < 3
    )


def _may_suffer(token: Token) -> bool:
    if token.pos_ not in ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "X") or _is_time(token):
        return False
    return token.lower_ not in (
        "it",
        "this",
        "that",
        "which",
        "there",
        "what",
        "itself",
        "themselves",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    )


def _fold(mentions: Iterable[EventMention], words: Lexicon) -> list[EventMention]:
    """Fill events from the words that only unfold them, and leave those words out."""
    kept = list(mentions)
    for mention in list(kept):
        host = _host(mention, kept)
        if host is None or host not in kept:
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
    if types[mention.event].kind == "commitment" or mention.event in ("truce_observed", "aid_delivery", "withdrawal"):
        above = [trigger.head, trigger.head.head] if trigger.dep_ in ("xcomp", "acl", "ccomp", "conj") else []
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
    if by_itself is not None and _is_violent(by_itself) and is_noun_like(by_itself.trigger):
        return by_itself
    if mention.event not in UNFOLDING:
        return None
    head = trigger.head
    if trigger.dep_ in ("acl", "advcl", "xcomp", "acl:relcl", "parataxis") and not is_noun_like(trigger):
        host = violent.get(head) or carriers.get(head)
        if host is not None and _is_violent(host) and trigger.lower_.endswith("ing"):
            return host
    if trigger.dep_ == "conj" and mention.event == "killing":
        host = violent.get(head)
        if host is not None and host.event == "killing":
            return host
    if mention.event == "killing":
        for case, word in verb_frame(trigger).obliques:
            host = violent.get(word)
            if case in CAUSES and host is not None and _is_violent(host):
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
    return None if actor is None or actor is host.trigger else actor


def _modifiers(mention: EventMention) -> tuple[Span, ...]:
    """Dependents that may say when and where: the trigger's, its carrier's, the participants', the clauses' above."""
    taken = {token.i for token in (mention.actor, mention.target, mention.means) if token is not None}
    places = [mention.trigger, mention.carrier]
    places += [token for token in (mention.target, mention.means, mention.actor) if token is not None]
    places += [above for above in governors(mention.trigger) if above.pos_ in ("VERB", "AUX", "NOUN", "ADJ")]
    found: list[Span] = []
    for place in places:
        for child in sorted(place.children, key=lambda word: abs(word.i - place.i)):
            if child.i in taken or child.i == mention.trigger.i:
                continue
            if child.dep_ in (
                "obl",
                "obl:unmarked",
                "nmod",
                "nmod:unmarked",
                "advmod",
                "obl:agent",
                "appos",
                "nmod:desc",
            ):
                span = _phrase(mention.sentence, child)
                if span is not None and span not in found:
                    found.append(span)
    for target in (mention.target,):
        if target is not None:
            found.append(phrase_span(mention.sentence, target))
    return tuple(dict.fromkeys(found))


def _phrase(sentence: Sentence, child: Token) -> Span | None:
    low, high = child.left_edge, child.right_edge
    if high.i - low.i > MAX_MODIFIER:
        low, high = child, child
    return sentence.span(low, high) if high.idx + len(high.text) > low.idx else None
