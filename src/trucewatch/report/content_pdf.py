"""A report as a tagged PDF (PDF/UA-1), set by typst: it runs on this machine, loads nothing and needs no other program.

All text goes in as JSON data, so that nothing in a document can be taken for markup.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any

from trucewatch.errors import Fault, InputError
from trucewatch.records.calendar import bounds
from trucewatch.report.content import (
    Block,
    Bullets,
    Content,
    Drawing,
    Entry,
    Line,
    Note,
    Paragraph,
    Run,
    Table,
    column_weights,
)
from trucewatch.report.public import one_length

FONTS = ("Noto Sans", "DejaVu Sans", "Noto Sans Arabic", "Noto Naskh Arabic", "Noto Sans Hebrew", "Libertinus Serif")
"""Tried in this order for each script; what none of them has, any font of the machine is asked for."""


def write_pdf(content: Content, generated: str) -> bytes:
    """The report as PDF.

    Args:
        content: the report.
        generated: ISO 8601, for the file's own properties, so that the same report gives the same bytes.

    Raises:
        InputError: `output.needs`: typst is not installed.
    """
    try:
        import typst  # noqa: PLC0415  # an extra: only who asks for a PDF waits for it
    except ModuleNotFoundError as error:
        message = "a PDF is set by typst, which is not installed: `pip install trucewatch[typst]`, or print the HTML"
        raise InputError(Fault("output.needs", message, ".pdf")) from error
    source = files("trucewatch.report").joinpath("content.typ").read_bytes()
    made = bounds(generated)
    moment = made[0].replace(tzinfo=UTC) if made is not None else datetime(1980, 1, 1, tzinfo=UTC)
    data = _plain(_data(content))
    written: bytes = typst.compile(
        source,
        format="pdf",
        sys_inputs={"content": json.dumps(data, ensure_ascii=False)},
        pdf_standards="ua-1",
        timestamp=int(moment.timestamp()),
    )
    return written


def _data(content: Content) -> dict[str, Any]:
    sections = [
        {"id": one.id, "title": one.title, "blocks": list(_blocks(content, one.blocks))} for one in content.sections
    ]
    ids = {"notes", *(one.id for one in content.sections), *(f"note-{one.number}" for one in content.notes)}
    return {
        "title": content.title,
        "kicker": content.kicker,
        "facts": content.facts,
        "notices": content.notices,
        "creed": content.creed,
        "sections": sections,
        "notes": [_note(one) for one in content.notes],
        "brief": content.brief,
        "fonts": FONTS,
        "ids": sorted(ids | set(_ids(block for one in content.sections for block in one.blocks))),
    }


def _ids(blocks: Iterable[Block]) -> Iterator[str]:
    """The places that others can lead to."""
    for block in blocks:
        match block:
            case Entry(name, _, inner):
                yield name
                yield from _ids(inner)
            case Paragraph(words):
                yield from (run.id for run in words if run.id)
            case Bullets(lines) | Drawing(words=lines):
                yield from (run.id for words in lines for run in words if run.id)
            case Table(rows=rows):
                yield from (run.id for row in rows for cell in row for run in cell if run.id)


def _blocks(content: Content, blocks: Iterable[Block]) -> Iterator[dict[str, Any]]:
    for block in blocks:
        match block:
            case Paragraph(words):
                yield {"kind": "paragraph", "line": _line(content, words)}
            case Bullets(lines):
                yield {"kind": "bullets", "lines": [_line(content, words) for words in lines]}
            case Drawing(title=title, words=lines):
                yield {"kind": "paragraph", "line": _line(content, (Run(title, strong=True),))}
                yield {"kind": "bullets", "lines": [_line(content, words) for words in lines]}
            case Table():
                rows = [[{"line": _line(content, cell)} for cell in row] for row in block.rows]
                yield {"kind": "table", "head": block.head, "rows": rows, "widths": column_weights(block)}
            case Entry(name, title, inner):
                yield {"kind": "entry", "id": name, "title": title, "blocks": list(_blocks(content, inner))}


def _line(content: Content, words: Line) -> list[dict[str, Any]]:
    return [
        {
            "text": run.text,
            "href": run.href.removeprefix("#"),
            "id": run.id,
            "strong": run.strong,
            "muted": run.muted,
            "former": run.former,
            "notes": [content.numbers[cite.href] for cite in run.cites],
        }
        for run in words
    ]


def _note(note: Note) -> dict[str, Any]:
    href = note.href.removeprefix("#")
    return {"number": note.number, "words": note.words, "document": note.document, "href": href, "where": note.where}


def _plain(value: Any) -> Any:
    """The data without what no font can show, and withheld names at one length."""
    match value:
        case str():
            text = one_length(value).encode("utf-8", "surrogatepass").decode("utf-8", "replace")
            return "".join(character if character >= " " or character in "\n\t" else "\ufffd" for character in text)
        case dict():
            return {name: _plain(one) for name, one in value.items()}
        case list() | tuple():
            return [_plain(one) for one in value]
        case _:
            return value
