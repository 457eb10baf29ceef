"""Commands on gazetteers: `gazetteer add`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from trucewatch.cli import screen
from trucewatch.errors import InputError

if TYPE_CHECKING:
    from trucewatch.pipeline.gazetteers import Added

SHOWN = 20  # faults told one by one; a file of another kind has one a line


def add(
    sources: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE…", help="GeoNames dumps (.txt, .zip), their alternate names, or places.yaml lists."
        ),
    ],
    case: Annotated[
        Path | None, typer.Option("--case", metavar="CASE", help="Keep the places for this case: its builds know them.")
    ] = None,
    to: Annotated[
        Path | None, typer.Option("--to", metavar="DIR", help="Keep them in a folder, for `annotate --gazetteer DIR`.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON lines for machines.")] = False,
) -> None:
    """Take in places that the gazetteer lacks. Lines at fault are told, and the rest is taken.

    Example: trucewatch gazetteer add YE.zip --case hodeidah
    """
    from trucewatch.pipeline.gazetteers import Added, add_places

    if (case is None) == (to is None):
        raise typer.BadParameter("say where to keep them: --case CASE or --to DIR")
    folder = to if to is not None else _of_case(case)
    wrong = 0
    for source in sources:
        try:
            added = add_places(source, folder)
        except InputError as error:
            added = Added(0, 0, None, error.faults)
        wrong += bool(added.faults)
        _tell(source, added, as_json)
    raise typer.Exit(1 if wrong else 0)


def _of_case(case: Path | None) -> Path:
    from trucewatch.pipeline.opened import must_be_case
    from trucewatch.store.case_files import ADDED

    folder = case or Path()
    must_be_case(folder)
    return folder / ADDED


def _tell(source: Path, added: Added, as_json: bool) -> None:
    if as_json:
        faults = [fault.as_json() for fault in added.faults]
        kept = str(added.kept) if added.kept else None
        screen.json_line(
            {"name": source.name, "places": added.places, "names": added.names, "kept": kept, "faults": faults}
        )
        return
    if added.kept is not None:
        screen.out.print(f"{added.places} places and {added.names} further names kept in {added.kept}", markup=False)
    screen.faults(added.faults[:SHOWN])
    if len(added.faults) > SHOWN:
        screen.err.print(f"and {len(added.faults) - SHOWN} more faults; --json tells all")


def register(app: typer.Typer) -> None:
    """Add these commands to the tree."""
    group = typer.Typer(name="gazetteer", help="Places beyond the shipped gazetteer.", no_args_is_help=True)
    group.command("add")(add)
    group.callback()(_group)
    app.add_typer(group)


def _group() -> None:
    """Places beyond the shipped gazetteer."""
