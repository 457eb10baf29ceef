"""How far a claim can be trusted: what speaks against its having been read rightly.

A claim is sure where independent readings of its words agree and it is told outright: in a main clause or as what
somebody said, without a hedge, by one speaker. What `resolve` carries over from other sentences is added there.
Measured on whole annotated texts (BENCHMARKS.md): each of these marks claims of which fewer are usable as they stand.
"""

from __future__ import annotations

from collections.abc import Sequence

from trucewatch.extract.claims.mood import Mood
from trucewatch.extract.events.mentions import EventMention
from trucewatch.extract.syntax.arguments import roles_agree
from trucewatch.extract.syntax.phrases import governors
from trucewatch.extract.syntax.tree import Token
from trucewatch.records.claims import Doubt, Holder

SUBORDINATE = frozenset(("acl", "acl:relcl", "advcl", "csubj", "obl", "nmod", "xcomp", "conj"))
SAID = frozenset(("ccomp", "parataxis"))
CERTAIN = 2.0


def doubts_of(mention: EventMention, holders: Sequence[Holder], mood: Mood) -> tuple[Doubt, ...]:
    """What speaks against a mention's having been read rightly, as far as its own sentence tells."""
    found = []
    if not _is_told_outright(mention.trigger):
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


def _is_told_outright(trigger: Token) -> bool:
    """Whether only main clauses, and at most one clause of what is said, stand above the trigger."""
    above = (trigger, *governors(trigger))
    steps = [word.dep for word in above]
    return not SUBORDINATE & set(steps) and sum(step in SAID for step in steps) <= 1
