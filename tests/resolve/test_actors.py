"""Actors: names, former names, descriptions, ambiguous names, and what is nobody."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from trucewatch.knowledge import ROOT, load_yaml
from trucewatch.records.actors import Actor, ActorKind
from trucewatch.resolve.actors import ActorBook, find_actors, load_actor_book, resolve_name


@pytest.mark.parametrize(
    ("words", "actor"),
    [
        ("the American-led coalition against ISIS", "coalition-isis"),
        ("the Saudi-led coalition", "coalition-yemen"),
        ("the Syrian army command", "forces:SY"),
        ("Syrian government forces", "forces:SY"),
        ("Syrian Arab Army trenches north of the lake", "forces:SY"),
        ("a Russian military official", "forces:RU"),
        ("Russia's General Staff", "general-staff:RU"),
        ("Ukrainian troops", "forces:UA"),
        ("Turkey's police", "police:TR"),
        ("the Yemeni government", "state:YE"),
        ("Moscow", "state:RU"),
        ("the Pentagon", "ministry:US-defence"),
        ("Houthi fighters", "houthis"),
        ("Iran-backed Houthi rebels", "houthis"),
        ("Jabhat al-Nusra", "hts"),
        ("Jabhat Fateh al-Sham, once the Nusra Front", "hts"),
        ("ISIL", "islamic-state"),
        ("Da'esh", "islamic-state"),
        ("the OSCE Special Monitoring Mission", "osce-smm"),
        ("the Syrian Observatory for Human Rights", "sohr"),
        ("UN special envoy Staffan de Mistura", "person:staffan-de-mistura"),
    ],
)
def test_words_resolve(words: str, actor: str) -> None:
    assert resolve_name(words, load_actor_book()).actor == actor


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("civilians", ActorKind.CIVILIANS),
        ("residents of the town", ActorKind.CIVILIANS),
        ("an opposition activist", ActorKind.ANONYMOUS),
        ("a Western diplomat", ActorKind.ANONYMOUS),
        ("witnesses", ActorKind.ANONYMOUS),
        ("US-backed opposition groups", ActorKind.OPPOSITION),
        ("terrorists", ActorKind.ARMED_GROUP),
        ("government forces", ActorKind.ARMED_FORCES),
        ("Lt. Gen. John Smith", ActorKind.PERSON),
        ("the weather", ActorKind.UNKNOWN),
        ("", ActorKind.UNKNOWN),
    ],
)
def test_descriptions_without_an_owner_stay_unresolved(words: str, kind: ActorKind) -> None:
    found = resolve_name(words, load_actor_book())
    assert (found.actor, found.kind) == (None, kind)


def test_a_general_description_is_the_only_candidates() -> None:
    book = load_actor_book()
    assert resolve_name("government forces", book, ["SY"]).actor == "forces:SY"
    two = resolve_name("government forces", book, ["SY", "IQ"])
    assert (two.actor, two.candidates) == (None, ("forces:SY", "forces:IQ"))


def test_an_ambiguous_name_keeps_its_candidates() -> None:
    book = load_actor_book()
    found = resolve_name("the Congolese army", book)
    assert (found.actor, set(found.candidates)) == (None, {"forces:CD", "forces:CG"})
    assert resolve_name("the Congolese army", book, ["CD"]).actor == "forces:CD"


def test_a_person_keeps_the_name_and_the_body_answers() -> None:
    found = resolve_name("a spokesman for US Central Command, Col. John Thomas", load_actor_book())
    assert (found.actor, found.name, found.kind) == ("command:US-central", "Col. John Thomas", ActorKind.PERSON)


def test_the_case_overrides_by_id_and_alias() -> None:
    own = Actor(id="case:army", name="The Army of the Case", kind=ActorKind.ARMED_GROUP, aliases=("SAA",))
    book = load_actor_book().with_case([own])
    assert resolve_name("the SAA", book).actor == "case:army"
    assert resolve_name("the Syrian army", book).actor == "forces:SY"
    renamed = load_actor_book().with_case([Actor(id="hts", name="Some Group")])
    assert resolve_name("Some Group", renamed).actor == "hts"
    assert resolve_name("Jabhat al-Nusra", renamed).actor is None


def test_mentions_of_a_text() -> None:
    text = "Moscow said Syrian troops shelled Jaysh al-Islam near Damascus; SANA denied it, and the Iraqi market shut."
    found = [(mention.span.quote, mention.actor) for mention in find_actors(text, load_actor_book())]
    assert found == [
        ("Moscow", "state:RU"),
        ("Syrian troops", "forces:SY"),
        ("Jaysh al-Islam", "jaysh-al-islam"),
        ("SANA", "sana"),
    ]


def test_a_country_is_an_actor_only_where_it_acts() -> None:
    book = load_actor_book()
    assert [m.actor for m in find_actors("Russia announced a pause.", book)] == ["state:RU"]
    assert find_actors("They live in Russia.", book) == ()


def test_acronyms_need_their_capitals() -> None:
    assert find_actors("who knows, aa, rt", load_actor_book()) == ()


def test_every_actor_has_a_source_and_relations_that_lead_somewhere() -> None:
    book = load_actor_book()
    for actor in book.entries.values():
        assert actor.source, actor.id
        assert actor.side is None or actor.side in book.entries, actor.id
        for relation in actor.relations:
            assert relation.kind in {"demonym", "metonym"} or relation.to in book.entries, actor.id


@pytest.mark.parametrize(
    ("name", "schema"),
    [
        ("actors/bodies", "actors"),
        ("actors/international", "actors"),
        ("actors/groups", "actors"),
        ("actors/states", "states"),
        ("actors/forces", "actors"),
        ("actors/groups-africa", "actors"),
        ("actors/groups-asia", "actors"),
        ("actors/groups-europe-americas", "actors"),
        ("actors/words", "descriptions"),
        ("actors/codes", "codes"),
        ("actors/relations", "relations"),
        ("places", "places"),
    ],
)
def test_files_follow_their_schema(name: str, schema: str) -> None:
    rules = json.loads((ROOT / "schemas" / f"{schema}.schema.json").read_text(encoding="utf-8"))
    assert list(Draft202012Validator(rules).iter_errors(load_yaml(f"{name}.yaml"))) == []


def test_no_label_is_a_name() -> None:
    for actor in load_actor_book().entries.values():
        names = " ".join((actor.name, *actor.aliases)).lower().split()
        assert not any(word in names for word in ("terrorist", "regime", "bandit")), actor.id


@given(st.text(max_size=120))
@settings(deadline=None)
def test_any_text_is_read(text: str) -> None:
    book = load_actor_book()
    for mention in find_actors(text, book):
        assert mention.span.holds(text)
    assert resolve_name(text, book).rule.startswith("actor.")


@pytest.mark.parametrize(
    "text", ["\x00", "\ud800 army", "😀" * 500, "the " * 5000, "Syrian army " * 2000, "الجيش السوري"]
)
def test_odd_text_is_read(text: str) -> None:
    book: ActorBook = load_actor_book()
    assert all(mention.span.holds(text) for mention in find_actors(text, book))
    resolve_name(text, book)
