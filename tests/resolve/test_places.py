"""Places: what is one, what is not, and which one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.records.cases import CasePlace
from trucewatch.records.places import PlaceMention
from trucewatch.resolve.gazetteer import load_gazetteer
from trucewatch.resolve.places import KEPT, find_places


def found(text: str, **options: object) -> list[tuple[str, str | None]]:
    mentions = find_places(text, load_gazetteer(), **options)  # type: ignore[arg-type]
    return [(mention.span.quote, mention.place.country if mention.place else None) for mention in mentions]


def one(text: str, quote: str) -> PlaceMention:
    return next(mention for mention in find_places(text, load_gazetteer()) if mention.span.quote == quote)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Shells fell near Deir Ezzor.", [("Deir Ezzor", "SY")]),
        ("The convoy drove from Hodeidah to Sanaa.", [("Hodeidah", "YE"), ("Sanaa", "YE")]),
        ("Fighting went on in Popasna, Ukraine.", [("Popasna", "UA"), ("Ukraine", "UA")]),
        ("Clashes were reported in Malakal and Bentiu.", [("Malakal", "SS"), ("Bentiu", "SS")]),
        ("KHARTOUM (Reuters) - The army moved.", [("KHARTOUM", "SD")]),
        ("They live in northern Syria.", [("Syria", "SY")]),
        ("JUBA, March 3 (Xinhua) - Talks began.", [("JUBA", "SS")]),
        ("Separatists shelled Avdiivka.", [("Avdiivka", "UA")]),
        ("Azerbaijan shelled Martuni.", [("Azerbaijan", "AZ"), ("Martuni", "AZ")]),
        ("Officials denied shelling Khankendi.", [("Khankendi", "AZ")]),
    ],
)
def test_places_are_found_and_placed(text: str, places: list[tuple[str, str]]) -> None:
    assert found(text) == places


@pytest.mark.parametrize(
    "text",
    [
        "Paris Hilton smiled.",
        "Mr. Lincoln spoke at length.",
        "The Donetsk News Agency reported it.",
        "The Riyadh Agreement was signed.",
        "She wrote for the Washington Post.",
        "The Syrian army and Chinese envoys met.",
        "Nobody asked us about turkey.",
        "Said Reading Nice Of The",
        "The Donetsk People's Republic and SANA agreed.",
        "",
    ],
)
def test_people_bodies_demonyms_and_words_are_no_places(text: str) -> None:
    assert found(text) == []


def test_a_name_after_a_comma_decides() -> None:
    assert one("A fire broke out in Alexandria, Va., on Monday.", "Alexandria").place.lon < -70  # type: ignore[union-attr]
    assert one("A fire broke out in Alexandria, Egypt, on Monday.", "Alexandria").place.country == "EG"  # type: ignore[union-attr]


def test_the_other_places_of_the_text_decide() -> None:
    text = "From Atlanta, Ga., and Macon, Ga., they drove to Athens and on to Augusta."
    assert one(text, "Athens").place.country == "US"  # type: ignore[union-attr]
    assert one("From Thessaloniki and Patras they drove to Athens.", "Athens").place.country == "GR"  # type: ignore[union-attr]


def test_the_case_countries_decide() -> None:
    mentions = find_places("Shelling hit Tripoli.", load_gazetteer(), countries=("LB",))
    assert [mention.place.country for mention in mentions if mention.place] == ["LB"]
    assert "LY" in {candidate.country for candidate in mentions[0].candidates}


def test_every_reading_is_kept_up_to_a_bound() -> None:
    mention = one("He was born in Springfield.", "Springfield")
    assert 2 < len(mention.candidates) <= KEPT
    assert mention.candidates[0] == mention.place


def test_a_case_place_is_found_under_its_alias() -> None:
    own = CasePlace(id="case:post-9", name="Checkpoint Nine", aliases=("Post Nine",), lat=34.0, lon=36.0, country="SY")
    (mention,) = find_places("Gunfire was heard at Post Nine.", load_gazetteer(), own=[own])
    assert mention.place is not None
    assert mention.place.id == "case:post-9"


def test_a_name_that_the_gazetteer_lacks_is_kept_without_a_point() -> None:
    mention = one("Troops entered the village of Qarbashtun at dawn.", "Qarbashtun")
    assert mention.place is None
    assert mention.candidates == ()


@given(st.text(max_size=200))
@settings(deadline=None)
def test_any_text_gives_valid_spans(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "text",
    ["\x00 in \x00", "in \ud800Aleppo", "😀 in Homs 😀", "في حلب", "A" * 50_000, "In Homs " * 3000, "In\nHoms\n\n"],
)
def test_odd_text_gives_valid_spans(text: str) -> None:
    check(text)


def check(text: str) -> None:
    end = 0
    for mention in find_places(text, load_gazetteer()):
        assert mention.span.holds(text)
        assert mention.span.start >= end
        end = mention.span.end


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("The talks were held in Geneva.", "Geneva", "CH"),
        ("Shells fell on Hays (Hays, Al Hudaydah).", "Hays", "YE"),
        ("Gunmen fled from Qarabagh district, Ghazni.", "Qarabagh", "AF"),
    ],
)
def test_the_likelier_namesake(text: str, name: str, country: str) -> None:
    mention = next(m for m in find_places(text, load_gazetteer()) if m.span.quote == name)
    assert mention.place is not None
    assert mention.place.country == country


def test_a_far_namesake_is_worse_than_none() -> None:
    text = "Burundian soldiers left Chora for Bujumbura."
    mentions = {m.span.quote: m for m in find_places(text, load_gazetteer())}
    assert "Chora" not in mentions or mentions["Chora"].place is None
    assert mentions["Bujumbura"].place is not None


def test_the_head_of_a_longer_name_is_not_the_place() -> None:
    mentions = find_places("A bomb hit a lorry near Bali Xooglo village.", load_gazetteer())
    assert [(m.span.quote, m.place) for m in mentions] == [("Bali Xooglo", None)]
