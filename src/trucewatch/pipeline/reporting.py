"""The reports of a case: which record at which moments, and which writer."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from trucewatch.errors import CaseError, Fault
from trucewatch.pipeline.auditing import audit_record, tallies_of
from trucewatch.pipeline.opened import OpenedCase
from trucewatch.pipeline.publishing import Publisher
from trucewatch.pipeline.report_order import ReportOrder
from trucewatch.pipeline.statuses import actors_of, status_history
from trucewatch.records.calendar import bounds
from trucewatch.records.cases import CaseRecord
from trucewatch.records.incidents import IncidentChange
from trucewatch.report.changes import Changes, changes_between
from trucewatch.report.content import Content
from trucewatch.report.content_docx import write_docx
from trucewatch.report.content_html import write_html
from trucewatch.report.content_markdown import write_markdown
from trucewatch.report.content_pdf import write_pdf
from trucewatch.report.daily import daily
from trucewatch.report.html import render_report
from trucewatch.report.incident_report import incident_report
from trucewatch.report.index import CaseIndex
from trucewatch.report.lineage import History
from trucewatch.report.public import PublicPolicy
from trucewatch.report.sheet import Period, ReportKind, Sheet
from trucewatch.report.situation import situation
from trucewatch.report.tellings import IncidentView, view_incidents

DAYS = {ReportKind.DAILY: 1, ReportKind.WEEKLY: 7}
DAY = len("2016-09-20")


def report_page(case: OpenedCase, at: str | None, generated: str, public: PublicPolicy | None = None) -> str:
    """The case as one HTML page, as of `at` (None: all that is known), stamped `generated`."""
    publisher = Publisher(case, public, generated)
    until = publisher.latest(at)
    record = publisher.record(until)
    return render_report(
        record,
        at=until,
        statuses=status_history(record, case.books, until),
        generated=generated,
        actors=tuple(actors_of(case.books).values()),
        public=public is not None,
        audit=audit_record(record, case.books),
        comparisons=tallies_of(record, case.books),
        history=_history(case, record),
    )


def report_file(case: OpenedCase, order: ReportOrder, suffix: str, generated: str) -> bytes:
    """A report as the bytes of a file of the kind that `suffix` names.

    The whole case as HTML is the page with full texts; everything else is a situation or incident report.

    Raises:
        CaseError: the incident is not in the record, or the period ends before it begins.
    """
    if order.kind is ReportKind.CASE and order.since is None and suffix in (".html", ".htm"):
        return report_page(case, order.at, generated, order.public).encode("utf-8")
    content = report_content(case, order, generated)
    if suffix == ".docx":
        return write_docx(content, generated)
    if suffix == ".pdf":
        return write_pdf(content, generated)
    return (write_markdown if suffix == ".md" else write_html)(content).encode("utf-8")


def report_content(case: OpenedCase, order: ReportOrder, generated: str) -> Content:
    """A situation or incident report as content, for any writer."""
    publisher = Publisher(case, order.public, generated)
    period = _period(publisher, order)
    sheet = _sheet(publisher, period)
    if order.kind is ReportKind.INCIDENT:
        return incident_report(sheet, _incident(sheet, order.incident or ""), generated)
    if order.kind is ReportKind.DAILY:
        return daily(sheet, generated)
    return situation(sheet, order.kind, generated)


def _sheet(publisher: Publisher, period: Period) -> Sheet:
    case, record = publisher.case, publisher.record(period.until)
    index = CaseIndex(record, actors_of(case.books).values())
    changes: Changes | None = None
    before = None
    if period.since is not None:
        earlier = publisher.record(period.since)
        changes = changes_between(earlier, record, period.since)
        before = status_history(earlier, case.books, period.since)[-1]
    statuses = status_history(record, case.books, period.until)
    return Sheet(
        index=index,
        incidents=view_incidents(index),
        statuses=statuses,
        status_before=before,
        period=period,
        changes=changes,
        audit=audit_record(record, case.books),
        comparisons=tallies_of(record, case.books),
        history=_history(case, record),
        public=publisher.policy is not None,
    )


def _history(case: OpenedCase, record: CaseRecord) -> History:
    """What became of the record's incidents from build to build."""
    changed = [(entry.at, change) for entry in case.history.entries() for change in entry.changes]
    found: defaultdict[str, list[tuple[str, IncidentChange]]] = defaultdict(list)
    for at, change in changed:
        for name in dict.fromkeys((change.incident, *change.others)):
            found[name].append((at, change))
    return {incident.id: found[incident.id] for incident in record.incidents if incident.id in found}


def _period(publisher: Publisher, order: ReportOrder) -> Period:
    """The period that is asked for; a day or a week where none is, back from `at` or from the last document."""
    if order.kind not in DAYS:
        return _checked(Period(order.since, publisher.latest(order.at)))
    until = publisher.latest(order.at) or _last_day(publisher.case.record())
    if until is None:
        message = "no document has a known date, so there is no last day; name one with --at"
        raise CaseError(Fault("report.no-date", message, str(publisher.case.folder)))
    return _checked(Period(order.since or _days_before(until, DAYS[order.kind]), until))


def _checked(period: Period) -> Period:
    since, until = bounds(period.since), bounds(period.until)
    if since is not None and until is not None and since[1] >= until[1]:
        message = f"the period would end ({period.until}) before it begins ({period.since}); give --since before --at"
        raise CaseError(Fault("report.period", message))
    return period


def _last_day(record: CaseRecord) -> str | None:
    """The day of the last document that has a date."""
    spans = [(span, one.published) for one in record.documents if (span := bounds(one.published)) is not None]
    return max(spans)[0][0].date().isoformat() if spans else None


def _days_before(moment: str, days: int) -> str:
    """The same moment so many days earlier; a month or a year counts from its first day."""
    day = date.fromisoformat(f"{moment}-01-01"[:DAY] if len(moment) < DAY else moment[:DAY])
    return date.fromordinal(max(day.toordinal() - days, 1)).isoformat() + moment[DAY:]


def _incident(sheet: Sheet, wanted: str) -> IncidentView:
    """The incident with this number or with an id that begins so.

    Raises:
        CaseError: there is none, or more than one.
    """
    numbered = [view for view in sheet.incidents if wanted == str(view.number)]
    found = numbered or [view for view in sheet.incidents if wanted and view.incident.id.startswith(wanted)]
    if len(found) == 1:
        return found[0]
    some = ", ".join(view.incident.id for view in found[:8])
    message = f"{len(found)} incidents begin so: {some}" if found else "no incident of the record has this id or number"
    raise CaseError(Fault("report.incident", f"{message}; `trucewatch report` lists them all", wanted or "--incident"))
