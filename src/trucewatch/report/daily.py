"""The daily: two pages with what is new since the last one. Each incident is one sentence and one quote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from trucewatch.records.assessments import Commitment, CommitmentState
from trucewatch.records.calendar import bounds
from trucewatch.records.documents import Document
from trucewatch.records.reliance import NOT_CHECKED
from trucewatch.report.cites import Cite, anchor, shorten
from trucewatch.report.content import Block, Bullets, Content, Line, Run, Section, line, paragraph, runs_of
from trucewatch.report.documents import view_tally
from trucewatch.report.grouping import BEST_FIRST
from trucewatch.report.sheet import ReportKind, Sheet
from trucewatch.report.situation import assemble
from trucewatch.report.situation_assessment import OPEN, findings_shown
from trucewatch.report.situation_incidents import growth_words
from trucewatch.report.speakers import view_said
from trucewatch.report.tellings import IncidentView
from trucewatch.report.truce import view_truce
from trucewatch.report.words import date_words, plural, word

MOST_INCIDENTS, MOST_WORDS, MOST_GROWN, MOST_DUTIES, MOST_TALLIES, MOST_OPEN, MOST_DOCUMENTS = 12, 6, 6, 6, 4, 4, 20
"""What two pages hold; what is beyond it is counted, with its numbers in the case's report."""
QUOTE = 190
UNDONE = frozenset(
    {CommitmentState.OPEN, CommitmentState.PARTIAL, CommitmentState.CONTESTED, CommitmentState.DENIED}
    | {CommitmentState.ADEQUACY_CONTESTED, CommitmentState.UNKNOWN, CommitmentState.OVERDUE}
)
ORIGINS = 3


def daily(sheet: Sheet, generated: str) -> Content:
    """The daily of a sheet's period.

    Args:
        sheet: the record, its views, the period and what changed in it.
        generated: when it was made, ISO 8601, from the caller's clock.
    """
    sections = [
        Section("status", "Does the truce hold?", tuple(_status(sheet))),
        Section("incidents", "New incidents", tuple(_incidents(sheet))),
        Section("grown", "Known before, told otherwise now", tuple(_grown(sheet))),
        Section("duties", "Duties", tuple(_duties(sheet))),
        Section("tallies", "Counts over a time", tuple(_tallies(sheet))),
        Section("unassessed", "What could not be assessed", tuple(_unassessed(sheet))),
    ]
    quoted = {run.href for section in sections for run in runs_of(section.blocks)}
    sections.append(Section("sources", "Documents", tuple(_documents(sheet, quoted))))
    kept = [section for section in sections if section.blocks]
    return assemble(sheet, ReportKind.DAILY, kept, generated, brief=True)


def _status(sheet: Sheet) -> Iterator[Block]:
    truce = view_truce(sheet.index, sheet.statuses, sheet.period.until)
    if truce.status is None:
        yield paragraph("No status was derived: the record has no agreement and no word on a truce.")
    else:
        before = sheet.status_before
        was = sheet.index.neutral(before.wording) if before is not None else ""
        told = "as before" if was.casefold() == truce.status.wording.casefold() else f"before: {was}" if was else "new"
        yield paragraph("By rule: ", Run(truce.status.wording, strong=True), f" ({told}).")
    statements = sheet.changes.statements if sheet.changes is not None else ()
    ordered = sorted(statements, key=lambda one: not one.sure)
    views = [view for view in (view_said(sheet.index, one) for one in ordered) if not view.outsider and view.named]
    lines = [
        line(Run(view.speaker, strong=True), f" {view.position}: ", *_quote(view.cite)) for view in views[:MOST_WORDS]
    ]
    others = len(statements) - len(lines)
    if others:
        lines.append(line(f"{plural(others, 'more word')} on the truce."))
    if lines:
        yield Bullets(tuple(lines))


def _incidents(sheet: Sheet) -> Iterator[Block]:
    views = sorted(
        sheet.new(),
        key=lambda view: (not view.incident.support.sure, BEST_FIRST.index(view.incident.support.grade), view.number),
    )
    if not views:
        yield paragraph("No incident of this period is in the record.")
        return
    yield Bullets(tuple(_sentence(view) for view in views[:MOST_INCIDENTS]))
    if rest := views[MOST_INCIDENTS:]:
        yield paragraph(f"And {plural(len(rest), 'incident')} more: no. {_numbers(rest)}.")


def _sentence(view: IncidentView) -> Line:
    """One incident: what, when, who against whom, harm, on whose word, how well supported; and its first words."""
    gist = view.gist
    parties = f"{gist.who} → {gist.whom}" if gist.who and gist.whom else f"by {gist.who}" if gist.who else ""
    harm = "; ".join(
        f"{item.label}: {item.low}{f' to {item.high}' if item.high else ''}" if item.label else item.low
        for item in gist.harm
    )
    names = [column.name for column in view.columns]
    more = f" and {len(names) - ORIGINS} more" if len(names) > ORIGINS else ""
    parts = (
        view.when,
        parties,
        harm,
        f"according to {', '.join(names[:ORIGINS])}{more}",
        f"disputed: {', '.join(view.disputed)}" if view.disputed else "",
    )
    checked = "" if view.incident.support.sure else f", {NOT_CHECKED}"
    cites = [cite for column in view.columns for cite, _ in column.quotes[:1]]
    return line(
        Run(f"{view.number}. {view.short}", strong=True, id=view.id),
        f": {'; '.join(part for part in parts if part)}. ",
        Run(word(view.incident.support.grade).capitalize(), strong=True),
        f"{checked}. ",
        *_quote(cites[0] if cites else None),
    )


def _grown(sheet: Sheet) -> Iterator[Block]:
    grown = sheet.changes.grown if sheet.changes is not None else ()
    shown = {view.id for view in sheet.new()}
    views = {growth.incident.id: sheet.view(growth.incident.id) for growth in grown}
    told = [
        (growth, view) for growth in grown if (view := views[growth.incident.id]) is not None and view.id not in shown
    ]
    if told:
        yield Bullets(
            tuple(
                line(Run(f"{view.number}. {view.short}", strong=True), f": {growth_words(sheet, growth)}.")
                for growth, view in told[:MOST_GROWN]
            )
        )
    if rest := [view for _, view in told[MOST_GROWN:]]:
        yield paragraph(f"And {plural(len(rest), 'incident')} more: no. {_numbers(rest)}.")


def _duties(sheet: Sheet) -> Iterator[Block]:
    """What is overdue, first; then what is told otherwise now."""
    index = sheet.index
    lines: list[Line] = []
    overdue = set()
    for item in index.record.commitments:
        late = [owed.obligor for owed in item.owed if owed.state is CommitmentState.OVERDUE]
        if item.state is CommitmentState.OVERDUE or late or _is_past(item, sheet.period.until):
            overdue.add(item.term)
            due = f", due {date_words(item.due)}" if item.due else ""
            who = f" ({', '.join(map(index.actor, late))})" if late else ""
            lines.append(line(Run("Overdue: ", strong=True), f"{item.title}{who}{due}; as told: {word(item.state)}."))
    for item, before in sheet.changes.commitments if sheet.changes is not None else ():
        if item.term not in overdue:
            was = f"; before: {word(before)}" if before else ""
            lines.append(line(f"{item.title}: ", Run(word(item.state), strong=True), f"{was}."))
    if not overdue:
        yield paragraph("No duty is overdue by the agreement’s clocks.")
    if lines:
        yield Bullets(tuple(lines[:MOST_DUTIES]))
    if len(lines) > MOST_DUTIES:
        yield paragraph(f"And {len(lines) - MOST_DUTIES} more.")


def _is_past(item: Commitment, until: str | None) -> bool:
    """Whether the date of a duty has passed and nobody with standing says that it is done, or need not be."""
    due, now = bounds(item.due), bounds(until)
    return due is not None and now is not None and due[1] <= now[1] and item.state in UNDONE


def _tallies(sheet: Sheet) -> Iterator[Block]:
    tallies = sheet.changes.tallies if sheet.changes is not None else ()
    views = [view_tally(sheet.index, tally) for tally in tallies]
    if views:
        yield Bullets(
            tuple(
                line(Run(view.count, strong=True), f", {view.window}, {view.holder} {view.force}. ", *_quote(view.cite))
                for view in views[:MOST_TALLIES]
            )
        )
    if len(views) > MOST_TALLIES:
        yield paragraph(f"And {len(views) - MOST_TALLIES} more.")


def _unassessed(sheet: Sheet) -> Iterator[Block]:
    reasons = Counter(
        (item.words, item.reasons[-1].says if item.reasons else "no reason recorded")
        for _, item in findings_shown(sheet)
        if item.value in OPEN
    )
    lines = [line(f"{plural(n, 'finding')}: {words}: {says}.") for (words, says), n in reasons.most_common(MOST_OPEN)]
    shown = sheet.new()
    for what, views in (
        ("without a date", [view for view in shown if view.when == date_words(None)]),
        ("without a place", [view for view in shown if view.incident.place is None]),
        ("with nobody named who did it", [view for view in shown if not view.incident.actors]),
        (NOT_CHECKED, [view for view in shown if not view.incident.support.sure]),
    ):
        if views:
            lines.append(line(f"{plural(len(views), 'incident')} {what}: no. {_numbers(views)}."))
    yield Bullets(tuple(lines)) if lines else paragraph("Nothing was left unassessed.")


def _documents(sheet: Sheet, quoted: Collection[str]) -> Iterator[Block]:
    """The new documents, and the others that are quoted."""
    new = {one.id for one in (sheet.changes.documents if sheet.changes is not None else sheet.index.documents)}
    cited = {one.id for one in sheet.index.documents if f"#{anchor(one.id)}" in quoted}
    ordered = [one for one in sheet.index.documents if one.id in new]
    others = [one for one in sheet.index.documents if one.id in cited - new]
    # A document that is quoted above must be named, however many are new.
    first = {one.id for one in sorted(ordered, key=lambda one: one.id not in cited)[:MOST_DOCUMENTS]}
    shown = [one for one in ordered if one.id in first | cited]
    if not ordered:
        yield paragraph("No new document.")
    for label, documents, more in (("New: ", shown, len(ordered) - len(shown)), ("Quoted, known before: ", others, 0)):
        if documents:
            runs = [run for one in documents for run in _named(sheet, one)]
            yield paragraph(label, *runs, f"And {more} more." if more else None)


def _named(sheet: Sheet, one: Document) -> tuple[Run, Run]:
    who = sheet.index.source(one) or "source unknown"
    name = f"{who}, {date_words(one.published)}: {shorten(one.title or one.name, 70)}"
    return Run(f"D{sheet.index.numbers[one.id]}", strong=True, id=anchor(one.id)), Run(f" {name}. ")


def _quote(cite: Cite | None) -> tuple[Run, ...]:
    """The words, and the document's number beside them: a daily has no annex."""
    if cite is None:
        return (Run("Its words are not in the record.", muted=True),)
    return Run(f"“{shorten(cite.quote, QUOTE)}”"), Run(f" D{cite.number}", href=f"#{anchor(cite.document)}")


def _numbers(views: Sequence[IncidentView]) -> str:
    return ", ".join(str(view.number) for view in views)
