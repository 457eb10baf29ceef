"""Headings: a text's first words in its own voice, and whose word they are where all below them is somebody else's.

"Nine killed as shells hit the market" above a report that gives it all on the army's word is no second witness: the
heading sums up what the body attributes. It then adds no origin (promise 3: copies are not corroboration). Where the
body tells of the incident in its own voice too, the heading is the author's word like any other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trucewatch.link.echoes import by_document
from trucewatch.link.facts import Facts, denies
from trucewatch.records.documents import Document

_NO_HEADING_ENDS = frozenset(".。．।۔…:;,")
_CLOSING = "\"'”’»)] "
_LONG = 300
"""Characters: no heading is longer."""
_FIRST_LINE = re.compile(r"\s*(\S[^\n]*)\n[^\S\n]*\n\s*\S")
"""A text's first line, where an empty line and then more text follow it: else it may be wrapped, or be all there is."""


@dataclass(frozen=True)
class Summed:
    """A heading's claim, and the claim that it sums up; `lead` is None where none gives what the heading says."""

    heading: Facts
    lead: Facts | None


def summed_up(group: Sequence[Facts], documents: Mapping[str, Document]) -> dict[str, Summed]:
    """The claims of an incident's headings that only sum up what their texts attribute, by claim id.

    Args:
        group: the claims of one incident.
        documents: by id; a claim of a document that is not among them is in no heading.
    """
    found: dict[str, Summed] = {}
    for name, told in by_document(group).items():
        own = [one for one in told if not one.claim.holder]
        if not own or len(own) == len(told) or name not in documents:
            continue
        heads = headings_of(documents[name])
        body = [one for one in told if one.claim.holder and not _within(one, heads)]
        if body and all(_within(one, heads) and not one.withdrawn for one in own):
            found.update((one.claim.id, Summed(one, _lead(one, body))) for one in own)
    return found


def headings_of(document: Document) -> tuple[tuple[int, int], ...]:
    """Where a document's headings stand, as start and end in code points of its text.

    The line that is its title, and the first line where it stands by itself and does not end as a sentence does.
    """
    found = (_title_line(document), _first_line(document.text))
    return tuple(place for place in found if place is not None)


def _title_line(document: Document) -> tuple[int, int] | None:
    words = (document.title or "")[: _LONG + 1].split()
    if not words or len(document.title or "") > _LONG:
        return None
    pattern = r"\s+".join(map(re.escape, words))
    line = re.search(rf"^[^\S\n]*({pattern})[^\S\n]*$", document.text, re.MULTILINE | re.IGNORECASE)
    return line.span(1) if line is not None else None


def _first_line(text: str) -> tuple[int, int] | None:
    line = _FIRST_LINE.match(text)
    if line is None or line.end(1) - line.start(1) > _LONG:
        return None
    words = line[1].rstrip(_CLOSING)
    return None if words[-1:] in _NO_HEADING_ENDS else line.span(1)


def _within(one: Facts, places: Sequence[tuple[int, int]]) -> bool:
    trigger = one.claim.trigger
    return any(start <= trigger.start and trigger.end <= end for start, end in places)


def _lead(heading: Facts, body: Sequence[Facts]) -> Facts | None:
    """The first claim of the body that takes the heading's stance and lays the act at its door where the heading does.

    Without that a heading ("Northland strikes the market") would make its speaker own, or blame, what he did not.
    """
    alike = [
        one
        for one in body
        if one.claim.kind is heading.claim.kind and denies(one) == denies(heading) and heading.doers <= one.doers
    ]
    return min(alike, key=lambda one: (one.claim.trigger.start, one.claim.id), default=None)
