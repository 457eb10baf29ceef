"""Every list of the record as a table: claims, documents, tallies, speakers, places, what was turned away …"""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from trucewatch.errors import CaseError, Fault
from trucewatch.pipeline.list_kinds import What
from trucewatch.pipeline.rows import Row
from trucewatch.serve.bench import Bench
from trucewatch.serve.incidents import as_csv
from trucewatch.serve.links import claim_path, document_path, incident_path, with_query
from trucewatch.serve.selection import Selection, select, values_of
from trucewatch.serve.snapshot import Snapshot

WORDS = {
    What.INCIDENTS: "one occurrence each, with all who tell of it",
    What.CLAIMS: "what documents relay, each on somebody’s word",
    What.DOCUMENTS: "publications, by date",
    What.TALLIES: "counts over a time, never turned into incidents",
    What.SPEAKERS: "who spoke of the truce, and what they said last",
    What.PLACES: "where claims play",
    What.DECISIONS: "what persons decided, and whether it stands",
    What.REJECTED: "what gave no claim, and why; files that could not be read",
    What.UNRESOLVED: "names that no book knows, the most frequent first",
    What.EVENTS: "the types of event that a claim may have",
}
LABELS = {"no": "No.", "why_check": "why to check", "by_rule": "by rule", "may_be": "may be", "left_out": "left out"}
USUAL: Mapping[What, tuple[str, ...]] = {
    What.CLAIMS: (
        "words",
        "trust",
        "event",
        "holder",
        "force",
        "actor",
        "target",
        "place",
        "time",
        "incident",
        "document",
    ),
    What.TALLIES: ("words", "trust", "count", "event", "holder", "actor", "window", "document"),
    What.DOCUMENTS: ("no", "published", "title", "source", "language", "claims", "left_out"),
    What.PLACES: ("place", "precision", "country", "claims", "incidents"),
}
"""Columns that a page shows, where they are not all; the CSV has them all."""
MOST_OFFERED = 200
"""Values of a filter that are offered as one writes."""


def what_of(request: Request) -> What:
    """The list that the address names; CaseError `serve.unknown`."""
    name = request.path_params["what"]
    if name not in tuple(What):
        raise CaseError(Fault("serve.unknown", f"no such list; there are {', '.join(What)}", name))
    return What(name)


def overview(bench: Bench, request: Request) -> Response:
    """All lists, with how many rows each has."""
    snapshot = bench.desk.snapshot()
    rows = [(what.value, WORDS[what], len(snapshot.listing(what).rows)) for what in What]
    return bench.page(request, "lists.html.j2", "lists", {"rows": rows})


def one_list(bench: Bench, request: Request) -> Response:
    """One list as the address asks for it."""
    what = what_of(request)
    if what is What.INCIDENTS:
        return RedirectResponse(f"/incidents?{request.url.query}".rstrip("?"), 303)
    snapshot = bench.desk.snapshot()
    asked = Selection.of(f"/lists/{what.value}", request.query_params)
    page = select(snapshot.listing(what), asked)
    view = {
        "what": what.value,
        "words": WORDS[what],
        "asked": asked,
        "page": page,
        "columns": asked.columns or USUAL.get(what, page.whole.columns),
        "labels": LABELS,
        "offered": {name: values_of(page.whole, name)[:MOST_OFFERED] for name in page.whole.filters},
        "rows": [(row, _links(snapshot, what, row)) for row in page.rows],
    }
    return bench.page(request, "list.html.j2", "documents" if what is What.DOCUMENTS else "lists", view)


def list_csv(bench: Bench, request: Request) -> Response:
    """One list, exactly this selection, as CSV."""
    return as_csv(bench, request, what_of(request))


def _links(snapshot: Snapshot, what: What, row: Row) -> dict[str, str]:
    """By column, where its cell leads."""
    found: dict[str, str] = {}
    cells = row.cells
    match what:
        case What.CLAIMS | What.TALLIES:
            found["words"] = claim_path(str(cells["id"]))
            found["id"] = found["words"]
        case What.DOCUMENTS:
            found["no"] = found["title"] = found["name"] = document_path(str(cells["id"]))
        case What.SPEAKERS:
            found["speaker"] = "/#status"
        case What.PLACES:
            found["place"] = with_query("/incidents", {"area": str(cells["place"])})
        case What.DECISIONS:
            found["no"] = f"/decisions#ruling-{cells['no']}"
        case What.UNRESOLVED:
            found["example"] = claim_path(str(cells["example"]))
        case What.EVENTS:
            found["id"] = with_query("/lists/claims", {"kind": str(cells["id"])})
        case What.INCIDENTS | What.REJECTED:
            pass
    document = str(cells.get("document") or "")
    if document.startswith("D") and document[1:].isdigit():
        found["document"] = document_path(snapshot.index.documents[int(document[1:]) - 1].id)
    incident = str(cells.get("incident") or "")
    if incident.startswith("incident ") and incident[9:].isdigit():
        found["incident"] = incident_path(snapshot.lookup.incidents[int(incident[9:]) - 1].id)
    return found
