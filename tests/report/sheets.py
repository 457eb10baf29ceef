"""Sheets of the sample case: the whole of it, and the days after 15 May."""

from __future__ import annotations

from trucewatch.records.cases import CaseRecord
from trucewatch.records.incidents import Incident
from trucewatch.report.changes import changes_between
from trucewatch.report.content import Content
from trucewatch.report.index import CaseIndex
from trucewatch.report.sheet import Period, ReportKind, Sheet
from trucewatch.report.situation import situation
from trucewatch.report.tellings import view_incidents

from .sample import COURIER, RECORD, STATUSES, WIRE

MADE = "2031-05-22T09:30Z"


def before(record: CaseRecord = RECORD) -> CaseRecord:
    """The record as it was when only the wire and the courier were in it."""
    known = {WIRE.id, COURIER.id}

    def cut(incident: Incident) -> Incident | None:
        tellings = tuple(telling for telling in incident.tellings if set(telling.documents) <= known)
        if not tellings:
            return None
        claims = tuple(claim for telling in tellings for claim in telling.claims)
        return incident.model_copy(update={"tellings": tellings, "claims": claims, "documents": tuple(known)})

    cuts = [cut(incident) for incident in record.incidents]
    return record.model_copy(
        update={
            "documents": tuple(one for one in record.documents if one.id in known),
            "claims": tuple(one for one in record.claims if one.document in known),
            "incidents": tuple(one for one in cuts if one is not None),
            "statements": tuple(one for one in record.statements if one.document in known),
            "tallies": (),
            "commitments": (),
            "findings": (),
        }
    )


def sheet(record: CaseRecord = RECORD, since: str | None = None) -> Sheet:
    """A sheet of the record up to its last status."""
    index = CaseIndex(record)
    changes = changes_between(before(record), record, since) if since is not None else None
    first = STATUSES[0] if since is not None else None
    return Sheet(index, view_incidents(index), STATUSES, first, Period(since, "2031-05-21"), changes)


def content(record: CaseRecord = RECORD, since: str | None = None) -> Content:
    """A situation report of the sample."""
    return situation(sheet(record, since), ReportKind.WEEKLY if since else ReportKind.CASE, MADE)
