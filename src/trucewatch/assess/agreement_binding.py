"""Whether an agreement binds as it says: who takes part, which text replaces which, what a term can ask for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from trucewatch.assess.agreement_cycles import cycles
from trucewatch.errors import Fault
from trucewatch.records.actors import Actor, side_of
from trucewatch.records.agreements import Agreement, Capacity, Modality, Publication, Term
from trucewatch.records.calendar import bounds


def check_binding(agreement: Agreement, actors: Mapping[str, Actor]) -> Iterator[Fault]:
    """Every contradiction about who is bound, by which text, to what.

    Args:
        agreement: valid in its fields.
        actors: by id, for who answers for whom.
    """
    yield from _participants(agreement)
    yield from _instruments(agreement)
    yield from _obligors(agreement, actors)
    for number, term in enumerate(agreement.terms):
        yield from _term(agreement, term, f"terms[{number}]")
    yield from _preconditions(agreement)


def _participants(agreement: Agreement) -> Iterator[Fault]:
    seen: set[tuple[str, Capacity]] = set()
    for number, one in enumerate(agreement.participants):
        if (one.actor, one.capacity) in seen:
            message = f"{one.actor!r} stands twice as {one.capacity.value}; keep one entry"
            yield Fault("agreement.doubled-participant", message, field=f"participants[{number}].actor")
        seen.add((one.actor, one.capacity))
    for number, exclusion in enumerate(agreement.exclusions):
        if (exclusion.actor, Capacity.PARTY) in seen:
            message = f"{exclusion.actor!r} is a party and excluded; take out one, or give another capacity"
            yield Fault("agreement.party-excluded", message, field=f"exclusions[{number}].actor")


def _instruments(agreement: Agreement) -> Iterator[Fault]:
    numbers = {one.id: number for number, one in enumerate(agreement.instruments)}
    dates = {one.id: bounds(one.date) for one in agreement.instruments}
    replaces = {one.id: one.supersedes for one in agreement.instruments if one.supersedes}
    parts = {one.id: [one.part_of] for one in agreement.instruments if one.part_of is not None}
    for edges, word in ((replaces, "supersedes"), (parts, "part_of")):
        for circle in cycles(edges):
            message = f"a text cannot come before and after itself: {' → '.join(circle)}; correct one of them"
            yield Fault("agreement.instrument-cycle", message, field=f"instruments[{numbers[circle[0]]}].{word}")
    for name, older in replaces.items():
        for other in older:
            mine, theirs = dates.get(name), dates.get(other)
            if mine and theirs and theirs[0] >= mine[1]:
                message = f"it supersedes {other!r}, which is of a later date; turn it round, or correct the dates"
                yield Fault("agreement.instrument-order", message, field=f"instruments[{numbers[name]}].supersedes")


def _obligors(agreement: Agreement, actors: Mapping[str, Actor]) -> Iterator[Fault]:
    """Who is bound takes part, itself or by the side that answers for it."""
    taking_part = {one.actor for one in agreement.participants}
    taking_part |= {side_of(name, actors) for name in taking_part}
    for number, term in enumerate(agreement.terms):
        for name in term.obligors:
            if name in actors and not {name, side_of(name, actors)} & taking_part:
                message = f"the term binds {name!r}, who takes no part; add it to `participants`, or take it out"
                yield Fault("agreement.obligor", message, field=f"terms[{number}].obligors")


def _term(agreement: Agreement, term: Term, field: str) -> Iterator[Fault]:
    publication = {one.id: one.publication for one in agreement.instruments}
    if term.quote is not None and (term.wording or publication.get(term.instrument)) is Publication.UNPUBLISHED:
        message = "the text is not published, and the term quotes it; say in `wording` how its words are known"
        yield Fault("agreement.quote", message, field=f"{field}.quote")
    if term.deliverable and term.modality in (Modality.MAY, Modality.MUST_NOT):
        message = f"what one {term.modality.value.replace('_', ' ')} do cannot be delivered; take out `deliverable`"
        yield Fault("agreement.deliverable", message, field=f"{field}.deliverable")
    for name in sorted(set(term.proxies) & set(term.obligors)):
        message = f"{name!r} is bound itself and another's proxy; take it out of one of the two"
        yield Fault("agreement.proxy", message, field=f"{field}.proxies")
    for number, measure in enumerate(term.measures):
        where = f"{field}.measures[{number}].high"
        if measure.high is not None and measure.value is None:
            yield Fault("agreement.measure", "a range needs its lower end too; add `value`", field=where)
        elif measure.high is not None and measure.value is not None and measure.high < measure.value:
            message = f"the range ends ({measure.high:g}) below where it begins ({measure.value:g}); turn it round"
            yield Fault("agreement.measure", message, field=where)


def _preconditions(agreement: Agreement) -> Iterator[Fault]:
    numbers = {term.id: number for number, term in enumerate(agreement.terms)}
    needs = {term.id: [one.term for one in term.preconditions if one.term is not None] for term in agreement.terms}
    for circle in cycles(needs):
        message = f"each waits for the other: {' → '.join(circle)}; if the texts say so, write it in `readings`"
        yield Fault("agreement.term-cycle", message, field=f"terms[{numbers[circle[0]]}].preconditions")
