"""The command `diff`: what changed in the record between two dates, and why."""

from __future__ import annotations

from typing import Annotated

import typer

from trucewatch.cli import screen
from trucewatch.cli.opening import AsJson, Folder, checked_time, open_case

From = Annotated[str | None, typer.Option("--from", help="The first day or moment: YYYY-MM-DD[THH:MM].")]
To = Annotated[str | None, typer.Option("--to", help="The last day or moment.")]


def diff(folder: Folder, begin: From = None, end: To = None, as_json: AsJson = False) -> None:
    """Tell what changed in the record from one date to another, build by build, and why.

    Example: trucewatch diff hodeidah --from 2018-12-18 --to 2018-12-20
    """
    from trucewatch.pipeline.diffing import diff as differences
    from trucewatch.pipeline.diffing import diff_lines

    found = differences(open_case(folder), checked_time(begin), checked_time(end))
    if as_json:
        for one in found:
            for row in one.as_json():
                screen.json_line(row)
        return
    for line in diff_lines(found):
        screen.out.print(line, markup=False)
    if not found:
        screen.err.print("no build changed the record then")


def register(app: typer.Typer) -> None:
    """Add this command to the tree."""
    app.command("diff")(diff)
