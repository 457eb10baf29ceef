"""Grouping: incidents within the agreement's time first, then those before it, then those without a date."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from trucewatch.records.agreements import Agreement, Clock
from trucewatch.records.cases import CaseRecord
from trucewatch.records.documents import Document
from trucewatch.records.incidents import Grade, Incident
from trucewatch.report.timescale import day_of

WITHIN, BEFORE, UNDATED = "within", "before", "undated"
ORDER = (WITHIN, BEFORE, UNDATED)
BEST_FIRST = (Grade.CONFIRMED, Grade.FAIR, Grade.CONTESTED, Grade.WEAK, Grade.DISCOUNTED)


@dataclass(frozen=True)
class Start:
    """When the agreement's time begins: the first of its clocks that has a beginning."""

    day: float
    clock: Clock


def start_of(agreement: Agreement | None) -> Start | None:
    """The start of the agreement's time, None where no clock has a date to begin."""
    clocks = agreement.clocks if agreement else ()
    found = [Start(day, clock) for clock in clocks if (day := day_of(clock.begin)) is not None]
    return min(found, key=lambda start: start.day, default=None)


def group_of(incident: Incident, start: Start | None) -> str:
    """Which group an incident belongs to; one that may reach into the agreement's time is within it."""
    latest = day_of(incident.finish or incident.begin, last=True)
    if latest is None:
        return UNDATED
    return BEFORE if start is not None and latest < int(start.day) else WITHIN


def order_in(incident: Incident, start: Start | None) -> tuple[int, str, str, str]:
    """By group, then by date, unknown dates last."""
    group = ORDER.index(group_of(incident, start))
    return (group, incident.begin or incident.finish or "~", incident.finish or "~", incident.title)


def numbered_documents(documents: Iterable[Document]) -> list[Document]:
    """Documents in the order of their numbers, D1 first: by date, unknown dates last."""
    return sorted(documents, key=lambda item: (item.published or "~", item.name, item.id))


def numbered_incidents(record: CaseRecord) -> list[Incident]:
    """Incidents in the order of their numbers, the same in every report, list and answer on one record."""
    start = start_of(record.files.agreement)
    return sorted(record.incidents, key=lambda incident: order_in(incident, start))


def support_ranks(incidents: Sequence[Incident]) -> dict[str, int]:
    """Each incident's place by support: grade, then independent origins, then documents, then as they stand."""
    ranked = sorted(
        enumerate(incidents),
        key=lambda item: (
            BEST_FIRST.index(item[1].support.grade),
            -len(item[1].support.independent),
            -item[1].support.documents,
            item[0],
        ),
    )
    return {incident.id: rank for rank, (_, incident) in enumerate(ranked, 1)}
