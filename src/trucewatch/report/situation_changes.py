"""The situation report's first question: what changed since the last one."""

from __future__ import annotations

from trucewatch.report.cites import anchor
from trucewatch.report.content import Block, Bullets, Line, Run, Section, line, paragraph, quoted, said
from trucewatch.report.documents import view_tally
from trucewatch.report.sheet import Sheet
from trucewatch.report.situation_incidents import growth_words
from trucewatch.report.speakers import view_said
from trucewatch.report.words import date_words, plural, word


def changes_section(sheet: Sheet) -> Section:
    """What the record holds now that it did not hold at the start of the period."""
    since = date_words(sheet.period.since)
    lines = [*_status_change(sheet), *_new_statements(sheet), *_incident_changes(sheet), *_other_changes(sheet)]
    blocks: tuple[Block, ...] = (Bullets(tuple(lines)),) if lines else (paragraph("Nothing in the record changed."),)
    return Section("changes", f"What changed since {since}", blocks)


def _status_change(sheet: Sheet) -> list[Line]:
    before, now = sheet.status_before, sheet.statuses[-1] if sheet.statuses else None
    if now is None:
        return []
    wording = sheet.index.neutral(now.wording)
    if before is None or before.wording == now.wording:
        return [line("Status: as before, ", Run(wording, href="#status", strong=True))]
    was = sheet.index.neutral(before.wording)
    return [line("Status: ", Run(wording, href="#status", strong=True), f"; before: {was}")]


def _new_statements(sheet: Sheet) -> list[Line]:
    index, changes = sheet.index, sheet.changes
    views = [view_said(index, item) for item in changes.statements] if changes else []
    told = [view for view in views if not view.outsider]
    lines = [
        line(Run(view.speaker, strong=True), f" {view.position}, {view.when}: ", quoted(view.cite)) for view in told
    ]
    outside = len(views) - len(told)
    return [*lines, line(f"{plural(outside, 'word')} of others on the truce")] if outside else lines


def _incident_changes(sheet: Sheet) -> list[Line]:
    if sheet.changes is None:
        return []
    lines: list[Line] = []
    added = {incident.id for incident in sheet.changes.incidents}
    for view in sheet.incidents:
        if view.incident.id in added:
            cites = [cite for column in view.columns[:1] for cite, _ in column.quotes[:1]]
            title = Run(f"{view.number}. {view.short}", href=f"#{view.id}")
            lines.append(line("New: ", title, said(f", {view.when}; {view.grade}", cites)))
    for growth in sheet.changes.grown:
        grown = sheet.view(growth.incident.id)
        if grown is not None:
            title = Run(f"{grown.number}. {grown.short}", href=f"#{grown.id}")
            lines.append(line("Told otherwise: ", title, f": {growth_words(sheet, growth)}"))
    return lines


def _other_changes(sheet: Sheet) -> list[Line]:
    changes = sheet.changes
    if changes is None:
        return []
    lines: list[Line] = []
    for item, before in changes.commitments:
        was = f"; before: {word(before)}" if before else ""
        lines.append(
            line("Commitment: ", Run(item.title, href=f"#commitment-{anchor(item.term)}"), f": {word(item.state)}{was}")
        )
    for tally in changes.tallies:
        view = view_tally(sheet.index, tally)
        lines.append(line("Tally: ", said(f"{view.count}, {view.holder}", [view.cite])))
    lines += [
        line(f"Ruling {entry.number} by {entry.decision.by}: {word(entry.decision.kind)}") for entry in changes.rulings
    ]
    if changes.documents:
        lines.append(line(Run(plural(len(changes.documents), "new document"), href="#sources")))
    return lines
