"""Fire that was answered: a shelling met by fire, an attack that led to clashes is a fight to those who code events.

The answer itself is often told in the next sentence, as what goes on from the act, and gives no claim of its own. What
is kept of it is a mark on the rule of the claim that was answered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from trucewatch.extract.claims.ranking import Ranked
from trucewatch.extract.events.lexicon import word_list
from trucewatch.extract.events.mentions import EventMention
from trucewatch.records.claims import ClaimKind

ANSWERED = ".answered"
ONE_SIDED = frozenset(("shelling", "missile_strike", "grenade", "small_arms_fire"))
ANSWERS = frozenset(("armed_clash", "small_arms_fire", "shelling", "attack"))
SENTENCES_ON = 1


def with_answers(claims: Sequence[Ranked]) -> list[Ranked]:
    """The claims, those marked which the same sentence or the next says were met by fire or led to a fight."""
    fights = [one for one in claims if one.claim.event == "armed_clash" and one.claim.kind is ClaimKind.OCCURRENCE]
    answers = [one for one in claims if one.claim.event in ANSWERS and is_answer(one.mention)]
    return [_marked(one) if _is_met(one, fights, answers) else one for one in claims]


def is_answer(mention: EventMention) -> bool:
    """Whether the words tell of fire that answers other fire: "returned fire", "reacted with gunfire", "fired back"."""
    words = (mention.trigger, mention.carrier)
    if any(word.lower in word_list("answering_verbs") for word in words):
        return True
    following = mention.trigger.tree[mention.trigger.i + 1 : mention.trigger.i + 2]
    return any(word.lower == "back" for word in following)


def _is_met(act: Ranked, fights: Sequence[Ranked], answers: Sequence[Ranked]) -> bool:
    after = fights if act.claim.event == "attack" else answers if act.claim.event in ONE_SIDED else ()
    return act.claim.kind is ClaimKind.OCCURRENCE and any(_follows(later.mention, act.mention) for later in after)


def _follows(later: EventMention, first: EventMention) -> bool:
    apart = later.sentence.index - first.sentence.index
    return 0 <= apart <= SENTENCES_ON and later.span().start > first.span().start


def _marked(ranked: Ranked) -> Ranked:
    return replace(ranked, claim=ranked.claim.model_copy(update={"rule": ranked.claim.rule + ANSWERED}))
