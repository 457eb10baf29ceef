"""Directions: who did it to whom, and which two claims tell of acts that went opposite ways.

Who did it may be in dispute of one act. But where one side is hit by another, and acts itself on something else, two
acts are told, however near in time and place: each side's fire on the other.
"""

from __future__ import annotations

import numpy as np

from trucewatch.link.columns import NONE, Codes, Columns, Ints, Mask
from trucewatch.link.facts import Facts

MUTUAL = frozenset({"armed_clash", "exchange"})
"""Acts of two sides on each other, told from either."""


def opposed(one: Facts, other: Facts) -> bool:
    """Whether two claims tell of acts in opposite directions; the order of the two makes no difference.

    Known sides count; or where somebody has no name but "rebels" or "the army", that one act is a state's and the other
    an armed group's, on different sorts of things. What a side is said to have done to its own people, or to the very
    thing that is said to have been hit by the other, is the same act laid at another's door.
    """
    if {one.claim.event, other.claim.event} & MUTUAL:
        return False
    return _answers(other, one) or _answers(one, other) or _of_two_camps(one, other)


def _of_two_camps(one: Facts, other: Facts) -> bool:
    camps = one.camp is not None and other.camp is not None and one.camp != other.camp
    return camps and bool(one.things) and bool(other.things) and not one.things & other.things


def _answers(back: Facts, act: Facts) -> bool:
    """Whether one act is done by whom the other hit, and hits something else."""
    if back.doer is None or back.doer != act.hit or act.doer in (None, act.hit):
        return False
    alike = back.hit is None and bool(act.things & back.things)
    return bool(back.targets) and not act.targets & back.targets and not alike


def opposed_pairs(columns: Columns, first: Ints, second: Ints) -> Mask:
    """`opposed` for many pairs of rows at once."""
    mutual = np.array([event in MUTUAL for event in columns.events], dtype=bool)[columns.event]
    doer, hit, known = columns.doer, columns.hit, filled(columns.targets)
    found = np.zeros(len(first), dtype=bool)
    for act, back in ((first, second), (second, first)):
        answers = (doer[back] != NONE) & (doer[back] == hit[act]) & (doer[act] != NONE) & (doer[act] != hit[act])
        some = np.flatnonzero(answers & known[back] & ~mutual[act] & ~mutual[back])
        act, back = act[some], back[some]
        alike = (hit[back] == NONE) & shared(columns.things, act, back)
        found[some] |= ~alike & ~shared(columns.targets, act, back)
    camps = (columns.camp[first] != NONE) & (columns.camp[second] != NONE)
    camps &= columns.camp[first] != columns.camp[second]
    some = np.flatnonzero(camps & ~mutual[first] & ~mutual[second])
    one, other, things = first[some], second[some], filled(columns.things)
    found[some] |= things[one] & things[other] & ~shared(columns.things, one, other)
    return found


def filled(names: Codes) -> Mask:
    """Which rows of a table have any name."""
    found: Mask = np.any(names != NONE, axis=1)
    return found


def shared(names: Codes, first: Ints, second: Ints) -> Mask:
    """For which pairs of rows a table has a name in common."""
    found = np.zeros(len(first), dtype=bool)
    for left in range(names.shape[1]):
        one = names[first, left]
        for right in range(names.shape[1]):
            found |= (one != NONE) & (one == names[second, right])
    return found
