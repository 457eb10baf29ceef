"""Adding: a claim that a person makes of words which the machine took for none."""

from __future__ import annotations

from trucewatch.decide.fields import corrected
from trucewatch.decide.names import Names
from trucewatch.records.base import content_id
from trucewatch.records.claims import Claim, ClaimKind, Force
from trucewatch.records.decisions import PERSON, Anchor, FieldChange
from trucewatch.records.documents import Document
from trucewatch.records.spans import Span

CERTAIN, UNCOMMITTED = 3.0, 0.0
"""How sure a text's author is of what it says itself, and of what it only passes on."""


def anchor_by_hand(document: Document, span: Span, trigger: Span, event: str) -> Anchor:
    """The anchor, and with it the id, of a claim that a person makes of `span`; `trigger` names the event in it."""
    name = content_id("claim", [document.id, trigger.start, trigger.end, event, PERSON])
    return Anchor(subject=name, claim=name, document=document.id, event=event, span=span, trigger=trigger)


def made_by_hand(anchor: Anchor, fields: tuple[FieldChange, ...], document: Document, names: Names) -> Claim:
    """The claim that a person adds, with its values. What is not given is not known.

    Raises:
        CaseError: `decide.field` or `decide.value`.
    """
    span, trigger = _in_text(anchor.span, document.text), _in_text(anchor.trigger, document.text)
    relayed = any(one.field == "holder" and one.value for one in fields)
    bare = Claim(
        id=anchor.claim,
        document=document.id,
        kind=ClaimKind.OCCURRENCE,
        event=anchor.event,
        span=span,
        trigger=trigger,
        force=Force.ASSERTS,
        factuality=UNCOMMITTED if relayed else CERTAIN,
        rule=PERSON,
    )
    return corrected(bare, fields, document.text, names)


def _in_text(span: Span, text: str) -> Span:
    """The span, found again by its words where the text was cleaned otherwise since."""
    if span.holds(text):
        return span
    start = text.find(span.quote)
    return Span.on(text, start, start + len(span.quote), span.quote)
