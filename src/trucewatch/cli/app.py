"""The command tree and its exit codes."""

from __future__ import annotations

import os
import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from trucewatch import __version__
from trucewatch.cli import (
    agreement_commands,
    audit_commands,
    case_commands,
    decide_commands,
    explain_command,
    find_commands,
    gazetteer_commands,
    report_commands,
    screen,
    text_commands,
)
from trucewatch.errors import TrucewatchError, disk_fault


class Commands(TyperGroup):
    """The tree, which takes an interrupt and a closed pipe itself: typer would make other exit codes of them."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was called."""
        try:
            try:
                return super().invoke(ctx)
            finally:
                sys.stdout.flush()
        except BrokenPipeError:
            # Whoever read has enough. What is left goes nowhere, so that the end of the program finds no fault.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(0) from None
        except KeyboardInterrupt:
            screen.err.print("stopped; what was done is kept, and the same command goes on from there")
            raise typer.Exit(INTERRUPTED) from None


app = typer.Typer(
    cls=Commands,
    name="trucewatch",
    help="Contested reports about a ceasefire as an auditable record: who claims what, on whose word, and whether, "
    "according to whom, the truce still holds. Start with: [bold]trucewatch demo[/bold]",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
INTERRUPTED = 130
case_commands.register(app)
decide_commands.register(app)
find_commands.register(app)
report_commands.register(app)
text_commands.register(app)
explain_command.register(app)
agreement_commands.register(app)
audit_commands.register(app)
gazetteer_commands.register(app)


def _version(wanted: bool) -> None:
    if wanted:
        screen.out.print(f"trucewatch {__version__}")
        raise typer.Exit


@app.command("help")
def help_on(
    context: typer.Context,
    command: Annotated[list[str] | None, typer.Argument(metavar="[COMMAND]", help="Which; none: all of them.")] = None,
) -> None:
    """Say what a command does, and its options.

    Example: trucewatch help decide
    """
    root = context.find_root()
    root.command.main([*(command or []), "--help"], prog_name=root.info_name)


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version.")
    ] = False,
    database: Annotated[
        str | None,
        typer.Option("--database", help="Where a case's record is kept, not record.sqlite: an SQLAlchemy address."),
    ] = None,
) -> None:
    """The options of the command as such."""
    case_commands.ADDRESS.set(database)


def main() -> None:
    """Run the command line: exit 1 where the data has a problem, 2 where the call is wrong, 130 when interrupted."""
    try:
        app()
    except TrucewatchError as error:
        screen.faults(error.faults)
        sys.exit(1)
    except OSError as error:
        screen.faults((disk_fault(error),))
        sys.exit(1)
