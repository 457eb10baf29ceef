"""Extensions: until when, told once, and not where the file holds it."""

from __future__ import annotations

import pytest

from assess.build import ACTORS, TRUCE, Word, statements
from trucewatch.assess.extensions import OPEN, Told, told_by
from trucewatch.assess.status import status_at
from trucewatch.records.agreements import Agreement, Instrument, InstrumentKind
from trucewatch.records.assessments import StatusValue

FILED = TRUCE.model_copy(
    update={
        "instruments": (
            *TRUCE.instruments,
            Instrument(id="more", title="Extension", kind=InstrumentKind.EXTENSION, date="2016-10-11"),
        )
    }
)


def extended(words: str, *, by: str = "north", day: str = "2016-10-11", name: str = "a") -> Word:
    story = Word(name, source="wire", published=day)
    story.word("truce_extended", by=by, day=day, trigger=f"extended the truce {words}")
    return story


def value(*stories: Word, at: str, agreement: Agreement = TRUCE) -> StatusValue:
    return status_at(agreement, statements(*stories, agreement=agreement), at, ACTORS).value


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("by five days", Told(longer="P5D")),
        ("without setting an end", Told(until=OPEN)),
        ("indefinitely", Told(until=OPEN)),
        ("by another 72 hours", Told(longer="PT72H")),
        ("for a further two weeks", Told(longer="P2W")),
        ("by a month", Told(longer="P1M")),
        ("until 10 December at noon", Told(until="2016-12-10")),
        ("until January 5 at noon", Told(until="2017-01-05")),
        ("until midnight on 20 October 2016", Told(until="2016-10-20")),
        ("again", Told()),
    ],
)
def test_how_far_it_is_extended(words: str, told: Told) -> None:
    (claim,) = extended(words).claims
    assert told_by(claim, "2016-10-11") == told


def test_one_extension_that_both_tell_is_counted_once() -> None:
    both = [extended("by five days"), extended("by five days", by="south", name="b", day="2016-10-12")]
    assert value(*both, at="2016-10-16") is StatusValue.IN_FORCE
    assert value(*both, at="2016-10-20") is StatusValue.EXPIRED
    second = extended("by five days", name="c", day="2016-10-17")
    assert value(*both, second, at="2016-10-20") is StatusValue.IN_FORCE
    assert value(*both, second, at="2016-10-25") is StatusValue.EXPIRED


def test_what_the_file_holds_already_lengthens_no_clock_again() -> None:
    story = extended("by five days")
    assert value(story, at="2016-10-15") is StatusValue.IN_FORCE
    assert value(story, at="2016-10-15", agreement=FILED) is StatusValue.EXPIRED


def test_whose_word_extends_it() -> None:
    assert value(extended("by five days", by="sponsor"), at="2016-10-15") is StatusValue.IN_FORCE
    assert value(extended("by five days", by="monitor"), at="2016-10-15") is StatusValue.EXPIRED


def test_extended_without_an_end_it_never_expires() -> None:
    assert value(extended("indefinitely"), at="2031-01-01") is StatusValue.IN_FORCE
