"""The situation report's words on the truce: status, commitments, tallies, and what could not be assessed."""

from __future__ import annotations

from collections import Counter

from trucewatch.records.assessments import FindingValue
from trucewatch.report.content import Block, Bullets, Line, Run, Section, Table, join, line, paragraph, quoted, said
from trucewatch.report.documents import view_tally
from trucewatch.report.left_out import view_rejections, view_unlinked
from trucewatch.report.sheet import Sheet
from trucewatch.report.speakers import Said, Speaker
from trucewatch.report.symmetry import symmetry_blocks
from trucewatch.report.truce import (
    BLANK,
    FindingView,
    ReasonView,
    StatusView,
    TermFindings,
    view_commitments,
    view_findings,
    view_truce,
)
from trucewatch.report.words import plural

OPEN = (FindingValue.UNABLE_TO_RULE, FindingValue.NOT_ASSESSED)


def status_section(sheet: Sheet) -> Section:
    """What follows by rule, with its reasons, how it changed, and each side's clearest latest word."""
    truce = view_truce(sheet.index, sheet.statuses, sheet.period.until)
    blocks: list[Block] = []
    if truce.status is not None:
        blocks.append(paragraph("By rule: ", Run(truce.status.wording, strong=True), f" ({truce.status.at})."))
        blocks.append(Bullets(tuple(reason_line(step) for step in truce.status.reasons)))
    else:
        blocks.append(paragraph("No status was derived: the record has no agreement and no word on a truce."))
    if len(truce.changes) > 1:
        blocks.append(paragraph("How it changed:"))
        blocks.append(Bullets(tuple(_step(step) for step in truce.changes)))
    rows = tuple(_speaker(speaker) for speaker in (*truce.speakers, *truce.others))
    if rows:
        head = ("Speaker", "Standing", "Position", "When", "Words")
        blocks.append(Table("Who says what of the truce", head, rows))
    if truce.unnamed:
        words = join(_earlier(speaker.latest, None) for speaker in truce.unnamed)
        blocks.append(paragraph("Speakers without a name, who decide nothing: ", *words, "."))
    if truce.silent:
        blocks.append(paragraph(f"Nothing in the record from: {'; '.join(truce.silent)}."))
    return Section("status", "Does the truce hold?", tuple(blocks))


def reason_line(step: ReasonView) -> Line:
    """One step of a trace, with its words."""
    return line(said(step.says, step.cites), Run(f" [{step.rule}]", muted=True))


def _step(step: StatusView) -> Line:
    cites = [cite for reason in step.reasons for cite in reason.cites]
    return line(Run(step.at, strong=True), ": ", said(step.wording, cites[:3]))


def _speaker(speaker: Speaker) -> tuple[Line, ...]:
    latest = speaker.latest
    side = f" (answers to {latest.side})" if latest.side else ""
    about = f", about {latest.about}" if latest.about else ""
    more = join((_earlier(item, latest) for item in speaker.before), "; ")
    words = line(quoted(latest.cite), _teller(latest), Run(" Also: ", muted=True) if more else None, *more)
    return (
        line(Run(latest.speaker, strong=True), side),
        line(latest.standing),
        line(latest.position + about),
        line(latest.when),
        words,
    )


def _earlier(item: Said, latest: Said | None) -> Line:
    who = f"{item.speaker} " if latest is None or item.speaker != latest.speaker else ""
    return line(said(f"{who}{item.position}, {item.when}", [item.cite]))


def _teller(item: Said) -> str:
    return f" as told by {item.told_by}" if item.told_by else ""


def commitments_section(sheet: Sheet) -> Section:
    """What must be delivered, where it stands as told, and the findings that say something of conduct."""
    views = view_commitments(sheet.index)
    rows = tuple(
        (
            line(Run(view.title, strong=True, id=view.id)),
            line(view.state),
            line(view.due or "no date given"),
            join(line(f"{says.speaker}: ", said(says.words, [says.cite])) for says in view.says)
            or line(Run("nobody in the record", muted=True)),
        )
        for view in views
    )
    blocks: list[Block] = [
        Table("Commitments", ("Commitment", "As told", "Due", "Who says what"), rows)
        if rows
        else paragraph("No commitment is followed: no term of the agreement is marked as one.")
    ]
    found = [(term.title, item) for term, item in _findings(sheet) if item.value not in (*BLANK, *OPEN)]
    if found:
        blocks.append(
            paragraph("Findings by rule. “Breach” is a person’s word alone; no finding calls anybody guilty.")
        )
        blocks.append(_findings_table(found))
    return Section("commitments", "Commitments and findings", tuple(blocks))


def _findings(sheet: Sheet) -> list[tuple[TermFindings, FindingView]]:
    shown = {f"#{view.id}" for view in (*sheet.new(), *sheet.grown())}
    return [
        (term, item)
        for term in view_findings(sheet.index, sheet.incidents)
        for group in term.found
        for item in group.findings
        if item.href in shown
    ]


def _findings_table(found: list[tuple[str, FindingView]]) -> Table:
    rows = tuple(
        (
            line(Run(item.incident, href=item.href)),
            line(title),
            line(item.party),
            line(Run(item.words, strong=True), f"; {item.attribution}" if item.attribution else None),
            join(reason_line(step) for step in item.reasons),
        )
        for title, item in found
    )
    return Table("Findings", ("Incident", "Term", "Party", "Finding", "Reasons"), rows)


def tallies_section(sheet: Sheet) -> Section:
    """Counts over a time, as told. They stand beside the incidents and are never added to them."""
    tallies = sheet.changes.tallies if sheet.changes is not None else sheet.index.record.tallies
    rows = []
    for tally in tallies:
        view = view_tally(sheet.index, tally)
        what = ", ".join((view.event, *view.who))
        rows.append(
            (line(said(view.count, [view.cite])), line(what), line(view.window), line(f"{view.holder} {view.force}"))
        )
    beside = paragraph(
        "Counts over a time, as speakers give them; the record’s own incidents of this report: ",
        Run(str(len(sheet.new())), href="#incidents"),
        ". Neither is part of the other.",
    )
    if not rows:
        return Section("tallies", "Tallies", (paragraph("No speaker gives a count over a time in this period."),))
    return Section(
        "tallies", "Tallies", (beside, Table("Tallies", ("Count", "Of what", "Over", "On whose word"), tuple(rows)))
    )


def unassessed_section(sheet: Sheet) -> Section:
    """What could not be assessed: findings without a ruling, incidents without date or place, claims in none."""
    index = sheet.index
    shown = sheet.new()
    lines: list[Line] = []
    reasons = Counter(
        (item.words, item.reasons[-1].says if item.reasons else "no reason recorded")
        for _, item in _findings(sheet)
        if item.value in OPEN
    )
    lines += [line(f"{plural(n, 'finding')}: {words}: {says}") for (words, says), n in reasons.most_common()]
    for what, views in (
        ("without a date", [view for view in shown if view.when == "date unknown"]),
        ("without a place", [view for view in shown if view.incident.place is None]),
        ("with nobody named who did it", [view for view in shown if not view.incident.actors]),
    ):
        if views:
            numbers = join((line(Run(str(view.number), href=f"#{view.id}")) for view in views), ", ")
            lines.append(line(f"{plural(len(views), 'incident')} {what}: no. ", *numbers))
    claims = [claim for group in view_unlinked(index) for claim in group.claims]
    why = Counter(claim.why for claim in claims)
    lines += [line(f"{plural(n, 'claim')} in no incident: {reason}") for reason, n in why.most_common()]
    lines += [line(f"{len(g.items)} × {g.code}: {g.plain or g.message}") for g in view_rejections(index)]
    undated = [document for document in index.documents if document.published is None]
    if undated:
        named = ", ".join(f"D{index.numbers[document.id]}" for document in undated)
        lines.append(line(f"{plural(len(undated), 'document')} without a known date: {named}"))
    block = Bullets(tuple(lines)) if lines else paragraph("Nothing was left unassessed.")
    return Section("unassessed", "What could not be assessed", (block,))


def yardstick_section(sheet: Sheet) -> Section:
    """The same count for every party."""
    return Section("symmetry", "The same yardstick", tuple(symmetry_blocks(sheet)))
