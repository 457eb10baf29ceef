"""A spot of a claim that the gazetteer lacks: "at Uyilankulam", "off the islet of Kayts", "in Barangay Balong".

The words alone say where: they are kept as the place's name, without a point. Better a name that nobody can find on the
map yet than the country around it; a person may place it (`decide … name`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from trucewatch.records.claims import Claim, Tally
from trucewatch.records.places import EventPlace, PlacePrecision
from trucewatch.records.spans import Span
from trucewatch.resolve.claim_scope import saying
from trucewatch.resolve.place_words import context_words, tokenize
from trucewatch.resolve.surroundings import Surroundings

_KIND = (
    r"(?:(?:village|town|city|hamlet|port|island|islet|district|commune|camp|quarter|neighbou?rhood|suburb|"
    r"settlement|outskirts|area|valley|hills?|forest|river|bridge|checkpoint|crossing)s?\s+(?:of\s+|at\s+|near\s+)?)?"
)
_WORD = r"[A-Z][\w'’]+(?:-[\w'’]+)*"
_SPOT = re.compile(
    rf"\b(?:in|at|near|outside|off|around|inside|into)\s+(?:the\s+)?{_KIND}"
    rf"(?P<name>{_WORD}(?:\s(?:(?:de|da|do|del|dos|el|al|of)\s)?{_WORD}){{0,3}})"
)
_OF_PEOPLE = re.compile(
    r"(?:['’]s)?\s+(?:and\s+\w+\s+)?(?:said|told|says|government|army|forces|troops|talks|agreement)\b"
)


def unlisted_spot(claim: Claim | Tally, around: Surroundings) -> EventPlace | None:
    """The place that a claim's own words name and the gazetteer lacks; None where they name none."""
    apart = saying(claim, around)
    for start, end in _extents(claim):
        for found in _SPOT.finditer(around.text, start, end):
            name = Span.on(around.text, *found.span("name"))
            if not any(part.overlaps(name) for part in apart) and _is_name_of_place(name, claim, around):
                return EventPlace(span=name, name=name.quote, precision=PlacePrecision.UNKNOWN, rule="place.unlisted")
    return None


def _extents(claim: Claim | Tally) -> Iterable[tuple[int, int]]:
    """Where the spot may stand: what modifies the act, then the rest of its clause from the act on."""
    yield from ((extent.start, extent.end) for extent in claim.modifiers if claim.span.overlaps(extent))
    if claim.target is not None:
        yield claim.target.span.start, claim.target.span.end
    yield claim.trigger.start, max(claim.span.end, claim.trigger.end)


def _is_name_of_place(name: Span, claim: Claim | Tally, around: Surroundings) -> bool:
    """Whether nothing else is known of the name: no day, no party, no person, no word that is never a place."""
    start, end = name.start, name.end
    if around.times_in(start, end) or around.places_in(start, end) or around.names_in(start, end):
        return False
    if any(one.span is not None and one.span.overlaps(name) for one in claim.holder):
        return False
    if _OF_PEOPLE.match(around.text, end):
        return False
    words, parts = context_words(), tokenize(name.quote)
    known = (words.never, words.no_spots, words.given_names, words.titles, words.bodies, words.public)
    return not any(part.key in kind for part in parts for kind in known) and not any(
        part.key in around.book.nations for part in parts
    )
