"""The place of a claim: which mention says where it happened, in what relation, how finely."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trucewatch.knowledge.ontology import INCIDENT_FAMILIES, family_of
from trucewatch.records.claims import Claim, ClaimKind, Participant, Tally
from trucewatch.records.places import EventPlace, PlaceKind, PlaceMention, PlaceRelationKind
from trucewatch.records.spans import Span
from trucewatch.resolve.claim_scope import frame, is_subordinate, reach, saying
from trucewatch.resolve.names import fold_name
from trucewatch.resolve.place_carried import carried, setting
from trucewatch.resolve.place_chains import coarseness, spokesman
from trucewatch.resolve.place_events import event_place, is_venue
from trucewatch.resolve.place_recalled import pointed_back, recalled
from trucewatch.resolve.place_unlisted import unlisted_spot
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
LONGER = 3  # letters by which an adjective is longer than its place
_TIME_ZONE = re.compile(r"\s+(?:local\s+|standard\s+|summer\s+)?time\b", re.IGNORECASE)
_IN_WHICH = re.compile(r"^\W*(?:(?:in|during|at|by)\s+which|where)\b", re.IGNORECASE)
_ORIGIN = re.compile(r"\bfrom\s+(?:the\s+)?(?:city\s+of\s+|cities\s+of\s+)?$", re.IGNORECASE)
_ROAD = re.compile(
    r"\b(?:road|highway|route|stretch|railway|line|border|km|kilomet\w+|miles|people|residents|families|civilians|women|"
    r"refugees|men|youths?|children|students|villagers)\s+from\b",
    re.IGNORECASE,
)
# What is told of the place that people or things left has that place; a blow from afar falls elsewhere.
_LEFT = frozenset(
    {"withdrawal", "displacement", "evacuation", "abduction", "release", "exchange", "killing", "detention"}
)
_NEW_CLAUSE = re.compile(
    r";|\bwhile\b|,\s+(?:and|but)\s+(?:there|(?:[\w-]+\s+){1,4}?(?:was|were|had|has|have|is|are))\b", re.IGNORECASE
)
_SINCE = re.compile(
    r"\b(?:since|than|like)\s+(?:the\s+)?$", re.IGNORECASE
)  # "the worst raid since the Entebbe operation"
_ITS_ROAD = re.compile(r"\s+(?:road|highway|motorway|front|axis)\b", re.IGNORECASE)
_UNIT = re.compile(r"\s+(?:battalion|brigade|division|regiment|corps|squadron)\b", re.IGNORECASE)
_WAY = re.compile(r"\b(?:into|to|from|towards?|surroundings of|side of|edge of)\s+(?:the\s+)?$", re.IGNORECASE)


def claim_place(claim: Claim | Tally, around: Surroundings, earlier: Sequence[Claim] = ()) -> EventPlace | None:
    """The place of a claim: from its modifiers, its target, its actor, its clause, or a word that points back.

    Modifiers and target are asked together, since either may name the finer place. Words of saying ("said in
    Geneva") and datelines are never asked; what stands at the head of a sentence before its speaker is asked last,
    and only for a place of the text's own countries that is no seat of a government. Where all this gives nothing, the
    only spot of the sentence, or of the sentence before, may stand, or the ground of the whole text, and the rule says
    so. `earlier` are the resolved claims before it in the text.
    """
    outer = frame(claim, around)
    start, end = reach(claim, around, *_spans(claim.target), *_spans(claim.actor))
    apart = saying(claim, around)
    free = [
        place
        for place in around.places_in(start, end)
        if not any(part.overlaps(place.span) for part in apart)
        and not around.datelines_in(place.span.start, place.span.end)
        and not _TIME_ZONE.match(around.text, place.span.end)
        and not _UNIT.match(around.text, place.span.end)
        and not _is_adjective(place, around)
        and not _is_origin(place, claim, around)
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
            return _best(found, claim.trigger, around)
    return (
        unlisted_spot(claim, around)
        or pointed_back(claim, around)
        or recalled(claim, around, earlier)
        or carried(claim, inner, around, earlier)
        or setting(claim, around, earlier)
    )


def _is_adjective(place: PlaceMention, around: Surroundings) -> bool:
    """Whether a mention that is not located is only the adjective of one that is: "Gazan land"."""
    if place.place is not None:
        return False
    word = fold_name(place.span.quote)
    return any(
        0 < len(word) - len(name) <= LONGER and word.startswith(name)
        for other in around.places
        if other.place is not None and (name := fold_name(other.span.quote))
    )


def _is_origin(place: PlaceMention, claim: Claim | Tally, around: Surroundings) -> bool:
    """Whether a mention says only from where a blow or a move came: "an attack from Gaza", "sent troops from Kabul"."""
    if isinstance(claim, Tally) or claim.kind is not ClaimKind.OCCURRENCE or claim.event in _LEFT:
        return False
    before = around.text[max(0, place.span.start - 40) : place.span.start]
    return _ORIGIN.search(before) is not None and _ROAD.search(before) is None


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
    # What is threatened or planned for a town has its place there, too.
    happens = isinstance(claim, Tally) or claim.kind is ClaimKind.OCCURRENCE or _is_act(claim)
    wholes = [person.span for person in (claim.actor, claim.target) if person is not None]
    return [
        (place, rule)
        for extent, rule in extents
        for place in places
        if extent.covers(place.span) and _says_where(place, around.text, rule, wholes, happens=happens)
    ]


def _is_act(claim: Claim) -> bool:
    return claim.kind is ClaimKind.PROSPECT and family_of(claim.event) in INCIDENT_FAMILIES


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
    if happens and (is_venue(place, text) or _SINCE.search(before)):
        return False
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


def _best(found: Sequence[tuple[PlaceMention, str]], trigger: Span, around: Surroundings) -> EventPlace:
    """Located before not located, where before whence, fine before coarse, in before beside; then the first or nearest.

    A mention counts with the whole chain that it stands in: its spot may be named outside the words looked at.
    """

    def rank(option: tuple[int, tuple[PlaceMention, str]]) -> tuple[bool, bool, bool, bool, int, bool, int]:
        order, (mention, rule) = option
        chain = around.chains[mention.span.start]
        away = max(mention.span.start - trigger.end, trigger.start - mention.span.end, 0)
        addressed = rule in {"place.modifier", "place.target"}
        best = spokesman(chain)
        return (
            best.place is None,
            _is_across(mention.span, trigger, around.text),
            _ITS_ROAD.match(around.text, chain[-1].span.end) is not None,
            _ORIGIN.search(around.text, max(0, chain[0].span.start - 20), chain[0].span.start) is not None,
            coarseness(best),
            _is_around(chain[0], around.text),
            order if addressed else away,
        )

    mention, rule = min(enumerate(found), key=rank)[1]
    return event_place(around.chains[mention.span.start], around, rule)


def _is_across(mention: Span, trigger: Span, text: str) -> bool:
    """Whether another clause begins between a mention and a trigger."""
    first, last = sorted((mention, trigger), key=lambda span: span.start)
    return first.end < last.start and _NEW_CLAUSE.search(text, first.end, last.start) is not None


def _is_around(mention: PlaceMention, text: str) -> bool:
    """Whether the words say only in what direction or surroundings: "north of Homs", "the way into Homs"."""
    before = text[max(0, mention.span.start - 30) : mention.span.start]
    beside = mention.relation is not None and mention.relation.kind is not PlaceRelationKind.PART
    return beside or _WAY.search(before) is not None
