"""What an ISO 8601 text spans."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.records.calendar import bounds, extent

ENDS = ("9999", "9999-12", "9999-12-30", "9999-12-31T23:59-11:00", "0001-01-01", "0001-01-01T00:00+05:00", "0000-01-01")
"""Stand-ins for what is unknown, at the ends of the calendar."""


@pytest.mark.parametrize(
    ("text", "first", "after"),
    [
        ("2016", datetime(2016, 1, 1), datetime(2017, 1, 1)),
        ("2016-02", datetime(2016, 2, 1), datetime(2016, 3, 1)),
        ("2016-12", datetime(2016, 12, 1), datetime(2017, 1, 1)),
        ("2016-02-29", datetime(2016, 2, 29), datetime(2016, 3, 1)),
        ("2016-09-12T19", datetime(2016, 9, 12, 19), datetime(2016, 9, 12, 20)),
        ("2016-09-12T19:00+03:00", datetime(2016, 9, 12, 16), datetime(2016, 9, 12, 16, 1)),
        ("2016-09-12T19:00:30Z", datetime(2016, 9, 12, 19, 0, 30), datetime(2016, 9, 12, 19, 0, 31)),
    ],
)
def test_the_first_moment_and_the_first_after(text: str, first: datetime, after: datetime) -> None:
    assert bounds(text) == (first, after)


@pytest.mark.parametrize("text", [None, "", "XXXX-09-19", "2017-02-29", "2016-13", "19 September", "2016-W37", *ENDS])
def test_what_names_no_moment(text: str | None) -> None:
    assert bounds(text) is None


def test_either_end_may_stand_for_both() -> None:
    assert extent("2016-09-17", None) == extent(None, "2016-09-17") == bounds("2016-09-17")
    assert extent("2016-09-17", "2016-09-18") == (datetime(2016, 9, 17), datetime(2016, 9, 19))
    assert extent(None, None) is None


@given(
    st.from_regex(r"\d{4}(-\d{2}(-\d{2}(T\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?)?)?)?", fullmatch=True)
    | st.text(max_size=20)
)
def test_any_text_gives_a_span_or_none(text: str) -> None:
    found = bounds(text)
    assert found is None or found[0] < found[1]
