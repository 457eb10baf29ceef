"""XLSX: the tables as sheets, with true dates and numbers, links from documents to their row, and no formula."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import xlsxwriter

from trucewatch.errors import Fault, InputError
from trucewatch.exchange.all_tables import tables_of
from trucewatch.exchange.outgoing import Loss, Outgoing, Written, plain
from trucewatch.exchange.tables import JOIN, Column, Table, Value
from trucewatch.records.calendar import bounds

MOST_ROWS = 1_048_576
MOST_LETTERS = 32_767
MOST_LINKS = 65_530
LONGEST_ADDRESS = 2_079
"""Limits of the format (Excel specifications and limits)."""
FIRST_DAY = date(1900, 3, 1)
"""Excel counts days from 1900 and takes that year for a leap year; what is earlier is written as text."""
WIDTHS = {"text": 24, "id": 18, "iso date": 18, "day": 12, "integer": 9, "number": 11, "yes or no": 9}
WIDE = {"words": 70, "title": 44, "says": 80, "value": 60}
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}


def write(out: Outgoing) -> Written:
    """The workbook.

    Raises:
        InputError: `export.too-many`: a table has more rows than a sheet can hold.
    """
    tables = tables_of(out)
    _must_fit(tables)
    raw = io.BytesIO()
    made = bounds(out.made)
    with xlsxwriter.Workbook(raw, OPTIONS) as book:
        book.set_properties(
            {
                "title": plain(out.record.files.settings.title),
                "author": "Trucewatch",
                "created": made[0] if made is not None else datetime(1980, 1, 1),
            }
        )
        writer = _Writer(book, tables)
        for one in tables:
            writer.sheet(one)
    return Written({"tables.xlsx": raw.getvalue()}, len(tables[0].rows), tuple(writer.losses))


def _must_fit(tables: tuple[Table, ...]) -> None:
    large = [one for one in tables if len(one.rows) >= MOST_ROWS]
    if large:
        message = f"a sheet holds {MOST_ROWS:,} rows; filter, or write csv or parquet"
        raise InputError(*(Fault("export.too-many", f"{len(one.rows):,} rows: {message}", one.name) for one in large))


class _Writer:
    """A workbook as it is written."""

    def __init__(self, book: Any, tables: tuple[Table, ...]) -> None:
        self.book = book
        self.losses: list[Loss] = []
        self.links = 0
        self.head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self.text = book.add_format({"text_wrap": True, "valign": "top"})
        self.flat = book.add_format({"valign": "top"})
        self.day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"})
        self.link = book.add_format({"font_color": "#0A5570", "underline": 1, "valign": "top"})
        documents = next(one for one in tables if one.name == "documents")
        self.row_of = {str(row[0]): number for number, row in enumerate(documents.rows, 2)}

    def sheet(self, one: Table) -> None:
        """A table with its head frozen, a filter over it, and the columns as wide as they are read."""
        sheet = self.book.add_worksheet(one.name)
        for place, column in enumerate(one.columns):
            sheet.write_string(0, place, column.name, self.head)
            sheet.set_column(place, place, _width(column))
            sheet.write_comment(0, place, column.says, {"x_scale": 2, "visible": False})
        for number, row in enumerate(one.rows, 1):
            for place, (column, value) in enumerate(zip(one.columns, row, strict=True)):
                self._cell(sheet, number, place, column, value, one)
        sheet.freeze_panes(1, 1)
        if one.rows:
            sheet.autofilter(0, 0, len(one.rows), len(one.columns) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)

    def _cell(self, sheet: Any, row: int, place: int, column: Column, value: Value, one: Table) -> None:
        match value:
            case None:
                return
            case bool():
                sheet.write_string(row, place, "yes" if value else "no", self.flat)
            case int() | float():
                sheet.write_number(row, place, value, self.flat)
            case date():
                if value < FIRST_DAY:
                    sheet.write_string(row, place, value.isoformat(), self.flat)
                else:
                    sheet.write_datetime(row, place, datetime(value.year, value.month, value.day), self.day)
            case tuple() | str():
                text = JOIN.join(value) if isinstance(value, tuple) else value
                self._words(sheet, row, place, column, plain(text), one)

    def _words(self, sheet: Any, row: int, place: int, column: Column, text: str, one: Table) -> None:
        if not text:
            return
        if len(text) > MOST_LETTERS:
            what = f"{column.name}: {len(text) - MOST_LETTERS:,} characters at its end"
            self.losses.append(Loss(f"{one.name}, row {row + 1}", what, f"a cell holds {MOST_LETTERS:,}"))
            text = text[:MOST_LETTERS]
        target = self._target(column, text, one)
        if target is not None:
            self.links += 1
            sheet.write_url(row, place, target, self.link, string=text)
        else:
            sheet.write_string(row, place, text, self.text if column.name in WIDE else self.flat)

    def _target(self, column: Column, text: str, one: Table) -> str | None:
        """Where a cell leads: an address to itself, a document's number to the document's row."""
        if self.links >= MOST_LINKS or one.name in ("columns", "about"):
            return None
        if column.kind == "address":
            web = text.startswith(("https://", "http://")) and len(text) <= LONGEST_ADDRESS and " " not in text
            return text if web else None
        first = text.partition(JOIN)[0]
        if column.name in ("document", "documents") and one.name != "documents" and first in self.row_of:
            return f"internal:'documents'!A{self.row_of[first]}"
        return None


def _width(column: Column) -> float:
    widths: Mapping[str, int] = {**WIDTHS, "list": 26, "address": 34}
    return WIDE.get(column.name, widths[column.kind])
