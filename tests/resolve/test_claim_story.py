"""Days that a text carries over: the story's, an act's that is named again, and what goes on when it is told."""

from __future__ import annotations

import pytest

from trucewatch.extract.attribution.attributions import find_attributions
from trucewatch.extract.claims.claims import extract_claims
from trucewatch.extract.syntax.parser import Parser
from trucewatch.extract.syntax.sentences import sentence_spans
from trucewatch.read.document import read_document
from trucewatch.records.claims import Claim, Tally
from trucewatch.records.times import EventTime
from trucewatch.resolve.actor_book import load_actor_book
from trucewatch.resolve.actors import find_actors
from trucewatch.resolve.claims import resolve_claims
from trucewatch.resolve.gazetteer import load_gazetteer
from trucewatch.resolve.places import find_places
from trucewatch.resolve.times import find_times

PUBLISHED = "2020-06-10"  # a Wednesday


def claims_of(text: str, parser: Parser, published: str | None = PUBLISHED) -> list[Claim]:
    document = read_document(text.encode(), "report.txt").model_copy(update={"published": published})
    sentences = parser.parse(document.text, sentence_spans(document.text))
    found = extract_claims(document, sentences, find_attributions(document.text, sentences))
    book = load_actor_book()
    claims, _ = resolve_claims(
        document,
        found.claims,
        (),
        find_times(document.text, published),
        find_places(document.text, load_gazetteer()),
        find_actors(document.text, book),
        book,
    )
    return sorted(claims, key=lambda claim: claim.trigger.start)


def tallies_of(text: str, parser: Parser) -> tuple[Tally, ...]:
    document = read_document(text.encode(), "report.txt").model_copy(update={"published": PUBLISHED})
    sentences = parser.parse(document.text, sentence_spans(document.text))
    found = extract_claims(document, sentences, find_attributions(document.text, sentences))
    times = find_times(document.text, PUBLISHED)
    return resolve_claims(document, (), found.tallies, times, (), (), load_actor_book())[1]


def last_time(text: str, parser: Parser, published: str | None = PUBLISHED) -> EventTime:
    claims = claims_of(text, parser, published)
    assert claims
    return claims[-1].time or EventTime()


@pytest.mark.parametrize(
    "text",
    [
        "Shells hit Taiz on Monday.\n\nNear Marib, rockets hit a camp.",
        "On Monday, jets bombed Saraqib, monitors said.\n\nRescuers said five people were killed in Binnish.",
        "Gunmen attacked Goma on Monday, the army said.\n\nThe army said soldiers shelled their camp.",
        "Drones hit Kharkiv on Monday.\n\nThe mayor, who took office in 2015, wept.\n\nShells hit Izium.",
        "Other fronts were active on Monday.\n\nRebels were shelling Hama, residents said.",
        "Jets bombed Hodeidah on Monday.\n\nOn Tuesday, the envoy said he was appalled.\n\nShells hit Taiz.",
    ],
)
def test_what_tells_on_is_of_the_storys_day(text: str, parser: Parser) -> None:
    time = last_time(text, parser)
    assert (time.begin, time.basis.value) == ("2020-06-08", "inherited")


@pytest.mark.parametrize(
    "text",
    [
        # Another time is named on the way, or a month of what was told.
        "Shells hit Taiz on Monday.\n\nThe war began in 2015.\n\nRockets hit Marib.",
        "Shells hit Taiz on Monday.\n\nRebels seized Marib in March.\n\nRockets hit Hodeidah.",
        # A look back, the present perfect, what is always so, what may be.
        "Shells hit Taiz on Monday.\n\nRebels had shelled Marib.",
        "Shells hit Taiz on Monday.\n\nRebels have shelled Marib.",
        "Shells hit Taiz on Monday.\n\nRebels shelled Marib earlier.",
        "Shells hit Taiz on Monday.\n\nRebels would shell Marib if the talks failed.",
        "Shells hit Taiz on Monday.\n\nRebels often shelled Marib.",
        # The day is long past, so that it was background.
        "Shells hit Taiz on 8 January 2020.\n\nRockets hit Marib.",
        # One speaker's day is not another's.
        "Talks went on. Shells hit Taiz on Monday, the army said.\n\nRebels said rockets hit Marib.",
        # A clock at the head of an entry is the entry's.
        "10:30 p.m.\n\nShells hit Taiz.",
    ],
)
def test_the_day_is_dropped_where_the_text_moves_on(text: str, parser: Parser) -> None:
    assert last_time(text, parser).begin != "2020-06-08"
    assert last_time(text, parser).begin is None


def test_a_stretch_of_days_stays_in_its_paragraph(parser: Parser) -> None:
    text = "Jets hit 90 targets from Thursday to Monday, the army said.\n\nSoldiers stormed Marib."
    assert last_time(text, parser).begin is None


def test_an_hour_is_carried_over_as_its_day(parser: Parser) -> None:
    time = last_time("Shells hit Taiz at 5 p.m. on Monday.\n\nRockets hit Marib.", parser)
    assert (time.begin, time.precision.value) == ("2020-06-08", "day")


@pytest.mark.parametrize(
    "text",
    [
        "Over the past 24 hours, the army shelled Kupiansk, the governor said. Four drones attacked Izium.",
        "Rebels shelled Taiz over the past 24 hours, officials said.",
        "In the past 24 hours jets bombed Saraqib, monitors said.",
    ],
)
def test_a_short_window_says_when(text: str, parser: Parser) -> None:
    for claim in claims_of(text, parser):
        assert claim.time is not None
        assert (claim.time.begin, claim.time.finish) == ("2020-06-09", "2020-06-10")


@pytest.mark.parametrize(
    "text",
    [
        "Shells hit a market in Taiz on Friday.\n\nThe war began in 2015.\n\nThe army denied the shelling.",
        "Jets bombed a school in Saraqib on Friday.\n\nTalks begin in July.\n\nThe army said it had hit the school.",
        "Gunmen attacked a bus in Goma on Friday.\n\nThe UN came in 1999.\n\nThe attack killed four, the army said.",
    ],
)
def test_an_act_named_again_has_its_day(text: str, parser: Parser) -> None:
    assert last_time(text, parser).begin == "2020-06-05"


def test_an_act_of_another_year_is_not_the_one_told_before(parser: Parser) -> None:
    text = "Gunmen attacked a bus in Goma on Friday.\n\nThe group, behind the 2013 attack on a mall in Nairobi, grew."
    for claim in claims_of(text, parser)[1:]:
        assert claim.time is None or claim.time.begin != "2020-06-05"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ('"Soldiers are surrounding the prison," the envoy said.', "2020-06-10"),
        ("The army is shelling Taiz, residents said.", "2020-06-10"),
        ("Rebels said on Monday the army was massing troops near Marib.", "2020-06-08"),
        ("Villages near Marib are besieged by rebels.", "2020-06-10"),
        ("The truce is holding, the envoy said.", "2020-06-10"),
        ("Rebels are facing tough resistance in Marib.", "2020-06-10"),
        ("The army has kept up attacks on Taiz, residents said.", "2020-06-10"),
        ("The army continues to shell Taiz.", "2020-06-10"),
        ("Raids on Marib are helping the army.", "2020-06-10"),
    ],
)
def test_what_is_told_as_going_on_goes_on_when_it_is_told(text: str, day: str, parser: Parser) -> None:
    time = claims_of(text, parser)[0].time
    assert time is not None
    assert (time.begin, time.basis.value) == (day, "reckoned")


@pytest.mark.parametrize(
    "text",
    [
        "Soldiers who are shelling Taiz must stop, the envoy said.",
        "Rebels have shelled Taiz, residents said.",
        "Rebels shell Taiz at night, residents said.",
        "If soldiers are shelling Taiz, the truce is over, rebels said.",
        "Rebels will shell Taiz, residents said.",
    ],
)
def test_what_is_not_told_as_going_on_has_no_day(text: str, parser: Parser) -> None:
    for claim in claims_of(text, parser):
        assert claim.event != "shelling" or claim.time is None or claim.time.begin is None


def test_without_a_publication_date_nothing_is_reckoned(parser: Parser) -> None:
    assert last_time("The army is shelling Taiz, residents said.", parser, None).begin is None


@pytest.mark.parametrize(
    "text",
    [
        "Rebels threatened on Monday to attack Taiz.",
        "The group on Monday urged fighters to attack Taiz.",
        "On Monday, an envoy warned that rebels were about to attack Taiz.",
        "Rebels vowed last week to attack Taiz.",
        "The army said on Monday it would attack Taiz.",
    ],
)
def test_the_day_of_a_threat_is_not_that_of_the_act(text: str, parser: Parser) -> None:
    attacks = [claim for claim in claims_of(text, parser) if claim.event == "attack"]
    assert attacks
    assert all(claim.time is None or claim.time.begin is None for claim in attacks)


@pytest.mark.parametrize(
    "text",
    [
        "Rebels threatened to attack Taiz on Friday.",
        "On Friday, rebels will attack Taiz.",
        "Rebels will attack Taiz on Friday.",
    ],
)
def test_a_day_to_come_stays_with_what_is_to_come(text: str, parser: Parser) -> None:
    attacks = [claim for claim in claims_of(text, parser) if claim.event == "attack"]
    assert attacks
    assert all(claim.time is not None and claim.time.begin is not None for claim in attacks)


def test_who_fights_is_not_said_to_fight_on_the_day_of_another_act(parser: Parser) -> None:
    claims = claims_of("Strikes launched in May against rebels fighting the army killed ten in Taiz.", parser)
    fights = [claim for claim in claims if claim.trigger.quote == "fighting"]
    assert all(claim.time is None or claim.time.begin is None for claim in fights)


@pytest.mark.parametrize(
    ("text", "begin"),
    [
        ("The factions have been stationed in Juba since April.", "2020-04"),
        ("Rebels have shelled Taiz since Monday.", "2020-06-08"),
        ("The army has besieged Marib since 2 May.", "2020-05-02"),
        ("Rebels attacked Taiz in May. The army has since shelled Marib.", "2020-05"),
        ("Jets have bombed Hodeidah since March, the UN said.", "2020-03"),
    ],
)
def test_the_perfect_with_since_reaches_up_to_its_telling(text: str, begin: str, parser: Parser) -> None:
    time = last_time(text, parser)
    assert time.begin is not None
    assert (time.begin.startswith(begin), time.finish) == (True, PUBLISHED)


def test_a_past_with_since_in_another_clause_has_no_such_window(parser: Parser) -> None:
    text = "Rebels shelled Taiz, the first raid since April."
    assert last_time(text, parser).finish != PUBLISHED


@pytest.mark.parametrize(
    "text",
    [
        "Envoys spoke of air strikes that hit a hospital in Aleppo on Monday.",
        "The last aid delivery to Madaya, which took place on Monday, was short.",
        "The UN condemned the shelling that killed nine people in Taiz on Monday.",
    ],
)
def test_a_day_in_the_clause_that_tells_of_the_act_is_its_day(text: str, parser: Parser) -> None:
    assert "2020-06-08" in {claim.time.begin for claim in claims_of(text, parser) if claim.time is not None}


def test_what_also_on_a_day_joins_was_on_that_day(parser: Parser) -> None:
    text = "Forces struck a school in Taiz.\n\nThe strike killed two. Also on Monday, shells hit Marib."
    assert claims_of(text, parser)[0].time is not None
    assert (claims_of(text, parser)[0].time or EventTime()).begin == "2020-06-08"


def test_another_day_after_joins_nothing(parser: Parser) -> None:
    text = "Forces struck a school in Taiz.\n\nThe strike killed two. On Monday, shells hit Marib."
    assert (claims_of(text, parser)[0].time or EventTime()).begin is None


def test_a_speaker_by_another_form_of_the_name_is_the_same(parser: Parser) -> None:
    text = "Talks went on. Shells hit Taiz on Monday, governor Ali Saif said.\n\nThe governor said rockets hit Marib."
    assert last_time(text, parser).begin == "2020-06-08"


@pytest.mark.parametrize(
    ("text", "begin"),
    [
        ("At least 3,785 people had been killed since the truce collapsed on 18 March.", "2020-03-18"),
        ("More than 100 fighters have been killed since the push to retake Sirte began in May.", "2020-05"),
        ("Since the war began in 2015, more than 9,000 people have been killed in Marib.", None),
    ],
)
def test_a_count_since_something_dated_runs_up_to_publication(text: str, begin: str | None, parser: Parser) -> None:
    windows = [tally.window for tally in tallies_of(text, parser) if tally.window is not None]
    found = [window for window in windows if window.rule == "time.since"]
    if begin is None:
        assert not found
        return
    assert found
    assert (str(found[0].begin).startswith(begin), found[0].finish) == (True, PUBLISHED)


@pytest.mark.parametrize(
    "text",
    [
        "On Monday, gunmen attempted to kill a judge in Aden.",
        "On Monday, soldiers attempted to storm a camp in Aden.",
    ],
)
def test_an_attempt_is_of_the_day_before_it(text: str, parser: Parser) -> None:
    assert "2020-06-08" in {claim.time.begin for claim in claims_of(text, parser) if claim.time is not None}
