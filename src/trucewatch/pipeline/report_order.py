"""What is asked of a report, and the files that it can be written as."""

from __future__ import annotations

from dataclasses import dataclass

from trucewatch.report.public import PublicPolicy
from trucewatch.report.sheet import ReportKind

FORMATS = (".html", ".htm", ".docx", ".md", ".pdf")


@dataclass(frozen=True)
class ReportOrder:
    """What is asked for.

    Attributes:
        kind: all of the case, a day, a week, or one incident.
        at: ISO 8601, the moment that the report speaks of; None: all that is known, and for a day or a week the day
            of the last document.
        since: ISO 8601, the moment of the report before; None: a day or a week before `at`.
        incident: the beginning of an incident's id, or its number in the report, for `kind` incident.
    """

    kind: ReportKind = ReportKind.CASE
    at: str | None = None
    since: str | None = None
    incident: str | None = None
    public: PublicPolicy | None = None
    """What is held back from readers outside; None: a report for those who work on the case."""
