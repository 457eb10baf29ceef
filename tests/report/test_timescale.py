"""The scale of time of a drawing: every day has its place, at the ends of the calendar too."""

from __future__ import annotations

from datetime import date

import pytest

from trucewatch.report.timescale import axis, scale_of


@pytest.mark.parametrize(
    "days",
    [
        ("9999-12-31",),
        ("9999-12-25", "9999-12-31"),
        ("2018-12-18", "9999-12-31"),
        ("9900-01-01", "9999-12-31"),
        ("0001-01-01",),
        ("0001-01-01", "0001-03-01"),
    ],
)
def test_an_axis_ends_with_the_calendar(days: tuple[str, ...]) -> None:
    scale = scale_of([float(date.fromisoformat(day).toordinal()) for day in days], 0.0, 800.0)
    ticks = axis(scale)
    assert ticks
    assert all(0.0 <= place <= 800.0 for place, _ in ticks)
