"""Numbers of quoted words, by the rules of every other count; no number is a guest's own."""

from __future__ import annotations

import pytest

from trucewatch.extract.guest.amounts import count_in, says_none
from trucewatch.records.claims import Whom
from trucewatch.records.spans import Span


def span(words: str) -> Span:
    return Span(start=0, end=len(words), quote=words)


@pytest.mark.parametrize(
    ("words", "low", "high", "whom"),
    [
        ("two soldiers", 2, 2, Whom.FIGHTERS),
        ("At least 12 civilians", 12, None, Whom.CIVILIANS),
        ("up to 1,200 people", 1, 1200, Whom.UNKNOWN),
        ("between three and five fighters", 3, 5, Whom.FIGHTERS),
        ("twenty-five", 25, 25, Whom.UNKNOWN),
        ("dozens of civilians", 24, 99, Whom.CIVILIANS),
        ("a child", 1, 1, Whom.CIVILIANS),
        ("١٢", 12, 12, Whom.UNKNOWN),
    ],
)
def test_numbers_are_read(words: str, low: int, high: int | None, whom: Whom):
    count = count_in(span(words))
    assert count is not None
    assert (count.low, count.high, count.whom) == (low, high, whom)


@pytest.mark.parametrize("words", ["the soldiers", "погибли", "x", "  "])
def test_words_without_a_number_give_none(words: str):
    assert count_in(span(words)) is None


def test_that_nobody_was_harmed_has_to_be_said():
    assert says_none(span("no casualties"))
    assert not says_none(span("casualties"))
    assert not says_none(span("no fewer than 5 dead"))
