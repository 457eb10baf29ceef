"""The situation report: what changed, status, incidents by grade, commitments, disputes, tallies, what is open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from trucewatch.records.documents import Document
from trucewatch.records.reliance import NOT_CHECKED
from trucewatch.report.cites import anchor
from trucewatch.report.content import (
    Block,
    Bullets,
    Content,
    Line,
    Run,
    Section,
    Table,
    line,
    notes_of,
    paragraph,
    said,
)
from trucewatch.report.index import CaseIndex
from trucewatch.report.public import version_words
from trucewatch.report.rulings import view_rulings
from trucewatch.report.sheet import ReportKind, Sheet
from trucewatch.report.situation_assessment import (
    commitments_section,
    tallies_section,
    unassessed_section,
    yardstick_section,
)
from trucewatch.report.situation_changes import changes_section
from trucewatch.report.situation_incidents import disputes_section, incidents_section
from trucewatch.report.situation_truce import status_section
from trucewatch.report.tellings import IncidentView
from trucewatch.report.truce import view_truce
from trucewatch.report.words import date_words, plural, word

CREED = "This report says who claims what, in which words, and how independently. It does not decide what is true."
KICKERS = {
    ReportKind.CASE: "Situation report · the whole record",
    ReportKind.DAILY: "Situation report · daily",
    ReportKind.WEEKLY: "Situation report · weekly",
    ReportKind.INCIDENT: "Incident report",
}


def situation(sheet: Sheet, kind: ReportKind, generated: str) -> Content:
    """The situation report of a period, or of a whole record.

    Args:
        sheet: the record, its views, the period and what changed in it.
        kind: a word for its head; the period alone decides what stands in it.
        generated: when it was made, ISO 8601, from the caller's clock.
    """
    sections = [glance_section(sheet)]
    if sheet.changes is not None:
        sections.append(changes_section(sheet))
    sections += [
        status_section(sheet),
        incidents_section(sheet),
        commitments_section(sheet),
        disputes_section(sheet),
        tallies_section(sheet),
        unassessed_section(sheet),
        yardstick_section(sheet),
        rulings_section(sheet),
        all_incidents_section(sheet),
        sources_section(sheet.index, sheet.index.documents),
    ]
    return assemble(sheet, kind, sections, generated)


def assemble(
    sheet: Sheet, kind: ReportKind, sections: list[Section], generated: str, title: str = "", *, brief: bool = False
) -> Content:
    """Sections as a report, with a note for every citation; `title` where it is not the case's own; see `Content`."""
    notes, numbers = notes_of(sheet.index, sections)
    settings = sheet.index.record.files.settings
    facts = (
        ("Period", sheet.period.words()),
        ("Report made", date_words(generated)),
        ("Version", version_words(sheet.public)),
    )
    return Content(
        title=title or settings.title,
        kicker=KICKERS[kind],
        facts=facts,
        notices=tuple(note for note in (settings.notice,) if note),
        creed=CREED,
        sections=tuple(sections),
        notes=notes,
        numbers=numbers,
        brief=brief,
    )


def glance_section(sheet: Sheet) -> Section:
    """The report in a few lines; every number leads to what it counts."""
    truce = view_truce(sheet.index, sheet.statuses, sheet.period.until)
    lines: list[Line] = []
    if truce.status is not None:
        lines.append(line("The truce, by rule: ", Run(truce.status.wording, href="#status", strong=True)))
    shown = [view for view in sheet.new() if view.incident.support.sure]
    unchecked = len(sheet.new()) - len(shown)
    grades = Counter(word(view.incident.support.grade) for view in shown)
    by_grade = ", ".join(f"{count} {grade}" for grade, count in grades.most_common())
    lines.append(line(Run(plural(len(shown), "incident"), href="#incidents"), f": {by_grade}" if by_grade else None))
    if unchecked:
        lines.append(line(Run(plural(unchecked, "incident"), href="#incidents"), f" more, {NOT_CHECKED}"))
    disputed = sum(bool(view.incident.disputes) for view in shown)
    lines.append(line(Run(plural(disputed, "incident"), href="#disputes"), " told differently by different origins"))
    documents = sheet.changes.documents if sheet.changes is not None else sheet.index.record.documents
    new = " new in this period" if sheet.changes is not None else ""
    lines.append(line(Run(plural(len(documents), "document"), href="#sources"), new))
    return Section("glance", "At a glance", (Bullets(tuple(lines)),))


def rulings_section(sheet: Sheet) -> Section:
    """What persons ruled, and beside it what the program had."""
    rulings = view_rulings(sheet.index, sheet.incidents)
    if not rulings.entries:
        return Section("rulings", "Rulings by persons", (paragraph("Nobody has ruled on anything."),))
    rows = tuple(
        (
            line(Run(str(item.number), id=item.id)),
            line(
                Run(item.what, former=bool(item.ended)),
                f" (revoked by {item.ended})" if item.ended else None,
                f" (orphaned: {item.orphaned})" if item.orphaned else None,
                f": {'; '.join(item.changes)}" if item.changes else None,
            ),
            line("; ".join(subject.text for subject in item.subjects)),
            line(f"{item.by}, {item.at}"),
            line(item.reason),
        )
        for item in rulings.entries
    )
    return Section("rulings", "Rulings by persons", (Table("Rulings", ("No.", "Ruling", "On", "By", "Why"), rows),))


def all_incidents_section(sheet: Sheet) -> Section:
    """Every incident of the record on one line, so that a number always leads to something."""
    full = {view.id for view in (*sheet.new(), *sheet.grown())}
    title = "Annex: all incidents of the record"
    if not sheet.incidents:
        return Section("all-incidents", title, (paragraph("No incident is in the record."),))
    return Section("all-incidents", title, (incident_list(sheet.incidents, full),))


def incident_list(views: Iterable[IncidentView], full: Collection[str] = ()) -> Table:
    """Incidents on a line each: one that stands in full elsewhere leads there, the others have their words here."""
    rows = []
    for view in views:
        name = f"{view.number}. {view.short}"
        cites = [cite for column in view.columns[:1] for cite, _ in column.quotes[:1]]
        here = (Run("", id=view.id), said(name, cites))
        title = line(Run(name, href=f"#{view.id}")) if view.id in full else here
        rows.append(
            (title, line(view.when), line(view.where or view.incident.place or "place unknown"), line(view.grade))
        )
    return Table("Incidents", ("Incident", "When", "Where", "Grade"), tuple(rows))


def sources_section(index: CaseIndex, documents: Iterable[Document]) -> Section:
    """Documents: what each is, who published it and when, and the hash of its bytes."""
    rows = []
    for document in documents:
        title = line(Run(f"D{index.numbers[document.id]}", strong=True, id=anchor(document.id)))
        rows.append(
            (
                title,
                line(document.title or document.name),
                line(index.source(document) or "source unknown"),
                line(date_words(document.published)),
                line(document.url or "no address known"),
                line(Run(document.sha256[:16], muted=True)),
            )
        )
    head = ("No.", "Title", "Source", "Published", "Address", "SHA-256, first 16 digits")
    blocks: tuple[Block, ...] = (Table("Sources", head, tuple(rows)),) if rows else (paragraph("No documents."),)
    return Section("sources", "Annex: documents and sources", blocks)
