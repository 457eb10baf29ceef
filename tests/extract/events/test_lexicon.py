"""The event lexicons: fit for their schemas, with types, classes and roles that are known."""

from __future__ import annotations

import json

import jsonschema
import pytest

from trucewatch.errors import KnowledgeError
from trucewatch.extract.coding.pairs import QUADS, ROOTS
from trucewatch.extract.events.lexicon import Lexicon, event_lexicon, event_types, pair_lexicon
from trucewatch.extract.syntax.inflection import noun_forms, verb_forms
from trucewatch.knowledge import ROOT, load_yaml


@pytest.mark.parametrize("name", ["events", "triggers", "pairs"])
def test_file_fits_its_schema(name: str) -> None:
    schema = json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))
    faults = [fault.message for fault in jsonschema.Draft202012Validator(schema).iter_errors(load_yaml(f"{name}.yaml"))]
    assert faults == []


def test_every_trigger_gives_a_type_of_the_ontology() -> None:
    assert {row["event"] for row in load_yaml("triggers.yaml")["entries"]} <= set(event_types())
    assert {row["plover"] for row in load_yaml("pairs.yaml")["entries"]} <= set(QUADS) == set(ROOTS)


def test_parents_are_types() -> None:
    types = event_types()
    assert {one.parent for one in types.values()} - {None} <= set(types)


def test_conditions_name_known_roles() -> None:
    roles = {"subj", "obj", "theme", "of_obj", "comp", "mod", "by", "within", "gov", "bare"}
    roles |= {"obj_bare", "obj_name", "negated", "over"}
    prepositions = {"on", "at", "against", "with", "from", "in", "into", "to", "of", "for", "under", "by", "upon"}
    for name in ("triggers.yaml", "pairs.yaml"):
        for row in load_yaml(name)["entries"]:
            assert {*row.get("needs", {}), *row.get("not", {})} <= roles | prepositions, row


def test_forms() -> None:
    assert {"shells", "shelled", "shelling"} <= verb_forms("shell")
    assert {"fires", "fired", "firing"} <= verb_forms("fire")
    assert {"hits", "hit", "hitting"} <= verb_forms("hit")
    assert {"violates", "violated", "violating"} <= verb_forms("violate")
    assert noun_forms("militiaman") == {"militiaman", "militiamen"}
    assert noun_forms("ally") == {"ally", "allies"}


def test_a_class_that_contains_itself_is_told() -> None:
    with pytest.raises(KnowledgeError, match="contains itself"):
        Lexicon({"classes": {"one": ["+two"], "two": ["+one"]}, "entries": []})


def test_lexicons_are_read_once() -> None:
    assert event_lexicon() is event_lexicon()
    assert pair_lexicon() is pair_lexicon()
