"""Answers in the envelopes of several services, and what is wrong with those that hold none."""

from __future__ import annotations

import json
from typing import Any

import pytest

from trucewatch.errors import RecordError
from trucewatch.pipeline.envelopes import open_envelope

TOLD = '{"claims": []}'
CHAT = {"model": "m", "choices": [{"message": {"content": TOLD}, "finish_reason": "stop"}]}
USAGE = {"prompt_tokens": 7, "completion_tokens": 2}
BLOCKS = [{"type": "thinking", "thinking": "…"}, {"type": "text", "text": TOLD}]
PARTS = {"candidates": [{"content": {"parts": [{"text": TOLD}]}, "finishReason": "STOP"}], "modelVersion": "m"}
SAID = [{"type": "reasoning"}, {"type": "message", "content": [{"type": "output_text", "text": TOLD}]}]


@pytest.mark.parametrize(
    "row",
    [
        {"custom_id": "a", "response": {"status_code": 200, "body": {**CHAT, "usage": USAGE}}, "error": None},
        {"custom_id": "a", "result": {"type": "succeeded", "message": {"model": "m", "content": BLOCKS}}},
        {"custom_id": "a", **CHAT},
        {"custom_id": "a", "response": {"status_code": 200, "body": {"model": "m", "output": SAID}}},
        {"key": "a", "response": PARTS},
        {"custom_id": "a", "model": "m", "claims": []},
        {"custom_id": "a", "model": "m", "content": TOLD},
        {"custom_id": "a", "model": "m", "answer": {"claims": []}},
    ],
)
def test_the_usual_forms(row: dict[str, Any]):
    found = open_envelope(json.dumps(row), "x:1")
    assert (found.request, json.loads(found.content), found.model) == ("a", {"claims": []}, "m")


def test_what_it_cost_is_kept():
    row = {"custom_id": "a", "response": {"status_code": 200, "body": {**CHAT, "usage": USAGE}}}
    assert open_envelope(json.dumps(row), "x:1").costs == (("input_tokens", "7"), ("output_tokens", "2"))


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("{", "guest.line"),
        ("[]", "guest.line"),
        ("[" * 100_000, "guest.line"),
        ('{"custom_id": 5}', "guest.line"),
        ('{"custom_id": "a", "other": "form"}', "guest.line"),
        ('{"custom_id": "a", "error": {"message": "quota"}}', "guest.failed"),
        ('{"custom_id": "a", "response": {"status_code": 429, "body": {}}}', "guest.failed"),
        ('{"custom_id": "a", "result": {"type": "expired"}}', "guest.failed"),
        ('{"custom_id": "a", "choices": [{"message": {"content": "{"}, "finish_reason": "length"}]}', "guest.cut-off"),
        ('{"custom_id": "a", "choices": [{"message": {}, "finish_reason": "content_filter"}]}', "guest.refused"),
    ],
)
def test_what_holds_no_answer_is_told_with_its_line_and_a_remedy(line: str, code: str):
    with pytest.raises(RecordError) as told:
        open_envelope(line, "answers.jsonl:3")
    (fault,) = told.value.faults
    assert (fault.code, fault.where) == (code, "answers.jsonl:3")
    assert "again" in fault.message or "take the" in fault.message
