"""Names compared, and who answers for whom."""

from __future__ import annotations

import pytest

from trucewatch.records.actors import Actor, ActorRelation, side_of
from trucewatch.records.documents import Source, SourceKind
from trucewatch.records.names import agency_in, known_names, slug


@pytest.mark.parametrize("name", ["The Harbour Wire", "HARBOUR wire", " harbour—wire ", "Hárbour Wire"])
def test_names_that_are_one(name: str) -> None:
    assert slug(name) == "harbour-wire"


def test_a_name_that_two_bear_is_nobodys() -> None:
    actors = {name: Actor(id=name, name="Front", aliases=(name,)) for name in ("hill", "vale")}
    assert set(known_names({}, actors)) == {"hill", "vale"}


def test_a_source_goes_before_the_actor_of_its_name() -> None:
    source = Source(id="wire", name="Wire", kind=SourceKind.AGENCY)
    assert known_names({"wire": source}, {"w": Actor(id="w", name="Wire")})["wire"] is source


def test_an_agency_named_in_a_credit_is_not_its_own_publisher() -> None:
    names = known_names({"wire": Source(id="wire", name="Wire", kind=SourceKind.AGENCY)}, {})
    found = agency_in("Staff and Wire", "daily", names)
    assert found is not None
    assert found.id == "wire"
    assert agency_in("Staff and Wire", "wire", names) is None
    assert agency_in("Staff and nobody", "daily", names) is None


def test_who_answers_for_whom() -> None:
    actors = {
        actor.id: actor
        for actor in (
            Actor(id="state", name="State"),
            Actor(id="army", name="Army", side="state"),
            Actor(id="general", name="General", relations=(ActorRelation(kind="person_of", to="army"),)),
            Actor(id="proxy", name="Proxy", relations=(ActorRelation(kind="backed_by", to="state"),)),
            Actor(id="round", name="Round", side="about"),
            Actor(id="about", name="About", side="round"),
        )
    }
    sides = {name: side_of(name, actors) for name in (*actors, "unlisted")}
    assert sides["general"] == sides["army"] == "state"
    assert sides["proxy"] == "proxy"
    assert sides["unlisted"] == "unlisted"
    assert {sides["round"], sides["about"]} <= {"round", "about"}
