"""Places of claims that stand in addresses, beside a place, or in the sentence before."""

from __future__ import annotations

import pytest

from trucewatch.extract.attribution.attributions import find_attributions
from trucewatch.extract.claims.claims import extract_claims
from trucewatch.extract.syntax.parser import Parser
from trucewatch.extract.syntax.sentences import sentence_spans
from trucewatch.read.document import read_document
from trucewatch.records.places import EventPlace, PlacePrecision
from trucewatch.resolve.actor_book import load_actor_book
from trucewatch.resolve.actors import find_actors
from trucewatch.resolve.claims import resolve_claims
from trucewatch.resolve.gazetteer import load_gazetteer
from trucewatch.resolve.places import find_places
from trucewatch.resolve.times import find_times


def places_of(text: str, parser: Parser) -> list[EventPlace | None]:
    document = read_document(text.encode(), "report.txt")
    sentences = parser.parse(document.text, sentence_spans(document.text))
    found = extract_claims(document, sentences, find_attributions(document.text, sentences))
    book = load_actor_book()
    claims, _ = resolve_claims(
        document,
        found.claims,
        (),
        find_times(document.text, "2020-06-10"),
        find_places(document.text, load_gazetteer()),
        find_actors(document.text, book),
        book,
    )
    return [claim.place for claim in sorted(claims, key=lambda claim: claim.span.start)]


def test_an_unlisted_village_is_as_fine_as_its_district(parser: Parser) -> None:
    place = places_of("Gunmen shelled the village of Qarbashtun in Masisi (North Kivu) on Monday.", parser)[0]
    assert place is not None
    assert (place.name, place.country, place.precision) == ("Masisi", "CD", PlacePrecision.DISTRICT)
    assert place.relation == "Qarbashtun in"


def test_a_namesake_that_the_address_rules_out_is_not_taken(parser: Parser) -> None:
    place = places_of("Soldiers shelled Springfield district (Bentiu, Unity) on Monday.", parser)[0]
    assert place is not None
    assert place.country == "SS"


def test_where_comes_before_whereabouts(parser: Parser) -> None:
    place = places_of("Jets bombed Saraqib east of Idlib on Monday.", parser)[0]
    assert place is not None
    assert place.name.startswith("Sar")


def test_ten_kilometres_north_is_no_longer_the_town(parser: Parser) -> None:
    place = places_of("Jets bombed a convoy 40 km north of Homs on Monday.", parser)[0]
    assert place is not None
    assert (place.id, place.name, place.relation) == (None, "Homs", "40 km north of")
    assert place.lat == pytest.approx(35.08, abs=0.05)
    assert place.precision is PlacePrecision.NEAR


def test_the_only_spot_of_the_sentence_before_is_carried_over(parser: Parser) -> None:
    places = places_of("Protesters gathered in Homs on 2 June 2020. Police dispersed the crowd.", parser)
    assert places[-1] is not None
    assert (places[-1].name, places[-1].rule) == ("Homs", "place.inherited")


@pytest.mark.parametrize(
    "text",
    [
        "Protesters gathered in Homs and in Hama on 2 June 2020. Police dispersed the crowd.",
        "Protesters gathered in Homs on 2 June 2020. Police elsewhere dispersed a crowd.",
        "Protesters gathered in Homs on 2 June 2020. On 4 June 2020 police dispersed a crowd.",
        "Protesters gathered in Homs on 2 June 2020.\n\nPolice dispersed the crowd.",
    ],
)
def test_nothing_is_carried_over_where_a_word_speaks_against_it(text: str, parser: Parser) -> None:
    assert places_of(text, parser)[-1] is None
