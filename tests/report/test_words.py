from __future__ import annotations

import importlib
import pkgutil
from enum import StrEnum

import pytest

from trucewatch import records
from trucewatch.records.claims import Count
from trucewatch.records.spans import Span
from trucewatch.report.words import count_words, date_words, duration_words, number_words, range_words, tables, word


def enumerations() -> list[type[StrEnum]]:
    found = set()
    for module in pkgutil.iter_modules(records.__path__):
        members = vars(importlib.import_module(f"trucewatch.records.{module.name}")).values()
        found |= {item for item in members if isinstance(item, type) and issubclass(item, StrEnum)}
    return sorted(found - {StrEnum}, key=lambda item: item.__name__)


@pytest.mark.parametrize("enumeration", enumerations(), ids=lambda item: item.__name__)
def test_every_member_has_words_and_no_table_has_more(enumeration: type[StrEnum]) -> None:
    assert set(tables()[enumeration]) == {member.value for member in enumeration}
    for member in enumeration:
        assert word(member).strip() and "_" not in word(member)


@pytest.mark.parametrize("harsh", ["lie", "regime", "terrorist", "guilty", "murder", "aggression", "militant"])
def test_words_are_neutral(harsh: str) -> None:
    assert not [text for table in tables().values() for text in table.values() if harsh in text.split()]


@pytest.mark.parametrize(
    ("begin", "finish", "expected"),
    [
        (None, None, "date unknown"),
        ("2016-09-17", "2016-09-17", "17 September 2016"),
        ("2016-09-17", "2016-09-18", "17–18 September 2016"),
        ("2016-09-30", "2016-10-02", "30 September – 2 October 2016"),
        ("2015-12-30", "2016-01-02", "30 December 2015 – 2 January 2016"),
        ("2016-09", "2016-09", "September 2016"),
        ("2016-09", "2016-11", "September–November 2016"),
        ("2016", "2016", "2016"),
        ("2016", "2017", "2016 – 2017"),
        ("2016-09-19T14:00Z", "2016-09-19T16:30Z", "19 September 2016, 14:00 UTC – 16:30 UTC"),
        ("2016-09-19", None, "from 19 September 2016"),
        (None, "2016-09-19", "until 19 September 2016"),
        ("2016-13-01", "2016-13-02", "2016-13-01 – 2016-13-02"),
    ],
)
def test_ranges(begin: str | None, finish: str | None, expected: str) -> None:
    assert range_words(begin, finish) == expected


def test_dates() -> None:
    assert date_words(None) == "date unknown"
    assert date_words("2016-09-19T07:05:00+03:00") == "19 September 2016, 07:05 UTC+03:00"
    assert date_words("2016-09-19T07:05+00:00") == "19 September 2016, 07:05 UTC"
    assert date_words("last spring") == "last spring"


def test_durations() -> None:
    assert duration_words("P7D") == "7 days"
    assert duration_words("P1MT12H") == "1 month, 12 hours"
    assert duration_words("P") == "P"


@pytest.mark.parametrize(
    ("low", "high", "words", "expected"),
    [
        (62, 62, "62", "62"),
        (62, None, "at least 62", "at least 62"),
        (24, 99, "dozens", "24–99 (“dozens”)"),
        (0, 9, "up to 9", "up to 9"),
        (1200, 1200, "1,200", "1,200"),
        (0, None, "some", "a number not given (“some”)"),
    ],
)
def test_numbers(low: int, high: int | None, words: str, expected: str) -> None:
    assert number_words(low, high, words) == expected


def test_counts_keep_their_noun() -> None:
    span = Span(start=0, end=11, quote="at least 62")
    assert count_words(Count(low=62, high=None, span=span, of="soldiers")) == "at least 62 soldiers"
