"""Relations: recurrences and tallies bear on incidents and are no part of them.

"The second time in a year" ties an incident to those before it that the same text tells of; a count over a window
("35 air strikes since Monday") may count every such act in the window. Neither adds an occurrence or an origin.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence

from trucewatch.knowledge.ontology import family_of, kinship
from trucewatch.link.facts import distance_km, identities, spot_of
from trucewatch.records.actors import Actor, side_of
from trucewatch.records.calendar import extent
from trucewatch.records.claims import Claim, Participant, Tally
from trucewatch.records.documents import Document
from trucewatch.records.incidents import Incident, Relation, RelationKind

BREACHES = frozenset({"truce_breached"})
"""A count of breaches may count any act of these families."""
BREACHING = frozenset({"violence", "obstruction", "military"})


def related(
    incidents: Sequence[Incident],
    claims: Sequence[Claim],
    tallies: Sequence[Tally],
    actors: Mapping[str, Actor],
    documents: Sequence[Document] = (),
) -> tuple[Incident, ...]:
    """The incidents, each with the recurrences and tallies that bear on it.

    A window that is still open ("since Monday") ends on the day its document came out; where that is unknown the
    tally bears on nothing.
    """
    found: dict[str, list[Relation]] = defaultdict(list)
    _recurrences(incidents, {claim.id: claim for claim in claims}, found)
    _tallies(incidents, tallies, actors, {one.id: one.published for one in documents}, found)
    return tuple(
        one.model_copy(update={"relations": tuple(sorted(told, key=lambda rel: (rel.kind, rel.claim)))})
        if (told := found.get(one.id))
        else one
        for one in incidents
    )


def _recurrences(incidents: Sequence[Incident], claims: Mapping[str, Claim], found: dict[str, list[Relation]]) -> None:
    beside: dict[str, list[Incident]] = defaultdict(list)
    for incident in incidents:
        for document in incident.documents:
            beside[document].append(incident)
    for incident in incidents:
        for claim in (claims[name] for name in incident.claims if name in claims):
            if claim.recurs is not None:
                earlier = [one.id for one in beside[claim.document] if _is_before(one, incident)]
                relation = Relation(
                    kind=RelationKind.RECURRENCE,
                    claim=claim.id,
                    words=claim.recurs.quote,
                    incidents=tuple(sorted(earlier)),
                )
                found[incident.id].append(relation)


def _is_before(one: Incident, other: Incident) -> bool:
    """Whether an incident of such a kind, by somebody who may be the same, was before another."""
    first, second = extent(one.begin, one.finish), extent(other.begin, other.finish)
    if one.id == other.id or first is None or second is None or first[1] > second[0]:
        return False
    people = not one.actors or not other.actors or bool(set(one.actors) & set(other.actors))
    return people and kinship(one.event, other.event) in ("same", "finer")


def _tallies(
    incidents: Sequence[Incident],
    tallies: Sequence[Tally],
    actors: Mapping[str, Actor],
    published: Mapping[str, str | None],
    found: dict[str, list[Relation]],
) -> None:
    """Incidents that are known to lie in a tally's window, by day."""
    dated = [(span, one) for one in incidents if (span := extent(one.begin, one.finish)) is not None]
    dated.sort(key=lambda pair: (pair[0], pair[1].id))
    starts = [span[0] for span, _ in dated]
    for tally in tallies:
        until = tally.window.finish or published.get(tally.document) if tally.window else None
        window = extent(tally.window.begin, until) if tally.window and tally.window.begin and until else None
        if window is None:
            continue
        for span, incident in dated[bisect_left(starts, window[0]) : bisect_right(starts, window[1])]:
            if span[1] <= window[1] and _may_count(tally, incident, actors):
                words = tally.span.quote
                found[incident.id].append(Relation(kind=RelationKind.TALLY, claim=tally.id, words=words))


def _may_count(tally: Tally, incident: Incident, actors: Mapping[str, Actor]) -> bool:
    breaches = tally.event in BREACHES and family_of(incident.event) in BREACHING
    if not breaches and kinship(tally.event, incident.event) not in ("same", "finer", "effect"):
        return False
    if not _may_be(tally.actor, incident.actors, actors) or not _may_be(tally.target, incident.targets, actors):
        return False
    spot = spot_of(tally.place) if tally.place is not None else None
    if spot is None or spot.point is None or incident.lat is None or incident.lon is None:
        return True
    return distance_km(spot.point, (incident.lat, incident.lon)) <= spot.radius


def _may_be(who: Participant | None, named: Sequence[str], actors: Mapping[str, Actor]) -> bool:
    """Whether a tally's participant may be one of those named: silence and unresolved words rule nothing out."""
    told = {name for name in identities(who, actors) if not name.startswith("words:")}
    return not told or not named or bool(told & {body for name in named for body in (name, side_of(name, actors))})
