"""The status of the truce at each moment at which it changed, by rule, from a record that is there."""

from __future__ import annotations

from collections.abc import Mapping

from trucewatch.assess.local import local_bounds, zone_of
from trucewatch.assess.status import status_at, whole_at
from trucewatch.assess.view import last_moment
from trucewatch.pipeline.books import Books
from trucewatch.records.actors import Actor
from trucewatch.records.assessments import Status
from trucewatch.records.calendar import bounds
from trucewatch.records.cases import CaseRecord
from trucewatch.records.documents import Document

DAY = len("0000-00-00")
MOST_NAMED = 8


def actors_of(books: Books) -> Mapping[str, Actor]:
    """Every actor that the case knows, by id."""
    return books.book.entries


def status_history(record: CaseRecord, books: Books, at: str | None) -> tuple[Status, ...]:
    """The derived status at each moment up to `at` at which somebody spoke, changes only; the last is that of `at`.

    A word whose day is not told counts from when it was known: when its document came out. Moments are put in order
    as moments, whatever zone and fineness they are written in.
    """
    agreement, statements, actors = record.files.agreement, record.statements, actors_of(books)
    moments = {known for one in statements if (known := one.begin or one.finish) is not None}
    clocks = agreement.clocks if agreement else ()
    told_by_parties = {one.incident for one in record.findings if one.accusers}
    moments |= {one.begin for one in record.incidents if one.begin is not None and one.id in told_by_parties}
    moments |= {moment for clock in clocks for moment in (clock.begin, clock.finish) if moment is not None}
    zone = zone_of(agreement)
    asked = local_bounds(at, zone)
    latest = asked[1] if asked is not None else last_moment(statements, zone)
    spans = {moment: found for moment in moments if (found := local_bounds(moment, zone)) is not None}
    spans = {moment: span for moment, span in spans.items() if latest is not None and span[1] <= latest}
    days = {moment for moment in spans if len(moment) == DAY}
    history: list[Status] = []
    for moment in sorted(spans, key=lambda one: (spans[one], one)):
        if len(moment) > DAY and moment[:DAY] in days:
            continue  # told for the day as a whole
        status = whole_at(agreement, statements, moment, actors, incidents=record.incidents, findings=record.findings)
        if not history or (status.value, status.by) != (history[-1].value, history[-1].by):
            history.append(status)
    return (*history, last_status(record, books, at))


def last_status(record: CaseRecord, books: Books, at: str | None) -> Status:
    """The status as of `at`, or of all that is known."""
    agreement, actors = record.files.agreement, actors_of(books)
    return status_at(agreement, record.statements, at, actors, incidents=record.incidents, findings=record.findings)


def undated(documents: tuple[Document, ...] | list[Document]) -> str | None:
    """What must be said of documents whose date is unknown when a record is cut at a moment; None: nothing."""
    names = [document.name for document in documents if bounds(document.published) is None]
    if not names:
        return None
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return f"Of unknown date, so kept, though published later perhaps: {', '.join(names[:MOST_NAMED])}{more}."
