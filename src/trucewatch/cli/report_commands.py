"""The command `report`: a case, a day, a week or one incident as HTML, Word, PDF or Markdown."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from trucewatch.cli import screen
from trucewatch.cli.opening import At, Folder, checked_time, now, open_case
from trucewatch.errors import Fault, InputError
from trucewatch.pipeline.report_order import FORMATS, ReportOrder
from trucewatch.report.sheet import ReportKind

Output = Annotated[
    Path, typer.Option("-o", "--output", help="The file to write; its ending says what: .html, .docx, .pdf or .md.")
]
Kind = Annotated[
    ReportKind, typer.Option(help="All of the case, what a day or a week brought, or one incident.", show_default=True)
]
Since = Annotated[
    str | None, typer.Option(help="The moment of the report before: what changed since then. YYYY-MM-DD[THH:MM].")
]
Which = Annotated[
    str | None, typer.Option("--incident", help="For --kind incident: its number, or the beginning of its id.")
]
Public = Annotated[
    bool,
    typer.Option(
        "--public",
        help="For readers outside: delayed, places coarsened, names of private persons withheld, full texts left out.",
    ),
]
Delay = Annotated[
    int | None, typer.Option(min=0, help="With --public: days that are held back, whatever release.toml says.")
]
Grain = Annotated[
    float | None, typer.Option(min=1.0, help="With --public: kilometres below which no place is told, likewise.")
]


def report(
    folder: Folder,
    output: Output,
    kind: Kind = ReportKind.CASE,
    at: At = None,
    since: Since = None,
    incident: Which = None,
    public: Public = False,
    delay: Delay = None,
    grain: Grain = None,
) -> None:
    """Write a report as one self-contained file: no request goes out when it is opened.

    Example: trucewatch report hodeidah --kind weekly --at 2018-12-25 -o week.docx
    """
    from trucewatch.pipeline.release import release_policy
    from trucewatch.pipeline.reporting import report_file

    suffix = output.suffix.lower()
    if suffix not in FORMATS:
        written = "a report is written as .html, .docx, .pdf or .md"
        raise typer.BadParameter(f"{output.suffix or 'no ending'}: {written}", param_hint="-o")
    if (kind is ReportKind.INCIDENT) != (incident is not None):
        raise typer.BadParameter("--kind incident and --incident ID belong together", param_hint="--incident")
    if not public and (delay is not None or grain is not None):
        raise typer.BadParameter("--delay and --grain hold only with --public", param_hint="--public")
    policy = release_policy(folder, delay, grain) if public else None
    order = ReportOrder(kind, checked_time(at), checked_time(since), incident, policy)
    made = report_file(open_case(folder), order, suffix, now())
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_bytes(made)
    except OSError as error:
        raise InputError(Fault("output.unwritable", str(error), str(output))) from error
    screen.out.print(str(output), markup=False)


def register(app: typer.Typer) -> None:
    """Add the command to the tree."""
    app.command("report")(report)
