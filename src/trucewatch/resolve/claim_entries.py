"""Claims of an entry: what its head says of day and place holds for all that it tells, unless it says otherwise.

"El Obeid, 5 Feb, approx. 19:30: six mortar rounds landed. 9 killed.", "Date: 2 May; Place: Mopti; Type: ambush",
"05-Feb-24 | Sake | IED": a log, a list of incidents, a row of a table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from trucewatch.records.claims import Claim, ClaimKind, Tally
from trucewatch.records.documents import Block, BlockKind, Document
from trucewatch.records.places import PlaceBasis, PlaceMention
from trucewatch.records.times import EventTime, TimeBasis, TimeExpression, TimeType
from trucewatch.resolve.claim_windows import event_time
from trucewatch.resolve.place_events import event_place
from trucewatch.resolve.surroundings import Surroundings

Proposition = TypeVar("Proposition", Claim, Tally)
_LABEL = re.compile(r"(?:location|place|where|area|town|village|site|sector|district)\s*:\s*$", re.IGNORECASE)
_CELL_BEFORE, _CELL_AFTER = re.compile(r"(?:^|[|;\t\n])\s*$"), re.compile(r"\s*(?:$|[|;\t\n])")
_CLOCK = "clock"
_KINDS = frozenset({ClaimKind.OCCURRENCE, ClaimKind.COMMITMENT})


@dataclass(frozen=True)
class _Head:
    """What stands over an entry: its place and its time, where it names one."""

    place: PlaceMention | None
    time: TimeExpression | None


def with_heads(document: Document, claims: Sequence[Proposition], around: Surroundings) -> tuple[Proposition, ...]:
    """The claims, those of an entry with its head's place and day where they have none of their own."""
    blocks = [block for block in document.blocks if _heads(block, document.text)]
    if not blocks:
        return tuple(claims)
    return tuple(_with_head(document, claim, around) for claim in claims)


def _heads(block: Block, text: str) -> bool:
    return block.kind in (BlockKind.ENTRY, BlockKind.TABLE_ROW) or ":" in text[block.start : block.end]


def _with_head(document: Document, claim: Proposition, around: Surroundings) -> Proposition:
    if isinstance(claim, Claim) and claim.kind not in _KINDS:
        return claim
    head = _head_of(document, claim, around)
    update: dict[str, object] = {}
    if head.place is not None and (claim.place is None or claim.place.basis is PlaceBasis.CARRIED_OVER):
        place = event_place((head.place,), around, "place.entry", PlaceBasis.CARRIED_OVER)
        update["place"] = place
        if isinstance(claim, Claim) and place.country:
            update["country"] = place.country
    if head.time is not None and _is_open(claim.time if isinstance(claim, Claim) else claim.window):
        when = event_time(head.time, TimeBasis.INHERITED, "time.entry")
        update["time" if isinstance(claim, Claim) else "window"] = when
    return claim.model_copy(update=update) if update else claim


def _is_open(time: EventTime | None) -> bool:
    return time is None or time.begin is None or time.basis is TimeBasis.INHERITED


def _head_of(document: Document, claim: Claim | Tally, around: Surroundings) -> _Head:
    """What stands over the claim: the head of its entry, or the labels and cells of its own block."""
    at = claim.trigger.start
    own = next((block for block in document.blocks if block.start <= at < block.end), None)
    if own is None:
        return _Head(None, None)
    if own.kind is not BlockKind.ENTRY and own.entry is not None:
        over, below = [block for block in document.blocks if block.entry == own.entry][:2]
        if over.kind is BlockKind.ENTRY and "\n" not in document.text[over.end : below.start]:
            places, hours = around.places_in(over.start, over.end), around.times_in(over.start, over.end)
            dated = places or any(time.type is not TimeType.TIME or time.rule != _CLOCK for time in hours)
            # an hour alone is when the entry was written
            return _Head(_only(places), _first(hours) if dated else None)
    places = [place for place in around.places_in(own.start, own.end) if _is_labelled(place, own, document.text)]
    times = around.times_in(own.start, own.end) if own.kind is BlockKind.TABLE_ROW else ()
    return _Head(_only(places), _first(times))


def _is_labelled(place: PlaceMention, own: Block, text: str) -> bool:
    before, after = text[own.start : place.span.start], text[place.span.end : own.end]
    if _LABEL.search(before):
        return True
    alone = _CELL_BEFORE.search(before) is not None and _CELL_AFTER.match(after) is not None
    return own.kind is BlockKind.TABLE_ROW and alone


def _only(places: Sequence[PlaceMention]) -> PlaceMention | None:
    """The place of a head: the first that is located, else the first."""
    return next((place for place in places if place.place is not None), next(iter(places), None))


def _first(times: Sequence[TimeExpression]) -> TimeExpression | None:
    """The day of a head, with its hour where one is told: the last expression that is finest."""
    dated = [time for time in times if time.begin is not None]
    return max(dated, key=lambda time: len(time.begin or ""), default=None)
