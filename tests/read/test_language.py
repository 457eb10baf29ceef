"""The language of a text: told where it is clear, from both ends of its beginning, and left open where it is not."""

from __future__ import annotations

import pytest

from trucewatch.read.language import END, MIN_LETTERS, SAMPLE, detect_language

ENGLISH = "The ministry said on Monday that the ceasefire along the river had held for a third day without shelling. "
GERMAN = "Das Ministerium teilte am Montag mit, die Waffenruhe habe auch am dritten Tag ohne Beschuss gehalten. "


@pytest.mark.parametrize(("sentence", "language"), [(ENGLISH, "en"), (GERMAN, "de")])
@pytest.mark.parametrize("times", [1, 3, 40])
def test_a_text_of_any_length_has_the_language_of_its_sentences(sentence: str, language: str, times: int) -> None:
    assert detect_language(sentence * times) == language


def test_a_short_text_has_none() -> None:
    letters = "Aleppo "
    assert detect_language(letters * 3) is None
    assert detect_language("1, 2, 3 … " * 100) is None


def test_letters_count_and_marks_between_them_do_not() -> None:
    spread = " 12 – ".join(ENGLISH[: MIN_LETTERS - 5])
    assert detect_language(spread) is None


def test_a_heading_in_another_language_does_not_outvote_the_text() -> None:
    assert detect_language(GERMAN[:END] + "\n\n" + ENGLISH * 20) == "en"


def test_what_stands_after_the_sample_does_not_count() -> None:
    assert detect_language((ENGLISH * 20)[:SAMPLE] + GERMAN * 40) == "en"


@pytest.mark.parametrize("text", ["", "\x00", "\ud800" * 400, "x" * 5000, "🙂" * 900])
def test_no_text_is_too_odd(text: str) -> None:
    assert detect_language(text) is None or isinstance(detect_language(text), str)
