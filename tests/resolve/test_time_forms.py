"""The forms in which conflict reports tell the time: one line each, and what it must come to."""

from __future__ import annotations

import pytest

from trucewatch.resolve.times import find_times

WEDNESDAY = "2016-09-21"


def told(text: str, published: str | None = WEDNESDAY) -> list[tuple[str, str]]:
    return [(time.span.quote, time.value) for time in find_times(text, published)]


@pytest.mark.parametrize(
    ("text", "quote", "begin", "finish"),
    [
        ("Shells fell overnight Saturday to Sunday.",
         "overnight Saturday to Sunday", "2016-09-17T21:00", "2016-09-18T06:00"),
        ("Shells fell overnight from Saturday into Sunday.",
         "overnight from Saturday into Sunday", "2016-09-17T21:00", "2016-09-18T06:00"),
        ("Shells fell on the night between 17 and 18 September.",
         "the night between 17 and 18 September", "2016-09-17T21:00", "2016-09-18T06:00"),
        ("Shells fell in the small hours of Sunday morning.",
         "the small hours of Sunday morning", "2016-09-18T00:00", "2016-09-18T06:00"),
        ("It fell on the weekend of 3 September.", "the weekend of 3 September", "2016-09-03", "2016-09-04"),
        ("It fell on the weekend of 10-11 September.",
         "the weekend of 10-11 September", "2016-09-10", "2016-09-11"),
        ("It fell last weekend.", "last weekend", "2016-09-17", "2016-09-18"),
        ("It fell in the winter of 2014-15.", "the winter of 2014-15", "2014-12", "2015-02"),
        ("They stopped at first light.", "first light", "2016-09-21T03:00", "2016-09-21T08:00"),
        ("They came after dark on Monday.", "Monday", "2016-09-19", "2016-09-19"),
        ("It fell on the second day of Eid al-Adha.",
         "the second day of Eid al-Adha", "2016-09-13", "2016-09-15"),
        ("It fell on the first day of Ramadan.", "the first day of Ramadan", "2016-06-06", "2016-06-08"),
        ("It began on Yom Kippur 1973.", "Yom Kippur 1973", "1973-10-06", "1973-10-06"),
        ("It fell during Passover 2024.", "Passover 2024", "2024-04-23", "2024-04-29"),
        ("It fell on Rosh Hashanah 2016.", "Rosh Hashanah 2016", "2016-10-03", "2016-10-04"),
        ("It fell during Hanukkah 2023.", "Hanukkah 2023", "2023-12-08", "2023-12-15"),
        ("It lasted until the early hours of Sunday.",
         "the early hours of Sunday", "2016-09-18T00:00", "2016-09-18T06:00"),
        ("Between the evenings of 21 and 22 May, monitors heard shots.",
         "the evenings of 21 and 22 May", "2016-05-21T18:00", "2016-05-22T22:00"),
        ("It ended at midnight between 5 and 6 May.",
         "midnight between 5 and 6 May", "2016-05-06T00:00", "2016-05-06T00:00"),
        ("It fell at 18:00 UTC+3.", "18:00 UTC+3", "2016-09-21T18:00+03:00", "2016-09-21T18:00+03:00"),
        ("It fell at 18:00 (GMT+3).", "18:00", "2016-09-21T18:00+03:00", "2016-09-21T18:00+03:00"),
        ("It fell two nights ago.", "two nights ago", "2016-09-19T21:00", "2016-09-20T06:00"),
        ("It burned Friday night into Saturday.",
         "Friday night into Saturday", "2016-09-16T21:00", "2016-09-17T06:00"),
        ("It fell on Tuesday last week.", "Tuesday last week", "2016-09-13", "2016-09-13"),
        ("It fell the weekend before last.", "the weekend before last", "2016-09-10", "2016-09-11"),
        ("It fell this past weekend.", "this past weekend", "2016-09-17", "2016-09-18"),
        ("It fell in the evening hours of 18 September.",
         "the evening hours of 18 September", "2016-09-18T18:00", "2016-09-18T22:00"),
        ("It fell around 20:15 on the 18th.", "around 20:15 on the 18th", "2016-09-18T20:15", "2016-09-18T20:15"),
        ("It fell in the 1990s.", "the 1990s", "1990", "1999"),
        ("Shots were heard at 2359 on 18 September.",
         "2359 on 18 September", "2016-09-18T23:59", "2016-09-18T23:59"),
    ],
)  # fmt: skip
def test_one_expression_and_its_interval(text: str, quote: str, begin: str, finish: str) -> None:
    (time,) = find_times(text, WEDNESDAY)
    assert (time.span.quote, time.begin, time.finish) == (quote, begin, finish)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("From 28 August to 3 September 2014 it was calm.", ["2014-08-28", "2014-09-03"]),
        ("From 28 December to 3 January 2015 it was calm.", ["2014-12-28", "2015-01-03"]),
        ("Shots were heard from 9 to 11 p.m. on Monday.", ["2016-09-19T21:00", "2016-09-19T23:00"]),
        ("Shots were heard between 10 a.m. and noon.", ["2016-09-21T10:00", "2016-09-21T12:00"]),
        ("It was calm from 18:00 on 5 May until 06:00 on 6 May.", ["2016-05-05T18:00", "2016-05-06T06:00"]),
        ("From Monday to Friday it was calm.", ["2016-09-19", "2016-09-23"]),
        ("Fighting from 28 December to 3 January.", ["2016-12-28", "2017-01-03"]),
        ("It fell on 15, 16 and 17 September.", ["2016-09-15", "2016-09-16", "2016-09-17"]),
        ("It fell on Sept. 15, 16 and 17.", ["2016-09-15", "2016-09-16", "2016-09-17"]),
        ("Between August and October 2015 it held.", ["2015-08", "2015-10"]),
        ("On Monday it fell. Hours later it rose.", ["2016-09-19", "2016-09-19TXX"]),
        ("At 18:00 on Monday it fell. An hour and a half later it rose.", ["2016-09-19T18:00", "2016-09-19T19:30"]),
        ("On Monday it fell. Earlier in the day it stood.", ["2016-09-19", "2016-09-19"]),
        ("On Monday it fell. Later that night it burned.", ["2016-09-19", "2016-09-19TNI"]),
        ("It is to move in the coming hours.", ["FUTURE_REF"]),
    ],
)
def test_several_expressions_that_lean_on_one_another(text: str, values: list[str]) -> None:
    assert [value for _, value in told(text)] == values


def test_two_clocks_in_one_breath_tell_one_instant() -> None:
    found = find_times("It began at 1600 local, 1300 GMT, on Monday.", WEDNESDAY, time_zone="Asia/Damascus")
    assert [time.begin for time in found[:2]] == ["2016-09-19T16:00+03:00", "2016-09-19T13:00Z"]


@pytest.mark.parametrize(
    "text",
    [
        'He said so on "This Week".', "He told 60 Minutes so.", "The Six-Day War changed the map.",
        "It was shown on Russia Today by us.",
    ],
)  # fmt: skip
def test_titles_are_no_times(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize("text", ["This week it fell.", 'He said: "This week it fell."', "TODAY IT FELL."])
def test_a_capital_at_the_head_of_a_sentence_is_no_title(text: str) -> None:
    assert len(told(text)) == 1


@pytest.mark.parametrize(
    ("text", "begin", "finish"),
    [
        ("In the 24 hours to 6 p.m. on Monday 12 breaches were seen.", "2016-09-18T18:00", "2016-09-19T18:00"),
        ("In the three days up to 18 September it was calm.", "2016-09-15", "2016-09-18"),
        ("In the 24 hours to the end it was calm.", None, None),
    ],
)
def test_a_length_whose_end_is_told_has_both_ends(text: str, begin: str | None, finish: str | None) -> None:
    first = find_times(text, WEDNESDAY)[0]
    assert (first.begin, first.finish) == (begin, finish)


def test_a_national_day_is_found_and_not_placed() -> None:
    (time,) = find_times("It fell on Independence Day.", WEDNESDAY)
    assert (time.begin, time.finish) == (None, None)


def test_the_year_that_ended_on_a_day_has_its_ends() -> None:
    first, second = find_times("Losses grew in the year ended 30 June 2016.", WEDNESDAY)
    assert (first.value, first.begin, first.finish) == ("P1Y", "2015-07-01", "2016-06-30")
    assert second.value == "2016-06-30"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They were planning to march on Friday.", "2016-09-23"),
        ("The convoy is ready to leave as soon as Friday.", "2016-09-23"),
        ("On Friday, the army plans to withdraw.", "2016-09-23"),
        ("The envoy would travel to Geneva on Friday, he said.", "2016-09-23"),
        ("The truce had been due to expire on Friday.", "2016-09-16"),
        ("The deal previously had been scheduled to end on Friday.", "2016-09-16"),
        ("The army left on Friday.", "2016-09-16"),
        ("Until Friday, the army had not left.", "2016-09-16"),
        ("The pause was extended until Friday.", "2016-09-23"),
    ],
)
def test_the_side_of_publication_follows_the_verb(text: str, value: str) -> None:
    assert [found for _, found in told(text)] == [value]


def test_a_text_told_on_the_day_of_its_dateline() -> None:
    text = "BEIRUT, Sept 20 (Example) - Shells fell today. It was calm yesterday. It fell on Wednesday."
    assert [value for _, value in told(text)][1:] == ["2016-09-20", "2016-09-19", "2016-09-21"]


def test_a_zone_after_the_second_clock_is_that_of_the_first_too() -> None:
    found = find_times("Between 17:00 and 17:50 Moscow time on Monday it fell.", WEDNESDAY)
    assert [time.begin for time in found[:2]] == ["2016-09-19T17:00+03:00", "2016-09-19T17:50+03:00"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The calm had started on 12/9/2016.", "2016-09-12"),
        ("The calm will start on 10/9/2016.", "2016-10-09"),
        ("The calm started on 6/7/2016.", "2016-XX-XX"),
        ("12/9/2016", "2016-XX-XX"),
    ],
)
def test_a_number_date_that_fits_the_verb_in_one_order_only(text: str, value: str) -> None:
    assert [found for _, found in told(text)] == [value]
