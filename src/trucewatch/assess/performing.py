"""Performing: whether a claim tells that somebody ended or suspended the truce by saying so.

Only a party's own word ends a truce: its "we end it", or the report that it announced the end. That somebody "ended" it
by what they did is a verdict of whoever says so.
"""

from __future__ import annotations

from functools import cache

from trucewatch.assess.wording import whole
from trucewatch.knowledge import load_yaml
from trucewatch.records.claims import Claim, Force, Holder

SAYING = frozenset({Force.ANNOUNCES, Force.ASSERTS, Force.CONCEDES})


@cache
def _formal() -> frozenset[str]:
    """Words for acts that are done by saying that they are done; their first words alone, as triggers stand."""
    lists = (load_yaml("standing.yaml")[which] for which in ("declaring", "formal_acts"))
    return frozenset(word.split()[0] for words in lists for word in words)


def is_performed(claim: Claim) -> bool:
    """Whether the act is done by saying so: "announced the end", "suspended", and not "ended" by what was done."""
    if claim.force is Force.ANNOUNCES or any(_declares(link) for link in claim.holder):
        return True
    return claim.trigger.quote.lower().split()[0] in _formal()


def is_said_outright(claim: Claim) -> bool:
    """Whether whoever speaks says it in earnest, of now: neither denied, nor foreseen, nor on a condition."""
    return claim.force in SAYING


def _declares(link: Holder) -> bool:
    return link.cue is not None and whole("declaring").search(link.cue.quote) is not None
