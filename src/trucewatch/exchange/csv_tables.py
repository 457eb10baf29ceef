"""Tidy CSV: a file a table, as RFC 4180 has it, with a mark of UTF-8 so that a spreadsheet shows every script right.

A cell that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, "CSV injection").
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date

from trucewatch.exchange.all_tables import tables_of
from trucewatch.exchange.outgoing import Outgoing, Written, plain
from trucewatch.exchange.tables import JOIN, Value

FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""How a cell begins that a spreadsheet may run."""


def write(out: Outgoing) -> Written:
    """A file a table."""
    tables = tables_of(out)
    files = {f"{one.name}.csv": csv_file([column.name for column in one.columns], one.rows) for one in tables}
    return Written(files, len(tables[0].rows))


def csv_file(head: Iterable[str], rows: Iterable[Iterable[Value]]) -> bytes:
    """A table as the bytes of a CSV file."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([cell_text(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def cell_text(value: Value) -> str:
    """A value as a cell: "yes" and "no", a list with "; " between; what looks like a formula is defused."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case int() | float():
            return str(value)
        case date():
            return value.isoformat()
        case tuple():
            return defused(plain(JOIN.join(value)))
        case str():
            return defused(plain(value))


def defused(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet might take it for a formula."""
    return f"'{text}" if text.lstrip().startswith(FORMULA) else text
