"""The same yardstick as a table: for each party the same counts, of the incidents that the report shows."""

from __future__ import annotations

from collections.abc import Iterator

from trucewatch.report.content import Block, Bullets, Line, Run, Table, join, line, paragraph
from trucewatch.report.parties import AuditRow, Behind, Number, PartyRow, view_audit, view_symmetry
from trucewatch.report.sheet import Sheet
from trucewatch.report.tellings import IncidentView

AUDIT_HEAD = (
    "Party",
    "Claims by others and its own",
    "Findings assessed",
    "Standard of proof reached",
    "Origins by side",
    "Incidents it speaks of",
    "Silent on",
)
LISTED = 15
"""Incidents named behind a number; the list of all incidents has the others."""


def symmetry_blocks(sheet: Sheet) -> Iterator[Block]:
    """The table by party, over the whole record."""
    view = view_symmetry(sheet.index, sheet.incidents)
    if not view.rows:
        yield paragraph("There is nobody to compare: name the participants in agreement.yaml.")
        return
    yield paragraph(
        "The same count for everybody, over the whole record. A skew may come from what happened, or from whom the "
        "documents listen to; this table cannot tell which."
    )
    behind = {listed.id: listed for listed in view.behind}
    head = (
        "Party",
        "Said to have acted",
        "of these by grade",
        "Said to have been hit",
        "Statements",
        "Findings",
        "of these open",
    )
    yield Table("The same yardstick", head, tuple(_row(row, behind, view.grades) for row in view.rows))


def audit_blocks(sheet: Sheet) -> Iterator[Block]:
    """What is held for and against each party, how far it was assessed, on whose word, and what it is silent on."""
    view = view_audit(sheet.audit, sheet.incidents)
    if view is None:
        return
    yield Table("Claims, standards and origins by party", AUDIT_HEAD, tuple(map(_audit_row, view.rows)))
    if view.notes:
        yield paragraph("Where what is held of two parties differs by much:")
        yield Bullets(tuple(line(note) for note in view.notes))


def _audit_row(row: AuditRow) -> tuple[Line, ...]:
    return (
        line(Run(row.party.name, strong=True)),
        line(f"{row.party.accused} against, {row.party.clearing} clearing"),
        line(row.assessed),
        line(row.bars),
        line(row.origins),
        line(f"{row.party.answered} of {row.party.incidents}"),
        line("no. ", *incident_numbers(row.silent)) if row.silent else line("none"),
    )


def _row(row: PartyRow, behind: dict[str, Behind], grades: list[str]) -> tuple[Line, ...]:
    return (
        line(Run(row.name, strong=True), f" ({row.capacity})" if row.capacity else None),
        _number(row.acted[0], behind),
        line(_by_grade(row.acted, grades)),
        _number(row.hit[0], behind),
        line(str(row.statements)),
        line(str(row.findings)),
        line(str(row.not_assessed)),
    )


def _number(number: Number, behind: dict[str, Behind]) -> Line:
    """A count with the numbers of the incidents behind it, each of which leads to its incident."""
    listed = behind.get(number.href.removeprefix("#"))
    if listed is None:
        return line(str(number.count))
    return line(f"{number.count} (no. ", *incident_numbers(listed.incidents), ")")


def incident_numbers(views: list[IncidentView]) -> Line:
    """The numbers of incidents, each leading to its incident; more than a few are left to the list of all."""
    shown = join((line(Run(str(view.number), href=f"#{view.id}")) for view in views[:LISTED]), ", ")
    more = Run(f" and {len(views) - LISTED} more", href="#all-incidents") if len(views) > LISTED else None
    return line(*shown, more)


def _by_grade(numbers: list[Number], grades: list[str]) -> str:
    parts = (f"{grade} {number.count}" for grade, number in zip(grades, numbers[1:], strict=True) if number.count)
    return ", ".join(parts) or "none"
