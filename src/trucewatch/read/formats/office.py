"""What Word and OpenDocument files have in common: elements by local names, tables, what they say of themselves."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from trucewatch.read.formats.writing import Writing
from trucewatch.read.front import read_date
from trucewatch.read.rows import names_columns, row_line
from trucewatch.records.documents import BlockKind, Metadata

_CELL = 600  # letters on average; tables that lay out a page hold whole articles


def local(element: etree._Element) -> str:
    """The name of an element without its namespace, "" of what is none."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def value(element: etree._Element, name: str) -> str | None:
    """An attribute by its name without a namespace."""
    return next((str(found) for key, found in element.attrib.items() if etree.QName(key).localname == name), None)


def below(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The elements of that name below one, in order."""
    yield from element.iter(f"{{*}}{name}")


def add_table(writing: Writing, rows: list[list[str]]) -> None:
    """Write a table: rows with the words of their head, or, where it only lays out the page, its cells."""
    rows = [cells for cells in rows if any(cells)]
    cells = [cell for row in rows for cell in row]
    if len(rows) < 2 or max(map(len, rows)) < 2 or sum(map(len, cells)) > _CELL * len(cells):
        for cell in cells:
            writing.add(cell)
        return
    heads = rows[0] if names_columns(rows[0]) else []
    for row in rows[1:] if heads else rows:
        writing.add(row_line(row, heads), BlockKind.TABLE_ROW)


def said_of_itself(tree: etree._Element | None) -> tuple[Metadata, str | None]:
    """Title and author as a file's properties give them, and when it was made: no date of publication."""
    if tree is None:
        return Metadata(), None
    told: dict[str, str] = {}
    for element in tree.iter():
        words = " ".join((element.text or "").split())
        if words:
            told.setdefault(local(element), words)
    author = told.get("initial-creator") or told.get("creator")
    made = (told.get("created") or told.get("creation-date") or "")[:10]
    day, _ = read_date(made) if made else (None, None)
    return Metadata(title=told.get("title"), author=author), day
