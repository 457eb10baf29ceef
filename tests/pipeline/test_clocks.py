"""The agreement's clocks reach the words of a text, from the case's files to a claim's time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from trucewatch.assess.clocks import period_of
from trucewatch.pipeline.clocks import clocks_of
from trucewatch.pipeline.reading import read_claims
from trucewatch.pipeline.tools import Tools
from trucewatch.records.agreements import Agreement, Clock
from trucewatch.records.calendar import extent
from trucewatch.records.documents import Document
from trucewatch.store.case_files import load_case_files

EXAMPLE = Path(__file__).parents[2] / "examples" / "syria-2016"


@pytest.fixture(scope="module")
def tools() -> Tools:
    return Tools(load_case_files(EXAMPLE))


def document(text: str, published: str) -> Document:
    return Document(id="doc-c", sha256="0" * 64, name="c", media_type="text/plain", text=text, published=published)


def test_a_clock_that_follows_another_has_its_start_and_a_period_its_end() -> None:
    clocks = (
        Clock(id="truce", name="The truce", begin="2020-04-09T12:00+03:00"),
        Clock(id="first", name="First period", after="truce", duration="PT72H"),
        Clock(id="days", name="Calm", begin="2020-04-09", duration="P14D"),
        Clock(id="loop", name="Loop", after="loop"),
        Clock(id="lost", name="Lost", after="nothing", duration="P1D"),
    )
    found = {clock.id: (clock.begin, clock.finish) for clock in clocks_of(Agreement(id="a", title="A", clocks=clocks))}
    assert found == {
        "truce": ("2020-04-09T12:00+03:00", None),
        "first": ("2020-04-09T12:00+03:00", "2020-04-12T12:00:00+03:00"),
        "days": ("2020-04-09", "2020-04-22"),
        "loop": (None, None),
        "lost": (None, None),
    }
    assert clocks_of(None) == ()


@pytest.mark.parametrize(
    ("follows", "begin", "finish"),
    [
        ({"delay": "P6D"}, "2025-01-25", "2025-01-27"),
        ({"after_end": True}, "2025-03-02", "2025-03-04"),
        ({"after_end": True, "delay": "P2D"}, "2025-03-04", "2025-03-06"),
        ({"delay": "PT12H"}, None, None),
        ({"delay": "P1M"}, None, None),
    ],
)
def test_a_clock_begins_as_long_after_the_other_as_it_says(
    follows: dict[str, Any], begin: str | None, finish: str | None
) -> None:
    """Where it is told, it is the period by which findings are ruled."""
    first = Clock(id="first", name="First phase", begin="2025-01-19", duration="P42D")
    second = Clock(id="second", name="Second phase", after="first", duration="P3D", **follows)
    agreement = Agreement(id="a", title="A", clocks=(first, second))
    found = {clock.id: (clock.begin, clock.finish) for clock in clocks_of(agreement)}
    assert found["second"] == (begin, finish)
    if begin is not None and finish is not None:
        ruled = period_of(agreement, "second")
        assert (ruled.begin, ruled.finish) == extent(begin, finish)


def test_what_follows_an_end_told_to_the_minute_begins_with_the_next_one() -> None:
    first = Clock(id="first", name="First", begin="2025-01-19T00:01+02:00", finish="2025-03-01T23:59+02:00")
    second = Clock(id="second", name="Second", after="first", after_end=True)
    clocks = clocks_of(Agreement(id="a", title="A", clocks=(first, second)))
    assert clocks[1].begin == "2025-03-02T00:00:00+02:00"


@pytest.mark.parametrize(
    ("text", "begin"),
    [
        ("On the third day of the truce, shells hit Idlib.", "2016-09-14"),
        ("On D+2, shells hit Idlib.", "2016-09-14"),
        ("Two days after the truce took effect, shells hit Idlib.", "2016-09-14"),
        ("The truce was in force. Shells hit Idlib 36 hours after it took effect.", "2016-09-14T07:00+03:00"),
    ],
)
def test_a_day_of_the_truce_is_the_day_of_the_claim(text: str, begin: str, tools: Tools) -> None:
    claims = read_claims(document(text, "2016-09-16"), tools).claims
    (hit,) = [claim for claim in claims if claim.trigger.quote == "hit"]
    assert hit.time is not None
    assert hit.time.begin == begin


def test_without_a_case_the_words_are_found_and_not_placed() -> None:
    text = "On the third day of the truce, shells hit Idlib."
    (hit,) = read_claims(document(text, "2016-09-16"), Tools()).claims
    assert hit.time is not None
    assert hit.time.expression is not None
    assert (hit.time.begin, hit.time.expression.quote) == (None, "the third day of the truce")
