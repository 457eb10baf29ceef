"""Words of a sentence as UD English cuts them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.extract.syntax.words import word_spans


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The army didn't shell Taiz.", "The|army|did|n't|shell|Taiz|."),
        ("It cannot hold, the army's spokesman said.", "It|can|not|hold|,|the|army|'s|spokesman|said|."),
        ("Rebel-held towns, anti-government fighters", "Rebel|-|held|towns|,|anti-government|fighters"),
        ("Gen. J. Smith of the U.S. Army", "Gen.|J.|Smith|of|the|U.S.|Army"),
        ("At 9.30pm 12,500 fled (10%).", "At|9.30|pm|12,500|fled|(|10|%|)|."),
        ("“We’ve won!!” he said…", "“|We|’ve|won|!!|”|he|said|…"),
        ("d'Alembert and O'Connor left at 5 o'clock.", "d'Alembert|and|O'Connor|left|at|5|o'clock|."),
        (
            "See https://example.org/a?b=1, or write to a.b@example.org.",
            "See|https://example.org/a?b=1|,|or|write|to|a.b@example.org|.",
        ),
        ("Sha'lan's men", "Sha'lan|'s|men"),
    ],
)
def test_words(text: str, words: str) -> None:
    assert [text[low:high] for low, high in word_spans(text)] == words.split("|")


@given(st.text(max_size=60))
def test_every_character_but_blanks_is_in_one_word(text: str) -> None:
    spans = word_spans(text)
    covered = [i for low, high in spans for i in range(low, high)]
    assert covered == [i for i, sign in enumerate(text) if not sign.isspace()]
    assert all(low < high for low, high in spans)
