"""The lexicons of this room fit their schemas."""

from __future__ import annotations

import json

import jsonschema
import pytest

from trucewatch.knowledge import ROOT, load_yaml


@pytest.mark.parametrize("name", ["boilerplate", "credits"])
def test_a_lexicon_fits_its_schema(name: str) -> None:
    schema = json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    faults = jsonschema.Draft202012Validator(schema).iter_errors(load_yaml(f"{name}.yaml"))
    assert [f"{fault.json_path}: {fault.message}" for fault in faults] == []


@pytest.mark.parametrize("name", ["boilerplate", "credits"])
def test_rules_have_names_of_their_own(name: str) -> None:
    data = load_yaml(f"{name}.yaml")
    ids = [entry["id"] for part in ("phrases", "guards", "lines", "lists", "rules") for entry in data.get(part, ())]
    assert len(ids) == len(set(ids))
