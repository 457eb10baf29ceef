"""Commitments: where each stands as told, and who says so."""

from __future__ import annotations

import pytest

from assess.build import TRUCE, Word
from link.build import ACTORS, SOURCES, Story
from trucewatch.assess.commitments import track
from trucewatch.records.agreements import Agreement
from trucewatch.records.assessments import Commitment, CommitmentState
from trucewatch.records.claims import ClaimKind, Force

COMMITTED = ClaimKind.COMMITMENT


def pull_back(*stories: Story, at: str | None = None) -> Commitment:
    claims = [claim for story in stories for claim in story.claims]
    documents = [story.document for story in stories]
    (found,) = track(TRUCE, claims, documents, SOURCES, ACTORS, at)
    return found


def says(by: str | None, name: str = "a", **told: object) -> Word:
    story = Word(name, source="wire", published="2016-09-15")
    story.tell("withdrawal", by=[by] if by else [], **{"actor": "north-army", **told})  # type: ignore[arg-type]
    return story


def test_nothing_said_is_open_and_then_overdue() -> None:
    assert pull_back().state is CommitmentState.OPEN
    assert pull_back(at="2016-09-19").state is CommitmentState.OPEN
    found = pull_back(at="2016-09-21")
    assert (found.state, found.due) == (CommitmentState.OVERDUE, "2016-09-19T19:00Z")


def test_a_deadline_is_told_on_the_agreements_own_clock() -> None:
    clocks = tuple(clock.model_copy(update={"time_zone": "Asia/Damascus"}) for clock in TRUCE.clocks)
    agreement = TRUCE.model_copy(update={"clocks": clocks})
    (found,) = track(agreement, (), (), SOURCES, ACTORS, None)
    assert found.due == "2016-09-19T19:00+03:00"


@pytest.mark.parametrize(
    ("by", "state"),
    [
        ("north-ministry", CommitmentState.CLAIMED_DONE),
        ("south-army", CommitmentState.ACKNOWLEDGED),
        ("monitor", CommitmentState.ACKNOWLEDGED),
        (None, CommitmentState.CLAIMED_DONE),
    ],
)
def test_who_says_that_it_is_done(by: str | None, state: CommitmentState) -> None:
    assert pull_back(says(by)).state is state


def test_done_and_not_done_is_contested() -> None:
    found = pull_back(says("north-ministry"), says("south-army", name="b", force=Force.DENIES))
    assert found.state is CommitmentState.CONTESTED
    assert sorted(said for _, said, _ in found.says) == ["done", "not done"]
    assert pull_back(says("south-army", negated=True)).state is CommitmentState.DENIED


def test_a_judgement_right_behind_the_delivery_is_on_its_adequacy() -> None:
    story = says("south-army")
    story.word("commitment_not_met", by="south-army", actor="north-army")
    assert pull_back(story).state is CommitmentState.ADEQUACY_CONTESTED


def test_a_word_on_all_commitments_counts_where_nothing_is_more_to_the_point() -> None:
    story = Word("a", source="wire", published="2016-09-15")
    story.word("commitment_not_met", by="sponsor", actor="north-army", negated=True)
    assert pull_back(story).state is CommitmentState.DENIED
    assert pull_back(story, says("south-army", name="b")).state is CommitmentState.ACKNOWLEDGED


@pytest.mark.parametrize("told", [{"actor": "front"}, {"force": Force.DEMANDS}, {"force": Force.PREDICTS}])
def test_what_is_not_about_it_is_not_counted(told: dict[str, object]) -> None:
    assert pull_back(says("south-army", **told)).state is CommitmentState.OPEN


def test_no_agreement_no_commitments() -> None:
    assert track(None, [], [], {}, {}, None) == ()


def test_what_nobody_is_known_to_have_done_is_not_done() -> None:
    story = Word("a", source="wire", published="2016-09-19")
    story.tell("withdrawal", actor="somebody", day="2016-09-15")
    (commitment,) = track(TRUCE, story.claims, [story.document], SOURCES, ACTORS, None)
    assert commitment.state is CommitmentState.UNKNOWN
    assert [words for _, words, _ in commitment.says] == ["done, by whom is not clear"]


def test_another_partys_act_is_no_commitment_met() -> None:
    story = Word("a", source="wire", published="2016-09-19")
    story.tell("withdrawal", actor="front", day="2016-09-15")
    (commitment,) = track(TRUCE, story.claims, [story.document], SOURCES, ACTORS, None)
    assert commitment.state is CommitmentState.OPEN


def test_a_promise_is_not_kept_by_making_it() -> None:
    story = Word("a", source="wire", published="2016-09-19")
    story.tell("withdrawal", actor="north", by=["north"], day="2016-09-15", force=Force.ANNOUNCES)
    (commitment,) = track(TRUCE, story.claims, [story.document], SOURCES, ACTORS, None)
    assert (commitment.state, commitment.says[0][1]) == (CommitmentState.OPEN, "promised")


@pytest.mark.parametrize(("day", "state"), [("2016-09-11", "open"), ("2016-09-12", "claimed_done")])
def test_what_was_done_the_day_before_the_term_began_is_no_delivery(day: str, state: str) -> None:
    clocks = (TRUCE.clocks[0].model_copy(update={"begin": "2016-09-12", "time_zone": "Asia/Damascus"}), TRUCE.clocks[1])
    story = says("north-ministry", day=day)
    agreement = TRUCE.model_copy(update={"clocks": clocks})
    (found,) = track(agreement, story.claims, [story.document], SOURCES, ACTORS, None)
    assert found.state == state


def owes(title: str, event: str) -> Agreement:
    term = TRUCE.terms[-1].model_copy(update={"title": title, "events": (event,)})
    return TRUCE.model_copy(update={"terms": (term,)})


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("brought fighters to the front", CommitmentState.OPEN),
        ("sent its officers to the mission", CommitmentState.CLAIMED_DONE),
    ],
)
def test_a_movement_is_a_delivery_only_of_what_the_term_names(words: str, state: CommitmentState) -> None:
    story = Word("a", source="wire", published="2016-09-15")
    story.tell("movement", by=["north"], actor="north", trigger=words)
    agreement = owes("Each side sends officers to the mission", "movement")
    (found,) = track(agreement, story.claims, [story.document], SOURCES, ACTORS, None)
    assert {one.obligor: one.state for one in found.owed}.get("north", found.state) is state


def test_both_sides_are_all_who_owe_it() -> None:
    assert pull_back(says("monitor", actor="both sides")).state is CommitmentState.ACKNOWLEDGED
    assert pull_back(says("monitor", actor="both villages")).state is CommitmentState.UNKNOWN


def test_not_the_one_that_was_asked_for_is_not_as_agreed() -> None:
    story = Word("a", source="wire", published="2016-09-15")
    story.tell("withdrawal", by=["monitor"], actor="north")
    story.text += "The other side says that these are not the posts that were asked for.\n"
    states = {one.obligor: one.state for one in pull_back(story).owed}
    assert states["north"] is CommitmentState.ADEQUACY_CONTESTED


LISTS = Agreement.model_validate(
    TRUCE.model_dump()
    | {
        "terms": [
            {
                "id": "officers",
                "instrument": "accord",
                "title": "The north sends liaison officers",
                "modality": "must",
                "events": ["handover"],
                "obligors": ["north"],
                "beneficiaries": ["south"],
                "deliverable": True,
                "measures": [{"kind": "count", "of": "liaison officers", "value": 3, "unit": "officers"}],
            },
            {
                "id": "flights",
                "instrument": "accord",
                "title": "Two flights a week",
                "modality": "must",
                "events": ["movement"],
                "obligors": ["north"],
                "deliverable": True,
                "measures": [{"kind": "quota", "of": "flights", "value": 2, "unit": "flights", "per": "week"}],
            },
        ]
    }
)


def owed(term: str, *stories: Story) -> Commitment:
    claims = [claim for story in stories for claim in story.claims]
    found = track(LISTS, claims, [story.document for story in stories], SOURCES, ACTORS, None)
    return next(one for one in found if one.term == term)


def tells(
    words: str, event: str = "handover", *, name: str = "a", published: str = "2016-09-15", **told: object
) -> Word:
    story = Word(name, source="monitor-site", published=published)
    kind = ClaimKind.COMMITMENT if event == "handover" else ClaimKind.OCCURRENCE
    story.tell(event, trigger=words, kind=kind, **told)  # type: ignore[arg-type]
    return story


@pytest.mark.parametrize(
    ("term", "event", "words", "state"),
    [
        ("officers", "handover", "has sent its three liaison officers", CommitmentState.ACKNOWLEDGED),
        ("officers", "handover", "has sent two; the third is awaited", CommitmentState.PARTIAL),
        ("officers", "handover", "has sent two of the three liaison officers", CommitmentState.PARTIAL),
        ("flights", "movement", "two flights a week have left", CommitmentState.ACKNOWLEDGED),
        ("flights", "movement", "two more flights have followed", CommitmentState.PARTIAL),
    ],
)
def test_a_part_of_what_is_owed_is_a_part(term: str, event: str, words: str, state: CommitmentState) -> None:
    assert owed(term, tells(words, event, actor="north")).state is state


def test_who_received_it_acknowledges_it() -> None:
    story = Word("a", source="wire", published="2016-09-15")
    story.tell(
        "handover", by=["south"], actor="south", trigger="received", target="three liaison officers", kind=COMMITTED
    )
    assert owed("officers", story).state is CommitmentState.ACKNOWLEDGED


def test_not_yet_is_overtaken_by_a_later_day() -> None:
    words = "its three liaison officers"
    early = tells(words, name="a", published="2016-09-14", actor="north", negated=True, by=["south"])
    done = tells(words, name="b", published="2016-09-18", actor="north", day="2016-09-17")
    assert owed("officers", early, done).state is CommitmentState.ACKNOWLEDGED
    late = tells(words, name="c", published="2016-09-19", actor="north", negated=True, by=["south"])
    assert owed("officers", late, done).state is CommitmentState.CONTESTED
