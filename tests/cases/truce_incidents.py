"""Rows on what happened against what came out: incidents and their fields, what is apart or none, counts, copies.

What each key asks is told in `own_truces/README.md`.
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.cases.expectations import holder_words, is_held, party_words
from tests.cases.truce_case import Built, Row, told
from tests.cases.truce_rows import Outcome

from trucewatch.knowledge.ontology import event_types
from trucewatch.link.copies import copy_clusters
from trucewatch.records.claims import Claim, Participant, Tally
from trucewatch.records.incidents import Incident


def is_event(event: str, asked: list[str]) -> bool:
    """Whether an event is one of these types, or a finer one."""
    return bool({event, *event_types()[event].ancestors} & set(asked))


def is_one(party: Participant | None, asked: list[str]) -> bool:
    """Whether a party is one of these ids, or has one of these words."""
    if party is None:
        return False
    named = {party.actor, *party.candidates, *(one.actor for one in party.others)}
    words = " ".join((party_words(party), *(one.name.lower() for one in party.others)))
    return any(one in named or one in words for one in asked)


# --- incidents


def found_for(case: Built, row: Row) -> tuple[Incident | None, list[int]]:
    """The incident that most of a row's sentences are in, and for each sentence how many incidents it is in."""
    homes = [{one.id for one in case.incidents_of(case.claims_at(tell))} for tell in row["tells"]]
    known = {one.id: one for one in case.record.incidents}
    ids = {name for home in homes for name in home}
    if not ids:
        return None, [0 for _ in homes]
    best = max(
        sorted(ids), key=lambda name: (sum(name in home for home in homes), is_event(known[name].event, row["event"]))
    )
    return known[best], [1 if best in home else -len(home) for home in homes]


def incident_outcomes(case: Built) -> Iterator[Outcome]:
    for row in case.expected.get("incidents", ()):
        best, homes = found_for(case, row)
        right = best is not None and all(one == 1 for one in homes) and is_event(best.event, row["event"])
        if best is None and row.get("optional"):
            continue
        if len(row["tells"]) > 1 or not row.get("optional"):
            yield Outcome("incidents", right, row["id"], _homes(case, row, best, homes))
        if best is not None:
            yield from _fields(case, row, best)


def _homes(case: Built, row: Row, best: Incident | None, homes: list[int]) -> str:
    parts = [f"event {best.event}"] if best is not None and not is_event(best.event, row["event"]) else []
    for tell, home in zip(row["tells"], homes, strict=True):
        if home != 1:
            claims = [f"{one.trigger.quote}: {one.event} {one.force.value}" for one in case.claims_at(tell)]
            where = "in another incident" if home else "in none"
            parts.append(f"{tell['doc']} {tell['near']!r} {where}, claims {claims}")
    return "; ".join(parts)


def _fields(case: Built, row: Row, one: Incident) -> Iterator[Outcome]:
    claims = [claim for claim in case.record.claims if claim.id in set(one.claims)]
    for name, right, got in (
        *_when_and_where(row, one),
        *_who(row, one, claims),
        *_how_many(row, one, claims),
        *_support(row, one),
    ):
        yield Outcome("incident fields", right, f"{row['id']} {name}: {row[name]}", got)


def _when_and_where(row: Row, one: Incident) -> Iterator[tuple[str, bool, str]]:
    if "begin" in row:
        asked, begin = row["begin"], one.begin
        if asked is None or begin is None:
            right = asked is begin
        elif isinstance(asked, list):
            right = asked[0] <= begin[:10] <= asked[1]
        else:
            right = begin.startswith(asked)
        yield "begin", right, f"{begin} to {one.finish}"
    if "place" in row:
        said = f"{one.place or ''} {one.place_id or ''}".lower()
        right = one.place is None if row["place"] is None else any(word in said for word in row["place"])
        yield "place", right, said


def _who(row: Row, one: Incident, claims: list[Claim]) -> Iterator[tuple[str, bool, str]]:
    for name, role, ids in (
        ("actor", "actor", one.actors),
        ("actors_said", "actor", one.actors),
        ("target", "target", one.targets),
    ):
        if name not in row:
            continue
        parties = [party for claim in claims if (party := getattr(claim, role)) is not None]
        got = f"{list(ids)} {[party_words(party).strip() for party in parties]}"
        if row[name] is None:
            yield name, not ids, got
        else:
            yield name, bool(set(ids) & set(row[name])) or any(is_one(party, row[name]) for party in parties), got


def _how_many(row: Row, one: Incident, claims: list[Claim]) -> Iterator[tuple[str, bool, str]]:
    known = {claim.id: claim for claim in claims}
    for name in ("killed", "injured"):
        if name not in row:
            continue
        values = [value for telling in one.tellings for value in telling.values if value.field == name]
        counts = [
            [count.low, count.high]
            for value in values
            for claim in value.claims
            if claim in known and (harm := known[claim].harm) is not None and (count := getattr(harm, name)) is not None
        ]
        disputed = name in {dispute.field for dispute in one.disputes}
        yield name, row[name] in counts and not disputed, f"{counts}{' disputed' if disputed else ''}"


def _support(row: Row, one: Incident) -> Iterator[tuple[str, bool, str]]:
    fields = {dispute.field for dispute in one.disputes}
    if "disputes" in row:
        yield "disputes", set(row["disputes"]) <= fields, str(sorted(fields))
    if "grade" in row:
        yield "grade", one.support.grade.value in row["grade"], f"{one.support.grade.value}: {one.support.reasons}"
    if "origins_most" in row:
        origins = one.support.independent
        yield "origins_most", len(origins) <= row["origins_most"], str(origins)


def apart_outcomes(case: Built) -> Iterator[Outcome]:
    rows = {row["id"]: row for row in case.expected.get("incidents", ())}
    for pair in case.expected.get("apart", ()):
        first, second = (
            {one.id for tell in rows[name]["tells"] for one in case.incidents_of(case.claims_at(tell))} for name in pair
        )
        titles = [one.title for one in case.record.incidents if one.id in first & second]
        yield Outcome("apart", not first & second, " and ".join(pair), f"both in {titles}")


def none_outcomes(case: Built) -> Iterator[Outcome]:
    for row in case.expected.get("none", ()):
        found = case.incidents_of(case.claims_at(row))
        yield Outcome("none", not found, told(row), str([one.title for one in found]))


def silent_outcomes(case: Built) -> Iterator[Outcome]:
    for number in case.expected.get("silent", ()):
        document = case.documents[number].id
        violent = [
            f"{one.trigger.quote}: {one.event}"
            for one in case.record.claims
            if one.document == document and event_types()[one.event].family == "violence"
        ]
        tallies = [one.span.quote for one in case.record.tallies if one.document == document]
        spoken = [one.position.value for one in case.record.statements if document in one.documents]
        got = f"violence {violent}, counts {tallies}, statements {spoken}"
        yield Outcome("silent", not violent and not tallies and not spoken, f"document {number}", got)


# --- counts over a window


def tally_outcomes(case: Built) -> Iterator[Outcome]:
    for row in case.expected.get("tallies", ()):
        found = case.tallies_at(row)
        right = any(tally_meets(one, row) for one in found)
        if right or not row.get("optional"):
            claims = [f"{one.trigger.quote}: {one.event}" for one in case.claims_at(row)]
            yield Outcome("tallies", right, told(row), "; ".join(map(_tally, found)) or f"no count; claims {claims}")


def tally_meets(one: Tally, row: Row) -> bool:
    if [one.count.low, one.count.high] != row["count"] or not is_event(one.event, row["of"]):
        return False
    if not is_held(one, row["holder"]) or ("by" in row and not is_one(one.actor, row["by"])):
        return False
    if "since" not in row:
        return True
    window = one.window
    quote = window.expression.quote.lower() if window is not None and window.expression is not None else ""
    begin = (window.begin or "") if window is not None else ""
    return row["since"] in quote or (bool(quote) and quote in row["since"]) or begin.startswith(row["since"])


def _tally(one: Tally) -> str:
    window = one.window.expression.quote if one.window is not None and one.window.expression is not None else None
    actor = one.actor.actor or one.actor.name if one.actor is not None else None
    return f"{one.count.low}–{one.count.high} {one.event} by {actor}, window {window}, holder {holder_words(one)!r}"


# --- copies, and what must not be claimed


def copy_outcomes(case: Built) -> Iterator[Outcome]:
    clusters = copy_clusters(case.record.documents, case.record.copies)
    for row in case.expected.get("copies", ()):
        ids = [case.documents[number].id for number in row["docs"]]
        edges = [one for one in case.record.copies if {one.first, one.second} <= set(ids)]
        right = len({clusters.get(one, one) for one in ids}) == 1 and any(
            one.kind.value in row["kind"] for one in edges
        )
        authors = {origin for origin in _origins(case, set(ids)) if origin.startswith(("copy:", "outlet:", "agency:"))}
        right = right and all(row["origin"] in one for one in authors)
        yield Outcome("copies", right, told(row), f"{[one.kind.value for one in edges]}, authors {sorted(authors)}")
    for pair in case.expected.get("not_copies", ()):
        ids = [case.documents[number].id for number in pair]
        edges = [one.kind.value for one in case.record.copies if {one.first, one.second} == set(ids)]
        yield Outcome("not_copies", len({clusters.get(one, one) for one in ids}) == len(ids), str(pair), str(edges))


def _origins(case: Built, documents: set[str]) -> set[str]:
    """The origins of what is told in all of these documents."""
    tellings = (telling for one in case.record.incidents for telling in one.tellings)
    return {telling.origin.id for telling in tellings if documents <= set(telling.documents)}


def never_outcomes(case: Built) -> Iterator[Outcome]:
    for row in case.expected.get("never", ()):
        hits = [one for one in case.claims_at(row) if is_forbidden(one, row)]
        got = "; ".join(f"{one.trigger.quote}: {one.event} {one.force.value} by {holder_words(one)!r}" for one in hits)
        yield Outcome("never", not hits, told(row), got)


def is_forbidden(one: Claim, row: Row) -> bool:
    """Whether a claim at the row's words is the one that must not come out."""
    asked = (
        one.event in row["event"],
        one.force.value in row.get("force", [one.force.value]),
        one.negated == row.get("negated", one.negated),
        "holder" not in row or is_held(one, row["holder"]),
        "actor" not in row or is_one(one.actor, row["actor"]),
        "place" not in row or (one.place is not None and row["place"] in one.place.name.lower()),
    )
    return all(asked)
