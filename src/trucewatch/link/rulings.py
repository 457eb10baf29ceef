"""Rulings: a person's merges and splits, applied to the groups that the rules made, in the ledger's order."""

from __future__ import annotations

from collections.abc import Sequence

from trucewatch.link.facts import Facts
from trucewatch.records.base import content_id
from trucewatch.records.claims import ClaimKind
from trucewatch.records.decisions import Decision, DecisionKind

Group = list[Facts]


def rule(groups: Sequence[Group], decisions: Sequence[Decision]) -> list[Group]:
    """The groups after every merge and split.

    A merge puts together whatever holds one of its subjects (incident or claim ids). A split takes the claims that
    it names out of whatever they are in, and makes them one group of their own. A subject that is not there any
    more is passed over: the decision stays in the ledger.
    """
    found = [list(group) for group in groups]
    for decision in decisions:
        subjects = set(decision.subjects)
        if decision.kind is DecisionKind.MERGE:
            found = _merge(found, subjects)
        elif decision.kind is DecisionKind.SPLIT:
            found = _split(found, subjects)
    return found


def name_of(group: Sequence[Facts]) -> str:
    """The id of the incident that a group of claims makes: it follows from the smallest claim id."""
    happened = [one for one in group if one.claim.kind is ClaimKind.OCCURRENCE] or group
    return content_id("incident", min(one.claim.id for one in happened))


def _merge(groups: list[Group], subjects: set[str]) -> list[Group]:
    chosen = [group for group in groups if _held(group) & subjects]
    if len(chosen) < 2:
        return groups
    rest = [group for group in groups if group not in chosen]
    return [*rest, [one for group in chosen for one in group]]


def _split(groups: list[Group], subjects: set[str]) -> list[Group]:
    taken = [one for group in groups for one in group if one.claim.id in subjects]
    rest = [[one for one in group if one.claim.id not in subjects] for group in groups]
    return [group for group in (*rest, taken) if group]


def _held(group: Group) -> set[str]:
    return {name_of(group), *(one.claim.id for one in group)}
