"""Names in event data: by the list, by the codebook's pattern for a kind, by class and country, or none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.records.actors import ActorKind
from trucewatch.records.claims import Claim, ClaimKind, Count, Force, Harm, Participant
from trucewatch.records.spans import Span
from trucewatch.resolve.actor_codes import coded_parties
from trucewatch.resolve.actors import load_actor_book, resolve_name

BATTLE = ("Battles", "Armed clash")
CIVILIANS = ("Violence against civilians", "Attack")
PROTEST = ("Protests", "Peaceful protest")


def party(words: str, country: str | None = None) -> Participant:
    found = resolve_name(words, load_actor_book(), (country,) if country else ())
    return Participant(
        span=Span(start=0, end=len(words), quote=words),
        name=found.name,
        actor=found.actor,
        kind=found.kind,
        candidates=found.candidates,
        rule=found.rule,
    )


def claim(
    actor: str | None = None,
    target: str | None = None,
    *,
    event: str = "armed_clash",
    country: str | None = None,
    killed: str | None = None,
) -> Claim:
    span = Span(start=0, end=1, quote="x")
    return Claim(
        id="claim:1",
        document="document:1",
        kind=ClaimKind.OCCURRENCE,
        event=event,
        span=span,
        trigger=span,
        actor=party(actor, country) if actor is not None else None,
        target=party(target, country) if target is not None else None,
        harm=Harm(killed=Count(low=2, high=2, span=span, of=killed)) if killed else None,
        country=country,
        force=Force.ASSERTS,
        factuality=3.0,
        rule="test",
    )


def actor_name(words: str, country: str | None = None, event: str = "armed_clash") -> str | None:
    return coded_parties(claim(words, event=event, country=country), BATTLE, load_actor_book())[0]


@pytest.mark.parametrize(
    ("words", "country", "name"),
    [
        ("the Malian army", None, "Military Forces of Mali"),
        ("Kenyan police", None, "Police Forces of Kenya"),
        ("the Thai government", None, "Government of Thailand"),
        ("fighters of the New People's Army", None, "NPA: New People's Army"),
        ("ISIS militants", "IQ", "Islamic State (Iraq)"),
        ("ISIS militants", None, "Islamic State"),
        ("Central Reserve Police Force", None, "Police Forces of India Central Reserve Police Force"),
        ("unidentified gunmen", "MX", "Unidentified Armed Group (Mexico)"),
        ("three armed men", "MX", "Unidentified Armed Group (Mexico)"),
        ("gunmen", None, "Unidentified Armed Group"),
        ("a group of assailants", "HT", "Unidentified Armed Group (Haiti)"),
        ("jihadist fighters", "BJ", "Islamist Militia (Benin)"),
        ("Pokot herdsmen", "KE", "Pokot Ethnic Militia (Kenya)"),
        ("a gang", "HN", "Unidentified Gang (Honduras)"),
        ("a mob", "IN", "Rioters (India)"),
    ],
)
def test_actors_go_by_list_pattern_or_class(words: str, country: str | None, name: str) -> None:
    assert actor_name(words, country) == name


def test_a_crowd_is_named_by_its_event_even_where_no_word_names_it() -> None:
    book = load_actor_book()
    assert coded_parties(claim("nurses", event="protest", country="PE"), PROTEST, book)[0] == "Protesters (Peru)"
    assert coded_parties(claim(event="protest", country="PE"), PROTEST, book)[0] == "Protesters (Peru)"
    assert coded_parties(claim(event="air_strike", country="PE"), BATTLE, book)[0] is None


@pytest.mark.parametrize(
    ("words", "country", "name"),
    [
        ("four villagers", "NP", "Civilians (Nepal)"),
        ("a Palestinian man", "IL", "Civilians (Palestine)"),
        ("three Syrians", "LB", "Civilians (Syria)"),
        ("a shopkeeper", None, "Civilians"),
    ],
)
def test_the_unarmed_are_civilians_of_their_nation_or_of_the_place(words: str, country: str | None, name: str) -> None:
    made = claim("gunmen", words, event="killing", country=country)
    assert coded_parties(made, CIVILIANS, load_actor_book())[1] == name


@pytest.mark.parametrize("words", ["olive trees", "a bridge", "houses", "the road"])
def test_a_thing_has_no_name(words: str) -> None:
    assert coded_parties(claim("gunmen", words, event="shelling"), BATTLE, load_actor_book())[1] is None


def test_whose_station_it_is() -> None:
    made = claim("gunmen", "a police station", event="grenade", country="KE")
    assert coded_parties(made, BATTLE, load_actor_book())[1] == "Police Forces of Kenya"


def test_the_harmed_stand_for_a_target_without_a_name() -> None:
    made = claim("gunmen", "a bridge", event="shelling", country="UA", killed="residents")
    assert coded_parties(made, BATTLE, load_actor_book())[1] == "Civilians (Ukraine)"
    fighters = claim("gunmen", "a bridge", event="shelling", country="UA", killed="fighters")
    assert coded_parties(fighters, BATTLE, load_actor_book())[1] is None


def test_one_of_several_is_written_as_such() -> None:
    who = party("x").model_copy(update={"candidates": ("hamas", "pij"), "rule": "actor.either"})
    made = claim().model_copy(update={"actor": who})
    name = coded_parties(made, BATTLE, load_actor_book())[0]
    assert name == "Hamas Movement and/or PIJ: Palestinian Islamic Jihad"


@given(st.text(min_size=1, max_size=60), st.sampled_from(["killing", "protest", "riot", "shelling"]), st.booleans())
@settings(deadline=None, max_examples=60)
def test_any_words_are_read(words: str, event: str, known: bool) -> None:
    span = Span(start=0, end=len(words), quote=words)
    who = Participant(span=span, name=words, kind=ActorKind.UNKNOWN)
    made = claim(event=event, country="ML" if known else None).model_copy(update={"actor": who, "target": who})
    for pair in (None, BATTLE, CIVILIANS, PROTEST):
        for name in coded_parties(made, pair, load_actor_book()):
            assert name is None or isinstance(name, str)
