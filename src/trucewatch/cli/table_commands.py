"""Commands on tables of events: `columns`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from trucewatch.cli import screen


def columns(
    table: Annotated[Path, typer.Argument(metavar="TABLE", help="A CSV or XLSX file.")],
    check: Annotated[
        Path | None, typer.Option("--check", metavar="FILE", help="Tell what is wrong with this layout for it.")
    ] = None,
) -> None:
    """Offer a layout for a table of events: which of its columns says what. Look at it, then `add --columns`.

    Example: trucewatch columns incidents.csv > columns.yaml
    """
    from trucewatch.pipeline.columns import check_layout, offered_layout, read_layout

    if check is None:
        typer.echo(offered_layout(table), nl=False)
        return
    faults = check_layout(read_layout(check), table)
    screen.faults(faults)
    raise typer.Exit(1 if faults else 0)


def register(app: typer.Typer) -> None:
    """Add this command to the tree."""
    app.command("columns")(columns)
