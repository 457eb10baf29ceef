"""Whether an agreement makes sense: ids that exist, clocks that run, zones that lie somewhere, terms that can bind.

All faults at once. What a check cannot know it lets pass: a field left out is unknown, not wrong.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from trucewatch.assess.agreement_binding import check_binding
from trucewatch.assess.agreement_clocks import check_clocks
from trucewatch.assess.agreement_zones import check_zones
from trucewatch.errors import Fault
from trucewatch.knowledge.ontology import event_types
from trucewatch.records.actors import Actor
from trucewatch.records.agreements import Agreement

LISTS = ("instruments", "zones", "clocks", "terms")
REFERENCES = (
    ("instruments.part_of", "instrument"),
    ("instruments.supersedes", "instrument"),
    ("participants.actor", "actor"),
    ("participants.through", "actor"),
    ("participants.readings.by", "actor"),
    ("exclusions.actor", "actor"),
    ("exclusions.contested_by", "actor"),
    ("zones.places", "place"),
    ("zones.lines.party", "actor"),
    ("zones.within", "zone"),
    ("zones.excludes", "zone"),
    ("zones.clock", "clock"),
    ("zones.readings.by", "actor"),
    ("clocks.after", "clock"),
    ("clocks.resets_on", "event type"),
    ("clocks.condition.term", "term"),
    ("clocks.condition.clock", "clock"),
    ("clocks.condition.readings.by", "actor"),
    ("clocks.extension.by", "actor"),
    ("clocks.extension.readings.by", "actor"),
    ("clocks.values.by", "actor"),
    ("terms.instrument", "instrument"),
    ("terms.events", "event type"),
    ("terms.obligors", "actor"),
    ("terms.beneficiaries", "actor"),
    ("terms.proxies", "actor"),
    ("terms.zone", "zone"),
    ("terms.clock", "clock"),
    ("terms.due", "clock"),
    ("terms.measures.party", "actor"),
    ("terms.measures.line", "line"),
    ("terms.measures.clock", "clock"),
    ("terms.measures.readings.by", "actor"),
    ("terms.preconditions.term", "term"),
    ("terms.preconditions.clock", "clock"),
    ("terms.preconditions.readings.by", "actor"),
    ("terms.readings.by", "actor"),
    ("whole", "clock"),
    ("mechanism.monitors", "actor"),
    ("mechanism.may_allege", "actor"),
    ("mechanism.steps.by", "actor"),
    ("exit.by", "actor"),
)
"""Every field that names something else, and what it names."""


def check_agreement(
    agreement: Agreement,
    actors: Mapping[str, Actor],
    *,
    places: Collection[str] | None = None,
    known: Mapping[str, Collection[str]] | None = None,
) -> list[Fault]:
    """Every fault of an agreement whose fields are valid by themselves.

    Args:
        agreement: valid in its fields.
        actors: all actors that the case knows, by id.
        places: the ids of the case's own places; None where there is no list to hold them against.
        known: by list (`clocks`), further ids that count as there, though the agreement does not hold them.

    Returns:
        One fault for each, with the field it stands in; empty where all is well.
    """
    return [
        *check_references(agreement, actors, places=places, known=known),
        *check_clocks(agreement),
        *check_zones(agreement, actors),
        *check_binding(agreement, actors),
    ]


def check_references(
    agreement: Agreement,
    actors: Collection[str],
    *,
    places: Collection[str] | None = None,
    known: Mapping[str, Collection[str]] | None = None,
) -> list[Fault]:
    """Every id in an agreement that names nothing, and every id that two entries share.

    Args:
        agreement: already valid in its fields.
        actors: the ids of all actors that the case knows.
        places, known: as for `check_agreement`.

    Returns:
        One fault for each, with the field it stands in; empty where all is well.
    """
    return [*_doubled(agreement), *_missing(agreement, actors, places, known or {})]


def _doubled(agreement: Agreement) -> Iterator[Fault]:
    rows = {what: [(f"{what}[{n}].id", one.id) for n, one in enumerate(getattr(agreement, what))] for what in LISTS}
    lines = enumerate(agreement.zones)
    rows["lines"] = [(f"zones[{n}].lines[{m}].id", one.id) for n, zone in lines for m, one in enumerate(zone.lines)]
    for entries in rows.values():
        seen: set[str] = set()
        for field, name in entries:
            if not name.strip():
                yield Fault("agreement.empty-id", "an id must not be empty; give the entry one", field=field)
            elif name in seen:
                message = f"the id {name!r} stands twice; give each entry its own"
                yield Fault("agreement.doubled-id", message, field=field)
            seen.add(name)


def _missing(
    agreement: Agreement,
    actors: Collection[str],
    places: Collection[str] | None,
    further: Mapping[str, Collection[str]],
) -> Iterator[Fault]:
    known: dict[str, set[str]] = {
        what.removesuffix("s"): {one.id for one in getattr(agreement, what)} | set(further.get(what, ()))
        for what in LISTS
    }
    known |= {"actor": set(actors), "event type": set(event_types())}
    known["line"] = {line.id for zone in agreement.zones for line in zone.lines} | set(further.get("zones", ()))
    known["place"] = set(places or ())
    for path, what in REFERENCES:
        if what == "place" and places is None:
            continue
        for field, name in _values(agreement, path.split("."), ""):
            if name not in known[what] and not (what == "place" and name.startswith("geonames:")):
                message = f"no {what} has the id {name!r}; {_remedy(what, name, known[what])}"
                yield Fault(f"agreement.unknown-{what.replace(' ', '-')}", message, field=field)


def _remedy(what: str, name: str, known: Collection[str]) -> str:
    """What to do about an id that nothing has: the nearest there is, or to add it where a person can."""
    near = get_close_matches(name, known, 1)
    if what == "event type":
        return f"did you mean {near[0]!r}?" if near else "take one of knowledge/events.yaml"
    return f"did you mean {near[0]!r}? Otherwise add the entry" if near else "correct it, or add the entry"


def _values(record: Any, path: list[str], field: str) -> Iterator[tuple[str, str]]:
    """The names at a path through records and lists of records, each with its field."""
    if not path:
        if record is not None:
            yield from [(field, name) for name in (record if isinstance(record, tuple) else (record,))]
        return
    if isinstance(record, tuple):
        for number, one in enumerate(record):
            yield from _values(one, path, f"{field}[{number}]")
    elif record is not None:
        yield from _values(getattr(record, path[0]), path[1:], f"{field}.{path[0]}".removeprefix("."))
