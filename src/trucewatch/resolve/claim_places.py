"""The place of a claim: which mention says where it happened, in what relation, how finely."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from trucewatch.records.claims import Claim, ClaimKind, Participant, Tally
from trucewatch.records.places import (
    EventPlace,
    PlaceKind,
    PlaceMention,
    PlacePrecision,
    PlaceRelation,
    RelationKind,
)
from trucewatch.records.spans import Span
from trucewatch.resolve.claim_scope import frame, is_subordinate, saying
from trucewatch.resolve.names import fold_name
from trucewatch.resolve.place_relations import NEAR_KM, PRECISION
from trucewatch.resolve.surroundings import Surroundings

_COMPASS = r"(?:north|south|east|west)(?:[- ]?(?:east|west))?"
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
_WHOSE = re.compile(
    r"\b(?:forces|troops|soldiers|army|armies|military|police|government|ministry|parliament|president|authorities|"
    r"republic|people)\s+of\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"\b(?:in|at|near|on|of|outside|between|attacked|shelled|targeted)\s+(?:[a-z]+\s+){0,3}[A-Z][^,.;:()\n]{1,60}?"
    r"(?:,\s*|\s*\()(?:[A-Z][^,.;:()\n]{1,40},\s*)*$"
)  # a name that need not be listed, and what it lies in: "at Rukban (Homs", "in Dhi Naim district, Bayda"
_NO_BREAK = re.compile(r"[^,;:.!?()\n]{0,120}(?:\([^)\n]{0,60}\))?")
# What is said of the truce, or owed under it, has its place where the conflict is, not where it was said.
_OF_THE_PARTIES = frozenset({ClaimKind.TRUCE, ClaimKind.COMMITMENT, ClaimKind.INTENT, ClaimKind.PROSPECT})
_KIND_WORDS = (
    "district|area|city|town|village|region|front|governorate|province|township|state|lga|subdivision|zone|county|"
    "neighbou?rhood|cent(?:er|re)|department|municipality|commune|camp|airport"
)
WITHIN = re.compile(
    rf"^[\]\s]*(?:(?:{_KIND_WORDS})\s*)*(?:,|\(|\bof\b|\bin\b)\s*(?:(?:the|\w+ern|central)\s+)*"
    rf"(?:[A-Z][\w'’ -]{{1,30}},\s*)?$",
    re.IGNORECASE,
)
_TIME_ZONE = re.compile(r"\s+(?:local\s+|standard\s+|summer\s+)?time\b", re.IGNORECASE)
_IN_WHICH = re.compile(r"^\W*(?:(?:in|during|at|by)\s+which|where)\b", re.IGNORECASE)
_WAY = re.compile(r"\b(?:into|to|from|towards?|surroundings of|side of|edge of)\s+(?:the\s+)?$", re.IGNORECASE)
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
DISTRICT_AT_BEST = {PlacePrecision.EXACT: PlacePrecision.DISTRICT, PlacePrecision.NEAR: PlacePrecision.DISTRICT}
BACK_SENTENCES = 1


def claim_place(claim: Claim | Tally, around: Surroundings) -> EventPlace | None:
    """The place of a claim: from its modifiers, its target, its actor, its clause, or a word that points back.

    Modifiers and target are asked together, since either may name the finer place. Words of saying ("said in
    Geneva") and datelines are never asked; what stands at the head of a sentence before its speaker is asked last,
    and only for a place of the text's own countries that is no seat of a government.
    """
    apart = (*saying(claim, around), *around.datelines)
    outer = frame(claim, around)
    free = [
        place
        for place in around.places
        if not any(part.overlaps(place.span) for part in apart) and not _TIME_ZONE.match(around.text, place.span.end)
    ]
    if not isinstance(claim, Tally) and claim.kind in _OF_THE_PARTIES and around.countries:
        free = [place for place in free if place.place is None or place.place.country in around.countries]
    inner = [place for place in free if outer is None or not outer.covers(place.span)]
    own = [extent for extent in claim.modifiers if claim.span.overlaps(extent)]
    beside = not is_subordinate(claim) or _IN_WHICH.match(claim.span.quote)
    further = [extent for extent in claim.modifiers if beside and extent not in own]
    steps: list[tuple[list[PlaceMention], list[tuple[Span, str]]]] = [
        (
            inner,
            [(extent, "place.modifier") for extent in own]
            + [(extent, "place.target") for extent in _spans(claim.target)],
        ),
        (inner, [(extent, "place.actor") for extent in _spans(claim.actor)]),
        (inner, [(claim.span, "place.clause")]),
        (inner, [(extent, "place.modifier") for extent in further]),
        (inner, [(extent, "place.clause") for extent in _running_on(claim, around)]),
    ]
    if outer is not None:
        home = [place for place in free if place.place is not None and _at_home(place, around)]
        steps.append((home, [(outer, "place.frame")]))
    for places, extents in steps:
        found = _told_in(extents, places, claim, around)
        if found:
            return _best(innermost(found, around.text), claim.trigger, around)
    return _pointed_back(claim, around)


def _running_on(claim: Claim | Tally, around: Surroundings) -> Sequence[Span]:
    """What follows the clause without a break in its sentence: a parse may end a clause in the midst of a name."""
    sentence = around.sentence(claim.span)
    rest = _NO_BREAK.match(around.text, claim.span.end, sentence.end)
    if is_subordinate(claim) or rest is None or rest.end() == claim.span.end:
        return ()
    return (Span.on(around.text, claim.span.start, rest.end()),)


def _told_in(
    extents: Sequence[tuple[Span, str]], places: Sequence[PlaceMention], claim: Claim | Tally, around: Surroundings
) -> list[tuple[PlaceMention, str]]:
    happens = isinstance(claim, Tally) or claim.kind is ClaimKind.OCCURRENCE
    wholes = [person.span for person in (claim.actor, claim.target) if person is not None]
    return [
        (place, rule)
        for extent, rule in extents
        for place in places
        if extent.covers(place.span) and _says_where(place, around.text, rule, wholes, happens=happens)
    ]


def _at_home(place: PlaceMention, around: Surroundings) -> bool:
    found = place.place
    if found is None or found.country not in around.countries:
        return False
    return fold_name(place.span.quote) not in around.book.metonyms


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
    if place.kind in {PlaceKind.COUNTRY, PlaceKind.AREA, PlaceKind.PROVINCE} and _WHOSE.search(before):
        return False
    if _LOCATIVE.search(before) or _ADDRESS.search(text[max(0, place.span.start - 120) : place.span.start]):
        return True
    return rule in {"place.modifier", "place.target"} and place.kind is not PlaceKind.COUNTRY


def innermost(found: Sequence[tuple[PlaceMention, str]], text: str) -> list[tuple[PlaceMention, str]]:
    """Without those that only say what a located place named right before them lies in: "Hays (Al Hudaydah, Yemen)"."""
    held: set[Span] = set()
    ordered = sorted({option[0].span: option[0] for option in found}.values(), key=lambda place: place.span.start)
    for inner, outer in pairwise(ordered):
        inner_located = inner.place is not None or inner.span in held
        if not inner_located or not WITHIN.match(text[inner.span.end : outer.span.start]):
            continue
        wide = {PlaceKind.COUNTRY, PlaceKind.AREA, PlaceKind.WATER}
        fine = {PlaceKind.CITY, PlaceKind.DISTRICT, PlaceKind.FACILITY}
        if inner.kind in wide or (inner.kind is PlaceKind.PROVINCE and outer.kind in fine):
            continue
        held.add(outer.span)
    return [option for option in found if option[0].span not in held]


def _best(found: Sequence[tuple[PlaceMention, str]], trigger: Span, around: Surroundings) -> EventPlace:
    """Located before not located, where before whereabouts, fine before coarse; then the first, or the nearest."""

    def rank(option: tuple[int, tuple[PlaceMention, str]]) -> tuple[bool, int, bool, bool, int]:
        order, (mention, rule) = option
        away = max(mention.span.start - trigger.end, trigger.start - mention.span.end, 0)
        addressed = rule in {"place.modifier", "place.target"}
        return (
            mention.place is None,
            _coarseness(mention),
            _bracketed(mention, around.text),
            _is_around(mention, around.text),
            order if addressed else away,
        )

    mention, rule = min(enumerate(found), key=rank)[1]
    return _event_place(mention, around, rule)


def _coarseness(mention: PlaceMention) -> int:
    """Small areas that a person listed for a case (a road, a hill, a quarter) are as fine as a town."""
    listed = mention.place is not None and not mention.place.id.startswith(("geonames:", "trucewatch:"))
    kind = PlaceKind.CITY if listed and mention.kind is PlaceKind.AREA else mention.kind
    return _FINENESS.index(kind)


def _bracketed(mention: PlaceMention, text: str) -> bool:
    """Whether it says in brackets what a place before it lies in: "Hays (Al Hudaydah)"."""
    before = text[max(0, mention.span.start - 60) : mention.span.start]
    return before.rfind("(") > before.rfind(")")


def _is_around(mention: PlaceMention, text: str) -> bool:
    """Whether the words say only in what direction or surroundings: "north of Homs", "the way into Homs"."""
    before = text[max(0, mention.span.start - 30) : mention.span.start]
    beside = mention.relation is not None and mention.relation.kind is not RelationKind.PART
    return beside or _WAY.search(before) is not None


def _event_place(mention: PlaceMention, around: Surroundings, rule: str) -> EventPlace:
    area = mention.relation
    if area is not None and area.kind is RelationKind.BETWEEN:
        mention = next(other for other in reversed(around.places) if other.relation == area)
    spot = _spot_in(mention, around) if area is None else None
    place = mention.place
    words, precision = None, PRECISION[mention.kind]
    if area is not None:
        words, precision = _relation_words(area, mention), area.precision
    elif spot is not None:
        words, precision = spot, DISTRICT_AT_BEST.get(precision, precision)
    point = area if area is not None and area.lat is not None else place
    return EventPlace(
        span=mention.span,
        name=place.name if place is not None else mention.span.quote,
        id=None if place is None or _well_away(area) else place.id,
        lat=None if point is None else point.lat,
        lon=None if point is None else point.lon,
        country=None if place is None else place.country,
        precision=precision if place is not None else PlacePrecision.UNKNOWN,
        relation=words,
        radius_km=None if area is None else area.radius_km,
        rule=rule,
    )


def _relation_words(area: PlaceRelation, mention: PlaceMention) -> str:
    """The words of the relation, to be read before the name."""
    return area.span.quote if area.span.start < mention.span.start else f"{area.span.quote} of"


def _well_away(area: PlaceRelation | None) -> bool:
    """Whether the area is no longer the place that it is told by."""
    if area is None:
        return False
    return area.kind is RelationKind.BETWEEN or (area.distance_km or 0.0) > NEAR_KM


def _spot_in(mention: PlaceMention, around: Surroundings) -> str | None:
    """The words of a place that is not located, right before the one that it lies in: "Qarbash (", "the X area of"."""
    before = [place for place in around.places if place.span.end <= mention.span.start]
    if not before or before[-1].place is not None:
        return None
    inner = before[-1]
    if not WITHIN.match(around.text[inner.span.end : mention.span.start]):
        return None
    return around.text[inner.span.start : mention.span.start].rstrip().rstrip("([").rstrip()


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
            return _event_place(earlier[-1], around, "place.back")
    return None
