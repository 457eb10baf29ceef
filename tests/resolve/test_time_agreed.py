"""Times counted on the agreement's clocks; without a clock they are found and stay where they are."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.records.times import CaseClock, TimeExpression
from trucewatch.resolve.times import find_times

SPRING = CaseClock(id="spring", name="Cessation of hostilities of the spring", begin="2016-02-27T00:00+02:00")
TRUCE = CaseClock(id="truce", name="The truce of September", begin="2016-09-12T19:00+03:00", whole=True)
SEVEN = CaseClock(id="seven", name="Seven days", begin="2016-09-12T19:00+03:00", finish="2016-09-19T19:00+03:00")
FIRST = CaseClock(id="first", name="First period", begin="2016-09-12T19:00+03:00", finish="2016-09-14T19:00+03:00")
CLOCKS = (SPRING, TRUCE, SEVEN, FIRST)


def timed(text: str, published: str | None, clocks: tuple[CaseClock, ...] = CLOCKS) -> list[TimeExpression]:
    return list(find_times(text, published, time_zone="Asia/Damascus", clocks=clocks))


@pytest.mark.parametrize(
    ("text", "quote", "begin", "finish"),
    [
        ("On the third day of the truce it rained.", "the third day of the truce", "2016-09-14", "2016-09-14"),
        ("Day 3 of the fragile ceasefire was calm.", "Day 3 of the fragile ceasefire", "2016-09-14", "2016-09-14"),
        ("The truce, in its third day, held.", "its third day", "2016-09-14", "2016-09-14"),
        ("The ceasefire's second day was calm.", "The ceasefire's second day", "2016-09-13", "2016-09-13"),
        ("On D+2 it rained.", "D+2", "2016-09-14", "2016-09-14"),
        ("The roads open by the end of the seven-day period.",
         "the end of the seven-day period", "2016-09-19T19:00+03:00", "2016-09-19T19:00+03:00"),
        ("The truce held. 72 hours after it took effect it broke.",
         "72 hours after it took effect", "2016-09-15T19:00+03:00", "2016-09-15T19:00+03:00"),
        ("Half an hour after the cease-fire began, it broke.",
         "Half an hour after the cease-fire began", "2016-09-12T19:30+03:00", "2016-09-12T19:30+03:00"),
        ("Two days after the truce took effect, it rained.",
         "Two days after the truce took effect", "2016-09-14", "2016-09-14"),
        ("The day after the truce took effect, it rained.",
         "The day after the truce took effect", "2016-09-13", "2016-09-13"),
        ("It rained on the day the truce began.",
         "the day the truce began", "2016-09-12", "2016-09-12"),
        ("Hours after the truce took effect, it rained.",
         "Hours after the truce took effect", "2016-09-12", "2016-09-13"),
        ("48 hours into the truce, it broke.",
         "48 hours into the truce", "2016-09-14T19:00+03:00", "2016-09-14T19:00+03:00"),
        ("In the first 48 hours of the truce it was calm.",
         "the first 48 hours of the truce", "2016-09-12T19:00+03:00", "2016-09-14T19:00+03:00"),
        ("The 48-hour truce was renewed.", "The 48-hour truce", "2016-09-12T19:00+03:00", "2016-09-14T19:00+03:00"),
        ("On the eve of the truce jets flew.", "the eve of the truce", "2016-09-11", "2016-09-11"),
        ("Monitors counted 300 violations since the truce began.",
         "the truce began", "2016-09-12T19:00+03:00", "2016-09-12T19:00+03:00"),
    ],
)  # fmt: skip
def test_a_time_is_counted_on_its_clock(text: str, quote: str, begin: str, finish: str) -> None:
    (time,) = timed(text, "2016-09-18")
    assert (time.span.quote, time.begin, time.finish) == (quote, begin, finish)


@pytest.mark.parametrize(
    ("text", "published", "begin"),
    [
        ("On the third day of the truce it rained.", "2016-03-05", "2016-02-29"),
        ("On the third day of the truce aid will move.", "2016-09-11", "2016-09-14"),
        ("On the third day of the truce it rained.", None, "2016-09-14"),
        ("On the third day of the truce it rained.", "2015-03-05", None),
    ],
)
def test_the_truce_is_the_one_that_runs_when_the_text_is_written(
    text: str, published: str | None, begin: str | None
) -> None:
    (time,) = timed(text, published)
    assert time.begin == begin


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("On the third day of the truce it rained.", "XXXX-XX-XX"),
        ("On D+2 it rained.", "XXXX-XX-XX"),
        ("The roads open by the end of the seven-day period.", "XXXX-XX-XX"),
        ("The truce held. 72 hours after it took effect it broke.", "PT72H"),
        ("Two days after the truce took effect, it rained.", "P2D"),
        ("Hours after the truce took effect, it rained.", "PTXH"),
        ("The 48-hour truce was renewed.", "PT48H"),
    ],
)
def test_without_a_clock_it_is_found_and_not_placed(text: str, value: str) -> None:
    (time,) = timed(text, "2016-09-18", ())
    assert (time.value, time.begin, time.finish) == (value, None, None)


def test_a_clock_known_to_the_month_only_counts_no_days() -> None:
    vague = CaseClock(id="truce", name="Truce", begin="2016-09", whole=True)
    (time,) = timed("On the third day of the truce it rained.", "2016-09-18", (vague,))
    assert time.begin is None


def test_two_clocks_of_one_length_are_told_apart_by_the_day() -> None:
    second = CaseClock(id="second", name="Renewal", begin="2016-09-14T19:00+03:00", finish="2016-09-16T19:00+03:00")
    found = {
        published: timed("The end of the 48-hour period nears.", published, (FIRST, second))[0].begin
        for published in ("2016-09-13", "2016-09-15", None)
    }
    assert found == {"2016-09-13": "2016-09-14T19:00+03:00", "2016-09-15": "2016-09-16T19:00+03:00", None: None}


def test_the_third_day_of_something_else_is_no_day_of_the_truce() -> None:
    (time,) = timed("On the fourth day of the battle it rained.", "2016-09-18")
    assert time.begin is None


MOMENTS = st.one_of(
    st.none(),
    st.dates().map(lambda day: day.isoformat()),
    st.datetimes().map(lambda moment: moment.isoformat(timespec="minutes") + "+03:00"),
)
WORDS = (
    "the third first day days of truce ceasefire seven - period end start after before into it took effect began since",
    "two 72 hours week D + 2 its on eve 9999 . ,",
)
PIECES = st.sampled_from(" ".join(WORDS).split())


@settings(max_examples=100, deadline=None)
@given(
    st.lists(PIECES, max_size=20).map(" ".join),
    st.one_of(st.none(), st.dates().map(lambda day: day.isoformat())),
    st.lists(st.tuples(st.sampled_from(["The truce", "Seven days", ""]), MOMENTS, MOMENTS, st.booleans()), max_size=3),
)
def test_any_clock_gives_sound_expressions(
    text: str, published: str | None, made: list[tuple[str, str | None, str | None, bool]]
) -> None:
    clocks = tuple(CaseClock(id=str(n), name=m[0], begin=m[1], finish=m[2], whole=m[3]) for n, m in enumerate(made))
    for time in find_times(text, published, time_zone="Asia/Damascus", clocks=clocks):
        assert time.span.holds(text)
        assert (time.begin is None) == (time.finish is None)
