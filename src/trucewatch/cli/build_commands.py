"""Commands that make, fill, build and check a case: `new`, `add`, `build`, `verify`, `repair`, `snapshot`, `demo`."""

from __future__ import annotations

import shutil
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.request import getproxies

import typer

from trucewatch.cli import screen
from trucewatch.cli.case_commands import print_status
from trucewatch.cli.opening import AsJson, Folder, Workers, checked_time, now, open_case, open_to_build
from trucewatch.errors import CaseError, Fault
from trucewatch.records.documents import Metadata

if TYPE_CHECKING:
    from trucewatch.pipeline.case import BuildSummary, Case
    from trucewatch.pipeline.filling import Arrival


def new(
    folder: Folder,
    title: Annotated[str | None, typer.Option(help="The case's title.")] = None,
) -> None:
    """Make a case folder to fill: case.toml, agreement.yaml, actors.yaml, sources.yaml, places.yaml, documents/.

    Example: trucewatch new hodeidah --title "Hodeidah ceasefire, December 2018"
    """
    from trucewatch.pipeline.template import make_case

    for path in make_case(folder, title or folder.name):
        screen.out.print(str(path))
    screen.err.print(f"Now: put documents into {folder / 'documents'}, then `trucewatch build {folder}`.")


def add(
    folder: Folder,
    items: Annotated[list[str], typer.Argument(metavar="FILE|URL|DIR|-", help="What to take in.")],
    published: Annotated[str | None, typer.Option(help="When it was published: YYYY-MM-DD[THH:MM].")] = None,
    source: Annotated[str | None, typer.Option(help="Who published it: an id of sources.yaml, or a name.")] = None,
    title: Annotated[str | None, typer.Option(help="Its title.")] = None,
    url: Annotated[str | None, typer.Option(help="Where it was found.")] = None,
    language: Annotated[str | None, typer.Option(help="Its language, ISO 639-1.")] = None,
    columns: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Of a table: which column says what (`trucewatch columns`).")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Archive files as they are and read them: texts, pages, PDF, Word, mails, feeds, chats, archives, tables.

    Options go before a sidecar NAME.meta.yaml, that before what the file says of itself.

    Example: trucewatch add hodeidah statement.html --published 2018-12-18 --source "UN Mission"
    """
    import httpx

    from trucewatch.pipeline.columns import read_layout
    from trucewatch.pipeline.intake import Told, arrivals
    from trucewatch.read.fetch import Web
    from trucewatch.read.formats.format import MAX_FILE

    case = open_to_build(folder)
    _ = case.files
    known = Metadata(title=title, source=source, url=url, published=checked_time(published), language=language)
    given = Told(known, read_layout(columns) if columns is not None else None)
    wrong = 0
    with httpx.Client() as client:
        web = Web(client, proxied=bool(getproxies()))
        for arrived in arrivals(case, items, given, web, lambda: sys.stdin.buffer.read(MAX_FILE + 1)):
            for arrival in arrived.each():
                wrong += bool(arrival.faults)
                _tell_arrival(arrival, as_json)
    raise typer.Exit(1 if wrong else 0)


def _tell_arrival(arrival: Arrival, as_json: bool) -> None:
    if as_json:
        faults, warnings = ([fault.as_json() for fault in told] for told in (arrival.faults, arrival.warnings))
        row = {"name": arrival.name, "document": arrival.document, "new": arrival.new, "faults": faults}
        row["warnings"] = warnings
        screen.json_line(row)
        return
    if arrival.document is not None:
        screen.out.print(f"{arrival.document}  {'new' if arrival.new else 'known'}  {arrival.name}", markup=False)
    screen.faults(arrival.faults)
    screen.warnings(arrival.warnings)


def build(
    folder: Folder,
    workers: Workers = 1,
    yes: Annotated[
        bool, typer.Option("--yes", help="Build though receipts or documents of the last build are gone.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Extract, link and assess. Does only what changed; can be stopped and goes on where it was.

    Example: trucewatch build hodeidah
    """
    raise typer.Exit(1 if _build(open_to_build(folder), as_json, workers, yes).faults else 0)


def _build(case: Case, as_json: bool = False, workers: int = 1, accept_loss: bool = False) -> BuildSummary:
    begun = time.monotonic()
    with screen.progress(as_json) as step:
        summary = case.build(step, workers, accept_loss)
    if as_json:
        row = {name: getattr(summary, name) for name in ("documents", "read_anew", "claims", "incidents", "changed")}
        row["gone"] = list(summary.gone)
        row["warnings"] = [fault.as_json() for fault in summary.warnings]
        screen.json_line({**row, "faults": [fault.as_json() for fault in summary.faults]})
        return summary
    screen.faults(summary.faults)
    screen.warnings(summary.warnings)
    for path in summary.gone:
        screen.err.print(f"{path}: no longer there, kept from the archive", markup=False)
    done = f"{summary.read_anew} read anew" if summary.changed or summary.read_anew else "nothing had changed"
    screen.out.print(
        f"{summary.documents} documents ({done}), {summary.claims} claims, {summary.incidents} incidents "
        f"in {time.monotonic() - begun:.1f} s"
    )
    return summary


def verify(folder: Folder) -> None:
    """Check that originals and ledger are as they were, and that a rebuild gives the same record.

    Example: trucewatch verify hodeidah
    """
    faults = open_to_build(folder).verify()
    screen.faults(faults)
    if not faults:
        screen.out.print("all as it was: archive, receipts, ledger, and the record by a rebuild")
    raise typer.Exit(1 if faults else 0)


def repair(
    folder: Folder,
    yes: Annotated[
        bool,
        typer.Option(
            "--yes", help="Also take changed receipts and history as they stand, and put a bad database aside."
        ),
    ] = False,
) -> None:
    """Set right what a crash or a full disk left. Nothing is thrown away: what is cut is set aside beside its file.

    Example: trucewatch repair hodeidah
    """
    done, left = open_to_build(folder).repair(accept=yes)
    for fault in done:
        screen.out.print(str(fault), markup=False)
    screen.faults(left)
    if not left:
        screen.out.print("nothing is left to repair; `trucewatch verify` checks the rest")
    raise typer.Exit(1 if left else 0)


def snapshot(
    folder: Folder,
    output: Annotated[Path, typer.Option("-o", "--output", help="The file to write, a zip.")],
) -> None:
    """Put all of a case into one file that another machine unpacks and verifies; its hash is told, to be kept apart.

    Example: trucewatch snapshot hodeidah -o hodeidah.zip
    """
    from trucewatch.pipeline.snapshot import write_snapshot

    case = open_case(folder)
    faults = case.kept.verify({})
    screen.out.print(f"{write_snapshot(case, output)}  {output}", markup=False)
    screen.faults(faults)
    raise typer.Exit(1 if faults else 0)


def demo(
    folder: Annotated[Path, typer.Option("--into", help="Where to put the case and its report.")] = Path("demo"),
    fresh: Annotated[bool, typer.Option("--fresh", help="Begin again from nothing.")] = False,
    serve: Annotated[bool, typer.Option("--serve", help="Then open the workbench on it.")] = False,
    port: Annotated[int, typer.Option(min=0, max=65535, help="With --serve: where it listens.")] = 8427,
) -> None:
    """Build and report the bundled case: Syria, September 2016. Nothing else is needed.

    Example: trucewatch demo
    """
    from trucewatch.pipeline.example import copy_example
    from trucewatch.pipeline.reporting import report_page
    from trucewatch.pipeline.statuses import last_status

    target = folder / "syria-2016"
    if fresh and target.exists():
        if (target / "ledger.jsonl").exists():
            message = "holds a ledger with somebody's decisions; take it away yourself, or name another folder"
            raise CaseError(Fault("demo.ledger", message, str(target)))
        shutil.rmtree(target)
    copy_example(target)
    case = open_to_build(target)
    summary = _build(case)
    page = folder / "report.html"
    page.write_text(report_page(case, None, now()), encoding="utf-8")
    record = case.record()
    print_status(record, case, last_status(record, case.books, None))
    screen.out.print(f"\nThe report: {page.resolve()}", markup=False, style="bold")
    screen.out.print("Open it in a browser; every quote leads to its document.")
    if serve:
        from trucewatch.cli.serve_command import run_workbench

        run_workbench(target, port=port)
    if summary.faults:
        raise typer.Exit(1)


def register(app: typer.Typer) -> None:
    """Add these commands to the tree."""
    for command in (demo, new, add, build, verify, repair, snapshot):
        app.command(command.__name__)(command)
