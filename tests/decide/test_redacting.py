"""Redacting: a passage is found by its seal alone, and nothing of it is left."""

from __future__ import annotations

import pytest

from trucewatch.decide.redacting import Seal, Withheld, find_sealed, passages_of, redact, sealed
from trucewatch.read.document import read_document

TEXT = "Amina Saleh said shells fell on Taiz. Alina, a nurse, and Amina\nSaleh fled; Amina Salehi stayed."


def test_a_seal_tells_no_word_and_minds_no_blanks() -> None:
    assert sealed("Amina Saleh") == sealed("Amina\n  Saleh")
    assert sealed("Amina Saleh") != sealed("amina saleh")
    assert "Amina" not in sealed("Amina Saleh")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Amina Saleh", ["Amina Saleh", "Amina\nSaleh"]),
        ("Ali", []),
        ("shells fell on Taiz.", ["shells fell on Taiz."]),
        ("Amina Salehi stayed.", ["Amina Salehi stayed."]),
    ],
)
def test_passages_are_found_as_whole_words(words: str, found: list[str]) -> None:
    assert [TEXT[start:end] for start, end in find_sealed(TEXT, sealed(words))] == found


def test_a_document_keeps_its_offsets_and_none_of_the_words() -> None:
    raw = f"---\ntitle: Amina Saleh speaks\nauthor: Amina Saleh\n---\n{TEXT}\n".encode()
    whole = read_document(raw, "a.txt")
    shown = redact(whole, [Seal(sealed("Amina Saleh"), 1)])
    assert len(shown.text) == len(whole.text)
    assert "Saleh said" not in shown.canonical_json()
    assert "Amina Saleh speaks" not in shown.canonical_json()
    assert shown.author == "█████ █████"
    assert shown.text.startswith("█████ █████ said shells fell on Taiz.")
    assert "Amina Salehi stayed" in shown.text
    assert (shown.id, shown.sha256) == (whole.id, whole.sha256)


def test_a_seal_that_fits_nothing_is_told_unless_it_came_from_an_older_version() -> None:
    assert passages_of(TEXT, [Seal(sealed("Omar"), 4)])[1] == Seal(sealed("Omar"), 4)
    assert passages_of(TEXT, [Seal(sealed("Omar"), 4, followed=True)]) == (set(), None)


def test_words_are_hidden_wherever_a_decision_quotes_them() -> None:
    hidden = Withheld(frozenset({"Amina Saleh"})).hide({"a": ["said Amina Saleh"], "n": 3})
    assert hidden == {"a": ["said █████ █████"], "n": 3}
