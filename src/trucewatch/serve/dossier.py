"""The dossier of an incident: tellings side by side, and a person's decisions in place."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from trucewatch.pipeline.decisions_told import rows_on
from trucewatch.records.assessments import FindingValue
from trucewatch.records.decisions import DecisionState
from trucewatch.records.incidents import Grade, Incident
from trucewatch.report.dossier import view_dossier
from trucewatch.report.tellings import IncidentView
from trucewatch.report.words import word
from trucewatch.serve.bench import Bench
from trucewatch.serve.claims import claim_rows, known_names
from trucewatch.serve.snapshot import Snapshot

MOST_LIKE = 6
"""Likely duplicates that are offered."""


@dataclass(frozen=True)
class Likely:
    """Another incident that may be the same, with what speaks for it."""

    view: IncidentView
    score: float
    needed: float
    reasons: tuple[str, ...]


def dossier(bench: Bench, request: Request) -> Response:
    """One incident; an id that it had before a merge leads to it."""
    snapshot = bench.desk.snapshot()
    wanted = request.path_params["name"]
    incident = snapshot.incident(wanted)
    if incident.id != wanted:
        return RedirectResponse(request.url.replace(path=f"/incidents/{incident.id}"), 303)
    view = snapshot.view(incident.id)
    views = {one: snapshot.view(one) for one in _related(snapshot, incident)}
    agreement = snapshot.record.files.agreement
    about = {incident.id, *incident.claims}
    shown = {
        "v": view,
        "dossiers": {view.id: view_dossier(snapshot.index, view, views, snapshot.history)},
        "ruled_on": snapshot.rulings.on(incident.id, *incident.claims),
        "rulings": snapshot.rulings,
        "found_under": snapshot.found_under,
        "claims": claim_rows(snapshot, incident.claims),
        "likely": likely(snapshot, incident),
        "history": rows_on(snapshot.lookup, about),
        "stands": DecisionState.STANDS,
        "seen": snapshot.mark([incident.id]),
        "grades": list(Grade),
        "terms": agreement.terms if agreement else (),
        "parties": _parties(snapshot, incident),
        "values": [("breach", "breach (a person’s word alone)"), *((one.value, word(one)) for one in FindingValue)],
        "names": known_names(snapshot),
        "near": _beside(snapshot, incident),
    }
    return bench.page(request, "dossier.html.j2", "incidents", shown)


def likely(snapshot: Snapshot, incident: Incident) -> list[Likely]:
    """Incidents that are almost one with this, the closest first."""
    found = []
    for pair in snapshot.near.of(incident.id)[:MOST_LIKE]:
        other = pair.second if pair.first == incident.id else pair.first
        found.append(Likely(snapshot.view(other), pair.score, pair.needed, snapshot.near.reasons(pair)))
    return found


def _related(snapshot: Snapshot, incident: Incident) -> set[str]:
    """Incidents that its page names."""
    found = {incident.id, *(name for one in incident.relations for name in one.incidents)}
    for _, change in snapshot.history.get(incident.id, ()):
        found |= {change.incident, *change.others}
    return found & snapshot.index.incidents.keys()


def _parties(snapshot: Snapshot, incident: Incident) -> list[tuple[str, str]]:
    """Whom a ruling may name: the agreement's participants, and who is said to have acted."""
    agreement = snapshot.record.files.agreement
    named = [*incident.actors, *(one.actor for one in (agreement.participants if agreement else ()))]
    return [(name, snapshot.index.actor(name)) for name in dict.fromkeys(named)]


def _beside(snapshot: Snapshot, incident: Incident) -> tuple[IncidentView | None, IncidentView | None]:
    """The incidents before and after it by number."""
    order = snapshot.lookup.incidents
    place = next(number for number, one in enumerate(order) if one.id == incident.id)
    first = snapshot.view(order[place - 1].id) if place else None
    return first, snapshot.view(order[place + 1].id) if place + 1 < len(order) else None
