"""Bench: what every page is made with: the case, the templates, and who looks."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from urllib.parse import quote, unquote

from jinja2 import Environment
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from trucewatch.errors import CaseError, Fault
from trucewatch.pipeline.decisions_told import DecisionRow, rows_on
from trucewatch.report.page import make_environment
from trucewatch.serve.desk import STALE, Desk
from trucewatch.serve.guard import VISITOR, WHO, YEAR, Tokens
from trucewatch.serve.jobs import Jobs
from trucewatch.serve.links import Fragments, claim_path, document_path, incident_path, with_query
from trucewatch.serve.snapshot import Snapshot

PAGES = (
    ("today", "/", "Today"),
    ("incidents", "/incidents", "Incidents"),
    ("queue", "/queue", "Queue"),
    ("documents", "/lists/documents", "Documents"),
    ("agreement", "/agreement", "Agreement"),
    ("decisions", "/decisions", "Decisions"),
    ("lists", "/lists", "Lists"),
    ("reports", "/reports", "Reports"),
    ("add", "/add", "Add"),
)
"""The pages that every page leads to, with their addresses."""
MOST_NAME = 200
"""Characters of a name that are kept."""
NOT_FOUND = frozenset({"show.unknown", "report.incident", "serve.unknown"})


@dataclass(frozen=True)
class Ruled:
    """A decision that was just recorded, and what it changed."""

    row: DecisionRow
    lines: Sequence[str]


class Bench:
    """Pages of one case."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.tokens = Tokens()
        self.jobs = Jobs(desk)
        self.told: dict[int, tuple[str, ...]] = {}
        """Number of a decision made here → what it changed, in lines."""
        self._fragments: tuple[str, Fragments] | None = None

    def fragments(self, snapshot: Snapshot) -> Fragments:
        """The links of one build."""
        kept = self._fragments
        if kept is None or kept[0] != snapshot.fingerprint:
            kept = self._fragments = snapshot.fingerprint, Fragments(snapshot)
        return kept[1]

    def page(
        self, request: Request, template: str, here: str, view: Mapping[str, object], status: int = 200
    ) -> Response:
        """A page, whole, or for htmx the part that it asked for.

        Args:
            request: what is answered.
            template: its template.
            here: which of `PAGES` it belongs to.
            view: what the template shows.
            status: HTTP.
        """
        snapshot = self._snapshot()
        visitor = self.tokens.visitor(request)
        everything = {
            "pages": PAGES,
            "here": here,
            "snapshot": snapshot,
            "index": snapshot.index if snapshot else None,
            "settings": self.desk.case.files.settings,
            "token": self.tokens.token(visitor),
            "by": who_of(request),
            "ruled": self._ruled(request, snapshot),
            "address": request.url.path + (f"?{request.url.query}" if request.url.query else ""),
            "partial": request.headers.get("hx-request") == "true",
            "waiting": len(snapshot.to_check) if snapshot else 0,
            **view,
        }
        html = environment().get_template(template).render(everything)
        if snapshot is not None:
            html = self.fragments(snapshot).linked(html)
        response = HTMLResponse(_as_utf8(html), status)
        if request.cookies.get(VISITOR) != visitor:
            keep(response, VISITOR, visitor)
        return response

    def faults(self, request: Request, faults: Sequence[Fault]) -> Response:
        """What was wrong, as a page, or as JSON where a machine asked."""
        status = status_of(faults)
        if request.url.path.startswith("/api"):
            return JSONResponse({"errors": [fault.as_json() for fault in faults]}, status)
        template = "outcome_faults.html.j2" if request.headers.get("hx-request") == "true" else "faults.html.j2"
        return self.page(request, template, "", {"faults": faults, "status": status}, status)

    def _snapshot(self) -> Snapshot | None:
        try:
            return self.desk.snapshot()
        except CaseError:
            return None

    def _ruled(self, request: Request, snapshot: Snapshot | None) -> Ruled | None:
        """The decision that the address names as just made."""
        number = request.query_params.get("ruled", "")
        if snapshot is None or not (number.isascii() and number.isdigit() and len(number) < 10):
            return None
        entry = next((one for one in snapshot.record.decisions if one.number == int(number)), None)
        if entry is None:
            return None
        row = next(row for row in rows_on(snapshot.lookup, {entry.hash}) if row.entry.number == entry.number)
        return Ruled(row, self.told.get(entry.number, ()))


def status_of(faults: Sequence[Fault]) -> int:
    """The HTTP status that says of faults whether nothing is there, something was changed, or a value is wrong."""
    codes = {fault.code for fault in faults}
    if codes <= NOT_FOUND:
        return 404
    if STALE in codes or "serve.busy" in codes:
        return 409
    return 403 if "serve.token" in codes else 422


def who_of(request: Request) -> str:
    """The name under which this visitor decided last."""
    return unquote(request.cookies.get(WHO, ""))[:MOST_NAME]


def keep(response: Response, name: str, value: str) -> None:
    """Set a cookie that only our own pages send and that no script reads."""
    response.set_cookie(name, quote(value), max_age=YEAR, httponly=True, samesite="strict", path="/")


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The workbench's templates, and those of the report, which it shares."""
    made = make_environment("trucewatch.serve")
    made.globals.update(
        incident_path=incident_path,
        document_path=document_path,
        claim_path=claim_path,
        with_query=with_query,
        release=_release(),
    )
    made.filters.update(path=lambda words: quote(str(words), safe=""))
    return made


def static(name: str) -> bytes:
    """A file of ours that pages ask for."""
    folder = files("trucewatch.report" if name == "style.css" else "trucewatch.serve")
    inside = folder if name == "style.css" else folder.joinpath("static")
    return inside.joinpath(name).read_bytes()


def _release() -> str:
    """A word that changes with the assets, so that a browser asks for them anew."""
    digest = hashlib.sha256()
    for name in ASSETS:
        digest.update(static(name))
    return digest.hexdigest()[:12]


ASSETS = {
    "style.css": "text/css; charset=utf-8",
    "app.css": "text/css; charset=utf-8",
    "app.js": "text/javascript; charset=utf-8",
    "htmx.min.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}
"""Everything that a page loads beside itself."""


def _as_utf8(page: str) -> str:
    return page.encode("utf-8", "surrogatepass").decode("utf-8", "replace").replace("\0", "\ufffd")
