"""Commands for guest readers: `ask` writes what a language model is to be asked, `take` takes its answers in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from trucewatch.cli import screen
from trucewatch.cli.opening import AsJson, Folder, now, open_to_build
from trucewatch.cli.text_commands import lines_of
from trucewatch.errors import Fault, InputError


def ask(
    folder: Folder,
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="FILE", help="The batch file to write, JSON lines.")
    ],
    model: Annotated[str, typer.Option("--model", help="The model's name, as the service calls it.")] = "MODEL",
    again: Annotated[bool, typer.Option("--again", help="Also what has an answer already.")] = False,
    as_json: AsJson = False,
) -> None:
    """Write what a language model is to be asked of a case, as a batch file; nothing is sent anywhere.

    Example: trucewatch ask hodeidah -o prompts.jsonl --model NAME
    """
    from trucewatch.pipeline.guests import batch_lines, to_ask

    case = open_to_build(folder)
    screen.faults(case.take_folder())
    found = to_ask(case, again=again)
    try:
        with output.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(line + "\n" for line in batch_lines(found.requests, model))
    except OSError as error:
        raise InputError(Fault("output.unwritable", str(error), str(output))) from error
    if as_json:
        row = {name: getattr(found, name) for name in ("documents", "passed_over", "answered", "tokens")}
        screen.json_line({"requests": len(found.requests), **row})
        return
    screen.out.print(
        f"{len(found.requests)} requests of {found.documents} documents, about {found.tokens} tokens to send; "
        f"{found.answered} have answers; of {found.passed_over} documents there is nothing to ask"
    )
    screen.err.print(f"The file holds the documents' words. Then: `trucewatch take {folder} ANSWERS`.", markup=False)


def take(
    folder: Folder,
    answers: Annotated[str, typer.Argument(metavar="ANSWERS.jsonl", help="A line an answer; - is standard input.")],
    model: Annotated[str | None, typer.Option("--model", help="Who answered, where the answers do not say.")] = None,
    as_json: AsJson = False,
) -> None:
    """Take a language model's answers in, each held to its schema; a build then reads them and asks nobody.

    Example: trucewatch take hodeidah answers.jsonl
    """
    from trucewatch.pipeline.guests import take_answers
    from trucewatch.records.guests import Reader

    case = open_to_build(folder)
    taken = take_answers(case, lines_of(answers), answers, now(), model)
    if as_json:
        faults = [fault.as_json() for fault in taken.faults]
        screen.json_line({"new": taken.new, "known": taken.known, "faults": faults})
    else:
        screen.faults(taken.faults)
        screen.out.print(f"{taken.new} answers taken in, {taken.known} known, {len(taken.faults)} not taken")
        if case.files.settings.reader is Reader.BUILT_IN:
            screen.err.print('They count once `case.toml` says `reader = "both"` (or "guest").', markup=False)
    raise typer.Exit(1 if taken.faults else 0)


def register(app: typer.Typer) -> None:
    """Add these commands to the tree."""
    app.command("ask")(ask)
    app.command("take")(take)
