"""Reliance: nothing follows for the truce from what is read so and not checked."""

from __future__ import annotations

import pytest

from assess.build import ACTORS, TRUCE, Word
from link.build import SOURCES
from trucewatch.assess.statements import find_statements
from trucewatch.assess.status import status_at
from trucewatch.records.assessments import Position, Status, StatusValue
from trucewatch.records.claims import Claim, Doubt, Force
from trucewatch.records.reliance import NOT_CHECKED, is_relied_on
from trucewatch.records.spans import Span


def doubted(claim: Claim, *doubts: Doubt, factuality: float = 3.0) -> Claim:
    return claim.model_copy(update={"why_check": doubts, "factuality": factuality})


def status(story: Word, *claims: Claim) -> Status:
    said = find_statements(claims, [story.document], TRUCE, SOURCES, ACTORS)
    return status_at(TRUCE, said, "2016-09-20", ACTORS)


def ended(force: Force = Force.ANNOUNCES) -> tuple[Word, Claim]:
    story = Word("a", source="wire", published="2016-09-19")
    return story, story.word("truce_declared_ended", by="north", actor="north", day="2016-09-19", force=force)


@pytest.mark.parametrize(
    ("doubt", "value"),
    [
        (Doubt.SUBORDINATE, StatusValue.IN_FORCE),
        (Doubt.HEDGED, StatusValue.IN_FORCE),
        (Doubt.PARTIES_UNSURE, StatusValue.IN_FORCE),
        (Doubt.RELAYED, StatusValue.DECLARED_ENDED),
        (Doubt.PLACE_CARRIED, StatusValue.DECLARED_ENDED),
    ],
)
def test_an_end_that_may_be_misread_ends_nothing(doubt: Doubt, value: StatusValue) -> None:
    story, claim = ended()
    found = status(story, doubted(claim, doubt))
    assert found.value is value
    assert bool(found.unchecked) == (value is StatusValue.IN_FORCE)


def test_what_is_not_checked_is_told_and_named_so() -> None:
    story, claim = ended()
    found = status(story, doubted(claim, Doubt.SUBORDINATE))
    assert [(one.speaker, one.position, one.sure) for one in found.unchecked] == [("north", Position.ENDED, False)]
    assert not found.latest
    told = next(reason for reason in found.trace if reason.rule == "status.unchecked")
    assert told.says.startswith(NOT_CHECKED)
    assert told.claims == (claim.id,)


def test_one_sure_telling_of_a_word_is_enough() -> None:
    story, claim = ended()
    again = story.word("truce_declared_ended", by="north", actor="north", day="2016-09-19", force=Force.ANNOUNCES)
    found = status(story, doubted(claim, Doubt.SUBORDINATE), again)
    assert found.value is StatusValue.DECLARED_ENDED
    assert not found.unchecked


def test_a_condition_is_hedged_by_its_nature() -> None:
    story = Word("a", source="wire", published="2016-09-19")
    claim = story.word("truce_observed", by="north", actor="north", day="2016-09-19", force=Force.CONDITIONAL)
    assert status(story, doubted(claim, Doubt.HEDGED, factuality=0.9)).value is StatusValue.CONDITIONAL
    assert status(story, doubted(claim, Doubt.SUBORDINATE)).value is StatusValue.IN_FORCE


def test_who_accuses_says_so_in_a_clause_below() -> None:
    """ "Accused them of violating the truce": what is laid at another's door hangs on the word that lays it there."""
    story = Word("a", source="wire", published="2016-09-19")
    accused = [
        story.word("truce_breached", by=by, actor=other, day="2016-09-19", force=Force.ALLEGES)
        for by, other in (("north", "south"), ("south", "north"))
    ]
    assert status(story, *(doubted(one, Doubt.SUBORDINATE) for one in accused)).value is StatusValue.CONTESTED
    asserted = [one.model_copy(update={"force": Force.ASSERTS}) for one in accused]
    assert status(story, *(doubted(one, Doubt.SUBORDINATE) for one in asserted)).value is StatusValue.IN_FORCE


@pytest.mark.parametrize("doubt", list(Doubt))
def test_who_says_so_is_for_the_rules_of_origins(doubt: Doubt) -> None:
    _, claim = ended()
    of_speakers = doubt in (Doubt.RELAYED, Doubt.UNNAMED_SPEAKER, Doubt.POINTS_BACK)
    assert is_relied_on(doubted(claim, doubt)) is of_speakers


@pytest.mark.parametrize(
    ("speaker", "value"),
    [
        ("a local commander of the north", StatusValue.IN_FORCE),
        ("one fighter of the north", StatusValue.IN_FORCE),
        ("the spokesman of the north", StatusValue.DECLARED_ENDED),
    ],
)
def test_one_of_a_partys_many_does_not_end_its_truce(speaker: str, value: StatusValue) -> None:
    story, claim = ended()
    (holder,) = claim.holder
    words = Span(start=0, end=len(speaker), quote=speaker)
    said = claim.model_copy(update={"holder": (holder.model_copy(update={"span": words}),)})
    assert status(story, said).value is value
