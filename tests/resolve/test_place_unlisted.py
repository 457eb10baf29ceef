"""A spot that the gazetteer lacks is told by its name alone; what is no place is none."""

from __future__ import annotations

import pytest
from tests.resolve.test_place_carried import places_of

from trucewatch.extract.syntax.parser import Parser
from trucewatch.records.places import PlaceBasis, PlacePrecision


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Rebels attacked the diggers' camp at Ndassimbala on Monday.", "Ndassimbala"),
        ("Gunmen killed two men in Barangay Balongo on Friday.", "Barangay Balongo"),
        ("The army shelled the outskirts of Uyilankulavan, killing three.", None),
        ("A patrol came under fire near the village of Kel Essukar.", "Kel Essukar"),
    ],
)
def test_a_spot_of_no_gazetteer(parser: Parser, text: str, name: str | None) -> None:
    place = places_of(text, parser)[0]
    if name is None:
        assert place is None or place.name != "outskirts"
        return
    assert place is not None
    assert (place.name, place.basis, place.precision) == (name, PlaceBasis.TOLD, PlacePrecision.UNKNOWN)
    assert (place.lat, place.lon, place.country) == (None, None, None)


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen killed two men in Ramadan.",
        "Rebels killed two men in January.",
        "The army killed two men in Operation Thunder.",
        "Two men were killed in MINUSMA's convoy.",
        "Gunmen killed two men at the Ministry of Health's gate, Amina Diallo said.",
    ],
)
def test_no_place(parser: Parser, text: str) -> None:
    found = places_of(text, parser)
    assert not found or found[0] is None or found[0].rule != "place.unlisted"


def test_a_place_of_the_gazetteer_stands_before(parser: Parser) -> None:
    place = places_of("Rebels shelled Taiz from Jabal Habashiyin on Monday.", parser)[0]
    assert place is not None
    assert place.lat is not None
