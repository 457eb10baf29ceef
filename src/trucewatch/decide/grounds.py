"""Grounds: the words that a decision rests on, found again in a record that was read anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from trucewatch.records.claims import Claim, Tally
from trucewatch.records.decisions import Anchor, LostGround
from trucewatch.records.incidents import incident_id

MOST_ALIKE = 3
GONE = "the words that it rests on are in no claim of the record any more"
Proposition = Claim | Tally


def anchor_of(subject: str, claim: Proposition) -> Anchor:
    """The words of a claim as the anchor of a decision's subject."""
    return Anchor(
        subject=subject,
        claim=claim.id,
        document=claim.document,
        event=claim.event,
        span=claim.span,
        trigger=claim.trigger,
    )


class Grounds:
    """The claims and tallies of a record, by the words that they rest on."""

    def __init__(self, claims: Iterable[Proposition], moved: Mapping[str, str] | None = None) -> None:
        self.moved = moved or {}
        """Document id → the version that stands for it now: words of the one are looked for in the other."""
        self._by_id: dict[str, Proposition] = {}
        self._by_document: defaultdict[str, list[Proposition]] = defaultdict(list)
        for claim in claims:
            self.add(claim)

    def add(self, claim: Proposition) -> None:
        """One claim more."""
        self._by_id[claim.id] = claim
        self._by_document[claim.document].append(claim)

    def document(self, name: str) -> str:
        """What a document is called now; any other id is as it was."""
        return self.moved.get(name, name)

    def claim(self, anchor: Anchor) -> Proposition | None:
        """What the anchor means now: the same claim, or the only one on the same words; None where the ground is gone.

        The words come before their place: a text that is cleaned otherwise has the same words elsewhere.
        """
        if anchor.claim in self._by_id:
            return self._by_id[anchor.claim]
        here = self._by_document.get(self.document(anchor.document), [])
        same = [one for one in here if one.trigger == anchor.trigger]
        if not same:
            words = _flat(anchor.span.quote)
            same = [one for one in here if one.trigger.quote == anchor.trigger.quote and _flat(one.span.quote) == words]
        if not same and anchor.trigger == anchor.span:  # whoever gave it named no word for the event
            same = [one for one in here if anchor.span.covers(one.trigger) and one.event == anchor.event]
        alike = [one for one in same if one.event == anchor.event] or same
        return alike[0] if len(alike) == 1 else None

    def alike(self, anchor: Anchor) -> tuple[str, ...]:
        """The claims most like a lost one: of the same words anywhere, then those that share words of its document."""
        words = _flat(anchor.span.quote)
        same = [one for one in self._by_id.values() if _flat(one.span.quote) == words]
        here = self._by_document.get(self.document(anchor.document), [])
        near = [one for one in here if one.span.overlaps(anchor.span)]
        near.sort(key=lambda one: (one.event != anchor.event, abs(one.trigger.start - anchor.trigger.start), one.id))
        return tuple(dict.fromkeys(one.id for one in (*same, *near)))[:MOST_ALIKE]

    def now(self, subject: str, anchors: Sequence[Anchor]) -> str | LostGround:
        """What a subject is called now, or what was lost with it. One without an anchor keeps its name."""
        anchor = next((one for one in anchors if one.subject == subject), None)
        if anchor is None:
            return self.document(subject)
        found = self.claim(anchor)
        if found is None:
            return LostGround(subject=subject, why=GONE, quote=anchor.span.quote, alike=self.alike(anchor))
        return found.id if anchor.subject == anchor.claim else incident_id(found.id)


def _flat(words: str) -> str:
    return " ".join(words.split())
