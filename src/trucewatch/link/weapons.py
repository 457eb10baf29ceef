"""Weapons: a killing that its verb tells to be by hand ("shot dead") is no effect of a shell, a bomb or a mine."""

from __future__ import annotations

from functools import cache

import numpy as np

from trucewatch.knowledge.ontology import event_types
from trucewatch.link.columns import Columns, Ints, Mask
from trucewatch.link.facts import Facts

BLASTS = frozenset({"air_strike", "shelling", "explosion"})


def by_other_means(one: Facts, other: Facts) -> bool:
    """Whether one claim tells of somebody shot or stabbed, and the other of a blast; the order makes no difference."""
    return (one.by_hand and is_blast(other.claim.event)) or (other.by_hand and is_blast(one.claim.event))


@cache
def is_blast(event: str) -> bool:
    """Whether a type of event is one in which something explodes."""
    return event in event_types() and bool({event, *event_types()[event].ancestors} & BLASTS)


def other_means_pairs(columns: Columns, first: Ints, second: Ints) -> Mask:
    """`by_other_means` for many pairs of rows at once."""
    blast = np.array([is_blast(event) for event in columns.events], dtype=bool)[columns.event]
    hand = columns.by_hand
    found: Mask = (hand[first] & blast[second]) | (hand[second] & blast[first])
    return found
