"""Claims of an entry: what its head says of day and place holds for all that it tells, unless it says otherwise.

"El Obeid, 5 Feb, approx. 19:30: six mortar rounds landed. 9 killed.", "Date: 2 May; Place: Mopti; Type: ambush",
"05-Feb-24 | Sake | IED": a log, a list of incidents, a row of a table. A title that is nothing but a place, or a place
and a day, is as good as the item's own words: "3. Rubavu, 24 October. Officers examined the crater …".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from trucewatch.records.claims import Claim, ClaimKind, Doubt, Tally
from trucewatch.records.documents import Block, BlockKind, Document
from trucewatch.records.places import PlaceBasis, PlaceMention
from trucewatch.records.times import EventTime, TimeBasis, TimeExpression, TimeType
from trucewatch.resolve.claim_windows import event_time
from trucewatch.resolve.place_events import event_place
from trucewatch.resolve.surroundings import Surroundings

Proposition = TypeVar("Proposition", Claim, Tally)
_LABEL = re.compile(
    r"\b(?:location|place|where|area|town|city|village|site|sector|district|governorate|province|region|county)\s*:\s*$",
    re.IGNORECASE,
)
_CELL_BEFORE, _CELL_AFTER = re.compile(r"(?:^|[|;\t\n])\s*(?:[^|;:\t\n]{1,60}:\s*)?$"), re.compile(r"\s*(?:$|[|;\t\n])")
_TITLE = re.compile(r"\s*(?:\(?\d{1,3}[.)]\s+|[-–—•*]\s+)?(?P<title>[^\n.]{2,80})\.\s+(?=\S)")
_BESIDE = re.compile(
    r"[\s,;:/()–—-]|\b(?:and|on|of|in|at|near|the|town|city|village|district|area|morning|night)\b", re.I
)
_CLOCK = "clock"
_KINDS = frozenset({ClaimKind.OCCURRENCE, ClaimKind.COMMITMENT})


@dataclass(frozen=True)
class _Head:
    """What stands over an entry: its place and its time, where it names one; `title`: nothing else stands there."""

    place: PlaceMention | None
    time: TimeExpression | None
    title: bool = False


_NO_HEAD = _Head(None, None)
_PLACE_OF = {False: ("place.entry", PlaceBasis.CARRIED_OVER), True: ("place.title", PlaceBasis.TOLD)}
_TIME_OF = {False: (TimeBasis.INHERITED, "time.entry"), True: (TimeBasis.STATED, "time.title")}


class _Heads:
    """The heads of a document's entries, rows and labelled lines, each looked for once."""

    def __init__(self, document: Document, around: Surroundings) -> None:
        self._text, self._around = document.text, around
        self._blocks = document.blocks
        self._starts = [block.start for block in document.blocks]
        self._entries: dict[int, list[Block]] = {}
        for block in document.blocks:
            if block.entry is not None:
                self._entries.setdefault(block.entry, []).append(block)
        self._found: dict[int, _Head] = {}

    def over(self, position: int) -> _Head:
        """What stands over a position of the text."""
        index = bisect_right(self._starts, position) - 1
        if index < 0 or position >= self._blocks[index].end:
            return _NO_HEAD
        if index not in self._found:
            own = self._blocks[index]
            self._found[index] = self._of_entry(own) or self._of_title(own) or self._of_block(own)
        return self._found[index]

    def _of_title(self, own: Block) -> _Head | None:
        """The title of an item or a paragraph, where it is a place alone, or a place and a day."""
        found = _TITLE.match(self._text, own.start, own.end)
        if found is None:
            return None
        start, end = found.span("title")
        numbered = found.start("title") > own.start
        if (own is self._blocks[0] and not numbered) or self._around.datelines_in(own.start, end):
            return None  # where and when the text was filed
        places, times = self._around.places_in(start, end), self._around.times_in(start, end)
        rest = found["title"]
        for words in (*(one.span.quote for one in places), *(one.span.quote for one in times)):
            rest = rest.replace(words, " ", 1)
        located = _only([one for one in places if one.place is not None])
        if located is None or _BESIDE.sub("", rest):
            return None
        return _Head(located, _first(times), title=True)

    def _of_entry(self, own: Block) -> _Head | None:
        """The head on the line on which the block's entry begins: a line of its own is when the entry was written."""
        within = [] if own.entry is None else self._entries[own.entry]
        if own.kind is BlockKind.ENTRY or len(within) < 2 or within[0].kind is not BlockKind.ENTRY:
            return None
        head, below = within[:2]
        if "\n" in self._text[head.end : below.start]:
            return None
        places, hours = self._around.places_in(head.start, head.end), self._around.times_in(head.start, head.end)
        dated = places or any(time.type is not TimeType.TIME or time.rule != _CLOCK for time in hours)
        return _Head(_only(places), _first(hours) if dated else None)

    def _of_block(self, own: Block) -> _Head:
        row = own.kind is BlockKind.TABLE_ROW
        if not row and ":" not in self._text[own.start : own.end]:
            return _NO_HEAD
        near = self._around.places_in(own.start, own.end)
        places = [place for place in near if _is_labelled(place, own, self._text)]
        return _Head(_only(places), _first(self._around.times_in(own.start, own.end)) if row else None)


def with_heads(document: Document, claims: Sequence[Proposition], around: Surroundings) -> tuple[Proposition, ...]:
    """The claims, those of an entry with its head's place and day where they have none of their own."""
    heads = _Heads(document, around)
    return tuple(_with_head(claim, heads.over(claim.trigger.start), around) for claim in claims)


def _with_head(claim: Proposition, head: _Head, around: Surroundings) -> Proposition:
    if isinstance(claim, Claim) and claim.kind not in _KINDS:
        return claim
    update: dict[str, object] = {}
    if head.place is not None and (claim.place is None or claim.place.basis is PlaceBasis.CARRIED_OVER):
        place = event_place((head.place,), around, *_PLACE_OF[head.title])
        update["place"] = place
        if isinstance(claim, Claim) and place.country:
            update["country"] = place.country
    if head.time is not None and _is_open(claim.time if isinstance(claim, Claim) else claim.window):
        when = event_time(head.time, *_TIME_OF[head.title])
        update["time" if isinstance(claim, Claim) else "window"] = when
    if head.title and "place" in update:
        update["why_check"] = tuple(one for one in claim.why_check if one is not Doubt.PLACE_CARRIED)
    return claim.model_copy(update=update) if update else claim


def _is_open(time: EventTime | None) -> bool:
    return time is None or time.begin is None or time.basis is TimeBasis.INHERITED


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
