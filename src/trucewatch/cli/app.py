"""The command tree and its exit codes."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from trucewatch import __version__
from trucewatch.cli import case_commands, screen, text_commands
from trucewatch.errors import TrucewatchError

app = typer.Typer(
    name="trucewatch",
    help="Contested reports about a ceasefire as an auditable record: who claims what, on whose word, and whether, "
    "according to whom, the truce still holds. Start with: [bold]trucewatch demo[/bold]",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    add_completion=False,
)
case_commands.register(app)
text_commands.register(app)


def _version(wanted: bool) -> None:
    if wanted:
        screen.out.print(f"trucewatch {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version.")
    ] = False,
) -> None:
    """The options of the command as such."""


def main() -> None:
    """Run the command line: exit 1 where the data has a problem, 2 where the call is wrong."""
    try:
        app()
    except TrucewatchError as error:
        screen.faults(error.faults)
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except KeyboardInterrupt:
        screen.err.print("stopped; what was done is kept, and the same command goes on from there")
        sys.exit(130)
