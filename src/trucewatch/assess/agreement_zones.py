"""Whether the zones of an agreement lie somewhere: outlines, reference lines, countries, and what lies within what."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from shapely.geometry import Polygon
from shapely.validation import explain_validity

from trucewatch.assess.agreement_cycles import cycles
from trucewatch.errors import Fault
from trucewatch.records.agreements import Agreement, Zone

Points = Sequence[tuple[float, float]]


def check_zones(agreement: Agreement, actors: Collection[str]) -> Iterator[Fault]:
    """Every zone that cannot lie where it is said to.

    Args:
        agreement: valid in its fields.
        actors: the ids of all actors, states among them (`state:SY`), which tell which country codes there are.
    """
    for number, zone in enumerate(agreement.zones):
        field = f"zones[{number}]"
        yield from _outline(zone, field)
        yield from _lines(zone, field)
        for code in zone.countries:
            if f"state:{code}" not in actors:
                message = f"{code!r} is no country code; write ISO 3166-1 alpha-2 such as SY"
                yield Fault("agreement.country", message, field=f"{field}.countries")
    yield from _circles(agreement)


def _outline(zone: Zone, field: str) -> Iterator[Fault]:
    if not zone.outline:
        return
    wrong = list(_points(zone.outline, f"{field}.outline"))
    yield from wrong
    if wrong:
        return
    if len(set(zone.outline)) < 3:
        message = "an outline needs three different points or more; add them, or leave it out and name places"
        yield Fault("agreement.outline", message, field=f"{field}.outline")
        return
    shape = Polygon(zone.outline)
    if not shape.is_valid:
        message = f"it crosses or touches itself ({explain_validity(shape)}); put the points in order around the zone"
        yield Fault("agreement.outline", message, field=f"{field}.outline")


def _lines(zone: Zone, field: str) -> Iterator[Fault]:
    for number, line in enumerate(zone.lines):
        where = f"{field}.lines[{number}].points"
        yield from _points(line.points, where)
        if len(line.points) == 1:
            yield Fault("agreement.line", "a line needs two points or more; add them, or leave them out", field=where)
        if line.points and line.unpublished:
            message = "it is marked as unpublished and has points; leave out one, or say in `note` whose they are"
            yield Fault("agreement.line", message, field=where)


def _points(points: Points, field: str) -> Iterator[Fault]:
    for number, (lon, lat) in enumerate(points):
        if not (-180 <= lon <= 180 and -90 <= lat <= 90):
            turned = "; they look turned round" if -180 <= lat <= 180 and -90 <= lon <= 90 else ""
            message = f"[{lon:g}, {lat:g}] is nowhere on earth; write [lon, lat] in degrees{turned}"
            yield Fault("agreement.outline", message, field=f"{field}[{number}]")


def _circles(agreement: Agreement) -> Iterator[Fault]:
    numbers = {zone.id: number for number, zone in enumerate(agreement.zones)}
    within = {zone.id: [zone.within] for zone in agreement.zones if zone.within is not None}
    excludes = {zone.id: zone.excludes for zone in agreement.zones if zone.excludes}
    for edges, word in ((within, "within"), (excludes, "excludes")):
        for circle in cycles(edges):
            message = f"a zone cannot hold or leave out itself: {' → '.join(circle)}; correct one of them"
            yield Fault("agreement.zone-cycle", message, field=f"zones[{numbers[circle[0]]}].{word}")
