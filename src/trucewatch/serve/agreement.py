"""The agreement: its terms in their words, findings and duties by term, clocks, and the same yardstick for all."""

from __future__ import annotations

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response

from trucewatch.pipeline.auditing import audit_record, tallies_of
from trucewatch.report.agreement import view_agreement
from trucewatch.report.documents import view_tally
from trucewatch.report.findings import TermFindings
from trucewatch.report.parties import view_audit, view_beside, view_symmetry
from trucewatch.report.truce import view_commitments, view_truce
from trucewatch.serve.bench import Bench
from trucewatch.serve.snapshot import Snapshot

MOST = 40
"""Findings of one value under a term, and incidents behind one number, that the page shows."""


def agreement(bench: Bench, request: Request) -> Response:
    """The page of the agreement."""
    snapshot = bench.desk.snapshot()
    return bench.page(
        request, "agreement_page.html.j2", "agreement", snapshot.kept("agreement", lambda: _view(snapshot))
    )


def _view(snapshot: Snapshot) -> dict[str, object]:
    record, index = snapshot.record, snapshot.index
    names = {place.id: place.name for place in record.files.places}
    text = record.files.agreement
    views = snapshot.all_views()
    symmetry = view_symmetry(index, views)
    return {
        "agreement": view_agreement(text, index.actor, lambda place: names.get(place, place)) if text else None,
        "terms": text.terms if text else (),
        "truce": view_truce(index, snapshot.statuses, None),
        "commitments": view_commitments(index),
        "findings": [_cut(term) for term in snapshot.findings],
        "rulings": snapshot.rulings,
        "tallies": [view_tally(index, tally) for tally in record.supported[1]],
        "beside": view_beside(tallies_of(record, snapshot.books), views),
        "symmetry": replace(symmetry, behind=[replace(b, incidents=b.incidents[:MOST]) for b in symmetry.behind]),
        "most": MOST,
        "audit": view_audit(audit_record(record, snapshot.books), views),
    }


def _cut(term: TermFindings) -> TermFindings:
    """A term with the first findings of each value: the lists have all."""
    return replace(term, found=[replace(found, findings=found.findings[:MOST]) for found in term.found])
