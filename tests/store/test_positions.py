"""Positions rise, and a row that came in moves no other as long as there is room."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from trucewatch.store.positions import ROOM, positions_for


@given(st.lists(st.one_of(st.none(), st.integers(1, 60)), max_size=40))
def test_positions_rise_whatever_they_were(held: list[int | None]) -> None:
    seen: set[int] = set()
    once = [None if one in seen or (one is not None and seen.add(one)) else one for one in held]  # type: ignore[func-returns-value]
    places = positions_for(once)
    assert len(places) == len(once)
    assert all(first < second for first, second in zip([0, *places], places, strict=False))


def test_a_row_between_two_moves_neither() -> None:
    assert positions_for([1000, None, 2000, 3000]) == [1000, 1500, 2000, 3000]
    assert positions_for([None, None]) == [ROOM, 2 * ROOM]
    assert positions_for([1000, 3000]) == [1000, 3000]


def test_a_row_that_changes_its_place_moves_alone() -> None:
    places = positions_for([2000, 3000, 1000])
    assert places[:2] == [2000, 3000]
    assert places[2] > 3000


def test_where_there_is_no_room_all_get_new_ones() -> None:
    assert positions_for([1, None, 2]) == [ROOM, 2 * ROOM, 3 * ROOM]
