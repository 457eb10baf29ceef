"""Extended terms: what an extension makes of the truce's end, of what was done meanwhile, and of what is owed."""

from __future__ import annotations

import pytest

from assess.build import ACTORS, TRUCE, Word, statements, status
from link.build import link
from trucewatch.assess.commitments import track
from trucewatch.assess.findings import assess_incidents
from trucewatch.records.assessments import Applicability, FindingValue, StatusValue


def renewed(words: str, *, day: str | None = None, by: str | None = "north", published: str = "2016-10-12") -> Word:
    story = Word("a", source="wire", published=published)
    story.word("truce_extended", by=by, actor="north", day=day, trigger=words)
    return story


def test_an_extension_told_late_was_made_by_the_end_that_it_extends() -> None:
    story = renewed("extended the truce until 12 November", by=None, published="2016-11-03")
    assert status(story, at="2016-10-20").value is StatusValue.IN_FORCE
    dated = renewed("extended the truce until 12 November", day="2016-11-01", published="2016-11-03")
    assert status(dated, at="2016-10-20").value is StatusValue.EXPIRED


def test_extensions_follow_on_one_another() -> None:
    story = renewed("extended the truce until 12 November", day="2016-10-11")
    again = Word("b", source="wire", published="2016-11-12")
    again.word("truce_extended", by="north", actor="north", day="2016-11-11", trigger="extended it by a month")
    assert status(story, again, at="2016-12-10").value is StatusValue.IN_FORCE
    assert status(story, again, at="2016-12-20").value is StatusValue.EXPIRED


def test_one_extension_told_by_a_day_and_by_its_length_is_one() -> None:
    story = renewed("extended the truce until 12 November", day="2016-10-11")
    other = Word("b", source="wire", published="2016-10-13")
    other.word("truce_extended", by="south", actor="south", day="2016-10-11", trigger="extended it by a month")
    assert status(story, other, at="2016-11-20").value is StatusValue.EXPIRED


@pytest.mark.parametrize(
    ("words", "applies"),
    [
        ("extended the truce until 12 November", Applicability.APPLIES),
        ("extended the truce", Applicability.UNCLEAR),
        ("extended the truce until 20 October", Applicability.NOT_IN_FORCE),
    ],
)
def test_terms_bind_as_long_as_the_truce_was_extended(words: str, applies: Applicability) -> None:
    act = Word("b", source="monitor-site", published="2016-10-26")
    act.tell(actor="north", target="south", place="Southbridge", day="2016-10-25")
    claims = [*act.claims]
    (found,) = assess_incidents(TRUCE, link(act), claims, ACTORS, None, statements=statements(renewed(words)))
    assert found.applicability is applies
    assert found.value is not FindingValue.POSSIBLE_BREACH or applies is Applicability.APPLIES


def test_what_has_no_day_of_its_own_is_due_by_the_new_end() -> None:
    term = TRUCE.terms[-1].model_copy(update={"clock": "whole"})
    agreement = TRUCE.model_copy(update={"terms": (term,)})
    said = statements(renewed("extended the truce until 12 November", day="2016-10-11"))
    (late,) = track(agreement, (), (), {}, ACTORS, "2016-10-20")
    (open_still,) = track(agreement, (), (), {}, ACTORS, "2016-10-20", statements=said)
    assert (late.state.value, open_still.state.value) == ("overdue", "open")


def test_before_the_truce_nothing_binds_whoever_joined_later() -> None:
    since = tuple(one.model_copy(update={"since": "2016-09-10"}) for one in TRUCE.participants)
    act = Word("b", source="monitor-site", published="2016-09-03")
    act.tell(actor="north", target="south", place="Southbridge", day="2016-09-02")
    agreement = TRUCE.model_copy(update={"participants": since})
    (found,) = assess_incidents(agreement, link(act), act.claims, ACTORS, None)
    assert found.applicability is Applicability.NOT_IN_FORCE
