"""Places that a whole text sets, or that a claim's words point back at."""

from __future__ import annotations

import pytest
from tests.resolve.test_place_carried import places_of

from trucewatch.extract.syntax.parser import Parser
from trucewatch.records.places import EventPlace, PlaceBasis


def where(place: EventPlace | None) -> tuple[str, str, str] | None:
    return None if place is None else (place.name, place.basis.value, place.rule)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Shelling killed nine people in Omdurman on Monday.\n\nThe war in Sudan goes on.\n\n"
            "The army said gunmen killed four aid workers.",
            "Sudan",
        ),
        (
            "Militias shelled Masisi on Monday.\n\nThousands fled Goma in the Democratic Republic of Congo.\n\n"
            "Soldiers killed two looters, residents said.",
            "Congo",
        ),
        (
            "Shells fell on Marib on Monday and on Taiz on Sunday.\n\nYemen's government said rebels killed a doctor.",
            "Yemen",
        ),
        (
            "Jets bombed Rafah and Jabalia in the Gaza Strip on Monday. Aid for the Gaza Strip waits at Rafah. "
            "The Gaza Strip is without power.\n\nMedics said strikes killed a reporter.",
            "Gaza Strip",
        ),
        (
            "Drones hit Kharkiv on Monday, and Odesa on Sunday.\n\nThe attack was the worst on Ukraine this month.\n\n"
            "The army said Russia had fired 40 missiles.",
            "Ukraine",
        ),
    ],
)
def test_what_is_told_without_a_place_is_told_of_the_texts_country(text: str, name: str, parser: Parser) -> None:
    place = places_of(text, parser)[-1]
    assert place is not None
    assert name in place.name
    assert (place.basis, place.rule) == (PlaceBasis.CARRIED_OVER, "place.setting")


def test_a_text_in_which_one_town_is_named_again_and_again_plays_there(parser: Parser) -> None:
    text = (
        "Gunmen attacked a market in Bamenda on Monday.\n\nSchools in Bamenda stayed shut.\n\n"
        "Residents of the city of Bamenda hid at home.\n\nSoldiers shot two men, a witness said."
    )
    assert where(places_of(text, parser)[-1]) == ("Bamenda", "carried_over", "place.town")


@pytest.mark.parametrize(
    "text",
    [
        # Two countries, evenly: neither is the text's.
        "Shells hit Bukavu in DR Congo.\n\nShells hit Juba in South Sudan.\n\nRebels killed two men, residents said.",
        # The words for what was hit say whose land it is.
        "Jets bombed Rafah and Jabalia in Gaza on Monday.\n\nGunmen stormed Israeli communities.",
        # The sentence names a spot elsewhere.
        "Shells hit Marib, Taiz and Hodeidah in Yemen.\n\nRebels killed two men, an aide in Salalah said.",
        # No place at all.
        "Gunmen killed nine soldiers on Monday.",
    ],
)
def test_where_the_text_does_not_make_it_plain_the_place_stays_unknown(text: str, parser: Parser) -> None:
    assert places_of(text, parser)[-1] is None


def test_a_text_that_has_gone_abroad_is_not_back_where_it_plays(parser: Parser) -> None:
    text = (
        "Jets bombed Rafah, Jabalia and Khan Younis in Gaza. A drone hit Tyre. Rebels killed two men, residents said."
    )
    assert where(places_of(text, parser)[-1]) == ("Tyre", "carried_over", "place.inherited")


def test_a_dateline_is_no_ground(parser: Parser) -> None:
    assert places_of("NAIROBI (Horn News) - Gunmen killed nine soldiers on Monday.", parser) == [None]


def test_a_capital_counts_as_a_town_where_something_is_in_it(parser: Parser) -> None:
    text = (
        "Five soldiers were killed in a shootout in the capital on Thursday.\n\nA convoy opened fire in Juba.\n\n"
        "Two men died in Juba.\n\nThe Geneva-based Small Arms Survey follows South Sudan."
    )
    assert where(places_of(text, parser)[0]) == ("Juba", "carried_over", "place.capital")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Shells hit a market in Omdurman.\n\nMedics in Khartoum wept.\n\nThe shelling killed nine, they said.",
            "Omdurman",
        ),
        (
            "Jets bombed a camp near Saraqib on Monday.\n\nIdlib mourned.\n\nThe army said it had hit the camp.",
            "Saraqib",
        ),
        (
            "Gunmen attacked a bus in Goma on Monday. Residents fled. The attack killed four people, the army said.",
            "Goma",
        ),
        (
            "Rebels shelled a school in Taiz on Monday.\n\nAden mourned.\n\nThe army said rebels had hit the school.",
            "Ta",
        ),
        ("Drones hit a depot in Kharkiv on Monday.\n\nOfficials met in Kyiv.\n\nThe army denied the attack.", "Khark"),
    ],
)
def test_an_act_named_again_is_where_it_was_told_to_be(text: str, name: str, parser: Parser) -> None:
    place = places_of(text, parser)[-1]
    assert place is not None
    assert place.name.startswith(name)
    assert place.rule in {"place.same_act", "place.same_thing", "place.target"}


def test_another_act_is_not_the_one_told_before(parser: Parser) -> None:
    text = "Shells hit a market in Omdurman on Monday.\n\nThe latest shelling killed nine people, medics said."
    place = places_of(text, parser)[-1]
    assert place is None or place.rule != "place.same_act"


def test_a_province_named_once_is_no_ground(parser: Parser) -> None:
    told = "Gunmen shot a driver in Homs province on Monday.\n\nThe party met.\n\nSoldiers killed two looters, it said."
    assert where(places_of(told, parser)[-1]) is None
