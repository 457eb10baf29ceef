"""Occasions: what a whole group of claims says of its occurrence, put together once, and an index to find it by."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from trucewatch.knowledge.ontology import EFFECTS, family_of, finest
from trucewatch.link.facts import NIGHT, Facts, Spot, denies
from trucewatch.records.times import TimeBasis

OBSTRUCTING = frozenset({"aid_obstruction"})
LATE = timedelta(days=45)
"""What is told later than that, without a time, is not tied to an occurrence by who is named or what was hit alone."""
LONGEST = timedelta(days=10)
Key = tuple[str, str | None, str]
TEXT, PLACE = "document", "place"
"""Ties that hold whenever something is told; a place's, unless the claim has a time of its own."""
APART = timedelta(days=2)
"""How far the time of a sentence that reports somebody's word may miss the time of what is reported; no other time
that a claim has of its own may miss it by more."""


@dataclass(frozen=True)
class Occasion:
    """The claims of one group, and what they say between them."""

    group: Sequence[Facts]

    @cached_property
    def events(self) -> frozenset[str]:
        """Every type that is told."""
        return frozenset(one.claim.event for one in self.group)

    @cached_property
    def finest(self) -> tuple[str, ...]:
        """The finest types told, effects only where nothing else is."""
        return tuple(finest(set(self.events - EFFECTS or self.events)))

    @cached_property
    def times(self) -> tuple[datetime, datetime] | None:
        """First moment and first after, by the times that are sure where there are any."""
        dated = [one for one in self.group if one.when is not None]
        whens = [one.when for one in dated if not one.unsure and one.when] or [one.when for one in dated if one.when]
        return (min(when[0] for when in whens), max(when[1] for when in whens)) if whens else None

    @cached_property
    def published(self) -> tuple[datetime, ...]:
        """When the documents came out, where known."""
        return tuple(one.published[0] for one in self.group if one.published is not None)

    @cached_property
    def spots(self) -> tuple[Spot, ...]:
        """Every different place that is told."""
        return tuple({one.spot: None for one in self.group if one.spot is not None})

    @cached_property
    def countries(self) -> frozenset[str]:
        """The countries of the places."""
        return frozenset(spot.country for spot in self.spots if spot.country)

    @cached_property
    def fine(self) -> tuple[Spot, ...]:
        """The places finer than a province that have a point."""
        return tuple(spot for spot in self.spots if spot.point is not None and not spot.coarse)

    @cached_property
    def actors(self) -> frozenset[str]:
        """Everybody said to have acted."""
        return frozenset(name for one in self.group for name in one.actors)

    @cached_property
    def targets(self) -> frozenset[str]:
        """Everybody said to have been acted on."""
        return frozenset(name for one in self.group for name in one.targets)

    @cached_property
    def things(self) -> frozenset[str]:
        """What sort of thing was hit."""
        return frozenset(name for one in self.group for name in one.things)

    @cached_property
    def killed(self) -> tuple[tuple[int, int | None], ...]:
        """The tolls told, each once."""
        return tuple({one.killed: None for one in self.group if one.killed is not None})

    @cached_property
    def injured(self) -> tuple[tuple[int, int | None], ...]:
        """How many are told to have been hurt, each count once."""
        return tuple({one.injured: None for one in self.group if one.injured is not None})

    @cached_property
    def by_document(self) -> dict[str, list[Facts]]:
        """The claims by the document that tells them."""
        found: dict[str, list[Facts]] = defaultdict(list)
        for one in self.group:
            found[one.claim.document].append(one)
        return dict(found)


class Index:
    """Occasions by what a claim may have in common with them, and by when they were."""

    def __init__(self, occasions: Sequence[Occasion]) -> None:
        self._always: dict[Key, list[int]] = defaultdict(list)
        timed: dict[Key, list[tuple[datetime, int]]] = defaultdict(list)
        self._times = [occasion.times for occasion in occasions]
        self._longest = max((one[1] - one[0] for one in self._times if one is not None), default=timedelta(0))
        for number, occasion in enumerate(occasions):
            when = _end_of(occasion)
            for key in {key for one in occasion.group for key in _meeting(one)}:
                if when is None or key[0] == TEXT or (key[0] == PLACE and occasion.times is None):
                    self._always[key].append(number)
                else:
                    timed[key].append((when, number))
        self._timed = {key: sorted(held) for key, held in timed.items()}

    def near(self, one: Facts) -> list[int]:
        """The numbers of the occasions that a claim may be about, in order."""
        found: set[int] = set()
        around, own = _window(one), _own_time(one)
        at_place = (own[0], _later(own[1], self._longest)) if own is not None else None
        for key in _meeting(one):
            found.update(self._always.get(key, ()))
            held, window = self._timed.get(key, []), at_place if key[0] == PLACE else around
            first = bisect_left(held, (window[0], -1)) if window else 0
            last = bisect_right(held, (window[1], len(self._times))) if window else len(held)
            found.update(number for _, number in held[first:last])
        if own is not None:
            found = {number for number in found if self._may_touch(number, own)}
        return sorted(found)

    def _may_touch(self, number: int, own: tuple[datetime, datetime]) -> bool:
        times = self._times[number]
        return times is None or (times[0] <= own[1] and own[0] <= times[1])


def _end_of(occasion: Occasion) -> datetime | None:
    if occasion.times is not None:
        return occasion.times[1]
    return max(occasion.published, default=None)


def _window(one: Facts) -> tuple[datetime, datetime] | None:
    """Between when an occasion must have ended for a claim to be about it; None where nothing tells."""
    if one.when is not None and not one.unsure and not denies(one):
        return one.when[0] - NIGHT, one.when[1] + NIGHT + LONGEST
    anchors = [moments for moments in (one.published, one.when) if moments is not None]
    if not anchors:
        return None
    first, last = min(anchor[0] for anchor in anchors), max(anchor[1] for anchor in anchors)
    try:
        return first - LATE, last + NIGHT + LONGEST
    except OverflowError:
        return None


def _later(moment: datetime, by: timedelta) -> datetime:
    return moment + by if by < datetime.max - moment else datetime.max


def _own_time(one: Facts) -> tuple[datetime, datetime] | None:
    """Between when a dated occasion must have been for a claim's own time to fit it; None where that rules out none."""
    if one.when is None or one.told is TimeBasis.INHERITED or denies(one):
        return None
    try:
        return one.when[0] - APART, one.when[1] + APART
    except OverflowError:
        return None


def family(event: str) -> str | None:
    """The family, for which an attack on aid is an attack."""
    return "violence" if event in OBSTRUCTING else family_of(event)


def _meeting(one: Facts) -> set[Key]:
    """One thing in common is enough to be compared with a whole group."""
    kind = family(one.claim.event)
    found: set[Key] = {(TEXT, kind, one.claim.document)}
    found.update(("who", kind, name) for name in one.actors | one.targets if not name.startswith("words:"))
    found.update(("thing", kind, name) for name in one.things)
    if one.spot is not None and one.spot.id is not None and not one.spot.coarse:
        found.add((PLACE, kind, one.spot.id))
    return found
