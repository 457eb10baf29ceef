"""Commands on plain records, without a case: `annotate` and `incidents`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from trucewatch.cli import screen
from trucewatch.cli.opening import Workers
from trucewatch.errors import Fault, InputError
from trucewatch.pipeline.layers import LAYERS, check_layers

Input = Annotated[str, typer.Argument(metavar="INPUT.jsonl", help="JSON lines, one record each; - is standard input.")]


def lines_of(name: str) -> Iterator[str]:
    """The lines of a file or of standard input; InputError where it cannot be opened. Wrong bytes are kept as such."""
    if name == "-":
        yield from (line.decode("utf-8", "surrogateescape") for line in sys.stdin.buffer)
        return
    try:
        with Path(name).open(encoding="utf-8", errors="surrogateescape", newline="\n") as file:
            yield from file
    except OSError as error:
        raise InputError(Fault("input.missing", f"cannot be opened: {error.strerror}", name)) from error


def annotate(
    source: Input,
    layers: Annotated[
        str, typer.Option("--layers", help=f"Which layers, with commas between: {', '.join(LAYERS)}.")
    ] = ",".join(LAYERS),
    workers: Workers = 1,
    gazetteer: Annotated[
        Path | None, typer.Option("--gazetteer", help="A folder of places that `gazetteer add --to` made.")
    ] = None,
) -> None:
    """Show what the program sees in each text, layer by layer, as JSON lines.

    Example: trucewatch annotate --layers times,claims reports.jsonl > seen.jsonl
    """
    from trucewatch.pipeline.annotate import annotate_lines
    from trucewatch.pipeline.tools import Tools

    wanted = check_names(layers)
    wrong = 0
    for row in annotate_lines(lines_of(source), wanted, Tools(added=gazetteer), workers):
        wrong += "error" in row
        screen.json_line(row)
    raise typer.Exit(1 if wrong else 0)


def check_names(layers: str) -> tuple[str, ...]:
    """The layers named; a wrong name is a wrong call."""
    try:
        return check_layers([name.strip() for name in layers.split(",") if name.strip()])
    except InputError as error:
        screen.faults(error.faults)
        raise typer.Exit(2) from error


def incidents(source: Input, workers: Workers = 1) -> None:
    """Tell which documents are versions of one text, and which incidents each is about, as JSON lines.

    Example: trucewatch incidents articles.jsonl > linked.jsonl
    """
    from trucewatch.pipeline.incidents import incident_lines
    from trucewatch.pipeline.tools import Tools

    wrong = 0
    with screen.progress() as step:
        for row in incident_lines(lines_of(source), Tools(), step, workers):
            wrong += "error" in row
            screen.json_line(row)
    raise typer.Exit(1 if wrong else 0)


def register(app: typer.Typer) -> None:
    """Add these commands to the tree."""
    app.command("annotate")(annotate)
    app.command("incidents")(incidents)
