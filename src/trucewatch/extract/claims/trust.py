"""How far a claim can be trusted: what speaks against its having been read rightly.

A claim is sure where independent readings of its words agree, lexicon and network on the act, tree and frame on the
parties, and it is told without a hedge, by one speaker; a word on the truce and a concession, in a main clause or as
what somebody said.
A place that `resolve` carries over from other sentences is added there.
Measured on whole annotated texts (BENCHMARKS.md): each of these marks claims of which fewer are usable as they stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from trucewatch.extract.claims.mood import Mood
from trucewatch.extract.events.learnt import is_learnt
from trucewatch.extract.events.lexicon import event_types
from trucewatch.extract.events.mentions import EventMention
from trucewatch.extract.syntax.arguments import roles_agree
from trucewatch.extract.syntax.phrases import governors
from trucewatch.extract.syntax.tree import Token
from trucewatch.knowledge.ontology import act_of
from trucewatch.records.claims import Doubt, Force, Holder

SUBORDINATE = frozenset(("acl", "acl:relcl", "advcl", "csubj", "obl", "nmod", "xcomp", "conj"))
SAID = frozenset(("ccomp", "parataxis"))
CERTAIN = 2.0
CONFIRMED = 0.3  # how likely the network must hold it that the word tells an act


def doubts_of(mention: EventMention, holders: Sequence[Holder], mood: Mood) -> tuple[Doubt, ...]:
    """What speaks against a mention's having been read rightly, as far as its own sentence tells."""
    on_truce = event_types()[mention.event].family == "truce"
    found = []
    if is_learnt(mention):
        found.append(Doubt.WORD_UNLISTED)
    elif not on_truce and not _is_confirmed(mention):
        found.append(Doubt.WORD_DOUBTED)
    if (on_truce or mood.force is Force.CONCEDES) and not _is_told_outright(mention.trigger):
        found.append(Doubt.SUBORDINATE)
    if abs(mood.factuality) < CERTAIN:
        found.append(Doubt.HEDGED)
    if len(holders) > 1:
        found.append(Doubt.RELAYED)
    if any(one.span is None for one in holders):
        found.append(Doubt.UNNAMED_SPEAKER)
    if mention.trigger.pos == "VERB" and not roles_agree(mention.trigger):
        found.append(Doubt.PARTIES_UNSURE)
    return tuple(found)


def _is_confirmed(mention: EventMention) -> bool:
    """Whether the network, too, reads the trigger as an act of the kind its entry gives, or as violence too."""
    kind, chance = mention.trigger.act
    told = event_types()[mention.event]
    both_violent = told.family == "violence" and kind in _violent_acts()
    return (both_violent or kind == act_of(mention.event)) and chance >= CONFIRMED


@cache
def _violent_acts() -> frozenset[str]:
    """The kinds of act that are violence: one is often told in the words of another ("shot dead")."""
    return frozenset(act for one in event_types() if event_types()[one].family == "violence" and (act := act_of(one)))


def _is_told_outright(trigger: Token) -> bool:
    """Whether only main clauses, and at most one clause of what is said, stand above the trigger."""
    above = (trigger, *governors(trigger))
    steps = [word.dep for word in above]
    return not SUBORDINATE & set(steps) and sum(step in SAID for step in steps) <= 1
