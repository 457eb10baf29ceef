"""The report of a case."""

from __future__ import annotations

from trucewatch.pipeline.build import actors_of, status_history
from trucewatch.pipeline.case import Case
from trucewatch.report.html import render_report


def report_page(case: Case, at: str | None, generated: str) -> str:
    """The case as one HTML page, as of `at` (None: all that is known), stamped `generated`."""
    book = tuple(actors_of(case.tools).values())
    record = case.record(at)
    statuses = status_history(record, case.tools, at)
    return render_report(record, at=at, statuses=statuses, generated=generated, actors=book)
