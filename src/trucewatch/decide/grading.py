"""Grading: a person's grade in the place of the rules', with theirs beside it; and who put which claims together."""

from __future__ import annotations

from collections.abc import Sequence

from trucewatch.records.decisions import Change, Decision, DecisionKind, Effect
from trucewatch.records.incidents import Grade, Incident, incident_id

GRADED = "graded by a person"
WORDS = {
    DecisionKind.MERGE: "put together with others",
    DecisionKind.SPLIT: "taken apart from others",
    DecisionKind.MOVE: "claims moved to it",
}


def graded(
    incidents: Sequence[Incident], decisions: Sequence[tuple[int, Decision]]
) -> tuple[tuple[Incident, ...], dict[int, tuple[Change, ...]]]:
    """The incidents as persons graded them, and by entry of the ledger what that changed.

    Of two grades for one incident the later is used. What the rules give stays in `support.by_rule` and its reasons.
    """
    called = {name: one.id for one in incidents for claim in one.claims for name in (claim, incident_id(claim))}
    found = {one.id: one for one in incidents}
    changes: dict[int, tuple[Change, ...]] = {}
    for number, decision in decisions:
        names = (*decision.subjects, decision.value or "") if decision.kind in WORDS else decision.subjects
        homes = dict.fromkeys(called[name] for name in names if name in called)
        for home in homes:
            if decision.kind is DecisionKind.GRADE and decision.value is not None:
                change = Change(
                    subject=home,
                    field="grade",
                    before=(found[home].support.by_rule or found[home].support.grade).value,
                    after=decision.value,
                )
                changes[number] = (*changes.get(number, ()), change)
                found[home] = _graded(found[home], number, decision)
            elif decision.kind in WORDS:
                found[home] = _placed(found[home], number, decision)
    return tuple(found[one.id] for one in incidents), changes


def with_changes(effects: Sequence[Effect], changes: dict[int, tuple[Change, ...]]) -> tuple[Effect, ...]:
    """The effects with what was found out later of some of them."""
    return tuple(
        one.model_copy(update={"changes": (*one.changes, *changes[one.number])}) if one.number in changes else one
        for one in effects
    )


def _graded(incident: Incident, number: int, decision: Decision) -> Incident:
    support = incident.support
    by_rule = support.by_rule or support.grade
    said = f"{GRADED} (ruling {number}): {decision.reason}; by rule it is {by_rule.value}:"
    rest = [one for one in support.reasons if not one.startswith(GRADED)]
    update = {"grade": Grade(decision.value or ""), "by_rule": by_rule, "reasons": (said, *rest)}
    return incident.model_copy(update={"support": support.model_copy(update=update)})


def _placed(incident: Incident, number: int, decision: Decision) -> Incident:
    said = f"{WORDS[decision.kind]} by a person (ruling {number}): {decision.reason}"
    return incident.model_copy(update={"reasons": (said, *incident.reasons)})
