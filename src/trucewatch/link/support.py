"""Support: what stands behind an incident, and the grade that follows (DESIGN.md, "Support").

The rules look at origins, sides and stances alone, never at who they are: exchange the parties' names and the same
grades come out, exchanged. Airwars' words: confirmed, fair, weak, contested, discounted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from trucewatch.knowledge.ontology import family_of
from trucewatch.link.facts import denies
from trucewatch.link.tellings import Version, is_monitor
from trucewatch.link.values import agree
from trucewatch.records.actors import ActorKind
from trucewatch.records.claims import ClaimKind
from trucewatch.records.incidents import Dependence, Grade, Origin, Support
from trucewatch.records.reliance import NOT_CHECKED, is_relied_on

ADVERSE_FAMILIES = frozenset({"violence", "obstruction", "military"})
"""Acts that it costs something to own. Who says of itself that it delivered or withdrew concedes nothing."""
NO_FIGHTERS = frozenset({ActorKind.MEDIA, ActorKind.MONITOR, ActorKind.AID, ActorKind.ANONYMOUS})
BLAME = "accusation.of_what_was_told"
"""The rule of a claim that lays at somebody's door what the same text tells on another's word."""
RESTING = frozenset({Grade.CONFIRMED, Grade.FAIR})
"""Grades that rest on claims which are sure, or which a person has accepted."""
CREDITED = frozenset({"withdrawal"})


@dataclass(frozen=True)
class Stances:
    """The origins of an incident by what they say of it; unresolved ones stand apart.

    `fighting` are those who act or are hit in any of the record's violence: their word has standing in what the others
    are said to have done.
    """

    supporting: tuple[Version, ...]
    against: tuple[Version, ...]
    conceding: tuple[Version, ...]
    monitors: tuple[Version, ...]
    unresolved: tuple[Version, ...]
    fighting: frozenset[str] = frozenset()


def support_of(tellings: Sequence[Version], fighting: frozenset[str] = frozenset()) -> Support:
    """The origins by role, the grade, and the reasons for it.

    `independent` is one resolved origin for each side that says it happened, and `voices` are all of them, the
    conceding ones among them; `against` are those that deny it or their part in it.
    """
    stances = replace(_stances(tellings), fighting=fighting)
    telling = tuple(one for one in stances.supporting if _bears_out(one, stances.supporting))
    grade, reasons = _grade(stances)
    unchecked = tuple(one for one in stances.supporting if not _is_sure(one))
    if unchecked and grade in RESTING:
        grade, reasons = _without(unchecked, stances)
    if stances.unresolved:
        count = len(stances.unresolved)
        reasons = (*reasons, f"{count} origin(s) whose dependence cannot be told are not counted")
    return Support(
        independent=_sides(telling),
        voices=_ids(telling),
        unchecked=_ids(unchecked),
        sure=any(_is_sure(one) for one in tellings if not one.denies),
        against=_ids(stances.against),
        conceded=_ids(stances.conceding),
        monitors=_ids(stances.monitors),
        unresolved=_ids(stances.unresolved),
        documents=len({one.claim.document for version in tellings for one in version.facts}),
        grade=grade,
        reasons=reasons,
    )


def _stances(tellings: Sequence[Version]) -> Stances:
    resolved = [one for one in tellings if one.origin.dependence is Dependence.INDEPENDENT and _on_occurrence(one)]
    against = tuple(one for one in resolved if one.denies or one.disowns)
    supporting = tuple(one for one in resolved if not one.denies and not one.disowns)
    return Stances(
        supporting=supporting,
        against=against,
        conceding=tuple(one for one in supporting if _concedes(one)),
        monitors=tuple(one for one in resolved if is_monitor(one.origin)),
        unresolved=tuple(one for one in tellings if one.origin.dependence is Dependence.UNRESOLVED),
    )


def _without(unchecked: Sequence[Version], stances: Stances) -> tuple[Grade, tuple[str, ...]]:
    """The grade that those give of whose word something is sure; what else was read is told, and counts for nothing."""
    left = f"{NOT_CHECKED}: {_names(unchecked)}"
    names = set(_ids(unchecked))
    supporting = tuple(one for one in stances.supporting if one.origin.id not in names)
    if not supporting:
        return Grade.WEAK, (left,)
    conceding = tuple(one for one in stances.conceding if one.origin.id not in names)
    grade, reasons = _grade(replace(stances, supporting=supporting, conceding=conceding))
    return grade, (*reasons, left)


def _is_sure(version: Version) -> bool:
    """Whether an origin says that it happened in a claim that can be relied on; of the actor, in one that names it."""
    told = [one for one in version.facts if one.claim.kind is ClaimKind.OCCURRENCE and not denies(one)]
    own = [one for one in told if version.owns(one)]
    return any(is_relied_on(one.claim) for one in own or told)


def _grade(stances: Stances) -> tuple[Grade, tuple[str, ...]]:
    """The rules in their order; the first that holds gives the grade."""
    supporting, against = stances.supporting, stances.against
    telling = tuple(one for one in supporting if _bears_out(one, supporting)) or supporting
    if stances.conceding:
        return Grade.CONFIRMED, (f"owned or conceded by {_names(stances.conceding)}",)
    if not supporting:
        return _without_support(stances)
    parties = _parties(stances)
    sides = {side_of(one.origin) for one in telling}
    outside = sides - parties
    if _differ_on_who(supporting):
        return Grade.CONTESTED, (f"different actors are named: {_names(supporting)}", "nobody independent settles it")
    involved = parties | stances.fighting
    if _who_is_open(supporting, against) and _with_standing(supporting, involved):
        return _contested(supporting, against)
    if len(sides) >= 2 and outside and all(_bare(one) for one in against):
        denial = (f"no more than a bare denial against: {_names(against)}",) if against else ()
        return Grade.FAIR, (f"{len(sides)} independent sides: {_names(telling)}", *denial)
    if _with_standing(supporting, involved) and _with_standing(against, involved):
        return _contested(supporting, against)
    denial = (f"denied by {_names(against)}",) if against else ()
    if len(telling) == 1:
        return Grade.WEAK, (f"one origin: {_names(telling)}", *denial)
    if len(sides) == 1:
        return Grade.WEAK, (f"all origins are of one side: {_names(telling)}", *denial)
    return Grade.WEAK, (f"none of the origins stands apart from those involved: {_names(telling)}", *denial)


def _bears_out(version: Version, supporting: Sequence[Version]) -> bool:
    """Whether an origin's telling is one more for it: not its mere blame, nor words of the accused that name no doer.

    "Azerbaijan said all attacks were beaten back" speaks of the other side's attacks, and bears out none of its own.
    """
    if _only_blames(version):
        return False
    accused = {doer for other in supporting if other is not version for facts in other.facts for doer in facts.doers}
    own = {version.origin.id, side_of(version.origin)}
    return own.isdisjoint(accused) or any(facts.doers for facts in version.facts)


def _only_blames(version: Version) -> bool:
    """Whether an origin says no more than who did what somebody else tells: that it happened rests on the other."""
    return all(one.claim.rule == BLAME for one in version.facts)


def _who_is_open(supporting: Sequence[Version], against: Sequence[Version]) -> bool:
    """Whether the accused deny their part, and fewer than two sides besides lay the act at their door."""
    for denial in against:
        accused = {denial.origin.id, side_of(denial.origin)}
        naming = {side_of(one.origin) for one in supporting if any(accused & facts.doers for facts in one.facts)}
        silent = {side_of(one.origin) for one in supporting} - naming
        if denial.disowns and silent and len(naming) < 2:
            return True
    return False


def _differ_on_who(supporting: Sequence[Version]) -> bool:
    """Whether resolved accounts name actors that cannot be the same."""
    told = [value for one in supporting for value in one.values.get("actor", ())]
    return any(not agree(first, second) for first in told for second in told)


def _with_standing(versions: Sequence[Version], parties: set[str]) -> bool:
    """Whether one of them was involved, or monitors: a publisher's own word has no standing to contradict."""
    return any(is_monitor(one.origin) or {one.origin.id, side_of(one.origin)} & parties for one in versions)


def _without_support(stances: Stances) -> tuple[Grade, tuple[str, ...]]:
    retracted = [one for one in stances.against if one.force.value == "retracts"]
    if retracted:
        return Grade.DISCOUNTED, (f"withdrawn by {_names(retracted)}, and nobody else reports it",)
    if any(is_monitor(one.origin) for one in stances.against):
        told = f"denied by a monitor, and no origin that can be told reports it: {_names(stances.against)}"
        return Grade.DISCOUNTED, (told,)
    if stances.against:
        return Grade.WEAK, (f"only a denial can be traced to its origin: {_names(stances.against)}",)
    return Grade.WEAK, ("no origin that can be told apart reports it",)


def _contested(supporting: Sequence[Version], against: Sequence[Version]) -> tuple[Grade, tuple[str, ...]]:
    return Grade.CONTESTED, (
        f"reported by {_names(supporting)}",
        f"denied by {_names(against)}",
        "nobody independent settles it",
    )


def _parties(stances: Stances) -> set[str]:
    """The sides involved: those said to have acted or been acted on."""
    versions = (*stances.supporting, *stances.against)
    return {name for version in versions for one in version.facts for name in one.actors | one.targets}


def _bare(version: Version) -> bool:
    """Whether a denial gives nothing of its own: no other actor, no account of what happened instead."""
    return version.denies


def _concedes(version: Version) -> bool:
    """Whether the origin owns an act that is its own side's, and that it costs something to own."""
    if version.origin.kind in NO_FIGHTERS:
        return False
    return any(
        version.owns(one)
        and not one.actors & one.targets
        and one.claim.kind is ClaimKind.OCCURRENCE
        and family_of(one.claim.event) in ADVERSE_FAMILIES
        and one.claim.event not in CREDITED
        for one in version.facts
    )


def _on_occurrence(version: Version) -> bool:
    """Whether the origin speaks of the event at all, and not of its purpose alone."""
    return any(one.claim.kind is ClaimKind.OCCURRENCE for one in version.facts)


def side_of(origin: Origin) -> str:
    """The side that an origin speaks for; itself where it is on nobody's."""
    return origin.side or origin.id


def _sides(versions: Sequence[Version]) -> tuple[str, ...]:
    """One origin for each side: the one that answers for it, where it speaks itself, else the first by its id."""
    found: dict[str, str] = {}
    for one in sorted(versions, key=lambda version: (version.origin.id != side_of(version.origin), version.origin.id)):
        found.setdefault(side_of(one.origin), one.origin.id)
    return tuple(sorted(found.values()))


def _ids(versions: Sequence[Version]) -> tuple[str, ...]:
    return tuple(sorted(one.origin.id for one in versions))


def _names(versions: Sequence[Version]) -> str:
    return ", ".join(sorted(one.origin.name for one in versions))
