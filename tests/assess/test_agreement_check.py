"""An agreement held against itself: all that names nothing, cannot run, lies nowhere or cannot bind."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess.build import TRUCE
from link.build import ACTORS
from trucewatch.assess.agreement_check import check_agreement, check_references
from trucewatch.assess.agreement_cycles import cycles
from trucewatch.records.actors import Actor, ActorKind
from trucewatch.records.agreements import Agreement, Participation, Term


def test_an_agreement_that_is_well_has_no_faults() -> None:
    assert check_references(TRUCE, ACTORS) == []


def test_every_fault_is_told_with_its_field() -> None:
    wrong = TRUCE.terms[0].model_copy(
        update={
            "instrument": "lost",
            "zone": "nowhere",
            "clock": "never",
            "events": ("quarrel",),
            "obligors": ("nobody",),
        }
    )
    broken = TRUCE.model_copy(
        update={
            "whole": "forever",
            "participants": (*TRUCE.participants, Participation(actor="ghost", capacity="party")),
            "terms": (wrong, Term.model_validate({**wrong.model_dump(), "instrument": "accord"})),
        }
    )
    found = {(fault.code, fault.field) for fault in check_references(broken, ACTORS)}
    assert found >= {
        ("agreement.doubled-id", "terms[1].id"),
        ("agreement.unknown-instrument", "terms[0].instrument"),
        ("agreement.unknown-zone", "terms[0].zone"),
        ("agreement.unknown-clock", "terms[0].clock"),
        ("agreement.unknown-event-type", "terms[0].events"),
        ("agreement.unknown-actor", "terms[0].obligors"),
        ("agreement.unknown-actor", "participants[3].actor"),
        ("agreement.unknown-clock", "whole"),
    }


def faulty(**parts: Any) -> list[tuple[str, str | None]]:
    """The faults of an agreement made of a few parts, for actors of the built-in states."""
    actors = {name: Actor(id=name, name=name, kind=ActorKind.STATE) for name in ("north", "south", "state:SY")}
    actors["north-army"] = Actor(id="north-army", name="Army", kind=ActorKind.ARMED_FORCES, side="north")
    value = {"id": "a", "title": "A", "instruments": [{"id": "text", "title": "Text"}], **parts}
    return [(one.code, one.field) for one in check_agreement(Agreement.model_validate(value), actors)]


def clock(**fields: Any) -> list[tuple[str, str | None]]:
    clocks = [{"id": "c", "name": "C", **fields}, {"id": "open", "name": "Open", "begin": "2020-01-01"}]
    return faulty(clocks=clocks)


def zone(**fields: Any) -> list[tuple[str, str | None]]:
    return faulty(zones=[{"id": "z", "name": "Z", **fields}])


def term(**fields: Any) -> list[tuple[str, str | None]]:
    base = {"id": "t", "instrument": "text", "title": "T", "modality": "must"}
    return faulty(terms=[{**base, **fields}], participants=[{"actor": "north", "capacity": "party"}])


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"begin": "2020-01-02", "finish": "2020-01-01"}, ("agreement.clock-order", "clocks[0].finish")),
        ({"begin": "2020-01-01", "finish": "2020-01-01"}, None),
        (
            {"begin": "2020-01-01", "finish": "2020-01-09", "duration": "P2D"},
            ("agreement.clock-length", "clocks[0].duration"),
        ),
        ({"begin": "2020-01-01", "finish": "2020-01-03", "duration": "P2D"}, None),
        ({"duration": "P0D"}, ("agreement.duration", "clocks[0].duration")),
        ({"duration": "P6M"}, ("agreement.duration", "clocks[0].duration")),
        ({"duration": "P" + "9" * 5000 + "D"}, ("agreement.duration", "clocks[0].duration")),
        ({"begin": "9999-12-31", "duration": "P9D"}, None),
        ({"begin": "2020-01-01", "after": "open"}, ("agreement.clock-begin", "clocks[0].after")),
        ({"delay": "P1D"}, ("agreement.clock-begin", "clocks[0].delay")),
        ({"after": "c"}, ("agreement.clock-cycle", "clocks[0].after")),
        ({"after": "open", "after_end": True}, ("agreement.clock-endless", "clocks[0].after")),
        ({"consecutive": True}, ("agreement.clock-reset", "clocks[0].consecutive")),
        ({"resets_on": ["attack"]}, ("agreement.clock-reset", "clocks[0].resets_on")),
        ({"begin": "2020-01-01T10:00"}, ("agreement.offset", "clocks[0].begin")),
        ({"begin": "2020-01-01T10:00Z", "time_zone": "Asia/Aden"}, None),
        ({"begin": "2020-01-01T10:00+03:00", "time_zone": "Asia/Aden"}, None),
        ({"begin": "2020-01-01T10:00+02:00", "time_zone": "Asia/Aden"}, ("agreement.offset", "clocks[0].begin")),
        ({"time_zone": "../etc"}, ("agreement.time-zone", "clocks[0].time_zone")),
        (
            {"values": [{"by": ["north"], "begin": "2020-02", "finish": "2020-01"}]},
            ("agreement.clock-order", "clocks[0].values[0].finish"),
        ),
    ],
)
def test_clocks_that_cannot_run(fields: dict[str, Any], fault: tuple[str, str] | None) -> None:
    assert clock(**fields) == ([fault] if fault else [])


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"outline": [[0, 0], [1, 0], [1, 1]]}, None),
        ({"outline": [[0, 0], [1, 0], [0, 0]]}, ("agreement.outline", "zones[0].outline")),
        ({"outline": [[0, 0], [1, 1], [1, 0], [0, 1]]}, ("agreement.outline", "zones[0].outline")),
        ({"outline": [[0, 0], [float("nan"), 0], [1, 1]]}, ("agreement.outline", "zones[0].outline[1]")),
        ({"lines": [{"id": "l", "name": "L", "points": [[0, 0]]}]}, ("agreement.line", "zones[0].lines[0].points")),
        (
            {"lines": [{"id": "l", "name": "L", "points": [[0, 0], [1, 1]], "unpublished": True}]},
            ("agreement.line", "zones[0].lines[0].points"),
        ),
        ({"countries": ["SY"]}, None),
        ({"countries": ["Syria"]}, ("agreement.country", "zones[0].countries")),
        ({"within": "z"}, ("agreement.zone-cycle", "zones[0].within")),
        ({"excludes": ["z"]}, ("agreement.zone-cycle", "zones[0].excludes")),
    ],
)
def test_zones_that_lie_nowhere(fields: dict[str, Any], fault: tuple[str, str] | None) -> None:
    assert zone(**fields) == ([fault] if fault else [])


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"obligors": ["north"]}, None),
        ({"obligors": ["north-army"]}, None),
        ({"obligors": ["south"]}, ("agreement.obligor", "terms[0].obligors")),
        ({"obligors": ["north"], "proxies": ["north"]}, ("agreement.proxy", "terms[0].proxies")),
        ({"modality": "may", "deliverable": True}, ("agreement.deliverable", "terms[0].deliverable")),
        ({"quote": "in full", "wording": "unpublished"}, ("agreement.quote", "terms[0].quote")),
        ({"quote": "in full", "wording": "leaked"}, None),
        ({"preconditions": [{"says": "itself", "term": "t"}]}, ("agreement.term-cycle", "terms[0].preconditions")),
        (
            {"measures": [{"kind": "distance", "of": "guns", "unit": "km", "high": 3}]},
            ("agreement.measure", "terms[0].measures[0].high"),
        ),
        ({"measures": [{"kind": "distance", "of": "guns", "unit": "km", "value": 2, "high": 3}]}, None),
        ({"id": " "}, ("agreement.empty-id", "terms[0].id")),
    ],
)
def test_terms_that_cannot_bind(fields: dict[str, Any], fault: tuple[str, str] | None) -> None:
    assert term(**fields) == ([fault] if fault else [])


def test_ids_that_stand_in_what_could_not_be_read_are_not_told_as_missing() -> None:
    agreement = Agreement(id="a", title="A", whole="truce")
    assert [one.code for one in check_agreement(agreement, {})] == ["agreement.unknown-clock"]
    assert check_agreement(agreement, {}, known={"clocks": {"truce"}}) == []


@given(st.dictionaries(st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdefg"), max_size=3)))
def test_every_circle_is_found_and_ends_where_it_begins(edges: dict[str, list[str]]) -> None:
    found = cycles(edges)
    for circle in found:
        assert circle[0] == circle[-1]
        assert all(after in edges[before] for before, after in pairwise(circle))
    order = {name: number for number, name in enumerate("abcdefg")}
    if all(order[after] > order[before] for before, named in edges.items() for after in named):
        assert found == []
    if any(name in named for name, named in edges.items()):
        assert found
