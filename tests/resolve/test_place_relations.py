"""Areas told by a place: what the words make of it, how fine, and never finer than they are."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.knowledge import load_yaml
from trucewatch.records.places import PlaceMention, PlacePrecision, PlaceRelation, PlaceRelationKind
from trucewatch.resolve.gazetteer import load_gazetteer
from trucewatch.resolve.place_relations import FINEST_KM, NEAR_KM
from trucewatch.resolve.places import find_places


def mention(text: str, quote: str) -> PlaceMention:
    return next(place for place in find_places(text, load_gazetteer()) if place.span.quote == quote)


def area(text: str, quote: str) -> PlaceRelation:
    found = mention(text, quote).relation
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "quote", "words", "kind", "bearing", "precision"),
    [
        ("An airstrike south of Homs killed two.", "Homs", "south of", "direction", 180.0, "near"),
        ("Shells fell outside the city of Homs.", "Homs", "outside", "outside", None, "near"),
        ("It burned close to Aleppo.", "Aleppo", "close to", "near", None, "near"),
        (
            "A raid in the eastern countryside of Homs.",
            "Homs",
            "in the eastern countryside of",
            "outside",
            90.0,
            "near",
        ),
        ("Shells fell on Idlib's southern countryside.", "Idlib", "southern countryside", "outside", 180.0, "near"),
        ("Patrols stay south of the Litani.", "Litani", "south of", "direction", 180.0, "area"),
        ("They met in northern Syria.", "Syria", "in northern", "part", 0.0, "area"),
        ("They met in the south of Lebanon.", "Lebanon", "in the south of", "part", 180.0, "area"),
        ("Smoke rose over the north-west of Homs.", "Homs", "the north-west of", "part", 315.0, "exact"),
    ],
)
def test_words_before_or_after_a_name_make_an_area(
    text: str, quote: str, words: str, kind: str, bearing: float | None, precision: str
) -> None:
    found = area(text, quote)
    assert found.span.holds(text)
    assert words in (found.span.quote, f"the {found.span.quote}")
    assert (found.kind.value, found.bearing, found.precision.value) == (kind, bearing, precision)


@pytest.mark.parametrize(
    "text",
    [
        "They stayed in the northern city of Homs.",
        "They moved from Homs to Hama.",
        "The governor of Homs spoke.",
        "Homs was quiet.",
    ],
)
def test_other_words_make_none(text: str) -> None:
    assert mention(text, "Homs").relation is None


@pytest.mark.parametrize(
    ("words", "km"),
    [("10 km", 10.0), ("some 12-15 kilometres", 15.0), ("ten miles", 16.1), ("7.5km", 7.5), ("20 km (12 miles)", 20.0)],
)
def test_a_distance_in_a_direction_is_that_far_away(words: str, km: float) -> None:
    text = f"A drone fell {words} north of Homs."
    found, place = area(text, "Homs"), mention(text, "Homs").place
    assert place is not None
    assert found.lat is not None
    assert found.lon == pytest.approx(place.lon, abs=0.01)
    assert (found.lat - place.lat) * 111.2 == pytest.approx(km, abs=0.2)
    assert (found.distance_km, found.radius_km) == (km, km)


def test_a_distance_without_a_direction_is_a_ring() -> None:
    text = "A drone fell 15 km from Homs."
    found, place = area(text, "Homs"), mention(text, "Homs").place
    assert place is not None
    assert (found.lat, found.lon, found.radius_km) == (place.lat, place.lon, 15.0)


def test_a_long_way_is_an_area_and_a_short_one_no_finer_than_a_town() -> None:
    far = area("The convoy was hit 120 km east of Homs.", "Homs")
    assert (far.precision, far.radius_km) == (PlacePrecision.AREA, 60.0)
    assert area("A mine blew up 300 metres from Homs.", "Homs").radius_km == FINEST_KM


def test_between_two_places_is_the_middle() -> None:
    text = "The convoy was stopped on the road between Homs and the city of Hama."
    one, other = mention(text, "Homs"), mention(text, "Hama")
    assert one.relation == other.relation
    found = one.relation
    assert found is not None
    assert one.place is not None
    assert other.place is not None
    assert (found.kind, found.span.quote) == (PlaceRelationKind.BETWEEN, "between Homs and the city of")
    assert found.lat == pytest.approx((one.place.lat + other.place.lat) / 2, abs=0.01)
    assert found.radius_km == pytest.approx(23, abs=5)


def test_an_unlisted_place_gives_an_area_without_a_point() -> None:
    found = area("Gunmen waited 5 km west of the village of Qarbashtun.", "Qarbashtun")
    assert (found.distance_km, found.lat, found.precision) == (5.0, None, PlacePrecision.UNKNOWN)


_NAMES = ["Homs", "Hama", "Syria", ".", ",", "(", ")"]
_WORDS = st.sampled_from(
    [
        *_NAMES,
        "10",
        "5",
        "km",
        "miles",
        "north",
        "south-east",
        "of",
        "between",
        "and",
        "near",
        "the",
        "outside",
        "in",
        "from",
    ]
)


@given(st.lists(_WORDS, max_size=25))
@settings(deadline=None, max_examples=60)
def test_any_words_give_areas_within_bounds(words: list[str]) -> None:
    text = " ".join(words)
    for place in find_places(text, load_gazetteer()):
        found = place.relation
        if found is None:
            continue
        assert found.span.holds(text)
        assert (found.lat is None) == (found.lon is None)
        assert found.lat is None or (abs(found.lat) <= 90 and math.isfinite(found.lat))
        assert found.radius_km is None or found.radius_km >= FINEST_KM
        assert found.precision is not PlacePrecision.EXACT or found.kind is PlaceRelationKind.PART
        assert found.bearing is None or 0 <= found.bearing < 360
        assert found.precision is not PlacePrecision.NEAR or (found.radius_km or 0) <= NEAR_KM


RELATIONS = load_yaml("places.yaml")["relations"]
WORDS = [word for kind, words in RELATIONS.items() if kind != "between" for word in words]
DISTANCES = ["10 km away from", "10 km off", "north of", "to the south-east of", "western"]


@pytest.mark.parametrize("word", [*WORDS, *DISTANCES])
def test_every_word_of_the_grammar_is_heard_before_a_name(word: str) -> None:
    found = area(f"Shells fell {word} Homs.", "Homs")
    assert set(found.span.quote.split()) & set(word.split())
