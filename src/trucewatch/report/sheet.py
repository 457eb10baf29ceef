"""Sheet: all that the sections of a situation report are written from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from trucewatch.records.assessments import Status
from trucewatch.records.audits import Audit, TallyComparison
from trucewatch.records.calendar import bounds, extent
from trucewatch.records.incidents import Incident
from trucewatch.report.changes import Changes
from trucewatch.report.index import CaseIndex
from trucewatch.report.lineage import History
from trucewatch.report.tellings import IncidentView
from trucewatch.report.words import date_words


class ReportKind(StrEnum):
    """What a report is about: all of a case, a day, a week, or one incident."""

    CASE = "case"
    DAILY = "daily"
    WEEKLY = "weekly"
    INCIDENT = "incident"


@dataclass(frozen=True)
class Period:
    """From the end of `since` to the end of `until`, ISO 8601; None: without that limit."""

    since: str | None = None
    until: str | None = None

    def holds(self, incident: Incident) -> bool:
        """Whether an incident may have happened within the period; of one without a date that is not said."""
        span = extent(incident.begin, incident.finish)
        after, until = bounds(self.since), bounds(self.until)
        if span is None:
            return False
        return (after is None or span[1] > after[1]) and (until is None or span[0] < until[1])

    def words(self) -> str:
        """The period in words."""
        until = date_words(self.until) if self.until else "the last word in the record"
        return f"after {date_words(self.since)}, up to {until}" if self.since else f"up to {until}"


@dataclass(frozen=True)
class Sheet:
    """A record with its views, the period, and what changed in it."""

    index: CaseIndex
    incidents: list[IncidentView]
    statuses: Sequence[Status]
    """The status at each change, in order; the last is that of the report."""
    status_before: Status | None
    """The status at the start of the period, None where there is none."""
    period: Period
    changes: Changes | None
    """None where the report is on no period."""
    audit: Audit | None = None
    comparisons: Sequence[TallyComparison] = ()
    """Tallies beside what the record holds of them."""
    history: History = field(default_factory=dict)
    public: bool = False
    """Whether the record is a public one (`public_record`)."""

    def view(self, identifier: str) -> IncidentView | None:
        """The view of an incident."""
        return next((view for view in self.incidents if view.incident.id == identifier), None)

    def new(self) -> list[IncidentView]:
        """Incidents that happened in the period, or came into the record in it; all, where there is no period."""
        if self.changes is None:
            return self.incidents
        added = {incident.id for incident in self.changes.incidents}
        return [view for view in self.incidents if view.incident.id in added or self.period.holds(view.incident)]

    def grown(self) -> list[IncidentView]:
        """Earlier incidents that are told otherwise now."""
        told = {growth.incident.id for growth in self.changes.grown} if self.changes else set()
        shown = {view.incident.id for view in self.new()}
        return [view for view in self.incidents if view.incident.id in told - shown]
