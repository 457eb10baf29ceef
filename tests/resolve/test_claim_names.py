"""Whose soldiers stand in a country, who acts jointly, and what a label does not resolve to."""

from __future__ import annotations

import pytest

from trucewatch.pipeline.reading import read_claims
from trucewatch.pipeline.tools import Tools
from trucewatch.read.document import read_document
from trucewatch.records.actors import ActorKind
from trucewatch.records.claims import Doubt, Holder, Participant
from trucewatch.resolve.actors import load_actor_book, resolve_name

from .test_claims import Text


def actor_of(text: str, trigger: str, actor: str, event: str = "attack") -> Participant:
    made = Text(text)
    made.claim(text, trigger, actor=actor, event=event, modifiers=("in Mali",) if "in Mali" in text else ())
    (claim,), _ = made.resolve()
    assert claim.actor is not None
    return claim.actor


def test_two_capitals_act_as_one_and_stay_two() -> None:
    both = actor_of("Ankara and Moscow agreed to a pause.", "agreed", "Ankara")
    assert (both.name, both.actor, both.candidates) == ("Ankara and Moscow", None, ("state:TR", "state:RU"))
    either = actor_of("Neither Russian nor Turkish aircraft bombed the road.", "bombed", "Turkish aircraft")
    assert set(either.candidates) == {"forces:RU", "forces:TR"}


def test_a_coalition_is_told_by_who_leads_it() -> None:
    jets = actor_of("Jets of the coalition that the United States leads struck a depot.", "struck", "the coalition")
    assert jets.actor == "coalition-isis"


@pytest.mark.parametrize("words", ["the terrorists", "armed terrorist groups", "the regime", "rebels", "militants"])
def test_a_label_resolves_to_nobody(words: str) -> None:
    found = resolve_name(words, load_actor_book(), ("SY",))
    assert (found.actor, found.candidates) == (None, ())


@pytest.mark.parametrize(
    ("words", "actor"),
    [
        ("regime forces", "forces:SY"),
        ("the General Command", "forces:SY"),
        ("the Armed Forces", "forces:SY"),
        ("opposition units", "opposition:SY"),
        ("the Assad regime", "state:SY"),
        ("Aviation of Russia", "forces:RU"),
    ],
)
def test_what_one_country_has_but_one_of(words: str, actor: str) -> None:
    assert resolve_name(words, load_actor_book(), ("SY",)).actor == actor


def test_a_date_at_its_head_is_no_part_of_an_actor() -> None:
    text = Text("On Sunday Turkish jets hit a bridge.")
    text.time("Sunday", "2020-05-10")
    text.claim(text.text, "hit", actor="Sunday Turkish jets")
    (claim,), _ = text.resolve()
    assert claim.actor is not None
    assert (claim.actor.span.quote, claim.actor.actor) == ("Turkish jets", "forces:TR")


def test_a_speaker_keeps_the_words_of_the_text() -> None:
    text = Text("Shells fell, the Syrian army command said.")
    text.claim("Shells fell", "fell")
    holder = Holder(name="Syrian army command", span=text.span("the Syrian army command"), cue=text.span("said"))
    text.claims[0] = text.claims[0].model_copy(update={"holder": (holder,)})
    (claim,), _ = text.resolve()
    link = claim.holder[0]
    assert (link.name, link.actor, link.kind) == ("Syrian army command", "forces:SY", ActorKind.ARMED_FORCES)


def test_a_nation_with_its_noun_is_read_whole() -> None:
    text = Text("Shells fell, Turkey's military said.")
    text.claim("Shells fell", "fell", holder="Turkey")
    (claim,), _ = text.resolve()
    assert (claim.holder[0].name, claim.holder[0].actor) == ("Turkey's military", "forces:TR")


def test_the_police_of_a_town_are_of_the_countrys_police() -> None:
    police = actor_of("Mopti police killed a man in Mali.", "killed", "Mopti police")
    assert (police.name, police.actor, police.rule) == ("Mopti police", "police:ML", "actor.local_police")


def test_soldiers_are_those_of_the_place() -> None:
    soldiers = actor_of("Three soldiers burnt huts in Mali.", "burnt", "Three soldiers")
    assert soldiers.actor == "forces:ML"


@pytest.mark.parametrize(
    ("land", "guessed"), [("", True), (" The Turkish parliament met.", False), (" Turkey was calm.", False)]
)
def test_an_army_of_a_country_that_nobody_names_is_one_to_check(land: str, guessed: bool) -> None:
    text = "The army shelled the village of Duru on Sunday, killing two farmers." + land
    claims = read_claims(read_document(text.encode(), "a.txt"), Tools()).claims
    shelled = next(one for one in claims if one.trigger.quote == "shelled")
    assert shelled.actor is not None and shelled.actor.actor == "forces:TR"
    assert (Doubt.SEVERAL_CANDIDATES in shelled.why_check) is guessed
