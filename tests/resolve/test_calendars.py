"""Feasts against their known dates."""

from __future__ import annotations

from datetime import date

import pytest

from trucewatch.resolve.calendars import easter, islamic_in, nowruz, nth_weekday, orthodox_easter
from trucewatch.resolve.times import find_times


@pytest.mark.parametrize(
    ("year", "western", "eastern", "spring"),
    [
        (2016, (3, 27), (5, 1), (3, 20)), (2021, (4, 4), (5, 2), (3, 21)), (2023, (4, 9), (4, 16), (3, 21)),
        (2024, (3, 31), (5, 5), (3, 20)), (2025, (4, 20), (4, 20), (3, 21)),
    ],
)  # fmt: skip
def test_easters_and_nowruz(
    year: int, western: tuple[int, int], eastern: tuple[int, int], spring: tuple[int, int]
) -> None:
    assert (easter(year), orthodox_easter(year), nowruz(year)) == (
        date(year, *western),
        date(year, *eastern),
        date(year, *spring),
    )


@pytest.mark.parametrize(
    ("month", "day", "kept"), [(10, 1, date(2020, 5, 24)), (12, 10, date(2016, 9, 12)), (9, 1, date(2022, 4, 2))]
)
def test_the_islamic_table_is_within_a_day(month: int, day: int, kept: date) -> None:
    (computed,) = islamic_in(kept.year, month, day)
    assert abs((computed - kept).days) <= 1


def test_a_feast_by_the_moon_is_a_range_that_holds_the_day_kept() -> None:
    (eid,) = find_times("A truce was called for Eid al-Adha.", "2016-09-09")
    assert eid.begin is not None
    assert eid.finish is not None
    assert eid.begin <= "2016-09-12" <= eid.finish


def test_a_feast_is_that_of_the_year_told_or_the_nearest() -> None:
    values = {
        text: find_times(text, "2023-01-06")[0].value
        for text in ("Orthodox Christmas", "last Christmas", "Christmas 2016", "Easter", "Nowruz")
    }
    assert values == {
        "Orthodox Christmas": "2023-01-07",
        "last Christmas": "2022-12-25",
        "Christmas 2016": "2016-12-25",
        "Easter": "2023-04-09",
        "Nowruz": "2023-03-21",
    }


def test_the_nth_weekday_of_a_month() -> None:
    assert nth_weekday(2016, 11, 4, 4) == date(2016, 11, 24)
    assert nth_weekday(2016, 5, 1, -1) == date(2016, 5, 30)
    assert nth_weekday(2016, 12, 7, -1) == date(2016, 12, 25)
