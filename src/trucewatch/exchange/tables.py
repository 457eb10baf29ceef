"""Tables: what CSV, XLSX and Parquet are written from. A row is one thing, a column one fact about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

Value = str | int | float | bool | date | tuple[str, ...] | None
Kind = Literal["text", "id", "iso date", "day", "integer", "number", "yes or no", "list", "address"]
JOIN = "; "
"""What stands between the values of a list."""


@dataclass(frozen=True)
class Column:
    """A column: its name, the kind of its values, and what they say."""

    name: str
    kind: Kind
    says: str


@dataclass(frozen=True)
class Table:
    """A table; `says` what a row is, `links` the table whose rows a column's values name, by the column's name."""

    name: str
    says: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]


def table(name: str, says: str, columns: Sequence[Column], rows: Iterable[Mapping[str, Value]]) -> Table:
    """A table of rows by column; a row must have every column and no other."""
    names = [column.name for column in columns]
    made = []
    for row in rows:
        if row.keys() != set(names):
            raise ValueError(f"{name}: {sorted(row.keys() ^ set(names))} belong to the row or the columns alone")
        made.append(tuple(row[one] for one in names))
    return Table(name, says, tuple(columns), tuple(made))


def columns_table(tables: Iterable[Table]) -> Table:
    """The table that explains the columns of the others."""
    columns = (
        Column("table", "text", "The table."),
        Column("column", "text", "The column."),
        Column("kind", "text", "What its values are; a list has “; ” between its values, an empty cell is not known."),
        Column("says", "text", "What they say."),
    )
    rows = (
        {"table": one.name, "column": column.name, "kind": column.kind, "says": column.says}
        for one in tables
        for column in one.columns
    )
    return table("columns", "What each column of each table says.", columns, rows)
