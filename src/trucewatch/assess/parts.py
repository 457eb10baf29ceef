"""Parts: the truce in one zone, or between two of its parties, where it is not as in the whole."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import combinations

from trucewatch.assess.clocks import Period, period_of
from trucewatch.records.actors import Actor, side_of
from trucewatch.records.agreements import Agreement, Capacity
from trucewatch.records.assessments import PartStatus, Position, Standing, Statement, Status
from trucewatch.records.incidents import Incident

OVERALL = frozenset({Position.ENDED, Position.SUSPENDED})
"""Words on the whole that reach into every part of it, whatever their speaker says of the part."""
Derive = Callable[[Sequence[Statement], Period, Sequence[Statement]], Status]
"""What follows by rule from some statements under a period, and from what is told of attacks."""


def parts_of(
    agreement: Agreement | None,
    statements: Sequence[Statement],
    whole: Status,
    derive: Derive,
    actors: Mapping[str, Actor],
    incidents: Sequence[Incident] = (),
    attacks: Sequence[Statement] = (),
) -> tuple[PartStatus, ...]:
    """Zones first, then pairs of parties, each only where another value follows for it than for the whole.

    Args:
        agreement: for zones with a clock of their own, and for who the parties are; None: zones as they are spoken of.
        statements: all that had been said.
        whole: the status of the whole.
        derive: gives the status that follows from some of the statements.
        actors: by id.
        incidents: they and accusations show which parties stand against each other; other pairs have no truce to keep.
        attacks: what parties tell of forbidden attacks by one another, which count for pairs.
    """
    opposed = {*_fighting(incidents, actors), *_accusing(statements, actors)}
    parts = [*_zones(agreement, statements, derive), *_dyads(agreement, statements, derive, actors, opposed, attacks)]
    return tuple(part for part in parts if part.value is not whole.value)


def _zones(agreement: Agreement | None, statements: Sequence[Statement], derive: Derive) -> Iterator[PartStatus]:
    zones = {zone.id: zone for zone in agreement.zones} if agreement else {}
    names = {one.zone: one.zone_name or one.zone for one in statements if one.zone is not None}
    names |= {zone.id: zone.name for zone in zones.values() if zone.clock is not None}
    for name, title in sorted(names.items()):
        zone = zones.get(name)
        own = {one.speaker for one in statements if one.zone == name}
        said = [
            one
            for one in statements
            if one.zone == name or (one.zone is None and (one.speaker not in own or one.position in OVERALL))
        ]
        clock = zone.clock if zone else None
        period = period_of(agreement, clock or agreement.whole) if agreement else Period(None, None)
        yield _part("zone", name, title, derive(said, period, ()))


def _fighting(incidents: Sequence[Incident], actors: Mapping[str, Actor]) -> Iterator[frozenset[str]]:
    """Sides of which one is said to have acted against the other."""
    for one in incidents:
        for actor in one.actors:
            for target in one.targets:
                yield frozenset((side_of(actor, actors), side_of(target, actors)))


def _accusing(statements: Sequence[Statement], actors: Mapping[str, Actor]) -> Iterator[frozenset[str]]:
    """Sides of which one says that the other breaks the truce."""
    for one in statements:
        if one.about is not None and one.position is Position.BREACHED:
            yield frozenset((side_of(one.speaker, actors), side_of(one.about, actors)))


def _dyads(
    agreement: Agreement | None,
    statements: Sequence[Statement],
    derive: Derive,
    actors: Mapping[str, Actor],
    opposed: Collection[frozenset[str]],
    attacks: Sequence[Statement],
) -> Iterator[PartStatus]:
    """Each opposed pair of three parties or more, by what the two and those who are no party say of the whole."""
    parts = agreement.participants if agreement else ()
    parties = sorted({side_of(one.actor, actors) for one in parts if one.capacity is Capacity.PARTY})
    if agreement is None or len(parties) < 3:
        return
    period = period_of(agreement, agreement.whole)
    for pair in (pair for pair in combinations(parties, 2) if frozenset(pair) in opposed):
        said = [one for one in statements if one.zone is None and _concerns(one, pair, actors)]
        fought = [one for one in attacks if _concerns(one, pair, actors)]
        names = " and ".join(actors[one].name if one in actors else one for one in pair)
        yield _part("dyad", "|".join(pair), names, derive(said, period, fought))


def _concerns(one: Statement, pair: tuple[str, str], actors: Mapping[str, Actor]) -> bool:
    """Whether a word can bear on the truce between two: said by one of them or by no party, and of nobody else."""
    if one.standing is Standing.PARTY and side_of(one.speaker, actors) not in pair:
        return False
    return one.about is None or side_of(one.about, actors) in pair


def _part(kind: str, name: str, title: str, status: Status) -> PartStatus:
    return PartStatus(
        kind="zone" if kind == "zone" else "dyad",
        id=name,
        name=title,
        value=status.value,
        by=status.by,
        wording=status.wording,
        trace=status.trace,
    )
