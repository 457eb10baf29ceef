"""How event types are related."""

from __future__ import annotations

import pytest

from trucewatch.knowledge.ontology import event_types, family_of, finest, kinship, label_of


@pytest.mark.parametrize(
    ("first", "second", "relation"),
    [
        ("air_strike", "air_strike", "same"),
        ("air_strike", "attack", "finer"),
        ("drone_strike", "attack", "finer"),
        ("air_strike", "killing", "effect"),
        ("air_strike", "ground_advance", "kin"),
        ("air_strike", "abduction", "other"),
        ("air_strike", "aid_delivery", "other"),
        ("air_strike", "no_such_type", "other"),
    ],
)
def test_kinship_is_the_same_both_ways(first: str, second: str, relation: str) -> None:
    assert kinship(first, second) == kinship(second, first) == relation


def test_families_labels_and_the_finest() -> None:
    assert family_of("air_strike") == "violence"
    assert family_of("no_such_type") is None
    assert label_of("no_such_type") == "no such type"
    assert finest({"attack", "air_strike", "shelling"}) == ["air_strike", "shelling"]
    assert all(ancestor in event_types() for kind in event_types().values() for ancestor in kind.ancestors)
