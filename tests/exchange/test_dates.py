"""Dates for others: first and last day, and EDTF."""

from __future__ import annotations

from datetime import date

import pytest

from trucewatch.exchange.dates import days_of, edtf, precision_of
from trucewatch.records.times import TimePrecision

RANGES = (
    ("2016-09-17", "2016-09-17", (date(2016, 9, 17), date(2016, 9, 17)), "2016-09-17", TimePrecision.DAY),
    ("2016-09-17", "2016-09-18", (date(2016, 9, 17), date(2016, 9, 18)), "2016-09-17/2016-09-18", TimePrecision.DAYS),
    ("2016-09", "2016-09", (date(2016, 9, 1), date(2016, 9, 30)), "2016-09", TimePrecision.MONTH),
    ("2015", "2016-02", (date(2015, 1, 1), date(2016, 2, 29)), "2015/2016-02", TimePrecision.DECADE),
    ("2016-09-17T23:30-05:00", "2016-09-17T23:30-05:00", (date(2016, 9, 17),) * 2, "2016-09-17", TimePrecision.DAY),
    ("2016-09-17T00:10+03:00", "2016-09-17T00:10+03:00", (date(2016, 9, 17),) * 2, "2016-09-17", TimePrecision.DAY),
    ("2016-09-17", None, (date(2016, 9, 17), None), "2016-09-17/..", TimePrecision.UNKNOWN),
    (None, "2016-09", (None, date(2016, 9, 30)), "../2016-09", TimePrecision.UNKNOWN),
    (None, None, (None, None), None, TimePrecision.UNKNOWN),
    ("XXXX-09-19", None, (None, None), None, TimePrecision.UNKNOWN),
)


@pytest.mark.parametrize(("begin", "finish", "days", "written", "precision"), RANGES)
def test_a_range(
    begin: str | None, finish: str | None, days: tuple[date | None, date | None], written: str | None, precision: str
) -> None:
    found = days_of(begin, finish)
    assert (found.first, found.last) == days
    assert edtf(begin, finish) == written
    assert precision_of(begin, finish) is precision
