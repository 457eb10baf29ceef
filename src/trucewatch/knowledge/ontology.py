"""The event ontology, read once: families, labels, ancestors, and how far two types are one kind of event."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from trucewatch.knowledge import load_yaml

INCIDENT_FAMILIES = frozenset({"violence", "military", "obstruction", "protection", "aid"})
EFFECTS = frozenset({"killing", "explosion", "property_destruction"})
"""What is told of an attack by its effect: of one kind with whatever attack had that effect."""
TAKEN = frozenset({"abduction", "detention"})
"""Two words for one act: who holds somebody calls it an arrest, and who misses him an abduction."""


@dataclass(frozen=True)
class EventType:
    """One entry of `knowledge/events.yaml`, with its ancestors, nearest first.

    `act` is the kind of act as a reader of reports counts it ("air_strike", "truce_holds"); None for speech and talks.
    `aimed`: whether somebody may be acted on by it.
    """

    id: str
    label: str
    family: str
    act: str | None
    aimed: bool
    ancestors: tuple[str, ...]


@cache
def event_types() -> dict[str, EventType]:
    """Every event type by id."""
    entries: dict[str, dict[str, Any]] = {entry["id"]: entry for entry in load_yaml("events.yaml")["types"]}
    found = {}
    for name, entry in entries.items():
        ancestors, at = [], entry.get("parent")
        while at is not None and at not in ancestors:
            ancestors.append(at)
            at = entries.get(at, {}).get("parent")
        found[name] = EventType(
            name, entry["label"], entry["family"], entry.get("act"), entry.get("aimed", True), tuple(ancestors)
        )
    return found


def family_of(event: str) -> str | None:
    """The family of an event type, None where the ontology lacks it."""
    known = event_types().get(event)
    return known.family if known else None


def act_of(event: str) -> str | None:
    """The kind of act that an event type is, None where it is none or the ontology lacks it."""
    known = event_types().get(event)
    return known.act if known else None


def label_of(event: str) -> str:
    """What an event type is called in titles."""
    known = event_types().get(event)
    return known.label if known else event.replace("_", " ")


def kinship(first: str, second: str) -> str:
    """How two types are related: `same`, `finer` (one is a kind of the other), `effect`, `kin`, or `other`."""
    if first == second:
        return "same"
    if {first, second} == TAKEN:
        return "finer"
    one, other = event_types().get(first), event_types().get(second)
    if one is None or other is None or one.family != other.family:
        return "other"
    if first in other.ancestors or second in one.ancestors:
        return "finer"
    shared = {first, *one.ancestors} & {second, *other.ancestors}
    if shared and EFFECTS & {first, second}:
        return "effect"
    return "kin" if shared else "other"


def finest(events: set[str]) -> list[str]:
    """The types of a set that have no finer type in it, in order."""
    types = event_types()
    coarse = {ancestor for event in events if event in types for ancestor in types[event].ancestors}
    return sorted(events - coarse) or sorted(events)
