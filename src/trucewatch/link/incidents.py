"""Incidents: the claims about one occurrence, with its tellings, disputes and support.

Only claims that something happened, or did not, become incidents. What may or should happen, what is threatened or
asked, and counts over a window do not; a recurrence ("the second time in a year") is a word on the incidents that
the text tells of, not one more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from trucewatch.knowledge.ontology import EFFECTS, INCIDENT_FAMILIES, family_of, finest
from trucewatch.link.echoes import by_document, with_echoes
from trucewatch.link.facts import Facts, denies, facts_of, figures_of_speech
from trucewatch.link.known import Known
from trucewatch.link.origins import Origins
from trucewatch.link.reasons import best_ties
from trucewatch.link.remarks import is_covered_recurrence, speaking_of
from trucewatch.link.rulings import LINKING, name_of, rule
from trucewatch.link.spoken import without_the_speakers_day
from trucewatch.link.support import support_of
from trucewatch.link.tellings import Version, agreed, agreed_time, disputes, versions
from trucewatch.link.titles import title_of
from trucewatch.link.twins import one_time, twins_of
from trucewatch.records.actors import Actor
from trucewatch.records.along import Along
from trucewatch.records.claims import Claim, ClaimKind, Force
from trucewatch.records.decisions import Decision, DecisionKind
from trucewatch.records.documents import Document, Rejection, Source
from trucewatch.records.incidents import Incident, incident_id
from trucewatch.records.spans import Span

UNREAL = frozenset({Force.PREDICTS, Force.THREATENS, Force.DEMANDS, Force.CONDITIONAL, Force.ASKS})
KEPT = LINKING | {DecisionKind.ADD, DecisionKind.GRADE}
"""What a person rules of an occurrence, and so says that there is one, however little is told of it."""
Group = list[Facts]


@dataclass(frozen=True)
class Linked:
    """The incidents, and who acts or is hit in the violence that is told of: another record may know them both."""

    incidents: tuple[Incident, ...]
    fighting: frozenset[str]


def link_claims(
    documents: Sequence[Document],
    claims: Sequence[Claim],
    sources: Mapping[str, Source],
    actors: Mapping[str, Actor],
    clusters: Mapping[str, str],
    decisions: Sequence[Decision] = (),
) -> tuple[Incident, ...]:
    """The incidents that claims are about; see `link`."""
    return link(documents, claims, sources, actors, clusters, decisions).incidents


def link(
    documents: Sequence[Document],
    claims: Sequence[Claim],
    sources: Mapping[str, Source],
    actors: Mapping[str, Actor],
    clusters: Mapping[str, str],
    decisions: Sequence[Decision] = (),
    known: Known | None = None,
) -> Linked:
    """The incidents that claims are about.

    Args:
        documents, claims: of all documents, in any order: the order makes no difference.
        sources, actors: by id.
        clusters: document id → id of its cluster of copies.
        decisions: a person's rulings that stand, in the order of the ledger; claims that they place or add are linked
            though the rules would leave them out.
        known: incidents that need not be made again where they would come out the same.

    Returns:
        Incidents by first date (undated ones last), then id, which follows from the claim that came in first.
    """
    by_id = {document.id: document for document in documents}
    told = without_the_speakers_day(sorted(claims, key=lambda one: one.id))
    facts = [facts_of(claim, by_id.get(claim.document), actors) for claim in told]
    facts = one_time(facts, clusters)
    twins = {told[0].claim.id: told for told in twins_of(facts, clusters)}
    facts = sorted((told[0] for told in twins.values()), key=lambda one: one.claim.id)
    groups = [[twin for one in group for twin in twins[one.claim.id]] for group in _grouped(facts, clusters)]
    ruled = {name for one in decisions if one.kind in KEPT for name in one.subjects}
    if decisions:
        groups = [*groups, *_placed(twins.values(), groups, decisions)]
        groups = rule(groups, decisions, twins.values())
    groups = [group for group in groups if _is_incident(group) or (ruled and _names(group) & ruled)]
    origins = Origins(documents, sources, actors, clusters)
    fighting = _fighting(groups)
    earlier = known or Known()
    made = [
        earlier.same(name_of(group), group, fighting) or _incident(group, origins, by_id, actors, fighting)
        for group in groups
    ]
    ordered = sorted(made, key=lambda one: (one.begin is None, one.begin or "", one.id))
    return Linked(tuple(ordered), fighting)


def _placed(sentences: Iterable[Group], groups: Sequence[Group], decisions: Sequence[Decision]) -> list[Group]:
    """The sentences that a person places and the rules would put into no incident: a group each, to begin with."""
    named = {name for one in decisions if one.kind in KEPT for name in one.subjects}
    held = {one.claim.id for group in groups for one in group}
    return [told for told in sentences if told[0].claim.id not in held and any(t.claim.id in named for t in told)]


def _grouped(facts: Sequence[Facts], clusters: Mapping[str, str]) -> list[Group]:
    """The claims of each occurrence, with what texts remark on it."""
    told = [one for one in facts if is_occurrence(one.claim)]
    beside = by_document(told)
    taking_part = {document: _participants(others) for document, others in beside.items()}
    happened = [one for one in told if not _is_participant(one, taking_part[one.claim.document])]
    beside = by_document(happened)
    repeats = [one for one in happened if is_covered_recurrence(one, beside[one.claim.document])]
    again = {one.claim.id for one in repeats}
    groups = with_echoes([one for one in happened if one.claim.id not in again], clusters)
    purposes = [one for one in facts if one.claim.kind is ClaimKind.INTENT and one.claim.force not in UNREAL]
    return speaking_of(groups, [*repeats, *purposes])


def is_occurrence(claim: Claim) -> bool:
    """Whether a claim is about something that happened, or did not."""
    return (
        claim.kind is ClaimKind.OCCURRENCE
        and claim.force not in UNREAL
        and not claim.rule.endswith(".habitual")  # what somebody often does is no one occurrence
        and family_of(claim.event) in INCIDENT_FAMILIES
        and not (claim.target is not None and figures_of_speech().search(claim.target.span.quote))
    )


def _names(group: Group) -> set[str]:
    """What a person's decision may call a group by."""
    return {name for one in group for name in (one.claim.id, incident_id(one.claim.id))}


def left_out(claims: Sequence[Claim], incidents: Sequence[Incident]) -> tuple[Rejection, ...]:
    """Why an occurrence that is told is in no incident, for each such claim; the claim itself stays in the record."""
    linked = {name for incident in incidents for name in incident.claims}
    return tuple(_unlinked(claim) for claim in claims if is_occurrence(claim) and claim.id not in linked)


def _unlinked(claim: Claim) -> Rejection:
    if denies(facts_of(claim, None, {})):
        code, message = "incident.only-denied", "denied here, and nothing in the record tells that it happened"
    else:
        code, message = "incident.too-thin", "too little of when, where and who to tell it from other occurrences"
    return Rejection(code=code, message=message, where=claim.document, field=claim.id, quote=claim.trigger.quote)


def _is_incident(group: Group) -> bool:
    """Whether somebody says that it happened, and something tells it from other occurrences.

    A denial alone, or words with no time, no place and nobody named, stay claims of their documents.
    """
    happened = [one for one in group if one.claim.kind is ClaimKind.OCCURRENCE]
    return any(not denies(one) for one in happened) and not all(one.thin for one in happened)


def _fighting(groups: Iterable[Group]) -> frozenset[str]:
    """Who acts or is hit in violence that is told to have happened, with the sides that answer for them."""
    told = (one for group in groups for one in group if family_of(one.claim.event) == "violence" and not denies(one))
    named = (name for one in told for name in (*one.doers, one.doer, *one.targets, one.hit) if name is not None)
    return frozenset(name for name in named if not name.startswith("words:"))


def _participants(facts: Sequence[Facts]) -> Along[tuple[str | None, Span]]:
    """Who and what is in the claims of one document, each with the family of its event."""
    found = [
        (family_of(one.claim.event), who.span)
        for one in facts
        for who in (one.claim.target, one.claim.actor, one.claim.means)
        if who is not None
    ]
    return Along(found, lambda part: part[1])


def _is_participant(one: Facts, others: Along[tuple[str | None, Span]]) -> bool:
    """Of one document: whether a trigger is but what another claim hits or acts with ("bombed the aid convoy")."""
    trigger, family = one.claim.trigger, family_of(one.claim.event)
    return any(
        span.start <= trigger.start and trigger.end <= span.end
        for other, span in others.touching(trigger.start, trigger.end)
        if other != family
    )


def _incident(
    group: Group,
    origins: Origins,
    documents: Mapping[str, Document],
    actors: Mapping[str, Actor],
    fighting: frozenset[str],
) -> Incident:
    told = versions(group, origins, documents, actors)
    happened = [one for one in group if one.claim.kind is ClaimKind.OCCURRENCE] or group
    event = _event(told, happened)
    begin, finish = agreed_time(told)
    place = agreed(told, "place")
    where = place.facts.claim.place if place else None
    return Incident(
        id=name_of(group),
        event=event,
        title=title_of(event, begin, finish, where),
        begin=begin,
        finish=finish,
        place=where.name if where else None,
        place_id=where.id if where else None,
        lat=where.lat if where else None,
        lon=where.lon if where else None,
        actors=_resolved(one.claim.actor.actor for one in happened if one.claim.actor and not denies(one)),
        targets=_resolved(one.claim.target.actor for one in happened if one.claim.target),
        claims=tuple(sorted(one.claim.id for one in group)),
        documents=tuple(sorted({one.claim.document for one in group})),
        tellings=tuple(one.record(documents) for one in told),
        disputes=disputes(told),
        support=support_of(told, fighting),
        reasons=_reasons(happened),
    )


def _event(told: Sequence[Version], happened: Sequence[Facts]) -> str:
    """The finest type that tellings agree on; where they do not, the type that most claims have."""
    value = agreed(told, "event")
    if value is not None:
        return value.facts.claim.event
    events = [one.claim.event for one in happened]
    fine = finest(set(events) - EFFECTS or set(events))
    return min(fine, key=lambda event: (-events.count(event), event))


def _resolved(ids: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(sorted({name for name in ids if name is not None}))


def _reasons(group: Sequence[Facts]) -> tuple[str, ...]:
    """For each claim but the first, its best tie to the others, in words; equal ties are told once."""
    if len(group) == 1:
        return ("one claim",)
    return tuple(dict.fromkeys(reason for tie in best_ties(group) for reason in tie.reasons()))
