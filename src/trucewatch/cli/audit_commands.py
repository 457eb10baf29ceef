"""The command `audit`: the record by party, asked the same for each, and tallies beside what the record holds."""

from __future__ import annotations

import typer

from trucewatch.cli import screen
from trucewatch.cli.opening import AsJson, At, Folder, checked_time, open_case
from trucewatch.records.audits import PartyAudit
from trucewatch.report.words import word


def audit(folder: Folder, at: At = None, as_json: AsJson = False) -> None:
    """Tell what the record holds for and against each party, by the same count, and tallies beside the record.

    Example: trucewatch audit hodeidah --at 2018-12-20
    """
    from trucewatch.pipeline.auditing import audit_record, tallies_of

    case = open_case(folder)
    record = case.record(checked_time(at))
    found, tallies = audit_record(record, case.books), tallies_of(record, case.books)
    if as_json:
        screen.json_line({**found.model_dump(mode="json"), "tallies": [one.model_dump(mode="json") for one in tallies]})
        return
    for party in found.parties:
        for line in party_lines(party):
            screen.out.print(line, markup=False)
    for note in found.notes:
        screen.out.print(f"Note: {note}", markup=False, style="bold")
    for one in tallies:
        screen.out.print(f"Tally, {one.speaker_name}, {word_of(one.event)}: {one.says}", markup=False)


def word_of(event: str) -> str:
    """An event type as words."""
    return event.replace("_", " ")


def party_lines(party: PartyAudit) -> list[str]:
    """One party's line and what stands behind it."""
    capacity = f" ({party.capacity.replace('_', '-')})" if party.capacity else " (takes no part)"
    bars = ", ".join(f"{one.findings} {word(one.standard)}" for one in party.bars) or "none"
    origins = "; ".join(f"{one.name} {one.against} against, {one.clearing} clearing" for one in party.origins) or "none"
    share = f"{party.share_assessed:.0%}" if party.share_assessed is not None else "no findings"
    door = f"{party.incidents} incidents, {party.accused} claims"
    return [
        f"{party.name}{capacity}",
        f"  laid at its door: {door}; clearing it: {party.clearing} claims",
        f"  said to have been hit in: {party.suffered} incidents",
        f"  findings: {party.findings}, assessed: {share}; evidence bar: {bars}",
        f"  origins by side: {origins}",
        f"  its own words on the truce: {party.statements}; answers {party.answered} of {party.incidents} incidents",
    ]


def register(app: typer.Typer) -> None:
    """Add this command to the tree."""
    app.command("audit")(audit)
