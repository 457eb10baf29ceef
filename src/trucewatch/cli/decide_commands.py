"""Commands for a person's decisions: `decide` and `history`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from trucewatch.cli import screen
from trucewatch.cli.opening import AsJson, Folder, now, open_case, open_to_build
from trucewatch.pipeline.decisions_told import decision_rows, history_lines
from trucewatch.pipeline.order import Order, named

if TYPE_CHECKING:
    from trucewatch.pipeline.deciding import Outcome

Words = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="KIND ID… [FIELD=VALUE…]",
        help="What is decided, on what, and the values. An empty value (time=) means: not known.",
    ),
]
By = Annotated[str, typer.Option("--by", help="Who decides.", metavar="NAME")]
Reason = Annotated[str, typer.Option("--reason", help="Why.", metavar="TEXT")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Tell what would change, and record nothing.")]
FromFile = Annotated[Path | None, typer.Option("--file", help="Many at once: a decisions.yaml; all of them or none.")]
HereOnly = Annotated[
    bool, typer.Option("--only-here", help="Not for the same sentence in other copies of the document.")
]


def decide(
    folder: Folder,
    words: Words = None,
    by: By = "",
    reason: Reason = "",
    file: FromFile = None,
    only_here: HereOnly = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Record a person's decision, with its why, and build what follows; what the program had stays beside it.

    merge INCIDENT… · split CLAIM… · move CLAIM… INCIDENT · correct CLAIM FIELD=VALUE… · accept CLAIM… · reject CLAIM… ·
    add DOCUMENT "WORDS" event=TYPE… · grade INCIDENT GRADE · rule INCIDENT TERM [PARTY] FINDING · dissent ID… ·
    note ID… · name "WORDS" actor=WHO|place=WHERE [in=ID] · correct DOCUMENT published=DATE… · remove DOCUMENT ·
    replace DOCUMENT DOCUMENT · redact DOCUMENT "WORDS" · copies DOCUMENT… · apart DOCUMENT… ·
    depends SOURCE ACTOR|SOURCE · undo NUMBER

    Example: trucewatch decide hodeidah correct claim-3f2a event=shelling --by "A. Reader" --reason "they shelled"
    """
    from trucewatch.pipeline.deciding import decide as decided
    from trucewatch.pipeline.deciding import read_orders

    case = open_to_build(folder)
    if (file is None) == (not words):
        raise typer.BadParameter("give a decision, as merge 3 4, or --file decisions.yaml", param_hint="KIND")
    if file is not None:
        orders = read_orders(file, by, reason)
    else:
        kind, *rest = words or []
        orders = [Order.of(kind, rest, by, reason, copies=not only_here)]
    _tell(decided(case, orders, now(), dry=dry_run), dry_run, as_json)


def _tell(outcome: Outcome, dry_run: bool, as_json: bool) -> None:
    """What was recorded, or would be, and what follows."""
    for entry in outcome.entries:
        if as_json:
            screen.json_line({"recorded": not dry_run, **entry.model_dump(mode="json")})
        else:
            said = "would be" if dry_run else "is"
            screen.out.print(f"ruling {entry.number} {said} recorded: {named(entry.decision.kind)}", markup=False)
    for line in outcome.lines:
        if as_json:
            screen.json_line({"change": line})
        else:
            screen.out.print(f"  {line}", markup=False)
    if not outcome.lines and not as_json:
        screen.out.print("  nothing else changes")


def history(
    folder: Folder,
    record_id: Annotated[
        list[str] | None, typer.Argument(metavar="[ID]", help="Only what was decided on this record.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Tell every decision, first to last: who, when, why, what it changed, whether it stands.

    Example: trucewatch history hodeidah incident 11
    """
    record = open_case(folder).shown()
    rows = decision_rows(record, " ".join(record_id) if record_id else None)
    for row in rows:
        if as_json:
            screen.json_line(row.as_json())
        else:
            for line in history_lines(row):
                screen.out.print(line, markup=False)
    if not rows and not as_json:
        screen.err.print("Nobody has decided anything here; `trucewatch decide --help` says how.")


def register(app: typer.Typer) -> None:
    """Add these commands to the tree."""
    app.command("decide")(decide)
    app.command("history")(history)
