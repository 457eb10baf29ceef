"""Areas told by a place: "10 km north of Homs", "between Homs and Hama", "the eastern countryside of Homs".

The grammar is here, the words are in `knowledge/places.yaml`. An area is a middle and a radius with a precision of
UCDP GED's `where_prec`, set by conventions that never make it finer than the words:

    outside, near, direction   the named place, 25 km (UCDP's "near")
    distance                   the told distance away in the told direction, or around the place where none is told;
                               radius: the distance, of large ones half, since "30 km north" is no surveyor's word
    between                    the middle; radius: half the way
    part                       the place itself; of a country, an area without a radius
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from trucewatch.knowledge import load_yaml
from trucewatch.records.places import PlaceCandidate, PlaceKind, PlaceMention, PlacePrecision, PlaceRelation
from trucewatch.records.places import PlaceRelationKind as Kind
from trucewatch.records.spans import Span

NEAR_KM = 25.0  # UCDP GED's where_prec 2
FINEST_KM = 5.0  # no area is finer than the town it is told by
KM_PER_DEGREE = 111.2
BEFORE, AFTER = 90, 40  # characters looked at on either side of a name
LONGEST_GAP = 60  # characters between the two names of "between"
_BEARINGS = {"north": 0.0, "east": 90.0, "south": 180.0, "west": 270.0}
_CUT_OFF = re.compile(
    r"\b(?:cut|cuts|cutting|seal|sealed|sealing|took|take|shut|fight|fought|beat|hold|held|closed)\s+$", re.IGNORECASE
)
_ROAD = re.compile(r"\s+(?:road|highway|motorway|railway|line|axis|route)\b", re.IGNORECASE)
_BETWEEN_TWO = re.compile(r"\s*(?:,[^,.;]{1,30},)?\s*(?:and|to)\s+(?:(?:the|city|town|village|of)\s+)*$", re.IGNORECASE)
PRECISION = {
    PlaceKind.FACILITY: PlacePrecision.EXACT,
    PlaceKind.CITY: PlacePrecision.EXACT,
    PlaceKind.DISTRICT: PlacePrecision.DISTRICT,
    PlaceKind.PROVINCE: PlacePrecision.PROVINCE,
    PlaceKind.AREA: PlacePrecision.AREA,
    PlaceKind.WATER: PlacePrecision.AREA,
    PlaceKind.COUNTRY: PlacePrecision.COUNTRY,
    PlaceKind.UNKNOWN: PlacePrecision.UNKNOWN,
}
"""How finely the bare name of a place of each kind says where."""


@dataclass(frozen=True)
class _Patterns:
    before: re.Pattern[str]
    cues: tuple[str, ...]
    """Words of which one stands in whatever `before` matches."""
    after: re.Pattern[str]
    kinds: dict[str, Kind]


@cache
def _patterns() -> _Patterns:
    """The grammar over the words of `places.yaml`, compiled once."""
    data = load_yaml("places.yaml")
    kinds = {str(word): Kind(kind) for kind, words in data["relations"].items() for word in words}
    kinds |= {str(word): Kind(kind) for kind, words in data["relations_after"].items() for word in words}
    units, numbers, parts = (_either(data[name]) for name in ("units", "numbers", "parts"))
    of_kind = _either([word for name in ("city", "district", "province", "area") for word in data["kinds"][name]])
    compass = r"(?:north|south|east|west)(?:[- ]?(?:east|west))?"
    distance = (
        rf"(?:\d{{1,4}}(?:[.,]\d+)?\s*(?:-|–|to|or)\s*)?(?P<number>\d{{1,4}}(?:[.,]\d+)?|{numbers})\s?(?P<unit>{units})"
        r"(?:\s*\([^)]{1,20}\))?"
    )
    relations = [str(word) for row in data["relations"].values() for word in row]
    words = _either(relations)
    longest = {max(words.split(), key=len) for words in relations}
    before = (
        rf"(?:{distance}\s+)?(?:(?:to\s+the\s+|on\s+the\s+|(?P<inside>in\s+the\s+))?(?P<side>{compass})(?:ern)?\s+(?:of|from)|"
        rf"(?P<away>(?:away\s+)?from|outside|off)|"
        rf"(?:(?:in|on|at|from|to)\s+)?(?:the\s+)?(?P<part>{compass})(?:ern)?(?:\s+(?P<what>{parts})(?:\s+(?:of|in))?)?|"
        rf"(?P<word>{words}))(?P<rest>\s+(?:(?:the|{of_kind}|of|both)\s+)*)$"
    )
    after_words = _either(data["relations_after"]["outside"])
    after = rf"(?:['’]s?)?\s+(?P<all>(?:(?P<side>{compass})(?:ern)?\s+)?(?:{after_words}))\b"
    flags = re.IGNORECASE
    cues = (*_BEARINGS, "from", "outside", "off", *sorted(longest))
    return _Patterns(re.compile(r"(?<!\w)" + before, flags), cues, re.compile(after, flags), kinds)


def _either(words: Sequence[str]) -> str:
    return (
        "(?:" + "|".join(r"\s+".join(map(re.escape, str(word).split())) for word in sorted(words, key=len)[::-1]) + ")"
    )


def relate(text: str, mentions: Sequence[PlaceMention]) -> tuple[PlaceMention, ...]:
    """The mentions, each with the area that the words around its name speak of, where they speak of one."""
    out = list(mentions)
    for index, mention in enumerate(mentions):
        following = mentions[index + 1] if index + 1 < len(mentions) else None
        if following is not None and (road := _road(text, mention, following)) is not None:
            out[index] = mention.model_copy(update={"relation": road})
            out[index + 1] = following.model_copy(update={"relation": road})
            continue
        relation = _before(text, mention, mentions[index - 1].span.end if index else 0) or _after(text, mention)
        if relation is None:
            continue
        if relation.kind is Kind.BETWEEN:
            pair = _between(text, relation, mention, following)
            if pair is not None:
                out[index] = mention.model_copy(update={"relation": pair})
                out[index + 1] = mentions[index + 1].model_copy(update={"relation": pair})
        elif out[index].relation is None:
            out[index] = mention.model_copy(update={"relation": relation})
    return tuple(out)


def _before(text: str, mention: PlaceMention, start: int) -> PlaceRelation | None:
    start, patterns = max(start, mention.span.start - BEFORE), _patterns()
    near = text[start : mention.span.start].lower()
    if not any(cue in near for cue in patterns.cues):
        return None
    found = patterns.before.search(text, start, mention.span.start)
    if found is None:
        return None
    span = _words_of(text, found)
    side = found["side"] or found["part"]
    bearing = _bearing(side) if side else None
    if found["unit"] and not found["part"]:
        return _at_distance(span, mention, _kilometres(found["number"], found["unit"]), bearing)
    if found["side"]:
        return _part(span, mention, bearing) if found["inside"] else _around(span, mention, Kind.DIRECTION, bearing)
    if found["part"]:
        return _of_part(span, mention, found, bearing)
    word = " ".join((found["word"] or found["away"]).casefold().split())
    kind = _patterns().kinds.get(word)
    if word == "off" and not _CUT_OFF.search(text, max(0, found.start() - 20), found.start()):
        kind = Kind.OUTSIDE  # "a ship was hit off Hodeidah"
    return _around(span, mention, kind, None) if kind is not None else None


def _words_of(text: str, found: re.Match[str]) -> Span:
    """The words of the relation, "of" with them, without "the city of"."""
    rest = found["rest"]
    end = found.end("rest") if rest.split() == ["of"] else found.start("rest")
    quote = text[found.start() : end].rstrip()
    return Span.on(text, found.start(), found.start() + len(quote))


def _of_part(span: Span, mention: PlaceMention, found: re.Match[str], bearing: float | None) -> PlaceRelation | None:
    """ "northern Homs", "the northern suburbs of Homs"; "the northern city of Homs" is all of it."""
    what = (found["what"] or "").casefold()
    rest = found["rest"].casefold().split()
    if not what and "of" in rest[1:]:
        return None
    if _patterns().kinds.get(what) is Kind.OUTSIDE:
        return _around(span, mention, Kind.OUTSIDE, bearing)
    return _part(span, mention, bearing)


def _after(text: str, mention: PlaceMention) -> PlaceRelation | None:
    found = _patterns().after.match(text, mention.span.end, mention.span.end + AFTER)
    if found is None:
        return None
    span = Span.on(text, found.start("all"), found.end("all"))
    return _around(span, mention, Kind.OUTSIDE, _bearing(found["side"]) if found["side"] else None)


def _bearing(words: str) -> float:
    """Degrees of "south", "north-east" or "southwest"."""
    first, second = re.match(r"(north|south|east|west)[- ]?(east|west)?", words.casefold()).groups()  # type: ignore[union-attr]
    if second is None:
        return _BEARINGS[first]
    turn = {("north", "east"): 45.0, ("south", "east"): 135.0, ("south", "west"): 225.0, ("north", "west"): 315.0}
    return turn.get((first, second), _BEARINGS[first])


def _kilometres(number: str, unit: str) -> float:
    data = load_yaml("places.yaml")
    told = data["numbers"].get(number.casefold())
    value = float(told) if told is not None else float(number.replace(",", "."))
    return round(value * float(data["units"][unit.casefold()]), 1)


def _around(span: Span, mention: PlaceMention, kind: Kind, bearing: float | None) -> PlaceRelation:
    """Beside a place, no distance told: UCDP's "near" around a town; a division or water stays as wide as it is."""
    own = PRECISION[mention.kind]
    point = mention.place
    fine = own is PlacePrecision.EXACT
    return PlaceRelation(
        span=span,
        kind=kind,
        bearing=bearing,
        lat=point.lat if point else None,
        lon=point.lon if point else None,
        radius_km=NEAR_KM if fine else None,
        precision=PlacePrecision.NEAR if fine else PlacePrecision.AREA if bearing is not None and point else own,
        rule=f"area.{kind.value}",
    )


def _part(span: Span, mention: PlaceMention, bearing: float | None) -> PlaceRelation:
    """A part of a place is as fine as the place; of a country, an area."""
    own = PRECISION[mention.kind]
    precision = PlacePrecision.AREA if own is PlacePrecision.COUNTRY else own
    point = mention.place
    where = {"lat": point.lat, "lon": point.lon} if point else {}
    return PlaceRelation(span=span, kind=Kind.PART, bearing=bearing, precision=precision, rule="area.part", **where)


def _at_distance(span: Span, mention: PlaceMention, km: float, bearing: float | None) -> PlaceRelation:
    point = mention.place
    precision = PlacePrecision.UNKNOWN
    lat = lon = None
    radius = max(km, FINEST_KM) if km <= NEAR_KM or bearing is None else round(max(NEAR_KM, km / 2), 1)
    if point is not None:
        lat, lon = _away(point, km, bearing) if bearing is not None else (point.lat, point.lon)
        precision = PlacePrecision.NEAR if radius <= NEAR_KM else PlacePrecision.AREA
    return PlaceRelation(
        span=span,
        kind=Kind.DISTANCE,
        bearing=bearing,
        distance_km=km,
        lat=lat,
        lon=lon,
        radius_km=radius,
        precision=precision,
        rule="area.distance",
    )


def _away(point: PlaceCandidate, km: float, bearing: float) -> tuple[float, float]:
    """The point so far away in a direction, on a flat earth: good to a kilometre in a hundred."""
    angle = math.radians(bearing)
    lat = max(-90.0, min(90.0, point.lat + km * math.cos(angle) / KM_PER_DEGREE))
    shrink = max(math.cos(math.radians(point.lat)), 0.01)
    lon = point.lon + km * math.sin(angle) / (KM_PER_DEGREE * shrink)
    return round(lat, 3), round((lon + 180.0) % 360.0 - 180.0, 3)


def _between(
    text: str, relation: PlaceRelation, first: PlaceMention, second: PlaceMention | None
) -> PlaceRelation | None:
    """The way from one place to the next; None where no second name follows at once."""
    if second is None or second.span.start - first.span.end > LONGEST_GAP:
        return None
    if not _BETWEEN_TWO.match(text[first.span.end : second.span.start]):
        return None
    span = Span.on(text, relation.span.start, second.span.start)
    return _midway(Span.on(text, span.start, span.start + len(span.quote.rstrip())), first, second)


def _road(text: str, first: PlaceMention, second: PlaceMention) -> PlaceRelation | None:
    """ "The Homs-Hama road": somewhere between the two."""
    joined = text[first.span.end : second.span.start] in {"-", "–", "‑"}
    if not joined or not _ROAD.match(text, second.span.end):
        return None
    return _midway(Span.on(text, first.span.start, second.span.start), first, second)


def _midway(span: Span, first: PlaceMention, second: PlaceMention) -> PlaceRelation:
    one, other = first.place, second.place
    if one is None or other is None:
        return PlaceRelation(span=span, kind=Kind.BETWEEN, rule="area.between")
    half = _distance_km(one, other) / 2
    east = (other.lon - one.lon + 180.0) % 360.0 - 180.0
    return PlaceRelation(
        span=span,
        kind=Kind.BETWEEN,
        lat=round((one.lat + other.lat) / 2, 3),
        lon=round((one.lon + east / 2 + 180.0) % 360.0 - 180.0, 3),
        radius_km=round(max(half, FINEST_KM), 1),
        precision=PlacePrecision.NEAR if half <= NEAR_KM else PlacePrecision.AREA,
        rule="area.between",
    )


def _distance_km(one: PlaceCandidate, other: PlaceCandidate) -> float:
    east = (other.lon - one.lon + 180.0) % 360.0 - 180.0
    return math.hypot(other.lat - one.lat, east * math.cos(math.radians(one.lat))) * KM_PER_DEGREE
