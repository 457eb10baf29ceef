"""Kinds of time expressions that failed once, five neighbours of each: written before any of them was read.

All are seen from Wednesday 15 May 2024, 14:54, unless a row says otherwise.
"""

from __future__ import annotations

import pytest

from trucewatch.resolve.times import find_times

SEEN = "2024-05-15T14:54"


def begins(text: str, published: str = SEEN) -> list[str | None]:
    return [time.begin for time in find_times(text, published)]


@pytest.mark.parametrize(
    ("words", "begin"),
    [
        # clocks
        ("Guns fired in Taiz from 6 a.m. till 8 a.m. on Monday.", ["2024-05-13T06:00", "2024-05-13T08:00"]),
        ("Shells fell on Taiz until 9 p.m. on Sunday.", ["2024-05-12T21:00"]),
        ("A bomb went off at a quarter to nine on Monday morning.", ["2024-05-13T08:45"]),
        ("Jets circled above Ibb from 23:00 until 23:40 on Monday.", ["2024-05-13T23:00", "2024-05-13T23:40"]),
        ("Rebels raided the post at six in the evening on Sunday.", ["2024-05-12T18:00"]),
        ("The mine exploded at twenty past five in the afternoon on Monday.", ["2024-05-13T17:20"]),
        ("Mortars hit Hays from dawn to dusk on Sunday.", ["2024-05-12T03:00", "2024-05-12T16:00"]),
        ("The truce will hold until 6 p.m. on Friday.", ["2024-05-17T18:00"]),
        # dates of logs
        ("IED at Taiz, 05-Mar-2024.", ["2024-03-05"]),
        ("Convoy stopped on 9MAR24.", ["2024-03-09"]),
        ("Small-arms fire, 2024-Mar-11, Ibb.", ["2024-03-11"]),
        ("Shots heard on 7.Apr.2024 at the crossing.", ["2024-04-07"]),
        ("Rocket impact 110430ZAPR24 north of the line.", ["2024-04-11T04:30Z"]),
        # so long ago, with the hour of publication
        ("The army shelled Ibb two hours ago.", ["2024-05-15T12:54"]),
        ("A car bomb exploded 40 minutes ago.", ["2024-05-15T14:14"]),
        ("The raid began an hour ago.", ["2024-05-15T13:54"]),
        ("The truce starts three hours from now.", ["2024-05-15T17:54"]),
        ("Planes bombed the dam 16 hours ago.", ["2024-05-14T22:54"]),
        # months of what was done
        ("Rebels took the dam in July.", ["2023-07"]),
        ("The army withdrew from Ibb in late August.", ["2023-08"]),
        ("Gunmen burned two villages in September.", ["2023-09"]),
        ("The mission said rebels shelled Taiz in June.", ["2023-06"]),
        ("Elections will be held in June.", ["2024-06"]),
        ("The parties agreed to meet in June.", ["2024-06"]),
        # names
        ("Judge April Moyo said rebels shelled Idlib.", []),
        ("Friday Osei, a driver, saw the raid.", []),
        ("Gunmen attacked the 17 July Bridge.", []),
        ("Fighters of the February 14 Coalition took the post.", []),
        ("Capt. June Hall denied it.", []),
        ("In April Moscow shelled Kharkiv.", ["2024-04"]),
        # counted weekdays
        ("Rebels shelled Idlib on the third Tuesday of March.", ["2024-03-19"]),
        ("The first Friday in April saw a raid.", ["2024-04-05"]),
        ("Troops left on the last Saturday of last month.", ["2024-04-27"]),
        ("The market was hit on the first Friday of Ramadan.", ["2024-03-15"]),
        ("The convoy came on the second Monday of January 2023.", ["2023-01-09"]),
        # numbers that are no year
        ("Around 1950 people fled the town.", []),
        ("Mortars hit Hill 2010 at noon.", ["2024-05-15T12:00"]),
        ("A 2000-strong force entered Ibb.", []),
        ("See www.mission.example/reports/2023/04/05/idlib for the log.", []),
        ("The army holds height 1985 near Ibb.", []),
        ("Around 2010 the line was redrawn.", ["2010"]),
        # weekdays from weekdays
        ("Gunmen raided the post two Sundays ago.", ["2024-05-05"]),
        ("The truce ends two weeks from Monday.", ["2024-06-03"]),
        ("Gunmen raided the post last week on Thursday.", ["2024-05-09"]),
        ("Rebels struck a week ago Friday.", ["2024-05-03"]),
        ("The convoy leaves the Sunday after next.", ["2024-05-26"]),
        ("The talks open the week after next.", ["2024-05-27"]),
        ("Gunmen raided the post the Monday before last.", ["2024-05-06"]),
    ],
)
def test_kinds_that_failed_once(words: str, begin: list[str | None]) -> None:
    assert begins(words) == begin


def test_hours_ago_are_a_day_or_two_where_the_hour_of_publication_is_not_told() -> None:
    (time,) = find_times("The army shelled Ibb two hours ago.", "2024-05-15")
    assert (time.begin, time.finish) == ("2024-05-14", "2024-05-15")
