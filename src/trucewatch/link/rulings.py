"""Rulings: a person's merges, splits and moves, applied to the groups that the rules made, in the ledger's order.

An incident is called after the claim that founded it. So that no ruling is orphaned when an incident grows, joins
another or falls apart, any name that a group's claims could have given it is understood: a ruling on an incident holds
for whatever now holds the claim that founded it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from trucewatch.link.facts import Facts
from trucewatch.records.claims import ClaimKind
from trucewatch.records.decisions import Decision, DecisionKind
from trucewatch.records.incidents import incident_id

Group = list[Facts]
LINKING = frozenset({DecisionKind.MERGE, DecisionKind.SPLIT, DecisionKind.MOVE})


def rule(groups: Sequence[Group], decisions: Sequence[Decision], twins: Iterable[Sequence[Facts]] = ()) -> list[Group]:
    """The groups after every merge, split and move.

    A merge puts together whatever holds one of its subjects (incident or claim ids). A split takes the claims that
    it names, and the same sentences in other copies of their text, out of whatever they are in, and makes them one
    group of their own; a move puts them into the group that holds the incident of its value. A subject that is not
    there any more is passed over: the decision stays in the ledger.
    """
    found = [list(group) for group in groups]
    same = {one.claim.id: [twin.claim.id for twin in told] for told in twins for one in told}
    for decision in decisions:
        subjects = _claims_meant(found, decision.subjects) if decision.kind in LINKING else set()
        if decision.kind is DecisionKind.MERGE:
            found = _merge(found, subjects)
        elif decision.kind is DecisionKind.SPLIT:
            found = _split(found, subjects, same)
        elif decision.kind is DecisionKind.MOVE:
            found = _move(found, subjects, _claims_meant(found, (decision.value or "",)), same)
    return found


def name_of(group: Sequence[Facts]) -> str:
    """The id of the incident that a group of claims makes: it follows from the claim that came in first.

    A document that comes later changes no id; of claims that came in together the one with the smallest id counts.
    """
    happened = [one for one in group if one.claim.kind is ClaimKind.OCCURRENCE] or group
    return incident_id(min(happened, key=lambda one: (one.arrived, one.claim.id)).claim.id)


def founded_by(names: Iterable[str], claims: Iterable[str]) -> dict[str, str]:
    """Incident id → the claim that founded it, for those names that some claim explains."""
    wanted = set(names)
    return {name: claim for claim in claims if (name := incident_id(claim)) in wanted}


def _claims_meant(groups: Sequence[Group], subjects: Sequence[str]) -> set[str]:
    """The claims that subjects name: themselves, or as the founders of incidents."""
    names = set(subjects)
    claims = [one.claim.id for group in groups for one in group]
    found = names & set(claims)
    rest = names - found
    return found | set(founded_by(rest, claims).values()) if rest else found


def _merge(groups: list[Group], subjects: set[str]) -> list[Group]:
    chosen = [group for group in groups if any(one.claim.id in subjects for one in group)]
    if len(chosen) < 2:
        return groups
    rest = [group for group in groups if group not in chosen]
    return [*rest, [one for group in chosen for one in group]]


def _split(groups: list[Group], subjects: set[str], twins: Mapping[str, Sequence[str]]) -> list[Group]:
    named = {twin for name in subjects for twin in twins.get(name, (name,))}
    taken = [one for group in groups for one in group if one.claim.id in named]
    rest = [[one for one in group if one.claim.id not in named] for group in groups]
    return [group for group in (*rest, taken) if group]


def _move(groups: list[Group], subjects: set[str], home: set[str], twins: Mapping[str, Sequence[str]]) -> list[Group]:
    """The claims taken out of whatever they are in and put into the group of `home`; nothing where that is gone."""
    named = {twin for name in subjects for twin in twins.get(name, (name,))}
    place = next((n for n, group in enumerate(groups) if any(one.claim.id in home for one in group)), None)
    if place is None or not named:
        return groups
    taken = [one for group in groups for one in group if one.claim.id in named]
    rest = [[one for one in group if one.claim.id not in named] for group in groups]
    rest[place] = [*rest[place], *taken]
    return [group for group in rest if group]
