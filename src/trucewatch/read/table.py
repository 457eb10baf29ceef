"""Rows of a table → a text of one line a row, each cell with its column's name, and where the layout's cells stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from trucewatch.errors import Fault, ReadError
from trucewatch.read.content import Content
from trucewatch.read.table_layout import known_layout, layout_faults
from trucewatch.records.documents import Block, BlockKind
from trucewatch.records.tables import Cell, TableLayout

MAX_ROWS = 10_000
MAX_CELL = 10_000  # characters
CSV_TYPE = "text/csv"


def table_content(rows: Iterable[Sequence[str]], name: str, layout: TableLayout | None) -> Content:
    """The text of a table.

    Args:
        rows: the first that has words is the head.
        name: for faults.
        layout: which column says what; None: as its columns are known, if they are.

    Raises:
        ReadError: `read.empty`, `read.too-many-rows`, `table.column` or `table.event`.
    """
    counted = ((number, row) for number, row in enumerate(rows, start=1) if any(cell.strip() for cell in row))
    head_at, first = next(counted, (0, []))
    head = [" ".join(cell.split()) for cell in first]
    layout = layout or known_layout(head)
    faults = layout_faults(layout, head, name) if layout is not None else []
    if faults:
        raise ReadError(*faults)
    fields = {column: field for field, column in (layout.columns if layout is not None else {}).items()}
    lines: list[str] = []
    blocks: list[Block] = []
    cells: list[Cell] = []
    at = 0
    for number, row in counted:
        if len(blocks) == MAX_ROWS:
            message = f"has more than {MAX_ROWS} rows; cut it into pieces, by year or by region"
            raise ReadError(Fault("read.too-many-rows", message, name))
        line = ""
        for place, raw in enumerate(row):
            words = " ".join(raw[:MAX_CELL].split())
            if not words:
                continue
            column = head[place] if place < len(head) else ""
            line += f"{'; ' if line else ''}{column}: " if column else ("; " if line else "")
            if column in fields:
                start = at + len(line)
                cells.append(Cell(row=number, field=fields[column], column=column, start=start, end=start + len(words)))
            line += words
        lines.append(line)
        blocks.append(Block(start=at, end=at + len(line), kind=BlockKind.TABLE_ROW))
        at += len(line) + 1
    if not lines:
        what = f"has a head in row {head_at} and no rows below it" if head_at else "has no rows"
        raise ReadError(Fault("read.empty", what, name))
    return Content("\n".join(lines), blocks=tuple(blocks), table=layout, cells=tuple(cells), media_type=CSV_TYPE)
