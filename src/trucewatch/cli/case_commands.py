"""Commands that tell what a case holds: `status` and `show`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from trucewatch.cli import screen
from trucewatch.cli.opening import AsJson, At, Folder, checked_time, open_case
from trucewatch.records.assessments import Statement, Status
from trucewatch.records.cases import CaseRecord
from trucewatch.records.reliance import NOT_CHECKED
from trucewatch.report.words import date_words, range_words, word

if TYPE_CHECKING:
    from trucewatch.pipeline.opened import OpenedCase


def status(folder: Folder, at: At = None, as_json: AsJson = False) -> None:
    """Tell whether the truce holds: what each speaker says, and what follows by rule.

    Example: trucewatch status hodeidah --at 2018-12-20T12:00
    """
    asked = checked_time(at)
    case = open_case(folder)
    final = case.status() if asked is None else None
    record = case.shown() if final is not None else case.record(asked)
    if final is None:
        from trucewatch.pipeline.statuses import last_status

        final = last_status(record, case.books, asked)
    if as_json:
        screen.json_line(final.model_dump(mode="json"))
        return
    print_status(record, case, final)
    if asked is None:
        return
    from trucewatch.pipeline.statuses import undated

    said = undated(record.documents)
    if said is not None:
        screen.err.print(said, markup=False)


def print_status(record: CaseRecord, case: OpenedCase, final: Status) -> None:
    """The status as a person reads it in a terminal."""
    claims = case.claims([said.claim for said in (*final.latest, *final.unchecked)])
    screen.out.print(f"{record.files.settings.title}, as of {final.at or 'all that is known'}", markup=False)
    screen.out.print(f"By rule: {final.wording}", markup=False, style="bold")
    for part in final.parts:
        screen.out.print(f"  {part.name}: {part.wording}", markup=False)
    for clock in final.clocks:
        if clock.kind in ("ends", "resets"):
            screen.out.print(f"  clock, {clock.name}: {clock.at} ({clock.says})", markup=False)
    if not final.latest and not final.unchecked:
        screen.out.print("Nobody speaks of the truce in these documents.")
    for said in (*final.latest, *final.unchecked):
        when = f"by {date_words(said.finish)}" if said.begin is None else range_words(said.begin, said.finish)
        position = word(said.position) + about(said, case) + ("" if said.sure else f" ({NOT_CHECKED})")
        screen.out.print(f"\n{said.speaker_name} ({word(said.standing)}): {position}; {when}", markup=False)
        if said.claim in claims:
            screen.out.print(f"    “{shortened(claims[said.claim].span.quote)}”", markup=False)
    screen.out.print()
    for reason in final.trace:
        screen.out.print(f"  {reason.rule}: {reason.says}", markup=False)
    rejected = record.rejected
    for tally in (one for one in record.tallies if one.id not in rejected):
        who = tally.holder[-1].name if tally.holder else "the text's author"
        screen.out.print(f"Tally, {who}: {tally.count.span.quote} “{tally.trigger.quote}”", markup=False)


def about(said: Statement, case: OpenedCase) -> str:
    """Whose conduct a word on the truce is about, where it is about anybody's."""
    if said.about is None:
        return ""
    known = case.books.book.entries.get(said.about)
    return ", of its own conduct" if said.about_self else f", of {known.name if known else said.about}"


def shortened(quote: str, most: int = 200) -> str:
    """A quote on one line, cut where it is long."""
    line = " ".join(quote.split())
    return line if len(line) <= most else line[: most - 1] + "…"


def show(
    folder: Folder,
    record_id: Annotated[
        list[str],
        typer.Argument(metavar="ID", help="An incident, claim, tally, term, document or decision, by id or number."),
    ],
    as_json: AsJson = False,
) -> None:
    """Show one record with its words, and what persons ruled on it: by id, its unique beginning, or number (D13).

    Example: trucewatch show hodeidah incident 11
    """
    from trucewatch.pipeline.showing import show_lines

    record, lines = show_lines(open_case(folder).shown(), " ".join(record_id))
    if as_json:
        screen.json_line(record.model_dump(mode="json"))
        return
    for line in lines:
        screen.out.print(line, markup=False)


def register(app: typer.Typer) -> None:
    """Add these commands to the tree."""
    app.command("status")(status)
    app.command("show")(show)
