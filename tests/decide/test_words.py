"""Words: where a document has what a person gives."""

from __future__ import annotations

import pytest

from trucewatch.decide.words import nearest_words, the_words, words_for
from trucewatch.errors import CaseError
from trucewatch.records.actors import Actor, FormerName
from trucewatch.records.spans import Span

TEXT = (
    "The army shelled the town.\nLater the army\nleft. "
    "An army-issue shell lay there; the front, once the Hill Front, left."
)
FIRST = Span.on(TEXT, 0, 26)


def test_the_one_place_is_found_whatever_the_blanks() -> None:
    assert the_words(TEXT, "the army left.", "a.txt").quote == "the army\nleft."


@pytest.mark.parametrize(
    ("words", "wrong"),
    [("the navy", "do not stand there"), ("army", "stand there 3 times"), ("", "do not stand there")],
)
def test_words_that_are_not_there_once_are_told(words: str, wrong: str) -> None:
    with pytest.raises(CaseError, match=wrong) as caught:
        the_words(TEXT, words, "a.txt")
    assert (caught.value.code, caught.value.faults[0].where) == ("decide.words", "a.txt")


def test_the_nearest_place_is_the_one_in_the_clause() -> None:
    found = nearest_words(TEXT, "army", FIRST)
    assert found is not None and FIRST.covers(found)
    later = nearest_words(TEXT, "left", FIRST)
    assert later is not None and later.start == TEXT.index("left")
    assert nearest_words(TEXT, "nav", FIRST) is None


def test_a_clause_names_an_actor_by_any_of_its_names() -> None:
    whole = Span.on(TEXT, 0, len(TEXT))
    front = Actor(id="front", name="New Front", former=(FormerName(name="Hill Front"),))
    found = words_for(TEXT, front, whole)
    assert found is not None and found.quote == "Hill Front"
    assert words_for(TEXT, front, FIRST) is None
