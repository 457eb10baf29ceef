"""Records: frozen, closed, canonical."""

from __future__ import annotations

import importlib
import inspect
import json
import pkgutil

import pytest
from pydantic import ValidationError

import trucewatch.records
from trucewatch.records.agreements import Clock
from trucewatch.records.base import Record, canonical_json, content_id
from trucewatch.records.times import check_iso


def all_records() -> list[type[Record]]:
    found: set[type[Record]] = set()
    for module in pkgutil.iter_modules(trucewatch.records.__path__):
        loaded = importlib.import_module(f"trucewatch.records.{module.name}")
        members = inspect.getmembers(loaded, inspect.isclass)
        found |= {member for _, member in members if issubclass(member, Record) and member is not Record}
    return sorted(found, key=lambda record: record.__name__)


@pytest.mark.parametrize("record", all_records(), ids=lambda record: record.__name__)
def test_every_record_is_frozen_closed_documented_and_has_a_schema(record: type[Record]):
    assert record.model_config["frozen"] is True
    assert record.model_config["extra"] == "forbid"
    assert record.__doc__
    assert json.loads(json.dumps(record.model_json_schema()))["type"] == "object"


def test_equal_values_have_one_form_and_one_id():
    one, other = {"b": 1, "a": "é"}, {"a": "é", "b": 1}
    assert canonical_json(one) == canonical_json(other) == '{"a":"é","b":1}'
    assert content_id("claim", one) == content_id("claim", other) != content_id("claim", {**one, "b": 2})


def test_an_unknown_field_and_a_change_are_refused():
    with pytest.raises(ValidationError):
        Clock.model_validate({"id": "c", "name": "truce", "starts": "2016-09-12"})
    with pytest.raises(ValidationError):
        Clock(id="c", name="truce").name = "other"  # type: ignore[misc]


@pytest.mark.parametrize("value", ["0000-00-00", "2016-13-45", "2016-02-30", "2016-00-01", "12 Sept", "2016-9-1"])
def test_a_date_that_no_calendar_has_is_refused(value: str):
    with pytest.raises(ValueError, match=value):
        check_iso(value)
    with pytest.raises(ValidationError):
        Clock(id="c", name="truce", begin=value)


@pytest.mark.parametrize("value", ["2016", "2016-09", "2016-09-12", "2016-09-12T19:00", "2016-09-12T19:00+03:00"])
def test_a_date_is_kept_as_fine_as_it_is(value: str):
    assert Clock(id="c", name="truce", begin=value).begin == value
