"""Who is asked about an act: as who did it, or as who answers for them because a term says so."""

from __future__ import annotations

import pytest

from assess.build import TRUCE
from link.build import ACTORS, Story, link, strike
from trucewatch.assess.findings import assess_incidents
from trucewatch.records.actors import Actor, ActorKind, ActorRelation
from trucewatch.records.agreements import Agreement, TermKind
from trucewatch.records.assessments import Applicability, Duty, Finding, FindingValue
from trucewatch.records.provisions import Precondition, ProxyDuty, Reading

BOOK = {
    **ACTORS,
    "front": Actor(
        id="front",
        name="Hill Front",
        kind=ActorKind.ARMED_GROUP,
        relations=(ActorRelation(kind="backed_by", to="north", since="2016-09-01", source="Southland"),),
    ),
}
OPEN = TRUCE.model_copy(update={"exclusions": ()})


def with_term(agreement: Agreement = OPEN, **changes: object) -> Agreement:
    return agreement.model_copy(update={"terms": (agreement.terms[0].model_copy(update=changes),)})


def asked(agreement: Agreement, **values: object) -> dict[str | None, Finding]:
    story: Story = strike("a", **{"actor": "front", **values})
    story.published = "2016-10-30"
    incidents = link(story, actors=BOOK)
    return {one.party: one for one in assess_incidents(agreement, incidents, story.claims, BOOK, None)}


@pytest.mark.parametrize("duty", [ProxyDuty.NONE, ProxyDuty.INFLUENCES, ProxyDuty.UNKNOWN])
def test_backing_alone_makes_nobody_answer(duty: ProxyDuty) -> None:
    assert set(asked(with_term(proxy_duty=duty))) == {"front"}


def test_a_term_makes_the_conduct_of_who_acts_for_a_party_its_own() -> None:
    found = asked(with_term(proxy_duty=ProxyDuty.ANSWERS))
    assert (found["front"].applicability, found["front"].value) == (Applicability.NOT_A_PARTY, FindingValue.NO_BREACH)
    north = found["north"]
    assert (north.duty, north.through, north.value) == (Duty.PROXY, "front", FindingValue.POSSIBLE_BREACH)
    assert "Southland" in north.trace[0].says
    assert "south" not in found


def test_a_duty_to_prevent_is_told_apart_from_the_act() -> None:
    north = asked(with_term(proxy_duty=ProxyDuty.PREVENTS))["north"]
    assert (north.duty, north.value) == (Duty.PREVENTION, FindingValue.POSSIBLE_BREACH)
    assert "not its own act" in north.trace[-1].says


def test_a_relation_that_began_later_counts_for_nothing() -> None:
    later = ActorRelation(kind="backed_by", to="north", since="2016-12-01")
    book = {**BOOK, "front": BOOK["front"].model_copy(update={"relations": (later,)})}
    story = strike("a", actor="front")
    story.published = "2016-10-30"
    found = assess_incidents(with_term(proxy_duty=ProxyDuty.ANSWERS), link(story), story.claims, book, None)
    assert [one.party for one in found] == ["front"]


def test_a_party_that_reads_the_term_otherwise_leaves_it_open() -> None:
    reading = Reading(says="they are nobody's forces", by=("north",))
    north = asked(with_term(proxy_duty=ProxyDuty.ANSWERS, readings=(reading,)))["north"]
    assert (north.applicability, north.value) == (Applicability.UNCLEAR, FindingValue.UNABLE_TO_RULE)
    assert [one.value for one in north.versions] == [FindingValue.POSSIBLE_BREACH]


def test_a_listed_proxy_for_whom_the_duty_is_open() -> None:
    north = asked(with_term(proxies=("front",), proxy_duty=ProxyDuty.UNKNOWN))["north"]
    assert (north.applicability, north.duty) == (Applicability.UNCLEAR, Duty.PROXY)


def test_what_a_term_waits_for() -> None:
    waiting = with_term(preconditions=(Precondition(says="once the monitors are there"),))
    assert asked(waiting, actor="north")["north"].value is FindingValue.UNABLE_TO_RULE
    week = with_term(preconditions=(Precondition(says="after the first week", clock="week"),))
    assert asked(week, actor="north")["north"].applicability is Applicability.NOT_IN_FORCE
    assert asked(week, actor="north", day="2016-09-25")["north"].value is FindingValue.POSSIBLE_BREACH


def test_a_term_on_civilians_is_about_attacks_on_them() -> None:
    civilians = with_term(kind=TermKind.CIVILIANS, beneficiaries=())
    assert asked(civilians, actor="north")["north"].applicability is Applicability.NOT_COVERED
    assert asked(civilians, actor="north", target=None)["north"].applicability is Applicability.UNCLEAR
