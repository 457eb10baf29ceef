"""Whether the ids that an agreement uses exist: all faults at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from trucewatch.errors import Fault
from trucewatch.knowledge.ontology import event_types
from trucewatch.records.agreements import Agreement


def check_references(agreement: Agreement, actors: Collection[str]) -> list[Fault]:
    """Every id in an agreement that names nothing, and every id that two entries share.

    Args:
        agreement: already valid in its fields.
        actors: the ids of all actors that the case knows.

    Returns:
        One fault for each, with the field it stands in; empty where all is well.
    """
    return [*_doubled(agreement), *_missing(agreement, actors)]


def _doubled(agreement: Agreement) -> Iterator[Fault]:
    for what in ("instruments", "zones", "clocks", "terms"):
        seen: set[str] = set()
        for number, entry in enumerate(getattr(agreement, what)):
            if entry.id in seen:
                message = f"the id {entry.id!r} stands twice; give each entry its own"
                yield Fault("agreement.doubled-id", message, field=f"{what}[{number}].id")
            seen.add(entry.id)


def _missing(agreement: Agreement, actors: Collection[str]) -> Iterator[Fault]:
    known = {
        "actor": set(actors),
        "instrument": {one.id for one in agreement.instruments},
        "zone": {one.id for one in agreement.zones},
        "clock": {one.id for one in agreement.clocks},
        "event type": set(event_types()),
    }
    for what, name, field in _references(agreement):
        if name is not None and name not in known[what]:
            message = f"no {what} has the id {name!r}; correct it, or add the entry"
            yield Fault(f"agreement.unknown-{what.replace(' ', '-')}", message, field=field)


def _references(agreement: Agreement) -> Iterator[tuple[str, str | None, str]]:
    """Each reference as what it names, the id, and the field."""
    for number, instrument in enumerate(agreement.instruments):
        for name in instrument.supersedes:
            yield "instrument", name, f"instruments[{number}].supersedes"
    for number, participant in enumerate(agreement.participants):
        yield "actor", participant.actor, f"participants[{number}].actor"
    for number, exclusion in enumerate(agreement.exclusions):
        yield "actor", exclusion.actor, f"exclusions[{number}].actor"
        for name in exclusion.contested_by:
            yield "actor", name, f"exclusions[{number}].contested_by"
    for number, clock in enumerate(agreement.clocks):
        yield "clock", clock.after, f"clocks[{number}].after"
    for number, term in enumerate(agreement.terms):
        yield "instrument", term.instrument, f"terms[{number}].instrument"
        yield "zone", term.zone, f"terms[{number}].zone"
        yield "clock", term.clock, f"terms[{number}].clock"
        for field, what in (("events", "event type"), ("obligors", "actor"), ("beneficiaries", "actor")):
            for name in getattr(term, field):
                yield what, name, f"terms[{number}].{field}"
    yield "clock", agreement.whole, "whole"
