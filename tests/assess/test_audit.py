"""The symmetry audit, and tallies beside the record: counts alone, the same for every party."""

from __future__ import annotations

from assess.build import TRUCE, Word, statements
from link.build import ACTORS, SOURCES, Story, link, strike
from trucewatch.assess.audit import audit
from trucewatch.assess.findings import assess_incidents
from trucewatch.assess.tallies import compare_tallies
from trucewatch.records.assessments import Standard
from trucewatch.records.audits import Audit, PartyAudit, TallyComparison
from trucewatch.records.claims import Count, Force, Holder, Tally
from trucewatch.records.times import EventTime


def audited(*stories: Story) -> Audit:
    claims = [claim for story in stories for claim in story.claims]
    incidents = link(*stories)
    found = assess_incidents(TRUCE, incidents, claims, ACTORS, None)
    return audit(TRUCE, claims, incidents, statements(*stories), found, ACTORS)


def line(found: Audit, party: str) -> PartyAudit:
    return next(one for one in found.parties if one.party == party)


def case(one: str, other: str) -> list[Story]:
    stories = [
        strike("a", actor=one, target=f"{other}-army", by=[f"{other}-ministry"]),
        strike("b", "daily", actor=one, target=f"{other}-army", by=[f"{one}-ministry"], force=Force.DENIES),
        strike("c", "monitor-site", actor=other, target=f"{one}-army", place="Eastholm", day="2016-09-25"),
    ]
    word = Word("w", source="wire", published="2016-09-20")
    word.word("truce_observed", by=one, actor=one, day="2016-09-20")
    for story in stories:
        story.published = "2016-10-30"
    return [*stories, word]


def test_each_party_is_asked_the_same() -> None:
    found = audited(*case("north", "south"))
    north, south = line(found, "north"), line(found, "south")
    assert (north.incidents, north.accused, north.clearing, north.suffered) == (1, 1, 2, 1)
    assert (north.answered, north.silent, north.statements) == (1, (), 1)
    assert (north.findings, north.assessed, north.share_assessed) == (1, 0, 0.0)
    assert [(bar.standard, bar.findings) for bar in north.bars] == [(Standard.ALLEGATION, 1)]
    assert {one.side: (one.against, one.clearing) for one in north.origins} == {"north": (0, 1), "south": (1, 0)}
    assert (south.incidents, south.answered, len(south.silent), south.share_assessed) == (1, 0, 1, 1.0)
    assert found.notes == ("Southland: 1 incident(s) laid at its door, and no word of its own on record",)
    assert line(found, "sponsor").share_assessed is None


def test_the_parties_exchanged_the_audit_is_exchanged() -> None:
    straight, crossed = audited(*case("north", "south")), audited(*case("south", "north"))
    counts = ("incidents", "accused", "clearing", "suffered", "findings", "assessed", "bars", "answered", "statements")
    for party, other in (("north", "south"), ("south", "north")):
        mine, theirs = line(straight, party), line(crossed, other)
        assert [getattr(mine, name) for name in counts] == [getattr(theirs, name) for name in counts]


def compared(*stories: Story, begin: str | None, accused: str | None = "north") -> TallyComparison:
    story = Story("t", source="daily", published="2016-09-20")
    by = story.holder("south-ministry")
    assert isinstance(by, Holder)
    actor = story.who(accused)
    count, trigger = story.say("300"), story.say("breaches")
    tally = Tally(
        id="tally-1",
        document=story.id,
        event="truce_breached",
        span=count,
        trigger=trigger,
        count=Count(low=300, high=300, span=count),
        actor=actor,
        window=EventTime(begin=begin) if begin else None,
        holder=(by,),
        force=Force.ASSERTS,
        rule="test",
    )
    told = [*stories, story]
    claims = [claim for one in told for claim in one.claims]
    (found,) = compare_tallies(TRUCE, [tally], link(*stories), claims, [one.document for one in told], SOURCES, ACTORS)
    return found


def test_a_tally_stands_beside_the_incidents_of_its_window_and_is_none() -> None:
    stories = [
        strike("a", actor="north", day="2016-09-13"),
        strike("b", "herald", actor="north", day="2016-09-15", place="Eastholm"),
        strike("c", "herald", actor="south", target="north-army", day="2016-09-16", place="Southbridge"),
        strike("d", "blog", actor="north", day="2016-09-25", place="Northford Airport"),
    ]
    found = compared(*stories, begin="2016-09-14")
    assert (found.low, found.accused, found.speaker, len(found.incidents), len(found.origins)) == (
        300,
        "north",
        "south-ministry",
        1,
        1,
    )
    assert found.says == "told: 300; on record: 1 incident, from 1 origin"
    assert len(compared(*stories, begin="2016-09-14", accused=None).incidents) == 2
    unknown = compared(*stories, begin=None)
    assert (unknown.incidents, len(unknown.unplaced)) == ((), 3)
