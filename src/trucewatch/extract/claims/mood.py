"""With what force a claim is put forward, whether it is negative, and how certain its author is.

Force and factuality come from the trigger's own clause (`factuality`); here they are fitted to what the type of event
has already taken in: "has not met its commitments" is a commitment not met, and not once more negative.
"""

from __future__ import annotations

from dataclasses import dataclass

from trucewatch.extract.claims.holders import is_restated, performer
from trucewatch.extract.events.accusing import is_called
from trucewatch.extract.events.disclaiming import announcer, disclaimed, is_counterfactual, is_generic, is_unsaid
from trucewatch.extract.events.lexicon import event_types, verbs_of
from trucewatch.extract.events.mentions import EventMention
from trucewatch.extract.factuality.degrees import effect_of
from trucewatch.extract.factuality.polarity import is_inverted
from trucewatch.extract.factuality.rating import force_of, rate
from trucewatch.extract.syntax.negation import WITHHOLDING, negator
from trucewatch.extract.syntax.phrases import case_of, children, clause_head, governors, is_finite
from trucewatch.extract.syntax.tree import Token
from trucewatch.knowledge import load_yaml
from trucewatch.records.claims import ClaimKind, Force

PROSPECTIVE = frozenset((Force.PREDICTS, Force.THREATENS, Force.DEMANDS, Force.CONDITIONAL, Force.ASKS))
ABSORBING = (".negated", ".not-observed")  # rules whose event type says "not" itself
NEEDS = frozenset(("need", "needs", "must", "should", "ought"))
WATCHING = frozenset(("see", "hear", "observe", "witness", "detect", "record", "register"))
PERCEIVED = frozenset(("see", "hear", "smell", "find"))
UNKNOWN = frozenset(("confirmation", "information", "knowledge", "word", "proof", "indication"))  # none: it is open
LOOMING = frozenset(("imminent", "likely", "possible", "inevitable", "looming"))
BARTER = frozenset(("exchange", "return"))
HAPPENING = frozenset(("case", "happened", "happen", "occurred", "occur"))
CERTAIN = 2.0
DENIED = 1.35  # how surely what somebody denies is held not to be so, at the least
OPEN = 0.75  # where `factuality.yaml` has what is merely open
NOT_YET = 0.95  # the most that what is asked for, planned or conditional can be held to be so


@dataclass(frozen=True)
class Mood:
    """What the holder does with a proposition, and what sort of claim that makes it."""

    kind: ClaimKind
    force: Force
    negated: bool
    factuality: float


def mood_of(mention: EventMention, cue_lemma: str | None) -> Mood:
    """The mood of a mention; `cue_lemma` is the innermost holder's cue, None where the author speaks."""
    word = _bearing(mention)
    force, negated = force_of(mention.sentence, word, cue_lemma)
    factuality = rate(mention.sentence, word).factuality
    absorbed = mention.rule.endswith(ABSORBING)
    if absorbed:
        factuality, negated = abs(factuality), False
    if not absorbed and _is_undone(mention.carrier):
        return Mood(ClaimKind(event_types()[mention.event].kind), Force.ASSERTS, True, -CERTAIN)
    if not absorbed and (_none_of(mention) or _is_ceased(mention) or _is_unseen(mention.carrier)):
        negated = True
    if not absorbed and _is_ceased(mention):
        factuality = CERTAIN
    if negated and not absorbed:
        factuality = -abs(factuality)
    if not absorbed and _goes_on(mention):
        factuality, negated = CERTAIN, False
    if not absorbed and _is_refused(mention.carrier):
        return Mood(ClaimKind(event_types()[mention.event].kind), Force.ASSERTS, True, -CERTAIN)
    if not absorbed and _is_perceived(word):
        return Mood(ClaimKind(event_types()[mention.event].kind), Force.ASSERTS, False, CERTAIN)
    if not absorbed and _is_left_open(mention.trigger):
        factuality, negated = 0.0, False
    fitted = _force(mention, force, absorbed, negated)
    above = _above(mention)
    if above is Force.DENIES:
        return Mood(_kind(mention, above), above, False, -max(DENIED, abs(factuality)))
    if above is not None:
        return Mood(_kind(mention, above), above, negated, 0.0)
    if fitted is Force.RETRACTS:
        factuality = min(factuality, 0.0)
    if fitted is Force.DENIES:
        factuality = min(factuality, -DENIED) if factuality < 0 else factuality
    if fitted in PROSPECTIVE and fitted is not Force.PREDICTS:  # nothing of it is told as so: 0 is open
        factuality = factuality - OPEN if factuality > 0 else factuality
    if (fitted in PROSPECTIVE and fitted is not Force.PREDICTS) or announcer(mention.trigger) is not None:
        factuality = max(-NOT_YET, min(NOT_YET, factuality))
    if (fitted in PROSPECTIVE and force not in PROSPECTIVE) or announcer(mention.trigger) is not None:
        factuality = max(-NOT_YET, min(NOT_YET, factuality))
    return Mood(_kind(mention, fitted), fitted, negated, round(factuality, 2))


def _above(mention: EventMention) -> Force | None:
    """The force that a frame above the clause gives whatever stands in it; None where there is no such frame."""
    word = mention.trigger if mention.trigger.pos in ("VERB", "NOUN") else mention.carrier
    if disclaimed(word) is not None:
        return Force.DENIES
    if _is_asked(mention.carrier):
        return Force.ASKS
    if is_counterfactual(word) or is_generic(mention.carrier) or is_unsaid(mention.carrier):
        return Force.CONDITIONAL
    return None


def _is_asked(carrier: Token) -> bool:
    """ "Unable to tell whether they had fired": what is left open, and neither said nor denied."""
    return carrier.dep == "ccomp" and any(child.lower == "whether" for child in children(carrier, "mark", "advmod"))


def _force(mention: EventMention, force: Force, absorbed: bool, negated: bool) -> Force:
    if performer(mention) is not None and force not in PROSPECTIVE:
        return Force.ANNOUNCES
    undeclared = negated and mention.trigger.lower in verbs_of("declaring")  # "have not declared it over"
    if force is Force.ANNOUNCES and (undeclared or is_restated(mention)):
        return Force.ASSERTS
    if force is Force.PREDICTS and event_types()[mention.event].kind == "truce" and _is_agreed(mention.carrier):
        return Force.ASSERTS  # who agrees to a truce has done what there is to do
    if force is Force.DEMANDS and is_called(mention.trigger):
        return Force.ASSERTS  # "called this a breach" demands nothing
    if absorbed and force in (Force.PREDICTS, Force.DEMANDS, Force.DENIES):
        return Force.ASSERTS
    if force is Force.PREDICTS and negated and event_types()[mention.event].kind == "commitment":
        return Force.ASSERTS  # "is not able to separate" tells what is not done
    if force in (Force.ASSERTS, Force.PREDICTS, Force.DEMANDS) and _is_conditional(
        mention.carrier, is_truce=event_types()[mention.event].family == "truce"
    ):
        return Force.CONDITIONAL
    if force is Force.ASSERTS and (_is_needed(mention.carrier) or _is_due(mention.carrier)):
        return Force.DEMANDS
    if mention.event == "demand" and force is Force.ASSERTS:
        return Force.DEMANDS
    if force is Force.ASSERTS and not (absorbed or negated) and _is_prepared(mention):
        return Force.PREDICTS
    if force in (Force.ASSERTS, Force.ALLEGES) and not (absorbed or negated) and _is_meant(mention):
        return Force.PREDICTS
    if force is Force.ASSERTS and _is_enabled(mention.carrier):
        return Force.PREDICTS
    if force is Force.ASSERTS and is_planned(mention.carrier):
        return Force.PREDICTS
    return force


def _kind(mention: EventMention, force: Force) -> ClaimKind:
    kind = ClaimKind(event_types()[mention.event].kind)
    if kind is ClaimKind.OCCURRENCE and (
        force in PROSPECTIVE or (is_purpose(mention.carrier) and not _exploits(mention.carrier))
    ):
        return ClaimKind.PROSPECT
    if kind is ClaimKind.OCCURRENCE and force in (Force.ASSERTS, Force.ANNOUNCES) and announcer(mention.trigger):
        return ClaimKind.PROSPECT  # "announced a new offensive": it is still to come
    return kind


def _bearing(mention: EventMention) -> Token:
    """The word whose clause says how certain the event is; often the trigger's own verb."""
    carrier = mention.carrier
    if mention.rule.endswith(".not-observed"):
        return clause_head(carrier)
    ended = effect_of(carrier, "object") if carrier.i != mention.trigger.i else None
    if ended is not None and ended.factor <= 0 and mention.trigger.head.i == carrier.i:
        return mention.trigger  # "the strike was called off": the calling off was done
    exploiter = _exploits(carrier)
    if exploiter is not None:
        return exploiter
    if carrier.dep in ("nsubj", "nsubj:pass") and carrier.head.lower in HAPPENING:
        return carrier.head
    return carrier


def is_purpose(verb: Token) -> bool:
    """ "to regroup", "in order to attack", "aimed to launch": an aim, not a deed."""
    if verb.dep == "conj" and not is_finite(verb) and verb.head.pos == "VERB" and not children(verb, "nsubj"):
        return is_purpose(verb.head)
    marked = any(child.dep == "mark" and child.lower == "to" for child in verb.children)
    perfect = any(child.lower == "have" for child in children(verb, "aux"))  # "claimed to have shelled it"
    if not marked or perfect or verb.dep not in ("advcl", "xcomp", "acl", "ccomp"):
        return False
    effect = effect_of(verb.head, infinitive=True)
    caused = verb.head.lemma.lower() in load_yaml("factuality.yaml")["causing"]
    return not caused and (
        effect is None or effect.kind != "implicative"
    )  # "managed to", "forced them to": it was done


def _exploits(verb: Token) -> Token | None:
    """The verb of "took advantage of the calm to regroup": what it was taken for was done."""
    exploiting = load_yaml("triggers.yaml")["exploiting"]
    if not is_purpose(verb):
        return None
    near = [verb.head, verb.head.head, verb.head.head.head]
    return next((word for word in near if word.lower in exploiting and _takes_advantage(word)), None)


def _takes_advantage(verb: Token) -> bool:
    nouns = ("advantage", "opportunity", "cover", "calm", "lull", "ceasefire", "truce", "pause")
    if verb.lower in ("used", "using", "uses", "use") and children(verb, "obj"):
        return True
    return verb.lower.startswith("exploit") or any(child.lower in nouns for child in children(verb, "obj", "obl"))


def _is_conditional(carrier: Token, *, is_truce: bool) -> bool:
    """Whether the clause, or one it stands in as a complement, opens with "if" or "unless".

    A truce whose holding is conditional is itself to come: "if the halt holds"; shelling that may go on is not.
    """
    for word in (carrier, *governors(carrier)):
        if any(child.dep == "mark" and child.lower in ("if", "unless") for child in word.children):
            return True
        if is_inverted(word):
            return True
        if any(child.lower in ("provided", "providing") for child in word.children):
            return True
        open_ended = word.dep == "nsubj" and word is carrier and is_truce
        if not open_ended and word.dep not in ("xcomp", "obj", "conj", "ccomp", "obl", "nmod", "nsubj:pass"):
            return False
    return False


def _is_agreed(carrier: Token) -> bool:
    """ "Agreed to prolong it", and no "not": the word is given."""
    above = carrier.head
    return carrier.dep == "xcomp" and above.lemma in ("agree", "decide") and negator(above) is None


def _is_due(verb: Token) -> bool:
    """ "Forces are to pull back"; "asked the parties to withdraw": what is asked of somebody."""
    to = any(child.lower == "to" and child.dep in ("mark", "aux") for child in verb.children)
    if not to:
        return False
    if any(child.dep in ("aux", "cop") and child.lower in ("is", "are", "was", "were") for child in verb.children):
        return True
    if verb.dep == "xcomp" and verb.head.tag == "VB" and _is_due(verb.head):
        return True  # "was to begin to place its weapons"
    if verb.dep == "conj" and verb.head.tag == "VB":
        return _is_due(verb.head)  # "called on them to stop shelling and to observe the truce"
    if verb.dep in ("xcomp", "ccomp", "advcl") and verb.head.lower in ("is", "are") and verb.i == verb.head.i + 2:
        return True
    asked = verb.dep == "acl" and verb.head.head.lower in verbs_of("asking")
    return asked or (verb.dep in ("xcomp", "ccomp", "advcl") and verb.head.lower in verbs_of("asking"))


def _is_prepared(mention: EventMention) -> bool:
    """ "preparing an offensive", "planned to attack": not done yet."""
    above = mention.trigger.head
    if mention.trigger.dep == "nsubj" and above.lemma.lower() in LOOMING:
        return True
    if mention.trigger.dep in ("obj", "xcomp", "obl", "ccomp") and above != mention.trigger:
        return above.lower in verbs_of("preparing")
    return False


def is_planned(carrier: Token) -> bool:
    """Whether a noun or gerund only names what a plan or proposal holds: "the deal includes the release of ten"."""
    if carrier.pos != "NOUN" and carrier.tag != "VBG":
        return False
    plans, securing = load_yaml("triggers.yaml")["plans"], verbs_of("securing")
    if _is_negotiated(carrier) or _is_bartered(carrier):
        return True
    top = carrier
    while top.dep in ("conj", "nmod") and top.head.pos == "NOUN" and top.head is not top:
        if top.dep == "nmod" and case_of(top) in ("of", "for", "including", "on") and top.head.lower in plans:
            return True
        if top.dep == "nmod" and (case_of(top) != "including"):
            return False
        top = top.head
    above = top.head
    if top.dep in ("obj", "xcomp") and above.lower in securing:
        return True
    subject = next(iter(children(above if top.dep in ("obj", "xcomp", "ccomp") else top, "nsubj", "nsubj:outer")), None)
    holds = top.dep == "obj" and above.lower in ("includes", "include", "included", "provides", "envisages", "foresees")
    if subject is None or not (holds or children(top, "cop")):
        return False
    return any(word.lower in plans for word in (subject, *children(subject, "nmod")))  # "the list of conditions"


def _is_negotiated(gerund: Token) -> bool:
    """ "Talks on renewing the truce", "a target for implementing it", "aims, including releasing hostages"."""
    opened = {child.lower for child in children(gerund, "mark", "case")} & {"on", "for", "about", "of", "including"}
    if gerund.tag != "VBG" or not opened or gerund.dep not in ("acl", "advcl", "nmod", "obl"):
        return False
    lists = load_yaml("triggers.yaml")
    named = (*lists["plans"], *lists["negotiations"])
    nouns = [gerund.head, *(children(gerund.head, "obj") if "including" in opened else [])]
    return any(noun.lower in named and noun.pos == "NOUN" for noun in nouns)


def _is_bartered(noun: Token) -> bool:
    """What a proposal or deal gives for something else: "in exchange for the release of", "in return for a truce"."""
    first = noun
    while first.dep == "conj" and first.head.pos in ("NOUN", "PROPN"):
        first = first.head
    if case_of(first) != "for" or first.head.lower not in BARTER:
        return False
    lists = load_yaml("triggers.yaml")
    unsettled = {*lists["plans"], *lists["negotiations"], "if", "would", "will", "offered", "proposed", "includes"}
    return any(word.lower in unsettled for word in noun.tree)


def _is_meant(mention: EventMention) -> bool:
    """ "An excuse to bury the truce", "tried to wreck it": what is aimed at is not told as done."""
    carrier = mention.carrier
    if event_types()[mention.event].kind not in (ClaimKind.TRUCE, ClaimKind.COMMITMENT):
        return False
    aimed = carrier.dep in ("acl", "advcl") or (carrier.dep in ("xcomp", "ccomp") and _is_tried(carrier.head))
    return aimed and is_purpose(carrier) and _exploits(carrier) is None


def _is_tried(verb: Token) -> bool:
    """Whether a verb leaves open what comes of its infinitive: "tried to", "was seeking to"."""
    effect = effect_of(verb)
    return effect is not None and effect.kind == "trying"


def _none_of(mention: EventMention) -> bool:
    """ "not one lorry has entered", "no raid hit": a participant, or the act itself, that is none."""
    return any(
        token is not None and _is_no(token) for token in (mention.trigger, mention.actor, mention.target, mention.means)
    )


def _is_undone(carrier: Token) -> bool:
    """ "Should have begun on Tuesday": it has not."""
    aux = {child.lower for child in children(carrier, "aux")}
    return bool({"should", "ought"} & aux) and "have" in aux and negator(carrier) is None


def _is_unseen(carrier: Token) -> bool:
    """ "Did not see them firing", "recorded no … and heard none": who watches tells that it was not."""
    verb = carrier.head
    watched = carrier.dep in ("obj", "xcomp") and verb.lemma in WATCHING and carrier.i > verb.i
    return watched and negator(verb) is not None


def _is_enabled(carrier: Token) -> bool:
    """ "… so aid can reach civilians": what something is to make possible."""
    so = any(child.lower == "so" for child in children(carrier, "mark", "advmod"))
    able = {child.lower for child in children(carrier, "aux")} & {"can", "could", "may", "might", "would", "will"}
    return so and bool(able) and carrier.dep in ("advcl", "ccomp", "conj", "parataxis")


def _is_no(token: Token) -> bool:
    first = token.tree[token.left_edge.i]
    if any(child.lower in ("no", "neither") and child.i < token.i for child in children(token, "det", "cc:preconj")):
        return True
    if first.i >= token.i:
        return False
    if first.lower in ("no", "neither") and first.head in (token, *token.children):
        return True
    return first.lower == "not" and first.nbor(1).lower in ("one", "a", "an", "single")


def _is_ceased(mention: EventMention) -> bool:
    """ "stopped firing", "agreed to stop the fighting": what is told is that it does not go on."""
    if event_types()[mention.event].family != "violence":
        return False
    above = mention.trigger.head
    if any(child.lower in ("unless", "until", "if") for child in children(above, "mark")):
        return False  # "unless attacks cease": they go on
    stopped = mention.trigger.dep == "nsubj" and not children(above, "obj")  # "the shelling has stopped"
    under = (stopped or mention.trigger.dep in ("obj", "xcomp")) and above != mention.trigger
    effect = effect_of(above, "object") if under else None
    ceasing = above.lower in verbs_of("ceasing") or (effect is not None and effect.kind == "ceasing")
    return under and ceasing and negator(above) is None


def _goes_on(mention: EventMention) -> bool:
    """ "Did not stop shelling", "never ceased to shell": it went on."""
    above = mention.trigger.head
    under = mention.trigger.dep in ("obj", "xcomp", "advcl") and above is not mention.trigger
    return under and above.lower in verbs_of("ceasing") and above.pos == "VERB" and negator(above) is not None


def _is_refused(carrier: Token) -> bool:
    """ "Refused to release them", "failed to pull back": not done, whoever tells it."""
    above = carrier.head
    held = carrier.dep == "xcomp" and above.lemma.lower() in WITHHOLDING and above.tag in ("VBD", "VBN")
    return held and negator(above) is None


def _is_perceived(carrier: Token) -> bool:
    """ "Explosions could be heard": they were."""
    could = any(child.lower == "could" for child in children(carrier, "aux")) and negator(carrier) is None
    return could and carrier.lemma in PERCEIVED and bool(children(carrier, "nsubj:pass"))


def _is_left_open(trigger: Token) -> bool:
    """ "no deaths from fighting", "no damage from the blast": what is none does not say whether its cause was."""
    if trigger.dep not in ("nmod", "acl") or trigger.tag == "VB":
        return False
    if case_of(trigger) in ("of", "on", "against") and trigger.head.lower not in UNKNOWN:
        return False
    return _is_no(trigger.head) and trigger.head.pos != "VERB"


def _is_needed(carrier: Token) -> bool:
    if any(child.dep == "aux" and child.lower in NEEDS for child in carrier.children):
        return True
    if carrier.lemma in ("need", "require") and children(carrier, "nsubj:pass"):
        return True  # "a halt is badly needed"
    return carrier.dep in ("xcomp", "obj") and carrier.head.lower in NEEDS
