"""Responsibility: which parties are asked about an act, and on what ground: as who acted, or as who answers for them.

Who is backed by a party is not the party. Only a term makes one answer for the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from trucewatch.assess.applies import covers
from trucewatch.assess.applies.place import lies_in
from trucewatch.assess.applies.question import among
from trucewatch.assess.local import Moments
from trucewatch.assess.told import Told
from trucewatch.records.actors import Actor, ActorRelation, side_of
from trucewatch.records.agreements import Agreement, Modality, Term
from trucewatch.records.assessments import Duty
from trucewatch.records.calendar import bounds
from trucewatch.records.provisions import ProxyDuty

DUTIES = {ProxyDuty.ANSWERS: Duty.PROXY, ProxyDuty.PREVENTS: Duty.PREVENTION}
"""The duties for others' conduct that a finding can be about; to use one's influence is not to answer for the act."""
BACKED = "backed_by"


@dataclass(frozen=True)
class Answerable:
    """A party to be asked under a term: `through` is who is said to have acted, where that is somebody else."""

    term: Term
    party: str | None
    duty: Duty = Duty.ITSELF
    through: str | None = None
    why: str | None = None


def answerable(agreement: Agreement, told: Told, actors: Mapping[str, Actor]) -> list[Answerable]:
    """Who is to be asked about an act, under which terms.

    Args:
        agreement: its terms that permit, or that must be delivered, are left out: these are tracked elsewhere.
        told: the act: its type, the actors said to have done it, the targets, and when.
        actors: by id.

    Returns:
        For each side named, the terms that bind it, or where none does, the first that is about such events; and for
        each party with a duty for one of those named, the terms that lay it on them.
    """
    named, when = sorted(told.actors), told.when
    about = [
        term
        for term in agreement.terms
        if covers(term, told.event) and not term.deliverable and term.modality is not Modality.MAY
    ]
    parties = sorted({_party(actor, agreement, actors) for actor in named})
    asked = [Answerable(term, party) for party in parties for term in _binding(about, party, actors)]
    asked += [Answerable(term, None) for term in _for_nobody(about, agreement, told, actors) if not parties]
    own = {(one.term.id, side_of(one.party, actors)) for one in asked if one.party is not None}
    for one in _for_others(about, named, when, actors):
        if one.party is not None and (one.term.id, side_of(one.party, actors)) not in own:
            asked.append(one)
    return asked


def _party(actor: str, agreement: Agreement, actors: Mapping[str, Actor]) -> str:
    """An actor that the agreement names stands for itself; for any other, its side does."""
    named = {one.actor for one in agreement.participants} | {one.actor for one in agreement.exclusions}
    return actor if actor in named else side_of(actor, actors)


def _binding(about: list[Term], party: str, actors: Mapping[str, Actor]) -> list[Term]:
    """The terms that bind a party; of those that bind others alone, the first says so."""
    return [term for term in about if not term.obligors or among([party], term.obligors, actors)] or about[:1]


def _for_nobody(about: list[Term], agreement: Agreement, told: Told, actors: Mapping[str, Actor]) -> list[Term]:
    """Where nobody is named, the first term that could bind: not the target alone, nor in another place alone."""
    sides = {side_of(target, actors) for target in told.targets}
    fitting = [term for term in about if not term.obligors or {side_of(one, actors) for one in term.obligors} - sides]
    zones = {zone.id: zone for zone in agreement.zones}
    there = [
        term for term in fitting if term.zone not in zones or lies_in(zones[term.zone], told, agreement) is not False
    ]
    return (there or fitting or about)[:1]


def _for_others(
    about: Iterable[Term], named: list[str], when: Moments | None, actors: Mapping[str, Actor]
) -> Iterable[Answerable]:
    """Obligors whose duty reaches to somebody named: because the term lists them, or the book says who backs them."""
    for term in about:
        duty = DUTIES.get(term.proxy_duty)
        if duty is None and term.proxies and term.proxy_duty is ProxyDuty.UNKNOWN:
            duty = Duty.PROXY  # it lists them, and what is owed for them is open
        if duty is None:
            continue
        for actor in named:
            for obligor in term.obligors:
                why = _tie(term, actor, obligor, when, actors)
                if why is not None and side_of(actor, actors) != side_of(obligor, actors):
                    yield Answerable(term, obligor, duty, actor, why)


def _tie(term: Term, actor: str, obligor: str, when: Moments | None, actors: Mapping[str, Actor]) -> str | None:
    """Why an obligor has a duty for an actor; None where it has none."""
    if term.proxies:
        listed = among([actor], term.proxies, actors)
        backed = len(term.obligors) == 1 or _backing(actor, obligor, when, actors) is not None
        return f"the term names {_name(actor, actors)}" if listed and backed else None
    relation = _backing(actor, obligor, when, actors)
    if relation is None:
        return None
    source = f", says {relation.source}" if relation.source else ""
    return f"{_name(actor, actors)} is backed by {_name(obligor, actors)}{source}"


def _backing(actor: str, obligor: str, when: Moments | None, actors: Mapping[str, Actor]) -> ActorRelation | None:
    entry = actors.get(actor)
    for relation in entry.relations if entry else ():
        if (
            relation.kind == BACKED
            and side_of(relation.to, actors) == side_of(obligor, actors)
            and _held(relation, when)
        ):
            return relation
    return None


def _held(relation: ActorRelation, when: Moments | None) -> bool:
    """Whether a relation is not known to have begun later, or ended before."""
    since, until = bounds(relation.since), bounds(relation.until)
    if when is None:
        return True
    return (since is None or since[0] < when[1]) and (until is None or when[0] < until[1])


def _name(actor: str, actors: Mapping[str, Actor]) -> str:
    return actors[actor].name if actor in actors else actor
