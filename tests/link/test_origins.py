"""Origins: whose word a claim is, and promise 3: copies are not corroboration."""

from __future__ import annotations

import pytest

from link.build import ACTORS, SOURCES, Story, link, strike
from trucewatch.link.origins import Origins, origin_of
from trucewatch.records.documents import CreditRole
from trucewatch.records.incidents import Dependence, Origin

PADDING = " ".join(f"word{number}" for number in range(80))


def origin(story: Story, clusters: dict[str, str] | None = None) -> Origin:
    return origin_of(story.claims[-1], story.document, SOURCES, ACTORS, clusters or {})


def test_the_innermost_speaker_is_the_origin() -> None:
    assert origin(strike("a", by=["north-agency", "north-army"])).id == "north-army"


def test_what_a_monitor_passes_on_is_the_partys() -> None:
    told = origin(strike("a", source="monitor-site", by=["monitor", "south-ministry"]))
    assert (told.id, told.side) == ("south-ministry", "south")


def test_without_a_holder_the_source_is_the_origin() -> None:
    assert origin(strike("a")).id == "wire"
    assert origin(strike("a", source="monitor-site")).id == "monitor"
    assert origin(strike("a", source="north-agency")).side == "north"


@pytest.mark.parametrize("speaker", ["?a source", "?two officials who asked not to be named"])
def test_an_unnamed_speaker_is_unresolved(speaker: str) -> None:
    told = origin(strike("a", by=[speaker]))
    assert told.id.startswith("unnamed:")
    assert told.dependence is Dependence.UNRESOLVED


def test_a_named_speaker_whom_no_book_knows_is_unresolved() -> None:
    told = origin(strike("a", by=["Colonel Nobody"]))
    assert (told.id, told.dependence) == ("named:colonel-nobody", Dependence.UNRESOLVED)


def test_a_document_without_source_is_unresolved() -> None:
    assert origin(strike("a", source=None)).dependence is Dependence.UNRESOLVED


def test_an_outlet_that_no_book_lists_is_unresolved() -> None:
    told = origin(strike("a", source="unlisted.example"))
    assert (told.id, told.dependence) == ("named:unlisted-example", Dependence.UNRESOLVED)


def test_a_byline_that_no_book_lists_is_unresolved() -> None:
    story = strike("a", source="daily")
    story.credits = ((CreditRole.AUTHOR, "Unlisted Weekly"), (CreditRole.REPUBLISHER, "The Daily Post"))
    assert origin(story).dependence is Dependence.UNRESOLVED


def test_who_the_books_list_is_independent() -> None:
    assert origin(strike("a")).dependence is Dependence.INDEPENDENT
    assert origin(strike("a", by=["north-army"])).dependence is Dependence.INDEPENDENT
    stranger = strike("a", by=["north-army"])
    told = origin_of(stranger.claims[-1], stranger.document, SOURCES, {}, {})
    assert told.dependence is Dependence.UNRESOLVED


def test_the_author_comes_before_the_republisher() -> None:
    story = strike("a", source="daily")
    story.credits = ((CreditRole.AUTHOR, "Front Line Blog"), (CreditRole.REPUBLISHER, "The Daily Post"))
    assert origin(story).id == "blog"
    story.credits = ((CreditRole.AUTHOR, "Unlisted Weekly"), (CreditRole.REPUBLISHER, "The Daily Post"))
    assert origin(story).id == "named:unlisted-weekly"
    story.credits = ((CreditRole.AUTHOR, "Ann Reporter"),)
    assert origin(story).id == "daily"


def test_an_agency_credit_makes_two_outlets_one_origin() -> None:
    stories = [strike("a", source="daily"), strike("b", source="herald")]
    for story in stories:
        story.credits = ((CreditRole.AGENCY, "Harbour Wire"),)
    (incident,) = link(*stories)
    assert incident.support.independent == ("wire",)


@pytest.mark.parametrize(
    "credit", ["Foreign desk and Harbour Wire", "The Herald with Harbour Wire", "Staff/Harbour Wire"]
)
def test_a_rewrite_that_credits_an_agency_is_the_agencys(credit: str) -> None:
    rewritten = strike("b", source="herald")
    rewritten.credits = ((CreditRole.AUTHOR, credit),)
    (incident,) = link(strike("a", source="wire"), rewritten)
    assert incident.support.independent == ("wire",)


def test_copies_without_credits_share_one_origin() -> None:
    stories = [strike("a", source="daily"), strike("b", source="herald")]
    for story in stories:
        story.say(PADDING)
    (incident,) = link(*stories)
    (telling,) = incident.tellings
    assert telling.origin.id.startswith("copy:")
    assert telling.origin.dependence is Dependence.UNRESOLVED
    assert incident.support.independent == ()
    assert len(telling.documents) == 2


def test_a_copy_of_the_one_agency_is_the_agencys() -> None:
    stories = [strike("a", source="wire"), strike("b", source="herald")]
    clusters = {story.id: "text-1" for story in stories}
    origins = Origins([story.document for story in stories], SOURCES, ACTORS, clusters)
    assert {origins.of(story.claims[0]).id for story in stories} == {"wire"}


def test_a_person_answers_for_the_body_behind() -> None:
    told = origin(strike("a", by=["north-ministry"]))
    assert told.side == origin(strike("a", by=["north-army"])).side == "north"


def test_a_press_release_is_the_word_of_the_body_that_gave_it_out() -> None:
    padding = " ".join(f"word{number}" for number in range(80))
    stories = []
    for name, source, published in (
        ("a", "monitor-site", "2016-09-18"),
        ("b", "daily", "2016-09-18"),
        ("c", "herald", "2016-09-19"),
    ):
        story = strike(name, source=source)
        story.published = published
        story.say(padding)
        stories.append(story)
    (incident,) = link(*stories)
    assert [telling.origin.id for telling in incident.tellings] == ["monitor"]
    stories[0].published = "2016-09-25"
    (late,) = link(*stories)
    assert [telling.origin.id.split(":")[0] for telling in late.tellings] == ["copy"]
