"""Echoes: what a text says of an act right after telling of it ("… killing six") belongs to that act."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence

from trucewatch.knowledge.ontology import EFFECTS, finest, kinship
from trucewatch.link.cluster import cluster
from trucewatch.link.facts import Facts, denies
from trucewatch.link.reasons import explain
from trucewatch.records.places import PlacePrecision
from trucewatch.records.times import TimeBasis

Group = list[Facts]
_PRONOUN = re.compile(r"\s+(?:them|him|her|it)\b", re.IGNORECASE)
MEANS = {"air_strike": frozenset({"overflight"}), "drone_strike": frozenset({"overflight"})}
"""What an act cannot be done without: who says that none of it was denies the act told right before."""
POINTING = frozenset({"denial.of_what_was_told", "accusation.of_what_was_told"})
"""Rules of claims that are another claim of their text, denied or laid at somebody's door."""
ECHO = 300
"""Characters: about two sentences."""
FAR_ECHO = 1200
"""Characters within which the very same word takes up an act told before."""


def by_document(facts: Sequence[Facts]) -> dict[str, list[Facts]]:
    """Claims by the document that tells them, each in the order given."""
    found: dict[str, list[Facts]] = defaultdict(list)
    for one in facts:
        found[one.claim.document].append(one)
    return dict(found)


def with_echoes(facts: Sequence[Facts], clusters: Mapping[str, str]) -> list[Group]:
    """Cluster, with what a text says of an act right after telling of it put to that act."""
    echoes = _echoed(facts)
    groups = cluster([one for one in facts if one.claim.id not in echoes], clusters)
    home = {one.claim.id: number for number, group in enumerate(groups) for one in group}
    for one in facts:
        source = one
        while source.claim.id in echoes:
            source = echoes[source.claim.id]
        if source is not one:
            named = _names_who(one, source) and one.told is TimeBasis.INHERITED
            groups[home[source.claim.id]].append(one.undated() if named else one)
    return groups


def _echoed(facts: Sequence[Facts]) -> dict[str, Facts]:
    """For each claim that takes up another of its text, that other."""
    echoes: dict[str, Facts] = {}
    beside = {name: sorted(told, key=_position) for name, told in by_document(facts).items()}
    for one in facts:
        here = beside[one.claim.document]
        first = bisect_left(here, one.claim.trigger.start - FAR_ECHO, key=_position)
        last = bisect_left(here, one.claim.trigger.start, key=_position)
        before = [other for other in here[first:last] if _echoes(one, other) or _points_to(one, other)]
        before = [other for other in before if _same_word(one, other)] or before
        if before:
            echoes[one.claim.id] = max(before, key=lambda other: (other.claim.trigger.start, other.claim.id))
    return echoes


def _points_to(one: Facts, other: Facts) -> bool:
    """Of one document: whether `one` was made of `other`: a denial or an accusation with no act of its own."""
    one_hit, other_hit = one.claim.target, other.claim.target
    if one.claim.event in MEANS.get(other.claim.event, ()) and denies(one) and not denies(other):
        return one.claim.trigger.start - other.claim.trigger.start <= ECHO and not _has_own_setting(one, other)
    return (
        one.claim.rule in POINTING
        and other.claim.rule not in POINTING
        and one.claim.event == other.claim.event
        and (one_hit.span if one_hit else None) == (other_hit.span if other_hit else None)
        and (one.spot is None or other.spot is None or one.spot.name == other.spot.name)
    )


def _position(one: Facts) -> int:
    return one.claim.trigger.start


def _same_word(one: Facts, other: Facts) -> bool:
    """Whether both use one word for the act: "the raid" takes up a raid rather than what else was told."""
    return one.claim.trigger.quote.casefold() == other.claim.trigger.quote.casefold()


def _echoes(one: Facts, other: Facts) -> bool:
    """Of one document: whether `one` is soon after `other`, on such an act, without time, place or actor of its own."""
    distance = one.claim.trigger.start - other.claim.trigger.start
    return (
        (0 < distance <= ECHO or (0 < distance <= FAR_ECHO and _same_word(one, other)))
        and not (other.bare and one.claim.event in EFFECTS)
        and not _has_own_setting(one, other)
        and denies(one) == denies(other)
        and (_takes_up(one.claim.event, other.claim.event) or _in_one_breath(one, other) or _names_who(one, other))
        and (_names_who(one, other) or not {n for n in one.actors if not n.startswith("words:")} - other.actors)
        and (compatible(one, other) or _names_who(one, other))
        and explain(one.undated() if _names_who(one, other) else one, other).ruled_out is None
    )


def _takes_up(event: str, before: str) -> bool:
    """Whether a type can name an act told of before: the same, a coarser one ("the attack"), or an effect."""
    if event in EFFECTS and before not in EFFECTS:
        return kinship(event, before) != "other"
    return event == before or (kinship(event, before) == "finer" and finest({event, before}) == [before])


def _names_who(one: Facts, other: Facts) -> bool:
    """Whether a claim says who did what was told before of nobody: "three were taken. … They abducted them"."""
    alike = kinship(one.claim.event, other.claim.event) != "other"
    said = one.claim.span.quote[one.claim.trigger.end - one.claim.span.start :]
    return alike and one.claim.target is None and not other.actors and _PRONOUN.match(said) is not None


def _in_one_breath(one: Facts, other: Facts) -> bool:
    """Whether one clause tells of both, of the same known actor, and one is a kind of the other: "stormed and took"."""
    known = {name for name in one.actors & other.actors if not name.startswith("words:")}
    return (
        bool(known)
        and one.claim.span.overlaps(other.claim.span)
        and kinship(one.claim.event, other.claim.event) == "finer"
    )


def _has_own_setting(one: Facts, other: Facts) -> bool:
    """Whether a claim brings a time or place that it does not share, word for word, with one told before."""
    place, time = one.claim.place, one.claim.time
    somewhere = place is not None and place.precision is not PlacePrecision.COUNTRY
    if somewhere and place is not None and other.claim.place is not None and place.span == other.claim.place.span:
        somewhere = False
    before = other.claim.time.expression if other.claim.time else None
    own = time is not None and (time.expression is None or time.expression != before)
    return somewhere or (one.when is not None and one.told is TimeBasis.STATED and own)


def compatible(one: Facts, other: Facts) -> bool:
    """Whether nobody is named on one side who is not on the other, and the events are of one kind."""
    if kinship(one.claim.event, other.claim.event) == "other":
        return False
    return all(
        not here or not there or bool(here & there) or any(name.startswith("words:") for name in (*here, *there))
        for here, there in ((one.actors, other.actors), (one.targets, other.targets))
    )
