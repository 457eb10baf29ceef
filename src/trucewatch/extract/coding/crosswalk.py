"""Codes of other vocabularies for a claim. Export only, lossy, and never the native vocabulary."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from trucewatch.extract.claims.answers import ANSWERED
from trucewatch.extract.events.lexicon import Lexicon, event_lexicon, event_types, word_list
from trucewatch.knowledge import load_yaml
from trucewatch.records.actors import ActorKind
from trucewatch.records.claims import Claim, ClaimKind, Participant, Whom

CIVILIAN_TYPE = ("Violence against civilians", "Attack")
CLASH_TYPE = ("Battles", "Armed clash")
DISRUPTED_TYPE = ("Strategic developments", "Disrupted weapons use")
MOB_TYPE = ("Riots", "Mob violence")
VIOLENT_PROTEST = ("Riots", "Violent demonstration")
INTERVENTION = ("Protests", "Protest with intervention")
SHELLING_TYPE = ("Explosions/Remote violence", "Shelling/artillery/missile attack")
LOOTING_TYPE = ("Strategic developments", "Looting/property destruction")
EPISODE_REACH = 700  # characters: what is told further off belongs to another episode
GATHERINGS = ("protest", "protest_dispersed")
HEAVY_FIRE = re.compile(r"\bmachine[ -]?guns?\b|\b\d+(?:\.\d+)?[ -]?mm\b", re.IGNORECASE)
PARTY = re.compile(r"\b[Pp]arty\b")
WORD = re.compile(r"[^\W_]+(?:-[^\W\d_]+)*")
ARMED_KINDS = (ActorKind.ARMED_FORCES, ActorKind.ARMED_GROUP)
BEFORE_OF = re.compile(r"\b(?:of|in|from|at|near)\b")
MEMBERS = ("member", "supporter")  # of what decides: "a member of the security forces"
GROUND_TYPES = ("territory_taken", "territory_retaken")
STATE_KINDS = (ActorKind.STATE, ActorKind.ARMED_FORCES)
OTHER_KINDS = (ActorKind.ARMED_GROUP, ActorKind.OPPOSITION)
STATE_GAINS = ("Battles", "Government regains territory")
OTHER_GAINS = ("Battles", "Non-state actor overtakes territory")
HOMES = ("house", "home", "office", "school", "hospital", "mosque", "church", "farm")  # raided, not fought over
CROWD_NAMES = ("Rioters", "Protesters")
SHELTERED = frozenset(("cattle", "refugee", "refugees", "displaced", "idp", "idps", "migrant", "migrants"))
SHOT = ("shot", "shoot", "shooting", "shoots")
OFF_DUTY = frozenset(("off-duty", "unarmed"))


def acled_pair(claim: Claim, around: Sequence[Claim] = ()) -> tuple[str, str] | None:
    """The ACLED event and sub-event type of a claim (ACLED codebook, 2019), None where ACLED has none.

    ACLED tells an attack on civilians from a clash by who is attacked, so the participants' words decide there. And it
    codes an episode and not a sentence: fire that is answered is a clash, a protest at which windows are broken a riot.

    Args:
        claim: the claim.
        around: the other claims of its document.
    """
    if claim.rule.endswith(ANSWERED) and not _is_crowd(claim.actor):
        return CLASH_TYPE
    if claim.event in GATHERINGS:
        return _gathering(claim, around) or event_types()[claim.event].acled
    return _alone(claim)


def _alone(claim: Claim) -> tuple[str, str] | None:
    """The pair of a claim by itself."""
    event = event_types()[claim.event]
    if claim.event in ("attack", "killing", "small_arms_fire"):
        return _by_target(claim)
    if claim.event in GROUND_TYPES and claim.actor is not None:
        return _by_taker(claim.actor) or event.acled
    if claim.event == "abduction":
        taken = claim.target is not None and _head_is(claim.target, "armed") and not _is_off_duty(claim)
        return CLASH_TYPE if taken else event.acled
    if (
        claim.event == "ground_advance"
        and claim.target is not None
        and (_head_is(claim.target, "civilian", *HOMES) or _shelters(claim.target))
    ):
        return CIVILIAN_TYPE
    if claim.event == "detention" and _is(claim.actor, "fighter") and not _is(claim.actor, "force"):
        return ("Violence against civilians", "Abduction/forced disappearance")
    if claim.event == "aircraft_downed" and _is(claim.target, "drone", "missile"):
        return DISRUPTED_TYPE
    if claim.event == "armed_clash" and (_is_crowd(claim.actor) or _is_crowd(claim.target)):
        return MOB_TYPE
    return event.acled


def _gathering(claim: Claim, around: Sequence[Claim]) -> tuple[str, str] | None:
    """What became of a protest by what is told beside it: violence of those who gathered, else force against them."""
    near = [
        other
        for other in around
        if other.kind is ClaimKind.OCCURRENCE
        and other.factuality > 0
        and not other.negated
        and abs(other.trigger.start - claim.trigger.start) <= EPISODE_REACH
    ]
    if any(_is_riotous(other) for other in near):
        return VIOLENT_PROTEST
    return INTERVENTION if any(_is_force(other, claim) for other in near) else None


def _is_force(other: Claim, protest: Claim) -> bool:
    """Whether police act against a protest, who disperse or then arrest; an arrest may also be what it is about."""
    arrested = other.event == "detention" and other.trigger.quote.lower().endswith(("ed", "ing"))
    return other.event == "protest_dispersed" or (arrested and other.trigger.start > protest.trigger.start)


def _is_riotous(claim: Claim) -> bool:
    """Whether a claim told beside a protest is violence by a crowd, or by nobody who is named."""
    if claim.event in ("riot", "mob_violence"):
        return True
    return claim.event == "property_destruction" and (claim.actor is None or _is_crowd(claim.actor))


def cameo_code(claim: Claim) -> str | None:
    """The CAMEO code of a claim's event type."""
    return event_types()[claim.event].cameo


def plover_type(claim: Claim) -> str | None:
    """The PLOVER type of a claim's event type."""
    return event_types()[claim.event].plover


def _by_taker(actor: Participant) -> tuple[str, str] | None:
    """ACLED tells ground taken by who takes it, which the native types never do; None where that is open."""
    if actor.kind in STATE_KINDS:
        return STATE_GAINS
    if actor.kind in OTHER_KINDS:
        return OTHER_GAINS
    if _is(actor, "fighter"):
        return OTHER_GAINS
    return STATE_GAINS if _is(actor, "force") else None


def _by_target(claim: Claim) -> tuple[str, str]:
    if claim.event == "small_arms_fire" and _is_heavy(claim):
        return SHELLING_TYPE
    if claim.event == "attack" and claim.harm is None and claim.target is not None and _head_is(claim.target, "works"):
        return LOOTING_TYPE
    if _is_crowd(claim.actor) and not _is(claim.actor, "armed"):
        return MOB_TYPE
    if claim.target is None or not any(character.isalpha() for character in claim.target.span.quote):
        harmed = (claim.harm.killed or claim.harm.injured) if claim.harm is not None else None
        return CIVILIAN_TYPE if harmed is not None and harmed.whom is Whom.CIVILIANS else CLASH_TYPE
    if _is_off_duty(claim):
        return CIVILIAN_TYPE
    if _head_is(claim.target, *MEMBERS) and _is(claim.target, "armed"):
        return CLASH_TYPE
    if _shelters(claim.target):
        return CIVILIAN_TYPE
    if (
        claim.target.kind in ARMED_KINDS
        or _head_is(claim.target, "armed")
        or (_is(claim.target, "armed", "position") and not _quote_is(claim.target, "civilian"))
    ):
        return CLASH_TYPE
    if _is(claim.target, "civilian") or claim.event == "killing":
        return CIVILIAN_TYPE
    hurt = claim.harm is not None and (claim.harm.killed or claim.harm.injured) is not None
    shot = claim.trigger.quote.lower() in SHOT and not _head_is(claim.target, "place_noun", "facility")
    return CIVILIAN_TYPE if claim.event == "attack" or hurt or shot else CLASH_TYPE


def _is_off_duty(claim: Claim) -> bool:
    """Whether the text says that who was hit bore no arms then: such are civilians to ACLED."""
    words = set(re.split(r"[^\w-]+", claim.span.quote.lower()))
    return bool(OFF_DUTY & words) or _is(claim.target, "off_duty")


def _is_heavy(claim: Claim) -> bool:
    """Whether fire was of machine guns at a place, with nobody hit and nobody who fired back: a bombardment."""
    if claim.harm is not None and (claim.harm.killed or claim.harm.injured) is not None:
        return False
    if claim.target is not None and (claim.target.kind in ARMED_KINDS or _is(claim.target, "armed", "position")):
        return False
    return HEAVY_FIRE.search(claim.span.quote) is not None


@cache
def _demonyms() -> frozenset[str]:
    """What people of a state are called, in lower case."""
    rows = load_yaml("actors/states.yaml")["states"].values()
    return frozenset(word.lower() for row in rows for word in str(row[1]).split("|"))


@cache
def _lexicon() -> Lexicon:
    return event_lexicon()


def _words_in(words: str, *classes: str) -> bool:
    return any(_lexicon().in_class(word.lower(), *classes) for word in WORD.findall(words))


def _is(participant: Participant | None, *classes: str) -> bool:
    return participant is not None and _words_in(_words_of(participant), *classes)


def _words_of(participant: Participant) -> str:
    """What the text calls a participant, and the name it was resolved to."""
    return f"{participant.span.quote} {participant.name}"


def _shelters(participant: Participant) -> bool:
    """Whether a camp is one of herders or of those who fled, and not an army's."""
    return bool(SHELTERED & set(participant.span.quote.lower().split()))


def _head_is(participant: Participant, *classes: str) -> bool:
    """Whether the last word before any "of" belongs to a class."""
    return any(_ends_in(name, *classes) for name in (participant.span.quote, participant.name))


def _quote_is(participant: Participant, *classes: str) -> bool:
    """The same, by the text's own words alone."""
    return _ends_in(participant.span.quote, *classes)


def _ends_in(name: str, *classes: str) -> bool:
    words = WORD.findall(BEFORE_OF.split(name)[0])
    return bool(words) and _lexicon().in_class(words[-1].lower(), *classes)


def _is_crowd(participant: Participant | None) -> bool:
    """Whether a participant is people who came together unarmed: by its words, or what it was resolved to."""
    if participant is None or "armed" in participant.span.quote.lower().split() or participant.kind in ARMED_KINDS:
        return False
    words = WORD.findall(participant.span.quote)
    gathered = any(word.lower() in word_list("crowds") or _is_people(word) for word in words)
    partisans = PARTY.search(participant.span.quote) and any(_words_in(word, *MEMBERS, "civilian") for word in words)
    return gathered or bool(partisans) or participant.name.startswith(CROWD_NAMES)


def _is_people(word: str) -> bool:
    """A people by the name of its state, and no body of it: "Palestinians"; what is armed among them has a name."""
    return word[:1].isupper() and word.endswith("s") and word[:-1].lower() in _demonyms()
