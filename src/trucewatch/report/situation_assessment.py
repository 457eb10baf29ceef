"""The situation report's commitments, findings and tallies, the yardstick, and what could not be assessed."""

from __future__ import annotations

from collections import Counter

from trucewatch.records.assessments import FindingValue
from trucewatch.report.content import Block, Bullets, Line, Run, Section, Table, join, line, paragraph, said
from trucewatch.report.documents import view_tally
from trucewatch.report.findings import BLANK, FindingView, TermFindings, view_findings
from trucewatch.report.left_out import view_rejections, view_unlinked
from trucewatch.report.parties import view_beside
from trucewatch.report.sheet import Sheet
from trucewatch.report.situation_truce import reason_line
from trucewatch.report.symmetry import audit_blocks, incident_numbers, symmetry_blocks
from trucewatch.report.tellings import IncidentView
from trucewatch.report.truce import view_commitments
from trucewatch.report.words import plural

FINDINGS = (
    "Incident",
    "Term",
    "Party",
    "Finding",
    "Standard of proof",
    "Reasons, and what follows by each account",
)
TALLIES = ("Count", "Of what", "Over", "On whose word", "Beside it, the record")
OPEN = (FindingValue.UNABLE_TO_RULE, FindingValue.NOT_ASSESSED)


def commitments_section(sheet: Sheet) -> Section:
    """What must be delivered, where it stands as told, and the findings that say something of conduct."""
    views = view_commitments(sheet.index)
    rows = tuple(
        (
            line(Run(view.title, strong=True, id=view.id)),
            line(view.state, *(f"; {who}: {state}" for who, state in view.owed)),
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
    found = [(term.title, item) for term, item in findings_shown(sheet) if item.value not in (*BLANK, *OPEN)]
    if found:
        blocks.append(
            paragraph("Findings by rule. “Breach” is a person’s word alone; no finding calls anybody guilty.")
        )
        blocks.append(_findings_table(found))
    return Section("commitments", "Commitments and findings", tuple(blocks))


def findings_shown(sheet: Sheet) -> list[tuple[TermFindings, FindingView]]:
    """The findings on the incidents that a report shows."""
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
            line(Run(item.words, strong=True), *(f"; {part}" for part in (item.attribution, item.answers) if part)),
            line(item.standard),
            finding_reasons(item),
        )
        for title, item in found
    )
    return Table(
        "Findings",
        FINDINGS,
        rows,
    )


def finding_reasons(item: FindingView) -> Line:
    """A finding's reasons, the party's own account, and what would follow by each version of the facts."""
    parts = [reason_line(step) for step in item.reasons]
    if item.own_account:
        parts.append(line(said("the party’s own account", item.own_account)))
    for version in item.versions:
        given = Run(f"{version.given} (as {version.accounts}): ", strong=True)
        parts.append(line(given, said(f"{version.value}; {version.says}", version.cites)))
    return join(parts)


def tallies_section(sheet: Sheet) -> Section:
    """Counts over a time, as told. They stand beside the incidents and are never added to them."""
    tallies = sheet.changes.tallies if sheet.changes is not None else sheet.index.record.supported[1]
    rows = []
    for tally in tallies:
        view = view_tally(sheet.index, tally)
        what = ", ".join((view.event, *view.who))
        whose = line(f"{view.holder} {view.force}")
        rows.append(
            (line(said(view.count, [view.cite])), line(what), line(view.window), whose, _beside(sheet, tally.id))
        )
    beside = paragraph(
        "Counts over a time, as speakers give them; the record’s own incidents of this report: ",
        Run(str(len(sheet.new())), href="#incidents"),
        ". Neither is part of the other.",
    )
    if not rows:
        return Section("tallies", "Tallies", (paragraph("No speaker gives a count over a time in this period."),))
    return Section(
        "tallies",
        "Tallies",
        (beside, Table("Tallies", TALLIES, tuple(rows))),
    )


def _beside(sheet: Sheet, tally: str) -> Line:
    """What the record holds of the events that a tally counts, each incident by its number."""
    found = view_beside(sheet.comparisons, sheet.incidents).get(tally)
    if found is None:
        return line(Run("not compared", muted=True))
    return line(
        found.says, *_listed("; on record: no. ", found.incidents), *_listed("; unplaced: no. ", found.unplaced)
    )


def _listed(label: str, views: list[IncidentView]) -> Line:
    """Incidents by number, each leading to its incident."""
    return (Run(label), *incident_numbers(views)) if views else ()


def unassessed_section(sheet: Sheet) -> Section:
    """What could not be assessed: findings without a ruling, incidents without date or place, claims in none."""
    index = sheet.index
    shown = sheet.new()
    lines: list[Line] = []
    reasons = Counter(
        (item.words, item.reasons[-1].says if item.reasons else "no reason recorded")
        for _, item in findings_shown(sheet)
        if item.value in OPEN
    )
    lines += [line(f"{plural(n, 'finding')}: {words}: {says}") for (words, says), n in reasons.most_common()]
    for what, views in (
        ("without a date", [view for view in shown if view.when == "date unknown"]),
        ("without a place", [view for view in shown if view.incident.place is None]),
        ("with nobody named who did it", [view for view in shown if not view.incident.actors]),
    ):
        if views:
            lines.append(line(f"{plural(len(views), 'incident')} {what}: no. ", *incident_numbers(views)))
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
    return Section("symmetry", "The same yardstick", (*symmetry_blocks(sheet), *audit_blocks(sheet)))
