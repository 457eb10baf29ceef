"""Which date governs which event, from text to claim: by clause, by what it hangs on, by order."""

from __future__ import annotations

import pytest

from trucewatch.extract.attribution.attributions import find_attributions
from trucewatch.extract.claims.claims import extract_claims
from trucewatch.extract.syntax.parser import Parser
from trucewatch.extract.syntax.sentences import sentence_spans
from trucewatch.records.claims import Claim
from trucewatch.records.documents import Document
from trucewatch.records.times import EventTime, TimeBasis
from trucewatch.resolve.actor_book import load_actor_book
from trucewatch.resolve.claims import resolve_claims
from trucewatch.resolve.times import find_times

PUBLISHED = "2020-02-20"  # a Thursday


def claims_of(text: str, parser: Parser) -> dict[str, Claim]:
    """The claims of a text by their triggers."""
    document = Document(id="doc-t", sha256="0" * 64, name="t", media_type="text/plain", text=text)
    sentences = list(parser.parse(text, sentence_spans(text)))
    found = extract_claims(document, sentences, find_attributions(text, sentences))
    times = find_times(text, PUBLISHED)
    claims, _ = resolve_claims(document, found.claims, found.tallies, times, (), (), load_actor_book())
    return {claim.trigger.quote: claim for claim in claims}


def time_of(text: str, trigger: str, parser: Parser) -> EventTime:
    time = claims_of(text, parser)[trigger].time
    assert time is not None
    return time


@pytest.mark.parametrize(
    ("text", "trigger", "begin"),
    [
        ("Rebels shelled Taiz in breach of the truce agreed on 12 February.", "shelled", None),
        ("Rebels shelled Taiz on 18 February in breach of the truce agreed on 12 February.", "shelled", "2020-02-18"),
        ("Rebels shelled Taiz on 18 February in breach of the truce agreed on 12 February.", "agreed", "2020-02-12"),
        ("Rebels shelled Homs in breach of the truce of 12 February.", "shelled", None),
        ("On 2 February the army announced a truce starting on 5 February.", "announced", "2020-02-02"),
        ("Rebels breached the 12 February truce in Homs.", "breached", None),
        ("The army, which signed the truce on 12 February, shelled Taiz.", "shelled", None),
        ("The army, which signed the truce on 12 February, shelled Taiz.", "signed", "2020-02-12"),
        ("Rebels shelled the airport after the truce expired on Monday.", "shelled", None),
        ("The village, scene of a massacre in 1992, was shelled.", "shelled", None),
        ("The village, where 40 people were killed in a raid in 1992, was shelled on Monday.", "shelled", "2020-02-17"),
        ("In 2014, rebels seized the airport.", "seized", "2014"),
        ("Rebels who seized the airport in 2014 fired rockets on Tuesday.", "seized", "2014"),
        ("Warplanes struck trucks which were carrying aid in Aleppo, on Monday evening.", "struck", "2020-02-17T18:00"),
        ("Rebels attacked the base held by the army on Monday.", "attacked", "2020-02-17"),
    ],
)
def test_a_date_is_that_of_the_clause_it_stands_in(text: str, trigger: str, begin: str | None, parser: Parser) -> None:
    assert time_of(text, trigger, parser).begin == begin


@pytest.mark.parametrize(
    ("text", "trigger", "begin"),
    [
        ("The ministry said on Tuesday that rebels had shelled the airport.", "shelled", None),
        ("Rebels shelled the airport, the ministry said on Tuesday.", "shelled", None),
        ("Rebels shelled the airport on Sunday, the ministry said on Tuesday.", "shelled", "2020-02-16"),
        ("Russia accused the rebels on Monday of shelling Aleppo on Sunday.", "shelling", "2020-02-16"),
        ("Russia accused the rebels on Monday of shelling Aleppo on Sunday.", "accused", "2020-02-17"),
        ("An air strike on Sunday killed 12 people in Sanaa, residents said on Monday.", "strike", "2020-02-16"),
        ("The Defence Ministry on Monday denied shelling Taiz.", "shelling", None),
        ("The ministry denied on Monday shelling Ganja.", "shelling", None),
        ("On Monday, the ministry denied shelling Taiz.", "shelling", None),
        ("The ministry denied shelling Taiz on Sunday.", "shelling", "2020-02-16"),
        ("The army on Monday denied that its troops shelled Taiz on Sunday.", "shelled", "2020-02-16"),
        ("The ministry on Monday accused the rebels of shelling Taiz.", "accused", "2020-02-17"),
        ("The ministry on Monday accused the rebels of shelling Taiz.", "shelling", None),
        ("The army reported that on Monday rebels attacked its units in Taiz.", "attacked", "2020-02-17"),
        ("The rebels on Monday declared a ceasefire.", "declared", "2020-02-17"),
    ],
)
def test_the_day_of_a_saying_is_not_that_of_what_it_tells(
    text: str, trigger: str, begin: str | None, parser: Parser
) -> None:
    assert time_of(text, trigger, parser).begin == begin


@pytest.mark.parametrize(
    ("text", "trigger", "begin"),
    [
        (
            "On 12 February, activists staged a demonstration in Jaro to condemn the killing of an official in the "
            "same city the previous day.",
            "demonstration",
            "2020-02-12",
        ),
        ("Thousands protested against Monday's attack on the convoy.", "protested", None),
        ("Thousands protested against Monday's attack on the convoy.", "attack", "2020-02-17"),
        ("Monday's attack on the convoy killed five soldiers.", "attack", "2020-02-17"),
        ("Around 1 February (from 1 to 6 February), residents demonstrating in Sikasso burned tires.",
         "demonstrating", "2020-02-01"),
        ("On 12 February, a group gathered to mark Workers' Day. Police detained four protesters.",
         "protesters", "2020-02-12"),
    ],
)  # fmt: skip
def test_a_look_back_a_name_and_a_bracket_date_something_else(
    text: str, trigger: str, begin: str | None, parser: Parser
) -> None:
    assert time_of(text, trigger, parser).begin == begin


def test_an_inherited_day_is_marked_and_a_look_back_inherits_none(parser: Parser) -> None:
    text = "On Monday rebels shelled the airport. Soldiers fired rockets at Homs. They had attacked the base."
    times = {trigger: claim.time for trigger, claim in claims_of(text, parser).items()}
    fired, attacked = times["fired"], times["attacked"]
    assert fired is not None
    assert attacked is not None
    assert (fired.begin, fired.basis) == ("2020-02-17", TimeBasis.INHERITED)
    assert (attacked.begin, attacked.basis) == (None, TimeBasis.UNKNOWN)


def test_every_embedded_clause_stands_in_the_text_and_not_around_the_trigger(parser: Parser) -> None:
    text = "The army, which signed the truce on 12 February, shelled Taiz after the deal expired on Monday."
    for claim in claims_of(text, parser).values():
        for span in claim.embedded:
            assert span.holds(text)
            assert not span.overlaps(claim.trigger)


@pytest.mark.parametrize(
    ("text", "trigger", "ends"),
    [
        ("From 12 to 18 February, shelling killed 40 civilians in Homs.", "shelling", ("2020-02-12", "2020-02-18")),
        ("Between the evenings of 4 and 5 February, rebels shelled Homs.",
         "shelled", ("2020-02-04T18:00", "2020-02-05T22:00")),
        ("Rebels shelled Homs between Friday and Sunday.", "shelled", ("2020-02-14", "2020-02-16")),
        ("Rebels shelled Homs on Friday and Sunday.", "shelled", ("2020-02-14", "2020-02-14")),
        ("Clashes took place from 10:00 to 12:00 on Monday in Homs.",
         "Clashes", ("2020-02-17T10:00", "2020-02-17T12:00")),
    ],
)  # fmt: skip
def test_a_range_gives_both_its_ends(text: str, trigger: str, ends: tuple[str, str], parser: Parser) -> None:
    time = time_of(text, trigger, parser)
    assert (time.begin, time.finish) == ends
    assert time.expression is not None
    assert time.expression.holds(text)


@pytest.mark.parametrize(
    ("text", "trigger", "begin"),
    [
        ("Shells hit the base on Sunday, a day after the army had agreed to a ceasefire.", "hit", "2020-02-16"),
        ("Shells hit the base on Sunday, a day after the army had agreed to a ceasefire.", "agreed", None),
        ("Shells hit the base on Sunday, hours after a truce brokered by Oslo took effect.", "brokered", None),
        ("On Sunday, shells fired by rebels fell in Homs.", "fell", "2020-02-16"),
    ],
)
def test_what_is_counted_from_has_not_the_day_of_what_is_told(
    text: str, trigger: str, begin: str | None, parser: Parser
) -> None:
    assert time_of(text, trigger, parser).begin == begin
