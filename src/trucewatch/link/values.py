"""Values: what a claim says field by field, and whether two values can both be true of one occurrence.

Silence is no value. Ranges that overlap, places within each other's reach and words for an actor that nobody has
resolved do not contradict each other: a dispute needs two values that cannot both hold.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from trucewatch.knowledge.ontology import EFFECTS, event_types, kinship, label_of
from trucewatch.link.facts import NIGHT, Facts, distance_km, overlap, things_named
from trucewatch.link.remarks import meant
from trucewatch.records.actors import Actor
from trucewatch.records.claims import ClaimKind, Count, Participant

COUNTS = frozenset({"killed", "injured"})
FIELDS = ("event", "actor", "target", "place", "time", "killed", "injured", "intent")


UNSURE = 1e12
"""Seconds: more than any time told."""


@dataclass(frozen=True)
class Value:
    """One field of one claim: in words, with the facts that it was read from."""

    field: str
    words: str
    facts: Facts

    def figure(self) -> tuple[int, int | None] | None:
        """Lowest and highest of a count; None for a field that is no count, and for a count without bounds."""
        count = getattr(self.facts, self.field) if self.field in COUNTS else None
        return count if count is not None and count[1] is not None else None


def values_of(facts: Facts, actors: Mapping[str, Actor]) -> list[Value]:
    """The fields that a claim speaks of, in the order of `FIELDS`."""
    claim, harm = facts.claim, facts.claim.harm
    if claim.kind is ClaimKind.INTENT:
        words = f"not “{claim.trigger.quote}”" if claim.negated else f"“{claim.trigger.quote}”"
        return [Value("intent", words, facts)]
    told = {
        "event": label_of(claim.event),
        "actor": _name(claim.actor, actors),
        "target": _name(claim.target, actors),
        "place": _place(facts),
        "time": time_words(claim.time.begin, claim.time.finish) if claim.time else None,
        "killed": _count(harm.killed) if harm else None,
        "injured": _count(harm.injured) if harm else None,
    }
    return [Value(field, words, facts) for field, words in told.items() if words]


def time_words(begin: str | None, finish: str | None) -> str | None:
    """A time range as text, None where nothing is known."""
    if begin is None or finish is None or begin == finish:
        return begin or finish
    return f"{begin} to {finish}"


def agree(one: Value, other: Value) -> bool:
    """Whether two values of one field can both hold."""
    return one.words == other.words or _AGREE[one.field](one.facts, other.facts)


def finer(one: Value, other: Value) -> Value:
    """Of two values that agree, the one that says more; the first where neither does."""
    return other if _FINENESS[one.field](other.facts) > _FINENESS[one.field](one.facts) else one


def overtakes(later: Value, earlier: Value) -> bool:
    """Whether a count told later takes the place of one it need not contradict: "at least 80", then 83.

    A vaguer count ("dozens", after 62) does not, nor does one of other people.
    """
    if earlier.field not in COUNTS or counts_others(later, earlier):
        return False
    before, after = (getattr(value.facts, value.field) for value in (earlier, later))
    return before is not None and after is not None and before != after and not _covers(after, before)


def _covers(wide: tuple[int, int | None], narrow: tuple[int, int | None]) -> bool:
    inside = wide[1] is None or (narrow[1] is not None and narrow[1] <= wide[1])
    return wide[0] <= narrow[0] and inside


def counts_others(one: Value, other: Value) -> bool:
    """Whether two values of one field count different people."""
    if one.field not in COUNTS:
        return False
    here, there = (getattr(value.facts.claim.harm, one.field, None) for value in (one, other))
    return here is not None and there is not None and _counts_others(here, there)


def _name(who: Participant | None, actors: Mapping[str, Actor]) -> str | None:
    if who is None:
        return None
    if who.actor is not None:
        return actors[who.actor].name if who.actor in actors else who.name
    return f"“{who.name}”"


def _place(facts: Facts) -> str | None:
    place = facts.claim.place
    if place is None:
        return None
    return f"{place.relation} {place.name}" if place.relation else place.name


def _count(count: Count | None) -> str | None:
    if count is None:
        return None
    return f"{count.span.quote} {count.of}" if count.of and count.of not in count.span.quote else count.span.quote


def _same_event(one: Facts, other: Facts) -> bool:
    return kinship(one.claim.event, other.claim.event) in ("same", "finer", "effect")


def _who(one: frozenset[str], other: frozenset[str]) -> bool:
    unresolved = any(name.startswith("words:") for name in (*one, *other))
    return unresolved or bool(one & other)


def _same_place(one: Facts, other: Facts) -> bool:
    if one.spot is None or other.spot is None or one.spot.point is None or other.spot.point is None:
        return True
    return distance_km(one.spot.point, other.spot.point) <= one.spot.radius + other.spot.radius


def _same_time(one: Facts, other: Facts) -> bool:
    if one.when is None or other.when is None or one.unsure or other.unsure:
        return True
    return max(one.when[0], other.when[0]) - min(one.when[1], other.when[1]) <= NIGHT


def _harm(which: str) -> Callable[[Facts, Facts], bool]:
    def figures_fit(one: Facts, other: Facts) -> bool:
        here = getattr(one.claim.harm, which) if one.claim.harm else None
        there = getattr(other.claim.harm, which) if other.claim.harm else None
        if here is None or there is None:
            return True
        return _counts_others(here, there) or overlap((here.low, here.high), (there.low, there.high))

    return figures_fit


def _counts_others(here: Count, there: Count) -> bool:
    """Whether two counts are of different people: "soldiers" and "servicemen" are the same, "children" a part."""
    if here.of is None or there.of is None or here.of.casefold() == there.of.casefold():
        return False
    one, other = things_named(f"{here.of} {here.span.quote}"), things_named(f"{there.of} {there.span.quote}")
    return not one & other


def _same_intent(one: Facts, other: Facts) -> bool:
    """A mistake was not deliberate; of words that tell neither only the same, once denied, contradict each other."""
    here, there = meant(one), meant(other)
    if here is not None and there is not None:
        return here == there
    same_words = one.claim.trigger.quote.casefold() == other.claim.trigger.quote.casefold()
    return not same_words or one.claim.negated == other.claim.negated


def _event_depth(facts: Facts) -> float:
    """How far down the type stands; one that names an effect alone says less than one that names the act."""
    known = event_types().get(facts.claim.event)
    return (float(len(known.ancestors)) if known else -1.0) - 0.5 * (facts.claim.event in EFFECTS)


def _known(who: Participant | None) -> float:
    return 0.0 if who is None or who.actor is None else 1.0


def _time_fineness(facts: Facts) -> float:
    """A time that may be another's says less than any that is the claim's own."""
    if facts.when is None:
        return float("-inf")
    length = (facts.when[1] - facts.when[0]).total_seconds()
    return -length - (UNSURE if facts.unsure else 0.0)


def _place_fineness(facts: Facts) -> float:
    if facts.spot is None or facts.spot.point is None:
        return float("-inf")
    return -facts.spot.radius


def _equally(_: Facts) -> float:
    return 0.0


_AGREE: dict[str, Callable[[Facts, Facts], bool]] = {
    "event": _same_event,
    "actor": lambda one, other: _who(one.actors, other.actors),
    "target": lambda one, other: _who(one.targets, other.targets),
    "place": _same_place,
    "time": _same_time,
    "killed": _harm("killed"),
    "injured": _harm("injured"),
    "intent": _same_intent,
}
_FINENESS: dict[str, Callable[[Facts], float]] = {
    "event": _event_depth,
    "actor": lambda facts: _known(facts.claim.actor),
    "target": lambda facts: _known(facts.claim.target),
    "place": _place_fineness,
    "time": _time_fineness,
    "killed": _equally,
    "injured": _equally,
    "intent": _equally,
}
