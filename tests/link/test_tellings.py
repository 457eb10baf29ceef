"""Tellings: one per origin; revisions are history, overlapping ranges are no dispute, silence is silence."""

from __future__ import annotations

import pytest

from link.build import Story, link, strike
from trucewatch.records.claims import Force
from trucewatch.records.incidents import Incident


def one(*stories: Story) -> Incident:
    (incident,) = link(*stories)
    return incident


def later(story: Story, published: str) -> Story:
    story.published = published
    return story


def values(incident: Incident, origin: str) -> dict[str, str]:
    telling = next(telling for telling in incident.tellings if telling.origin.id == origin)
    return {value.field: value.value for value in telling.values}


def test_a_telling_has_what_its_origin_says() -> None:
    incident = one(strike("a", killed=(62, 62)))
    assert values(incident, "wire") == {
        "event": "air strike",
        "actor": "Northland",
        "target": "Army of Southland",
        "place": "Northford",
        "time": "2016-09-17",
        "killed": "62",
    }


def test_different_figures_are_disputed_with_their_origins() -> None:
    incident = one(strike("a", killed=(62, 62)), strike("b", source="daily", killed=(90, 90)))
    (dispute,) = incident.disputes
    assert (dispute.field, dispute.values) == ("killed", (("62", ("wire",)), ("90", ("daily",))))


@pytest.mark.parametrize("other", [(62, 62), (50, 70), (60, None)])
def test_figures_that_can_both_hold_are_not_disputed(other: tuple[int, int | None]) -> None:
    assert one(strike("a", killed=(62, 62)), strike("b", source="daily", killed=other)).disputes == ()


def test_silence_is_no_dispute() -> None:
    incident = one(strike("a", killed=(62, 62)), strike("b", source="daily", target=None))
    assert incident.disputes == ()
    assert "killed" not in values(incident, "daily")


def test_what_an_origin_says_later_revises_what_it_said() -> None:
    incident = one(strike("a", killed=(62, 62)), later(strike("b", killed=(83, 83)), "2016-09-20"))
    assert incident.disputes == ()
    (telling,) = incident.tellings
    assert values(incident, "wire")["killed"] == "83"
    assert [(value.field, value.value) for value in telling.revised] == [("killed", "62")]


def test_the_finer_of_two_values_is_kept() -> None:
    incident = one(strike("a", event="attack"), later(strike("b", event="air_strike"), "2016-09-20"))
    assert values(incident, "wire")["event"] == "air strike"
    (telling,) = incident.tellings
    assert telling.revised == ()


def test_words_that_nobody_resolved_are_quoted_and_dispute_nothing() -> None:
    incident = one(strike("a"), strike("b", source="daily", actor="the aggressors"))
    assert values(incident, "daily")["actor"] == "“the aggressors”"
    assert incident.disputes == ()


def test_a_denial_that_is_taken_back_is_not_the_last_word() -> None:
    first = later(strike("a", by=["north-ministry"], force=Force.DENIES), "2016-09-18")
    second = later(strike("b", by=["north-ministry"], force=Force.CONCEDES), "2016-09-20")
    (telling,) = one(first, second).tellings
    assert telling.force is Force.CONCEDES


def test_a_disputed_value_is_not_the_incidents() -> None:
    night = strike("b", source="daily", day="2016-09-18", event="attack", place="Northford Airport")
    incident = one(strike("a"), night)
    assert incident.event == "air_strike"
    assert (incident.begin, incident.finish) == ("2016-09-17", "2016-09-18")
    apart = one(strike("a", actor="north"), strike("c", source="daily", actor="south"))
    assert [dispute.field for dispute in apart.disputes] == ["actor"]
