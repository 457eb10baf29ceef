"""A guest in place of a language model: recorded answers, and hostile ones, to the requests of a small case."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pipeline.small_case import now
from trucewatch.pipeline.case import Case
from trucewatch.pipeline.guests import Taken, batch_lines, take_answers, to_ask

BLANK: dict[str, Any] = dict.fromkeys(
    ("actor", "target", "place", "time", "holder", "killed", "injured", "missing", "detained", "displaced")
)
BLANK |= {"unharmed": None, "count": None, "force": "asserts", "negated": False, "sentence": 1}


def entry(event: str, trigger: str, **fields: Any) -> dict[str, Any]:
    """One entry of an answer."""
    return {**BLANK, "event": event, "trigger": trigger, **fields}


def read_as(folder: Path, reader: str) -> Case:
    """The case in `folder`, read by `reader` from here on."""
    path = folder / "case.toml"
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("reader")]
    path.write_text("\n".join([*lines, f'reader = "{reader}"', ""]), encoding="utf-8")
    return Case(folder, now)


def requests_for(case: Case) -> dict[str, dict[str, Any]]:
    """What would be asked of each document, by its name; one request each."""
    case.take_folder()
    names = {document.id: document.name for document in case.documents()[0]}
    found = {}
    for request, line in zip(asking := to_ask(case).requests, batch_lines(asking, "stub"), strict=True):
        found[names[request.document]] = json.loads(line)
    return found


def line_of(request: dict[str, Any], content: object, **choice: Any) -> str:
    """An answer to a request in a service's envelope."""
    told = content if isinstance(content, str) else json.dumps({"claims": content}, ensure_ascii=False)
    message = {"message": {"role": "assistant", "content": told}, "finish_reason": "stop", **choice}
    body = {"model": "stub-1", "choices": [message], "usage": {"prompt_tokens": 10, "completion_tokens": 5}}
    row = {"custom_id": request["custom_id"], "response": {"status_code": 200, "body": body}, "error": None}
    return json.dumps(row, ensure_ascii=False)


def answer(case: Case, answers: dict[str, object]) -> Taken:
    """Take in answers by the documents' names."""
    requests = requests_for(case)
    lines = [line_of(requests[name], content) for name, content in answers.items()]
    return take_answers(case, lines, "answers.jsonl", now())
