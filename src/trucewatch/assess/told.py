"""Told: what an incident, or one telling of it, says of who, whom, when and where, ready to be held to a term."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from trucewatch.assess.local import Moments, local_extent
from trucewatch.records.actors import ActorKind
from trucewatch.records.claims import Claim, ClaimKind, ClaimStatus, Force
from trucewatch.records.incidents import Incident, Telling
from trucewatch.records.places import EventPlace, PlacePrecision

REACH_KM = {
    PlacePrecision.EXACT: 0.0,
    PlacePrecision.NEAR: 25.0,
    PlacePrecision.DISTRICT: 40.0,
    PlacePrecision.PROVINCE: 120.0,
    PlacePrecision.AREA: 25.0,
    PlacePrecision.COUNTRY: 500.0,
    PlacePrecision.UNKNOWN: 25.0,
}
"""How far off a place may be, in km: UCDP GED's 25 km for "near", the rest in proportion."""
DENYING = frozenset({Force.DENIES, Force.RETRACTS})


@dataclass(frozen=True)
class Told:
    """One account of an act.

    Attributes:
        actors, targets: ids of those named; empty where the account names nobody that is known.
        when: first moment and first moment after, UTC; None where not known or disputed.
        place_id, lat, lon: where, as far as known; `reach` in km is how far off that may be.
        countries: ISO 3166-1 alpha-2 codes of the places told.
        happened: False where the account says that it did not.
        claims: ids of the claims that carry it.
    """

    event: str
    actors: frozenset[str]
    targets: frozenset[str]
    when: Moments | None
    place_id: str | None
    lat: float | None
    lon: float | None
    reach: float
    countries: frozenset[str]
    happened: bool
    claims: tuple[str, ...]


def told_of(incident: Incident, claims: Sequence[Claim], zone: ZoneInfo | None = None) -> Told:
    """The incident as all tellings agree on it; `claims` are its own, `zone` is that of days told without one."""
    places = _places(claims)
    return Told(
        event=incident.event,
        actors=(frozenset(incident.actors) or _denying(claims)) - _observing(claims),
        targets=frozenset(incident.targets),
        when=local_extent(incident.begin, incident.finish, zone),
        place_id=incident.place_id,
        lat=incident.lat,
        lon=incident.lon,
        reach=_reach([one for one in places if one.id == incident.place_id] or places),
        countries=frozenset(filter(None, (*(one.country for one in places), *(claim.country for claim in claims)))),
        happened=True,
        claims=incident.claims,
    )


def told_by(telling: Telling, claims: Sequence[Claim], whole: Told, zone: ZoneInfo | None = None) -> Told:
    """The incident as one origin tells it in `claims`; what it leaves out is as all agree on it, in `whole`."""
    acts = [one for one in claims if one.kind is ClaimKind.OCCURRENCE]
    told = [one for one in acts if not one.negated and one.force not in DENYING] or acts
    place = next((one for one in _places(told) if one.id is not None), None)
    times = (local_extent(one.time.begin, one.time.finish, zone) for one in told if one.time is not None)
    when = next((one for one in times if one is not None), None)
    return Told(
        event=whole.event,
        actors=frozenset(one.actor.actor for one in told if one.actor is not None and one.actor.actor),
        targets=frozenset(one.target.actor for one in told if one.target is not None and one.target.actor),
        when=whole.when or when,
        place_id=place.id if place and whole.place_id is None else whole.place_id,
        lat=place.lat if place and whole.lat is None else whole.lat,
        lon=place.lon if place and whole.lon is None else whole.lon,
        reach=whole.reach,
        countries=whole.countries,
        happened=telling.force not in DENYING,
        claims=telling.claims,
    )


def _denying(claims: Sequence[Claim]) -> frozenset[str]:
    """Who denies an act of its own, where others name its doer in words that nobody is known by."""
    named = any(one.actor is not None and one.status is ClaimStatus.HAPPENED for one in claims)
    denied = [one.actor.actor for one in claims if one.actor is not None and one.status is ClaimStatus.DENIED]
    known = frozenset(name for name in denied if name is not None)
    return known if named and len(known) == 1 else frozenset()


def _observing(claims: Sequence[Claim]) -> set[str]:
    """Monitors that tell of an act and are taken for its doer ("the mission heard shelling"): they are witnesses."""
    found = set()
    for claim in claims:
        who, speaker = claim.actor, claim.holder[-1].actor if claim.holder else None
        if who is not None and who.actor is not None and who.kind is ActorKind.MONITOR and speaker in (None, who.actor):
            found.add(who.actor)
    return found


def _places(claims: Iterable[Claim]) -> list[EventPlace]:
    return [claim.place for claim in claims if claim.place is not None]


def _reach(places: Iterable[EventPlace]) -> float:
    """How far off the finest of the places may be; unknown ones are off by 25 km."""
    reaches = [one.radius_km if one.radius_km is not None else REACH_KM[one.precision] for one in places]
    return min(reaches, default=REACH_KM[PlacePrecision.UNKNOWN])
