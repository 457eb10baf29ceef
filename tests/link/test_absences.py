"""Absences: what is told of a whole day denies no one act; a denial of that day and town does."""

from __future__ import annotations

import pytest

from link.build import ACTORS, Story, link
from trucewatch.link.attach import tie
from trucewatch.link.facts import facts_of
from trucewatch.link.occasions import Occasion
from trucewatch.records.claims import Force
from trucewatch.records.incidents import Grade
from trucewatch.records.times import TimeBasis


def told(**values: object) -> Story:
    story = Story("a", source="wire", published="2016-09-20")
    story.tell("air_strike", place="Northford", day="2016-09-19", **values)  # type: ignore[arg-type]
    return story


@pytest.mark.parametrize(
    ("trigger", "incidents"), [("and no air strike was reported", 1), ("and the air strike did not take place", 2)]
)
def test_that_nothing_was_reported_denies_nothing_that_was(trigger: str, incidents: int) -> None:
    story = told()
    claim = story.tell("air_strike", negated=True, trigger=trigger, killed=None)
    start = story.text.index("air strike", claim.span.start)
    narrow = claim.trigger.model_copy(update={"start": start, "end": start + 10, "quote": "air strike"})
    story.drafts[-1]["claim"] = claim.model_copy(update={"trigger": narrow})
    (found,) = link(story)
    assert len(found.claims) == incidents


@pytest.mark.parametrize(
    ("place", "basis", "fits"),
    [
        ("Northford", TimeBasis.STATED, True),
        ("Northford", TimeBasis.INHERITED, False),
        ("Southbridge", TimeBasis.STATED, False),
    ],
)
def test_a_denial_of_that_day_and_town_is_of_what_was_told_of_them(place: str, basis: TimeBasis, fits: bool) -> None:
    own = told(actor="somebody")
    other = Story("b", source="daily", published="2016-09-21")
    other.tell("air_strike", place=place, day="2016-09-19", basis=basis, actor="north", force=Force.DENIES)
    act, denial = (facts_of(story.claims[0], story.document, ACTORS) for story in (own, other))
    assert (tie(denial, Occasion([act]), {}) is not None) == fits


def test_who_fights_has_standing_to_tell_of_what_the_others_did() -> None:
    def grade(*stories: Story) -> Grade:
        return next(one for one in link(*stories) if one.event == "shelling").support.grade

    def shelled(by: str, name: str, **values: object) -> Story:
        story = Story(name, source="wire", published="2016-09-20")
        where = {"place": "Eastholm", "day": "2016-09-19", "actor": "north-army", "by": [by], **values}
        story.tell("shelling", **where)  # type: ignore[arg-type]
        return story

    denied = shelled("north-army", "b", force=Force.DENIES)
    assert grade(shelled("front", "a"), denied) is Grade.WEAK
    fight = told(actor="front", target="north")
    assert grade(shelled("front", "a"), denied, fight) is Grade.CONTESTED
    assert grade(shelled("daily", "a"), denied, fight) is Grade.WEAK
