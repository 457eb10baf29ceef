"""`explain`: a text as the program reads it, in the terminal or as a page."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from trucewatch.cli import screen
from trucewatch.cli.opening import open_to_build
from trucewatch.errors import Fault, InputError
from trucewatch.records.documents import Metadata
from trucewatch.records.times import check_iso

if TYPE_CHECKING:
    from trucewatch.pipeline.tools import Tools
    from trucewatch.report.explanation import SentenceView

STYLES = {
    "event": "bold reverse",
    "time": "yellow",
    "place": "green",
    "actor": "cyan",
    "source": "magenta",
    "cue": "bold magenta",
    "said": "italic",
}


def explain_text(
    source: Annotated[
        str, typer.Argument(metavar="FILE", help="A text, page, PDF or other file; - is standard input.")
    ],
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Write a page: NAME.html.")] = None,
    published: Annotated[str | None, typer.Option(help="When it was published: YYYY-MM-DD[THH:MM].")] = None,
    case: Annotated[Path | None, typer.Option(help="Read it with this case's actors, places and clocks.")] = None,
) -> None:
    """Show a text as the program reads it: its layers, the holders of each claim, why a sentence gave none.

    Example: trucewatch explain statement.txt --published 2018-12-18 -o statement.html
    """
    from trucewatch.pipeline.explaining import explain, explained_page, explained_sentences
    from trucewatch.read.document import read_document

    try:
        given = Metadata(published=check_iso(published) if published else None)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
    document = read_document(_bytes_of(source), source if source != "-" else "standard input", metadata=given)
    explanation = explain(document, _tools(case))
    if output is not None:
        _write(output, explained_page(explanation))
        screen.err.print(f"written: {output}", markup=False)
        return
    for sentence in explained_sentences(explanation):
        _print(sentence)


def _bytes_of(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise InputError(Fault("input.missing", f"cannot be opened: {error.strerror}", name)) from error


def _tools(case: Path | None) -> Tools:
    from trucewatch.pipeline.tools import Tools

    return Tools() if case is None else open_to_build(case).tools


def _write(output: Path, page: str) -> None:
    try:
        output.write_text(page, encoding="utf-8")
    except OSError as error:
        raise InputError(Fault("output.unwritable", f"cannot be written: {error.strerror}", str(output))) from error


def _print(sentence: SentenceView) -> None:
    """The sentence with its marks, the words of each layer (so that no colour is needed), the reason, the claims."""
    from trucewatch.report.explanation import LAYERS

    line = Text(f"{sentence.number:3d}  ")
    for piece in sentence.pieces:
        line.append(" ".join(piece.text.split("\n")), " ".join(STYLES[name] for name in piece.layers[:1]))
    screen.out.print(line)
    for layer in LAYERS:
        words = sentence.words_in(layer)
        if words and layer != "said":
            screen.out.print(Text(f"     {layer}: {' · '.join(words)}", "dim"))
    page = f"{sentence.page}: " if sentence.page else ""
    screen.out.print(Text(f"     {page}{sentence.reason}", "dim"))
    for one in sentence.lines:
        screen.out.print(Text(f"       {one}"))


def register(app: typer.Typer) -> None:
    """Add this command to the tree."""
    app.command("explain")(explain_text)
