"""Mentions that only unfold another one: "strikes targeting positions", "the shelling killed five"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from trucewatch.extract.events.carrying import by_carrying, by_weapon, is_violent
from trucewatch.extract.events.lexicon import event_types, word_list
from trucewatch.extract.events.mentions import EventMention
from trucewatch.extract.syntax.arguments import is_passive, verb_frame
from trucewatch.extract.syntax.inflection import harm_words
from trucewatch.extract.syntax.phrases import children, conjuncts, is_finite, is_noun_like, obliques
from trucewatch.extract.syntax.tree import Token
from trucewatch.knowledge.ontology import act_of

UNFOLDING = frozenset(
    ("attack", "killing", "property_destruction", "ground_advance", "explosion", "small_arms_fire", "weapons_seized")
) | {"detention"}
OWED = ("truce_observed", "aid_delivery", "withdrawal")  # what may be owed under a truce, beside the commitments
HOSTS = ("violence", "diplomacy", "obstruction")
PARTICIPLES = ("acl", "advcl", "xcomp", "acl:relcl", "parataxis")
NO_KILLING = ("abduction", "property_destruction")  # acts beside which a killing is the graver one
RESULT_REACH = 14  # words between "resulting in" and who was killed
BLOWS = ("hit", "struck", "targeted", "targeting", "killed", "wounded", "injured")


def fold(mentions: Iterable[EventMention]) -> list[EventMention]:
    """Fill events from the words that only unfold them, and leave those words out."""
    kept = list(mentions)
    for trigger in _in_turn(kept):
        # The mention as it stands by now: it may have been filled from another one meanwhile.
        mention = next((one for one in kept if one.trigger == trigger), None)
        host = None if mention is None else _host(mention, kept)
        if mention is None or host is None or host not in kept:
            continue
        kept[kept.index(host)] = _filled(host, mention)
        kept.remove(mention)
    return kept


def _in_turn(mentions: list[EventMention]) -> list[Token]:
    """The triggers in the order of folding: who fires first, then the last of "killed, wounded and maimed" first."""
    shooters = word_list("shooters")
    last_first = [mention.trigger for mention in reversed(mentions)]
    return sorted(last_first, key=lambda trigger: trigger.lower not in shooters)


def _host(mention: EventMention, others: list[EventMention]) -> EventMention | None:
    """The mention that this one unfolds, if any."""
    type_of = event_types()[mention.event]
    told = _told_by(mention, others) if type_of.family == "truce" else None
    if told is not None:
        return told
    if type_of.kind == "commitment" or mention.event in OWED:
        return _unmet(mention, others)
    others = [one for one in others if one is not mention]
    if mention.trigger.lower in word_list("shooters"):
        return _fired_by(mention.trigger, others)
    if mention.event in ("territory_taken", "territory_retaken") and mention.trigger.dep == "acl:relcl":
        return None  # "rebels who seized the airport in 2014 fired": another act of theirs
    carried = by_weapon(mention, others) or by_carrying(mention, others)
    if carried is not None:
        return carried
    subject = _of_subject(mention.trigger, others) if is_violent(mention) and mention.trigger.pos == "VERB" else None
    if subject is not None and subject.trigger.lower in word_list("shooters"):
        return None
    if subject is not None and is_violent(subject) and is_noun_like(subject.trigger):
        return subject
    named = _by_naming(mention, others) or _by_moving(mention, others) or _by_use(mention, others)
    named = named or _by_resuming(mention, others) or _by_gain(mention, others) or _by_blast(mention, others)
    if named is not None:
        return named
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
    if trigger.dep not in ("xcomp", "acl", "ccomp", "conj") or is_finite(trigger):
        return None
    above = (trigger.head, trigger.head.head)
    unmet = (one for one in others if one.event == "commitment_not_met" and one is not mention)
    return next((one for one in unmet if one.trigger in above), None)


def _fired_by(shooter: Token, others: list[EventMention]) -> EventMention | None:
    """The act that a sniper or gunman does: the word is its actor or means, and no act of its own."""
    return next((one for one in _forceful(others).values() if shooter in (one.actor, one.means)), None)


def _of_subject(trigger: Token, others: list[EventMention]) -> EventMention | None:
    """The act that is a verb's subject: "the shelling killed five"."""
    forceful = _forceful(others)
    subject = verb_frame(trigger).subject
    if subject in forceful:
        return forceful[subject]
    # The noun whose phrase ends right before a finite verb is its subject, whatever the tree says.
    near = (one for one in forceful if is_noun_like(one) and one.right_edge.i == trigger.i - 1)
    return next((forceful[one] for one in near if trigger.tag == "VBD"), None)


def _tells_harm(mention: EventMention) -> bool:
    return _is_harm(mention.trigger)


def _is_harm(word: Token) -> bool:
    return word.lower in harm_words("killed", "injured")


def _by_result(mention: EventMention, others: list[EventMention]) -> EventMention | None:
    """The act that left somebody harmed: "clashed, resulting in nine killed", "attacked, leaving two dead"."""
    if not _tells_harm(mention):
        return None
    trigger = mention.trigger
    before = [one for one in others if is_violent(one) and one.event != "killing" and one.trigger.i < trigger.i]
    near = trigger.tree[max(0, trigger.i - RESULT_REACH) : trigger.i]
    left = next((word for word in reversed(near) if word.lower in word_list("resulting")), None)
    if left is None or any(word.text == ";" for word in trigger.tree[left.i : trigger.i]):
        return None
    return next((one for one in reversed(before) if one.trigger.i < left.i), None)


def _by_toll(mention: EventMention, others: list[EventMention]) -> EventMention | None:
    return _whose_toll(mention, others) if mention.event == "killing" or _tells_harm(mention) else None


def _by_participle(mention: EventMention, others: list[EventMention]) -> EventMention | None:
    """The act above a participle: "carried out strikes targeting positions"."""
    trigger = mention.trigger
    if trigger.dep not in PARTICIPLES or is_noun_like(trigger) or not trigger.lower.endswith("ing"):
        return None
    forceful = _forceful(others)
    carriers = {one.carrier: one for one in forceful.values()}
    return _violent(forceful.get(trigger.head) or carriers.get(trigger.head))


def _by_pair(mention: EventMention, others: list[EventMention]) -> EventMention | None:
    """The first of several verbs that tell one deed: "shot and killed", "attacked the camp and killed two".

    A verb with a subject or a place of its own tells another.
    """
    trigger = mention.trigger
    if not (mention.event == "killing" or _tells_harm(mention)) or _is_apart(mention):
        return None
    forceful = _forceful(others)
    beside = (forceful.get(one) for one in conjuncts(trigger)[1:] if _is_harm(one))
    told = next((one for one in beside if one is not None and one.event != "killing"), None)
    if told is not None:
        return told  # "one was killed and two were wounded by a mortar"
    verb = trigger
    while verb.dep in ("conj", "xcomp", "advmod") and verb.head != verb:
        verb = verb.head
        host = forceful.get(verb)
        if host is not None:
            same = mention.event in ("killing", host.event)
            return host if same and is_violent(host) and host.event not in NO_KILLING else None
    return None


def _is_apart(mention: EventMention) -> bool:
    """Whether a coordinated verb tells of another place, or of another doer."""
    trigger = mention.trigger
    toll = _is_harm(mention.trigger) and bool(children(trigger, "nsubj:pass", "aux:pass", "cop"))
    if children(trigger, "nsubj") and not toll:
        return True
    where = [
        word for case, word in verb_frame(trigger).obliques if case in ("in", "at", "near") and word.pos == "PROPN"
    ]
    return bool(where) and bool(children(trigger, "obj"))


def _by_cause(mention: EventMention, others: list[EventMention]) -> EventMention | None:
    """What a killing is laid to: "killed in the shelling", "was killed when shells hit", or its own subject."""
    if mention.event != "killing":
        return None
    trigger, forceful = mention.trigger, _forceful(others)
    beside = (*conjuncts(trigger)[1:], *children(trigger, "advcl"))
    harmed = [trigger, *(one for one in beside if _is_harm(one))]
    around = [pair for verb in harmed for pair in verb_frame(verb).obliques]
    causes = (word for case, word in around if case in word_list("causes"))
    adverbial = (clause for verb in harmed for clause in children(verb, "advcl"))
    clauses = [one for one in map(forceful.get, adverbial) if one is not None]
    hosts = (
        *map(forceful.get, causes),
        _when(trigger, others),
        *(one for one in clauses if one.event not in UNFOLDING - {"explosion"} and not _is_gain(mention, one)),
        *map(forceful.get, children(trigger, "nsubj")),
    )
    return next((one for one in hosts if _violent(one) is not None), None)


def _is_gain(killing: EventMention, clause: EventMention) -> bool:
    """Whether who killed also took ground: "killed eleven villagers when they took the town" tells of both."""
    return killing.actor is not None and not _is_suffered(killing.trigger) and clause.event.startswith("territory_")


def _by_clause(mention: EventMention, others: list[EventMention]) -> EventMention | None:
    """The act before a clause that only tells who was harmed: "shells hit the market, and nine people were killed"."""
    trigger = mention.trigger
    if not _tells_harm(mention) or mention.actor is not None or not _is_suffered(trigger):
        return None
    if trigger.dep not in ("conj", "parataxis", "advcl", "ROOT", "appos") or _has_scene(trigger):
        return None
    before = [one for one in others if one.trigger.i < trigger.i and one.event != "killing" and is_violent(one)]
    news = [one for one in before if not _is_under(one.trigger, trigger)]
    return news[-1] if news else None


def _is_suffered(trigger: Token) -> bool:
    return is_passive(trigger) or trigger.pos == "ADJ" or trigger.lemma in ("die", "perish")


def _is_under(token: Token, head: Token) -> bool:
    return head in token.ancestors


def _has_scene(trigger: Token) -> bool:
    """Whether a clause has a day or a named place of its own."""
    days = harm_words("time_words")
    around = [word for _, word in obliques(trigger)]
    return any(word.pos == "PROPN" or word.lower in days or word.text[:1].isupper() for word in around)


def _when(trigger: Token, others: list[EventMention]) -> EventMention | None:
    """The next act, where "when" leads to it, wherever the tree hung it: "were killed when a bomb … went off"."""
    after = next((one for one in others if one.trigger.i > trigger.i), None)
    if after is None or after.event in UNFOLDING - {"explosion"}:
        return None
    between = trigger.tree[trigger.i + 1 : after.trigger.i]
    return after if any(word.lower == "when" for word in between) and _is_suffered(trigger) else None


def _by_row(mention: EventMention, others: list[EventMention]) -> EventMention | None:
    """The act before a word of harm in its row, which the tree took for an adjective: "and wounded 65"."""
    trigger = mention.trigger
    if not _tells_harm(mention) or trigger.pos == "VERB" or trigger.dep not in ("amod", "orphan"):
        return None
    before = [one for one in others if is_violent(one) and one.trigger.i < trigger.i]
    return before[-1] if before else None


def _by_naming(mention: EventMention, others: list[EventMention]) -> EventMention | None:
    """The verb whose object names the same act again: "fired shells", "repelled the attack"."""
    noun = mention.trigger
    if not is_noun_like(noun) or not is_violent(mention) or noun.dep not in ("obj", "nsubj:pass", "nsubj"):
        return None
    verb = next((one for one in others if one.trigger == noun.head and one.trigger.pos == "VERB"), None)
    if verb is None or not is_violent(verb):
        return None
    same = mention.event in (verb.event, event_types()[verb.event].parent)
    if noun.dep == "nsubj":
        return verb if same and mention.event == "explosion" else None  # "the mine exploded"
    return verb if same or verb.trigger.lower in word_list("warded") else None


def _by_moving(mention: EventMention, others: list[EventMention]) -> EventMention | None:
    """The verb whose object names the same movement: "sent reinforcements"."""
    noun = mention.trigger
    if act_of(mention.event) != "movement" or not is_noun_like(noun) or noun.dep not in ("obj", "nsubj:pass"):
        return None
    moved = (one for one in others if one.trigger == noun.head)
    return next((one for one in moved if act_of(one.event) == "movement"), None)


def _by_use(mention: EventMention, others: list[EventMention]) -> EventMention | None:
    """The act that a weapon was used for: "attacked the house, using tanks"."""
    trigger = mention.trigger
    if trigger.lemma != "use" or trigger.tag != "VBG":
        return None
    return _violent(next((one for one in others if trigger.head in (one.trigger, one.carrier)), None))


def _by_resuming(mention: EventMention, others: list[EventMention]) -> EventMention | None:
    """The narrower act in which fighting was taken up again: "resumed fighting, launching massive strikes"."""
    verb = mention.trigger.head
    vague = mention.event in ("armed_clash", "attack") and mention.trigger.dep in ("obj", "xcomp")
    if not vague or verb.lemma not in word_list("resuming"):
        return None
    later = (one for one in others if is_violent(one) and one.trigger.i > mention.trigger.i)
    return next((one for one in later if _clause_under(one.carrier, verb) or _clause_under(one.trigger, verb)), None)


def _by_gain(mention: EventMention, others: list[EventMention]) -> EventMention | None:
    """The taking of ground that a participle sums up: "took the port, making further gains"."""
    verb = mention.trigger.head
    if mention.event != "ground_advance" or verb.tag != "VBG" or verb.dep != "advcl" or mention.trigger.dep != "obj":
        return None
    return next(
        (one for one in others if act_of(one.event) == "advance" and verb.head in (one.trigger, one.carrier)), None
    )


def _by_blast(mention: EventMention, others: list[EventMention]) -> EventMention | None:
    """The first of two verbs for one blast: "drove a car into the bus and detonated explosives"."""
    trigger = mention.trigger
    if act_of(mention.event) != "explosion" or trigger.dep != "conj" or children(trigger, "nsubj"):
        return None
    return next((one for one in others if one.trigger is trigger.head and act_of(one.event) == "explosion"), None)


def _clause_under(word: Token, verb: Token) -> bool:
    """Whether a word stands in a participle clause of `verb`."""
    clause = word if word.head is verb else word.head
    return clause.dep in ("advcl", "conj", "parataxis") and clause.tag == "VBG" and clause.head is verb


def _by_means(mention: EventMention, others: list[EventMention]) -> EventMention | None:
    """The narrower act by which a plain attack is done: "attacked the camp with artillery fire"."""
    if mention.event != "attack" or mention.trigger.pos != "VERB":
        return None
    forceful = _forceful(others)
    means = (
        forceful.get(word) for case, word in verb_frame(mention.trigger).obliques if case in ("with", "using", "in")
    )
    return next((one for one in means if _violent(one) is not None and _is_kind_of(one, mention)), None)


def _is_kind_of(one: EventMention | None, broad: EventMention) -> bool:
    return one is not None and event_types()[one.event].parent in (broad.event, "shelling", "air_strike")


def _by_blow(mention: EventMention, others: list[EventMention]) -> EventMention | None:
    """The act that is the subject of a blow: "the strikes hit a depot"."""
    return _violent(_of_subject(mention.trigger, others)) if mention.trigger.lower in BLOWS else None


def _violent(mention: EventMention | None) -> EventMention | None:
    return mention if mention is not None and is_violent(mention) else None


CASES = (_by_toll, _by_result, _by_participle, _by_pair, _by_cause, _by_blow, _by_means, _by_clause, _by_row)
"""Ways in which a word of violence unfolds another, the surest first."""


def _told_by(mention: EventMention, others: list[EventMention]) -> EventMention | None:
    """The act on the truce that another one says again: its object ("announced the end"), or the first of a pair."""
    trigger = mention.trigger
    for one in others:
        if one is mention or event_types()[one.event].family != "truce":
            continue
        if one.event == mention.event and trigger.dep in ("conj", "amod", "xcomp") and trigger.head == one.trigger:
            return one
        if trigger.dep == "xcomp" and trigger.head == one.trigger and one.event == "truce_accepted":
            return one  # "agreed to cease fire"
        if is_noun_like(trigger) and one.trigger.pos == "VERB" and verb_frame(one.trigger).object == trigger:
            return one
    return None


def _whose_toll(mention: EventMention, others: list[EventMention]) -> EventMention | None:
    """The violent act whose toll a killing tells: "…, killing five", "the convoy in which five were killed"."""
    trigger = mention.trigger
    before = [
        one
        for one in others
        if one is not mention and is_violent(one) and one.event != "killing" and one.trigger.i < trigger.i
    ]
    bare = not children(trigger, "nsubj", "nsubj:pass", "aux", "mark")
    if trigger.lower.endswith("ing") and trigger.tag == "VBG" and bare and not is_noun_like(trigger):
        return before[-1] if before else _deed_before(mention, others)
    if trigger.dep not in ("acl:relcl", "acl"):
        return None
    placed = any(one.lower in ("where", "which", "whom") for one in trigger.children)
    around = next((one for one in reversed(before) if one.trigger in trigger.ancestors), None)
    if placed and around is not None and mention.actor is None:
        return around  # "struck two villages, where eleven people were killed"
    if before and before[-1].means == trigger.head:
        return before[-1]
    struck = before[-1].target if before else None
    suffered = {struck, *(conjuncts(struck) if struck is not None else ())}
    within = bool(before) and mention.actor is None and trigger.head in (*suffered, before[-1].trigger)
    return before[-1] if within else None


def _deed_before(mention: EventMention, others: list[EventMention]) -> EventMention | None:
    """A killing told by a verb of its own: "tried to assassinate a guard, wounding him"."""
    deeds = [one for one in others if one.event == "killing" and one.trigger.i < mention.trigger.i]
    return deeds[-1] if deeds and not _tells_harm(deeds[-1]) else None


def _filled(host: EventMention, part: EventMention) -> EventMention:
    return replace(
        host,
        actor=host.actor or _not_within(part.actor, host),
        target=host.target or part.target,
        means=host.means or part.means,
    )


def _not_within(actor: Token | None, host: EventMention) -> Token | None:
    """The part's actor, unless it is the host event itself ("the strike killed") or whom that befell."""
    return None if actor is None or actor in (host.trigger, host.target) else actor
