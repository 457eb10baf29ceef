"""Times: values, intervals, unknowns, and that no text breaks them."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from trucewatch.errors import RecordError
from trucewatch.knowledge import ROOT, load_yaml
from trucewatch.records.times import CaseClock, TimeExpression, TimePrecision, TimeType
from trucewatch.resolve.times import find_times

WEDNESDAY = "2016-09-21"


def only(text: str, published: str | None = WEDNESDAY, **more: object) -> TimeExpression:
    found = find_times(text, published, **more)  # type: ignore[arg-type]
    assert len(found) == 1, [(time.span.quote, time.value) for time in found]
    return found[0]


def told(text: str, published: str | None = WEDNESDAY) -> list[tuple[str, str]]:
    return [(time.span.quote, time.value) for time in find_times(text, published)]


@pytest.mark.parametrize(
    ("text", "quote", "value", "begin", "finish"),
    [
        ("Last weekend jets struck.", "Last weekend", "2016-W37-WE", "2016-09-17", "2016-09-18"),
        ("On December 6, 2015 jets struck.", "December 6, 2015", "2015-12-06", "2015-12-06", "2015-12-06"),
        ("He spoke on September 19.", "September 19", "2016-09-19", "2016-09-19", "2016-09-19"),
        ("A ship left on 9-Sep-2016.", "9-Sep-2016", "2016-09-09", "2016-09-09", "2016-09-09"),
        ("They met on Friday, Sept. 9, 2016.", "Friday, Sept. 9, 2016", "2016-09-09", "2016-09-09", "2016-09-09"),
        ("They met on the 9th of September.", "the 9th of September", "2016-09-09", "2016-09-09", "2016-09-09"),
        ("The army said on Monday it left.", "Monday", "2016-09-19", "2016-09-19", "2016-09-19"),
        ("The truce expires on Friday.", "Friday", "2016-09-23", "2016-09-23", "2016-09-23"),
        ("They are set to meet Friday.", "Friday", "2016-09-23", "2016-09-23", "2016-09-23"),
        ("It fell yesterday.", "yesterday", "2016-09-20", "2016-09-20", "2016-09-20"),
        ("It fell earlier this month.", "earlier this month", "2016-09", "2016-09", "2016-09"),
        ("It fell last year.", "last year", "2015", "2015", "2015"),
        ("It fell in December.", "December", "2015-12", "2015-12", "2015-12"),
        ("It will open in December.", "December", "2016-12", "2016-12", "2016-12"),
        ("It fell three weeks ago.", "three weeks ago", "2016-W35", "2016-08-29", "2016-09-04"),
        ("It fell in the summer of 2016.", "the summer of 2016", "2016-SU", "2016-06", "2016-08"),
        ("It fell in Q3 2015.", "Q3 2015", "2015-Q3", "2015-07", "2015-09"),
        ("It fell in the early 1990s.", "the early 1990s", "199", "1990", "1999"),
        ("It fell in the 20th century.", "the 20th century", "19", "1901", "2000"),
        ("It fell in nineteen ninety-six.", "nineteen ninety-six", "1996", "1996", "1996"),
        ("The week ending 18 September was calm.",
         "The week ending 18 September", "2016-W37", "2016-09-12", "2016-09-18"),
        ("It fell at 23:59 on 18 September.", "23:59 on 18 September", "2016-09-18T23:59", "2016-09-18T23:59", None),
        ("It fell at midnight on 18 September.",
         "midnight on 18 September", "2016-09-18T24:00", "2016-09-19T00:00", None),
        ("It fell on Monday at 6.30pm.", "Monday at 6.30pm", "2016-09-19T18:30", "2016-09-19T18:30", None),
        ("It fell at 1500 GMT on Monday.", "1500 GMT on Monday", "2016-09-19T15:00Z", "2016-09-19T15:00Z", None),
        ("It fell at noon Damascus time on Monday.", None, "2016-09-19T12:00", "2016-09-19T12:00+03:00", None),
        ("Shells fell overnight into Friday.",
         "overnight into Friday", "2016-09-15TNI", "2016-09-15T21:00", "2016-09-16T06:00"),
        ("Shells fell on the night of 17 to 18 September.",
         None, "2016-09-17TNI", "2016-09-17T21:00", "2016-09-18T06:00"),
        ("Shells fell at dawn on Monday.", "dawn on Monday", "2016-09-19TMO", "2016-09-19T03:00", "2016-09-19T08:00"),
        ("See 2018-06-12T14:05Z.", "2018-06-12T14:05Z", "2018-06-12T14:05Z", "2018-06-12T14:05Z", None),
    ],
)  # fmt: skip
def test_a_date_or_clock_time(text: str, quote: str | None, value: str, begin: str, finish: str | None) -> None:
    time = only(text)
    assert quote in (None, time.span.quote)
    assert (time.value, time.begin, time.finish) == (value, begin, finish or begin)


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("for two and a half years", TimeType.DURATION, "P2Y6M"),
        ("a 36-hour truce", TimeType.DURATION, "PT36H"),
        ("more than three weeks after it", TimeType.DURATION, "P3W"),
        ("two more days", TimeType.DURATION, "P2D"),
        ("several weeks of calm", TimeType.DURATION, "PXW"),
        ("10 to 15 days", TimeType.DURATION, "PXD"),
        ("two decades of war", TimeType.DURATION, "P20Y"),
        ("every Friday", TimeType.SET, "XXXX-WXX-5"),
        ("twice a week", TimeType.SET, "P1W"),
        ("every two hours", TimeType.SET, "PT2H"),
        ("weekly", TimeType.SET, "P1W"),
        ("it is currently calm", TimeType.DATE, "PRESENT_REF"),
        ("it recently ended", TimeType.DATE, "PAST_REF"),
        ("in the near future", TimeType.DATE, "FUTURE_REF"),
    ],
)
def test_lengths_sets_and_references_have_no_made_up_ends(text: str, kind: TimeType, value: str) -> None:
    time = only(text)
    assert (time.type, time.value, time.begin, time.finish) == (kind, value, None, None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Last weekend jets struck.", "XXXX-WXX-WE"),
        ("He spoke on September 19.", "XXXX-09-19"),
        ("He spoke on Monday.", "XXXX-WXX-1"),
        ("He spoke yesterday.", "XXXX-XX-XX"),
        ("He spoke in December.", "XXXX-12"),
        ("He spoke this year.", "XXXX"),
        ("It fell three weeks ago.", "XXXX-WXX"),
        ("It fell at 18:00.", "XXXX-XX-XXT18:00"),
        ("It fell last night.", "XXXX-XX-XXTNI"),
        ("It fell on Easter Sunday.", "XXXX-XX-XX"),
        ("It fell in the third quarter.", "XXXX-Q3"),
    ],
)
def test_without_a_publication_date_nothing_is_placed(text: str, value: str) -> None:
    time = only(text, None)
    assert (time.value, time.begin, time.finish) == (value, None, None)


def test_without_a_publication_date_a_full_date_still_leads() -> None:
    values = [time.value for time in find_times("On 6 December 2015 it fell. Two days later it rose.", None)]
    assert values == ["2015-12-06", "2015-12-08"]


@pytest.mark.parametrize(
    "text",
    [
        "They may march.", "In a second letter he said so.", "The Sunday Times wrote.", "Bloody Sunday is remembered.",
        "Resolution 2401 was read.", "1,500 trucks came.", "2016 people fled.", "On 31 February it was calm.",
        "On 30/02/2016 it was calm.", "The spring of a watch broke.", "A quarter of it burned.",
        "The 4th Division came up the M5 with 122-mm guns.", "A 29-year-old man died.", "", " ", "\x00", "\ud800",
    ],
)  # fmt: skip
def test_what_is_no_time(text: str) -> None:
    assert told(text) == []


def test_ranges_give_each_end_its_own_value() -> None:
    assert told("From 12 to 18 September 2016.") == [("12", "2016-09-12"), ("18 September 2016", "2016-09-18")]
    assert told("On September 12-18 it burned.") == [("September 12", "2016-09-12"), ("18", "2016-09-18")]
    assert told("February 2015–May 2016") == [("February 2015", "2015-02"), ("May 2016", "2016-05")]


def test_number_dates_take_the_order_that_the_document_shows() -> None:
    assert told("Incidents: 13/06/2018 and 05/06/2018.")[1] == ("05/06/2018", "2018-06-05")
    assert told("Incidents: 06/13/2018 and 05/06/2018.")[1] == ("05/06/2018", "2018-05-06")
    assert told("Form of 04/03/18 (Sunday)", "2018-03-06")[0] == ("04/03/18", "2018-03-04")
    ambiguous = only("They met on 6/7/2018.")
    assert (ambiguous.value, ambiguous.begin, ambiguous.finish) == ("2018-XX-XX", None, None)


def test_a_clock_time_finds_its_day_before_and_after() -> None:
    assert told("By 18:00 (15:00 UTC) on 19 September it ended.")[0] == ("18:00", "2016-09-19T18:00")
    assert told("It began at 02:00 on Friday (2300 GMT).")[1] == ("2300 GMT", "2016-09-15T23:00Z")
    assert told("From 6 p.m. to 8 p.m. on Monday it was calm.")[0] == ("6 p.m.", "2016-09-19T18:00")


def test_what_leans_on_the_last_date_told() -> None:
    text = "On 6 December 2015 it fell. The next day it rose. A few hours later it fell. A week earlier it stood."
    assert [value for _, value in told(text)] == ["2015-12-06", "2015-12-07", "2015-12-07TXX", "2015-W49"]


def test_days_of_a_truce_are_counted_on_its_clock_only() -> None:
    text = "On the third day of the truce it rained."
    clocks = [CaseClock(id="truce", name="The truce", begin="2016-09-12T19:00")]
    assert only(text, clocks=clocks).value == "2016-09-14"
    assert only("On D+2 it rained.", clocks=clocks).begin == "2016-09-14"
    assert only(text).begin is None
    stated = "Two mills burned on the fourth day of the truce, which began at 6 a.m. on 3 May."
    assert told(stated, "2020-05-12") == [
        ("the fourth day of the truce", "2020-05-06"),
        ("6 a.m. on 3 May", "2020-05-03T06:00"),
    ]


def test_the_time_zone_of_the_case_goes_on_clock_times_without_one() -> None:
    assert only("It fell at 18:00 on Monday.", time_zone="Asia/Damascus").begin == "2016-09-19T18:00+03:00"
    assert only("It fell at 18:00 on Monday.", time_zone="+02:00").begin == "2016-09-19T18:00+02:00"
    with pytest.raises(RecordError, match="not a zone"):
        find_times("x", WEDNESDAY, time_zone="Nowhere/Atall")
    with pytest.raises(RecordError, match="not a date"):
        find_times("x", "tomorrow")


def test_precision_says_how_fine() -> None:
    assert only("It fell on Monday.").precision is TimePrecision.DAY
    assert only("It fell last weekend.").precision is TimePrecision.DAYS
    assert only("It fell last week.").precision is TimePrecision.WEEK
    assert only("It fell last year.").precision is TimePrecision.YEAR
    assert only("It fell at 18:00.").precision is TimePrecision.MINUTE


def test_the_lexicon_fits_its_schema() -> None:
    schema = json.loads((ROOT / "schemas" / "times.schema.json").read_text(encoding="utf-8"))
    assert list(Draft202012Validator(schema).iter_errors(load_yaml("times.yaml"))) == []


VALUE = re.compile(
    r"(PRESENT|PAST|FUTURE)_REF|P(T?)(\d+|X)[YQMWDHSX](T?\d+[MDHS])?|PXX|P\d+[YQ]\d+M|PT\d+H\d+M"
    r"|([\dX]{2,4}|\d{4}-(SP|SU|FA|WI|Q\d|H\d)|XXXX-(SP|SU|FA|WI|QX|Q\d|HX|H\d))"
    r"|[\dX]{4}-([\dX]{2}|W[\dX]{2}(-([\dX]|WE))?|[\dX]{2}-[\dX]{2})"
    r"(T(\d\d(:\d\d){0,2}(Z|[+-]\d\d:?\d\d)?|MO|AF|EV|NI|XX))?"
)
DATA = load_yaml("times.yaml")
WORDS = sorted({*DATA["cardinals"], *DATA["units"], *DATA["plurals"]})
NAMES = (
    "Monday Sept. September May in the of on last next ago later and a to every Eid Christmas earlier truce overnight "
    "weekend Passover night half took effect it began into first day its ended ending light Today THIS Week year end "
    "period between"
)
FIGURES = "31 12 1990 0630 GMT 25:99 31/02/2016 04/03/18 9999 1990s '80s 2016-13-45 third ( ) . , - D +"
PIECES = st.sampled_from([*WORDS, *NAMES.split(), *FIGURES.split(), "\n\n"])
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=25).map(" ".join))
DATES = st.one_of(st.none(), st.dates().map(lambda day: day.isoformat()))


@settings(max_examples=300, deadline=None)
@given(TEXTS, DATES)
def test_any_text_gives_sound_expressions(text: str, published: str | None) -> None:
    end = 0
    for time in find_times(text, published, clocks=[CaseClock(id="truce", name="truce", begin="2016-09-12")]):
        assert time.span.holds(text)
        assert time.span.start >= end
        end = time.span.end
        assert VALUE.fullmatch(time.value), time
        assert (time.begin is None) == (time.finish is None)
        if time.begin is not None and time.finish is not None:
            shared = min(len(time.begin), len(time.finish))
            assert time.begin[:shared] <= time.finish[:shared]


@pytest.mark.parametrize(
    ("piece", "count", "found"),
    [
        ("one ", 20_000, 0), ("the ", 50_000, 0), ("1/1/", 20_000, 0), ("day of the ", 10_000, 0), ("-", 50_000, 0),
        ("1" * 10, 10_000, 0), ("on Monday ", 5_000, 5_000),
        ("the 2 hours to ", 500, 500), ("until 6 May and ", 2_000, 2_000),
    ],
)  # fmt: skip
def test_one_giant_line_is_read_in_one_pass(piece: str, count: int, found: int) -> None:
    assert len(find_times(piece * count, WEDNESDAY)) == found


def test_a_day_inside_a_sentence_is_a_look_back_and_does_not_move_the_telling() -> None:
    text = "On 19 September he spoke. The list, handed over on 13 September, was short. A day later it was longer."
    assert told(text)[-1] == ("A day later", "2016-09-20")


def test_what_leans_on_a_day_that_cannot_be_placed_is_not_placed() -> None:
    text = "On 6 December 2015 it fell. On 19 September it rose. A few hours later it fell. At 18:00 it rose."
    found = find_times(text, None)
    assert [time.value for time in found[1:]] == ["XXXX-09-19", "XXXX-XX-XXTXX", "XXXX-XX-XXT18:00"]
    assert all(time.begin is None for time in found[1:])
    assert only("He spoke at 16:00 on Monday.", None).value == "XXXX-WXX-1T16:00"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The depot was hit on the 19th.", "2016-09-19"),
        ("In the night of the nineteenth jets came.", "2016-09-19TNI"),
        ("People died on the 19th floor.", None),
        ("The 5th Brigade left.", None),
    ],
)
def test_a_day_of_the_month_by_its_number(text: str, value: str | None) -> None:
    found = find_times(text, "2016-09-22")
    assert [time.value for time in found] == ([] if value is None else [value])


def test_where_a_period_is_to_end_is_not_where_the_telling_stands() -> None:
    found = find_times("The calm runs from 12 September until 18 September 2016. Shells fell at 19:27.", "2016-09-12")
    assert found[-1].begin == "2016-09-12T19:27"


def test_an_hour_that_opens_a_line_is_of_the_day_of_publication() -> None:
    text = "17:40 The talks end tomorrow.\n\n16:05 Rebels shelled Taiz.\n\n14:30 Shelling began last Sunday at 06:10."
    begins = {one.span.quote: one.begin for one in find_times(text, "2017-03-03")}
    assert (begins["17:40"], begins["16:05"], begins["14:30"]) == (
        "2017-03-03T17:40",
        "2017-03-03T16:05",
        "2017-03-03T14:30",
    )
