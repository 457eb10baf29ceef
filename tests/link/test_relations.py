"""Relations: recurrences and tallies bear on incidents without being part of them."""

from __future__ import annotations

from link.build import ACTORS, Story, link, strike
from trucewatch.link.relations import related
from trucewatch.records.base import content_id
from trucewatch.records.claims import Claim, Count, Force, Tally
from trucewatch.records.incidents import Incident, RelationKind
from trucewatch.records.times import EventTime


def tally(story: Story, event: str, begin: str, finish: str | None, actor: str | None = None) -> Tally:
    """A count in a story's words."""
    start = len(story.text)
    count = story.say("35")
    trigger = story.say("strikes")
    who = story.who(actor)
    return Tally(
        id=content_id("tally", [story.id, start]),
        document=story.id,
        event=event,
        span=count,
        trigger=trigger,
        count=Count(low=35, high=35, span=count),
        actor=who,
        window=EventTime(begin=begin, finish=finish, rule="test"),
        force=Force.ASSERTS,
        rule="test",
    )


def relations(incidents: tuple[Incident, ...], claims: list[Claim], tallies: list[Tally]) -> list[list[RelationKind]]:
    return [[relation.kind for relation in one.relations] for one in related(incidents, claims, tallies, ACTORS)]


def test_a_recurrence_names_the_incidents_before_it() -> None:
    story = Story("a", source="wire", published="2016-09-21")
    told = {"actor": "north", "target": "south-army", "place": "Northford"}
    story.tell(day="2015-12-06", **told)
    story.tell(day="2016-09-17", recurs="for the second time in a year", **told)
    first, second = related(link(story), story.claims, [], ACTORS)
    assert first.relations == ()
    (relation,) = second.relations
    assert (relation.kind, relation.incidents) == (RelationKind.RECURRENCE, (first.id,))
    assert relation.words == "for the second time in a year"


def test_a_tally_bears_on_what_lies_in_its_window() -> None:
    story = strike("a")
    within = tally(story, "air_strike", "2016-09-12", "2016-09-19")
    elsewhen = tally(story, "air_strike", "2016-09-18", "2016-09-19")
    other_kind = tally(story, "abduction", "2016-09-12", "2016-09-19")
    others = tally(story, "air_strike", "2016-09-12", "2016-09-19", actor="front")
    (incident,) = related(link(story), story.claims, [within, elsewhen, other_kind, others], ACTORS)
    assert [relation.claim for relation in incident.relations] == [within.id]
    assert incident.relations[0].kind is RelationKind.TALLY


def test_a_tally_of_one_side_bears_on_what_its_forces_did() -> None:
    story = strike("a", actor="north-army")
    count = tally(story, "attack", "2016-09-12", "2016-09-19", actor="north")
    assert relations(link(story), story.claims, [count]) == [[RelationKind.TALLY]]


def test_relations_add_no_claim_and_no_origin() -> None:
    story = strike("a")
    incidents = link(story)
    (incident,) = related(incidents, story.claims, [tally(story, "air_strike", "2016-09", "2016-09")], ACTORS)
    assert incident.model_copy(update={"relations": ()}) == incidents[0]


def test_an_open_window_ends_when_its_document_came_out() -> None:
    story = strike("a")
    since = tally(story, "truce_breached", "2016-09-12T19:00", None)
    (known,) = related(link(story), story.claims, [since], ACTORS, [story.document])
    assert [relation.claim for relation in known.relations] == [since.id]
    story.published = None
    (unknown,) = related(link(story), story.claims, [since], ACTORS, [story.document])
    assert unknown.relations == ()


def test_a_count_of_breaches_counts_acts_and_no_aid() -> None:
    story = strike("a", event="aid_delivery")
    count = tally(story, "truce_breached", "2016-09-12", "2016-09-19")
    (incident,) = related(link(story), story.claims, [count], ACTORS)
    assert incident.relations == ()
