"""Places that no word of a claim's clause names: pointed back at, or carried over within the paragraph.

A report names its spot once: "Protesters gathered in Homs. Police dispersed them." What is carried over keeps a rule of
its own, so that whoever reads it can tell; it needs exactly one spot to come from, and nothing that speaks against it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from trucewatch.knowledge.ontology import family_of
from trucewatch.records.claims import Claim, ClaimKind, ClaimStatus, Tally
from trucewatch.records.places import EventPlace, PlaceBasis, PlaceKind, PlaceMention, PlacePrecision
from trucewatch.records.spans import Span
from trucewatch.records.times import TimeType
from trucewatch.resolve.claim_scope import tells_of_before
from trucewatch.resolve.names import fold_name
from trucewatch.resolve.place_chains import Chain, coarseness, spokesman
from trucewatch.resolve.place_events import event_place, is_venue
from trucewatch.resolve.place_ground import Ground
from trucewatch.resolve.surroundings import Surroundings

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
_WAR = re.compile(r"\b(?:war|conflict|years?|months?|since)\b|\b(?:19|20)\d\d\b", re.IGNORECASE)
_LAND = re.compile(
    r"\b(?P<whose>[A-Z]\w+)\s+(?:[\w-]+\s+)?(?:communit|territor|town|cit(?:y|ies)|village|soil|settlement|land|border|"
    r"airspace|waters)"
)
_SAYS_ON = re.compile(r"(?:The \w+|It|He|She|They)\s+(?:also |further )?(?:said|says|added|told|reported)\b")
_WHENCE = re.compile(r"\bfrom\s+(?:the\s+)?(?:\w+\s+of\s+)?(?:the\s+)?$", re.IGNORECASE)
_FINE = frozenset({PlacePrecision.EXACT, PlacePrecision.NEAR, PlacePrecision.DISTRICT})
BACK_SENTENCES = 1
BACK_CLAIM = 6  # sentences within which the last place told is where the text stands
WIDEST = 2  # nothing wider than a province is carried over


def carried(
    claim: Claim | Tally, free: Sequence[PlaceMention], around: Surroundings, earlier: Sequence[Claim] = ()
) -> EventPlace | None:
    """The only spot of the claim's sentence; else that of the sentence before: its only one, or its act's.

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
    if _SAYS_ON.match(sentence.quote):
        reach = around.borders[max(0, around.index_of(sentence.start) - BACK_SENTENCES)]
    if reach >= sentence.start:
        return None
    before = Span.on(around.text, reach, sentence.start)
    if _names_another_day(before, sentence, around):
        return None
    spot = _only_spot(
        [place for place in around.places_in(before.start, before.end) if before.covers(place.span)], around
    )
    if spot is None:
        return _of_the_act_before(claim, before, around, earlier)
    if _is_of_another(claim, _country_of(spot), around):
        return None
    return event_place(spot, around, "place.inherited", PlaceBasis.CARRIED_OVER)


def _of_the_act_before(claim: Claim, before: Span, around: Surroundings, earlier: Sequence[Claim]) -> EventPlace | None:
    """Where the sentence before tells of one act of the kind in one place, that place, whatever it says of whence."""
    told = [one for one in earlier if before.covers(one.trigger) and one.kind is ClaimKind.OCCURRENCE]
    places = {one.place.id: one.place for one in told if one.place is not None and one.place.id is not None}
    alike = {family_of(one.event) for one in told} == {family_of(claim.event)}
    place = next(iter(places.values())) if len(places) == 1 and alike else None
    if place is None or place.basis is not PlaceBasis.TOLD or place.precision not in _FINE:
        return None
    others = [one for one in around.places_in(before.start, before.end) if one.span != place.span]
    if any(not _WHENCE.search(around.text, max(0, one.span.start - 40), one.span.start) for one in others):
        return None
    return place.model_copy(update={"basis": PlaceBasis.CARRIED_OVER, "rule": "place.act_before"})


def _country_of(spot: Chain) -> str | None:
    place = spokesman(spot).place
    return None if place is None else place.country


def setting(claim: Claim | Tally, around: Surroundings, earlier: Sequence[Claim] = ()) -> EventPlace | None:
    """The town, country or territory that the whole text plays in, by its first name there.

    None where the claim's sentence names a spot in another country, which may be meant, or says whose land was hit, and
    where the text was last in another country.
    """
    ground = around.ground
    if ground is None:
        return None
    sentence = around.sentence(claim.span)
    abroad = [place for place in around.places if sentence.covers(place.span) and _is_abroad(place, ground, around)]
    if abroad or _is_of_another(claim, ground.country, around) or _went_abroad(claim, ground, around, earlier):
        return None
    if ground.town is not None and _is_of_the_story(claim, sentence):
        return event_place(around.chains[ground.town.span.start], around, "place.town", PlaceBasis.CARRIED_OVER)
    return (
        None if ground.wide is None else event_place((ground.wide,), around, "place.setting", PlaceBasis.CARRIED_OVER)
    )


def _is_abroad(place: PlaceMention, ground: Ground, around: Surroundings) -> bool:
    """Whether a mention is of a spot that does not lie in the text's country, and of no seat of a government."""
    seat = fold_name(place.span.quote) in around.book.metonyms
    if seat or place.kind is PlaceKind.COUNTRY or is_venue(place, around.text):
        return False
    if around.datelines_in(place.span.start, place.span.end):
        return False
    return place.place is not None and place.place.country not in (None, ground.country)


def _is_of_another(claim: Claim | Tally, country: str | None, around: Surroundings) -> bool:
    """Whether the words after an act say that it was on another country's land: "stormed Israeli communities"."""
    words = around.text[claim.trigger.end : max(claim.span.end, claim.trigger.end)]
    found = _LAND.search(words) or (_LAND.search(claim.target.span.quote) if claim.target is not None else None)
    nations = around.book.nations.get(fold_name(found["whose"]), ()) if found is not None else ()
    return bool(nations) and country not in nations


def _went_abroad(claim: Claim | Tally, ground: Ground, around: Surroundings, earlier: Sequence[Claim]) -> bool:
    """Whether the claim before, in the same paragraph, was told to be in another country."""
    reach = around.reach(claim.span.start, BACK_CLAIM)
    for other in reversed(earlier):
        place = other.place
        if other.span.start < reach:
            return False
        if place is not None and place.country is not None and place.basis is PlaceBasis.TOLD:
            return place.country != ground.country
    return False


def _is_of_the_story(claim: Claim | Tally, sentence: Span) -> bool:
    """Whether a claim tells of what happened in the story, and not of the war around it."""
    if (
        isinstance(claim, Tally)
        or claim.kind is not ClaimKind.OCCURRENCE
        or (tells_of_before(claim) and not claim.holder)
    ):
        return False
    return claim.status is ClaimStatus.HAPPENED and _WAR.search(sentence.quote) is None


def _only_spot(places: Sequence[PlaceMention], around: Surroundings) -> Chain | None:
    """The one located spot that these mentions give; None where there are none or several."""
    spots: dict[str, Chain] = {}
    for place in places:
        chain = around.chains[place.span.start]
        best = spokesman(chain)
        if best.place is None or coarseness(best) > WIDEST or best.kind is PlaceKind.COUNTRY:
            continue
        head = chain[0]
        if is_venue(head, around.text):
            continue
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
