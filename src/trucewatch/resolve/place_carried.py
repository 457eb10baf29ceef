"""Places that no word of a claim's clause names: pointed back at, or carried over within the paragraph.

A report names its spot once: "Protesters gathered in Homs. Police dispersed them." What is carried over keeps a rule of
its own, so that whoever reads it can tell; it needs exactly one spot to come from, and nothing that speaks against it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from trucewatch.records.claims import Claim, ClaimKind, Tally
from trucewatch.records.places import EventPlace, PlaceKind, PlaceMention
from trucewatch.records.spans import Span
from trucewatch.records.times import TimeType
from trucewatch.resolve.claim_scope import tells_of_before
from trucewatch.resolve.place_chains import Chain, coarseness, spokesman
from trucewatch.resolve.place_events import event_place
from trucewatch.resolve.surroundings import Surroundings

_BACK = re.compile(
    r"\b(?:there|in the (?:area|city|town|village|province|region|district|governorate))\b", re.IGNORECASE
)
_ELSEWHERE = re.compile(
    r"\b(?:elsewhere|separate(?:ly)?|meanwhile|in other|"
    r"another (?:\w+ )?(?:incident|attack|strike|raid|area|village|town))\b",
    re.IGNORECASE,
)
_STANDS = re.compile(
    r"\b(?:in|at|near|outside|around|inside|within|on|across|between|of|over|towards?|targeted|attacked|shelled|struck|hit)"
    r"\s+(?:[\w’'-]+\s+){0,5}$",
    re.IGNORECASE,
)
_WITHIN = re.compile(r"\b(?:in|across|throughout|inside)\s+(?:[\w’'-]+\s+){0,2}$", re.IGNORECASE)
BACK_SENTENCES = 1
WIDEST = 2  # nothing wider than a province is carried over


def pointed_back(claim: Claim | Tally, around: Surroundings) -> EventPlace | None:
    """ "There", "in the area": the last place told, where the words point back at one."""
    for extent in (*claim.modifiers, claim.span):
        found = _BACK.search(extent.quote)
        if found is None:
            continue
        earlier = [
            place
            for place in around.places_before(extent.start + found.start(), BACK_SENTENCES)
            if place.kind is not PlaceKind.COUNTRY and place.place is not None
        ]
        if earlier:
            return event_place(around.chains[earlier[-1].span.start], around, "place.back")
    return None


def carried(claim: Claim | Tally, free: Sequence[PlaceMention], around: Surroundings) -> EventPlace | None:
    """The only spot of the claim's sentence; where it names none, the only one of the sentence before.

    Only for what happened: intents, demands and states of the truce have their places elsewhere. Not where the clause
    looks back, names another day, or says that it is about another spot.
    """
    if isinstance(claim, Tally) or claim.kind is not ClaimKind.OCCURRENCE or tells_of_before(claim):
        return None
    sentence = around.sentence(claim.span)
    here = [place for place in free if sentence.covers(place.span)]
    if here:
        spot = _only_spot(here, around)
        return None if spot is None else event_place(spot, around, "place.sentence")
    if sentence.start == 0 or _ELSEWHERE.search(sentence.quote):
        return None
    reach = around.reach(sentence.start, BACK_SENTENCES)
    if reach >= sentence.start:
        return None
    before = Span.on(around.text, reach, sentence.start)
    if _names_another_day(before, sentence, around):
        return None
    spot = _only_spot(
        [place for place in around.places_in(before.start, before.end) if before.covers(place.span)], around
    )
    return None if spot is None else event_place(spot, around, "place.inherited")


def setting(claim: Claim | Tally, around: Surroundings) -> EventPlace | None:
    """The country that the whole text plays in, by its first name there.

    A report on one war names its country once and then speaks of towns: what it tells without a place is told of there.
    None where it tells of several countries, or the claim's sentence names a spot that may be meant.
    """
    sentence = around.sentence(claim.span)
    spots = [p for p in around.places if sentence.covers(p.span) and p.kind is not PlaceKind.COUNTRY]
    if len(around.countries) != 1 or spots:
        return None
    for mention in around.places:
        place, before = mention.place, around.text[max(0, mention.span.start - 40) : mention.span.start]
        named = place is not None and mention.kind is PlaceKind.COUNTRY and place.country == around.countries[0]
        if named and _WITHIN.search(before) and not any(line.overlaps(mention.span) for line in around.datelines):
            return event_place(around.chains[mention.span.start], around, "place.setting")
    return None


def _only_spot(places: Sequence[PlaceMention], around: Surroundings) -> Chain | None:
    """The one located spot that these mentions give; None where there are none or several."""
    spots: dict[str, Chain] = {}
    for place in places:
        chain = around.chains[place.span.start]
        best = spokesman(chain)
        if best.place is None or coarseness(best) > WIDEST or best.kind is PlaceKind.COUNTRY:
            continue
        head = chain[0]
        if _STANDS.search(around.text, max(0, head.span.start - 80), head.span.start):
            spots.setdefault(best.place.id, chain)
    fine = {key: chain for key, chain in spots.items() if coarseness(spokesman(chain)) == 0} or spots
    return next(iter(fine.values())) if len(fine) == 1 else None


def _names_another_day(before: Span, sentence: Span, around: Surroundings) -> bool:
    own, told = _days(sentence, around), _days(before, around)
    return bool(own - told) and bool(told)


def _days(span: Span, around: Surroundings) -> set[str | None]:
    times = around.times_in(span.start, span.end)
    return {time.value for time in times if span.covers(time.span) and time.type is TimeType.DATE}
