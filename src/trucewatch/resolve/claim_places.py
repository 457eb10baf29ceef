"""The place of a claim: which mention says where it happened, in what relation, how finely."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trucewatch.records.claims import Claim, ClaimKind, Participant, Tally
from trucewatch.records.places import EventPlace, PlaceKind, PlaceMention, PlacePrecision
from trucewatch.records.spans import Span
from trucewatch.resolve.surroundings import Surroundings

_COMPASS = r"(?:north|south|east|west)(?:[- ]?(?:east|west))?"
_RELATION = re.compile(
    rf"(?:(?P<number>\d+(?:[.,]\d+)?)\s*(?P<unit>km|kilomet(?:er|re)s?|miles?|mi)\s+)?"
    rf"(?:(?:to the\s+)?{_COMPASS}(?:ern)?\s+of|outside(?:\s+of)?|near|close to|around|towards?|"
    rf"(?:on |in )?the outskirts of|(?:in |on )?(?:the )?(?:\w+ )?countryside of|between|from|away from)\b",
    re.IGNORECASE,
)
_LOCATIVE = re.compile(
    rf"\b(?:in|at|near|outside|around|inside|within|on|across|throughout|between|along|over|toward|towards|of|"
    rf"{_COMPASS}|into|from|to|through)\s+(?:(?:the|central|{_COMPASS}(?:ern)?|rural|city|cities|town|towns|village|"
    rf"villages|district|province|region|regions|governorate|area|areas|suburb|suburbs|neighbou?rhood|countryside|"
    rf"outskirts|camp|of|several|including|and|as|such|like|parts|government-held|rebel-held|besieged|nearby|capital|"
    rf"divided|coastal|port|border|[\w-]+,)\s+,?)*$",
    re.IGNORECASE,
)
_TOWARDS_WHOM = re.compile(r"\b(?:to|from|with|by|against|for|between|of|on|and)\s+(?:the\s+)?$", re.IGNORECASE)
_BACK = re.compile(
    r"\b(?:there|in the (?:area|city|town|village|province|region|district|governorate))\b", re.IGNORECASE
)
_FINENESS = (
    PlaceKind.FACILITY,
    PlaceKind.CITY,
    PlaceKind.DISTRICT,
    PlaceKind.UNKNOWN,
    PlaceKind.AREA,
    PlaceKind.WATER,
    PlaceKind.PROVINCE,
    PlaceKind.COUNTRY,
)
_PRECISION = {
    PlaceKind.FACILITY: PlacePrecision.EXACT,
    PlaceKind.CITY: PlacePrecision.EXACT,
    PlaceKind.DISTRICT: PlacePrecision.DISTRICT,
    PlaceKind.PROVINCE: PlacePrecision.PROVINCE,
    PlaceKind.AREA: PlacePrecision.AREA,
    PlaceKind.WATER: PlacePrecision.AREA,
    PlaceKind.COUNTRY: PlacePrecision.COUNTRY,
    PlaceKind.UNKNOWN: PlacePrecision.UNKNOWN,
}
NEAR_KM = 25.0  # UCDP GED's where_prec 2
MILE_KM = 1.609
BACK_SENTENCES = 1


def claim_place(claim: Claim | Tally, around: Surroundings) -> EventPlace | None:
    """The place of a claim: from its modifiers, its target, its actor, its clause, or a word that points back."""
    holders = [link.span for link in claim.holder if link.span is not None]
    free = [place for place in around.places if not any(holder.covers(place.span) for holder in holders)]
    happens = isinstance(claim, Tally) or claim.kind is ClaimKind.OCCURRENCE
    wholes = [person.span for person in (claim.actor, claim.target) if person is not None]
    for extents, rule in (
        (claim.modifiers, "place.modifier"),
        (_spans(claim.target), "place.target"),
        (_spans(claim.actor), "place.actor"),
        ((claim.span,), "place.clause"),
    ):
        inside = [
            place
            for extent in extents
            for place in free
            if extent.covers(place.span) and _says_where(place, around.text, rule, wholes, happens=happens)
        ]
        if inside:
            return _event_place(_finest(inside, claim.trigger, rule), around.text, rule)
    return _pointed_back(claim, around)


def _spans(participant: Participant | None) -> Sequence[Span]:
    return () if participant is None else (participant.span,)


def _says_where(place: PlaceMention, text: str, rule: str, wholes: Sequence[Span], *, happens: bool) -> bool:
    """Whether the mention stands as a location, and not for whoever sits there ("handed to Moscow")."""
    before = text[max(0, place.span.start - 60) : place.span.start]
    if any(place.span.covers(whole) for whole in wholes):
        # "Russia struck": the mention is the whole participant. A city as target is where it happened.
        return rule == "place.target" and place.kind is not PlaceKind.COUNTRY and happens
    if place.kind is PlaceKind.COUNTRY and _TOWARDS_WHOM.search(before):
        return False
    if _LOCATIVE.search(before):
        return True
    return rule in {"place.modifier", "place.target"} and place.kind is not PlaceKind.COUNTRY


def _finest(places: Sequence[PlaceMention], trigger: Span, rule: str) -> PlaceMention:
    """Located before not located, fine before coarse; then the first of an address, or what is nearest the trigger."""

    def rank(place: PlaceMention) -> tuple[bool, int, int]:
        away = max(place.span.start - trigger.end, trigger.start - place.span.end, 0)
        return place.place is None, _FINENESS.index(place.kind), 0 if rule == "place.modifier" else away

    return min(places, key=rank)


def _event_place(mention: PlaceMention, text: str, rule: str) -> EventPlace:
    relation, radius = _relation(mention, text)
    precision = _PRECISION[mention.kind]
    if relation is not None and precision is PlacePrecision.EXACT:
        precision = PlacePrecision.NEAR
        radius = radius or NEAR_KM
    place = mention.place
    return EventPlace(
        span=mention.span,
        name=place.name if place is not None else mention.span.quote,
        id=None if place is None else place.id,
        lat=None if place is None else place.lat,
        lon=None if place is None else place.lon,
        country=None if place is None else place.country,
        precision=precision if place is not None else PlacePrecision.UNKNOWN,
        relation=relation,
        radius_km=radius,
        rule=rule,
    )


def _relation(mention: PlaceMention, text: str) -> tuple[str | None, float | None]:
    """The words of distance or direction right before the place, and the distance in km where they tell one."""
    start = max(0, mention.span.start - 80)
    before = text[start : mention.span.start]
    found = max(_RELATION.finditer(before), key=lambda match: match.end(), default=None)
    if found is None or found.group().casefold() == "from":
        return None, None
    between = before[found.end() :].split()
    if len(between) > 6 or any(not word.islower() for word in between):
        return None, None
    number = found.group("number")
    if number is None:
        return found.group(), None
    distance = float(number.replace(",", "."))
    return found.group(), round(distance * (MILE_KM if found.group("unit").lower().startswith("mi") else 1.0), 1)


def _pointed_back(claim: Claim | Tally, around: Surroundings) -> EventPlace | None:
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
            return _event_place(earlier[-1], around.text, "place.back")
    return None
