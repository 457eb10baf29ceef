"""Tables of data as lines of text: each row with the words of the head, so that it can be read without the table."""

from __future__ import annotations

from dataclasses import dataclass

from lxml.html import HtmlElement

from trucewatch.read.rows import row_line

_LAYOUT = ("section", "article", "h1", "h2", "h3", "figure", "form", "blockquote")
_CELL = 600  # letters on average; tables that lay out a page hold whole articles


@dataclass(frozen=True)
class Row:
    """A row as a line, and the letters of its cells alone."""

    text: str
    letters: str


def data_tables(tree: HtmlElement) -> frozenset[HtmlElement]:
    """The tables of a page that hold data: two columns and two rows or more, and no layout within."""
    return frozenset(table for table in tree.iter("table") if _is_data(table))


def _is_data(table: HtmlElement) -> bool:
    rows = [row for row in table.iter("tr") if len(_cells(row)) > 1]
    if len(rows) < 2 or next(table.iter(*_LAYOUT), None) is not None or len(list(table.iter("table"))) > 1:
        return False
    cells = [cell for row in rows for cell in _cells(row)]
    return sum(len(_words(cell)) for cell in cells) <= _CELL * len(cells)


def table_rows(table: HtmlElement) -> list[Row]:
    """The rows in order; that of the head has no text of its own, since its words stand in each row below it.

    A row reads "Date: 13 May; Place: Dinsoor; Incident: Gunmen shot two farmers."; without a head, the cells alone.
    """
    rows = [row for row in table.iter("tr") if any(_words(cell) for cell in _cells(row))]
    head = _head(rows)
    heads = [_words(cell) for cell in _cells(head)] if head is not None else []
    return [Row("", _letters(heads)) if row is head else _row(row, heads) for row in rows]


def _row(row: HtmlElement, heads: list[str]) -> Row:
    words = [_words(cell) for cell in _cells(row)]
    return Row(row_line(words, heads), _letters(words))


def _letters(words: list[str]) -> str:
    return "".join(filter(str.isalnum, "".join(words)))


def _head(rows: list[HtmlElement]) -> HtmlElement | None:
    """The row that names the columns: all heads, or in the table's head, or the only row in bold."""
    first = rows[0] if rows else None
    if first is None or len(rows) < 2:
        return None
    cells = _cells(first)
    parent = first.getparent()
    if all(cell.tag == "th" for cell in cells) or (parent is not None and parent.tag == "thead"):
        return first
    bold = all(cell.find(".//b") is not None or cell.find(".//strong") is not None for cell in cells if _words(cell))
    plain = not any(character.isdigit() for cell in cells for character in _words(cell))
    return first if bold and plain else None


def _cells(row: HtmlElement) -> list[HtmlElement]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def _words(cell: HtmlElement) -> str:
    for line in cell.iter("br", "p", "li"):
        line.tail = f" {line.tail or ''}"
    return " ".join(cell.text_content().split())
