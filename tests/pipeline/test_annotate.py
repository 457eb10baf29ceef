"""The annotate contract: order, ids, errors in place, offsets into exactly the given text."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trucewatch.errors import RecordError
from trucewatch.pipeline import annotate
from trucewatch.pipeline.annotate import annotate_lines
from trucewatch.pipeline.layers import LAYERS, check_layers
from trucewatch.pipeline.tools import Tools

TEXT = (
    "The army said on Tuesday that rebels shelled the town of Taiz on Monday, killing 3 civilians.\n\n"
    '"We have kept the truce," a spokesman said. The rebels denied it.'
)


@pytest.fixture(scope="module")
def tools() -> Tools:
    return Tools()


def rows(tools: Tools, *records: Any, layers: tuple[str, ...] = tuple(LAYERS)) -> list[dict[str, Any]]:
    lines = [record if isinstance(record, str) else json.dumps(record) for record in records]
    return list(annotate_lines(lines, layers, tools))


def extents(value: Any) -> list[tuple[int, int]]:
    """Every start and end anywhere in an output record."""
    if isinstance(value, dict):
        own = [(value["start"], value["end"])] if value.get("start") is not None else []
        return own + [pair for part in value.values() for pair in extents(part)]
    if isinstance(value, list):
        if len(value) == 2 and all(isinstance(part, int) for part in value):
            return []
        return [pair for part in value for pair in extents(part)]
    return []


def test_every_layer_is_there_and_anchored(tools: Tools):
    (row,) = rows(tools, {"id": "a", "text": TEXT, "published": "2018-12-19", "pairs": [], "targets": [[37, 44]]})
    assert set(row) == {"id", *LAYERS}
    assert all(0 <= start < end <= len(TEXT) for start, end in extents(row))
    shelling = next(claim for claim in row["claims"] if claim["event"] == "shelling")
    assert TEXT[slice(*shelling["trigger"])] == "shelled"
    assert [TEXT[link["start"] : link["end"]] for link in shelling["holder"]] == ["The army"]
    assert TEXT[shelling["actor"]["start"] : shelling["actor"]["end"]] == "rebels"
    assert shelling["harm"]["killed"] == [3, 3]
    assert (shelling["time"]["begin"], shelling["place"]["country"]) == ("2018-12-17", "YE")
    assert [TEXT[p["start"] : p["end"]] for p in row["predicates"]] == ["shelled"]


def test_without_a_publication_date_no_day_is_given(tools: Tools):
    (row,) = rows(tools, {"id": "a", "text": TEXT, "published": None}, layers=("times", "claims"))
    assert [time["begin"] for time in row["times"]] == [None, None]
    assert all(claim["time"] is None or claim["time"]["begin"] is None for claim in row["claims"])


def test_records_come_in_order_and_a_bad_one_stops_nothing(tools: Tools):
    found = rows(
        tools,
        {"id": "1", "text": "Quiet."},
        "{not json",
        "[1, 2]",
        {"id": "2"},
        {"id": "3", "text": "Quiet.", "published": "0000-00-00"},
        {"id": "4", "text": "Quiet.", "targets": [[2, 99]]},
        {"id": "1", "text": "Again."},
        {"id": "5", "text": "Quiet.", "unknown": True},
        layers=("sentences",),
    )
    codes = [row.get("error", {}).get("code") for row in found]
    assert codes == [
        None,
        "record.json",
        "record.json",
        "record.field",
        "record.date",
        "record.extent",
        "record.duplicate",
        None,
    ]
    assert [row["id"] for row in found] == ["1", None, None, "2", "3", "4", "1", "5"]
    assert found[4]["error"]["field"] == "published"
    assert found[4]["error"]["where"] == "line 5"


def test_a_layer_that_does_not_exist_is_named():
    with pytest.raises(RecordError, match="no layer 'weather'"):
        check_layers(["times", "weather"])


def test_offsets_count_code_points(tools: Tools):
    text = "🕊🕊 Rebels shelled Taiz."
    (row,) = rows(tools, {"id": "a", "text": text}, layers=("claims",))
    assert [text[slice(*claim["trigger"])] for claim in row["claims"]] == ["shelled"]


@pytest.mark.parametrize(
    "text", ["", " \n\t", "\x00\x00", "\ud800 shelled", "a" * 50_000, "shelled " * 3000, "«»“”\"'"]
)
def test_odd_texts_give_records(tools: Tools, text: str):
    (row,) = rows(tools, {"id": "odd", "text": text, "pairs": []})
    assert "error" not in row
    assert all(0 <= start < end <= len(text) for start, end in extents(row))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            [
                "The army",
                "said",
                "shelled",
                "Taiz",
                "“",
                "”",
                ",",
                ".",
                "\n",
                "not",
                "on Monday",
                "that",
                "62",
                "killed",
                "and",
                "ceasefire",
                "ended",
                "if",
                "\x00",
                "é",
                "of",
                "according to",
            ]
        ),
        max_size=30,
    )
)
def test_any_row_of_words_is_anchored(tools: Tools, words: list[str]):
    text = " ".join(words)
    (row,) = rows(tools, {"id": "x", "text": text, "published": "2016-09-21"})
    assert "error" not in row
    assert all(0 <= start < end <= len(text) for start, end in extents(row))


def test_a_defect_on_one_record_stops_no_other(tools: Tools, monkeypatch: pytest.MonkeyPatch):
    def fail(text: str) -> None:
        if "bad" in text:
            raise ZeroDivisionError("by nothing")

    monkeypatch.setitem(annotate._SHOWN, "sentences", lambda seen: fail(seen.record.text))
    found = rows(tools, {"id": "1", "text": "bad"}, {"id": "2", "text": "good"}, layers=("sentences",))
    assert found[0]["error"]["code"] == "defect.document"
    assert "ZeroDivisionError: by nothing" in found[0]["error"]["message"]
    assert "error" not in found[1]
