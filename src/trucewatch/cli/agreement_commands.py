"""Commands on agreement files: `agreement check`, `agreement show`, `agreement diff`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from trucewatch.cli import screen

File = Annotated[Path, typer.Argument(metavar="FILE", help="An agreement.yaml, or the folder it lies in.")]
AsJson = Annotated[bool, typer.Option("--json", help="JSON lines for machines.")]
agreement = typer.Typer(
    name="agreement",
    help="Check, show and compare agreement files.",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
)


@agreement.command("check")
def check(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Agreement files, or their folders.")],
    as_json: AsJson = False,
) -> None:
    """Tell every fault of an agreement, one a line: file, line, field, what is wrong and what to do.

    Example: trucewatch agreement check hodeidah/agreement.yaml
    """
    from trucewatch.pipeline.agreements import check_file

    wrong = 0
    for path in files:
        checked = check_file(path)
        wrong += bool(checked.faults)
        if as_json:
            screen.json_line({"file": str(path), "faults": [fault.as_json() for fault in checked.faults]})
            continue
        screen.faults(checked.faults)
        number = len(checked.faults)
        told = "no fault" if not number else "1 fault" if number == 1 else f"{number} faults"
        screen.out.print(f"{path}: {told}", markup=False)
    raise typer.Exit(1 if wrong else 0)


@agreement.command("show")
def show(path: File, as_json: AsJson = False) -> None:
    """Show an agreement in plain words: texts, parties, terms, clocks, zones, and what is not known.

    Example: trucewatch agreement show hodeidah
    """
    from trucewatch.pipeline.agreements import check_file, page_lines

    checked = check_file(path)
    page = checked.page()
    if as_json and checked.agreement is not None:
        screen.json_line(checked.agreement.model_dump(mode="json"))
        return
    for line in page_lines(page):
        screen.out.print(line, markup=False)


@agreement.command("diff")
def diff(
    first: Annotated[Path, typer.Argument(metavar="A", help="The older file, or its folder.")],
    second: Annotated[Path, typer.Argument(metavar="B", help="The newer file, or its folder.")],
    as_json: AsJson = False,
) -> None:
    """Tell what changed from one agreement to another: parties, terms, clocks, zones. Entries are matched by id.

    Example: trucewatch agreement diff minsk-2014 minsk-2015
    """
    from trucewatch.pipeline.agreements import change_lines, difference

    changes = difference(first, second)
    if as_json:
        for change in changes:
            screen.json_line(asdict(change))
        return
    for line in change_lines(changes):
        screen.out.print(line, markup=False)
    if not changes:
        screen.out.print("no difference", markup=False)


def register(app: typer.Typer) -> None:
    """Add these commands to the tree."""
    app.add_typer(agreement)
