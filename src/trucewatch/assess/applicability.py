"""Applicability: whether a term binds there, then, that party, for that target."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from shapely.geometry import Point, Polygon

from trucewatch.assess.clocks import period_of
from trucewatch.knowledge.ontology import event_types
from trucewatch.records.actors import Actor, side_of
from trucewatch.records.agreements import Agreement, Capacity, Participation, Term, Zone
from trucewatch.records.assessments import Applicability, Reason
from trucewatch.records.calendar import extent
from trucewatch.records.claims import Claim
from trucewatch.records.incidents import Incident


@dataclass(frozen=True)
class Answer:
    """One question's answer; `says` is the reason in words."""

    value: Applicability
    says: str


def covers(term: Term, event: str) -> bool:
    """Whether a term is about a type of event, or about one of which it is a kind."""
    known = event_types().get(event)
    names = {event, *(known.ancestors if known else ())}
    return bool(names & set(term.events))


def applicability(
    agreement: Agreement,
    term: Term,
    incident: Incident,
    party: str | None,
    claims: Sequence[Claim],
    actors: Mapping[str, Actor],
) -> tuple[Applicability, tuple[Reason, ...]]:
    """Whether a term applies to an incident for a party, with an answer to each question.

    A "no" to any question settles it; without one, anything unclear makes the whole unclear.
    """
    answers = {
        "party": _party(agreement, term, party, actors),
        "time": _time(agreement, term, incident),
        "place": _zone(agreement, term, incident, claims),
        "target": _target(agreement, term, incident, actors),
    }
    reasons = tuple(Reason(rule=f"applies.{what}", says=answer.says) for what, answer in answers.items())
    values = [answer.value for answer in answers.values()]
    settled = [one for one in values if one not in (Applicability.APPLIES, Applicability.UNCLEAR)]
    if settled:
        return settled[0], reasons
    return (Applicability.UNCLEAR if Applicability.UNCLEAR in values else Applicability.APPLIES), reasons


def _sides(name: str, actors: Mapping[str, Actor]) -> set[str]:
    return {name, side_of(name, actors)}


def _among(names: Iterable[str], listed: Collection[str], actors: Mapping[str, Actor]) -> bool:
    """Whether a name, or who answers for it, is listed, or one is listed for whom the same side answers."""
    wanted = {side for name in listed for side in (name, side_of(name, actors))}
    return any(_sides(name, actors) & wanted for name in names)


def _party(agreement: Agreement, term: Term, party: str | None, actors: Mapping[str, Actor]) -> Answer:
    if party is None:
        return Answer(Applicability.UNCLEAR, "who did it is not known")
    excluded = [one.actor for one in agreement.exclusions]
    name = actors[party].name if party in actors else party
    if _among([party], excluded, actors):
        return Answer(Applicability.NOT_A_PARTY, f"{name} is excluded from the agreement")
    if _among([party], term.obligors, actors):
        return Answer(Applicability.APPLIES, f"the term binds {name}")
    for one in agreement.participants:
        if _among([party], [one.actor], actors):
            if not term.obligors:
                return Answer(Applicability.APPLIES, f"the term names nobody; {name} takes part as {_part(one)}")
            says = f"{name} takes part as {_part(one)}, and the term does not name it"
            return Answer(Applicability.UNCLEAR, says)
    return Answer(Applicability.NOT_A_PARTY, f"{name} takes no part in the agreement")


def _part(one: Participation) -> str:
    return one.capacity.value.replace("_", "-") if one.capacity is not Capacity.UNKNOWN else "one of unknown capacity"


def _time(agreement: Agreement, term: Term, incident: Incident) -> Answer:
    period = period_of(agreement, term.clock or agreement.whole)
    when = extent(incident.begin, incident.finish)
    if period.begin is None and period.finish is None:
        return Answer(Applicability.UNCLEAR, "the agreement gives no clock for the term")
    if when is None:
        return Answer(Applicability.UNCLEAR, "when it happened is not known, or disputed")
    if period.begin is not None and when[1] <= period.begin:
        return Answer(Applicability.NOT_IN_FORCE, f"before {period.begin:%Y-%m-%d %H:%M} UTC")
    if period.finish is not None and when[0] >= period.finish:
        return Answer(Applicability.NOT_IN_FORCE, f"after {period.finish:%Y-%m-%d %H:%M} UTC")
    within_begin = period.begin is None or when[0] >= period.begin
    within_finish = period.finish is None or when[1] <= period.finish
    if within_begin and within_finish:
        return Answer(Applicability.APPLIES, "within the term's time")
    return Answer(Applicability.UNCLEAR, "the time as told reaches over the term's beginning or end")


def _zone(agreement: Agreement, term: Term, incident: Incident, claims: Sequence[Claim]) -> Answer:
    zone = next((one for one in agreement.zones if one.id == term.zone), None)
    if term.zone is None:
        return Answer(Applicability.APPLIES, "the term is not tied to a place")
    if zone is None or not (zone.places or zone.countries or zone.outline):
        return Answer(Applicability.UNCLEAR, "the outline of the term's zone is not known")
    if incident.place_id is not None and incident.place_id in zone.places:
        return Answer(Applicability.APPLIES, f"in {zone.name}")
    inside = _in_outline(zone, incident)
    if inside is None:
        inside = _in_countries(zone, claims)
    if inside is None:
        return Answer(Applicability.UNCLEAR, f"whether it lies in {zone.name} is not known")
    if inside:
        return Answer(Applicability.APPLIES, f"in {zone.name}")
    return Answer(Applicability.OUTSIDE_ZONE, f"outside {zone.name}")


def _in_outline(zone: Zone, incident: Incident) -> bool | None:
    if len(zone.outline) < 3 or incident.lat is None or incident.lon is None:
        return None
    return bool(Polygon(zone.outline).covers(Point(incident.lon, incident.lat)))


def _in_countries(zone: Zone, claims: Sequence[Claim]) -> bool | None:
    """By country, where the zone is one; a place that is listed alone says nothing of places with other ids."""
    countries = {claim.place.country for claim in claims if claim.place is not None and claim.place.country}
    if not zone.countries or len(countries) != 1:
        return None
    return next(iter(countries)) in zone.countries


def _target(agreement: Agreement, term: Term, incident: Incident, actors: Mapping[str, Actor]) -> Answer:
    if not incident.targets:
        return Answer(Applicability.APPLIES, "nobody who is outside the term is named as the target")
    if term.beneficiaries and _among(incident.targets, term.beneficiaries, actors):
        return Answer(Applicability.APPLIES, "the target is protected by the term")
    excluded = [one for one in agreement.exclusions if _among(incident.targets, [one.actor], actors)]
    if excluded and all(_among([target], [one.actor for one in excluded], actors) for target in incident.targets):
        if any(one.contested_by for one in excluded):
            return Answer(Applicability.UNCLEAR, "the target is excluded, and that is contested")
        return Answer(Applicability.NOT_COVERED, "the target is excluded from protection")
    return Answer(Applicability.APPLIES, "the target is not excluded from protection")
