"""Points and candidates: every pair's points are told in words, and no pair that may link is missed."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from link.build import ACTORS, Story, strike
from trucewatch.link.attach import tie
from trucewatch.link.candidates import candidate_pairs
from trucewatch.link.columns import columns_of
from trucewatch.link.facts import Facts, facts_of
from trucewatch.link.match import RULED_OUT, THRESHOLD, ruled_out_by, score_pairs
from trucewatch.link.occasions import PLACE, TEXT, Index, Occasion, _meeting
from trucewatch.link.reasons import best_ties, explain
from trucewatch.records.actors import Actor, ActorKind
from trucewatch.records.places import PlacePrecision
from trucewatch.records.times import TimeBasis

WHO = [
    None,
    "north",
    "north-army",
    "south-army",
    "front",
    "coalition",
    "somebody",
    "gunmen",
    "soldiers",
    "an army camp",
    "rebels",
]
BOOK = {**ACTORS, "coalition": Actor(id="coalition", name="The Coalition", kind=ActorKind.ALLIANCE)}
ROWS = st.tuples(
    st.sampled_from(
        ["air_strike", "drone_strike", "shelling", "attack", "killing", "withdrawal", "territory_taken", "armed_clash"]
    ),
    st.sampled_from(WHO),
    st.sampled_from(WHO),
    st.sampled_from([None, "Northford", "Northford Airport", "Eastholm", "Nowhere"]),
    st.sampled_from(list(PlacePrecision)),
    st.sampled_from([None, "2016-09-17", "2016-09-18", "2016-09-17T23:40+03:00", "2016-09-25", "2016-09", "2016"]),
    st.sampled_from(list(TimeBasis)),
    st.sampled_from([None, (3, 3), (62, 62), (60, None), (50, 70), (90, 90)]),
    st.sampled_from([(), ("monitor",), ("?a source",)]),
    st.sampled_from([None, "2016-09-16", "2016-09-18", "2016-10-30"]),
    st.integers(0, 2),
    st.sampled_from([None, "shot"]),
)


def told(rows: list[tuple[object, ...]]) -> list[Facts]:
    """The facts of claims: one document for each number and date of publication."""
    stories: dict[tuple[object, object], Story] = {}
    facts = []
    for event, actor, target, place, precision, day, basis, killed, by, published, number, trigger in rows:
        story = stories.setdefault((number, published), Story(f"s{number}-{published}", published=published))  # type: ignore[arg-type]
        claim = story.tell(
            event,  # type: ignore[arg-type]
            actor=actor,  # type: ignore[arg-type]
            target=target,  # type: ignore[arg-type]
            place=place,  # type: ignore[arg-type]
            day=day,  # type: ignore[arg-type]
            basis=basis,  # type: ignore[arg-type]
            killed=killed,  # type: ignore[arg-type]
            by=by,  # type: ignore[arg-type]
            trigger=trigger,  # type: ignore[arg-type]
        )
        if claim.place is not None:
            claim = claim.model_copy(update={"place": claim.place.model_copy(update={"precision": precision})})
        facts.append(facts_of(claim, story.document, BOOK))
    return facts


@settings(max_examples=80, deadline=None)
@given(st.lists(ROWS, min_size=2, max_size=7))
def test_every_pairs_points_are_told_in_words_whichever_comes_first(rows: list[tuple[object, ...]]) -> None:
    facts = told(rows)
    first, second = (np.array(side) for side in zip(*combinations(range(len(facts)), 2), strict=True))
    points = score_pairs(columns_of(facts), first, second)
    assert np.array_equal(points, score_pairs(columns_of(facts), second, first))
    by = ruled_out_by(columns_of(facts), first, second)
    for one, other, value, what in zip(first.tolist(), second.tolist(), points.tolist(), by, strict=True):
        found = explain(facts[one], facts[other])
        assert value == (RULED_OUT if found.ruled_out else found.score), found
        assert (what is None) == (found.ruled_out is None)
        assert all(part.why for part in found.parts)
        assert explain(facts[other], facts[one]) == found


@pytest.mark.parametrize(
    ("told_of_the_other", "points"),
    [
        ({}, 9.0),  # the same type, day and place, and who did it
        ({"actor": "south-army"}, 7.0),
        ({"event": "drone_strike"}, 8.5),
        ({"event": "killing"}, 6.5),
        ({"event": "ground_advance"}, 4.0),
        ({"event": "withdrawal"}, RULED_OUT),
        ({"place": "Eastholm"}, RULED_OUT),
        ({"day": "2016-09-18"}, RULED_OUT),
        ({"day": "2016-09-18", "basis": TimeBasis.INHERITED}, 6.0),
        ({"day": None}, 6.0),
        ({"killed": (62, 62)}, 10.0),
    ],
)
def test_the_table_of_points(told_of_the_other: dict[str, object], points: float) -> None:
    told_of_the_one = {"event": "air_strike", "actor": "north-army", "place": "Northford", "day": "2016-09-17"}
    stories = []
    for name, values in (("a", {"killed": (62, 62)}), ("b", told_of_the_other)):
        story = Story(name)
        story.tell(**(told_of_the_one | values))  # type: ignore[arg-type]
        stories.append(story)
    facts = [facts_of(one.claims[0], one.document, ACTORS) for one in stories]
    found = explain(*facts)
    assert (RULED_OUT if found.ruled_out else found.score) == points


def test_the_best_tie_of_each_is_told() -> None:
    stories = [strike("a"), strike("b"), strike("c")]
    ties = best_ties([facts_of(one.claims[0], one.document, ACTORS) for one in stories])
    assert len(ties) == 3
    assert all(one.linked and one.reasons() for one in ties)


@settings(max_examples=80, deadline=None)
@given(st.lists(ROWS, min_size=2, max_size=7))
def test_dated_and_placed_claims_that_may_be_one_always_meet(rows: list[tuple[object, ...]]) -> None:
    facts = told(rows)
    met = {
        pair
        for batch in candidate_pairs(columns_of(facts))
        for pair in zip(*map(np.ndarray.tolist, batch), strict=True)
    }
    for one, other in combinations(range(len(facts)), 2):
        if facts[one].anchored and facts[other].anchored and explain(facts[one], facts[other]).linked:
            assert (one, other) in met


def test_no_claims_make_no_pairs() -> None:
    assert list(candidate_pairs(columns_of([]))) == []
    alone = strike("a")
    facts = [facts_of(alone.claims[0], alone.document, ACTORS)]
    assert sum(len(first) for first, _ in candidate_pairs(columns_of(facts))) == 0
    assert THRESHOLD > 0


@settings(max_examples=120, deadline=None)
@given(st.lists(ROWS, min_size=2, max_size=9))
def test_time_leaves_out_of_the_index_only_what_it_rules_out(rows: list[tuple[object, ...]]) -> None:
    facts = told(rows)
    occasions = [Occasion(facts[at : at + 2]) for at in range(0, len(facts), 2)]
    index = Index(occasions)
    for one in facts:
        keys = {key for key in _meeting(one) if key[0] in (TEXT, PLACE)}
        near = set(index.near(one))
        for number, occasion in enumerate(occasions):
            meets = keys & {key for other in occasion.group for key in _meeting(other)}
            if meets and tie(one, occasion, {}) is not None:
                assert number in near
