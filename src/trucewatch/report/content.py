"""Content: a report as plain structure, from which each writer (HTML, DOCX, Markdown) makes its file.

Whatever carries words carries its citations: a writer numbers nothing, orders nothing and decides nothing. Every
citation becomes a note, and the notes are the annex in which the words stand with their document.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from trucewatch.report.cites import Cite, anchor, shorten
from trucewatch.report.index import CaseIndex
from trucewatch.report.words import date_words

NOTE_LENGTH = 600
"""Words of a note are cut here; the passage's place in the document says where the rest stands."""
LEAST_LETTERS, LONGEST_WORD, LETTER_ROOM = 6, 16, 2.3
"""A column's least width in letters; a longer word may be broken; room that a word needs that must not be."""


@dataclass(frozen=True)
class Run:
    """Words of one kind: `href` leads to a place in the report ("#id"), `cites` to the words behind them."""

    text: str
    cites: tuple[Cite, ...] = ()
    href: str = ""
    strong: bool = False
    muted: bool = False
    former: bool = False
    id: str = ""
    """A place in the report that others can lead to."""


Line = tuple[Run, ...]


@dataclass(frozen=True)
class Paragraph:
    """One line of runs."""

    line: Line


@dataclass(frozen=True)
class Bullets:
    """A list."""

    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Table:
    """A table; `caption` says what a row is, for those who do not see it."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True)
class Drawing:
    """A drawing, and all that it shows in words; only HTML draws it."""

    svg: Markup
    title: str
    words: tuple[Line, ...]


@dataclass(frozen=True)
class Entry:
    """A titled part of a section that others can lead to."""

    id: str
    title: str
    blocks: tuple[Block, ...]


Block = Paragraph | Bullets | Table | Drawing | Entry


@dataclass(frozen=True)
class Section:
    """A section under its heading."""

    id: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Note:
    """One citation in the annex: the words, and where they stand."""

    number: int
    words: str
    language: str | None
    document: str
    """ "D3"."""
    href: str
    """The document's place in the list of sources."""
    where: str
    """Who published it and when, and the passage's place in its text."""


@dataclass(frozen=True)
class Content:
    """A whole report. `numbers` gives a citation's note, by the citation's href.

    A `brief` report has its quotes in it: no list of contents, no annex.
    """

    title: str
    kicker: str
    facts: tuple[tuple[str, str], ...]
    notices: tuple[str, ...]
    creed: str
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    numbers: dict[str, int]
    brief: bool = False


def line(*parts: str | Run | None) -> Line:
    """A line of runs; plain text is a run of its own, None is left out."""
    return tuple(Run(part) if isinstance(part, str) else part for part in parts if part)


def said(text: str, cites: Iterable[Cite | None], *, strong: bool = False, former: bool = False) -> Run:
    """Words with their citations, each passage once."""
    kept = {cite.href: cite for cite in cites if cite is not None}
    return Run(text, tuple(kept.values()), strong=strong, former=former)


def quoted(cite: Cite | None) -> Run:
    """A citation's own words in quotation marks; where there are none, it says so."""
    return said(f"“{cite.quote}”", [cite]) if cite is not None else Run("words not in the record", muted=True)


def join(lines: Iterable[Line], between: str = "; ") -> Line:
    """Lines one after another as one line."""
    joined: list[Run] = []
    for one in lines:
        if joined and one:
            joined.append(Run(between))
        joined.extend(one)
    return tuple(joined)


def paragraph(*parts: str | Run | None) -> Paragraph:
    """A paragraph of runs."""
    return Paragraph(line(*parts))


def notes_of(index: CaseIndex, sections: Iterable[Section]) -> tuple[tuple[Note, ...], dict[str, int]]:
    """A note for each passage that the sections cite, in the order of its first citation, and its number by href."""
    cites: dict[str, Cite] = {}
    for section in sections:
        for run in runs_of(section.blocks):
            for cite in run.cites:
                cites.setdefault(cite.href, cite)
    notes = tuple(_note(index, number, cite) for number, cite in enumerate(cites.values(), 1))
    return notes, {href: number for number, href in enumerate(cites, 1)}


def _note(index: CaseIndex, number: int, cite: Cite) -> Note:
    document = index.document_of[cite.document]
    who = index.source(document) or "source unknown"
    where = f"{who}, {date_words(document.published)}, {cite.page or f'characters {cite.start}–{cite.end}'}"
    words = shorten(document.text[cite.start : cite.end], NOTE_LENGTH)
    return Note(number, words, cite.language, f"D{cite.number}", f"#{anchor(cite.document)}", where)


def column_weights(table: Table) -> list[float]:
    """How wide a table's columns are beside each other: by the root of their words' length, and the longest word."""
    found = []
    for place, head in enumerate(table.head):
        cells = ["".join(run.text for run in row[place]) for row in table.rows]
        mean = sum(map(len, cells)) / max(len(cells), 1)
        longest = max((min(len(word), LONGEST_WORD) for cell in (head, *cells) for word in cell.split()), default=0)
        found.append(round(math.sqrt(max(mean, LETTER_ROOM * longest, LEAST_LETTERS)), 2))
    return found


def runs_of(blocks: Iterable[Block]) -> Iterator[Run]:
    """Every run of some blocks, in reading order."""
    for block in blocks:
        match block:
            case Paragraph(words):
                yield from words
            case Bullets(lines):
                yield from (run for words in lines for run in words)
            case Table(rows=rows):
                yield from (run for row in rows for cell in row for run in cell)
            case Drawing(words=lines):
                yield from (run for words in lines for run in words)
            case Entry(blocks=inner):
                yield from runs_of(inner)
