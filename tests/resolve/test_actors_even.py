"""The actor book holds every side to the same rules: outlets, coalitions, names."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from trucewatch.records.actors import ActorKind
from trucewatch.resolve.actors import load_actor_book, resolve_name

LOADED = re.compile(
    r"\b(?:junta|putsch\w*|coup|occup\w+|so-called|self-(?:styled|proclaimed)|regime|terror|terrorists?|bandits?|gangs?"
    r"|mercenar\w+|puppets?|proxy|proxies|stooges?|militia\w*|extremis\w+|jihadis\w+|islamists?|thugs?|invaders?|aggressors?)\b",
    re.IGNORECASE,
)
UNOWNED = {"interfax", "saba", "reuters", "ap-agency", "cnn"}  # private, cooperative, or a name that two sides use


def test_loaded_words_are_labels_and_never_names() -> None:
    names = {
        name
        for actor in load_actor_book().entries.values()
        for name in (actor.name, *actor.aliases, *(former.name for former in actor.former))
    }
    assert sorted(name for name in names if LOADED.search(name)) == []


@pytest.mark.parametrize(
    ("label", "actor", "name"),
    [
        ("the Myanmar junta", "forces:MM", "Military Forces of Myanmar"),
        ("Israeli occupation forces", "forces:IL", "Military Forces of Israel"),
        ("the so-called Donetsk People's Republic", "dpr", "Donetsk People's Republic"),
        ("Houthi militia", "houthis", "Houthis"),
        ("Wagner mercenaries", "wagner", "Wagner Group"),
    ],
)
def test_a_label_is_recognised_and_our_name_printed(label: str, actor: str, name: str) -> None:
    book = load_actor_book()
    assert resolve_name(label, book).actor == actor
    assert book.entries[actor].name == name


def test_outlets_stand_by_who_owns_them() -> None:
    outlets = [actor for actor in load_actor_book().entries.values() if actor.kind is ActorKind.MEDIA]
    assert {actor.id for actor in outlets if actor.side is None} == UNOWNED
    for outlet in outlets:
        if outlet.side is not None and outlet.side.startswith("state:"):
            assert outlet.side == f"state:{outlet.country}", outlet.id


@pytest.mark.parametrize(
    ("outlet", "side"),
    [
        ("tass", "state:RU"),
        ("xinhua", "state:CN"),
        ("al-jazeera", "state:QA"),
        ("al-arabiya", "state:SA"),
        ("bbc", "state:GB"),
        ("voa", "state:US"),
        ("press-tv", "state:IR"),
        ("fars", "irgc"),
        ("tasnim", "irgc"),
    ],
)
def test_one_rule_for_outlets_of_every_state(outlet: str, side: str) -> None:
    assert load_actor_book().entries[outlet].side == side


def test_coalitions_are_sides_of_their_own() -> None:
    alliances = [actor for actor in load_actor_book().entries.values() if actor.kind is ActorKind.ALLIANCE]
    assert len(alliances) > 3
    assert [actor.id for actor in alliances if actor.side is not None] == []


def test_a_case_that_gives_a_coalition_a_side_says_on_what_source() -> None:
    for path in sorted((Path(__file__).parents[2] / "examples").glob("*/actors.yaml")):
        for entry in YAML(typ="safe").load(path.read_text(encoding="utf-8"))["actors"]:
            if entry.get("kind") == "alliance" and entry.get("side"):
                assert entry.get("source"), (path, entry["id"])
