"""Guest readers by batch files: what a language model is to be asked of a case, and its answers taken in."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from trucewatch.errors import Fault, RecordError
from trucewatch.extract.guest.answers import parse_answer
from trucewatch.extract.guest.prompt import Request, RequestId, instructions, parameters
from trucewatch.pipeline.case import Case
from trucewatch.pipeline.envelopes import open_envelope
from trucewatch.pipeline.guest_reading import document_requests
from trucewatch.records.guests import GuestAnswer

URL = "/v1/chat/completions"
CHARACTERS_PER_TOKEN = 4  # of English; other scripts need more tokens for as many characters
MOST_LINE = 4_000_000
"""Characters of one line of answers; a longer one is none."""


@dataclass(frozen=True)
class Asking:
    """What there is to ask: the requests without an answer, and what they are about.

    Attributes:
        documents: how many documents the requests are of.
        passed_over: documents of which nothing is asked: tables, and English texts without a word of conflict.
        answered: requests that have an answer.
        tokens: about how many tokens the requests have.
    """

    requests: tuple[Request, ...]
    documents: int
    passed_over: int
    answered: int
    tokens: int


def to_ask(case: Case, *, again: bool = False) -> Asking:
    """What is still to be asked of the documents that the case has taken in; with `again`, all of it."""
    documents, _ = case.documents()
    known = {(one.document, one.part, one.asked) for one in case.kept.answers.checked()}
    asked = [document_requests(document, case.tools) for document in sorted(documents, key=lambda one: one.id)]
    requests = [request for one in asked for request in one]
    fresh = [one for one in requests if again or (one.document, one.part, one.asked) not in known]
    characters = sum(len(one.shown) + len(instructions()) for one in fresh)
    return Asking(
        requests=tuple(fresh),
        documents=len({one.document for one in fresh}),
        passed_over=sum(not one for one in asked),
        answered=len(requests) - len(fresh),
        tokens=characters // CHARACTERS_PER_TOKEN,
    )


def batch_lines(requests: Iterable[Request], model: str) -> Iterator[str]:
    """Requests in the form that services take as a batch: a JSON object a line."""
    for request in requests:
        row = {"custom_id": request.id, "method": "POST", "url": URL, "body": request.body(model)}
        yield json.dumps(row, ensure_ascii=False)


@dataclass(frozen=True)
class Taken:
    """What of a file of answers was taken in: new ones, such as were there already, and the faults of the rest."""

    new: int
    known: int
    faults: tuple[Fault, ...]


def take_answers(case: Case, lines: Iterable[str], name: str, now: str, model: str | None = None) -> Taken:
    """Archive answers, those that can be used; each other is told by its line, and the rest goes on.

    Args:
        case: whose requests they answer.
        lines: a JSON object each, see `envelopes`.
        name: the file's, for faults.
        now: ISO 8601.
        model: who answered, where the answers do not say.
    """
    documents = {one.id for one in case.documents()[0]}
    held = {(one.request, one.content, one.model) for one in case.kept.answers.checked()}
    fresh: list[GuestAnswer] = []
    known = 0
    faults: list[Fault] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            answer = _answer(line, f"{name}:{number}", documents, now, model)
        except RecordError as error:
            faults.extend(error.faults)
            continue
        key = (answer.request, answer.content, answer.model)
        known += key in held
        if key not in held:
            held.add(key)
            fresh.append(answer)
    if fresh:
        case.kept.answers.append(fresh)
    return Taken(len(fresh), known, tuple(faults))


def _answer(line: str, where: str, documents: set[str], now: str, model: str | None) -> GuestAnswer:
    if len(line) > MOST_LINE or _is_broken(line):
        raise RecordError(Fault("guest.line", "is no UTF-8, or too long; take the file as the service wrote it", where))
    envelope = open_envelope(line, where)
    request = RequestId.of(envelope.request)
    if request is None or request.document not in documents:
        message = f"answers {envelope.request[:80]!r}, which is no request of this case; take it where it was asked"
        raise RecordError(Fault("guest.request", message, where))
    try:
        parse_answer(envelope.content)
    except ValueError as error:
        message = f"the answer cannot be read ({error}); send the request again, to a model that is held to the schema"
        raise RecordError(Fault("guest.json", message, where)) from error
    return GuestAnswer(
        request=envelope.request,
        document=request.document,
        part=request.part,
        asked=request.asked,
        prompt=request.prompt,
        model=envelope.model or model,
        parameters=(*((key, str(value)) for key, value in parameters().items()), *envelope.costs),
        received=now,
        content=envelope.content,
        sha256=hashlib.sha256(line.rstrip("\r\n").encode("utf-8")).hexdigest(),
    )


def _is_broken(line: str) -> bool:
    """Whether a line holds half characters, as bytes or as escapes, which nothing could be kept of."""
    try:
        line.encode("utf-8")
        json.dumps(json.loads(line), ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        return True
    except (ValueError, RecursionError):
        return False  # told as what it is by whoever opens it
    return False
