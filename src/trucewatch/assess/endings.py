"""Endings: when a party had ended or suspended the truce, so that whether a term still bound is open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from trucewatch.assess.applies.question import Ending
from trucewatch.assess.local import local_extent, zone_of
from trucewatch.assess.rules.declared_ended import is_own_word
from trucewatch.records.actors import Actor, side_of
from trucewatch.records.agreements import Agreement
from trucewatch.records.assessments import Position, Standing, Statement

ENDING = {Position.ENDED: "declared it ended", Position.SUSPENDED: "suspended it"}
TAKING_BACK = frozenset(
    {Position.ANNOUNCED, Position.ACCEPTED, Position.IN_FORCE, Position.HOLDING, Position.EXTENDED, Position.NOT_ENDED}
)
"""Words of the same side by which an end or a suspension no longer stands."""


def endings_of(
    agreement: Agreement, statements: Sequence[Statement], actors: Mapping[str, Actor]
) -> tuple[Ending, ...]:
    """Each party's word that ended or suspended the whole truce, in the order of time, until it was taken back.

    A word whose day is not known cannot be set against an incident's, and is left out.
    """
    found = []
    zone = zone_of(agreement)
    for one in statements:
        when = local_extent(one.begin or one.finish, one.finish, zone)
        if not one.sure or one.position not in ENDING or one.standing is not Standing.PARTY or one.zone is not None:
            continue
        if when is None or one.begin is None or not is_own_word(one):
            continue
        says = f"{one.speaker_name} {ENDING[one.position]} on {one.begin[:10]}"
        until = _taken_back(one, statements, actors, zone)
        found.append(Ending(says=says, since=when[0], until=until, claims=(one.claim,)))
    return tuple(sorted(found, key=lambda one: (one.since, one.claims)))


def _taken_back(
    ended: Statement, statements: Sequence[Statement], actors: Mapping[str, Actor], zone: ZoneInfo | None
) -> datetime | None:
    """The last moment at which the same side's next word that it holds may have been said; None where there is none."""
    side, when = side_of(ended.speaker, actors), local_extent(ended.begin, ended.finish, zone)
    words = [
        then[1]
        for one in statements
        if one.sure
        and side_of(one.speaker, actors) == side
        and one.position in TAKING_BACK
        and one.zone is None
        and is_own_word(one)
        and when is not None
        and (then := local_extent(one.begin, one.finish, zone)) is not None
        and then[0] >= when[1]
    ]
    return min(words, default=None)
