"""Places that a claim's own words point back at: "there", "the city", "the capital", "the attacks", "the school".

What is named again has its place where it was first told of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from trucewatch.records.claims import Claim, Tally
from trucewatch.records.places import EventPlace, PlaceBasis, PlaceKind, PlaceMention
from trucewatch.records.spans import Span
from trucewatch.resolve.claim_recalled import named_again
from trucewatch.resolve.names import fold_name
from trucewatch.resolve.place_chains import FINE
from trucewatch.resolve.place_events import event_place
from trucewatch.resolve.surroundings import Surroundings

_BACK = re.compile(
    r"\b(?:there|in the (?:area|city|town|village|province|region|district|governorate))\b", re.IGNORECASE
)
_TOWN = re.compile(r"\bthe (?:\w+ )?(?P<kind>city|town|village|settlement)\b(?!\s+of\b)", re.IGNORECASE)
_CAPITAL = re.compile(r"(?:\b[Tt]he|['’]s) capital\b(?!\s+(?:of\b|city of\b|[A-Z])|,\s+[A-Z])")
BACK_SENTENCES, FURTHER = 1, 4  # how far back "there" and "the town" look, in and beyond their paragraph
NEAR = 60  # characters after a clause in which its last words may stand


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
    if isinstance(claim, Tally):
        return None
    found = named_again(claim, around, earlier, _is_told)
    if found is None or found[0].place is None:
        return None
    return found[0].place.model_copy(update={"basis": PlaceBasis.CARRIED_OVER, "rule": f"place.{found[1]}"})


def _is_told(other: Claim) -> bool:
    return other.place is not None and other.place.basis is PlaceBasis.TOLD


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
