"""Rules of who is meant, who is blamed, what is one act, each on sentences that no collection has."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cases.test_own_truces import HERE
from tests.cases.truce_case import Row, load_case, record_of

from trucewatch.extract.syntax.parser import Parser
from trucewatch.pipeline.tools import Tools
from trucewatch.records.cases import CaseRecord
from trucewatch.records.claims import Claim, Doubt
from trucewatch.records.places import PlaceBasis
from trucewatch.records.times import TimeBasis


def tools_for(name: str, folder: Path, parser: Parser) -> Tools:
    tools = Tools(load_case(HERE / name, folder)[1])
    tools.__dict__["parser"] = parser
    return tools


@pytest.fixture(scope="module")
def island(parser: Parser, tmp_path_factory: pytest.TempPathFactory) -> Tools:
    """A case whose parties are one state and one movement, the state's navy and air force in its book."""
    return tools_for("sri-lanka-2002-02", tmp_path_factory.mktemp("island"), parser)


@pytest.fixture(scope="module")
def gulf(parser: Parser, tmp_path_factory: pytest.TempPathFactory) -> Tools:
    """A case in two countries, of which one state is a party."""
    return tools_for("yemen-2022-04", tmp_path_factory.mktemp("gulf"), parser)


def read(tools: Tools, *texts: str, source: str = "agency:meridian", published: str = "2006-05-15") -> CaseRecord:
    rows: list[Row] = [{"text": text, "published": published, "source": source} for text in texts]
    return record_of(rows, tools)


def claim_of(record: CaseRecord, trigger: str, rule: str = "") -> Claim:
    return next(one for one in record.claims if one.trigger.quote == trigger and rule in one.rule)


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Sailors shelled Mullaitivu on Friday.", "navy:LK"),
        ("Navy boats shelled Mullaitivu on Friday.", "navy:LK"),
        ("The air force bombed Sampur on Friday.", "airforce:LK"),
        ("Warplanes of an unknown force bombed Sampur on Friday.", None),
        ("A rebel navy shelled Mullaitivu on Friday.", None),
    ],
)
def test_an_arm_without_a_country_is_the_only_states(island: Tools, text: str, actor: str | None) -> None:
    (claim,) = [one for one in read(island, text).claims if one.event in ("shelling", "air_strike")]
    assert (claim.actor.actor if claim.actor else None) == actor


@pytest.mark.parametrize("word", ["Government soldiers", "The police", "The government"])
def test_of_two_states_the_party_is_meant(gulf: Tools, word: str) -> None:
    record = read(gulf, f"{word} shelled farms near Hays on Sunday.", published="2022-05-24")
    claim = claim_of(record, "shelled")
    assert claim.actor is not None and claim.actor.actor is not None
    assert claim.actor.actor.endswith(":YE")
    assert Doubt.SEVERAL_CANDIDATES not in claim.why_check


def test_what_a_party_calls_its_own_is_its_own_and_what_an_outlet_does_is_nobodys(gulf: Tools) -> None:
    text = "Our air defences shot down a drone over Sanaa on Monday. Soldiers attacked our positions in Maqbanah."
    own = read(gulf, text, source="party:houthi-spokesman", published="2022-05-24")
    assert claim_of(own, "shot").actor.actor == "houthis"  # type: ignore[union-attr]
    assert claim_of(own, "attacked").target.actor == "houthis"  # type: ignore[union-attr]
    other = read(gulf, text, source="outlet:radio-sabir", published="2022-05-24")
    assert claim_of(other, "shot").actor.actor is None  # type: ignore[union-attr]


def test_a_title_that_is_a_place_and_a_day_sets_both(island: Tools) -> None:
    text = "Daily report.\n\nNelliady, 12 May. A mine exploded under an army lorry. Two soldiers were killed."
    claim = claim_of(read(island, text, source="monitor:slmm"), "exploded")
    assert claim.place is not None and claim.time is not None
    assert (claim.place.id, claim.place.basis, claim.place.rule) == ("nelliady", PlaceBasis.TOLD, "place.title")
    assert (claim.time.begin, claim.time.basis) == ("2006-05-12", TimeBasis.STATED)


def test_where_and_when_a_text_was_filed_is_no_title(island: Tools) -> None:
    text = "Colombo, 14 May. A mine exploded under an army lorry on the road."
    claim = claim_of(read(island, text), "exploded")
    assert claim.place is None or claim.place.rule != "place.title"


def test_who_is_blamed_did_it_on_the_accusers_word_and_adds_no_origin(island: Tools) -> None:
    text = "A mine exploded beneath a lorry at Nelliady on Friday, a hospital said. The army blamed the Tigers."
    record = read(island, text)
    claim = claim_of(record, "blamed", "accusation.of_what_was_told")
    assert (claim.event, claim.actor.actor, claim.holder[-1].actor) == ("explosion", "ltte", "forces:LK")  # type: ignore[union-attr]
    (incident,) = [one for one in record.incidents if claim.id in one.claims]
    assert incident.actors == ("ltte",)
    assert "forces:LK" not in incident.support.independent


@pytest.mark.parametrize(
    "blame",
    ["The army blamed the Tigers for shelling Mankerny on Saturday.", "The mayor blamed a lack of funds."],
)
def test_an_accusation_of_another_act_or_of_nobody_blames_for_nothing_else(island: Tools, blame: str) -> None:
    text = f"A mine exploded at Nelliady on Friday. {blame}"
    rules = {one.rule for one in read(island, text).claims}
    assert "accusation.of_what_was_told" not in rules


def test_an_officer_who_speaks_for_a_side_is_told_apart(gulf: Tools) -> None:
    text = (
        "The government's officer reports that a Houthi sniper shot dead a woman in Taiz on Monday, 25 July. "
        "The Houthis' officer denies it."
    )
    (incident,) = read(gulf, text, source="org:room", published="2022-07-26").incidents
    assert incident.support.against == ("houthis",)
    assert {one.origin.side for one in incident.tellings} == {"state:YE", "houthis"}


def test_who_they_are_after_an_accusation(gulf: Tools) -> None:
    text = "Yemen's government accused the Houthis of violating the truce and said they had brought tanks to Marib."
    claim = claim_of(read(gulf, text, published="2022-05-24"), "brought")
    assert claim.actor is not None
    assert claim.actor.actor == "houthis"


@pytest.mark.parametrize(
    "texts",
    [
        # a later toll, and a death of wounds days after
        (
            "Two shells fell on a camp at Nelliady on Friday evening. Four people were killed.",
            "Five people have died in Nelliady: a man died of his wounds in hospital on Sunday.",
        ),
        # who did it is told right behind, of what was told of nobody
        (
            "Three students were taken from a bus in Jaffna on Friday. "
            "Families say that the Karuna group abducted them.",
        ),
        # what an act cannot be done without
        (
            "The Tigers say that a drone strike of the army killed two people at Sampur on Friday. "
            "The army stated that no aircraft had flown.",
        ),
    ],
)
def test_what_belongs_to_one_act(island: Tools, texts: tuple[str, ...]) -> None:
    days = ("2006-05-13", "2006-05-15")
    told = zip(texts, days, strict=False)
    rows: list[Row] = [{"text": text, "published": day, "source": "monitor:slmm"} for text, day in told]
    record = record_of(rows, island)
    assert len(record.incidents) == 1, [one.title for one in record.incidents]


def test_a_denial_of_ones_own_part_says_who_was_meant(island: Tools) -> None:
    texts = (
        "Jets of the regime's coalition bombed our positions at Sampur on Friday.",
        "The Sri Lanka Air Force denies that it bombed the Tigers at Sampur on Friday.",
    )
    rows: list[Row] = [
        {"text": texts[0], "published": "2006-05-13", "source": "party:ltte"},
        {"text": texts[1], "published": "2006-05-13", "source": "agency:meridian"},
    ]
    record = record_of(rows, island)
    asked = {(one.party, one.attribution, one.value.value) for one in record.findings if one.term == "no-offensive"}
    assert ("state:LK", "contested", "unable_to_rule") in asked
