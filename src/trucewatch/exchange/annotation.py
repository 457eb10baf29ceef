"""W3C Web Annotation (2017): each claim as an annotation of the words that tell it, by position and by quote."""

from __future__ import annotations

import json
from typing import Any

from trucewatch.exchange.outgoing import Loss, Outgoing, Written
from trucewatch.records.claims import Claim
from trucewatch.records.spans import Span
from trucewatch.report.words import range_words, word

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
"""Characters before and after a quote, by which it is found again in another version of the text."""


def write(out: Outgoing) -> Written:
    """An annotation collection with one page; a target is the document's address, or the hash of its bytes."""
    items = [_annotation(out, claim) for claim in out.claims]
    page = {"type": "AnnotationPage", "startIndex": 0, "items": items}
    collection = {
        "@context": CONTEXT,
        "id": f"urn:trucewatch:{out.record.files.settings.id}:claims",
        "type": "AnnotationCollection",
        "label": out.record.files.settings.title,
        "total": len(items),
        "first": {"id": f"urn:trucewatch:{out.record.files.settings.id}:claims:page", **page},
    }
    body = json.dumps(collection, ensure_ascii=True, indent=1).encode("utf-8")
    lost = "no address: the target is the hash of its bytes, urn:sha256"
    losses = [Loss(f"D{out.index.numbers[one.id]}", "its address", lost) for one in out.documents if one.url is None]
    return Written({"claims.jsonld": body + b"\n"}, len(items), tuple(losses))


def _annotation(out: Outgoing, claim: Claim) -> dict[str, Any]:
    document = out.index.document_of[claim.document]
    target: dict[str, Any] = {
        "source": document.url or f"urn:sha256:{document.sha256}",
        "selector": _selector(out, claim.span, document.text),
    }
    if document.retrieved is not None:
        target["state"] = {"type": "TimeState", "sourceDate": document.retrieved}
    bodies = [_body("classifying", out.index.event(claim.event)), _body("describing", _says(out, claim))]
    return {
        "id": f"urn:trucewatch:{claim.id}",
        "type": "Annotation",
        "motivation": "classifying",
        "creator": {"id": "urn:trucewatch", "type": "Software", "name": f"Trucewatch {out.version}".strip()},
        "body": bodies,
        "target": target,
    }


def _body(purpose: str, value: str) -> dict[str, str]:
    return {"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain", "language": "en"}


def _selector(out: Outgoing, span: Span, text: str) -> list[dict[str, Any]]:
    """The quote, and its position in the cleaned text, in code points: two selectors of the same words."""
    quote: dict[str, Any] = {"type": "TextQuoteSelector", "exact": span.quote}
    if not out.public:
        quote |= {
            "prefix": text[max(0, span.start - AROUND) : span.start],
            "suffix": text[span.end : span.end + AROUND],
        }
    return [quote, {"type": "TextPositionSelector", "start": span.start, "end": span.end}]


def _says(out: Outgoing, claim: Claim) -> str:
    """The claim in a line: who says it, what, who, whom, when, where, how sure its reading is."""
    time, index = claim.time, out.index
    who = (
        index.participant(claim.actor) if claim.actor else "",
        index.participant(claim.target) if claim.target else "",
    )
    what = f"not: {index.event(claim.event)}" if claim.negated else index.event(claim.event)
    parts = (
        f"{index.chain(claim.holder)} {word(claim.force)}: {what}",
        " → ".join(name or "nobody named" for name in who) if any(who) else "",
        range_words(time.begin, time.finish) if time is not None and (time.begin or time.finish) else "",
        claim.place.name if claim.place is not None else "",
        f"reading: {word(claim.trust)}",
    )
    return "; ".join(part for part in parts if part)
