"""Promise 1 at its root: a span whose quote does not match cannot be made."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from trucewatch.errors import AnchorError
from trucewatch.records.spans import Span

TEXT = "دير الزور: «62» soldiers 🕊 were killed."


def test_a_span_carries_the_words_that_stand_there():
    span = Span.on(TEXT, 0, 9)
    assert (span.quote, span.holds(TEXT)) == ("دير الزور", True)


@pytest.mark.parametrize(("start", "end"), [(5, 5), (6, 5), (-1, 3), (0, len(TEXT) + 1)])
def test_an_empty_or_outside_span_is_refused(start: int, end: int):
    with pytest.raises(AnchorError) as caught:
        Span.on(TEXT, start, end)
    assert caught.value.code == "anchor.outside"


def test_another_quote_is_refused_with_both_words():
    with pytest.raises(AnchorError, match="not 'sixty'") as caught:
        Span.on(TEXT, 12, 14, "sixty")
    assert caught.value.code == "anchor.mismatch"


def test_a_quote_of_another_length_cannot_be_made_even_without_the_text():
    with pytest.raises(ValidationError):
        Span(start=0, end=3, quote="four")


def test_a_stored_span_is_held_to_the_text_it_comes_back_to():
    stored = Span.on(TEXT, 16, 24).model_dump_json()
    assert Span.model_validate_json(stored, context={"text": TEXT}).quote == "soldiers"
    with pytest.raises(ValidationError, match="reads"):
        Span.model_validate_json(stored, context={"text": TEXT.replace("soldiers", "children")})


@given(st.text(), st.integers(), st.integers())
def test_whatever_is_made_holds(text: str, start: int, end: int):
    try:
        assert Span.on(text, start, end).holds(text)
    except AnchorError:
        assert not 0 <= start < end <= len(text)
