"""Status: what each speaker says, what follows by rule, and what does not."""

from __future__ import annotations

import inspect
from itertools import permutations
from pathlib import Path

import pytest

from assess.build import ACTORS, TRUCE, Word, status
from link.build import link
from trucewatch.assess.findings import assess_incidents
from trucewatch.assess.rules import STATUS_RULES
from trucewatch.assess.status import status_at
from trucewatch.records.agreements import Clock
from trucewatch.records.assessments import Finding, Position, Standing, Status, StatusValue
from trucewatch.records.claims import Claim, Force


def word(event: str, by: str | None, name: str = "a", published: str = "2016-09-19", **told: object) -> Word:
    story = Word(name, source="wire", published=published)
    story.word(event, by=by, **{"day": published, **told})  # type: ignore[arg-type]
    return story


def test_before_the_start_there_is_no_truce_whatever_is_said() -> None:
    assert (
        status(word("truce_in_force", "north", published="2016-09-10"), at="2016-09-11").value is StatusValue.NOT_BEGUN
    )


def test_after_an_agreed_end_it_is_expired_unless_renewed() -> None:
    assert status(at="2016-10-20").value is StatusValue.EXPIRED
    assert (
        status(word("truce_extended", "sponsor", published="2016-10-10"), at="2016-10-20").value is StatusValue.IN_FORCE
    )
    assert (
        status(word("truce_extended", "wire-writer", published="2016-10-10"), at="2016-10-20").value
        is StatusValue.EXPIRED
    )


def test_an_extension_without_a_told_end_does_not_last_for_ever() -> None:
    renewed = word("truce_extended", "sponsor", published="2016-10-10")
    found = status(renewed, at="2019-01-01")
    assert found.value is StatusValue.UNKNOWN
    assert any("until when is not told" in reason.says for reason in found.trace)


def test_without_a_time_asked_for_the_clock_rules_as_of_the_last_word() -> None:
    told = word("truce_holding", "north", published="2016-10-01")
    assert status(told, at=None).value is StatusValue.IN_FORCE
    late = word("truce_collapsed", "wire-writer", name="b", published="2016-10-20")
    found = status(told, late, at=None)
    assert found.value is StatusValue.EXPIRED
    assert "2016-10-21" in next(reason.says for reason in found.trace if reason.rule == "status.moment")
    renewed = word("truce_extended", "sponsor", name="c", published="2016-10-10")
    assert status(told, late, renewed, at=None).value is StatusValue.IN_FORCE
    early = word("truce_announced", "north", name="d", published="2016-09-10")
    assert status(early, at=None).value is StatusValue.NOT_BEGUN
    vague = word("truce_collapsed", "wire-writer", name="e", published="2016")
    assert status(told, vague, at=None).value is StatusValue.IN_FORCE


def test_an_agreement_alone_does_not_show_that_it_still_runs() -> None:
    found = status(at=None)
    assert found.value is StatusValue.UNKNOWN
    assert "not known" in found.trace[-1].says


def test_the_later_word_of_a_side_counts() -> None:
    ended = word("truce_declared_ended", "north-army", published="2016-09-17")
    holds = word("truce_holding", "north", name="b", published="2016-09-19")
    found = status(ended, holds)
    assert found.value is StatusValue.IN_FORCE
    assert {one.speaker for one in found.latest} == {"north-army", "north"}
    assert next(reason.rule for reason in found.trace) == "status.superseded"
    assert status(ended, holds, at="2016-09-18").value is StatusValue.DECLARED_ENDED


@pytest.mark.parametrize(
    ("event", "by", "published"),
    [
        ("truce_holding", "north", "2016-09-17"),
        ("truce_holding", "north", "2016-09-16"),
        ("truce_holding", "south", "2016-09-19"),
        ("truce_holding", "north-agency", "2016-09-19"),
        ("truce_not_observed", "north", "2016-09-19"),
        ("truce_rejected", "north", "2016-09-19"),
    ],
)
def test_an_end_stands_where_its_own_side_does_not_take_it_back(event: str, by: str, published: str) -> None:
    ended = word("truce_declared_ended", "north-army", published="2016-09-17")
    assert status(ended, word(event, by, name="b", published=published)).value is StatusValue.DECLARED_ENDED


def test_a_party_declares_the_end() -> None:
    found = status(word("truce_declared_ended", "north-army", force=Force.ANNOUNCES))
    assert found.value is StatusValue.DECLARED_ENDED
    assert found.wording == "declared ended by one party: Army of Northland"
    assert found.by == ("north-army",)
    assert found.trace[-1].claims


def test_army_and_ministry_of_one_party_are_one_party() -> None:
    both = [word("truce_declared_ended", "north-army"), word("truce_declared_ended", "north-ministry", name="b")]
    assert status(*both).wording.startswith("declared ended by one party: ")
    two = [word("truce_declared_ended", "north-army"), word("truce_declared_ended", "south-army", name="b")]
    assert status(*two).wording.startswith("declared ended by two parties: ")


def test_who_said_it_is_the_authors_to_tell_but_not_to_read_into() -> None:
    told = word("truce_declared_ended", None, actor="north-army", force=Force.ANNOUNCES)
    assert status(told).by == ("north-army",)
    read = word("truce_declared_ended", None, actor="north-army", force=Force.ANNOUNCES, opening="In other words,")
    found = status(read)
    assert found.value is StatusValue.IN_FORCE
    assert [(one.speaker, one.standing) for one in found.latest] == [("wire", Standing.OUTSIDER)]
    assert found.latest[0].force is Force.ASSERTS


@pytest.mark.parametrize(
    ("event", "by"),
    [
        ("truce_not_observed", "north-army"),
        ("truce_not_observed", "sponsor"),
        ("truce_rejected", "sponsor"),
        ("truce_collapsed", None),
        ("truce_collapsed", "wire-writer"),
        ("truce_collapsed", "monitor"),
        ("truce_declared_ended", "sponsor"),
        ("truce_declared_ended", "north-agency"),
        ("truce_declared_ended", "?a source"),
        ("truce_declared_ended", None),
        ("truce_breached", "monitor"),
        ("truce_holding", "sponsor"),
    ],
)
def test_what_does_not_end_it(event: str, by: str | None) -> None:
    assert status(word(event, by)).value is StatusValue.IN_FORCE


def test_that_the_other_side_ended_it_is_an_accusation() -> None:
    assert status(word("truce_declared_ended", "south", actor="north")).value is StatusValue.IN_FORCE


def test_blame_for_the_end_is_no_declaration() -> None:
    told = word("truce_declared_ended", "south", opening="They hold the others responsible for it:")
    found = status(told)
    assert found.value is StatusValue.IN_FORCE
    assert [one.position for one in found.latest] == [Position.BREACHED]


def test_outsiders_outweigh_nobody() -> None:
    stories = [word("truce_collapsed", f"commentator-{number}", name=str(number)) for number in range(9)]
    found = status(word("truce_holding", "north"), *stories)
    assert found.value is StatusValue.IN_FORCE
    assert len(found.latest) == 10


def test_suspension_is_the_partys_word_and_can_be_taken_back() -> None:
    suspended = word("truce_suspended", "south-ministry", published="2016-09-15")
    assert status(suspended).value is StatusValue.SUSPENDED
    resumed = word("truce_in_force", "south-ministry", name="b", published="2016-09-17")
    assert status(suspended, resumed).value is StatusValue.IN_FORCE
    assert status(suspended, resumed, at="2016-09-16").value is StatusValue.SUSPENDED


def test_a_condition_on_its_own_observance() -> None:
    told = word("truce_observed", "south-army", actor="south-army", force=Force.CONDITIONAL)
    assert status(told).wording == "conditional, by one party: Army of Southland"
    others = word("truce_observed", "sponsor", actor="south-army", force=Force.CONDITIONAL)
    assert status(others).value is StatusValue.IN_FORCE


def test_contested_needs_two_accounts() -> None:
    accusation = word("truce_breached", "north", actor="south-army")
    assert status(accusation).value is StatusValue.IN_FORCE
    answer = word("truce_observed", "south-ministry", name="b", actor="south-army")
    assert status(accusation, answer).value is StatusValue.CONTESTED
    back = word("truce_breached", "south", name="c", actor="north-army")
    assert status(accusation, back).value is StatusValue.CONTESTED
    monitor = word("truce_breached", "monitor", name="d", actor="north")
    assert status(accusation, monitor).value is StatusValue.IN_FORCE


def test_what_nobody_renewed_for_two_months_contests_nothing() -> None:
    whole, *others = TRUCE.clocks
    open_ended = TRUCE.model_copy(update={"clocks": (whole.model_copy(update={"finish": None}), *others)})
    accusation = word("truce_breached", "north", actor="south-army")
    answer = word("truce_observed", "south-ministry", name="b", actor="south-army")
    again = word("truce_breached", "north", name="c", published="2016-12-01", actor="south-army")
    for at, stories, contested in (
        ("2016-11-10", (accusation, answer), True),
        ("2016-12-10", (accusation, answer), False),
        ("2016-12-10", (accusation, answer, again), True),
    ):
        found = status(*stories, at=at, agreement=open_ended)
        assert (found.value is StatusValue.CONTESTED) is contested


def test_to_say_that_it_keeps_the_truce_takes_no_accusation_back() -> None:
    told = word("truce_breached", "north-ministry")
    told.word("truce_observed", by="north-ministry", actor="north", day="2016-09-19")
    later = word("truce_observed", "north-ministry", name="b", published="2016-09-20", actor="north")
    for found in (status(told), status(told, later)):
        assert {one.position for one in found.latest} == {Position.BREACHED, Position.HOLDING}
    accusing = word("truce_breached", "north-ministry", name="c", actor="south")
    answer = word("truce_observed", "south", name="d", actor="south")
    assert status(accusing, told, answer).value is StatusValue.CONTESTED
    back = word("truce_breached", "south", name="e", actor="north")
    assert status(told, back).value is StatusValue.CONTESTED


def test_a_name_that_no_book_has_has_no_standing_that_is_known() -> None:
    found = status(word("truce_declared_ended", "President Ada Field"))
    assert [one.standing for one in found.latest] == [Standing.UNKNOWN]
    assert found.value is StatusValue.IN_FORCE


def test_nothing_to_go_by_is_unknown() -> None:
    assert status(agreement=None).value is StatusValue.UNKNOWN
    assert status(word("truce_collapsed", None), agreement=None).value is StatusValue.UNKNOWN


def test_without_an_agreement_the_fighting_shows_who_may_be_a_party() -> None:
    story = word("truce_declared_ended", "south-army", force=Force.ANNOUNCES)
    assert status(story, agreement=None).value is StatusValue.UNKNOWN
    story.tell("air_strike", actor="sponsor", target="south-army", place="Northford", day="2016-09-17")
    found = status(story, agreement=None)
    assert found.wording == "declared ended by one party: Army of Southland"
    assert found.trace[0].rule == "status.standing"


def test_what_is_said_later_does_not_count_earlier() -> None:
    story = word("truce_declared_ended", "north-army", published="2016-09-19")
    assert status(story, at="2016-09-18").value is StatusValue.IN_FORCE
    assert status(story, at="2016-09-19").value is StatusValue.DECLARED_ENDED
    assert status(story, at=None).value is StatusValue.DECLARED_ENDED


def test_an_undated_word_is_left_out_and_said_to_be() -> None:
    story = Word("a", source="wire")
    story.word("truce_declared_ended", by="north-army")
    found = status(story)
    assert found.value is StatusValue.IN_FORCE
    assert found.trace[0].rule == "status.undated"
    assert status(story, at=None).value is StatusValue.DECLARED_ENDED


def test_the_end_declared_outlasts_other_words_of_the_day() -> None:
    story = word("truce_declared_ended", "north-army")
    story.word("truce_announced", by="north-army", day="2016-09-19")
    story.word("truce_breached", by="north-army", actor="south", day="2016-09-19")
    assert status(story).value is StatusValue.DECLARED_ENDED


def test_the_order_of_documents_makes_no_difference() -> None:
    stories = [
        word("truce_declared_ended", "north-army"),
        word("truce_holding", "sponsor", name="b"),
        word("truce_breached", "south", name="c", actor="north"),
    ]
    assert len({status(*order) for order in permutations(stories)}) == 1


def test_the_parties_exchanged_the_status_is_exchanged() -> None:
    north = status(word("truce_declared_ended", "north-army"), word("truce_breached", "south", name="b", actor="north"))
    south = status(word("truce_declared_ended", "south-army"), word("truce_breached", "north", name="b", actor="south"))
    assert (north.value, north.by) == (south.value, ("north-army",))
    assert south.by == ("south-army",)


def test_every_rule_has_a_code_of_its_own_and_explains_itself() -> None:
    codes = [rule.code for rule in STATUS_RULES]
    assert len(set(codes)) == len(codes)
    assert all((type(rule).__doc__ or "").count(".") >= 1 for rule in STATUS_RULES)
    assert TRUCE.whole == "whole"


def test_every_rules_docstring_is_its_page() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "explanation" / "status.md").read_text(encoding="utf-8")
    for rule in STATUS_RULES:
        assert f"### {rule.code}\n{inspect.getdoc(type(rule))}\n" in page


def test_one_side_is_named_once() -> None:
    story = Word("a", source="wire", published="2016-09-19")
    story.word("truce_declared_ended", by="north-army", day="2016-09-18")
    story.word("truce_declared_ended", by="north", day="2016-09-19")
    assert status(story).wording.startswith("declared ended by one party: Army of Northland (also as Northland)")


@pytest.mark.parametrize("zone", ["Asia/Damascus", "America/Bogota", "Pacific/Kiritimati", None])
def test_a_word_of_the_next_day_has_not_been_said_by_the_end_of_this_one(zone: str | None) -> None:
    whole = Clock(id="whole", name="The truce", begin="2016-09-12", time_zone=zone)
    agreement = TRUCE.model_copy(update={"clocks": (whole,)})
    word = Word("w", source="wire", published="2016-09-19")
    word.word("truce_declared_ended", by="south", day="2016-09-19")
    assert status(word, at="2016-09-18", agreement=agreement).value is StatusValue.IN_FORCE
    assert status(word, at="2016-09-19", agreement=agreement).value is StatusValue.DECLARED_ENDED
    assert status(word, at="2016-09-11", agreement=agreement).value is StatusValue.NOT_BEGUN
    assert status(word, at="2016-09-12", agreement=agreement).value is StatusValue.IN_FORCE


def fought(by: str, actor: str, target: str, *, name: str, day: str = "2016-09-15") -> Word:
    """One tells of another's attack."""
    story = Word(name, source="wire", published="2016-09-20")
    story.tell("shelling", by=[by], actor=actor, target=target, day=day, place="Eastholm")
    return story


def of_attacks(*stories: Word, at: str = "2016-09-20") -> Status:
    claims = [claim for story in stories for claim in story.claims]
    return status_at(TRUCE, (), at, ACTORS, incidents=link(*stories), findings=assessed(*stories, claims=claims))


def assessed(*stories: Word, claims: list[Claim]) -> tuple[Finding, ...]:
    inside = {"countries": ("XX",), "outline": ((30.0, 30.0), (45.0, 30.0), (45.0, 40.0), (30.0, 40.0))}
    zone = TRUCE.zones[0].model_copy(update=inside)
    agreement = TRUCE.model_copy(update={"zones": (zone, *TRUCE.zones[1:])})
    return assess_incidents(agreement, link(*stories), claims, ACTORS, None)


@pytest.mark.parametrize(
    ("first", "second", "value"),
    [
        (("south", "north"), ("north", "south"), StatusValue.CONTESTED),
        (("south-army", "north-army"), ("north-ministry", "south-army"), StatusValue.CONTESTED),
        (("south", "north"), ("south-ministry", "north"), StatusValue.IN_FORCE),
        (("south", "north"), ("monitor", "south"), StatusValue.IN_FORCE),
        (("south", "north"), ("north", "north"), StatusValue.IN_FORCE),
    ],
)
def test_two_who_tell_of_each_others_attacks_contest_it(
    first: tuple[str, str], second: tuple[str, str], value: StatusValue
) -> None:
    other = {"north": "south", "north-army": "south", "south": "north", "south-army": "north"}
    told = [
        fought(by, actor, other[actor], name=str(number), day=f"2016-09-1{number + 4}")
        for number, (by, actor) in enumerate((first, second))
    ]
    assert of_attacks(*told).value is value


def test_attacks_outside_the_clock_and_after_the_moment_contest_nothing() -> None:
    before = fought("south", "north", "south", name="a", day="2016-09-10")
    inside = fought("north", "south", "north", name="b", day="2016-09-18")
    assert of_attacks(before, inside).value is StatusValue.IN_FORCE
    first = fought("south", "north", "south", name="c", day="2016-09-14")
    assert of_attacks(first, inside).value is StatusValue.CONTESTED
    assert of_attacks(first, inside, at="2016-09-16").value is StatusValue.IN_FORCE
    assert of_attacks(first, inside, at="2016-09-18T12:00").value is StatusValue.IN_FORCE
    assert of_attacks(first, inside, at="2016-09-18").value is StatusValue.CONTESTED
