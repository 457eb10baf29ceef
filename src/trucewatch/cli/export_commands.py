"""Commands that take a case out and in: `export`, `import`, `release`."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from trucewatch.cli import screen
from trucewatch.cli.opening import AsJson, At, Folder, checked_time, now, open_case
from trucewatch.exchange.formats import FORMATS, Format

NAMES = ", ".join(one.name for one in FORMATS)
To = Annotated[str, typer.Option("--to", help=f"The format: {NAMES}.")]
Output = Annotated[Path, typer.Option("-o", "--output", help="The file or folder to write; - is standard output.")]
Filter = Annotated[
    list[str] | None,
    typer.Option("--filter", metavar="NAME=VALUE", help="A filter of `list incidents`; more than one must all hold."),
]
Public = Annotated[
    bool, typer.Option("--public", help="For readers outside, by the case's release.toml; `release` shows what goes.")
]


def export(
    folder: Folder,
    to: To,
    output: Output,
    filters: Filter = None,
    public: Public = False,
    at: At = None,
) -> None:
    """Write the record, or a part of it, in a format that others use. What it has no room for is listed beside it.

    Example: trucewatch export hodeidah --to xlsx --filter date=2018-12-18..2018-12-20 -o hodeidah.xlsx
    """
    from trucewatch.exchange.formats import format_of
    from trucewatch.pipeline.exporting import ExportOrder, export_case, save
    from trucewatch.pipeline.release import release_policy
    from trucewatch.report.words import plural

    form = format_of(to)
    _must_end(form, output)
    case = open_case(folder)
    policy = release_policy(folder) if public else None
    made = export_case(case, ExportOrder(form, _asked(filters or []), checked_time(at), policy), now())
    for hint in made.hints:
        screen.err.print(hint, markup=False)
    if str(output) == "-":
        sys.stdout.buffer.write(next(iter(made.written.files.values())))
    else:
        for path in save(made, form, output):
            screen.out.print(str(path), markup=False)
    losses = made.written.losses
    lost = f"; {plural(len(losses), 'thing')} lost on the way, listed beside" if losses else ""
    screen.err.print(f"{made.written.rows} {form.counts}{lost}", markup=False)
    for (what, why), count in Counter((_kind(loss.what), loss.why) for loss in losses).most_common():
        screen.err.print(f"  {count} × {what}: {why}", markup=False)


def _kind(what: str) -> str:
    """What is lost without its value: "the dead as told" of "the dead as told: 3, up to 5"."""
    return what.partition(":")[0].partition(",")[0]


def _asked(filters: list[str]) -> dict[str, str]:
    """Filters by name; 2 where one has no "="."""
    asked = {}
    for one in filters:
        name, given, value = one.partition("=")
        if not given or not value:
            raise typer.BadParameter(f"{one!r}: write NAME=VALUE, as in party=RU", param_hint="--filter")
        asked[name.strip()] = value.strip()
    return asked


def _must_end(form: Format, output: Path) -> None:
    """2 where the file's ending is none of the format's."""
    ending = output.suffix.lower()
    if str(output) == "-":
        if form.many:
            raise typer.BadParameter(f"{form.name} is several files; name a folder or a .zip", param_hint="-o")
    elif ending not in form.endings and not (form.many and not ending):
        kinds = " or ".join(one or "a folder" for one in form.endings)
        raise typer.BadParameter(f"{output.name}: {form.name} is written as {kinds}", param_hint="-o")


def release(folder: Folder, at: At = None, as_json: AsJson = False) -> None:
    """Show what a public report or export would hold today, and what stays inside. It names names: keep it inside.

    Example: trucewatch release hodeidah
    """
    from dataclasses import asdict

    from trucewatch.pipeline.release import preview, release_policy

    made = preview(open_case(folder), release_policy(folder), now(), checked_time(at))
    if as_json:
        for one in made.withheld:
            screen.json_line(asdict(one))
        return
    policy = made.policy
    screen.out.print(f"the last {policy.delay_days} days held back, no place finer than {policy.grain_km:g} km")
    for name, goes, whole in made.goes:
        screen.out.print(f"{goes:>6} of {whole} {name} go", markup=False)
    for one in made.withheld:
        screen.out.print(f"{one.record}: {one.what}: {one.why}", markup=False)


def import_case(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="JSON lines that `export --to jsonl` wrote.")],
    folder: Annotated[Path, typer.Argument(metavar="CASE", help="The folder to make.")],
) -> None:
    """Make a case of our own JSON lines. The record is the same; with the originals in them, it can be built on.

    Example: trucewatch import hodeidah.jsonl hodeidah-copy
    """
    from trucewatch.pipeline.importing import import_lines

    made = import_lines(file, folder, now)
    screen.out.print(f"{folder}: {made.documents} documents, {made.claims} claims, {made.incidents} incidents")
    for lack in made.lacks:
        screen.err.print(lack, markup=False)


def register(app: typer.Typer) -> None:
    """Add these commands to the tree."""
    app.command("export")(export)
    app.command("import")(import_case)
    app.command("release")(release)
