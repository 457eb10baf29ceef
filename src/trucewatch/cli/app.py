"""The command tree and its exit codes."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_group

from trucewatch import __version__
from trucewatch.cli import screen
from trucewatch.cli.address import ADDRESS
from trucewatch.cli.catalogue import COMMANDS, Entry
from trucewatch.errors import TrucewatchError, disk_fault

INTERRUPTED = 130


class Commands(TyperGroup):
    """The tree: commands are loaded when they are called, and an interrupt and a closed pipe are taken here.

    typer would make other exit codes of these.
    """

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        for entry in COMMANDS:
            self.commands.setdefault(entry.name, TyperCommand(entry.name, help=entry.summary))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that is called, loaded."""
        name, command, rest = super().resolve_command(ctx, args)
        entry = next((one for one in COMMANDS if one.name == name), None)
        return name, load_command(entry) if entry else command, rest

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


def load_command(entry: Entry) -> Any:
    """A command, or a group of commands, as its module defines it."""
    of_module = typer.Typer(rich_markup_mode="rich")
    import_module(f"trucewatch.cli.{entry.module}").register(of_module)
    return get_group(of_module).commands[entry.name]


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
    ADDRESS.set(database)


def main() -> None:
    """Run the command line: exit 1 where the data has a problem, 2 where the call is wrong, 130 when interrupted."""
    # A record is many small things that refer to none before them; to go through them all again and again takes as
    # long as to load them.
    gc.set_threshold(200_000, 20, 100)
    try:
        app()
    except TrucewatchError as error:
        screen.faults(error.faults)
        sys.exit(1)
    except OSError as error:
        screen.faults((disk_fault(error),))
        sys.exit(1)
