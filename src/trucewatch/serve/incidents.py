"""The incidents: a table, a map and a time line of one selection, and the same as CSV."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from trucewatch.pipeline.list_kinds import What
from trucewatch.pipeline.rows import as_text
from trucewatch.report.map import view_map
from trucewatch.report.timeline import view_timeline
from trucewatch.serve.bench import Bench
from trucewatch.serve.selection import Page, Selection, select, values_of
from trucewatch.serve.snapshot import Snapshot

MOST_DRAWN = 1000
"""Incidents of a selection that a map and a time line draw: more are one dark spot, and keep the reader waiting."""
USUAL = ("no", "date", "title", "grade", "sides", "documents", "disputed")
"""Columns that are shown unless others are asked for; "sides" is who did what to whom, as told."""
OPTIONAL = ("place", "origins", "claims", "rulings")
GRADES = ("confirmed", "fair", "weak", "contested", "discounted")


def incidents(bench: Bench, request: Request) -> Response:
    """The incidents that the address asks for."""
    snapshot = bench.desk.snapshot()
    asked = Selection.of("/incidents", request.query_params)
    if asked.columns == USUAL:
        asked = replace(asked, columns=())
    partial = request.headers.get("hx-target") == "selection"
    if not partial and not all(request.query_params.values()):
        return RedirectResponse(asked.address(), 303)  # a form sends its empty fields too: no address keeps them
    listing = snapshot.listing(What.INCIDENTS)
    page = select(listing, asked)
    names = [str(row.cells["id"]) for row in page.found.rows]
    drawn = names[:MOST_DRAWN] if asked.show != "table" else []
    view: dict[str, object] = {
        "asked": asked,
        "page": page,
        "views": {name: snapshot.view(name) for name in (str(row.cells["id"]) for row in page.rows)},
        "columns": asked.columns or USUAL,
        "usual": USUAL,
        "optional": OPTIONAL,
        "choices": snapshot.kept("choices", lambda: choices(snapshot, page)),
        "drawn": len(drawn),
        "map": _map(snapshot, drawn) if asked.show in ("map", "all") else None,
        "timeline": _timeline(snapshot, drawn) if asked.show in ("time", "all") else None,
    }
    response = bench.page(request, "selection.html.j2" if partial else "incidents_page.html.j2", "incidents", view)
    if partial:
        response.headers["hx-push-url"] = asked.address()
    return response


def _map(snapshot: Snapshot, names: list[str]) -> object:
    return snapshot.kept(f"map {' '.join(names)}", lambda: view_map(snapshot.index, snapshot.views(names)))


def _timeline(snapshot: Snapshot, names: list[str]) -> object:
    return view_timeline(snapshot.bare_index, snapshot.statuses, snapshot.views(names), None) if names else None


def choices(snapshot: Snapshot, page: Page) -> dict[str, list[str]]:
    """What filters can be asked for, the names of parties and sources as people know them."""
    named = {name for row in page.whole.rows for name in row.facets().get("party", ())}
    names = {snapshot.actors[name].name for name in named if name in snapshot.actors}
    places = {str(row.cells["place"]) for row in page.whole.rows if row.cells.get("place")}
    sources = [source.name for source in snapshot.record.files.sources]
    return {
        "party": sorted(names, key=str.casefold),
        "kind": values_of(page.whole, "kind"),
        "grade": [grade for grade in GRADES if grade in values_of(page.whole, "grade")],
        "trust": values_of(page.whole, "trust"),
        "term": values_of(page.whole, "term"),
        "area": sorted(places, key=str.casefold),
        "source": sorted(sources, key=str.casefold),
    }


def incidents_csv(bench: Bench, request: Request) -> Response:
    """Exactly the selection, every column in full, as CSV."""
    return as_csv(bench, request, What.INCIDENTS)


def as_csv(bench: Bench, request: Request, what: What) -> Response:
    """A list as the address asks for it, every column, every row, as CSV.

    A value that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    asked = Selection.of(request.url.path, request.query_params)
    found = select(bench.desk.snapshot().listing(what), asked).found
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(found.columns)
    for row in found.rows:
        writer.writerow([_inert(as_text(row.cells.get(name))) for name in found.columns])
    headers = {"content-disposition": f'attachment; filename="{what.value}.csv"'}
    raw = text.getvalue().encode("utf-8", "backslashreplace")
    return Response(raw, media_type="text/csv; charset=utf-8", headers=headers)


def _inert(cell: str) -> str:
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
