"""The symmetry audit and the tallies beside the record, of a case as last built."""

from __future__ import annotations

from trucewatch.assess.audit import audit
from trucewatch.assess.tallies import compare_tallies
from trucewatch.pipeline.books import Books
from trucewatch.pipeline.statuses import actors_of
from trucewatch.records.audits import Audit, TallyComparison
from trucewatch.records.cases import CaseRecord


def audit_record(record: CaseRecord, books: Books) -> Audit:
    """The parties beside one another."""
    return audit(
        record.files.agreement,
        record.supported[0],
        record.incidents,
        record.statements,
        record.findings,
        actors_of(books),
    )


def tallies_of(record: CaseRecord, books: Books) -> tuple[TallyComparison, ...]:
    """Each tally beside what the record holds of it."""
    claims, tallies = record.supported
    return compare_tallies(
        record.files.agreement,
        tallies,
        record.incidents,
        claims,
        record.documents,
        {source.id: source for source in record.files.sources},
        actors_of(books),
    )
