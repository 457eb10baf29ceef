"""Places: the mentions of a text, each with the place it means and every other reading.

Recognition is `place_names`; here a name's readings are weighed against one another: by the name that follows
after a comma, by the text's other places, by the case's countries, by population. Following the one-sense-per-text
rule (Gale, Church and Yarowsky 1992), mentions of one name share a reading unless their own words say otherwise.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from trucewatch.records.cases import CasePlace
from trucewatch.records.places import PlaceCandidate, PlaceKind, PlaceMention
from trucewatch.records.spans import Span
from trucewatch.resolve.gazetteer import Entry, Gazetteer
from trucewatch.resolve.place_containment import EARTH_KM, address_weight, distance_km
from trucewatch.resolve.place_evidence import METROPOLIS, Name
from trucewatch.resolve.place_names import find_names
from trucewatch.resolve.place_relations import relate
from trucewatch.resolve.place_words import nations_spoken_of

KEPT = 8  # readings kept with a mention
READINGS = 40  # readings weighed; "Springfield" has fewer
SMALL = 15_000
STRAY = 30_000  # a town of fewer people in a country of which the text says nothing else is hardly meant
ALONE = 1  # mentions of places elsewhere that say nothing of where the text plays
CALLED = 2.5  # what "the town of" or "governorate" weighs for a reading of that kind
COMPANY_KM = 300.0  # at this distance another place of the text says a third of what it says nearby
SHARE = 1.2  # what it weighs that all other places of the text lie in the country
NEAR_AT_MOST = 2.0  # what other places nearby weigh together
SAME_KM = 50.0  # a town, its district and its province are one place for the text around them
NAMESAKE = 1.0  # what it weighs that another mention of the name is known to mean the country; once more: the place
Sense = tuple[str, str, PlaceKind | None, bool]
_RANK = {PlaceKind.COUNTRY: 3.0, PlaceKind.AREA: 1.0, PlaceKind.WATER: 0.5, PlaceKind.PROVINCE: 0.6}


@dataclass
class _Reading:
    """A name of the text with its readings and their weights so far."""

    key: str
    within: str
    entries: tuple[Entry, ...]
    weights: np.ndarray
    mentions: int = 1
    loose: bool = False
    """Whether the name is only another spelling of a listed one."""
    called: PlaceKind | None = None
    """What kind the text calls it."""
    stray: bool = False
    """Whether the best reading is a small place in a country that the text's other places leave out."""

    def best(self) -> int:
        return int(self.weights.argmax())

    def margin(self) -> float:
        """How far the best reading leads over those that mean somewhere else."""
        best, weights = self.best(), self.weights.tolist()  # its numbers one by one cost more than all at once
        here = self.entries[best]
        rivals = [
            weight
            for entry, weight in zip(self.entries, weights, strict=True)
            if entry.country != here.country or distance_km(entry, here) > SAME_KM
        ]
        return float(weights[best] - max(rivals)) if rivals else 9.0


def find_places(
    text: str, gazetteer: Gazetteer, *, countries: Sequence[str] = (), own: Sequence[CasePlace] = ()
) -> tuple[PlaceMention, ...]:
    """The places that a text names, in text order, without overlaps.

    Args:
        text: any text.
        gazetteer: see `load_gazetteer`.
        countries: ISO 3166-1 alpha-2 codes of the case's area: readings there are likelier.
        own: the case's own places; a name of theirs means them.

    Returns:
        Mentions with spans in code points of `text`; up to `KEPT` candidates each, the likeliest first. A name
        that is recognised and not located has no place. Where the words around a name speak of an area beside it or
        of a part of it, the mention has a relation.
    """
    book = gazetteer.with_own(own)
    names = _apart(find_names(text, book))
    readings = _readings([name for name in names if name.entries], frozenset(countries))
    _let_namesakes_speak(list(readings.values()))
    _let_neighbours_speak(list(readings.values()))
    _mark_strays(list(readings.values()), frozenset(countries), text)
    return relate(text, [_mention(text, name, readings.get(_sense(name))) for name in names])


def _apart(names: Sequence[Name]) -> list[Name]:
    """In text order; of two that overlap, the first found."""
    out: list[Name] = []
    for name in sorted(names, key=lambda name: name.start):
        if not out or out[-1].end <= name.start:
            out.append(name)
    return out


def _sense(name: Name) -> Sense:
    """What mentions share that have one reading: the name, what it is said to lie in, and what kind it is called."""
    return (name.key, name.within, name.called, name.elsewhere)


def _readings(names: Sequence[Name], countries: frozenset[str]) -> dict[Sense, _Reading]:
    out: dict[Sense, _Reading] = {}
    for name in names:
        sense = _sense(name)
        if sense not in out:
            entries = name.entries[:READINGS]
            weights = [_alone(entry, entries, countries) + _said(entry, name) for entry in entries]
            out[sense] = _Reading(name.key, name.within, entries, np.array(weights), 0, called=name.called)
        reading = out[sense]
        reading.mentions += 1
        reading.loose |= "loose" in name.reasons
        reading.stray = name.elsewhere
    return out


def _said(entry: Entry, name: Name) -> float:
    """What the words beside the name say for a reading: what it lies in, and its kind."""
    fits = name.called is not None and entry.kind is name.called
    return address_weight(entry, name.address) + (CALLED if fits else 0.0)


def _alone(entry: Entry, entries: Sequence[Entry], countries: frozenset[str]) -> float:
    """The weight of a reading before the rest of the text is asked."""
    # What was listed by hand is in the news, whatever its size.
    known = max(entry.candidate.population, SMALL if entry.listed else 0)
    weight = math.log10(known + 10) * 0.6 + _RANK.get(entry.kind, 0.0)
    if entry.capital:
        weight += 1.5
    if entry.kind in {PlaceKind.PROVINCE, PlaceKind.DISTRICT}:
        # Where a division and a town in it share a name, the bare name is the town's.
        seat = any(_is_town(other) and other.division == entry.row for other in entries)
        weight -= 1.5 if seat else 0.0
    named_so = _is_town(entry) and any(other.row == entry.division for other in entries)
    if (not entry.main and not named_so) or (entry.kind is PlaceKind.CITY and not _is_town(entry)):
        weight -= 1.0  # a seat by the name of its division is no less called so than the division; a county is
    if entry.own:
        weight += 20.0
    return weight + (2.0 if entry.country in countries else 0.0)


def _is_town(entry: Entry) -> bool:
    """A town by its own name: "Oklahoma" alone is the state and not Oklahoma City, "New York" is the metropolis."""
    place = entry.candidate
    return entry.kind is PlaceKind.CITY and (place.population >= METROPOLIS or not place.name.endswith(" City"))


def _let_namesakes_speak(readings: Sequence[_Reading]) -> None:
    """What one mention's own words say of its place or its country counts for the bare mentions of the name."""
    for told in readings:
        if not told.within and told.called is None:
            continue
        entry = told.entries[told.best()]
        for bare in readings:
            if bare.key == told.key and not bare.within and bare.called is None:
                same = [
                    NAMESAKE * (other.country == entry.country) + NAMESAKE * (other.row == entry.row)
                    for other in bare.entries
                ]
                bare.weights = bare.weights + np.array(same)


def _let_neighbours_speak(readings: list[_Reading]) -> None:
    """Add to each reading what the text's surer places say: the same country, the same division, nearness."""
    for _ in range(2):
        sure = [(reading, reading.entries[reading.best()]) for reading in readings if reading.margin() > 0.5]
        if not sure:
            return
        votes: Counter[str] = Counter()
        for reading, entry in sure:
            if entry.country:
                # Who is spoken of, mostly a country, says less of where a town lies than other towns do.
                votes[entry.country] += 1 if entry.kind is PlaceKind.COUNTRY else min(reading.mentions, 3)
        total = sum(votes.values()) or 1
        lats = np.array([entry.candidate.lat for _, entry in sure])
        lons = np.array([entry.candidate.lon for _, entry in sure])
        wide = np.array([0.0 if entry.kind in {PlaceKind.COUNTRY, PlaceKind.AREA} else 1.0 for _, entry in sure])
        for reading in readings:
            if len(reading.entries) == 1:
                continue
            others = wide * np.array([0.0 if other is reading else 1.0 for other, _ in sure])
            reading.weights = reading.weights + _company(reading, lats, lons, others, votes, total)


def _mark_strays(readings: Sequence[_Reading], countries: frozenset[str], text: str) -> None:
    """A town of the same name on another continent is a worse answer than none; it stays a candidate.

    What the text speaks of is told from its surer places, and where it has none from the nations it names. A name
    that only resembles a listed one, or is called a province and listed as a town, must lie where the text plays.
    """
    homes = [(reading, reading.entries[reading.best()]) for reading in readings]
    sure = [(reading, entry) for reading, entry in homes if not _doubtful(reading, entry) or reading.within]
    for reading, entry in homes:
        if reading.within or reading.stray or not _doubtful(reading, entry):
            continue
        told = {other.country for one, other in sure if one is not reading} | countries
        company = sum(one.mentions - 1 for one, _ in sure if one is not reading)
        plain = not reading.loose and not _is_peak(reading, entry) and not any(one.within for one, _ in sure)
        alone = company <= ALONE and not countries and plain
        if alone and entry.candidate.population >= STRAY:
            continue  # "a spokesman in Geneva said shells hit Hama": one name elsewhere is where somebody spoke
        if not told - {None} and (reading.loose or not entry.main):
            told = {other.country for one, other in homes if one is not reading}
        large = entry.candidate.population >= STRAY
        others = (told - {None}) or (set() if large else set(nations_spoken_of(text)))
        if entry.country in others:
            continue
        near = [index for index, other in enumerate(reading.entries) if other.country in others]
        if near:
            reading.weights[max(near, key=lambda index: float(reading.weights[index]))] = reading.weights.max() + 1.0
        else:
            peak = _is_peak(reading, entry)
            reading.stray = (
                bool(others) or peak or ((reading.loose or reading.called is PlaceKind.PROVINCE) and not large)
            )


def _doubtful(reading: _Reading, entry: Entry) -> bool:
    misfit = reading.called is PlaceKind.PROVINCE and entry.kind is PlaceKind.CITY and not entry.own
    return _is_small(entry) or misfit or _is_peak(reading, entry) or (reading.loose and not entry.own)


def _is_peak(reading: _Reading, entry: Entry) -> bool:
    """A town called "Mount …", of which no mountain of that name is listed."""
    return reading.key.startswith(("mount ", "mt ")) and entry.kind is PlaceKind.CITY and not entry.own


def _is_small(entry: Entry) -> bool:
    if entry.kind is PlaceKind.DISTRICT:
        return entry.listed and not entry.own
    known = entry.own or entry.capital or entry.listed
    return entry.kind is PlaceKind.CITY and (entry.candidate.population < STRAY or not entry.main) and not known


def _company(
    reading: _Reading, lats: np.ndarray, lons: np.ndarray, others: np.ndarray, votes: Counter[str], total: int
) -> np.ndarray:
    own_lats = np.array([entry.candidate.lat for entry in reading.entries])[:, None]
    own_lons = np.array([entry.candidate.lon for entry in reading.entries])[:, None]
    east = (lons - own_lons + 180.0) % 360.0 - 180.0
    km = np.radians(np.hypot(lats - own_lats, east * np.cos(np.radians(own_lats)))) * EARTH_KM
    near = (np.exp(-km / COMPANY_KM) * others).sum(axis=1)
    share = np.array([votes.get(entry.country or "", 0) / total for entry in reading.entries])
    weights: np.ndarray = np.minimum(near, NEAR_AT_MOST) + SHARE * share
    return weights


def _mention(text: str, name: Name, reading: _Reading | None) -> PlaceMention:
    if reading is None:
        return PlaceMention(span=Span.on(text, name.start, name.end), rule="place.unlisted")
    weights = reading.weights.tolist()
    order = sorted(range(len(reading.entries)), key=lambda index: -weights[index])  # the first of equals stays first
    candidates = tuple(reading.entries[index].candidate for index in order[:KEPT])
    place: PlaceCandidate | None = candidates[0] if candidates and not reading.stray else None
    rule = "place." + (name.reasons[0].replace(" ", "_") if name.reasons else "name")
    return PlaceMention(
        span=Span.on(text, name.start, name.end),
        kind=place.kind if place else PlaceKind.UNKNOWN,
        place=place,
        candidates=candidates,
        rule=rule,
    )
