"""Titles: neutral, grammatical, and no more than is agreed."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from trucewatch.knowledge import ROOT, load_yaml
from trucewatch.link.titles import date_words, title_of
from trucewatch.records.places import EventPlace, PlacePrecision
from trucewatch.records.spans import Span


def at(name: str, relation: str | None = None, precision: PlacePrecision = PlacePrecision.EXACT) -> EventPlace:
    span = Span(start=0, end=len(name), quote=name)
    return EventPlace(span=span, name=name, relation=relation, precision=precision, rule="test")


@pytest.mark.parametrize(
    ("where", "title"),
    [
        (at("Hodeidah"), "Shelling in Hodeidah"),
        (at("Hodeidah", precision=PlacePrecision.NEAR), "Shelling near Hodeidah"),
        (at("Kilo 16 Road"), "Shelling at Kilo 16 Road"),
        (at("Ras Issa port"), "Shelling at Ras Issa port"),
        (at("Karama Bridge", "Near"), "Shelling near Karama Bridge"),
        (at("Taiz", "5 km north of"), "Shelling 5 km north of Taiz"),
        (at("Taiz", "the western countryside of"), "Shelling in the western countryside of Taiz"),
        (at("Taiz", "countryside of"), "Shelling in the countryside of Taiz"),
        (at("Taiz", "in the countryside of"), "Shelling in the countryside of Taiz"),
        (at("Taiz", "the outskirts of"), "Shelling on the outskirts of Taiz"),
        (at("Portsmouth"), "Shelling in Portsmouth"),
    ],
)
def test_a_place_has_the_preposition_it_needs(where: EventPlace, title: str) -> None:
    assert title_of("shelling", None, None, where) == title


def test_the_date_comes_last_and_only_where_it_is_known() -> None:
    assert title_of("shelling", "2018-12-18", "2018-12-19", at("Taiz")) == "Shelling in Taiz, 18–19 Dec 2018"
    assert title_of("shelling", None, None, None) == "Shelling"
    assert date_words("2018-12", "2018-12") == "Dec 2018"


def test_the_words_fit_their_schema() -> None:
    schema = json.loads((ROOT / "schemas" / "titles.schema.json").read_text(encoding="utf-8"))
    assert list(Draft202012Validator(schema).iter_errors(load_yaml("titles.yaml"))) == []
