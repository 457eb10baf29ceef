"""All tables of an export, in the order in which an analyst opens them."""

from __future__ import annotations

from trucewatch.exchange.outgoing import Outgoing
from trucewatch.exchange.table_assessment import commitments_table, findings_table, statements_table
from trucewatch.exchange.table_claims import claims_table, tallies_table
from trucewatch.exchange.table_incidents import incidents_table, tellings_table
from trucewatch.exchange.table_sources import about_table, documents_table, sources_table
from trucewatch.exchange.tables import Table, columns_table

MAKERS = (
    incidents_table,
    claims_table,
    tellings_table,
    findings_table,
    commitments_table,
    statements_table,
    tallies_table,
    documents_table,
    sources_table,
)
"""Incidents first: what is asked for most."""


def tables_of(out: Outgoing) -> tuple[Table, ...]:
    """The tables, then the one that explains their columns, and what the export is."""
    made = tuple(make(out) for make in MAKERS)
    return (*made, columns_table(made), about_table(out))
