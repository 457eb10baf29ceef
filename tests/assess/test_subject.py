"""Subject: whether a word is on this truce or on another one."""

from __future__ import annotations

import pytest

from assess.build import Word, statements
from trucewatch.records.assessments import Position
from trucewatch.records.claims import Force
from trucewatch.records.spans import Span

PUBLISHED = "2016-09-20"


def positions(story: Word) -> list[Position]:
    return [one.position for one in statements(story)]


@pytest.mark.parametrize(
    ("day", "counts"), [("2014", False), ("2016-08", False), ("2016-09-11", False), ("2016-09-12", True), (None, True)]
)
def test_what_was_ended_before_this_truce_began_is_another(day: str | None, counts: bool) -> None:
    story = Word("a", source="wire", published=PUBLISHED)
    story.word("truce_declared_ended", by="north", actor="north", day=day, force=Force.ANNOUNCES)
    assert positions(story) == ([Position.ENDED] if counts else [])


def test_a_text_that_came_out_before_it_tells_of_another() -> None:
    story = Word("a", source="wire", published="2016-09-01")
    story.word("truce_collapsed", by="north")
    story.word("truce_proposed", by="north")
    assert positions(story) == [Position.PROPOSED]


@pytest.mark.parametrize(
    ("words", "counts"),
    [
        ("announced the end of the previous ceasefire", False),
        ("announced the end of a former truce", False),
        ("announced the end of the last truce", False),
        ("announced the end of last week's truce", True),
        ("announced the end of the 2014 truce", False),
        ("announced the end of the truce of 2014", False),
        ("announced the end of the truce of September 2016", True),
        ("announced the end of the truce agreed earlier this month", True),
        ("announced the end of the truce with Southland", True),
        ("announced the end of its truce with the Hill Front", False),
        ("announced the end of its truce with insurgents", False),
        ("announced the end of the ceasefire talks", False),
        ("announced the end of a pause in mine clearance", False),
        ("announced the end of the pause in fighting", True),
        ("announced the end of the price truce", False),
        ("said that that truce, too, was over", False),
        ("said that that truce was over", True),
    ],
)
def test_the_words_beside_the_truce_tell_which_it_is(words: str, counts: bool) -> None:
    story = Word("a", source="wire", published=PUBLISHED)
    story.word("truce_declared_ended", by="north", actor="north", force=Force.ANNOUNCES, trigger=words)
    assert positions(story) == ([Position.ENDED] if counts else [])


@pytest.mark.parametrize(
    ("words", "counts"),
    [
        ("withdrew from nine of the temples", False),
        ("withdrew from the talks in the capital", False),
        ("pulled out of the committee", False),
        ("withdrew from the agreement", True),
        ("withdrew formally from the truce that it had signed", True),
        ("withdrew from it", True),
    ],
)
def test_who_leaves_something_else_does_not_end_the_truce(words: str, counts: bool) -> None:
    story = Word("a", source="wire", published=PUBLISHED)
    claim = story.word("truce_declared_ended", by="north", actor="north", trigger=words)
    start = claim.trigger.start
    trigger = Span(start=start, end=start + len(words.split()[0]), quote=words.split()[0])
    story.drafts[0]["claim"] = claim.model_copy(update={"trigger": trigger})
    assert positions(story) == ([Position.ENDED] if counts else [])
