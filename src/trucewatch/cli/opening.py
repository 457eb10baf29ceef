"""What the commands on a case share: their arguments, the clock, and how a case is opened, to read or to build."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from trucewatch.cli.address import ADDRESS
from trucewatch.records.times import check_iso

if TYPE_CHECKING:
    from trucewatch.pipeline.case import Case
    from trucewatch.pipeline.opened import OpenedCase

Folder = Annotated[Path, typer.Argument(metavar="CASE", help="The case's folder.")]
At = Annotated[str | None, typer.Option("--at", help="As of then: YYYY-MM-DD or YYYY-MM-DDTHH:MM.")]
AsJson = Annotated[bool, typer.Option("--json", help="JSON lines for machines.")]
Workers = Annotated[int, typer.Option("--workers", min=1, help="Processes at work, each with its own parser.")]


def now() -> str:
    """The present, UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def open_case(folder: Path) -> OpenedCase:
    """The case in `folder` as it was last built, to be read; CaseError where there is none."""
    from trucewatch.pipeline.opened import OpenedCase, must_be_case

    must_be_case(folder)
    return OpenedCase(folder, now, ADDRESS.get())


def open_to_build(folder: Path) -> Case:
    """The case in `folder`, to be changed and built; CaseError where there is none."""
    from trucewatch.pipeline.case import Case
    from trucewatch.pipeline.opened import must_be_case

    must_be_case(folder)
    return Case(folder, now, ADDRESS.get())


def checked_time(value: str | None) -> str | None:
    """A time that was asked for, held to ISO 8601 and the calendar."""
    if value is None:
        return None
    try:
        return check_iso(value)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
