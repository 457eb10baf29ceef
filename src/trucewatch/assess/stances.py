"""Stances: who stands how to an act laid at a party's door, and how far that carries a finding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from trucewatch.assess.told import DENYING
from trucewatch.assess.verdicts.rule import DECISIVE
from trucewatch.assess.wording import kinds_in
from trucewatch.records.actors import Actor, ActorKind, side_of
from trucewatch.records.agreements import Agreement, Capacity
from trucewatch.records.assessments import Account, Footing, Standard
from trucewatch.records.claims import Claim, ClaimKind, Force
from trucewatch.records.incidents import Dependence, Grade, Incident, Origin, Telling

Actors = Mapping[str, Actor]
OWNING = frozenset({Force.ASSERTS, Force.CONCEDES, Force.ANNOUNCES})


def attribution_of(incident: Incident, party: str | None, claims: Sequence[Claim], actors: Actors) -> str:
    """Whether the act is owned by the party, laid at its door undisputed, contested, or at nobody's.

    Who explains an act ("a mistake") owns it.
    """
    if party is None:
        return "none"
    own = [telling for telling in incident.tellings if is_own(telling.origin, party, actors)]
    if any(_owns(telling, incident, claims) for telling in own):
        return "conceded"
    if incident.support.against or any(one.field in DECISIVE for one in incident.disputes):
        return "contested"
    return "undisputed"


def _owns(telling: Telling, incident: Incident, claims: Sequence[Claim]) -> bool:
    if telling.force in DENYING:
        return False
    if telling.origin.id in incident.support.conceded or telling.force is Force.CONCEDES:
        return True
    told = [one for one in claims if one.id in telling.claims]
    return any(one.kind is ClaimKind.INTENT and one.force in OWNING for one in told)


def is_own(origin: Origin, party: str, actors: Actors) -> bool:
    """Whether an origin speaks for a party."""
    return side_of(party, actors) in {origin.id, origin.side, side_of(origin.id, actors)}


def own_account(incident: Incident, party: str | None, actors: Actors) -> tuple[str, ...]:
    """The claims in which a party tells of the act that is laid at its own door."""
    if party is None:
        return ()
    own = [telling for telling in incident.tellings if is_own(telling.origin, party, actors)]
    return tuple(sorted({claim for telling in own for claim in telling.claims}))


def reasons_given(party: str | None, claims: Sequence[Claim], actors: Actors) -> frozenset[str]:
    """The kinds of reason that the party gives, speaking of its own act."""
    found: frozenset[str] = frozenset()
    for claim in claims:
        speaker = claim.holder[-1].actor if claim.holder else None
        actor = claim.actor.actor if claim.actor else None
        if party is None or speaker is None or actor is None or claim.kind is not ClaimKind.OCCURRENCE:
            continue
        if len({side_of(name, actors) for name in (speaker, actor, party)}) == 1:
            found |= kinds_in("reasons", claim.span.quote)
    return found


def account(origin: Origin, party: str | None, agreement: Agreement, actors: Actors) -> Account:
    """An origin in its part: the party itself, another party, a monitor, or somebody else."""
    return Account(origin=origin.id, name=origin.name, footing=_footing(origin, party, agreement, actors))


def _footing(origin: Origin, party: str | None, agreement: Agreement, actors: Actors) -> Footing:
    if party is not None and is_own(origin, party, actors):
        return Footing.OWN
    if origin.dependence is Dependence.UNRESOLVED:
        return Footing.UNRESOLVED
    if origin.kind is ActorKind.MONITOR:
        return Footing.MONITOR
    for one in agreement.participants:
        if is_own(origin, one.actor, actors):
            return Footing.MONITOR if one.capacity is Capacity.MONITOR else Footing.OTHER_PARTY
    return Footing.OTHER


def standard_of(incident: Incident, attribution: str) -> Standard:
    """How far the record could carry a finding. The rules look at origins and sides alone, the same for every party.

    One origin, one side, or word against word is an allegation. Independent sides are enough for reasonable suspicion;
    with a monitor among them and nobody against, or where the actor owns the act, for reasonable grounds to believe.
    """
    support = incident.support
    if support.grade is Grade.CONFIRMED and attribution == "conceded":
        return Standard.REASONABLE_GROUNDS
    if support.grade is Grade.CONFIRMED and attribution != "contested":
        return Standard.REASONABLE_SUSPICION
    if support.grade is not Grade.FAIR:
        return Standard.ALLEGATION
    seen = set(support.monitors) & set(support.independent)
    return Standard.REASONABLE_GROUNDS if seen and not support.against else Standard.REASONABLE_SUSPICION
