"""Attach: a claim with no setting of its own, held against whole incidents."""

from __future__ import annotations

from link.build import ACTORS, Story, link, strike
from trucewatch.link.facts import facts_of, spot_of, things_in
from trucewatch.link.origins import is_unnamed
from trucewatch.records.claims import Force, Holder
from trucewatch.records.incidents import Grade
from trucewatch.records.places import PlacePrecision
from trucewatch.records.spans import Span
from trucewatch.records.times import TimeBasis


def test_people_kind_and_days_before_its_document_are_enough() -> None:
    later = Story("b", source="daily", published="2016-09-20")
    later.tell("attack", actor="north", target="south-army")
    assert len(link(strike("a"), later)) == 1


def test_nothing_reported_before_it_happened_is_about_it() -> None:
    before = Story("b", source="daily", published="2016-09-10")
    before.tell("attack", actor="north", target="south-army")
    assert len(link(strike("a"), before)) == 2


def test_the_toll_joins_by_who_was_hit_and_how_many() -> None:
    toll = Story("b", source="daily", published="2016-09-19")
    toll.tell("killing", target="south-army", killed=(62, 62))
    (incident,) = link(strike("a", killed=(62, 62)), toll)
    assert incident.event == "air_strike"


def test_a_far_date_in_the_text_is_not_inherited() -> None:
    story = strike("a", day="2016-09-02")
    story.say("Much else was told of other things in between. " * 20)
    claim = story.tell("shelling", place="Eastholm", day="2016-09-02", basis=TimeBasis.INHERITED)
    first = story.claims[0].time
    assert first is not None
    assert claim.time is not None
    far = claim.model_copy(update={"time": claim.time.model_copy(update={"expression": first.expression})})
    assert facts_of(claim, story.document, ACTORS).when is not None
    assert facts_of(far, story.document, ACTORS).when is None


def test_lorries_are_a_convoy_and_children_no_soldiers() -> None:
    story = Story("a", source="wire")
    lorries, children = story.who("the lorries"), story.who("two children")
    assert things_in(lorries) == {"convoy"}
    assert things_in(children) == {"women_children"}
    assert things_in(None) == frozenset()


def test_one_figure_in_two_words_is_one_value_of_a_dispute() -> None:
    counts = [strike(name, source=name, killed=figure) for name, figure in (("wire", (62, 62)), ("daily", (62, 62)))]
    other = strike("herald", source="herald", killed=(80, 80))
    (incident,) = link(*counts, other)
    (dispute,) = [one for one in incident.disputes if one.field == "killed"]
    assert [len(origins) for _, origins in dispute.values] == [2, 1]


def test_who_is_open_where_the_accused_denies_and_one_side_names_it() -> None:
    told = strike("a", actor=None)
    accuser = strike("b", source="daily", by=["south-ministry"])
    denial = strike("c", source="herald", by=["north-ministry"], force=Force.DENIES)
    (incident,) = link(told, accuser, denial)
    assert incident.support.grade is Grade.CONTESTED
    (named,) = link(strike("a"), accuser, denial)
    assert named.support.grade is Grade.FAIR


def test_an_office_without_a_name_is_nobody() -> None:
    def holder(words: str) -> Holder:
        return Holder(name="X", span=Span(start=0, end=len(words), quote=words), actor="north-army")

    assert is_unnamed(holder("a military source at the airport"))
    assert is_unnamed(holder("two U.S. officials"))
    assert not is_unnamed(holder("press officer Colonel Ada Berg"))
    assert not is_unnamed(holder("the army command"))


def test_a_part_of_a_country_has_no_point() -> None:
    """ "Eastern" of a country stands where the country's middle does: no two things are at one place for that."""
    claim = Story("a").tell(place="Northford", day="2016-09-17")
    assert claim.place is not None
    area = {"precision": PlacePrecision.AREA, "relation": "eastern"}
    fuzzy = spot_of(claim.place.model_copy(update=area))
    assert (fuzzy.coarse, fuzzy.point) == (True, None)
    known = spot_of(claim.place.model_copy(update={**area, "radius_km": 6.0}))
    assert (known.coarse, known.point) == (False, (claim.place.lat, claim.place.lon))
    assert spot_of(claim.place.model_copy(update={**area, "radius_km": 150.0})).coarse
