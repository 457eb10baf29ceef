"""Findings: an incident under a term, for a party, by rule (DESIGN.md, "Findings").

"Breach" is a person's word alone; no finding says that anybody is guilty. The rules ask the same of every party.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from trucewatch.assess.accusers import accusers_of, lays_at
from trucewatch.assess.applies import Bearing, bearing
from trucewatch.assess.applies.question import Asked, Ending
from trucewatch.assess.clocks import period_of
from trucewatch.assess.endings import endings_of
from trucewatch.assess.extensions import extensions_of
from trucewatch.assess.local import zone_of
from trucewatch.assess.responsibility import Answerable, answerable
from trucewatch.assess.stances import attribution_of, own_account, reasons_given, standard_of
from trucewatch.assess.told import Told, told_of
from trucewatch.assess.verdicts import rule
from trucewatch.assess.verdicts.rule import Facts
from trucewatch.assess.verdicts.unchecked import Unchecked
from trucewatch.assess.versions import versions_of
from trucewatch.records.actors import Actor
from trucewatch.records.agreements import Agreement
from trucewatch.records.assessments import Finding, FindingRuling, Reason, Statement
from trucewatch.records.claims import Claim
from trucewatch.records.decisions import Decision, DecisionKind
from trucewatch.records.incidents import Incident
from trucewatch.records.reliance import is_relied_on

RULINGS = frozenset(
    {DecisionKind.RULE, DecisionKind.ACCEPT, DecisionKind.REJECT, DecisionKind.DISSENT, DecisionKind.CORRECT}
)
"""Decisions which, where they name an incident and a term, are a person's word on the finding."""


def assess_incidents(
    agreement: Agreement | None,
    incidents: Sequence[Incident],
    claims: Sequence[Claim],
    actors: Mapping[str, Actor],
    at: str | None,
    *,
    statements: Sequence[Statement] = (),
    decisions: Sequence[Decision] = (),
) -> tuple[Finding, ...]:
    """What follows by rule for each incident under each term that is about such events, for each party named.

    Args:
        agreement: None gives no findings.
        incidents, claims: of the record.
        actors: by id.
        at: ISO 8601; incidents that began later are left out. None: all.
        statements: on the truce: one that a party had ended or suspended by then leaves it open whether a term bound.
        decisions: a person's rulings that stand; those on an incident and a term are shown with the finding.

    A term that only permits gives no finding: what it permits is an exception to the others. Of the terms about such
    events, those are asked that bind the party; where none does, or nobody is named, the first stands for them all.

    Returns:
        Findings in the order of incidents and terms. A party is the side that answers for a named actor, or one that
        the term makes answer for it; None where nobody is named.
    """
    if agreement is None:
        return ()
    by_id = {claim.id: claim for claim in claims}
    endings = endings_of(agreement, statements, actors)
    zone = zone_of(agreement)
    extensions = extensions_of(statements, period_of(agreement, agreement.whole).finish, zone)
    found = []
    for incident in incidents:
        if at is not None and incident.begin is not None and incident.begin > at:
            continue
        own = [by_id[name] for name in incident.claims if name in by_id]
        told = told_of(incident, own, zone)
        for one in answerable(agreement, told, actors):
            found.append(_finding(agreement, incident, told, own, one, endings, extensions, actors, decisions))
    return tuple(found)


def _finding(
    agreement: Agreement,
    incident: Incident,
    told: Told,
    claims: Sequence[Claim],
    who: Answerable,
    endings: Sequence[Ending],
    extensions: Sequence[Statement],
    actors: Mapping[str, Actor],
    decisions: Sequence[Decision],
) -> Finding:
    acted = who.through or who.party
    asked = Asked(agreement, who.term, told, who.party, actors, who.duty, who.through, endings, extensions)
    bears = bearing(asked)
    attribution = attribution_of(incident, acted, claims, actors)
    reasons = reasons_given(acted, claims, actors)
    relied = any(is_relied_on(one) and lays_at(one, acted, actors) for one in claims)
    facts = Facts(incident, who.term, bears, attribution, reasons, who.duty, relied=relied)
    code, verdict = rule(facts)
    return Finding(
        incident=incident.id,
        term=who.term.id,
        party=who.party,
        applicability=bears.value,
        value=verdict.value,
        attribution=attribution,
        trace=_trace(incident, who, bears, Reason(rule=code, says=verdict.says, claims=incident.claims)),
        standard=standard_of(incident, attribution),
        versions=versions_of(incident, asked, claims),
        own_account=own_account(incident, acted, actors),
        accusers=accusers_of(agreement, incident, who.party, acted, bears, claims, actors),
        through=who.through,
        duty=who.duty,
        disputed=tuple(one.field for one in incident.disputes),
        ruled=_ruled(incident, who, decisions),
        unchecked=rule(replace(facts, relied=True))[1].value if code == Unchecked.code else None,
    )


def _trace(incident: Incident, who: Answerable, bears: Bearing, outcome: Reason) -> tuple[Reason, ...]:
    """Why the party is asked, what bears on it, how well it is supported, and what follows."""
    asked = (Reason(rule="responsibility", says=who.why),) if who.why else ()
    support = f"{incident.support.grade.value}: {'; '.join(incident.support.reasons)}"
    return (*asked, *bears.reasons, Reason(rule="support", says=support), outcome)


def _ruled(incident: Incident, who: Answerable, decisions: Sequence[Decision]) -> tuple[FindingRuling, ...]:
    """What persons ruled on this incident under this term, and where they name a party, on this one."""
    named = {incident.id, who.term.id}
    return tuple(
        FindingRuling(value=one.value or one.kind.value, by=one.by, at=one.at, reason=one.reason)
        for one in decisions
        if one.kind in RULINGS and named <= set(one.subjects) and set(one.subjects) - named <= {who.party}
    )
