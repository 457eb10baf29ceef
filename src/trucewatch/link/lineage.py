"""Lineage: what became of incidents when the record was built anew, told by the claims that they hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from trucewatch.records.incidents import ChangeKind, Incident, IncidentChange


def changes(before: Sequence[Incident], after: Sequence[Incident]) -> tuple[IncidentChange, ...]:
    """What changed from one record to the next, by incident id; unchanged incidents are not told.

    An incident of before whose claims are now in one of another name was merged into it; one whose claims are now in
    several fell apart. A claim that is in no incident any more is lost, one that was in none is gained.
    """
    now = {claim: one.id for one in after for claim in one.claims}
    then = {claim: one.id for one in before for claim in one.claims}
    old, new = {one.id: one for one in before}, {one.id: one for one in after}
    found = [_of_old(one, new.get(one.id), now) for one in before]
    found += [_of_new(one, old.get(one.id), then) for one in after]
    told: dict[str, list[IncidentChange]] = defaultdict(list)
    for change in found:
        if change is not None:
            told[change.incident].append(change)
    return tuple(change for name in sorted(told) for change in told[name])


def _of_old(one: Incident, still: Incident | None, now: dict[str, str]) -> IncidentChange | None:
    """What became of an incident of before: it fell apart, went into another, or is gone."""
    homes = sorted({now[claim] for claim in one.claims if claim in now})
    others = tuple(name for name in homes if name != one.id)
    if still is None and not homes:
        return IncidentChange(incident=one.id, kind=ChangeKind.GONE, lost=one.claims)
    lost = tuple(claim for claim in one.claims if now.get(claim) != one.id)
    if len(homes) > 1:
        return IncidentChange(incident=one.id, kind=ChangeKind.SPLIT, others=others, lost=lost)
    if others:
        return IncidentChange(incident=one.id, kind=ChangeKind.MERGED, others=others, lost=lost)
    return IncidentChange(incident=one.id, kind=ChangeKind.SHRANK, lost=lost) if lost else None


def _of_new(one: Incident, was: Incident | None, then: dict[str, str]) -> IncidentChange | None:
    """How an incident of now came about: by growth, out of others, or anew."""
    gained = tuple(claim for claim in one.claims if then.get(claim) != one.id)
    others = tuple(sorted({then[claim] for claim in gained if claim in then}))
    if was is None:
        return IncidentChange(incident=one.id, kind=ChangeKind.NEW, others=others, gained=gained)
    if not gained:
        return None
    kind = ChangeKind.MERGED if others else ChangeKind.GREW
    return IncidentChange(incident=one.id, kind=kind, others=others, gained=gained)
