"""Facts: a claim's values in the form in which two claims can be compared."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from math import asin, cos, radians, sin, sqrt

from trucewatch.knowledge import load_yaml
from trucewatch.knowledge.ontology import EFFECTS
from trucewatch.link.corrections import names_a_wrong_day, withdraws
from trucewatch.records.actors import Actor, ActorKind, side_of
from trucewatch.records.calendar import bounds, extent
from trucewatch.records.claims import Claim, Count, Force, Participant
from trucewatch.records.decisions import PERSON
from trucewatch.records.documents import Document
from trucewatch.records.names import slug
from trucewatch.records.places import EventPlace, PlaceBasis, PlacePrecision
from trucewatch.records.times import EventTime, TimeBasis

EARTH_KM = 6371.0
# How far off a place of a given precision may be, in km: UCDP GED's 25 km for "near"; the rest in proportion.
RADIUS_KM = {
    PlacePrecision.EXACT: 8.0,
    PlacePrecision.NEAR: 25.0,
    PlacePrecision.DISTRICT: 40.0,
    PlacePrecision.PROVINCE: 120.0,
    PlacePrecision.AREA: 25.0,
    PlacePrecision.COUNTRY: 0.0,
    PlacePrecision.UNKNOWN: 25.0,
}
COARSE = frozenset({PlacePrecision.PROVINCE, PlacePrecision.COUNTRY})
FINE_KM = 60.0
"""An area wider than that ("northern" of a country) tells one place from another no better than a province does."""
_PART = re.compile(r"north|south|east|west|central", re.IGNORECASE)
Moments = tuple[datetime, datetime]
NIGHT = timedelta(hours=14)
"""A report's "Saturday" may be the next one's "Sunday": nights, and clocks of different countries."""
INHERITABLE = timedelta(days=3)
"""A month or a year told before says nothing of when the next thing happened; a day may."""
INHERITED_FROM = 600
"""Characters, about a paragraph and a half: a date further back is no date of what follows."""
DENIAL = -0.5
_ZONE = re.compile(r"(?<=:\d\d)[+-](?!00:00)\d\d:\d\d$")
_DIED_LATER = re.compile(
    r"\b(?:died|dies|succumbed)\b.*\b(?:wounds|injuries|(?:in|at)\s+(?:the\s+|a\s+)?hospital)\b",
    re.IGNORECASE | re.DOTALL,
)
_WOUNDED_ON = re.compile(r"\b(?:received|suffered|sustained|inflicted)\b", re.IGNORECASE)
CAMPS = {
    ActorKind.STATE: "state",
    ActorKind.ARMED_FORCES: "state",
    ActorKind.ARMED_GROUP: "group",
    ActorKind.OPPOSITION: "group",
}


@dataclass(frozen=True)
class Spot:
    """Where: a point with its radius in km, or a name, or a country; `coarse` for a province and beyond."""

    name: str
    id: str | None
    point: tuple[float, float] | None
    radius: float
    country: str | None
    coarse: bool


@dataclass(frozen=True)
class Facts:
    """One claim's values for comparison.

    Attributes:
        when: first moment and first moment after; None where the text gives no date, or one that cannot be its.
        told: on what basis the time was read.
        published: the day the claim's document came out.
        actors, targets: ids or names, each with the sides that answer for them; of somebody who may be any of several,
            all of these.
        doers: the one actor who is known to be meant, with the side that answers for it; none where it may be several.
        doer, hit: the sides of the one actor and the one target that are known to be meant; None where they are not.
        alliance, state: whether the actor is an alliance, or one that could be a member: a member's part in an act is
            no other act.
        camp: "state" for a state and its forces, "group" for an armed group or an opposition, named or not; None else.
        things: what sort of thing is hit ("convoy"), by the words for the target.
        killed, injured: lowest and highest, highest None for "at least".
        arrived: the intake with which the claim's document came, 0 where unknown.
        withdrawn: whether a correction repeats it in order to take it back.
        put_right: whether it says of which day it was not, as a correction does.
    """

    claim: Claim
    when: Moments | None
    told: TimeBasis
    published: Moments | None
    spot: Spot | None
    actors: frozenset[str]
    doers: frozenset[str]
    doer: str | None
    hit: str | None
    targets: frozenset[str]
    alliance: bool
    state: bool
    things: frozenset[str]
    camp: str | None
    killed: tuple[int, int | None] | None
    injured: tuple[int, int | None] | None
    arrived: int = 0
    withdrawn: bool = False
    put_right: bool = False

    @property
    def by_hand(self) -> bool:
        """Whether the word for a killing tells that it was done with a gun or a blade."""
        return self.claim.event == "killing" and self.claim.trigger.quote.split()[0].casefold() in _by_hand()

    @property
    def dated(self) -> bool:
        """Whether the time is known to a week or better."""
        return self.when is not None and (self.when[1] - self.when[0]).days <= 7

    @property
    def unsure(self) -> bool:
        """Whether the time may be another's: inherited, of the sentence in which somebody reports it, or put right."""
        reported = self.told is TimeBasis.SENTENCE and bool(self.claim.holder)
        return self.told is TimeBasis.INHERITED or reported or self.put_right

    def undated(self) -> Facts:
        """The same without its time."""
        claim = self.claim.model_copy(update={"time": None})
        return replace(self, claim=claim, when=None, told=TimeBasis.UNKNOWN)

    @property
    def anchored(self) -> bool:
        """Whether time and place are the claim's own and fine enough to tell one occurrence from another."""
        return self.dated and self.placed and self.sited and not self.unsure and not denies(self)

    @property
    def sited(self) -> bool:
        """Whether the claim's own words tell its place, and the text did not set it elsewhere."""
        return self.claim.place is not None and self.claim.place.basis is PlaceBasis.TOLD

    @property
    def bare(self) -> bool:
        """Whether the claim has neither a time nor a place."""
        return self.when is None and (self.spot is None or self.spot.coarse)

    @property
    def thin(self) -> bool:
        """Whether nothing tells this occurrence from another: no time, no place within a country, nobody named."""
        named = any(not name.startswith("words:") for name in (*self.actors, *self.targets))
        place = self.claim.place
        somewhere = place is not None and place.precision is not PlacePrecision.COUNTRY and self.sited
        return self.when is None and not somewhere and not named

    @property
    def placed(self) -> bool:
        """Whether the place is known more finely than a province."""
        return self.spot is not None and not self.spot.coarse and (self.spot.point is not None)


def facts_of(claim: Claim, document: Document | None, actors: Mapping[str, Actor]) -> Facts:
    """What a claim says, ready to be compared; a time or an actor that cannot be its own is left out."""
    published = bounds(document.published) if document else None
    if not _can_be(claim, published):
        claim = claim.model_copy(update={"time": None})
    if _hits_itself(claim):
        claim = claim.model_copy(update={"actor": None})
    time, harm = claim.time, claim.harm
    return Facts(
        claim=claim,
        when=extent(_on_the_wall(time.begin), _on_the_wall(time.finish)) if time else None,
        told=time.basis if time else TimeBasis.UNKNOWN,
        published=published,
        spot=spot_of(claim.place) if claim.place else None,
        actors=identities(claim.actor, actors),
        doers=_resolved(claim.actor, actors),
        doer=_side(claim.actor, actors),
        hit=_side(claim.target, actors),
        targets=identities(claim.target, actors),
        alliance=_kind(claim.actor, actors) is ActorKind.ALLIANCE,
        state=_kind(claim.actor, actors) in (ActorKind.STATE, ActorKind.ARMED_FORCES),
        things=things_in(claim.target),
        camp=None if claim.actor is None else CAMPS.get(_kind(claim.actor, actors) or claim.actor.kind),
        killed=count_range(harm.killed) if harm else None,
        injured=count_range(harm.injured) if harm else None,
        arrived=(document.arrival if document else None) or 0,
        withdrawn=withdraws(claim, document),
        put_right=names_a_wrong_day(claim),
    )


def _on_the_wall(text: str | None) -> str | None:
    """A time as the clocks of the place showed it: most texts tell no zone, and the others mean that clock."""
    return None if text is None else _ZONE.sub("", text)


def _hits_itself(claim: Claim) -> bool:
    """Whether the same words, or the same people where only the harm is told, stand for both sides of an act."""
    doer, hit = claim.actor, claim.target
    if doer is None or hit is None or PERSON in (doer.rule, hit.rule):
        return False
    if doer.span.start < hit.span.end and hit.span.start < doer.span.end:
        return True
    return claim.event in EFFECTS and doer.actor is not None and doer.actor == hit.actor


def _kind(who: Participant | None, actors: Mapping[str, Actor]) -> ActorKind | None:
    entry = actors.get(who.actor) if who is not None and who.actor is not None else None
    return entry.kind if entry is not None else None


def may_act_as_one(one: Facts, other: Facts) -> bool:
    """Whether one names an alliance and the other who could be a member of it."""
    return (one.alliance and other.state) or (other.alliance and one.state)


def denies(facts: Facts) -> bool:
    """Whether the claim says that it did not happen, or not so."""
    claim = facts.claim
    refuses = claim.force in (Force.DENIES, Force.RETRACTS)
    if refuses and claim.negated:
        return claim.factuality <= DENIAL  # one denial read twice, and not a denial of a denial
    return refuses != claim.negated or (not refuses and claim.factuality <= DENIAL)


def _can_be(claim: Claim, published: Moments | None) -> bool:
    """Whether the claim's time can be its own: nothing is told before it happens, and only a near day is inherited."""
    time = claim.time
    when = extent(time.begin, time.finish) if time else None
    if time is None or when is None or time.rule == PERSON:
        return True
    if claim.event == "killing" and _DIED_LATER.search(claim.span.quote) and not _WOUNDED_ON.search(claim.span.quote):
        return False  # the day of a death of wounds is not that of the act
    if published is not None and when[0] >= published[1] + NIGHT and not _spelled_out(time):
        return False
    if time.basis is TimeBasis.RECKONED:
        return False  # that it goes on at its telling says nothing of which occurrence it is
    if time.basis is not TimeBasis.INHERITED:
        return True
    far = time.expression is not None and abs(claim.trigger.start - time.expression.end) > INHERITED_FROM
    return when[1] - when[0] <= INHERITABLE and not far


def _spelled_out(time: EventTime) -> bool:
    """Whether the words themselves name the day, so that it was not reckoned from something else."""
    day = (time.begin or "")[8:10]
    return (
        time.expression is not None
        and day.isdigit()
        and str(int(day)) in re.findall(r"[1-9]\d*", time.expression.quote)
    )


@cache
def _by_hand() -> frozenset[str]:
    return frozenset(load_yaml("targets.yaml")["killed_by_hand"])


@cache
def _thing_words() -> tuple[tuple[str, re.Pattern[str]], ...]:
    things = load_yaml("targets.yaml")["things"]
    return tuple((name, _any_of(words)) for name, words in things.items())


@cache
def figures_of_speech() -> re.Pattern[str]:
    """Words for what can be "killed" in words alone."""
    return _any_of(load_yaml("targets.yaml")["figures_of_speech"])


def _any_of(words: list[str]) -> re.Pattern[str]:
    longest = sorted(words, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(re.escape(word) for word in longest) + r")\b", re.IGNORECASE)


def things_in(who: Participant | None) -> frozenset[str]:
    """The kinds of thing that the words for a participant name."""
    return things_named(who.span.quote) if who is not None else frozenset()


def things_named(text: str) -> frozenset[str]:
    """The kinds of thing that words name."""
    return frozenset(name for name, words in _thing_words() if words.search(text))


def identities(who: Participant | None, actors: Mapping[str, Actor]) -> frozenset[str]:
    """The ids that a participant may go by, with their sides; its words where nobody is known by them."""
    if who is None:
        return frozenset()
    ids = (who.actor,) if who.actor else who.candidates
    if not ids:
        return frozenset({f"words:{slug(who.name)}"})
    return frozenset(ids) | {side_of(actor, actors) for actor in ids}


def _resolved(who: Participant | None, actors: Mapping[str, Actor]) -> frozenset[str]:
    """The id of a participant who is one known actor, with its side."""
    side = _side(who, actors)
    return frozenset() if who is None or who.actor is None or side is None else frozenset({who.actor, side})


def _side(who: Participant | None, actors: Mapping[str, Actor]) -> str | None:
    return None if who is None or who.actor is None else side_of(who.actor, actors)


def count_range(count: Count | None) -> tuple[int, int | None] | None:
    """A count as its lowest and highest value."""
    return None if count is None else (count.low, count.high)


def overlap(one: tuple[int, int | None], other: tuple[int, int | None]) -> bool:
    """Whether two ranges of a count share a number; an upper end of None is open."""
    high = min(end for end in (one[1], other[1], float("inf")) if end is not None)
    return max(one[0], other[0]) <= high


def spot_of(place: EventPlace) -> Spot:
    """A claim's place for comparison; its relation ("20 km north of") widens the radius."""
    located = place.lat is not None and place.lon is not None
    point = (place.lat, place.lon) if place.lat is not None and place.lon is not None else None
    radius = place.radius_km if place.radius_km is not None else RADIUS_KM[place.precision]
    of_unknown_extent = place.precision is PlacePrecision.AREA and place.radius_km is None
    fuzzy = of_unknown_extent and _PART.search(place.relation or "") is not None
    coarse = place.precision in COARSE or radius > FINE_KM or fuzzy
    if place.precision is PlacePrecision.COUNTRY or fuzzy:
        point = None
    name = slug(place.name)
    return Spot(name, place.id, point if located else None, radius, place.country, coarse)


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The great-circle distance between two points given as latitude and longitude in degrees."""
    lat1, lon1, lat2, lon2 = map(radians, (*one, *other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))
