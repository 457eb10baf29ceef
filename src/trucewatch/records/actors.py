"""Actors: who acts, is acted on, or speaks; the entries of `actors.yaml` and mentions of them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from pydantic import Field

from trucewatch.records.base import Record
from trucewatch.records.spans import Span


class ActorKind(StrEnum):
    """What sort of actor. A party's label for another ("terrorists") is never a kind."""

    STATE = "state"
    ARMED_FORCES = "armed_forces"
    ARMED_GROUP = "armed_group"
    ALLIANCE = "alliance"
    INTERNATIONAL = "international"
    MONITOR = "monitor"
    AID = "aid"
    MEDIA = "media"
    OPPOSITION = "opposition"
    PERSON = "person"
    CIVILIANS = "civilians"
    ANONYMOUS = "anonymous"
    UNKNOWN = "unknown"


class FormerName(Record):
    """A name an actor gave up; `until` as ISO 8601 of whatever fineness, None where unknown."""

    name: str
    until: str | None = None


class ActorRelation(Record):
    """A relation to another actor; `since` and `until` in ISO 8601 of whatever fineness.

    Kinds: `part_of`, `organ_of`, `person_of`, `backed_by`, `led_by`, `has_member`, `allied_with`, `affiliated_with` (an
    allegiance), `split_from`, `embedded_with`, `merged_into`.

    `holder` is who says so where it is no settled fact (an id of the book, or words); None where reference works agree.
    """

    kind: str
    to: str
    since: str | None = None
    until: str | None = None
    holder: str | None = None
    source: str | None = None


class Actor(Record):
    """An entry of the actor book.

    `side` is the actor that answers for it: ministries, forces and the agency of one government name that
    government; None means that it stands for itself. `labels` are other people's words for it, recognised
    and never printed as our own. `country` is ISO 3166-1 alpha-2, where it mainly stands; `also_in`, the other
    countries in which it acts.
    """

    id: str
    name: str
    kind: ActorKind = ActorKind.UNKNOWN
    aliases: tuple[str, ...] = ()
    former: tuple[FormerName, ...] = ()
    labels: tuple[str, ...] = ()
    side: str | None = None
    country: str | None = None
    also_in: tuple[str, ...] = ()
    relations: tuple[ActorRelation, ...] = ()
    source: str | None = None


class ActorMention(Record):
    """A mention of an actor. `actor` is None where it is unknown or where `candidates` are several."""

    span: Span
    name: str
    actor: str | None = None
    kind: ActorKind = ActorKind.UNKNOWN
    candidates: tuple[str, ...] = Field(default=())
    rule: str


ANSWERS_FOR = frozenset({"part_of", "organ_of", "person_of"})
"""Relations by which another actor answers for one; being backed by somebody is not among them."""


def holds_at(relation: ActorRelation, at: str | None) -> bool:
    """Whether a relation held at a time (ISO 8601, of whatever fineness); without a time, whether it has no end."""
    if at is None:
        return relation.until is None
    begun = relation.since is None or relation.since[: len(at)] <= at[: len(relation.since)]
    return begun and (relation.until is None or at[: len(relation.until)] < relation.until)


def as_of(actor: Actor, at: str) -> Actor:
    """The actor with whoever answered for it at a time (ISO 8601) as its side, where that is not who does now.

    An entry that names its side keeps it. Who answered for nobody else then is its own side.
    """
    bound = [relation for relation in actor.relations if relation.kind in ANSWERS_FOR]
    then, now = (next((one.to for one in bound if holds_at(one, moment)), None) for moment in (at, None))
    return actor if actor.side is not None or then == now else actor.model_copy(update={"side": then or actor.id})


def side_of(actor: str, actors: Mapping[str, Actor], at: str | None = None) -> str:
    """The id of the actor that answers for `actor`: itself, where the book names no other or does not know it.

    Args:
        actor: an id.
        actors: the book's entries by id.
        at: the time asked for, ISO 8601; None asks for what has no end.
    """
    seen = {actor}
    while (entry := actors.get(actor)) is not None:
        bound = (relation for relation in entry.relations if relation.kind in ANSWERS_FOR and holds_at(relation, at))
        to = entry.side or next((relation.to for relation in bound), None)
        if to is None or to in seen:
            return actor
        seen.add(to)
        actor = to
    return actor
