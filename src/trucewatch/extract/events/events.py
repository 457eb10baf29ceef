"""Event mentions: which words of a sentence name one, with whom, with what, and what may say where and when.

A mention is found by its trigger (`knowledge/triggers.yaml`) and filled from the tree: a noun's arguments also come
from the verb that carries it ("carried out strikes on") or that it is the subject of ("the strikes hit"). Words of
harm and of aim that only unfold another event ("targeting positions", "killing five") fill that event's mention.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from trucewatch.extract.events.accusing import accused, answering, is_called
from trucewatch.extract.events.agents import agent_words
from trucewatch.extract.events.disclaiming import announcer
from trucewatch.extract.events.embedded import embedded_spans
from trucewatch.extract.events.entries import Entry
from trucewatch.extract.events.folding import fold
from trucewatch.extract.events.learnt import learnt_triggers
from trucewatch.extract.events.lexicon import Lexicon, event_lexicon, event_types, verbs_of, word_list
from trucewatch.extract.events.mentions import EventMention
from trucewatch.extract.events.modifiers import modifiers_of, told_about
from trucewatch.extract.events.participants import clean, is_struck, is_time
from trucewatch.extract.events.platforms import by_platform, is_weapon
from trucewatch.extract.events.pronouns import is_other_matter, match_truce, truce_named
from trucewatch.extract.events.truce import refine
from trucewatch.extract.syntax.arguments import Frame, is_passive, verb_frame
from trucewatch.extract.syntax.inflection import harm_words
from trucewatch.extract.syntax.parser import Sentence
from trucewatch.extract.syntax.phrases import (
    case_of,
    children,
    conjuncts,
    governors,
    has_finite,
    is_noun_like,
    obliques,
)
from trucewatch.extract.syntax.tree import Token

WEAPON_EVENTS = frozenset(
    (
        "shelling",
        "missile_strike",
        "air_strike",
        "grenade",
        "small_arms_fire",
        "attack",
        "drone_strike",
        "riot",
        "explosion",
        "suicide_bombing",
    )
)
MOVES = frozenset(("ground_advance", "withdrawal", "movement", "reinforcement", "regroup", "affiliation_change"))
PERSONAL = frozenset(("killing", "abduction", "detention", "release", "sexual_violence"))  # done to people
UNDERGONE = frozenset((("killing", "die"), ("killing", "perish"), ("killing", "lose"), ("territory_taken", "fall")))
NATION = re.compile(
    r"(?:ian|ish|ese|can|ean|ench|[a-z]i)$"
)  # how adjectives of nations end, where every word has a capital
BETWEEN_REACH = 8


def find_events(sentence: Sentence, before: Sentence | None = None, *, named: bool = False) -> tuple[EventMention, ...]:
    """The event mentions of one sentence, in text order, each occurrence once.

    Args:
        sentence: where to look.
        before: the sentence before it in the text, where it was read: what "it" may stand for.
        named: whether the text names a truce, so that its "agreement" is one.
    """
    words = event_lexicon(named=named)
    matched = sorted(_triggers(sentence, words, before), key=lambda match: match[0].i)
    found = _without_stopped([_mention(sentence, *match, words) for match in matched])
    return tuple(
        replace(
            mention, modifiers=modifiers_of(mention), embedded=(*embedded_spans(mention, words), *told_about(mention))
        )
        for mention in _without_injuries(fold(found))
    )


def _without_stopped(found: list[EventMention]) -> list[EventMention]:
    """The mentions without the fighting that another says is to stop: "a halt in fighting" tells of the halt."""
    stops = [one.trigger for one in found if one.event == "fighting_stopped"]
    return [
        one
        for one in found
        if one.event not in ("armed_clash", "small_arms_fire", "attack")
        or not (
            any(one.trigger.head in (stop, stop.head) and one.trigger.i > stop.i for stop in stops)
            or (one.trigger.dep == "nmod" and one.trigger.head.lower in word_list("lulls"))
        )
    ]


def _without_injuries(found: Sequence[EventMention]) -> list[EventMention]:
    """The mentions without injuries that another of the sentence did: "a strike killed two; nine were wounded"."""
    violent = [one for one in found if event_types()[one.event].family == "violence" and not _is_injury(one)]
    return [one for one in found if not (violent and _is_injury(one) and one.actor is None)]


def _is_injury(mention: EventMention) -> bool:
    """Whether it tells of those hurt and not of what hurt them: "nine were wounded", not "their fire wounded nine"."""
    acts = bool(children(mention.trigger, "nsubj")) and bool(children(mention.trigger, "obj"))
    return mention.event == "killing" and mention.trigger.lower in harm_words("injured") and not acts


def _triggers(
    sentence: Sentence, words: Lexicon, before: Sentence | None = None
) -> Iterator[tuple[Token, Entry, Frame]]:
    named = truce_named(sentence, before, words)
    known: list[Token] = []
    for token in sentence.tree:
        matched = words.match(token)
        if named and (matched is None or event_types()[matched[0].code].family != "truce"):
            matched = match_truce(token, named, words) or matched
        if matched is not None and event_types()[matched[0].code].family == "truce" and is_other_matter(token):
            matched = event_lexicon().match(token)
        if matched is not None:
            known.append(token)
            if not _is_attribute(token, matched[0]):
                yield token, *matched
    truce = bool(named) or any(words.in_class(word, "truce") for word in sentence.tree)
    for token, entry, frame in learnt_triggers(sentence.tree, known, truce=truce):
        if not _is_attribute(token, entry):
            yield token, entry, frame


def _is_attribute(token: Token, entry: Entry) -> bool:
    """ "the declared ceasefire": an adjective takes for granted what another sentence tells."""
    if token.dep == "case" or _is_held(token, entry) or _says_which(token) or _is_denied_back(token):
        return True
    if entry.code == "crossing_opened" and token.pos == "ADJ":
        return True  # "the road is still open": a state, and no opening
    if token.dep == "compound" and _is_violent(entry) and event_lexicon().names_act(token.head.lower):
        return True  # "bombing raids": the raids tell it
    if token.dep == "compound" and token.head.i > token.i and is_noun_like(token.head):
        return token.head.lower not in word_list("compound_heads")
    if token.text == "March":
        return True  # the month, whatever the tagger says; a march at the head of a headline is the price
    violent = _is_violent(entry)
    if token.lower == "displaced" and not children(token, "nsubj", "nsubj:pass", "obj", "aux:pass", "obl:agent"):
        return True  # "displaced families", "the displaced": who they are, and no flight
    bare = token.dep == "acl" and token.tag == "VBG" and not children(token, "mark")
    if bare and entry.code == "armed_clash" and not _is_told_of(token):
        return True  # "rebels fighting to topple him": which rebels, and no fight
    if _is_part_of_name(token) or (violent and is_called(token)) or _is_group_of_harmed(token):
        return True
    if entry.code == "agreement" and token.dep == "acl":
        return True  # "the agreement reached in May" names the agreement
    misread = token.tag == "VBD" or bool(children(token, "nsubj")) or _opens_phrase(token)
    if token.dep != "amod" or misread or entry.code in ("aircraft_downed", "explosion"):
        return False
    # Where nothing else in the sentence is finite, the "adjective" is its misread main verb.
    return event_types()[entry.code].family in ("truce", "diplomacy") or has_finite(token.tree)


def _is_violent(entry: Entry) -> bool:
    return event_types()[entry.code].family == "violence"


def _is_held(token: Token, entry: Entry) -> bool:
    """ "The hostages held by the group", "brigades based in the north": which ones, and no act."""
    posted = entry.code == "movement" and token.lemma in ("base", "station", "garrison")
    taken = entry.code in ("abduction", "detention") and token.lemma in ("hold", "detain", "keep")
    return (posted or taken) and token.dep == "acl"


def _is_denied_back(token: Token) -> bool:
    """ "Stealing aid, which the group denies": denies what was told, and gives or withholds nothing."""
    what = next(iter(children(token, "obj")), None)
    pronoun = what is not None and what.lower == "which" and what.i > 0 and what.nbor(-1).text == ","
    return pronoun and token.lemma in ("deny", "reject", "dispute", "refuse")


def _says_which(token: Token) -> bool:
    """ "The children killed were named": which children, told before; "the 50 people killed" tells how many."""
    if token.dep != "acl" or token.tag != "VBN" or token.lower not in harm_words("killed", "injured"):
        return False
    known = any(child.lower in ("the", "those", "these") for child in children(token.head, "det"))
    return known and token.head.dep in ("nsubj", "nsubj:pass") and not children(token.head, "nummod")


def _is_told_of(participle: Token) -> bool:
    """Whether a participle names whom or where: "factions fighting the army", "groups fighting in Homs"."""
    return bool(children(participle, "obj")) or any(
        case in ("in", "near", "around") for case, _ in obliques(participle)
    )


def _opens_phrase(token: Token) -> bool:
    """Whether a number or article follows, which no adjective stands before: "raiders wounded four herders"."""
    following = token.nbor(1) if token.i + 1 < len(token.tree) else token
    return following.pos in ("NUM", "DET") and token.head.i > token.i


def _is_part_of_name(token: Token) -> bool:
    """ "the Free Army", "the Documentation of Violations Centre": a word inside a longer name."""
    if not token.text.istitle() or token.i == 0 or token.dep not in ("compound", "amod", "flat", "nmod:desc"):
        return False
    head = token.head
    named = head.pos == "PROPN" or (head.text.istitle() and head.i == token.i + 1)
    small = any(word.text.islower() and word.pos in ("NOUN", "VERB", "ADJ") for word in token.tree)
    return named and head.text[:1].isupper() and small  # in a headline every word has a capital


def _is_group_of_harmed(token: Token) -> bool:
    """ "the wounded": those harmed, not a harming."""
    determined = any(child.lower in ("the", "their", "our") for child in children(token, "det", "nmod:poss"))
    return (
        determined and token.lower in ("wounded", "injured", "dead") and not children(token, "aux:pass", "nsubj:pass")
    )


def _mention(sentence: Sentence, token: Token, entry: Entry, frame: Frame, words: Lexicon) -> EventMention:
    if is_noun_like(token) and token.pos != "ADJ" and (entry.nouns or not entry.verbs):
        mention = _nominal(sentence, token, entry, frame, words)
    else:
        mention = _verbal(sentence, token, entry, frame, words)
    if entry.symmetric:
        mention = _symmetric(mention, frame)
    if any(role == "negated" for role, _ in entry.needs):
        mention = replace(mention, rule=f"{mention.rule}.negated")  # the type has taken the negation in
    mention = by_platform(mention, words)
    return refine(clean(_roles(mention, frame, words), words), words)


def _verbal(sentence: Sentence, token: Token, entry: Entry, frame: Frame, words: Lexicon) -> EventMention:
    carrier = token
    if token.pos == "ADJ" and token.head.lemma in ("set", "let") and token.dep in ("xcomp", "obj", "advmod", "obl"):
        carrier = token.head  # "was set free", "set ablaze"
        frame = verb_frame(carrier)
    actor, target = _subject_of(carrier, frame), frame.object
    means = frame.oblique("with", "using", "via")
    if target is not None and entry.code in WEAPON_EVENTS and is_weapon(target, words):
        means, target = target, None
    if target is not None and target.lower == "fire" and entry.code == "property_destruction":
        target = None  # "set fire to the archive"
    if token.lemma in ("drive", "ram") and entry.code in WEAPON_EVENTS and frame.oblique("into") is not None:
        means, target = target or means, frame.oblique("into")
    if target is None:
        target = _at(frame, *entry.target, "towards", "toward")
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
    event = entry.code
    if event == "territory_taken" and token.lemma == "capture" and target is not None and target.pos == "NUM":
        event = "detention"  # "killed 300 rebels and captured 150"
    return EventMention(sentence, token, carrier, event, entry.rule, actor, target, means)


def _at(frame: Frame, *cases: str) -> Token | None:
    """The nearest phrase with one of these prepositions that is no date: "fired at the post on 2 May"."""
    return next((word for case, word in frame.obliques if case in cases and not is_time(word)), None)


def _subject_of(token: Token, frame: Frame) -> Token | None:
    """The frame's subject, unless a victim lends it: "a child died in shelling", "he was hit, shelling went on"."""
    above = token.head
    shared = token.dep in ("advcl", "acl", "xcomp") and not children(token, "nsubj", "nsubj:pass")
    if not shared or not token.lower.endswith("ing"):
        return frame.subject
    suffering = above.lower in harm_words("killed", "injured") and (is_passive(above) or above.lower == "died")
    return None if suffering else frame.subject


def _behind(weapon: Token) -> Token | None:
    """Who fired what hit: "shells fired by the army", "the army's shells", "a drone of the army"."""
    for verb in children(weapon, "acl", "acl:relcl"):
        agent = verb_frame(verb).subject
        if agent is not None and agent != weapon:
            return agent
    owners = [one for one in children(weapon, "nmod:poss") if one.pos != "PRON"]
    if not owners and not weapon.lower.startswith("fire"):
        whose = ("by", "from") if event_lexicon().names_act(weapon.lower) else ("of", "from")  # "the shelling of Taiz"
        owners = [word for case, word in obliques(weapon) if case in whose]
    return owners[0] if owners else None


def _nominal(sentence: Sentence, token: Token, entry: Entry, frame: Frame, words: Lexicon) -> EventMention:
    carrier, above = _carrier(token, words)
    moved = frame.oblique("of") if entry.code in MOVES else None
    actor = frame.subject or moved or _named_before(token, words)
    target = (
        _at(frame, *entry.target)
        or (frame.object if _may_befall(entry, frame, token, words) else None)
        or _aimed(token)
    )
    means = None
    if above is not None:
        passive_or_object = token.dep in ("obj", "nsubj:pass") or carrier != token
        if carrier.lower in verbs_of("undergoing"):
            target = target or above.subject
        elif passive_or_object and actor is None and carrier.lower not in verbs_of("observing"):
            actor = above.subject
        elif token.dep == "nsubj" and above.object != token and is_struck(above.object, words):
            target = target or above.object
        target = target or _at(above, *entry.target)
    if actor is None:
        actor = _joining(token) or accused(token) or answering(token) or announcer(token)
    target = target or (_aimed(carrier) if carrier != token else None)
    modifiers = [child for child in children(token, "compound") if words.in_class(child, "weapon")]
    if modifiers:
        means = modifiers[0]
    return EventMention(sentence, token, carrier, entry.code, entry.rule, actor, target, means)


def _may_befall(entry: Entry, frame: Frame, noun: Token, words: Lexicon) -> bool:
    """Whether an "of" phrase may be whom it befell: "the murder of", "the shelling of"; never of "the attack of"."""
    if entry.code in PERSONAL:
        return True
    befell = frame.object
    struck = befell is not None and befell.pos != "PROPN" and is_struck(befell, words)
    return struck and noun.lower in agent_words("befalling")


def _joining(noun: Token) -> Token | None:
    """Who "took part in" or "joined" the act that a noun names."""
    above = noun
    for verb in governors(noun):
        part = any(one.lower == "part" for one in children(verb, "obj"))
        if verb.pos == "VERB" and (part or verb.lower in verbs_of("joining")):
            inside = case_of(noun) == "in" or (above == noun and noun.dep == "obj")
            return verb_frame(verb).subject if inside else None
        if verb.pos in ("VERB", "AUX"):
            return None
        above = verb
    return None


def _carrier(noun: Token, words: Lexicon) -> tuple[Token, Frame | None]:
    """The verb that carries a noun, with its frame; the noun itself where none does."""
    top = noun
    while top.dep in ("conj", "compound") and top.head != top and top.head.pos in ("NOUN", "PROPN"):
        top = top.head
    if top.dep == "nmod" and case_of(top) == "of" and top.head.dep in ("obj", "nsubj", "nsubj:pass"):
        top = top.head
    verb = top.head
    if verb == top or verb.pos not in ("VERB", "AUX"):
        return noun, None
    if top.dep in ("obj", "nsubj:pass", "obl", "acl:relcl") and words.is_light(verb):
        return verb, verb_frame(verb)
    if top.dep in ("nsubj", "nsubj:pass"):
        return (verb if top.dep == "nsubj:pass" else noun), verb_frame(verb)
    return noun, None


def _named_before(noun: Token, words: Lexicon) -> Token | None:
    """Who is named as the noun's adjective or compound: "Russian air strikes", "rebel shelling", "LNA attack"."""
    for child in reversed(children(noun, "amod", "compound", "nmod:desc")):
        if child.lower in agent_words("describing"):
            continue
        capital = child.text[:1].isupper() and (child.i != 0 or NATION.search(child.text) is not None)
        if child.dep == "amod" and capital and child.text[-1:] in "nhise":
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
        if verb.lower in word_list("aim_verbs"):
            frame = verb_frame(verb)
            found = children(verb, "obj") or [word for case, word in frame.obliques if case in ("at", "against", "on")]
            aims = [one for clause in children(verb, "advcl", "xcomp") for one in children(clause, "obj")]
            if found or aims:
                return (found or aims)[0]
    return None


def _symmetric(mention: EventMention, frame: Frame) -> EventMention:
    """ "A and B clashed", "clashes between A and B": the second of the pair is the other side."""
    actor = mention.actor
    near = mention.trigger.tree[mention.trigger.i + 1 : mention.trigger.i + BETWEEN_REACH]
    between = frame.oblique("between", "among") or next((word.head for word in near if word.lower == "between"), None)
    if between is not None:
        actor = between
    if actor is None:
        return mention
    pair = conjuncts(actor)
    target = mention.target
    if len(pair) > 1 and target is None:
        target = pair[1]
    return replace(mention, actor=actor, target=target or frame.oblique("with", "against"))


def _roles(mention: EventMention, frame: Frame, words: Lexicon) -> EventMention:
    """Roles that the type settles: who moves is an "of" phrase's noun; what a truce does, nobody does."""
    if mention.event in MOVES and is_noun_like(mention.trigger) and mention.actor is None:
        return replace(mention, actor=frame.oblique("of"))
    recipient = frame.oblique("to")
    if mention.event == "handover" and recipient is not None:
        return replace(mention, target=recipient)
    if mention.event == "aid_delivery" and recipient is not None and words.phrase_in_class(recipient, "civilian"):
        return replace(mention, target=recipient)
    if (
        mention.event == "aid_delivery"
        and mention.target is not None
        and words.in_class(mention.target, "aid", "access")
    ):
        return replace(mention, target=None)
    if mention.trigger.lower in ("come", "came", "comes", "coming"):
        by = frame.oblique("from")  # "came under fire from"
        armed = (
            by is not None and words.phrase_in_class(by, "weapon") and not words.phrase_in_class(by, "fighter", "force")
        )
        return replace(mention, actor=None if armed else by, means=by if armed else None, target=frame.subject)
    if _is_undergone(mention):
        by = frame.oblique("to") if mention.trigger.lemma == "fall" else None
        return replace(mention, actor=by, target=frame.subject)
    if mention.event == "overflight" and mention.trigger.lemma in agent_words("observing"):
        return replace(mention, actor=frame.object, target=None)  # who saw it only tells
    if mention.event == "truce_scope":
        covered = frame.object or frame.oblique("to")
        side = covered is not None and words.phrase_in_class(covered, "side")
        return replace(mention, actor=None, target=covered if side else None)
    if mention.event == "commitment_not_met" and is_noun_like(mention.trigger) and mention.actor is None:
        return replace(mention, actor=frame.oblique("of", "by"))
    if mention.event == "intent_stated":
        return replace(mention, actor=None, target=frame.subject)
    return mention


def _is_undergone(mention: EventMention) -> bool:
    """Whether a verb's subject is whom the act befell: who died, the town that fell, the lorry that hit a mine."""
    lemma, event = mention.trigger.lemma, mention.event
    if event == "explosion":
        return (
            lemma in ("hit", "strike", "step", "drive") and mention.trigger.pos == "VERB" and mention.means is not None
        )
    return (event, lemma) in UNDERGONE and mention.trigger.pos == "VERB"
