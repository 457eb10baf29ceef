"""The API: the same lists, records and search as JSON, read only, with one shape for what is wrong.

    GET /api                      what can be asked
    GET /api/LIST                 a list; filters as its page has them, `sort`, `most`, `after`
    GET /api/record/ID            one record, by id or number, as `show --json` gives it
    GET /api/status               the truce by rule
    GET /api/search?q=WORDS       what holds these words

An answer that is refused is `{"errors": [{"code", "message", "where", "field"}]}`.
"""

from __future__ import annotations

from dataclasses import asdict

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from trucewatch.errors import CaseError, Fault
from trucewatch.pipeline.list_kinds import COLUMNS, FILTERS, MOST_FOUND, What
from trucewatch.pipeline.rows import Row
from trucewatch.pipeline.searching import search
from trucewatch.serve.bench import Bench
from trucewatch.serve.lists import what_of
from trucewatch.serve.selection import Selection, select

USUAL, MOST = 100, 1000


def index(bench: Bench, request: Request) -> Response:
    """What can be asked."""
    lists = [
        {"name": what.value, "href": f"/api/{what.value}", "filters": FILTERS[what], "columns": COLUMNS[what]}
        for what in What
    ]
    snapshot = bench.desk.snapshot()
    body = {"case": snapshot.record.files.settings.id, "build": snapshot.fingerprint, "lists": lists}
    return JSONResponse({**body, "also": ["/api/status", "/api/record/ID", "/api/search?q=WORDS"]})


def rows(bench: Bench, request: Request) -> Response:
    """A page of a list; `next` asks for the one after it."""
    what = what_of(request)
    asked = Selection.of(f"/api/{what.value}", request.query_params)
    size = _size(request)
    page = select(bench.desk.snapshot().listing(what), asked, size)
    more = asked.address(after=page.after, most=str(size)) if page.after else None
    return JSONResponse(
        {
            "list": what.value,
            "of": len(page.whole.rows),
            "found": len(page.found.rows),
            "rows": [_row(row, page.found.columns) for row in page.rows],
            "next": more,
            "hints": page.hints,
        }
    )


def record(bench: Bench, request: Request) -> Response:
    """One record, whole."""
    thing = bench.desk.snapshot().lookup.find(request.path_params["name"])
    return JSONResponse(thing.model_dump(mode="json"))


def status(bench: Bench, request: Request) -> Response:
    """What follows by rule of the truce from all that is known."""
    return JSONResponse(bench.desk.snapshot().statuses[-1].model_dump(mode="json"))


def found(bench: Bench, request: Request) -> Response:
    """What holds the words."""
    hits = search(bench.desk.case, request.query_params.get("q", ""), min(_size(request, MOST_FOUND), MOST))
    return JSONResponse({"found": [asdict(one) for one in hits]})


def _row(row: Row, columns: tuple[str, ...]) -> dict[str, object]:
    return {name: row.cells.get(name) for name in columns}


def _size(request: Request, usual: int = USUAL) -> int:
    given = request.query_params.get("most", str(usual))
    if not (given.isascii() and given.isdigit() and 0 < int(given[:9]) <= MOST):
        raise CaseError(Fault("list.filter", f"a number from 1 to {MOST}", field="most"))
    return int(given)
