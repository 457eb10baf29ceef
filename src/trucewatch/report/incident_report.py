"""The report on one incident: its tellings by field, the words of each origin, who stands behind whom, its history."""

from __future__ import annotations

from trucewatch.report.content import (
    Block,
    Bullets,
    Content,
    Drawing,
    Line,
    Run,
    Section,
    Table,
    join,
    line,
    paragraph,
    quoted,
    runs_of,
    said,
)
from trucewatch.report.findings import view_findings
from trucewatch.report.lineage import change_line, relation_line, view_history, view_relations
from trucewatch.report.origin_graph import draw_graph, origin_words, view_graph
from trucewatch.report.rulings import ruling_words, view_rulings
from trucewatch.report.sheet import ReportKind, Sheet
from trucewatch.report.situation import assemble, incident_list, sources_section
from trucewatch.report.situation_assessment import finding_reasons
from trucewatch.report.situation_incidents import harm_line, version_line
from trucewatch.report.tellings import Column, IncidentView
from trucewatch.report.versions import Revision, view_revisions, view_versions
from trucewatch.report.words import date_words, word


def incident_report(sheet: Sheet, view: IncidentView, generated: str) -> Content:
    """All that the record holds on one incident.

    Args:
        sheet: the record and its views.
        view: the incident.
        generated: when the report was made, ISO 8601, from the caller's clock.
    """
    sections = [
        _summary(view),
        _tellings(view),
        _words(view),
        _origins(sheet, view),
        _history(sheet, view),
        _grade(sheet, view),
        _findings(sheet, view),
        *_others(sheet, view),
    ]
    cited = {cite.document for section in sections for run in runs_of(section.blocks) for cite in run.cites}
    cited |= set(view.incident.documents)
    sections.append(sources_section(sheet.index, [one for one in sheet.index.documents if one.id in cited]))
    return assemble(sheet, ReportKind.INCIDENT, sections, generated, view.short)


def _summary(view: IncidentView) -> Section:
    gist = view.gist
    who = f"{gist.who} → {gist.whom}" if gist.who and gist.whom else gist.who or gist.whom
    lines = [
        line(Run("When: ", muted=True), view.when),
        line(Run("Where: ", muted=True), view.incident.place or view.where or "place unknown"),
        line(Run("As told: ", muted=True), who or "nobody named"),
        line(Run("Grade: ", muted=True), Run(view.grade, href="#grade", strong=True), f"; {view.sum}"),
    ]
    harm = harm_line(gist.harm)
    if harm:
        lines.insert(3, line(Run("Harm, lowest to highest as told: ", muted=True), *harm))
    if view.disputed:
        lines.append(line(Run("Disputed: ", muted=True), Run(", ".join(view.disputed), href="#tellings")))
    return Section("summary", "In short", (Bullets(tuple(lines)),))


def _tellings(view: IncidentView) -> Section:
    rows = []
    for item in view_versions(view):
        values = join((version_line(version, True) for version in item.versions), "; ")
        silent = line(Run(", ".join(item.silent), muted=True)) if item.silent else line("nobody")
        rows.append((line(item.label), line(Run(item.state, strong=item.state == "disputed")), values, silent))
    table = Table("Tellings by field", ("Field", "Tellings are", "What is told, and by whom", "Silent"), tuple(rows))
    blocks: tuple[Block, ...] = (table,) if rows else (paragraph("No field of this incident has a value."),)
    return Section("tellings", "What each origin tells", blocks)


def _words(view: IncidentView) -> Section:
    rows = tuple(
        (
            line(Run(column.name, strong=True), f" (answers to {column.side})" if column.side else None),
            line(f"{column.kind}; {column.dependence}"),
            line(column.stance),
            _quotes(column),
        )
        for column in view.columns
    )
    head = ("Origin", "What it is", "Stance", "In its words")
    return Section("words", "In their words", (Table("Words of each origin", head, rows),))


def _quotes(column: Column) -> Line:
    parts = (line(said(f"“{cite.quote}”", [cite, *same])) for cite, same in column.quotes)
    return join(parts) or line(quoted(None))


def _origins(sheet: Sheet, view: IncidentView) -> Section:
    title = "Which documents lead to which origins"
    graph = view_graph(sheet.index, view)
    words = tuple(line(origin_words(origin)) for origin in graph.origins)
    note = paragraph("A dashed line leads to an origin whose independence cannot be told. Copies add no origin.")
    return Section("origins", "Origins", (Drawing(draw_graph(graph, title), title, words), note))


def _history(sheet: Sheet, view: IncidentView) -> Section:
    """How one origin's counts went, what became of the incident and what bears on it, and when it was told."""
    revisions = view_revisions(sheet.index, view)
    blocks: list[Block] = []
    if revisions:
        blocks.append(paragraph("Counts that one origin gave otherwise later; a revision is no dispute."))
        blocks.append(Bullets(tuple(revision_line(item) for item in revisions)))
    views = {one.incident.id: one for one in sheet.incidents}
    changed = view_history(view, views, sheet.history)
    if changed:
        blocks += [paragraph("What became of it, build by build:"), Bullets(tuple(map(change_line, changed)))]
    relations = view_relations(sheet.index, view, views)
    if relations:
        blocks += [paragraph("What else bears on it:"), Bullets(tuple(map(relation_line, relations)))]
    told = [one for one in sheet.index.documents if one.id in view.incident.documents]
    lines = (
        line(
            date_words(one.published), ": ", f"D{sheet.index.numbers[one.id]} {sheet.index.source(one) or ''}".rstrip()
        )
        for one in told
    )
    blocks += [paragraph("Told in, by date:"), Bullets(tuple(lines))]
    return Section("history", "History", tuple(blocks))


def revision_line(item: Revision) -> Line:
    """One origin's counts in order: "62 (17 September, D3), 83 (18 September, D7)"."""
    figures = join(
        (line(said(figure.text, [figure.cite]), f" ({figure.when}, D{figure.number})") for figure in item.figures),
        " → ",
    )
    return line(Run(f"{item.origin}, {item.label.lower()}: ", strong=True), *figures)


def _others(sheet: Sheet, view: IncidentView) -> list[Section]:
    """The other incidents that the history names, none where it names none."""
    views = {one.incident.id: one for one in sheet.incidents}
    lists = [item.incidents for item in view_history(view, views, sheet.history)]
    lists += [item.incidents for item in view_relations(sheet.index, view, views)]
    others = {one.id: one for listed in lists for one in listed}
    return [Section("others", "Annex: other incidents named here", (incident_list(others.values()),))] if others else []


def _grade(sheet: Sheet, view: IncidentView) -> Section:
    incident, index = view.incident, sheet.index
    lines = [line(index.neutral(reason)) for reason in incident.support.reasons]
    lines += [line(Run(f"{label}: ", muted=True), ", ".join(names)) for label, names in view.support]
    one = [line(index.in_words(reason)) for reason in incident.reasons]
    one += [line(Run(f"{column.name}: ", strong=True), column.reason) for column in view.columns]
    blocks: list[Block] = [paragraph("Grade: ", Run(word(incident.support.grade), strong=True), f"; {view.sum}.")]
    blocks += [Bullets(tuple(lines)), paragraph("Why one incident, and why these origins:"), Bullets(tuple(one))]
    rulings = view_rulings(index, [view]).on(incident.id, *incident.claims)
    if rulings:
        blocks.append(paragraph("Rulings by persons, beside what the rules give:"))
        blocks.append(Bullets(tuple(line(ruling_words(ruling)) for ruling in rulings)))
    return Section("grade", "Grade, with its reasons", tuple(blocks))


def _findings(sheet: Sheet, view: IncidentView) -> Section:
    rows = [
        (
            line(Run(term.title, strong=True)),
            line(item.party),
            line(Run(item.words, strong=True), *(f"; {part}" for part in (item.attribution, item.answers) if part)),
            line(f"{item.applicability}; {item.standard}"),
            finding_reasons(item),
        )
        for term in view_findings(sheet.index, [view])
        for group in term.found
        for item in group.findings
        if item.key[0] == view.incident.id
    ]
    if not rows:
        return Section("findings", "Findings", (paragraph("No term of an agreement was held to this incident."),))
    head = ("Term", "Party", "Finding", "Applicability; standard", "Reasons, and what follows by each account")
    note = paragraph("What follows by rule. “Breach” is a person’s word alone, and no finding calls anybody guilty.")
    return Section("findings", "Findings", (note, Table("Findings", head, tuple(rows))))
