"""Reach: whether a word on the truce is on the whole of it, or on one zone or town ("the truce in Aleppo is over")."""

from __future__ import annotations

import re
from dataclasses import dataclass

from trucewatch.assess.wording import phrases
from trucewatch.records.agreements import Agreement, Modality, Zone
from trucewatch.records.claims import Claim, Force
from trucewatch.records.names import slug
from trucewatch.records.places import EventPlace, PlacePrecision

TOWNS = frozenset({PlacePrecision.EXACT, PlacePrecision.NEAR, PlacePrecision.DISTRICT})
"""A place as fine as this can be part of a truce's area; a province or a country may be another name for all of it."""
TIES = r"\s+(?:[\w’'-]+\s+){0,3}?(?:in|at|around|along|near|for|to|on)\s+(?:the\s+)?(?:[\w’'-]+\s+(?:of\s+)?){0,3}?"
"""What may stand between a word for the truce and the place that it is tied to."""


@dataclass(frozen=True)
class Part:
    """A part of the truce: a zone of the agreement, or `place:…` for a town that no zone names."""

    id: str
    name: str


def part_of(claim: Claim, text: str, agreement: Agreement | None) -> Part | None:
    """The part that a word on the truce is about; None for the whole, and wherever the words do not tie it to a place.

    A place where the word was spoken is none: it must hang on the truce itself ("the truce in …"). The zone in which
    the agreement's ban on attacks holds is the whole, and so is a town of which that zone has its name.
    """
    place = claim.place
    if place is None or not _is_tied(claim, place, text):
        return _named_zone(claim, text, agreement)
    if agreement is not None and _names_whole(place, agreement):
        return None
    zones = [
        zone for zone in (agreement.zones if agreement else ()) if place.id is not None and place.id in zone.places
    ]
    if zones:
        zone = min(zones, key=lambda one: (len(one.places), one.id))
        return None if agreement is not None and is_whole(zone, agreement) else Part(zone.id, zone.name)
    if place.precision not in TOWNS:
        return None
    return Part(f"place:{place.id or slug(place.name)}", place.name)


def is_whole(zone: Zone, agreement: Agreement) -> bool:
    """Whether a zone is the one in which attacks as such are forbidden, and lies in no other."""
    banned = {term.zone for term in agreement.terms if term.modality is Modality.MUST_NOT and "attack" in term.events}
    return zone.within is None and banned == {zone.id}


def _names_whole(place: EventPlace, agreement: Agreement) -> bool:
    """Whether the whole has its name of a place: "the truce in Hodeidah", of a zone called the governorate of it."""
    names = [zone.name for zone in agreement.zones if is_whole(zone, agreement)]
    words = rf"\b(?:{re.escape(place.name)}|{re.escape(place.span.quote)})\b"
    return any(re.search(words, name, re.IGNORECASE) for name in names)


def _is_tied(claim: Claim, place: EventPlace, text: str) -> bool:
    """Whether a place hangs on a word for the truce before it, within the claim; where a word was said is no such."""
    if claim.force is Force.ANNOUNCES and claim.trigger.end <= place.span.start:
        between = text[claim.trigger.start : place.span.start]
        return re.search(rf"\b{phrases('truce_nouns').pattern}{TIES}$", between, re.IGNORECASE) is not None
    before = text[claim.span.start : place.span.start]
    return re.search(rf"\b{phrases('truce_nouns').pattern}{TIES}$", before, re.IGNORECASE) is not None


def _named_zone(claim: Claim, text: str, agreement: Agreement | None) -> Part | None:
    """A zone whose own name stands behind a word for the truce."""
    for zone in agreement.zones if agreement else ():
        pattern = rf"\b{phrases('truce_nouns').pattern}{TIES}{re.escape(zone.name)}\b"
        if re.search(pattern, claim.span.quote, re.IGNORECASE) and agreement and not is_whole(zone, agreement):
            return Part(zone.id, zone.name)
    return None
