"""Does the term bind there?"""

from __future__ import annotations

from math import cos, radians
from typing import ClassVar

from shapely.geometry import Point, Polygon

from trucewatch.assess.applies.question import Answer, Asked
from trucewatch.assess.told import Told
from trucewatch.records.agreements import Agreement, Zone
from trucewatch.records.assessments import Applicability

KM_PER_DEGREE = 111.32


class Place:
    """A term that names a zone binds in it: at its places, within its outline, in its countries.

    Places and outlines of zones that lie within it count as its own; those cut out of it do not. A place that may be
    as far off as the outline's edge, its own or that of a zone cut out, is unclear, and so is one that is not listed
    where a zone is a list of places.
    """

    code: ClassVar[str] = "applies.place"

    def answer(self, asked: Asked) -> Answer:
        """Applies, outside the zone, or unclear."""
        zone = asked.zone()
        if asked.term.zone is None:
            return Answer(Applicability.APPLIES, "the term is not tied to a place")
        if zone is None or not _has_extent(zone, asked.agreement):
            return Answer(Applicability.UNCLEAR, "the outline of the term's zone is not known")
        inside = lies_in(zone, asked.told, asked.agreement)
        if inside is None:
            return Answer(Applicability.UNCLEAR, f"whether it lies in {zone.name} is not known")
        if inside:
            return Answer(Applicability.APPLIES, f"in {zone.name}")
        return Answer(Applicability.OUTSIDE_ZONE, f"outside {zone.name}")


def lies_in(zone: Zone, told: Told, agreement: Agreement) -> bool | None:
    """Whether an act lies in a zone; None where that cannot be told."""
    cut = [one for one in agreement.zones if one.id in zone.excludes]
    if any(_in_one(one, told) for one in cut):
        return False
    answers = [_in_one(one, told) for one in (zone, *_within(zone, agreement))]
    if True not in answers:
        return answers[0]
    listed = told.place_id is not None and told.place_id in zone.places
    return True if listed or not any(_is_near_edge(one, told) for one in cut) else None


def _within(zone: Zone, agreement: Agreement) -> list[Zone]:
    return [one for one in agreement.zones if one.within == zone.id and one.id not in zone.excludes]


def _has_extent(zone: Zone, agreement: Agreement) -> bool:
    return any(one.places or one.countries or one.outline for one in (zone, *_within(zone, agreement)))


def _in_one(zone: Zone, told: Told) -> bool | None:
    if told.place_id is not None and told.place_id in zone.places:
        return True
    inside = _in_outline(zone, told)
    return _in_countries(zone, told) if inside is None else inside


def _in_outline(zone: Zone, told: Told) -> bool | None:
    if len(zone.outline) < 3 or told.lat is None or told.lon is None:
        return None
    # Degrees of longitude shrink with latitude: one scale for both axes, in km, holds at the size of a zone.
    scale = cos(radians(told.lat))
    outline = Polygon([(lon * scale * KM_PER_DEGREE, lat * KM_PER_DEGREE) for lon, lat in zone.outline])
    point = Point(told.lon * scale * KM_PER_DEGREE, told.lat * KM_PER_DEGREE)
    if told.reach and outline.exterior.distance(point) < told.reach:
        return None
    return bool(outline.covers(point))


def _is_near_edge(zone: Zone, told: Told) -> bool:
    """Whether a located act may as well lie inside a zone's outline as outside it."""
    located = told.lat is not None and told.lon is not None
    return len(zone.outline) >= 3 and located and _in_outline(zone, told) is None


def _in_countries(zone: Zone, told: Told) -> bool | None:
    """By country, where the zone is one; a place that is listed alone says nothing of places with other ids."""
    if not zone.countries or len(told.countries) != 1:
        return None
    return next(iter(told.countries)) in zone.countries
