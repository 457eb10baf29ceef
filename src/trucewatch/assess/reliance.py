"""Reliance: whether the status may rest on a claim, or on it only once a person has looked.

A claim is sure or to be checked, and says why (`why_check`); a person's acceptance takes the doubts away. For a word on
the truce a doubt counts where it bears on what is said: a condition is hedged by its nature, and who answers for a
chain of speakers is settled by rules of its own. Of an end or a suspension every doubt counts that may turn it.
"""

from __future__ import annotations

from trucewatch.assess.wording import (
    ends_by_negation,
    is_accused,
    is_agreed_to,
    is_given_up,
    is_one_of_many,
    is_thought,
)
from trucewatch.records.assessments import Position
from trucewatch.records.claims import Claim, Doubt, Force

BEARING = frozenset({Doubt.SUBORDINATE, Doubt.HEDGED, Doubt.PARTIES_UNSURE})
"""Doubts that bear on what is said of the truce. Where and on which day it was told elsewhere says nothing of that, a
speaker who is not named or may be any of several has no standing, and a denial points back to what it denies."""
READERS = frozenset({Doubt.GUEST_ALONE, Doubt.GUEST_SILENT, Doubt.READERS_DIFFER})
"""Doubts of a case that a language model reads too: the status rests on nothing that one reader alone tells."""
GRAVE = frozenset({Position.ENDED, Position.SUSPENDED})
GUESSED = frozenset({"actor.only_candidate", "actor.generic"})
"""Rules by which a bare "the army" is somebody, because the text or the case knows only one."""
BY_NATURE = frozenset({Position.CONDITIONAL, Position.ACCEPTED, Position.REJECTED})
"""What is tied to something, or undertaken, is hedged by its nature."""
NEARLY = 1.5
"""Of a plain negation ("is no longer bound") factuality seldom reaches the 2.0 of which a claim is said to be sure."""
HELD = 0.5
"""Of what is told as held in mind ("no longer considers itself bound") it is less still; below this it is left open."""


def is_relied_on_for(claim: Claim, position: Position) -> bool:
    """Whether the status may rest on what a claim says of the truce."""
    if position in GRAVE and claim.actor is not None and claim.actor.rule in GUESSED and not claim.holder:
        return False  # "the army called off a ceasefire": which army it is was not told
    if position in GRAVE and claim.holder and is_one_of_many(claim.holder[-1]):
        return False  # "a local commander of the movement said the truce was over": a party's many do not end its truce
    if READERS & set(claim.why_check):
        return False
    return not {doubt for doubt in claim.why_check if doubt in BEARING and _bears(doubt, claim, position)}


def _bears(doubt: Doubt, claim: Claim, position: Position) -> bool:
    if position in GRAVE and ends_by_negation(claim) and is_given_up(claim):
        return doubt is Doubt.HEDGED and abs(claim.factuality) < (HELD if _is_held(claim) else NEARLY)
    match doubt:
        case Doubt.HEDGED:
            denial = claim.force is Force.DENIES and position not in GRAVE
            no_more = position is Position.ENDED and is_given_up(claim) and abs(claim.factuality) >= NEARLY
            return not (position in BY_NATURE or denial or no_more)
        case Doubt.PARTIES_UNSURE:
            return claim.actor is not None and not is_accused(claim)
        case Doubt.SUBORDINATE:
            return not is_accused(claim) and not (position is Position.EXTENDED and _is_settled(claim))
        case _:
            return False


def _is_held(claim: Claim) -> bool:
    """Whether it is told as what somebody thinks of its own bonds: "no longer considers itself bound"."""
    return bool(claim.holder) and is_thought(claim.holder[-1])


def _is_settled(claim: Claim) -> bool:
    """Whether an extension is told as what was agreed, or taken for granted ("since they extended it until May")."""
    return is_agreed_to(claim) or claim.rule.endswith(".presupposed")
