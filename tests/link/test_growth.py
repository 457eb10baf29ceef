"""Growth: documents come and go, in any order, and what they do not touch stays as it is; rulings outlive it."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from link.build import Story, link, strike
from trucewatch.link.lineage import changes
from trucewatch.records.claims import Claim, Force
from trucewatch.records.decisions import Decision, DecisionKind
from trucewatch.records.documents import Document
from trucewatch.records.incidents import ChangeKind, Incident

SOURCES = ["wire", "daily", "herald", "monitor-site", "north-agency"]
TELLING = st.tuples(
    st.sampled_from(["air_strike", "attack", "killing", "shelling"]),
    st.sampled_from([None, "north", "south", "front", "gunmen"]),
    st.sampled_from([None, "south-army", "an aid convoy", "civilians"]),
    st.sampled_from([None, "Northford", "Eastholm", "Southbridge"]),
    st.sampled_from([None, "2016-09-17", "2016-09-18", "2016-09-22"]),
    st.sampled_from([None, (3, 3), (62, 62)]),
    st.sampled_from([(), ("north-ministry",), ("monitor",), ("?a source",)]),
    st.sampled_from([Force.ASSERTS, Force.DENIES, Force.ALLEGES]),
)
STORIES = st.lists(st.lists(TELLING, min_size=1, max_size=3), min_size=1, max_size=5)


def written(rows: list[list[tuple[object, ...]]]) -> list[Story]:
    """A story for each row, of different sources."""
    stories = []
    for number, tellings in enumerate(rows):
        story = Story(f"story-{number}", source=SOURCES[number % len(SOURCES)], published=f"2016-09-{18 + number}")
        for event, actor, target, place, day, killed, by, force in tellings:
            story.tell(event, actor=actor, target=target, place=place, day=day, killed=killed, by=by, force=force)  # type: ignore[arg-type]
        story.say(" ".join(f"word{number}x{count}" for count in range(40)))
        stories.append(story)
    return stories


@settings(max_examples=25, deadline=None)
@given(STORIES, st.integers(0, 99))
def test_the_order_of_documents_makes_no_difference(rows: list[list[tuple[object, ...]]], seed: int) -> None:
    stories = written(rows)
    shuffled = random.Random(seed).sample(stories, len(stories))
    assert link(*stories) == link(*shuffled)


@settings(max_examples=25, deadline=None)
@given(STORIES, st.integers(0, 4))
def test_a_document_taken_out_and_put_back_gives_the_same_record(
    rows: list[list[tuple[object, ...]]], which: int
) -> None:
    stories = written(rows)
    whole = link(*stories)
    link(*(story for number, story in enumerate(stories) if number != which))
    assert link(*stories) == whole


@settings(max_examples=25, deadline=None)
@given(STORIES, st.integers(0, 4))
def test_a_copy_changes_no_support(rows: list[list[tuple[object, ...]]], which: int) -> None:
    stories = written(rows)
    original = stories[which % len(stories)]
    copy = Story(f"copy of {original.name}", source=None, published=original.published)
    for told in rows[which % len(rows)]:
        event, actor, target, place, day, killed, by, force = told
        copy.tell(event, actor=actor, target=target, place=place, day=day, killed=killed, by=by, force=force)  # type: ignore[arg-type]
    copy.say(original.text.splitlines()[-1])
    before, after = link(*stories), link(*stories, copy)
    assert sorted(map(support, before), key=str) == sorted(map(support, after), key=str)


def support(incident: Incident) -> tuple[object, ...]:
    """What an incident rests on, whatever the number of its documents."""
    one = incident.support
    return one.grade, one.independent, one.against, one.conceded, one.monitors, len(one.unresolved)


def test_documents_elsewhere_change_nothing() -> None:
    before = link(strike("a"), strike("b", source="daily"))
    others = [strike(f"o{n}", source="herald", place="Southbridge", day=f"2016-10-{10 + n}") for n in range(5)]
    assert set(before) <= set(link(strike("a"), strike("b", source="daily"), *others))


class Arriving(Story):
    """A story whose document came in with a given intake."""

    intake = 3

    @property
    def document(self) -> Document:
        """The document as written so far, with its intake."""
        return super().document.model_copy(update={"arrival": self.intake})


def arriving(name: str, intake: int, source: str = "wire", **told: object) -> Arriving:
    story = Arriving(name, source=source, published="2016-09-18")
    story.intake = intake
    values = {"actor": "north", "target": "south-army", "place": "Northford", "day": "2016-09-17", **told}
    story.tell(**values)  # type: ignore[arg-type]
    return story


def test_an_id_is_that_of_the_claim_that_came_first() -> None:
    first = arriving("first", 1)
    (alone,) = link(first)
    for number in range(12):  # whatever the ids of the claims that come later
        (grown,) = link(first, arriving(f"later-{number}", 2, source="daily"))
        assert grown.id == alone.id


def ruling(kind: DecisionKind, *subjects: str) -> Decision:
    return Decision(kind=kind, subjects=subjects, by="A. Reader", at="2016-10-01", reason="as the record shows")


def test_a_ruling_on_an_incident_holds_when_an_older_claim_comes_to_it() -> None:
    one, other = strike("a"), strike("b", source="daily", place="Eastholm")
    names = {incident.id for incident in link(one, other)}
    merge = ruling(DecisionKind.MERGE, *names)
    for number in range(8):
        more = strike(f"more-{number}", source="herald")
        assert [len(incident.claims) for incident in link(one, other, more, decisions=[merge])] == [3]


def test_a_split_takes_the_same_sentence_in_copies_along() -> None:
    padding = " ".join(f"word{number}" for number in range(80))

    def printed(name: str, source: str, **told: object) -> Story:
        story = strike(name, source=source, **told)
        story.say(padding)
        return story

    stories = [strike("a"), printed("b", "daily")]
    split = ruling(DecisionKind.SPLIT, stories[1].claims[0].id)
    assert sorted(len(incident.claims) for incident in link(*stories, decisions=[split])) == [1, 1]
    copied = [*stories, printed("c", "herald")]
    assert sorted(len(incident.claims) for incident in link(*copied, decisions=[split])) == [1, 2]


def claims(*stories: Story) -> list[Claim]:
    return [claim for story in stories for claim in story.claims]


def test_the_lineage_tells_growth_merger_and_split() -> None:
    one, other = strike("a"), strike("b", source="daily", place="Eastholm")
    apart = link(one, other)
    together = link(one, other, decisions=[ruling(DecisionKind.MERGE, *(incident.id for incident in apart))])
    assert changes(apart, apart) == ()
    kinds = {change.incident: change.kind for change in changes(apart, together)}
    assert set(kinds) == {incident.id for incident in apart}
    assert set(kinds.values()) == {ChangeKind.MERGED}
    kinds = {change.incident: change.kind for change in changes(together, apart)}
    assert kinds[together[0].id] is ChangeKind.SPLIT
    grown = changes(apart, link(one, other, strike("c", source="herald")))
    assert [change.kind for change in grown] == [ChangeKind.GREW]
    assert [change.kind for change in changes(apart, apart[:1])] == [ChangeKind.GONE]
