"""What the command line prints: results on standard output, everything else on standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn
from rich.text import Text

from trucewatch.errors import Fault
from trucewatch.pipeline.progress import Step


class Screen(Console):
    """A console that lets a closed pipe be told to whoever started the command, instead of ending the program."""

    def on_broken_pipe(self) -> None:
        """Raise what Console would hide."""
        raise BrokenPipeError


out = Screen(highlight=False, soft_wrap=True)
err = Screen(stderr=True, highlight=False, soft_wrap=True)


def faults(found: Sequence[Fault]) -> None:
    """Tell faults, one a line."""
    for fault in found:
        err.print(Text(str(fault), style="red" if err.is_terminal else ""))


def warnings(found: Sequence[Fault]) -> None:
    """Tell what is no fault and should be looked at, one a line."""
    for fault in found:
        err.print(Text(f"warning: {fault}", style="yellow" if err.is_terminal else ""))


def lines(found: Iterable[str]) -> None:
    """Plain lines on standard output, however many; what it can't show of a text is escaped, not lost."""
    for line in found:
        try:
            sys.stdout.write(line + "\n")
        except UnicodeEncodeError as error:
            sys.stdout.write(line.encode(error.encoding, "backslashreplace").decode(error.encoding) + "\n")


def json_line(value: Any) -> None:
    """One JSON value on one line of standard output; text that is no Unicode is escaped, not lost."""
    text = json.dumps(value, ensure_ascii=False)
    try:
        sys.stdout.write(text + "\n")
    except UnicodeEncodeError:
        sys.stdout.write(json.dumps(value, ensure_ascii=True) + "\n")


@contextmanager
def progress(quiet: bool = False) -> Iterator[Step]:
    """A bar on standard error for each step that is told; nothing where it is no terminal."""
    if quiet or not err.is_terminal:
        yield lambda step, done, total: None
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=err, transient=True) as bars:
        tasks: dict[str, Any] = {}

        def tell(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = bars.add_task(step, total=total)
            bars.update(tasks[step], completed=done, total=total)

        yield tell
