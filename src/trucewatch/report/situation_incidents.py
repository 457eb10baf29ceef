"""The situation report's incidents: by grade, each with what is told by whom; and the disputes."""

from __future__ import annotations

from collections.abc import Iterable

from trucewatch.report.changes import Growth
from trucewatch.report.content import Block, Bullets, Entry, Line, Run, Section, Table, join, line, paragraph, said
from trucewatch.report.disputes import view_disputes
from trucewatch.report.fields import field_name, short_label
from trucewatch.report.gist import HarmRange
from trucewatch.report.grouping import BEST_FIRST
from trucewatch.report.sheet import Sheet
from trucewatch.report.tellings import IncidentView
from trucewatch.report.versions import FieldVersions, Version, view_versions
from trucewatch.report.words import plural, word


def incidents_section(sheet: Sheet) -> Section:
    """The incidents of the period, best supported first; then earlier ones with news; the others as numbers."""
    shown = sheet.new()
    blocks: list[Block] = [_counts(shown)]
    for grade in BEST_FIRST:
        views = [view for view in shown if view.incident.support.grade is grade]
        if views:
            entries = tuple(incident_entry(sheet, view) for view in views)
            blocks.append(Entry(f"grade-{grade.value}", f"{word(grade).capitalize()} ({len(views)})", entries))
    grown = sheet.grown()
    if grown:
        entries = tuple(incident_entry(sheet, view) for view in grown)
        blocks.append(Entry("grown", f"Known before, told otherwise now ({len(grown)})", entries))
    rest = len(sheet.incidents) - len(shown) - len(grown)
    if rest:
        blocks.append(paragraph(f"{plural(rest, 'earlier incident')} of the record: nothing new in this period."))
    return Section("incidents", "Incidents by grade", tuple(blocks))


def _counts(views: list[IncidentView]) -> Block:
    if not views:
        return paragraph("No incident of this period is in the record.")
    rows: list[tuple[Line, ...]] = []
    for grade in BEST_FIRST:
        count = sum(view.incident.support.grade is grade for view in views)
        number = Run(str(count), href=f"#grade-{grade.value}" if count else "")
        rows.append((line(Run(word(grade), strong=True)), (number,)))
    rows.append((line(Run("all", strong=True)), line(str(len(views)))))
    return Table("Incidents by grade", ("Grade", "Incidents"), tuple(rows))


def incident_entry(sheet: Sheet, view: IncidentView) -> Entry:
    """One incident: grade with its reasons, each field with who says what, what is new."""
    growth = (
        next((g for g in sheet.changes.grown if g.incident.id == view.incident.id), None) if sheet.changes else None
    )
    items = [_support(sheet, view)]
    items += [_field_line(item) for item in view_versions(view)]
    if growth is not None:
        items.append(line(Run("New: ", strong=True), growth_words(sheet, growth)))
    head = line(Run(word(view.incident.support.grade), strong=True), f"; {view.sum}", _as_told(view))
    return Entry(view.id, f"{view.number}. {view.short} — {view.when}", (paragraph(*head), Bullets(tuple(items))))


def _as_told(view: IncidentView) -> Run | None:
    gist = view.gist
    who = f"{gist.who} → {gist.whom}" if gist.who and gist.whom else (f"by {gist.who}" if gist.who else "")
    return Run(f". As told: {who}") if who else None


def harm_line(harm: Iterable[HarmRange]) -> Line:
    """The lowest and the highest count of each kind of harm, each with its words."""
    parts = []
    for item in harm:
        low = said(f"{item.label}: {item.low}" if item.label else item.low, [item.low_cite])
        parts.append(line(low, " to " if item.high else None, said(item.high, [item.high_cite]) if item.high else None))
    return join(parts)


def _support(sheet: Sheet, view: IncidentView) -> Line:
    reasons = "; ".join(sheet.index.neutral(reason) for reason in view.incident.support.reasons)
    roles = "; ".join(f"{label.lower()}: {', '.join(names)}" for label, names in view.support)
    return line(
        Run("Why this grade: ", strong=True), reasons or "no reasons are recorded", f" ({roles})" if roles else ""
    )


def _field_line(item: FieldVersions) -> Line:
    mark = f" ({item.state})" if item.state in ("disputed", "agreed") else ""
    several = len({name for version in item.versions for name in version.origins}) > 1 or item.state != "one origin"
    values = join(version_line(version, several) for version in item.versions)
    return line(Run(f"{item.label}{mark}: ", strong=True), *(values or line(Run("not said", muted=True))))


def version_line(version: Version, named: bool) -> Line:
    """One value with its words, and the origins that give it where `named`."""
    text = said(version.text, version.cites, former=version.former)
    before = Run("before: ", muted=True) if version.former else None
    return line(before, text, f" ({', '.join(version.origins)})" if named or version.former else None)


def growth_words(sheet: Sheet, growth: Growth) -> str:
    """What is new of an incident, in words."""
    index, incident = sheet.index, growth.incident
    names = {telling.origin.id: telling.origin.name for telling in incident.tellings}
    numbers = ", ".join(f"D{index.numbers[name]}" for name in growth.documents if name in index.numbers)
    now = word(incident.support.grade)
    parts = [
        f"{plural(len(growth.documents), 'document')} more ({numbers})" if growth.documents else "",
        f"told by {', '.join(index.neutral(names[one]) for one in growth.origins)} as well" if growth.origins else "",
        f"grade {now}, before {word(growth.grade_before)}" if growth.grade_before else "",
        f"disputed now: {_labels(growth.disputed)}" if growth.disputed else "",
        f"no longer disputed: {_labels(growth.settled)}" if growth.settled else "",
        f"one with: {'; '.join(index.neutral(title) for title in growth.merged)}" if growth.merged else "",
    ]
    return "; ".join(part for part in parts if part)


def _labels(fields: Iterable[str]) -> str:
    return ", ".join(short_label(field_name(name)) for name in fields)


def disputes_section(sheet: Sheet) -> Section:
    """Every dispute of the incidents that the report shows: each value with who gives it and in which words."""
    shown = {view.id for view in (*sheet.new(), *sheet.grown())}
    rows = []
    for item in view_disputes(sheet.index, sheet.incidents):
        if item.incident.id not in shown:
            continue
        sides = join(line(said(side.value, side.cites), f" ({', '.join(side.origins)})") for side in item.sides)
        name = Run(f"{item.incident.number}. {item.incident.short}", href=f"#{item.incident.id}")
        rows.append((line(name), line(item.label), sides))
    if not rows:
        return Section("disputes", "Disputes", (paragraph("No two origins contradict each other in this report."),))
    table = Table("Disputes", ("Incident", "What", "According to whom"), tuple(rows))
    return Section("disputes", "Disputes", (paragraph("Neither side is chosen here."), table))
