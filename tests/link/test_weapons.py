"""Weapons: somebody shot dead is no victim of the blast told beside it."""

from __future__ import annotations

import pytest

from link.build import Story, link


@pytest.mark.parametrize(("trigger", "incidents"), [("killed", 1), ("shot dead", 2), ("stabbed", 2)])
def test_a_man_shot_dead_is_no_victim_of_a_grenade(trigger: str, incidents: int) -> None:
    story = Story("a", source="wire", published="2016-09-20")
    story.tell("grenade", place="Northford", day="2016-09-19")
    story.tell("killing", place="Northford", day="2016-09-19", trigger=trigger, killed=(1, 1))
    assert len(link(story)) == incidents


def test_one_shot_dead_may_be_a_victim_of_a_clash() -> None:
    story = Story("a", source="wire", published="2016-09-20")
    story.tell("armed_clash", place="Northford", day="2016-09-19")
    story.tell("killing", place="Northford", day="2016-09-19", trigger="shot dead", killed=(1, 1))
    assert len(link(story)) == 1
