"""Tellings: one per origin; revisions are history, overlapping ranges are no dispute, silence is silence."""

from __future__ import annotations

import pytest

from link.build import Story, link, strike
from trucewatch.records.claims import ClaimKind, Force
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
    night = strike("b", source="daily", day="2016-09-18T00:20", event="attack", place="Northford Airport")
    incident = one(strike("a"), night)
    assert incident.event == "air_strike"
    assert (incident.begin, incident.finish) == ("2016-09-17", "2016-09-18T00:20")
    apart = one(strike("a", actor="north"), strike("c", source="daily", actor="south"))
    assert [dispute.field for dispute in apart.disputes] == ["actor"]


def counted(name: str, published: str, killed: tuple[int, int | None], **told: object) -> Story:
    story = strike(name, source="daily", killed=killed, **told)
    story.published = published
    return story


def test_a_rising_toll_is_the_history_of_who_counts() -> None:
    """ "At least 80" does not contradict 83, and yet it is what the monitor said before."""
    tolls = [("a", "2016-09-17", (80, None)), ("b", "2016-09-18", (83, 83)), ("c", "2016-09-19", (90, None))]
    incident = one(*(counted(*toll, by=["monitor"]) for toll in tolls))
    (telling,) = incident.tellings
    assert values(incident, "monitor")["killed"] == "at least 90"
    assert [value.value for value in telling.revised] == ["at least 80", "83"]
    assert incident.disputes == ()


def test_a_vaguer_word_later_revises_nothing() -> None:
    incident = one(
        counted("a", "2016-09-17", (62, 62), by=["monitor"]), counted("b", "2016-09-19", (24, 99), by=["monitor"])
    )
    assert values(incident, "monitor")["killed"] == "62"
    assert incident.tellings[0].revised == ()


def test_what_a_monitor_passed_on_unnamed_and_then_counted_itself_disputes_nothing() -> None:
    first = counted("a", "2016-09-17", (80, 80), by=["monitor", "?a source at the airfield"])
    incident = one(first, counted("b", "2016-09-19", (90, 90), by=["monitor"]))
    assert "killed" not in [dispute.field for dispute in incident.disputes]
    telling = next(telling for telling in incident.tellings if telling.origin.id == "monitor")
    assert [value.value for value in telling.revised] == ["80"]


def test_a_correction_takes_back_the_figure_it_repeats() -> None:
    wrong = counted("a", "2016-09-17", (100, 100))
    right = Story("b", source="daily", published="2016-09-18", text="Correction: strike on Northford\n")
    told = {"actor": "north", "target": "south-army", "place": "Northford", "day": "2016-09-17"}
    right.tell(**told, killed=(100, 100), opening="Our earlier report said wrongly that")
    right.tell(**told, killed=(62, 62), by=["south-army"], opening="The figure was another.")
    incident = one(wrong, right)
    assert "killed" not in values(incident, "daily")
    revised = next(telling.revised for telling in incident.tellings if telling.origin.id == "daily")
    assert {value.value for value in revised} == {"100"}
    assert incident.disputes == ()


def purpose(name: str, by: str, words: str, *, negated: bool = False) -> Story:
    story = strike(name, source="daily", by=[by])
    story.tell("ground_advance", actor="front", place="Northford", day="2016-09-17")
    story.tell("intent_stated", target="the raid", by=[by], kind=ClaimKind.INTENT, trigger=words, negated=negated)
    return story


@pytest.mark.parametrize(("words", "negated", "disputed"), [("a mistake", False, True), ("deliberate", True, True)])
def test_meant_and_unmeant_are_disputed_and_speak_of_the_raid(words: str, negated: bool, disputed: bool) -> None:
    stories = [purpose("a", "north-ministry", words.removeprefix("a "), negated=negated)]
    stories.append(purpose("b", "south-ministry", "deliberate"))
    incidents = {incident.event: incident for incident in link(*stories)}
    fields = [dispute.field for dispute in incidents["air_strike"].disputes]
    assert ("intent" in fields) is disputed
    assert not [v for t in incidents["ground_advance"].tellings for v in t.values if v.field == "intent"]


def test_no_denial_is_dated_before_what_it_denies() -> None:
    early = Story("b", source="daily", published="2016-09-19")
    early.tell(actor="north", target="south-army", day="2016-09-12", by=["north-ministry"], force=Force.DENIES)
    incident = one(strike("a"), early)
    assert [telling.origin.id for telling in incident.tellings] == ["wire"]
