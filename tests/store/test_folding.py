"""Folding: what is the same word, however it is written; and where each letter came from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.store.folding import fold, folded


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ṣanʿāʾ", "sana"),
        ("Al Ḩudaydah", "al hudaydah"),
        ("Şırnak", "sirnak"),
        ("Łódź", "lodz"),
        ("Straße", "STRASSE"),
        ("الحُدَيْدَة", "الحديده"),
        ("أُعْلِنَت", "اعلنت"),
        ("على", "علي"),
        ("مـــصر", "مصر"),
        ("Việt", "viet"),
    ],
)
def test_the_same_word_is_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(st.text())
def test_each_letter_knows_where_it_came_from(text: str) -> None:
    plain, places = folded(text)
    assert plain == fold(text)
    assert len(plain) == len(places)
    assert places == sorted(places)
    assert all(0 <= place < len(text) for place in places)
