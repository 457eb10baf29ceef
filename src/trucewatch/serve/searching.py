"""Search: words in documents, claims, incidents and names, best first."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from trucewatch.errors import Fault, TrucewatchError
from trucewatch.pipeline.list_kinds import MOST_FOUND
from trucewatch.pipeline.searching import Found, search
from trucewatch.report.tellings import IncidentView
from trucewatch.serve.bench import Bench
from trucewatch.serve.claims import ClaimRow, claim_row
from trucewatch.serve.links import claim_path, document_path, incident_path, with_query
from trucewatch.serve.snapshot import Snapshot

SORTS = (
    ("incident", "Incidents"),
    ("claim", "Claims"),
    ("tally", "Tallies"),
    ("document", "Documents"),
    ("actor", "Actors"),
    ("source", "Sources"),
    ("place", "Places"),
)
LONGEST = 200


def find(bench: Bench, request: Request) -> Response:
    """The page of a search; without words, how to ask."""
    words = request.query_params.get("q", "").strip()[:LONGEST]
    snapshot = bench.desk.snapshot()
    found: list[Found] = []
    faults: tuple[Fault, ...] = ()
    if words:
        try:
            found = search(bench.desk.case, words, MOST_FOUND)
        except TrucewatchError as error:
            faults = error.faults
    groups = [(label, [(one, *_told(snapshot, one)) for one in found if one.kind == sort]) for sort, label in SORTS]
    view = {
        "q": words,
        "groups": [group for group in groups if group[1]],
        "faults": faults,
        "found": len(found),
        "most": MOST_FOUND,
    }
    return bench.page(request, "search.html.j2", "search", view)


def address_of(snapshot: Snapshot, one: Found) -> str:
    """The page of what was found."""
    match one.kind:
        case "incident":
            return incident_path(one.id)
        case "claim" | "tally":
            return claim_path(one.id)
        case "document":
            return document_path(one.id)
        case "actor":
            return with_query("/incidents", {"party": snapshot.index.actor(one.id)})
        case "source":
            return with_query("/incidents", {"source": snapshot.index.actor(one.id)})
        case _:
            return with_query("/incidents", {"area": one.words.partition(";")[0]})


def _told(snapshot: Snapshot, one: Found) -> tuple[str, ClaimRow | None, str, IncidentView | None]:
    """Its page, its row where it is a claim, what it is called, its view where it is an incident."""
    claim = snapshot.index.claims.get(one.id)
    row = claim_row(snapshot, claim) if claim is not None else None
    view = snapshot.view(one.id) if one.id in snapshot.index.incidents else None
    document = snapshot.index.document_of.get(one.id)
    label = row.head if row is not None else one.label
    if view is not None:
        label = f"{view.number}. {view.short}"
    elif document is not None:
        label = f"{one.label} {document.title or document.name}"
    elif one.kind in ("actor", "source"):
        label = snapshot.index.actor(one.id)
    return address_of(snapshot, one), row, label, view
