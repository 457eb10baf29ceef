"""Accusers: which parties tell of an act that a term forbids as another party's.

Who says "they shelled us" accuses as much as who says "they broke the truce". What is told of a time
outside the term's, or of somebody whom it does not bind, says nothing of who keeps it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from trucewatch.assess.applies import Bearing
from trucewatch.assess.applies.party import Party
from trucewatch.assess.applies.time import Time
from trucewatch.assess.stances import is_own
from trucewatch.assess.told import DENYING
from trucewatch.records.actors import Actor, side_of
from trucewatch.records.agreements import Agreement, Capacity, Modality
from trucewatch.records.assessments import Accuser, Applicability, Finding, Position, Standing, Statement
from trucewatch.records.claims import Claim, Force
from trucewatch.records.incidents import Dependence, Incident, Telling
from trucewatch.records.reliance import is_relied_on

Actors = Mapping[str, Actor]


def accusers_of(
    agreement: Agreement,
    incident: Incident,
    party: str | None,
    acted: str | None,
    bears: Bearing,
    claims: Sequence[Claim],
    actors: Actors,
) -> tuple[Accuser, ...]:
    """The other parties that tell of the act as `acted`'s, where the term binds that party at that time.

    Args:
        agreement: says who is a party.
        incident, claims: the act, and the claims that are about it.
        party, acted: who is asked, and who is said to have acted, for whom it answers; None: nobody is named.
        bears: whether the term bears on it.
        actors: by id.
    """
    settled = bears.value in (Applicability.APPLIES, Applicability.UNCLEAR)
    if party is None or acted is None or not settled or not {Party.code, Time.code} <= bears.held:
        return ()
    found: dict[str, Accuser] = {}
    for telling in incident.tellings:
        side = telling.origin.side or telling.origin.id
        told = tuple(
            sorted(
                one.id
                for one in claims
                if one.id in telling.claims and is_relied_on(one) and lays_at(one, acted, actors)
            )
        )
        if told and side != side_of(party, actors) and _is_partys(telling, agreement, actors):
            known = found.get(side)
            name, before = (known.name, known.claims) if known else (telling.origin.name, ())
            found[side] = Accuser(party=side, name=name, claims=(*before, *told))
    return tuple(found[side] for side in sorted(found))


def accounts_of(
    agreement: Agreement | None, findings: Sequence[Finding], incidents: Sequence[Incident], actors: Actors
) -> tuple[Statement, ...]:
    """What parties tell of others' forbidden acts, as words on who keeps the truce; no statements of the record.

    To deny one act is not to say that one keeps the truce: it makes the finding contested, and not the truce.
    """
    forbidden = {one.id for one in agreement.terms if one.modality is Modality.MUST_NOT} if agreement else set()
    acts = {one.id: one for one in incidents}
    told = (
        word
        for one in findings
        if one.term in forbidden and one.party is not None and one.accusers
        for word in _words(one, acts[one.incident], side_of(one.party, actors))
    )
    return tuple(dict.fromkeys(told))


def _words(finding: Finding, incident: Incident, party: str) -> Iterator[Statement]:
    for one in finding.accusers:
        yield Statement(
            claim=one.claims[0],
            document=incident.documents[0],
            speaker=one.party,
            speaker_name=one.name,
            standing=Standing.PARTY,
            position=Position.BREACHED,
            force=Force.ASSERTS,
            about=party,
            begin=incident.begin,
            finish=incident.finish,
            documents=incident.documents,
        )


def _is_partys(telling: Telling, agreement: Agreement, actors: Actors) -> bool:
    parties = [one.actor for one in agreement.participants if one.capacity is Capacity.PARTY]
    known = telling.origin.dependence is Dependence.INDEPENDENT
    return known and any(is_own(telling.origin, party, actors) for party in parties)


def lays_at(claim: Claim, acted: str | None, actors: Actors) -> bool:
    """Whether a claim says that it happened, and that this side did it; None: whoever did."""
    who = claim.actor.actor if claim.actor is not None else None
    happened = claim.force not in DENYING and not claim.negated
    if acted is None:
        return happened
    return happened and who is not None and side_of(who, actors) == side_of(acted, actors)
