"""Clocks as moments: a day told without an offset is a day where the truce is."""

from __future__ import annotations

from datetime import datetime

import pytest

from assess.build import TRUCE
from link.build import ACTORS, link, strike
from trucewatch.assess.clocks import period_of, periods_told
from trucewatch.assess.findings import assess_incidents
from trucewatch.records.agreements import Agreement, Clock
from trucewatch.records.assessments import Applicability
from trucewatch.records.provisions import ClockValue

ZONES = ["Asia/Damascus", "America/Bogota", "Pacific/Kiritimati", None]


def truce(zone: str | None) -> Agreement:
    whole = Clock(id="whole", name="The truce", begin="2016-09-12", finish="2016-09-18", time_zone=zone)
    week = Clock(id="week", name="A week", after="whole", duration="P7D")
    return TRUCE.model_copy(update={"clocks": (whole, week)})


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2016-09-11", Applicability.NOT_IN_FORCE),
        ("2016-09-12", Applicability.APPLIES),
        ("2016-09-18", Applicability.APPLIES),
        ("2016-09-19", Applicability.NOT_IN_FORCE),
    ],
)
def test_the_first_and_the_last_day_are_of_the_truce(zone: str | None, day: str, expected: Applicability) -> None:
    story = strike("a", day=day)
    incidents = link(story)
    (found, *_) = assess_incidents(truce(zone), incidents, story.claims, ACTORS, None)
    assert found.applicability is expected


def test_a_clock_without_a_zone_runs_on_the_truces_own() -> None:
    agreement = truce("Asia/Damascus")
    period = period_of(agreement, "whole")
    assert (period.begin, period.finish) == (datetime(2016, 9, 11, 21), datetime(2016, 9, 18, 21))
    assert period_of(agreement, "week") == period
    disputed = agreement.clocks[1].model_copy(update={"values": (ClockValue(by=("south",), begin="2016-09-13"),)})
    (told,) = periods_told(agreement, disputed)
    assert told.begin == datetime(2016, 9, 12, 21)


def test_an_offset_goes_before_the_zone() -> None:
    clock = Clock(id="whole", name="The truce", begin="2016-09-12T19:00Z", time_zone="Asia/Damascus")
    assert period_of(TRUCE.model_copy(update={"clocks": (clock,)}), "whole").begin == datetime(2016, 9, 12, 19)
