"""Answers as services write them, one JSON object a line: whose request it answers, by which model, and what it says.

Known are the batch outputs of OpenAI and of what is compatible with it (chat completions, responses), of Anthropic's
message batches and of Gemini's, a bare completion with a `custom_id`, and what a person writes: `custom_id` with
`claims`, or with the answer under `content`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from trucewatch.errors import Fault, RecordError

CUT = frozenset({"length", "max_tokens", "max_output_tokens", "incomplete"})
REFUSED = frozenset({"content_filter", "refusal", "safety", "prohibited_content"})
COSTS = {
    "input_tokens": ("prompt_tokens", "input_tokens", "promptTokenCount"),
    "output_tokens": ("completion_tokens", "output_tokens", "candidatesTokenCount"),
}
"""What an answer cost, by the names that services give it."""


@dataclass(frozen=True)
class Envelope:
    """One answer out of its envelope."""

    request: str
    content: str
    model: str | None
    costs: tuple[tuple[str, str], ...]


def open_envelope(line: str, where: str) -> Envelope:
    """The answer in a line.

    Raises:
        RecordError: `guest.line`, `guest.failed`, `guest.refused` or `guest.cut-off`; with what to do.
    """
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise RecordError(Fault("guest.line", f"is no JSON ({error}); send the request again", where)) from error
    request = _text(row.get("custom_id") or row.get("key")) if isinstance(row, dict) else None
    if request is None:
        message = 'has no "custom_id", which says what it answers; take the line as the service wrote it'
        raise RecordError(Fault("guest.line", message, where))
    body = _body(row, where)
    stopped = _stopped(body)
    if stopped & CUT:
        message = "the answer was cut off; raise the model's limit of tokens, and send the request again"
        raise RecordError(Fault("guest.cut-off", message, where))
    content = _content(body)
    if stopped & REFUSED or content is None:
        message = "there is no answer in it: the model refused, or it is in a form that is not known; send it again"
        raise RecordError(Fault("guest.refused" if stopped & REFUSED else "guest.line", message, where))
    return Envelope(request, content, _text(body.get("model") or body.get("modelVersion")), _costs(body))


def _body(row: Mapping[str, Any], where: str) -> Mapping[str, Any]:
    """The completion itself, out of what a batch wraps around it."""
    response, result = _map(row.get("response")), _map(row.get("result"))
    status = response.get("status_code", 200)
    failed = row.get("error") or (status if status != 200 else None) or result.get("error")
    if failed or result.get("type") not in (None, "succeeded"):
        told = json.dumps(failed or result.get("type"), ensure_ascii=False)[:200]
        raise RecordError(Fault("guest.failed", f"the service did not answer ({told}); send the request again", where))
    return _map(response.get("body")) or _map(result.get("message")) or response or row


def _stopped(body: Mapping[str, Any]) -> frozenset[str]:
    """Why the model stopped, in lower case, as far as the envelope tells."""
    told = [body.get("stop_reason"), body.get("status"), _map(body.get("incomplete_details")).get("reason")]
    told += [one.get("finish_reason") for one in _maps(body.get("choices"))]
    told += [one.get("finishReason") for one in _maps(body.get("candidates"))]
    return frozenset(one.lower() for one in told if isinstance(one, str))


def _content(body: Mapping[str, Any]) -> str | None:
    """The words of the answer; None where none of the known forms fits."""
    for choice in _maps(body.get("choices")):
        return _joined(_map(choice.get("message")).get("content"))
    for candidate in _maps(body.get("candidates")):
        return _joined(_map(candidate.get("content")).get("parts"))
    outputs = [_joined(one.get("content")) for one in _maps(body.get("output")) if one.get("type") == "message"]
    if outputs:
        return "".join(one for one in outputs if one is not None) or None
    if isinstance(body.get("claims"), list):
        return json.dumps({"claims": body["claims"]}, ensure_ascii=False)
    for name in ("content", "answer"):
        value = body.get(name)
        if isinstance(value, dict):
            return json.dumps(value, ensure_ascii=False)
        if value is not None:
            return _joined(value)
    return None


def _joined(content: object) -> str | None:
    """Content as a string, or the texts of its blocks in a row."""
    if isinstance(content, str):
        return content or None
    texts = [text for one in _maps(content) if isinstance(text := one.get("text"), str) and not one.get("thought")]
    return "".join(texts) or None


def _costs(body: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    usage = _map(body.get("usage")) or _map(body.get("usageMetadata"))
    found = (
        (name, next((usage[key] for key in keys if isinstance(usage.get(key), int)), None))
        for name, keys in COSTS.items()
    )
    return tuple((name, str(value)) for name, value in found if value is not None)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _map(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _maps(value: object) -> Iterable[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
