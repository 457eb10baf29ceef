"""Tellings: the version of one incident that each origin gives, and where the versions cannot both hold.

What one origin said before and changed later is its revision, not a dispute; what it does not speak of is silence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from trucewatch.link.facts import Facts, denies
from trucewatch.link.headings import summed_up
from trucewatch.link.origins import Origins
from trucewatch.link.pastwords import Past, past_words, published
from trucewatch.link.values import FIELDS, Value, agree, counts_others, finer, overtakes, values_of
from trucewatch.records.actors import Actor, ActorKind
from trucewatch.records.base import content_id
from trucewatch.records.claims import ClaimKind, Force
from trucewatch.records.documents import Document
from trucewatch.records.incidents import Dispute, Origin, Telling, TellingValue
from trucewatch.records.times import TimeBasis

Documents = Mapping[str, Document]
Actors = Mapping[str, Actor]
STRENGTH = (Force.RETRACTS, Force.CONCEDES, Force.ANNOUNCES, Force.ASSERTS, Force.ALLEGES)


@dataclass(frozen=True)
class Version:
    """One origin's telling with what it was read from: the standing values by field, those given up, the claims."""

    origin: Origin
    facts: tuple[Facts, ...]
    values: dict[str, tuple[Value, ...]]
    revised: tuple[Value, ...]
    force: Force

    @property
    def denies(self) -> bool:
        """Whether this origin says that it did not happen."""
        return self.force in (Force.DENIES, Force.RETRACTS)

    @property
    def disowns(self) -> bool:
        """Whether this origin denies an act that is laid at its own door."""
        return any(denies(one) and self.owns(one) for one in self.facts)

    def owns(self, facts: Facts) -> bool:
        """Whether the claim is about an act of this origin's own side: one that may be another's is not owned."""
        return self.origin.id in facts.doers or (self.origin.side is not None and self.origin.side in facts.doers)

    def record(self, documents: Documents) -> Telling:
        """This version as a telling."""
        claims = sorted({one.claim.id for one in self.facts})
        return Telling(
            id=content_id("tell", [self.origin.id, min(claims)]),
            origin=self.origin,
            force=self.force,
            values=tuple(_told(field, values) for field in FIELDS if (values := self.values.get(field))),
            revised=tuple(_merged(self.revised)),
            claims=tuple(claims),
            documents=tuple(sorted({one.claim.document for one in self.facts})),
        )


def versions(group: Sequence[Facts], origins: Origins, documents: Documents, actors: Actors) -> list[Version]:
    """One version per origin, in the order of their ids.

    A heading that only sums up what its text attributes is no origin's: it goes to the telling of the one it sums up,
    or to none where nobody in the text says what it says.
    """
    by_origin: dict[str, list[Facts]] = defaultdict(list)
    known: dict[str, Origin] = {}
    summed = summed_up(group, documents)
    for one in group:
        speaking = summed[one.claim.id].lead if one.claim.id in summed else one
        if speaking is None:
            continue
        origin = origins.author(one.claim.document) if speaking.withdrawn else origins.of(speaking.claim)
        known.setdefault(origin.id, origin)
        by_origin[origin.id].append(one)
    past = past_words(by_origin, origins, documents, actors)
    return [_version(known[name], by_origin[name], summed, past, documents, actors) for name in sorted(by_origin)]


def disputes(tellings: Sequence[Version]) -> tuple[Dispute, ...]:
    """Fields on which two origins give values that cannot both hold, and whether it happened at all."""
    found = []
    happened = tuple(one.origin.id for one in tellings if not one.denies)
    denied = tuple(one.origin.id for one in tellings if one.denies)
    if happened and denied:
        found.append(Dispute(field="occurrence", values=(("reported", happened), ("denied", denied))))
    for field in FIELDS:
        told = [
            (one.origin.id, value)
            for one in tellings
            if not one.denies
            for value in one.values.get(field, ())
            if not (field == "actor" and one.owns(value.facts) and _names_alliance(one, tellings))
        ]
        apart = [(a, one) for a, one in told if any(a != b and not agree(one, other) for b, other in told)]
        if apart:
            found.append(Dispute(field=field, values=_by_words(apart)))
    return tuple(found)


def _names_alliance(owner: Version, tellings: Sequence[Version]) -> bool:
    """Whether others name an alliance for what an origin owns: its part in the act is no other act."""
    return any(facts.alliance for one in tellings if one is not owner for facts in one.facts)


def agreed(tellings: Sequence[Version], field: str) -> Value | None:
    """The finest value of a field where no two tellings dispute it; None where they do or none speaks of it."""
    told = [value for one in tellings if not one.denies for value in one.values.get(field, ())]
    told = told or [value for one in tellings for value in one.values.get(field, ())]
    if not told or any(not agree(first, second) for first in told for second in told):
        return None
    best = told[0]
    for value in told[1:]:
        best = finer(best, value)
    return best


def agreed_time(tellings: Sequence[Version]) -> tuple[str | None, str | None]:
    """When it happened, as begin and finish: the finest time that tellings agree on, a night apart counting as both."""
    best = agreed(tellings, "time")
    if best is None or best.facts.when is None:
        return None, None
    told = [value.facts for one in tellings if not one.denies for value in one.values.get("time", ())]
    apart = [facts for facts in told if facts.told is TimeBasis.STATED and not _overlap(facts, best.facts)]
    first = min((best.facts, *apart), key=lambda facts: facts.when[0] if facts.when else datetime.max)
    last = max((best.facts, *apart), key=lambda facts: facts.when[1] if facts.when else datetime.min)
    begin, finish = first.claim.time, last.claim.time
    return begin.begin if begin else None, (finish.finish or finish.begin) if finish else None


def _overlap(one: Facts, other: Facts) -> bool:
    if one.when is None or other.when is None:
        return True
    return one.when[0] < other.when[1] and other.when[0] < one.when[1]


def _version(
    origin: Origin,
    facts: Sequence[Facts],
    summed: Container[str],
    past: Past,
    documents: Documents,
    actors: Actors,
) -> Version:
    ordered = sorted(facts, key=lambda one: (published(one, documents), one.claim.id))
    current: dict[str, tuple[Value, ...]] = {}
    revised = [value for (_, _), (whose, value) in past.items() if whose == origin.id]
    said = [one for one in ordered if one.claim.id not in summed]
    for value in _standing(said, past, actors):
        current[value.field] = _take(current.get(value.field, ()), value, revised, documents)
    if not current:
        current = _fallback(said, past, actors)
    heads = [one for one in ordered if one.claim.id in summed]
    current = _filled(current, _standing(heads, past, actors), documents)
    revised.sort(key=lambda value: (published(value.facts, documents), value.facts.claim.id))
    return Version(origin, tuple(ordered), current, tuple(revised), _force(said, documents))


def _standing(ordered: Iterable[Facts], past: Past, actors: Actors) -> Iterator[Value]:
    """The values that claims give of what they say happened, those that do not stand any more left out."""
    for one in ordered:
        if denies(one) and one.claim.kind is not ClaimKind.INTENT:
            continue
        yield from (value for value in values_of(one, actors) if (one.claim.id, value.field) not in past)


def _filled(
    said: dict[str, tuple[Value, ...]], heads: Iterable[Value], documents: Documents
) -> dict[str, tuple[Value, ...]]:
    """What an origin said, and of what it did not speak of the words of headings; who did it is never a heading's."""
    filled = dict(said)
    for value in heads:
        if value.field not in said and value.field != "actor":
            filled[value.field] = _take(filled.get(value.field, ()), value, [], documents)
    return filled


def _fallback(ordered: Sequence[Facts], past: Past, actors: Actors) -> dict[str, tuple[Value, ...]]:
    """What an origin that only denies speaks of."""
    told = (value for one in ordered for value in values_of(one, actors))
    return {value.field: (value,) for value in told if (value.facts.claim.id, value.field) not in past}


def _take(held: tuple[Value, ...], value: Value, revised: list[Value], documents: Documents) -> tuple[Value, ...]:
    """Hold the newer value; what it cannot stand beside is revised if it was published earlier, else held too."""
    kept: list[Value] = []
    for old in held:
        earlier = published(old.facts, documents) < published(value.facts, documents)
        if counts_others(old, value):
            kept.append(old)
        elif earlier and (overtakes(value, old) or not agree(old, value)):
            revised.append(old)
        elif agree(old, value):
            value = finer(old, value)
        else:
            kept.append(old)
    return (*kept, value)


def _force(ordered: Sequence[Facts], documents: Documents) -> Force:
    """The stance of the latest document: strongest first; a denial only where nothing beside it says otherwise."""
    occurrences = [one for one in ordered if one.claim.kind is not ClaimKind.INTENT] or list(ordered)
    last = published(occurrences[-1], documents)
    latest = [one for one in occurrences if published(one, documents) == last]
    affirming = [one.claim.force for one in latest if not denies(one)]
    if not affirming:
        return Force.RETRACTS if any(one.claim.force is Force.RETRACTS for one in latest) else Force.DENIES
    return next((force for force in STRENGTH if force in affirming), Force.ASSERTS)


def _told(field: str, values: Sequence[Value]) -> TellingValue:
    words = sorted({value.words for value in values})
    claims = tuple(sorted({value.facts.claim.id for value in values}))
    return TellingValue(field=field, value="; ".join(words), claims=claims)


def _merged(values: Sequence[Value]) -> list[TellingValue]:
    found: dict[tuple[str, str], set[str]] = {}
    for value in values:
        found.setdefault((value.field, value.words), set()).add(value.facts.claim.id)
    return [TellingValue(field=field, value=words, claims=tuple(sorted(ids))) for (field, words), ids in found.items()]


def _by_words(told: Sequence[tuple[str, Value]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each value in words with its origins; one figure told in several words stands once, in the words most used."""
    found: dict[object, list[tuple[str, str]]] = {}
    for origin, value in told:
        figure = value.figure()
        found.setdefault(value.words if figure is None else figure, []).append((value.words, origin))
    rows = []
    for pairs in found.values():
        words = [word for word, _ in pairs]
        best = min(set(words), key=lambda word: (-words.count(word), len(word), word))
        rows.append((best, tuple(sorted({origin for _, origin in pairs}))))
    return tuple(sorted(rows))


def is_monitor(origin: Origin) -> bool:
    """Whether the origin is a monitor speaking for itself."""
    return origin.kind is ActorKind.MONITOR
