"""Places that a claim's own words point back at: "there", "the city", "the capital", "the attacks", "the school".

What is named again has its place where it was first told of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from trucewatch.knowledge.ontology import family_of, kinship
from trucewatch.records.claims import Claim, ClaimKind, ClaimStatus, Tally
from trucewatch.records.places import EventPlace, PlaceBasis, PlaceKind, PlaceMention
from trucewatch.records.spans import Span
from trucewatch.resolve.names import fold_name
from trucewatch.resolve.place_chains import FINE
from trucewatch.resolve.place_events import event_place
from trucewatch.resolve.surroundings import Surroundings

_BACK = re.compile(
    r"\b(?:there|in the (?:area|city|town|village|province|region|district|governorate))\b", re.IGNORECASE
)
_TOWN = re.compile(r"\bthe (?:\w+ )?(?P<kind>city|town|village|settlement)\b(?!\s+of\b)", re.IGNORECASE)
_CAPITAL = re.compile(r"(?:\b[Tt]he|['’]s) capital\b(?!\s+(?:of\b|city of\b|[A-Z])|,\s+[A-Z])")
_DEFINITE = re.compile(
    r"\b(?:the|this|that|these|those|both|(?:mon|tues|wednes|thurs|fri|satur|sun)day['’]s)\s+(?:(?!\w*(?:ed|ing|[^y]s)\b)"
    r"(?!(?:in|of|to|by|had?|ha[sd]|have|been?|were|with|who|that|and)\b)[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)
_DONE = re.compile(r"\w+(?:ed|[^aeiou]ot)$", re.IGNORECASE)
_AGAIN = re.compile(r"\b(?:the|this|that|these|those)\s+(?P<noun>[^\W\d_]+)$", re.IGNORECASE)
_OTHER = re.compile(r"\b(?:other|another|latest|first|last|next|previous|earlier|second|third|new)\b", re.IGNORECASE)
BACK_SENTENCES, FURTHER = 1, 4  # how far back "there" and "the town" look, in and beyond their paragraph
RECALLED = 1500  # characters within which "the attack" is the one told of last
NEAR = 60  # characters before a trigger in which its article stands


def pointed_back(claim: Claim | Tally, around: Surroundings) -> EventPlace | None:
    """ "There", "in the area", "the town", "the capital": the place told before that the words point back at."""
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
            return _carried(earlier[-1], around, "place.back")
    sentence = around.sentence(claim.span)
    return _capital(claim, sentence, around) or _town(claim, sentence, around)


def recalled(claim: Claim | Tally, around: Surroundings, earlier: Sequence[Claim]) -> EventPlace | None:
    """Where the act was told to be that "the attack" names again, or the one thing that was hit: "the school"."""
    if isinstance(claim, Tally) or claim.kind is not ClaimKind.OCCURRENCE or claim.status is ClaimStatus.PROSPECT:
        return None
    text = around.text
    before = text[max(0, claim.trigger.start - NEAR) : claim.trigger.start]
    named = _DEFINITE.search(before)
    again = named is not None and not _OTHER.search(named.group()) and not _DONE.match(claim.trigger.quote)
    hit = _AGAIN.search(text, max(0, claim.target.span.start - 6), claim.target.span.end) if claim.target else None
    for other in reversed(earlier):
        if claim.trigger.start - other.trigger.start > RECALLED:
            return None
        place = other.place
        if place is None or place.basis is not PlaceBasis.TOLD or other.kind is not ClaimKind.OCCURRENCE:
            continue
        same_act = again and _is_kin(claim, other)
        same_thing = hit is not None and _names(other, hit["noun"])
        if same_act or same_thing:
            rule = "place.same_act" if same_act else "place.same_thing"
            return place.model_copy(update={"basis": PlaceBasis.CARRIED_OVER, "rule": rule})
    return None


def _is_kin(claim: Claim, other: Claim) -> bool:
    kin = kinship(claim.event, other.event)
    return kin != "other" and family_of(claim.event) == family_of(other.event) and other.trigger != claim.trigger


def _names(other: Claim, noun: str) -> bool:
    words = other.target.span.quote if other.target is not None else other.span.quote
    return re.search(rf"\b{re.escape(noun)}\b", words, re.IGNORECASE) is not None


def _capital(claim: Claim | Tally, sentence: Span, around: Surroundings) -> EventPlace | None:
    """ "The capital": the one of the text's country, where the text names it somewhere."""
    ground = around.ground
    if ground is None or not _CAPITAL.search(around.text, sentence.start, sentence.end):
        return None
    if not _CAPITAL.search(around.text, claim.span.start, min(sentence.end, claim.span.end + NEAR)):
        return None
    for mention in around.places:
        place = mention.place
        if place is None or place.country != ground.country or mention.kind is not PlaceKind.CITY:
            continue
        if place.country in around.book.metonyms.get(fold_name(mention.span.quote), ()):
            return _carried(mention, around, "place.capital")
    return None


def _town(claim: Claim | Tally, sentence: Span, around: Surroundings) -> EventPlace | None:
    """ "The city", "the town": the only one named in the sentences before."""
    if not any(_TOWN.search(extent.quote) for extent in (*claim.modifiers, claim.span)):
        found = _TOWN.search(around.text, sentence.start, claim.span.start)
        if found is None or not re.match(r"\W*where\b", around.text[found.end() : claim.span.start + 10]):
            return None
    first = max(0, around.index_of(sentence.start) - FURTHER)
    start = around.borders[first]
    named: dict[str, PlaceMention] = {}
    for mention in around.places_in(start, sentence.start):
        if mention.kind in FINE and mention.place is not None and fold_name(mention.span.quote) not in _dated(around):
            named.setdefault(mention.place.id, mention)
    return _carried(next(iter(named.values())), around, "place.back") if len(named) == 1 else None


def _dated(around: Surroundings) -> frozenset[str]:
    """Folded names that stand in datelines."""
    return frozenset(
        fold_name(place.span.quote)
        for place in around.places
        if any(line.overlaps(place.span) for line in around.datelines)
    )


def _carried(mention: PlaceMention, around: Surroundings, rule: str) -> EventPlace:
    return event_place(around.chains[mention.span.start], around, rule, PlaceBasis.CARRIED_OVER)
