"""The bundled case: its files hold, its ids meet, and its documents say what they are."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from trucewatch.knowledge import ROOT, load_yaml
from trucewatch.records.actors import Actor
from trucewatch.records.agreements import Agreement
from trucewatch.records.cases import CasePlace, CaseSettings
from trucewatch.records.documents import Metadata, Source
from trucewatch.records.places import PlaceKind

CASE = Path(__file__).resolve().parents[2] / "examples" / "syria-2016"
DOCUMENTS = sorted((CASE / "documents").iterdir())
# The built-in list makes states, and the forces of each, from one row.
STATES = re.compile(r"^(state|forces):[A-Z]{2}$")
NOTE = "Written for Trucewatch from public facts"
UNDATED = {"25-aleppo-relief-post.txt"}


def load(name: str) -> Any:
    return YAML(typ="safe", pure=True).load((CASE / name).read_text(encoding="utf-8"))


def split(path: Path) -> tuple[Metadata, str]:
    _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    return Metadata.model_validate(YAML(typ="safe", pure=True).load(front)), body


def actors() -> dict[str, Actor]:
    return {entry["id"]: Actor.model_validate(entry) for entry in load("actors.yaml")["actors"]}


def sources() -> dict[str, Source]:
    return {entry["id"]: Source.model_validate(entry) for entry in load("sources.yaml")["sources"]}


def places() -> dict[str, CasePlace]:
    return {entry["id"]: CasePlace.model_validate(entry) for entry in load("places.yaml")["places"]}


def agreement() -> Agreement:
    return Agreement.model_validate(load("agreement.yaml"))


def built_in() -> dict[str, dict[str, Any]]:
    files = sorted((ROOT / "actors").glob("*.yaml"))
    loaded = [load_yaml(f"actors/{file.name}") for file in files]
    return {entry["id"]: entry for whole in loaded for entry in whole.get("actors", [])}


def is_actor(name: str) -> bool:
    return name in actors() or name in built_in() or STATES.match(name) is not None


def names_of(entry: dict[str, Any]) -> set[str]:
    return {entry["name"].casefold(), *(alias.casefold() for alias in entry.get("aliases", []))}


def test_settings_hold_and_say_that_the_documents_were_written_for_this() -> None:
    settings = CaseSettings.model_validate(tomllib.loads((CASE / "case.toml").read_text(encoding="utf-8")))
    assert settings.countries == ("SY",)
    assert settings.time_zone == "Asia/Damascus"
    assert settings.notice is not None
    assert "written for Trucewatch" in settings.notice


def test_ids_stand_once() -> None:
    for name in ("actors", "sources", "places"):
        ids = [entry["id"] for entry in load(f"{name}.yaml")[name]]
        assert len(ids) == len(set(ids)), name


def test_no_name_means_one_actor_here_and_another_in_the_built_in_list() -> None:
    owners = {name: entry["id"] for entry in built_in().values() for name in names_of(entry)}
    for entry in load("actors.yaml")["actors"]:
        assert {owners.get(name, entry["id"]) for name in names_of(entry)} == {entry["id"]}, entry["id"]


def test_sides_and_relations_name_known_actors() -> None:
    for entry in actors().values():
        assert entry.side is None or is_actor(entry.side), entry.id
        for relation in entry.relations:
            assert is_actor(relation.to), entry.id


def test_sources_name_known_actors() -> None:
    for source in sources().values():
        for name in (source.actor, source.owner, source.state):
            assert name is None or is_actor(name), source.id


def test_places_are_in_syria_and_coarse() -> None:
    kinds = set(PlaceKind)
    for place in places().values():
        assert place.kind in kinds
        assert place.country == "SY"
        assert 32 < place.lat < 37.5
        assert 35.5 < place.lon < 42.5
        assert round(place.lat, 2) == place.lat
        assert round(place.lon, 2) == place.lon


def test_the_agreement_names_what_is_there() -> None:
    whole = agreement()
    clocks = {clock.id for clock in whole.clocks}
    zones = {zone.id for zone in whole.zones}
    instruments = {instrument.id for instrument in whole.instruments}
    events = {entry["id"] for entry in load_yaml("events.yaml")["types"]}
    assert whole.whole in clocks
    assert all(clock.after in clocks for clock in whole.clocks if clock.after)
    for zone in whole.zones:
        assert set(zone.places) <= set(places())
    for term in whole.terms:
        assert term.instrument in instruments
        assert set(term.events) <= events
        assert term.zone is None or term.zone in zones
        assert term.clock is None or term.clock in clocks
        assert all(is_actor(name) for name in (*term.obligors, *term.beneficiaries))
        assert term.source
    assert all(is_actor(part.actor) and part.source for part in whole.participants)
    assert all(is_actor(one.actor) and one.affiliates == "unclear" for one in whole.exclusions)


def test_the_truce_has_a_start_and_no_end_of_its_own() -> None:
    whole = agreement()
    clock = next(clock for clock in whole.clocks if clock.id == whole.whole)
    assert clock.begin == "2016-09-12T19:00:00+03:00"
    assert clock.finish is None
    leaked = next(one for one in whole.instruments if one.id == "arrangement-2016-09-09")
    assert (leaked.publication, leaked.published_on) == ("leaked", "2016-09-22")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_a_document_says_what_it_is(path: Path) -> None:
    metadata, body = split(path)
    assert metadata.note is not None
    assert metadata.note.startswith(NOTE)
    assert metadata.title
    assert metadata.language == "en"
    source = sources()[metadata.source or ""]
    host = (metadata.url or "").split("/")[2]
    assert host.endswith(".example")
    assert host in source.domains
    assert (metadata.published is None) == (path.name in UNDATED)
    if metadata.published is not None:
        assert re.match(r"2016-09-\d{2}(T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2}))?$", metadata.published)
    words = len(re.sub(r"<[^>]*>", " ", body).split())
    # A page counts its menus and footers too.
    assert 120 <= words <= (400 if path.suffix == ".html" else 350)


def test_there_are_enough_voices() -> None:
    used = {split(path)[0].source for path in DOCUMENTS}
    assert len(DOCUMENTS) >= 16
    assert sum(path.suffix == ".html" for path in DOCUMENTS) == 2
    assert used == set(sources())


def test_the_monitor_counts_rise_and_are_never_the_ministry_count() -> None:
    counts = {80: "09-meridian-strike", 83: "13-coastal-tribune-correction", 90: "14-sohr-week"}
    for count, stem in counts.items():
        body = (CASE / "documents" / f"{stem}.txt").read_text(encoding="utf-8")
        assert re.search(rf"Observatory.*\b{count}\b|\b{count}\b.*Observatory", body)
    assert "62" not in (CASE / "documents" / "14-sohr-week.txt").read_text(encoding="utf-8")


def test_the_crosspost_has_the_words_of_the_original() -> None:
    original = split(CASE / "documents" / "23-eastern-vigil-commentary.txt")[1].split("\n\n")[:4]
    copy = split(CASE / "documents" / "24-global-commons-crosspost.html")[1]
    assert all(paragraph.strip() in copy for paragraph in original)
    assert "Dear friends" not in copy
