"""Kinds of places that went wrong once, each with neighbours of its own."""

from __future__ import annotations

import pytest

from trucewatch.extract.syntax.parser import Parser
from trucewatch.records.places import PlaceMention, PlacePrecision
from trucewatch.resolve.gazetteer import load_gazetteer
from trucewatch.resolve.places import find_places

from .test_place_carried import places_of


def named(text: str, words: str) -> PlaceMention | None:
    found = find_places(text, load_gazetteer())
    return next((mention for mention in found if mention.span.quote == words), None)


def country(text: str, words: str) -> str | None:
    mention = named(text, words)
    return None if mention is None or mention.place is None else mention.place.country


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("Shells hit a bakery in Lebanon's Tripoli.", "Tripoli", "LB"),
        ("Shells hit Sudan's western city of Geneina.", "Geneina", "SD"),
        ("Gunmen raided the Honduran town of Trujillo.", "Trujillo", "HN"),
        ("Drones struck the Ukrainian port city of Odessa.", "Odessa", "UA"),
        ("A mine went off in the northern Lebanese city of Tripoli.", "Tripoli", "LB"),
        ("Rebels took a post near the Mozambican village of Palma.", "Palma", "MZ"),
    ],
)
def test_the_country_before_a_name_says_where_it_lies(text: str, words: str, code: str) -> None:
    assert country(text, words) == code


def test_a_nationality_of_somebody_else_says_nothing_of_the_name() -> None:
    assert country("The French consul in Tripoli fled.", "Tripoli") == "LY"
    assert country("The Russian consulate in the city of Odessa was hit.", "Odessa") == "UA"


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("An aide in Geneva said shells hit Hama.", "Hama", "SY"),
        ("The London-based monitor said jets bombed Daraa.", "Daraa", "SY"),
        ("NAIROBI (Horn News) - Gunmen shelled El Fasher.", "El Fasher", "SD"),
        ("Talks in Vienna stalled after drones hit Izium.", "Izium", "UA"),
        ("The Doha talks paused after rockets hit Avdiivka.", "Avdiivka", "UA"),
    ],
)
def test_one_name_elsewhere_does_not_take_a_town_off_the_map(text: str, words: str, code: str) -> None:
    assert country(text, words) == code


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Jordan Hassan was shot in Nablus.", "Jordan"),
        ("Chad Miller was killed in Goma.", "Chad"),
        ("Kenya Brown, a nurse, was killed in Goma.", "Kenya"),
        ("Israel Mensah was shot in Kumasi.", "Israel"),
        ("Georgia Thompson told reporters in Kampala of the raid.", "Georgia"),
    ],
)
def test_a_given_name_is_no_country(text: str, words: str) -> None:
    assert named(text, words) is None


def test_a_body_of_a_country_leaves_the_country_a_place() -> None:
    assert country("Israel Police was attacked in Nablus.", "Israel") == "IL"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A man was shot in Oklahoma.", "province"),
        ("A man was shot in Kansas.", "province"),
        ("Gunmen fired in New York.", "city"),
        ("Shells hit Homs.", "city"),
        ("Gunmen stormed Kano.", "city"),
    ],
)
def test_a_state_is_no_county_and_a_town_no_state(text: str, kind: str) -> None:
    (mention,) = find_places(text, load_gazetteer())
    assert mention.kind.value == kind


@pytest.mark.parametrize("text", ["Fighters were shelled on Mount Hermon.", "Troops dug in on Mount Lebanon."])
def test_a_mountain_is_no_town_of_its_name(text: str) -> None:
    assert all(mention.place is None for mention in find_places(text, load_gazetteer()))


@pytest.mark.parametrize(
    ("text", "name", "precision", "relation"),
    [
        ("A ship was hit off Hodeidah on Monday.", "Al Ḩudaydah", PlacePrecision.NEAR, "off"),
        ("A ship was hit 40 nautical miles off Aden on Monday.", "Aden", PlacePrecision.AREA, "40 nautical miles off"),
        ("A mine hit a bus on the Homs road near Palmyra.", "Tadmur", PlacePrecision.NEAR, "near"),
        (
            "Gunmen hit a convoy on the road from Goma to Bukavu.",
            "Bukavu",
            PlacePrecision.AREA,
            "road from Goma to",
        ),
        ("Shells hit the Homs-Hama road on Monday.", "Ḩamāh", PlacePrecision.NEAR, "Homs-"),
    ],
)
def test_off_on_and_between_are_no_bare_town(
    text: str, name: str, precision: PlacePrecision, relation: str, parser: Parser
) -> None:
    place = places_of(text, parser)[0]
    assert place is not None
    assert (place.name, place.precision, place.relation) == (name, precision, relation)


def test_what_is_cut_off_is_the_town_itself(parser: Parser) -> None:
    place = places_of("The army cut off Taiz and shelled it on Monday.", parser)[0]
    assert place is None or place.relation is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Rebels threatened to shell Taiz on Monday.", "Taiz"),
        ("The army is reported to have shelled Taiz on Monday.", "Taiz"),
        ("Militants vowed to attack Bamako on Monday.", "Bamako"),
        ("The army plans to storm Idlib.", "Idlib"),
        ("In the worst raid since the Entebbe operation, gunmen attacked Bamako.", "Bamako"),
    ],
)
def test_a_town_that_is_threatened_or_compared_with_keeps_its_place(text: str, name: str, parser: Parser) -> None:
    places = [place for place in places_of(text, parser) if place is not None]
    assert [place.name for place in places if place.name == name]
    assert all(place.name == name for place in places)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Rebels fired rockets from Gaza at a bus on Monday.", "Gaza"),
        ("The army sent troops from Kabul on Monday.", "Kabul"),
        ("Jets attacked rebels in strikes from Hmeimim.", "Hmeimim"),
        ("Fighters shelled a bridge as the talks in Geneva went on.", "Geneva"),
        ("Rebels besieged a town as delegates returned to Vienna.", "Vienna"),
    ],
)
def test_where_a_blow_came_from_and_where_people_talk_is_not_where_it_fell(
    text: str, name: str, parser: Parser
) -> None:
    told = [place for place in places_of(text, parser) if place is not None and place.basis.value == "told"]
    assert not [place for place in told if place.span.quote == name]


def test_people_leave_the_place_that_they_flee_from(parser: Parser) -> None:
    place = places_of("Thousands fled from Goma on Monday.", parser)[0]
    assert place is not None
    assert place.name == "Goma"
