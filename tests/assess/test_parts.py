"""Zones, pairs of parties and clocks: what differs from the whole, what was taken back, what is about to run out."""

from __future__ import annotations

from assess.build import TRUCE, Word, statements
from link.build import ACTORS, Story, link, strike
from trucewatch.assess.findings import assess_incidents
from trucewatch.assess.status import status_at
from trucewatch.records.agreements import Agreement, Capacity, Clock, Participation
from trucewatch.records.assessments import Position, Status, StatusValue
from trucewatch.records.claims import ClaimKind, Force
from trucewatch.records.provisions import ClockValue, Extension, ExtensionKind

THREE = TRUCE.model_copy(
    update={
        "participants": (*TRUCE.participants, Participation(actor="front", capacity=Capacity.PARTY)),
        "exclusions": (),
    }
)


def word(name: str, day: str, event: str, by: str, opening: str | None = None, **told: object) -> Word:
    story = Word(name, source="wire", published=day)
    story.word(event, by=by, day=day, opening=opening, **told)  # type: ignore[arg-type]
    return story


def status(*stories: Story, at: str, agreement: Agreement = TRUCE) -> Status:
    said = statements(*stories, agreement=agreement)
    claims = [claim for story in stories for claim in story.claims]
    incidents = link(*stories)
    found = assess_incidents(agreement, incidents, claims, ACTORS, None)
    return status_at(agreement, said, at, ACTORS, incidents=incidents, findings=found)


def placed(name: str, day: str, event: str, by: str, place: str) -> Word:
    """A word on the truce in one place."""
    story = Word(name, source="wire", published=day)
    story.tell(
        event, by=[by], trigger="ended the truce in", place=place, day=day, force=Force.ANNOUNCES, kind=ClaimKind.TRUCE
    )
    return story


def test_an_end_in_one_town_leaves_the_whole_in_force() -> None:
    found = status(placed("a", "2016-09-16", "truce_declared_ended", "north", "Eastholm"), at="2016-09-20")
    assert found.value is StatusValue.IN_FORCE
    (part,) = found.parts
    assert (part.kind, part.name, part.value, part.by) == ("zone", "Eastholm", StatusValue.DECLARED_ENDED, ("north",))
    assert [one.zone_name for one in found.latest if one.position is Position.ENDED] == ["Eastholm"]


def test_an_end_of_the_whole_reaches_into_every_part() -> None:
    stories = [
        placed("a", "2016-09-16", "truce_declared_ended", "north", "Eastholm"),
        word("b", "2016-09-18", "truce_declared_ended", "south", force=Force.ANNOUNCES),
    ]
    found = status(*stories, at="2016-09-20")
    assert (found.value, found.parts) == (StatusValue.DECLARED_ENDED, ())


def test_two_parties_may_keep_what_a_third_has_ended() -> None:
    fight = strike("f", actor="front", target="north-army", day="2016-09-15")
    ended = word("a", "2016-09-16", "truce_declared_ended", "south", force=Force.ANNOUNCES)
    found = status(fight, ended, at="2016-09-20", agreement=THREE)
    assert found.value is StatusValue.DECLARED_ENDED
    assert [(part.kind, part.id, part.value) for part in found.parts] == [("dyad", "front|north", StatusValue.IN_FORCE)]


def test_a_suspension_that_is_taken_back_is_over_and_told() -> None:
    stories = [
        word("a", "2016-09-14", "truce_suspended", "north", force=Force.ANNOUNCES),
        word("b", "2016-09-18", "truce_observed", "north", actor="north"),
    ]
    assert status(*stories, at="2016-09-15").value is StatusValue.SUSPENDED
    found = status(*stories, at="2016-09-20")
    assert found.value is StatusValue.IN_FORCE
    assert "status.resumed" in [step.rule for step in found.trace]


def test_who_says_it_will_observe_the_truce_accepts_it() -> None:
    story = word("a", "2016-09-14", "truce_observed", "north", force=Force.PREDICTS)
    assert [one.position for one in statements(story)] == [Position.ACCEPTED]
    story = word("a", "2016-09-14", "truce_observed", "north", force=Force.PREDICTS, negated=True)
    assert [one.position for one in statements(story)] == [Position.REJECTED]
    story = word("a", "2016-09-14", "truce_observed", "north", force=Force.PREDICTS, actor="south")
    assert statements(story) == ()


def with_clock(*clocks: Clock, **changes: object) -> Agreement:
    whole = TRUCE.clocks[0].model_copy(update=changes)
    return TRUCE.model_copy(update={"clocks": (whole, *clocks)})


def test_an_end_that_moves_does_not_come_by_the_calendar() -> None:
    moving = with_clock(extension=Extension(kind=ExtensionKind.WHILE_TALKS, says="while talks go on"))
    assert status(at="2016-10-20").value is StatusValue.EXPIRED
    assert status(at="2016-10-20", agreement=moving).value is StatusValue.UNKNOWN
    said = word("a", "2016-10-15", "truce_in_force", "north")
    assert status(said, at="2016-10-20", agreement=moving).value is StatusValue.IN_FORCE
    before = word("a", "2016-10-01", "truce_in_force", "north")
    assert status(before, at="2016-10-20", agreement=moving).value is StatusValue.UNKNOWN


def test_consecutive_days_begin_anew_with_what_breaks_them() -> None:
    seven = Clock(id="seven", name="Seven days", after="whole", duration="P7D", consecutive=True)
    agreement = with_clock(seven)

    def read(*stories: Story) -> dict[str, str | None]:
        found = status(*stories, at="2016-09-18", agreement=agreement)
        return {one.kind: one.at for one in found.clocks if one.clock == "seven"}

    assert read() == {"ends": "2016-09-19T19:00Z"}
    assert read(strike("a", day="2016-09-15")) == {"ends": "2016-09-19T19:00Z", "resets": "2016-09-22T00:00Z"}
    assert read(strike("a", day="2016-09-10")) == {"ends": "2016-09-19T19:00Z"}


def test_a_disputed_clock_is_told() -> None:
    disputed = with_clock(values=(ClockValue(by=("north",), begin="2016-09-13T19:00", says="a day later"),))
    found = status(at="2016-09-20", agreement=disputed)
    assert [(one.kind, one.says) for one in found.clocks if one.kind == "disputed"] == [
        ("disputed", "by Northland: a day later")
    ]
    story = strike("a", day="2016-09-13")
    (finding,) = assess_incidents(disputed, link(story), story.claims, ACTORS, None)
    assert "told in two ways" in " ".join(step.says for step in finding.trace)
