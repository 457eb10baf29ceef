"""Reasons: the points of a pair in words. The points are those of `match.py`; here nothing is weighed again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from trucewatch.knowledge.ontology import kinship
from trucewatch.link.columns import columns_of
from trucewatch.link.directions import opposed
from trucewatch.link.facts import Facts, distance_km, overlap
from trucewatch.link.match import PARTS, RULED_OUT, THRESHOLD, score_pairs
from trucewatch.records.claims import Doubt

WEEK = 7
"""Days from which a time is a month's or a year's, within which another lies."""


@dataclass(frozen=True)
class Part:
    """One thing that was compared: what, the points it gave, and why."""

    what: str
    points: float
    why: str


@dataclass(frozen=True)
class Match:
    """The comparison of two claims; `ruled_out` says why they cannot be one occurrence, None if they can."""

    parts: tuple[Part, ...]
    ruled_out: str | None = None

    @property
    def score(self) -> float:
        """The sum of the points."""
        return sum(part.points for part in self.parts)

    @property
    def linked(self) -> bool:
        """Whether it is enough to take the two for one occurrence."""
        return self.ruled_out is None and self.score >= THRESHOLD

    def reasons(self) -> tuple[str, ...]:
        """What agreed and what disagreed, in words."""
        told = tuple(f"{part.what}: {part.why} ({part.points:+g})" for part in self.parts if part.points)
        return (*told, *([f"ruled out: {self.ruled_out}"] if self.ruled_out else []))


def explain(one: Facts, other: Facts) -> Match:
    """Compare two claims, in words; the order of the two makes no difference."""
    one, other = sorted((one, other), key=lambda facts: facts.claim.id)
    columns, rows = columns_of((one, other)), (np.array([0]), np.array([1]))
    found: list[Part] = []
    for what, part in PARTS:
        points = float(part(columns, *rows)[0])
        told = _WORDS[what](one, other, points)
        if points == RULED_OUT:
            return Match(tuple(found), told)
        if points or told:
            undated = what == "time" and (one.when is None or other.when is None)
            found.append(Part("published" if undated else what, points, told))
    return Match(tuple(found))


def best_ties(group: Sequence[Facts]) -> list[Match]:
    """For each claim of a group of two or more its best tie to another, in words; of equal ones the first by id."""
    ordered = sorted(group, key=lambda one: one.claim.id)
    columns, count = columns_of(ordered), len(ordered)
    first, second = (side.ravel() for side in np.indices((count, count)))
    points = score_pairs(columns, first, second).reshape(count, count)
    np.fill_diagonal(points, RULED_OUT)
    best = [int(row.argmax()) if row.max() > RULED_OUT else (number == 0) for number, row in enumerate(points)]
    return [explain(one, ordered[other]) for one, other in zip(ordered, best, strict=True)]


def _event(one: Facts, other: Facts, points: float) -> str:
    first, second = sorted((one.claim.event, other.claim.event))
    if kinship(first, second) == "other":
        return f"{first} and {second} are different kinds of event"
    if one.claim.document == other.claim.document and Doubt.CODED in one.claim.why_check:
        return "two rows of one data set, which tells each event once"
    if points == RULED_OUT:
        return "somebody was shot or stabbed in the one, and the other is a blast"
    return first if first == second else f"{first} and {second}"


def _time(one: Facts, other: Facts, points: float) -> str:
    if one.when is None or other.when is None:
        return _publication(one, other, points)
    gap = max(one.when[0], other.when[0]) - min(one.when[1], other.when[1])
    if points == RULED_OUT:
        return f"{max(gap, timedelta(0)).days + 1} day(s) apart"
    if points == 0.0:
        return "days apart, one of them only inferred"
    long = max((when[1] - when[0]).days for when in (one.when, other.when)) > WEEK
    if points > 1.0:
        return "the same time"
    return "one lies within the other's month or year" if long and gap < timedelta(0) else "one night apart"


def _publication(one: Facts, other: Facts, points: float) -> str:
    if points == RULED_OUT:
        return "it is told before the other's date"
    if one.published is None or other.published is None:
        return ""
    if points > 0:
        return "reported within days of each other"
    return f"reported {abs(one.published[0] - other.published[0]).days} days apart"


def _place(one: Facts, other: Facts, points: float) -> str:
    if one.spot is None or other.spot is None:
        return ""
    here, there = sorted((one.spot, other.spot), key=lambda spot: (spot.name, spot.id or "", spot.radius))
    if here.country and there.country and here.country != there.country:
        return f"{here.country} and {there.country} are different countries"
    if here.id is not None and here.id == there.id:
        return f"both at {here.name}"
    if here.point is None or there.point is None:
        return f"the same name, {here.name}" if points else ""
    apart = f"{distance_km(here.point, there.point):.0f} km apart"
    return f"{apart}, one is an area" if points > 0 and (here.coarse or there.coarse) else apart


def _actors(one: Facts, other: Facts, points: float) -> str:
    if points == RULED_OUT:
        back = opposed(one, other)
        return (
            "who is hit in one acts in the other, on something else"
            if back
            else "one speaker names a different actor for each"
        )
    return _who(one.actors, other.actors, points)


def _targets(one: Facts, other: Facts, points: float) -> str:
    return _who(one.targets, other.targets, points)


def _who(one: frozenset[str], other: frozenset[str], points: float) -> str:
    if points > 0:
        return min(one & other).removeprefix("words:")
    return "different ones are named" if points < 0 else ""


def _harm(one: Facts, other: Facts, _: float) -> str:
    told = [
        f"{what}: the figures {'fit' if overlap(here, there) else 'differ'}"
        for what, here, there in (("killed", one.killed, other.killed), ("injured", one.injured, other.injured))
        if here is not None and there is not None
    ]
    return "; ".join(told)


def _document(_: Facts, __: Facts, points: float) -> str:
    return "told in the same text" if points else ""


_WORDS: dict[str, Callable[[Facts, Facts, float], str]] = {
    "event": _event,
    "time": _time,
    "place": _place,
    "actor": _actors,
    "target": _targets,
    "harm": _harm,
    "document": _document,
}
