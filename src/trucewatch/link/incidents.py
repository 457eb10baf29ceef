"""Incidents: the claims about one occurrence, with its tellings, disputes and support.

Only claims that something happened, or did not, become incidents. What may or should happen, what is threatened or
asked, and counts over a window do not; a recurrence ("the second time in a year") is a word on the incidents that
the text tells of, not one more.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from trucewatch.knowledge.ontology import EFFECTS, INCIDENT_FAMILIES, family_of, finest, kinship
from trucewatch.link.cluster import cluster, twins_of
from trucewatch.link.facts import Facts, denies, facts_of, figures_of_speech
from trucewatch.link.match import match
from trucewatch.link.origins import Origins
from trucewatch.link.rulings import name_of, rule
from trucewatch.link.support import support_of
from trucewatch.link.tellings import Version, agreed, agreed_time, disputes, versions
from trucewatch.link.titles import title_of
from trucewatch.records.actors import Actor
from trucewatch.records.claims import Claim, ClaimKind, Force
from trucewatch.records.decisions import Decision
from trucewatch.records.documents import Document, Rejection, Source
from trucewatch.records.incidents import Incident
from trucewatch.records.places import PlacePrecision
from trucewatch.records.times import TimeBasis

UNREAL = frozenset({Force.PREDICTS, Force.THREATENS, Force.DEMANDS, Force.CONDITIONAL, Force.ASKS})
Group = list[Facts]
ECHO = 300
"""Characters: about two sentences."""
FAR_ECHO = 1200
"""Characters within which the very same word takes up an act told before."""


def link_claims(
    documents: Sequence[Document],
    claims: Sequence[Claim],
    sources: Mapping[str, Source],
    actors: Mapping[str, Actor],
    clusters: Mapping[str, str],
    decisions: Sequence[Decision] = (),
) -> tuple[Incident, ...]:
    """The incidents that claims are about.

    Args:
        documents, claims: of all documents, in any order: the order makes no difference.
        sources, actors: by id.
        clusters: document id → id of its cluster of copies.
        decisions: merges and splits by a person, in the order of the ledger; revoked ones left out.

    Returns:
        Incidents by first date (undated ones last), then id. An incident's id follows from its smallest claim id.
    """
    by_id = {document.id: document for document in documents}
    facts = [facts_of(claim, by_id.get(claim.document), actors) for claim in sorted(claims, key=lambda one: one.id)]
    facts = _one_time(facts, clusters)
    told = [one for one in facts if is_occurrence(one.claim)]
    beside = _by_document(told)
    happened = [one for one in told if not _is_participant(one, beside[one.claim.document])]
    beside = _by_document(happened)
    repeats = [one for one in happened if _is_covered_recurrence(one, beside[one.claim.document])]
    again = {one.claim.id for one in repeats}
    groups = _with_echoes([one for one in happened if one.claim.id not in again], clusters)
    purposes = [one for one in facts if one.claim.kind is ClaimKind.INTENT and one.claim.force not in UNREAL]
    groups = _speaking_of(groups, [*repeats, *purposes])
    ruled = {subject for decision in decisions for subject in decision.subjects}
    groups = [group for group in rule(groups, decisions) if _is_incident(group) or _names(group) & ruled]
    origins = Origins(documents, sources, actors, clusters)
    made = [_incident(group, origins, by_id, actors) for group in groups]
    return tuple(sorted(made, key=lambda one: (one.begin is None, one.begin or "", one.id)))


def _by_document(facts: Sequence[Facts]) -> dict[str, list[Facts]]:
    """Claims by the document that tells them, each in the order given."""
    found: dict[str, list[Facts]] = defaultdict(list)
    for one in facts:
        found[one.claim.document].append(one)
    return dict(found)


def is_occurrence(claim: Claim) -> bool:
    """Whether a claim is about something that happened, or did not."""
    return (
        claim.kind is ClaimKind.OCCURRENCE
        and claim.force not in UNREAL
        and not claim.rule.endswith(".habitual")  # what somebody often does is no one occurrence
        and family_of(claim.event) in INCIDENT_FAMILIES
        and not (claim.target is not None and figures_of_speech().search(claim.target.span.quote))
    )


def _names(group: Group) -> set[str]:
    """What a person's decision may call a group by."""
    return {name_of(group), *(one.claim.id for one in group)}


def left_out(claims: Sequence[Claim], incidents: Sequence[Incident]) -> tuple[Rejection, ...]:
    """Why an occurrence that is told is in no incident, for each such claim; the claim itself stays in the record."""
    linked = {name for incident in incidents for name in incident.claims}
    return tuple(_unlinked(claim) for claim in claims if is_occurrence(claim) and claim.id not in linked)


def _unlinked(claim: Claim) -> Rejection:
    if denies(facts_of(claim, None, {})):
        code, message = "incident.only-denied", "denied here, and nothing in the record tells that it happened"
    else:
        code, message = "incident.too-thin", "too little of when, where and who to tell it from other occurrences"
    return Rejection(code=code, message=message, where=claim.document, field=claim.id, quote=claim.trigger.quote)


def _is_incident(group: Group) -> bool:
    """Whether somebody says that it happened, and something tells it from other occurrences.

    A denial alone, or words with no time, no place and nobody named, stay claims of their documents.
    """
    happened = [one for one in group if one.claim.kind is ClaimKind.OCCURRENCE]
    return any(not denies(one) for one in happened) and not all(one.thin for one in happened)


def _one_time(facts: Sequence[Facts], clusters: Mapping[str, str]) -> list[Facts]:
    """Where copies of one sentence take their time from elsewhere and differ on it, none of them has one."""
    found = []
    for twins in twins_of(facts, clusters):
        differ = len({one.when for one in twins}) > 1
        found += [one.undated() if differ and one.unsure else one for one in twins]
    return sorted(found, key=lambda one: one.claim.id)


def _is_participant(one: Facts, others: Sequence[Facts]) -> bool:
    """Of one document: whether a trigger is but what another claim hits or acts with ("bombed the aid convoy")."""
    trigger = one.claim.trigger
    return any(
        who is not None and who.span.start <= trigger.start and trigger.end <= who.span.end
        for other in others
        if family_of(other.claim.event) != family_of(one.claim.event)
        for who in (other.claim.target, other.claim.actor, other.claim.means)
    )


def _with_echoes(facts: Sequence[Facts], clusters: Mapping[str, str]) -> list[Group]:
    """Cluster, with what a text says of an act right after telling of it ("… killing six") put to that act."""
    echoes: dict[str, Facts] = {}
    beside = {name: sorted(told, key=_position) for name, told in _by_document(facts).items()}
    for one in facts:
        here = beside[one.claim.document]
        first = bisect_left(here, one.claim.trigger.start - FAR_ECHO, key=_position)
        last = bisect_left(here, one.claim.trigger.start, key=_position)
        before = [other for other in here[first:last] if _echoes(one, other)]
        before = [other for other in before if _same_word(one, other)] or before
        if before:
            echoes[one.claim.id] = max(before, key=lambda other: (other.claim.trigger.start, other.claim.id))
    groups = cluster([one for one in facts if one.claim.id not in echoes], clusters)
    home = {one.claim.id: number for number, group in enumerate(groups) for one in group}
    for one in facts:
        source = one
        while source.claim.id in echoes:
            source = echoes[source.claim.id]
        if source is not one:
            groups[home[source.claim.id]].append(one)
    return groups


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
        and _takes_up(one.claim.event, other.claim.event)
        and not {name for name in one.actors if not name.startswith("words:")} - other.actors
        and match(one, other).ruled_out is None
        and _compatible(one, other)
    )


def _takes_up(event: str, before: str) -> bool:
    """Whether a type can name an act told of before: the same, a coarser one ("the attack"), or an effect."""
    if event in EFFECTS and before not in EFFECTS:
        return kinship(event, before) != "other"
    return event == before or (kinship(event, before) == "finer" and finest({event, before}) == [before])


def _has_own_setting(one: Facts, other: Facts) -> bool:
    """Whether a claim brings a time or place that it does not share, word for word, with one told before."""
    place, time = one.claim.place, one.claim.time
    somewhere = place is not None and place.precision is not PlacePrecision.COUNTRY
    if somewhere and place is not None and other.claim.place is not None and place.span == other.claim.place.span:
        somewhere = False
    before = other.claim.time.expression if other.claim.time else None
    own = time is not None and (time.expression is None or time.expression != before)
    return somewhere or (one.when is not None and one.told is TimeBasis.STATED and own)


def _is_covered_recurrence(one: Facts, others: Sequence[Facts]) -> bool:
    """Among claims of one document: whether one without a date of its own counts again what its own text tells."""
    if one.claim.recurs is None or (one.when is not None and one.told is TimeBasis.STATED):
        return False
    return any(
        other.claim.id != one.claim.id
        and other.claim.recurs is None
        and match(one, other).ruled_out is None
        and _compatible(one, other)
        for other in others
    )


def _compatible(one: Facts, other: Facts) -> bool:
    """Whether nobody is named on one side who is not on the other, and the events are of one kind."""
    if kinship(one.claim.event, other.claim.event) == "other":
        return False
    return all(
        not here or not there or bool(here & there) or any(name.startswith("words:") for name in (*here, *there))
        for here, there in ((one.actors, other.actors), (one.targets, other.targets))
    )


def _speaking_of(groups: Sequence[Group], remarks: Sequence[Facts]) -> list[Group]:
    """Add each remark (a recurrence, a purpose) to the incident of its text that it speaks of, if one is clear."""
    grown = [list(group) for group in groups]
    told: dict[str, list[tuple[int, Facts]]] = defaultdict(list)
    for number, group in enumerate(groups):
        for one in group:
            told[one.claim.document].append((number, one))
    for remark in remarks:
        home = _spoken_of(told.get(remark.claim.document, ()), remark)
        if home is not None:
            grown[home].append(remark)
    return grown


def _spoken_of(told: Sequence[tuple[int, Facts]], remark: Facts) -> int | None:
    """The number of the group with the nearest claim before the remark in its text by actors that fit it."""
    near = [
        (remark.claim.span.start - one.claim.span.start, number) for number, one in told if _same_people(one, remark)
    ]
    return min((pair for pair in near if pair[0] >= 0), default=(0, None))[1]


def _same_people(one: Facts, remark: Facts) -> bool:
    named = {name for name in remark.actors | remark.targets if not name.startswith("words:")}
    return not named or bool(named & (one.actors | one.targets))


def _incident(
    group: Group, origins: Origins, documents: Mapping[str, Document], actors: Mapping[str, Actor]
) -> Incident:
    told = versions(group, origins, documents, actors)
    happened = [one for one in group if one.claim.kind is ClaimKind.OCCURRENCE] or group
    event = _event(told, happened)
    begin, finish = agreed_time(told)
    place = agreed(told, "place")
    where = place.facts.claim.place if place else None
    return Incident(
        id=name_of(group),
        event=event,
        title=title_of(event, begin, finish, where),
        begin=begin,
        finish=finish,
        place=where.name if where else None,
        place_id=where.id if where else None,
        lat=where.lat if where else None,
        lon=where.lon if where else None,
        actors=_resolved(one.claim.actor.actor for one in happened if one.claim.actor),
        targets=_resolved(one.claim.target.actor for one in happened if one.claim.target),
        claims=tuple(sorted(one.claim.id for one in group)),
        documents=tuple(sorted({one.claim.document for one in group})),
        tellings=tuple(one.record(documents) for one in told),
        disputes=disputes(told),
        support=support_of(told),
        reasons=_reasons(happened),
    )


def _event(told: Sequence[Version], happened: Sequence[Facts]) -> str:
    """The finest type that tellings agree on; where they do not, the type that most claims have."""
    value = agreed(told, "event")
    if value is not None:
        return value.facts.claim.event
    events = [one.claim.event for one in happened]
    fine = finest(set(events) - EFFECTS or set(events))
    return min(fine, key=lambda event: (-events.count(event), event))


def _resolved(ids: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(sorted({name for name in ids if name is not None}))


def _reasons(group: Sequence[Facts]) -> tuple[str, ...]:
    """For each claim but the first, its best tie to the others, in words; equal ties are told once."""
    if len(group) == 1:
        return ("one claim",)
    found: dict[str, None] = {}
    for one in group:
        best = max(
            (match(one, other) for other in group if other is not one), key=lambda tie: (tie.score, tie.reasons())
        )
        found.update(dict.fromkeys(best.reasons()))
    return tuple(found)
