"""A document: its text with its claims marked, its claims beside it, copies with differences, the program's reasons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from trucewatch.decide.documents import METADATA
from trucewatch.errors import CaseError, Fault
from trucewatch.pipeline.decisions_told import rows_on
from trucewatch.pipeline.explaining import explain, explained_sentences
from trucewatch.records.claims import Claim, Tally
from trucewatch.records.decisions import DecisionKind, DecisionState
from trucewatch.records.documents import Document
from trucewatch.report.cites import shorten
from trucewatch.report.explanation import LAYERS as EXPLAINED
from trucewatch.report.origin_graph import APART
from trucewatch.report.words import date_words, word
from trucewatch.serve.bench import Bench
from trucewatch.serve.claims import claim_row, empty_fields, known_names
from trucewatch.serve.marked import LAYERS, marked_text, within
from trucewatch.serve.snapshot import Snapshot

_AT = re.compile(r"(\d{1,9})-(\d{1,9})")
_TOKENS = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True)
class Copy:
    """Another document that shares text with this one."""

    document: Document
    number: int
    one: bool
    """Whether the two are versions of one text."""
    kind: str
    passage: str


@dataclass(frozen=True)
class Stretch:
    """A run of words that two texts share, or that only one of them has: "same", "only", "other"."""

    kind: str
    text: str


def document(bench: Bench, request: Request) -> Response:
    """The page of a document; `at=START-END` marks the words that somebody came for."""
    snapshot = bench.desk.snapshot()
    wanted = request.path_params["name"]
    one = snapshot.document(wanted)
    if one.id != wanted:
        return RedirectResponse(request.url.replace(path=f"/documents/{one.id}"), 303)
    claims = _claims(snapshot, one)
    numbers = {claim.id: number for number, claim in enumerate(claims, 1)}
    hit = _hit(request.query_params.get("at", ""), len(one.text))
    source = snapshot.index.sources.get(one.source or "")
    view = {
        "document": one,
        "number": snapshot.index.numbers[one.id],
        "source": snapshot.index.source(one),
        "source_kind": word(source.kind) if source is not None else None,
        "text": marked_text(one, claims, hit, numbers),
        "layers": LAYERS,
        "rows": [claim_row(snapshot, claim) for claim in claims],
        "numbers": numbers,
        "copies": copies_of(snapshot, one),
        "link": one.url if (one.url or "").lower().startswith(("http://", "https://")) else None,
        "history": rows_on(snapshot.lookup, {one.id}),
        "seen": snapshot.mark([one.id]),
        "fields": [(name, getattr(one, name, None) or "") for name in METADATA],
        "adding": empty_fields(),
        "names": known_names(snapshot),
        "words": shorten(one.text[hit[0] : hit[1]], 2000) if hit else "",
        "beside": _beside(snapshot, one),
        "published": date_words(one.published),
    }
    return bench.page(request, "document.html.j2", "documents", view)


def passage(bench: Bench, request: Request) -> Response:
    """The same text alone, for the panel beside another page."""
    snapshot = bench.desk.snapshot()
    one = snapshot.document(request.path_params["name"])
    claims = _claims(snapshot, one)
    numbers = {claim.id: number for number, claim in enumerate(claims, 1)}
    hit = _hit(request.query_params.get("at", ""), len(one.text))
    view = {
        "document": one,
        "number": snapshot.index.numbers[one.id],
        "source": snapshot.index.source(one),
        "published": date_words(one.published),
        "text": marked_text(one, claims, hit, numbers),
        "at": hit,
    }
    return bench.page(request, "passage.html.j2", "documents", view)


def reasons(bench: Bench, request: Request) -> Response:
    """The document as the program reads it, sentence by sentence, and why each gave a claim or none."""
    snapshot = bench.desk.snapshot()
    one = snapshot.document(request.path_params["name"])
    with bench.desk.writing() as case:
        sentences = explained_sentences(explain(one, case.tools))
    view = {
        "document": one,
        "number": snapshot.index.numbers[one.id],
        "sentences": sentences,
        "layers": EXPLAINED,
    }
    return bench.page(request, "reasons.html.j2", "documents", view)


def original(bench: Bench, request: Request) -> Response:
    """The bytes as they came, to be kept, never shown: whatever they are, no browser runs them here."""
    snapshot = bench.desk.snapshot()
    one = snapshot.document(request.path_params["name"])
    if is_redacted(snapshot, one):
        message = "its original holds words that a person withheld; it is kept in the archive and not given out here"
        raise CaseError(Fault("serve.withheld", message, one.id))
    raw = bench.desk.case.archive.get(one.sha256)
    headers = {"content-disposition": f'attachment; filename="{one.id}.bin"', "content-security-policy": "sandbox"}
    return Response(raw, media_type="application/octet-stream", headers=headers)


def is_redacted(snapshot: Snapshot, one: Document) -> bool:
    """Whether a passage of it is withheld."""
    standing = {effect.number for effect in snapshot.record.effects if effect.state is DecisionState.STANDS}
    return any(
        entry.decision.kind is DecisionKind.REDACT and one.id in entry.decision.subjects and entry.number in standing
        for entry in snapshot.record.decisions
    )


def beside(bench: Bench, request: Request) -> Response:
    """Two documents that share text: what both have, and what only one of them has."""
    snapshot = bench.desk.snapshot()
    one, other = (snapshot.document(request.path_params[name]) for name in ("name", "other"))
    view = {
        "one": one,
        "other": other,
        "numbers": snapshot.index.numbers,
        "stretches": list(differences(one.text, other.text)),
        "copy": next((copy for copy in copies_of(snapshot, one) if copy.document.id == other.id), None),
        "seen": snapshot.mark([one.id, other.id]),
    }
    return bench.page(request, "beside.html.j2", "documents", view)


def differences(one: str, other: str) -> Iterator[Stretch]:
    """Two texts as runs of words: those that both have, those that only one has, in order."""
    first, second = _TOKENS.findall(one), _TOKENS.findall(other)
    for kind, start, end, begin, finish in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Stretch("same", "".join(first[start:end]))
            continue
        if end > start:
            yield Stretch("only", "".join(first[start:end]))
        if finish > begin:
            yield Stretch("other", "".join(second[begin:finish]))


def copies_of(snapshot: Snapshot, one: Document) -> list[Copy]:
    """The documents that share text with this one."""
    found = []
    for edge in snapshot.record.copies:
        if one.id in (edge.first, edge.second):
            name = edge.second if edge.first == one.id else edge.first
            if name in snapshot.index.numbers:
                other = snapshot.index.document_of[name]
                number = snapshot.index.numbers[name]
                found.append(Copy(other, number, edge.kind not in APART, word(edge.kind), shorten(edge.passage)))
    return found


def _claims(snapshot: Snapshot, one: Document) -> list[Claim | Tally]:
    return list(snapshot.of_document.get(one.id, ()))


def _hit(words: str, length: int) -> tuple[int, int] | None:
    found = _AT.fullmatch(words)
    return within([(int(found[1]), int(found[2]))], length) if found else None


def _beside(snapshot: Snapshot, one: Document) -> tuple[Document | None, Document | None]:
    """The documents before and after it by number."""
    order, place = snapshot.index.documents, snapshot.index.numbers[one.id] - 1
    return (order[place - 1] if place else None), (order[place + 1] if place + 1 < len(order) else None)
