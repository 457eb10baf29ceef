"""Columns: the values of many claims side by side, so that millions of pairs are compared on arrays.

One row a claim, in any order. What `facts.py` says of one claim stands here as a number in each column; what is not
known has a mark of its own, and never a value that could pass for one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from trucewatch.link.facts import Facts, Moments
from trucewatch.records.claims import Doubt
from trucewatch.records.times import TimeBasis

NONE = -1
"""No code: the value is not known."""
NEVER = np.iinfo(np.int64).min
"""No moment: the time is not known."""
_EPOCH = datetime(1970, 1, 1)
Ints = NDArray[np.int64]
Codes = NDArray[np.int32]
Reals = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Columns:
    """Claims as columns, each of shape (claims,) but `actors`, `targets` and `things`, which are (claims, most names).

    Attributes:
        events: the ids that `event` counts in.
        begin, finish: first second and first second after, since 1970; `NEVER` where unknown.
        stated: whether the time is not inherited; `unsure`, whether it may be another's.
        coded: whether it is a row of a data set.
        published, published_end: the same of the document's day.
        lat, lon: degrees; NaN without a point. `radius` in km.
        place, name, country: codes of the place's id, name and country.
        spot: whether there is a place at all; `coarse`, whether it is a province or more.
        actors, targets: codes of everybody meant, padded with `NONE`.
        doer, hit: codes of the one side known to act and the one known to be acted on, among those of `actors`.
        things: codes of what sort of thing is hit, padded with `NONE`.
        unresolved: for each code of a name whether it is only words.
        killed, injured: shape (claims, 2), lowest and highest; NaN where untold, infinite for "at least".
        document, speaker: codes; the speaker's is `NONE` for the author.
    """

    events: tuple[str, ...]
    event: Codes
    begin: Ints
    finish: Ints
    stated: Mask
    unsure: Mask
    coded: Mask
    published: Ints
    published_end: Ints
    lat: Reals
    lon: Reals
    radius: Reals
    place: Codes
    name: Codes
    country: Codes
    spot: Mask
    coarse: Mask
    actors: Codes
    targets: Codes
    doer: Codes
    hit: Codes
    things: Codes
    camp: Codes
    unresolved: Mask
    alliance: Mask
    state: Mask
    by_hand: Mask
    killed: Reals
    injured: Reals
    document: Codes
    speaker: Codes

    def __len__(self) -> int:
        return len(self.event)

    @property
    def dated(self) -> Mask:
        """Which claims have a time."""
        known: Mask = self.begin != NEVER
        return known

    def take(self, rows: Ints | Mask) -> Columns:
        """Some of the claims."""
        whole = {"events", "unresolved"}
        return Columns(
            **{
                one.name: getattr(self, one.name) if one.name in whole else getattr(self, one.name)[rows]
                for one in fields(self)
            }
        )


class Coding:
    """Names as small numbers, in the order in which they are first met."""

    def __init__(self) -> None:
        self.names: dict[str, int] = {}

    def code(self, name: str | None) -> int:
        """A name's number; `NONE` for None."""
        return NONE if name is None else self.names.setdefault(name, len(self.names))

    def column(self, names: Iterable[str | None]) -> Codes:
        """The numbers of names."""
        return np.fromiter((self.code(name) for name in names), dtype=np.int32)

    def table(self, sets: Sequence[frozenset[str]]) -> Codes:
        """The numbers of sets of names, a row each, padded with `NONE`."""
        width = max((len(one) for one in sets), default=0)
        found = np.full((len(sets), width), NONE, dtype=np.int32)
        for row, names in enumerate(sets):
            found[row, : len(names)] = [self.code(name) for name in sorted(names)]
        return found


def columns_of(facts: Sequence[Facts]) -> Columns:
    """The columns of claims, in their order."""
    who = Coding()
    events, spots = Coding(), [one.spot for one in facts]
    actors, targets = who.table([one.actors for one in facts]), who.table([one.targets for one in facts])
    column = _reader(facts)
    event = events.column(one.claim.event for one in facts)
    return Columns(
        events=tuple(events.names),
        event=event,
        begin=column(np.int64, lambda one: _second(one.when, 0)),
        finish=column(np.int64, lambda one: _second(one.when, 1)),
        stated=column(np.bool_, lambda one: one.told is not TimeBasis.INHERITED),
        unsure=column(np.bool_, lambda one: one.unsure),
        coded=column(np.bool_, lambda one: Doubt.CODED in one.claim.why_check),
        published=column(np.int64, lambda one: _second(one.published, 0)),
        published_end=column(np.int64, lambda one: _second(one.published, 1)),
        lat=column(np.float64, lambda one: _degree(one, 0)),
        lon=column(np.float64, lambda one: _degree(one, 1)),
        radius=column(np.float64, lambda one: one.spot.radius if one.spot else 0.0),
        place=Coding().column(spot.id if spot else None for spot in spots),
        name=Coding().column(spot.name if spot else None for spot in spots),
        country=Coding().column(spot.country or None if spot else None for spot in spots),
        spot=column(np.bool_, lambda one: one.spot is not None),
        coarse=column(np.bool_, lambda one: one.spot is not None and one.spot.coarse),
        actors=actors,
        targets=targets,
        doer=who.column(one.doer for one in facts),
        hit=who.column(one.hit for one in facts),
        things=Coding().table([one.things for one in facts]),
        camp=Coding().column(one.camp for one in facts),
        unresolved=np.array([name.startswith("words:") for name in who.names], dtype=bool),
        alliance=column(np.bool_, lambda one: one.alliance),
        state=column(np.bool_, lambda one: one.state),
        by_hand=column(np.bool_, lambda one: one.by_hand),
        killed=_counts(one.killed for one in facts),
        injured=_counts(one.injured for one in facts),
        document=Coding().column(one.claim.document for one in facts),
        speaker=Coding().column(one.claim.holder[-1].name if one.claim.holder else None for one in facts),
    )


def _reader(facts: Sequence[Facts]) -> Callable[[type[Any], Callable[[Facts], Any]], Any]:
    def column(kind: type[Any], read: Callable[[Facts], Any]) -> Any:
        return np.fromiter((read(one) for one in facts), dtype=kind, count=len(facts))

    return column


def _second(moments: Moments | None, which: int) -> int:
    return int(NEVER) if moments is None else int((moments[which] - _EPOCH).total_seconds())


def _degree(facts: Facts, which: int) -> float:
    return facts.spot.point[which] if facts.spot is not None and facts.spot.point is not None else float("nan")


def _counts(counts: Iterable[tuple[int, int | None] | None]) -> Reals:
    nan, inf = float("nan"), float("inf")
    rows = [(nan, nan) if one is None else (one[0], inf if one[1] is None else one[1]) for one in counts]
    return np.array(rows, dtype=np.float64).reshape(len(rows), 2)
