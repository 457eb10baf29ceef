"""Reports: what is asked for, opened in the browser or taken home as a file."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from trucewatch.errors import CaseError, Fault
from trucewatch.pipeline.report_order import ReportOrder
from trucewatch.pipeline.reporting import report_file
from trucewatch.records.times import check_iso
from trucewatch.report.page import content_policy
from trucewatch.report.public import DELAY_DAYS, GRAIN_KM, PublicPolicy
from trucewatch.report.sheet import ReportKind
from trucewatch.serve.bench import Bench

TYPES = {
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "md": "text/markdown; charset=utf-8",
}


def reports(bench: Bench, request: Request) -> Response:
    """The form."""
    snapshot = bench.desk.snapshot()
    last = max((one.published for one in snapshot.record.documents if one.published), default="")
    numbered = [(one.id, number, one.title) for number, one in enumerate(snapshot.lookup.incidents, 1)]
    view = {
        "kinds": [(kind.value, KIND_WORDS[kind]) for kind in ReportKind],
        "last": last[:10],
        "incidents": numbered[:500],
        "wanted": request.query_params.get("incident", ""),
        "delay": DELAY_DAYS,
        "grain": GRAIN_KM,
    }
    return bench.page(request, "reports.html.j2", "reports", view)


def made(bench: Bench, request: Request) -> Response:
    """The report that the address asks for: as a page that is kept apart from this one, or as a file."""
    query = request.query_params
    suffix = query.get("format", "html")
    if suffix not in TYPES:
        raise CaseError(Fault("serve.format", f"no such format; there are {', '.join(TYPES)}", field="format"))
    order = _order(query.get)
    raw = report_file(bench.desk.case, order, f".{suffix}", bench.desk.now())
    headers = {}
    if suffix == "html" and query.get("file") != "yes":
        # A report is a page of its own: it runs its own script by its hash, and can reach nothing of this workbench.
        headers["content-security-policy"] = f"{content_policy()}; sandbox allow-scripts allow-popups allow-modals"
    else:
        headers["content-disposition"] = f'attachment; filename="{order.kind.value}.{suffix}"'
    return Response(raw, media_type=TYPES[suffix], headers=headers)


KIND_WORDS = {
    ReportKind.CASE: "All of the case",
    ReportKind.DAILY: "What a day brought",
    ReportKind.WEEKLY: "What a week brought",
    ReportKind.INCIDENT: "One incident",
}


def _order(get: object) -> ReportOrder:
    """What is asked for; CaseError `serve.report` with every fault."""
    faults: list[Fault] = []

    def value(name: str) -> str | None:
        return str(get(name, "")).strip() or None  # type: ignore[operator]

    def moment(name: str) -> str | None:
        given = value(name)
        try:
            return check_iso(given) if given else None
        except ValueError as error:
            faults.append(Fault("serve.report", f"{error}; write 2016-09-20", field=name))
            return None

    def number(name: str, usual: float, least: float) -> float:
        try:
            given = float(value(name) or usual)
        except ValueError:
            given = least - 1
        if not least <= given < 1e6:
            faults.append(Fault("serve.report", f"a number, {least:g} or more", field=name))
            return usual
        return given

    kind = value("kind") or ReportKind.CASE.value
    if kind not in tuple(ReportKind):
        faults.append(Fault("serve.report", f"no such report; there are {', '.join(ReportKind)}", field="kind"))
        kind = ReportKind.CASE.value
    incident = value("incident") if kind == ReportKind.INCIDENT.value else None
    if kind == ReportKind.INCIDENT.value and incident is None:
        faults.append(Fault("serve.report", "which incident?", field="incident"))
    at, since = moment("at"), moment("since")
    delay, grain = number("delay", DELAY_DAYS, 0), number("grain", GRAIN_KM, 1)
    if faults:
        raise CaseError(*faults)
    policy = PublicPolicy(int(delay), grain) if value("public") == "yes" else None
    return ReportOrder(ReportKind(kind), at, since, incident, policy)
