"""Findings: an incident under a term, for a party, by rule (DESIGN.md, "Findings").

"Breach" is a person's word alone; no finding says that anybody is guilty. The rules ask the same of every party.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import assert_never

from trucewatch.assess.applicability import applicability, covers
from trucewatch.assess.wording import kinds_in
from trucewatch.records.actors import Actor, side_of
from trucewatch.records.agreements import Agreement, Modality, Term
from trucewatch.records.assessments import Applicability, Finding, FindingValue, Reason
from trucewatch.records.claims import Claim, ClaimKind
from trucewatch.records.incidents import Grade, Incident

DECISIVE = frozenset({"occurrence", "actor"})
NOT_BOUND = frozenset(
    {
        Applicability.NOT_IN_FORCE,
        Applicability.OUTSIDE_ZONE,
        Applicability.NOT_A_PARTY,
        Applicability.NOT_COVERED,
    }
)
Verdict = tuple[FindingValue, str]


def assess_incidents(
    agreement: Agreement | None,
    incidents: Sequence[Incident],
    claims: Sequence[Claim],
    actors: Mapping[str, Actor],
    at: str | None,
) -> tuple[Finding, ...]:
    """What follows by rule for each incident under each term that is about such events, for each party named.

    Args:
        agreement: None gives no findings.
        incidents, claims: of the record.
        actors: by id.
        at: ISO 8601; incidents that began later are left out. None: all.

    A term that only permits gives no finding: what it permits is an exception to the others. Of the terms about such
    events, those are asked that bind the party; where none does, or nobody is named, the first stands for them all.

    Returns:
        Findings in the order of incidents and terms. A party is the side that answers for a named actor; None where
        nobody is named.
    """
    if agreement is None:
        return ()
    by_id = {claim.id: claim for claim in claims}
    found = []
    for incident in incidents:
        if at is not None and incident.begin is not None and incident.begin > at:
            continue
        told = [by_id[name] for name in incident.claims if name in by_id]
        parties: list[str | None] = [*sorted({_party(actor, agreement, actors) for actor in incident.actors})]
        for party in parties or [None]:
            for term in _asked(agreement, incident, party, actors):
                found.append(_finding(agreement, term, incident, party, told, actors))
    return tuple(found)


def _asked(agreement: Agreement, incident: Incident, party: str | None, actors: Mapping[str, Actor]) -> list[Term]:
    """The terms about such events that bind the party; of those that bind others alone, the first says so."""
    about = [
        term
        for term in agreement.terms
        if covers(term, incident.event) and not term.deliverable and term.modality is not Modality.MAY
    ]
    if party is None:
        return about[:1]
    names = {party, side_of(party, actors)}
    bound = [
        term
        for term in about
        if not term.obligors or names & {side for one in term.obligors for side in (one, side_of(one, actors))}
    ]
    return bound or about[:1]


def _party(actor: str, agreement: Agreement, actors: Mapping[str, Actor]) -> str:
    """An actor that the agreement names stands for itself; for any other, its side does."""
    named = {one.actor for one in agreement.participants} | {one.actor for one in agreement.exclusions}
    return actor if actor in named else side_of(actor, actors)


def _finding(
    agreement: Agreement,
    term: Term,
    incident: Incident,
    party: str | None,
    claims: Sequence[Claim],
    actors: Mapping[str, Actor],
) -> Finding:
    applies, reasons = applicability(agreement, term, incident, party, claims, actors)
    attribution = _attribution(incident, party, actors)
    value, says = _value(term, incident, applies, attribution, _reasons_given(party, claims, actors))
    return Finding(
        incident=incident.id,
        term=term.id,
        party=party,
        applicability=applies,
        value=value,
        attribution=attribution,
        trace=(
            *reasons,
            Reason(rule="support", says=f"{incident.support.grade.value}: {'; '.join(incident.support.reasons)}"),
            Reason(rule=f"finding.{value.value.replace('_', '-')}", says=says, claims=incident.claims),
        ),
    )


def _attribution(incident: Incident, party: str | None, actors: Mapping[str, Actor]) -> str:
    """Whether the act is owned, laid at one door undisputed, contested, or at nobody's."""
    if party is None:
        return "none"
    origins = [telling.origin for telling in incident.tellings if telling.origin.id in incident.support.conceded]
    conceding = {name for origin in origins for name in (origin.id, origin.side)}
    if party in conceding or side_of(party, actors) in conceding:
        return "conceded"
    sides = {side_of(actor, actors) for actor in incident.actors}
    if incident.support.against or len(sides) > 1 or any(one.field in DECISIVE for one in incident.disputes):
        return "contested"
    return "undisputed"


def _reasons_given(party: str | None, claims: Sequence[Claim], actors: Mapping[str, Actor]) -> frozenset[str]:
    """The kinds of reason that the party gives, speaking of its own act."""
    found: frozenset[str] = frozenset()
    for claim in claims:
        speaker = claim.holder[-1].actor if claim.holder else None
        actor = claim.actor.actor if claim.actor else None
        if party is None or speaker is None or actor is None or claim.kind is not ClaimKind.OCCURRENCE:
            continue
        own = {side_of(name, actors) for name in (speaker, actor, party)}
        if len(own) == 1:
            found |= kinds_in("reasons", claim.span.quote)
    return found


def _value(
    term: Term, incident: Incident, applies: Applicability, attribution: str, reasons: frozenset[str]
) -> Verdict:
    if applies in NOT_BOUND:
        return FindingValue.NO_BREACH, f"the term does not bind here: {applies.value.replace('_', ' ')}"
    if incident.support.grade is Grade.DISCOUNTED:
        return FindingValue.NOT_ASSESSED, "the record shows the report wrong, or withdrawn"
    if applies is Applicability.UNCLEAR:
        return FindingValue.UNABLE_TO_RULE, "whether the term binds here is not clear"
    match term.modality:
        case Modality.MUST | Modality.SHOULD:
            return _as_asked(incident)
        case Modality.MAY:
            return FindingValue.NOT_ASSESSED, "the term permits, and asks nothing"
        case Modality.MUST_NOT:
            return _forbidden(term, incident, attribution, reasons)
        case _:
            assert_never(term.modality)


def _as_asked(incident: Incident) -> Verdict:
    """Conduct that a term asks for: consistent with it, unless whether or who is contradicted."""
    if incident.support.grade is Grade.CONTESTED or any(one.field in DECISIVE for one in incident.disputes):
        return FindingValue.UNABLE_TO_RULE, "whether or who is contradicted, and nobody independent settles it"
    return FindingValue.CONSISTENT, "it is what the term asks"


def _forbidden(term: Term, incident: Incident, attribution: str, reasons: frozenset[str]) -> Verdict:
    """Conduct that a term forbids: a reason counts only where it is of a kind that the term knows."""
    known = [words for words in term.exceptions if reasons & kinds_in("exceptions", words)]
    if known:
        says = f"it owns the act and gives a reason of a kind that the term knows: {'; '.join(known)}"
        return FindingValue.EXCEPTION_CLAIMED, says
    return _breach(incident, attribution)


def _breach(incident: Incident, attribution: str) -> Verdict:
    """The conduct as told falls under the term: possible breach, unless whether or who is contradicted."""
    if incident.support.grade is Grade.CONFIRMED and attribution == "conceded":
        return FindingValue.POSSIBLE_BREACH, "the conduct as told falls under the term, and the party owns it"
    if incident.support.grade is Grade.CONTESTED:
        return FindingValue.UNABLE_TO_RULE, "whether or who is contradicted, and nobody independent settles it"
    if len(incident.actors) > 1 and attribution == "contested":
        return FindingValue.UNABLE_TO_RULE, "different actors are named"
    if incident.support.against and incident.support.grade is not Grade.FAIR:
        return FindingValue.UNABLE_TO_RULE, "it is denied, and no independent support outweighs the denial"
    if incident.support.against:
        return FindingValue.POSSIBLE_BREACH, "independent support outweighs a bare denial"
    return FindingValue.POSSIBLE_BREACH, "the conduct as told falls under the term, and nobody with standing denies it"
