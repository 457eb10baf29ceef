"""Directions: each side's act on the other is an act of its own; one act laid at two doors stays one."""

from __future__ import annotations

from typing import Any

import pytest

from link.build import ACTORS, Story, link, strike
from trucewatch.link.directions import opposed
from trucewatch.link.facts import facts_of
from trucewatch.link.reasons import explain
from trucewatch.records.claims import Force
from trucewatch.records.incidents import Incident


def two(first: dict[str, Any], second: dict[str, Any]) -> tuple[Incident, ...]:
    """The incidents of two outlets' reports of shelling in one town on one day."""
    return link(strike("a", event="shelling", **first), strike("b", source="daily", event="shelling", **second))


NORTH_ON_SOUTH: dict[str, Any] = {"actor": "north-army", "target": "south-army"}


@pytest.mark.parametrize(
    "back",
    [
        {"actor": "south-army", "target": "north-army"},
        {"actor": "south", "target": "north"},
        {"actor": "south", "target": "the harbour"},
        {"actor": "south", "target": "front"},
    ],
)
def test_each_sides_fire_on_the_other_is_an_act_of_its_own(back: dict[str, Any]) -> None:
    incidents = two(NORTH_ON_SOUTH, back)
    assert sorted(one.actors for one in incidents) == sorted([("north-army",), (back["actor"],)])
    assert all(not one.disputes for one in incidents)


@pytest.mark.parametrize(
    "other",
    [
        {"actor": "south-army", "target": "south-army"},  # laid at the door of those who were hit
        {"actor": "south", "target": None},
        {"actor": "south", "target": "soldiers at the army camp"},
        {"actor": "front", "target": "the harbour"},
        {"actor": "somebody", "target": "north-army"},
    ],
)
def test_one_act_laid_at_two_doors_is_one(other: dict[str, Any]) -> None:
    assert len(two(NORTH_ON_SOUTH, other)) == 1


def test_a_clash_is_told_from_either_side() -> None:
    back: dict[str, Any] = {"actor": "south-army", "target": "north-army"}
    (incident,) = link(
        strike("a", event="armed_clash", **NORTH_ON_SOUTH), strike("b", "daily", event="armed_clash", **back)
    )
    assert incident.actors == ("north-army", "south-army")


def test_the_pair_says_why_it_is_ruled_out() -> None:
    one = strike("a", **NORTH_ON_SOUTH)
    other = strike("b", actor="south-army", target="north-army")
    facts = [facts_of(story.claims[0], story.document, ACTORS) for story in (one, other)]
    assert opposed(*facts)
    assert opposed(*reversed(facts))
    assert explain(*facts).reasons()[-1] == "ruled out: who is hit in one acts in the other, on something else"


def test_what_lacks_a_day_or_a_place_joins_the_act_of_its_own_direction() -> None:
    story = strike("a", event="shelling", **NORTH_ON_SOUTH)
    story.tell("shelling", actor="south-army", target="north-army", place="Northford", day="2016-09-17", by=["south"])
    later = Story("b", source="daily", published="2016-09-18")
    back = later.tell("shelling", actor="south-army", target="north-army", place="Northford")
    denial = later.tell(
        "shelling",
        actor="north-army",
        target="south-army",
        place="Northford",
        by=["north-ministry"],
        force=Force.DENIES,
    )
    by_claim = {name: one for one in link(story, later) for name in one.claims}
    assert by_claim[back.id] is by_claim[story.claims[1].id]
    assert by_claim[denial.id] is by_claim[story.claims[0].id]
    assert by_claim[back.id] is not by_claim[denial.id]


@pytest.mark.parametrize(
    ("targets", "incidents"),
    [
        (("the barracks", "the market"), 2),
        (("the market", "the market"), 1),
        (("the market", None), 1),
        (("the old quarter", "the market"), 1),
    ],
)
def test_a_states_act_and_an_armed_groups_on_different_things_are_two(
    targets: tuple[str | None, str | None], incidents: int
) -> None:
    rebels, army = {"actor": "rebels", "target": targets[0]}, {"actor": "north-army", "target": targets[1]}
    assert len(two(rebels, army)) == incidents
