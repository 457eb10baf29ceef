"""Match: whether two claims are about one occurrence, as a score whose every part is explained.

Points for and against are added; what cannot both be true of one occurrence (days apart, places apart, another
family of events, one side's act on the other and the other's on the one) rules a pair out. Who did it may be the very
thing in dispute, so that different actors count against a pair but seldom rule it out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from trucewatch.knowledge.ontology import kinship
from trucewatch.link.directions import opposed
from trucewatch.link.facts import NIGHT, Facts, Spot, distance_km, may_act_as_one
from trucewatch.link.weapons import by_other_means
from trucewatch.records.claims import Doubt
from trucewatch.records.times import TimeBasis

# Same type, same day, same place is 8; what is missing must be made up for by actors, targets or figures.
THRESHOLD = 6.0
# Kin (an air strike and an advance on the ground) are one only where everything else agrees.
EVENT_POINTS = {"same": 2.0, "finer": 1.5, "effect": -0.5, "kin": -3.0}
SINGULAR = frozenset({"territory_taken", "territory_retaken", "aircraft_downed", "suicide_bombing"})
"""What seldom happens twice at one place within days."""
SAME_DOCUMENT = 1.5
BY_THE_CLOCK, CLOCK_NIGHT = timedelta(hours=6), timedelta(hours=3)
"""What is told to the hour, or to a part of the day, is another's next day only where it was nearly midnight. Two days
told as days are two days: shelling "on Monday" is not that "on Tuesday"."""
WINDOW = timedelta(days=1)
INHERITED = timedelta(days=2)
NEWS = timedelta(days=4)


@dataclass(frozen=True)
class Part:
    """One thing that was compared: what, the points it gave, and why."""

    what: str
    points: float
    why: str


@dataclass(frozen=True)
class Match:
    """The comparison of two claims; `ruled_out` says why they cannot be one occurrence, None if they can.

    `by` is what rules them out: "event", "time", "place", "actor".
    """

    parts: tuple[Part, ...]
    ruled_out: str | None = None
    by: str | None = None

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


def match(one: Facts, other: Facts) -> Match:
    """Compare two claims; the order of the two makes no difference."""
    found: list[Part] = []
    for what, compare in COMPARED:
        part = compare(one, other)
        if isinstance(part, str):
            return Match(tuple(found), part, what)
        if part is not None:
            found.append(part)
    return Match(tuple(found))


def _event(one: Facts, other: Facts) -> Part | str:
    if one.claim.document == other.claim.document and Doubt.CODED in one.claim.why_check:
        return "two rows of one data set, which tells each event once"
    first, second = sorted((one.claim.event, other.claim.event))
    relation = kinship(first, second)
    if relation == "other":
        return f"{first} and {second} are different kinds of event"
    if by_other_means(one, other):
        return "somebody was shot or stabbed in the one, and the other is a blast"
    points = EVENT_POINTS[relation] + (1.0 if first == second and first in SINGULAR else 0.0)
    return Part("event", points, first if first == second else f"{first} and {second}")


def _time(one: Facts, other: Facts) -> Part | str | None:
    if one.when is None or other.when is None:
        return _publication(one, other)
    gap = max(one.when[0], other.when[0]) - min(one.when[1], other.when[1])
    unsure = one.unsure or other.unsure
    lengths = [moments[1] - moments[0] for moments in (one.when, other.when)]
    longest, by_the_clock = max(lengths).days, min(lengths) <= BY_THE_CLOCK
    if min(lengths) >= WINDOW and -gap * 4 < min(lengths):
        gap = max(gap, timedelta(0))  # windows of reports that follow one another, and hardly overlap
    if gap < timedelta(0):
        if longest > 7:
            return Part("time", 1.0, "one lies within the other's month or year")
        return Part("time", 2.0 if unsure else 3.0, "the same time")
    if gap <= CLOCK_NIGHT and by_the_clock:
        return Part("time", 1.0, "one night apart")
    if unsure and gap <= INHERITED:
        return Part("time", 0.0, "days apart, one of them only inferred")
    return f"{gap.days + 1} day(s) apart"


def _publication(one: Facts, other: Facts) -> Part | str | None:
    """Without two dates, when the documents came out says a little; nothing happens after it is reported."""
    for dated, undated in ((one, other), (other, one)):
        if dated.when and undated.published and dated.when[0] >= undated.published[1] + NIGHT:
            return "it is told before the other's date"
    if one.published is None or other.published is None:
        return None
    apart = abs(one.published[0] - other.published[0])
    if apart <= NEWS:
        return Part("published", 0.5, "reported within days of each other")
    return Part("published", -1.5, f"reported {apart.days} days apart")


def _place(one: Facts, other: Facts) -> Part | str | None:
    if one.spot is None or other.spot is None:
        return None
    here, there = sorted((one.spot, other.spot), key=lambda spot: (spot.name, spot.id or "", spot.radius))
    if here.country and there.country and here.country != there.country:
        return f"{here.country} and {there.country} are different countries"
    if here.id is not None and here.id == there.id:
        return Part("place", 1.0 if here.coarse or there.coarse else 3.0, f"both at {here.name}")
    if here.point is None or there.point is None:
        return _names(here, there)
    apart = distance_km(here.point, there.point)
    reach = here.radius + there.radius
    if here.coarse or there.coarse:
        return (
            Part("place", 0.5, f"{apart:.0f} km apart, one is an area") if apart <= reach else f"{apart:.0f} km apart"
        )
    if apart <= max(reach / 2, 5.0):
        return Part("place", 3.0, f"{apart:.0f} km apart")
    if apart <= reach:
        return Part("place", 1.0, f"{apart:.0f} km apart")
    return f"{apart:.0f} km apart"


def _names(here: Spot, there: Spot) -> Part | None:
    if here.name == there.name:
        return Part("place", 0.5 if here.coarse or there.coarse else 2.5, f"the same name, {here.name}")
    if here.country and here.country == there.country:
        return Part("place", 0.0, "the same country")
    return None


def _actors(one: Facts, other: Facts) -> Part | str | None:
    """Different actors may be the dispute; but one speaker who names two tells of two acts, and so, mostly, do two
    who differ on what sort of act it was besides."""
    if opposed(one, other):
        return "who is hit in one acts in the other, on something else"
    same_type = one.claim.event == other.claim.event
    if may_act_as_one(one, other) and not one.actors & other.actors:
        return None
    part = _who("actor", one.actors, other.actors, -1.0 if same_type else -4.0)
    if part is not None and part.points < 0 and _one_speaker(one, other):
        return "one speaker names a different actor for each"
    return part


def _one_speaker(one: Facts, other: Facts) -> bool:
    speakers = [facts.claim.holder[-1].name if facts.claim.holder else None for facts in (one, other)]
    return one.claim.document == other.claim.document and speakers[0] == speakers[1]


def _targets(one: Facts, other: Facts) -> Part | None:
    return _who("target", one.targets, other.targets, -0.5)


def _who(what: str, one: frozenset[str], other: frozenset[str], apart: float) -> Part | None:
    if not one or not other:
        return None
    shared = sorted(one & other)
    if shared:
        return Part(what, 1.0, shared[0].removeprefix("words:"))
    if any(name.startswith("words:") for name in (*one, *other)):
        return None
    return Part(what, apart, "different ones are named")


def _harm(one: Facts, other: Facts) -> Part | None:
    points, told = 0.0, []
    for what, here, there in (("killed", one.killed, other.killed), ("injured", one.injured, other.injured)):
        if here is None or there is None:
            continue
        if overlap(here, there):
            points += 1.0 if here == there and here[0] > 2 else 0.5
            told.append(f"{what}: the figures fit")
        else:
            told.append(f"{what}: the figures differ")
    return Part("harm", points, "; ".join(told)) if told else None


def _document(one: Facts, other: Facts) -> Part | None:
    """One text speaks of one thing at length; but each date that it gives may open another."""
    both_dated = all(facts.when is not None and facts.told is not TimeBasis.INHERITED for facts in (one, other))
    placed = one.spot is not None and other.spot is not None
    if one.claim.document == other.claim.document and (placed or not both_dated):
        return Part("document", SAME_DOCUMENT, "told in the same text")
    return None


COMPARED: tuple[tuple[str, Callable[[Facts, Facts], Part | str | None]], ...] = (
    ("event", _event),
    ("time", _time),
    ("place", _place),
    ("actor", _actors),
    ("target", _targets),
    ("harm", _harm),
    ("document", _document),
)


def overlap(one: tuple[int, int | None], other: tuple[int, int | None]) -> bool:
    """Whether two ranges of a count share a number; an upper end of None is open."""
    high = min(end for end in (one[1], other[1], float("inf")) if end is not None)
    return max(one[0], other[0]) <= high
