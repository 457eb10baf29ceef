"""Rows of tables as lines that can be read without the table: each cell with the words of the head."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

_HEAD = 60  # characters of a head's words


def row_line(cells: Sequence[str], heads: Sequence[str] = ()) -> str:
    """A row as one line: "Date: 13 May; Place: Dinsoor; Incident: Gunmen shot two farmers."; of no head, the cells."""
    parts = []
    for head, cell in zip_longest(heads, cells, fillvalue=""):
        if cell:
            parts.append(f"{head.rstrip(': ')}: {cell}" if head and len(head) <= _HEAD else cell)
    return "; ".join(part.rstrip(".;, ") if number < len(parts) - 1 else part for number, part in enumerate(parts))


def names_columns(cells: Sequence[str]) -> bool:
    """Whether the first row of a table may be its head: short words in every cell, without figures."""
    return all(cell and len(cell) <= _HEAD and not any(map(str.isdigit, cell)) for cell in cells) and not any(
        cell.endswith((".", "!", "?")) for cell in cells
    )
