"""Quotes are found as they stand: blanks and quote marks are folded, nothing else, and words are matched whole."""

from __future__ import annotations

import pytest

from trucewatch.extract.guest.quotes import find_quote, nearest_quote

TEXT = "The army said “the  Eastern\nfront” was calm. It fired 15 shells; the house of us burned. It fired again."


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ('"the Eastern front"', "“the  Eastern\nfront”"),
        ("the Eastern\u00a0front", "the  Eastern\nfront"),
        ("  The army ", "The army"),
        ("us", "us"),
        ("15 shells", "15 shells"),
    ],
)
def test_blanks_and_quote_marks_are_folded(quote: str, found: str):
    span = find_quote(TEXT, quote, 0, len(TEXT))
    assert span is not None
    assert span.quote == found
    assert span.holds(TEXT)


@pytest.mark.parametrize(
    "quote", ["the army", "5 shells", "hous", "The armies", "The army's", "eastern front", "", " "]
)
def test_nothing_else_is(quote: str):
    assert find_quote(TEXT, quote, 0, len(TEXT)) is None


def test_a_particle_may_be_joined_to_an_arabic_word():
    text = "قصف الجيش المدينة والجيش نفى ذلك"
    span = find_quote(text, "الجيش", 12, len(text))
    assert span is not None
    assert span.start == text.index("والجيش") + 1


def test_of_several_places_the_sentence_goes_first_then_the_last_before_it():
    start = TEXT.index("It fired again")
    sentence = (start, len(TEXT))
    inside = nearest_quote(TEXT, "It", sentence, start)
    before = nearest_quote(TEXT, "fired", (TEXT.index("again"), len(TEXT)), len(TEXT))
    assert inside is not None and inside.start == start
    assert before is not None and before.start == TEXT.rindex("fired")
    after = nearest_quote(TEXT, "us", (0, 10), 0)
    assert after is not None and after.quote == "us"
