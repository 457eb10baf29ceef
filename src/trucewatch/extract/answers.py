"""Fire that was answered: a shelling or a grenade met by fire is a fight to those who code events.

The answer itself is often told in the next sentence, as what goes on from the act, and gives no claim of its own. What
is kept of it is a mark on the rule of the claim that was answered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from trucewatch.extract.lexicon import word_list
from trucewatch.extract.mentions import EventMention
from trucewatch.extract.ranking import Ranked
from trucewatch.records.claims import ClaimKind

ANSWERED = ".answered"
ONE_SIDED = frozenset(("shelling", "missile_strike", "grenade", "small_arms_fire"))
ANSWERS = frozenset(("armed_clash", "small_arms_fire", "shelling", "attack"))
SENTENCES_ON = 1


def with_answers(claims: Sequence[Ranked]) -> list[Ranked]:
    """The claims, those of one-sided fire marked which the same sentence or the next says was answered."""
    answers = [one.mention for one in claims if one.claim.event in ANSWERS and is_answer(one.mention)]
    return [_marked(one) if answers and _is_answered(one, answers) else one for one in claims]


def is_answer(mention: EventMention) -> bool:
    """Whether the words tell of fire that answers other fire: "returned fire", "reacted with gunfire", "fired back"."""
    words = (mention.trigger, mention.carrier)
    if any(word.lower in word_list("answering_verbs") for word in words):
        return True
    following = mention.trigger.tree[mention.trigger.i + 1 : mention.trigger.i + 2]
    return any(word.lower == "back" for word in following)


def _is_answered(ranked: Ranked, answers: Sequence[EventMention]) -> bool:
    if ranked.claim.event not in ONE_SIDED or ranked.claim.kind is not ClaimKind.OCCURRENCE:
        return False
    here = ranked.mention
    for answer in answers:
        later = answer.sentence.index - here.sentence.index
        if 0 <= later <= SENTENCES_ON and answer.span().start > here.span().start:
            return True
    return False


def _marked(ranked: Ranked) -> Ranked:
    return replace(ranked, claim=ranked.claim.model_copy(update={"rule": ranked.claim.rule + ANSWERED}))
