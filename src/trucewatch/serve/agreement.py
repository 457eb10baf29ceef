"""The agreement: its terms in their words, findings and duties by term, clocks, and the same yardstick for all."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from trucewatch.pipeline.auditing import audit_record, tallies_of
from trucewatch.report.agreement import view_agreement
from trucewatch.report.documents import view_tally
from trucewatch.report.parties import view_audit, view_beside, view_symmetry
from trucewatch.report.truce import view_commitments, view_truce
from trucewatch.serve.bench import Bench


def agreement(bench: Bench, request: Request) -> Response:
    """The page of the agreement."""
    snapshot = bench.desk.snapshot()
    record, index = snapshot.record, snapshot.index
    names = {place.id: place.name for place in record.files.places}
    text = record.files.agreement
    views = snapshot.all_views()
    view = {
        "agreement": view_agreement(text, index.actor, lambda place: names.get(place, place)) if text else None,
        "terms": text.terms if text else (),
        "truce": view_truce(index, snapshot.statuses, None),
        "commitments": view_commitments(index),
        "findings": snapshot.findings,
        "rulings": snapshot.rulings,
        "tallies": [view_tally(index, tally) for tally in record.supported[1]],
        "beside": view_beside(tallies_of(record, snapshot.books), views),
        "symmetry": view_symmetry(index, views),
        "audit": view_audit(audit_record(record, snapshot.books), views),
    }
    return bench.page(request, "agreement_page.html.j2", "agreement", view)
