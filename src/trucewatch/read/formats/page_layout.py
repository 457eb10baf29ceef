"""The lines of a page in the order in which they are read: columns told apart, rows of tables put together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from trucewatch.read.formats.pdf_lines import Fragment

_SAME_LINE = 0.6  # of a line's height: by how much two pieces on one line may stand apart, up or down
_COLUMN_LINES = 4  # lines that a column of prose has at least
_COLUMN_LETTERS = 20  # of such a line, in the middle
_COLUMN_FILLED = 0.6  # of the column's width
_COLUMN_FULL = 0.4  # of its lines that are filled so
_ALIGNED = 0.6  # of a line's height: by how much cells of one column may begin apart
_SPARSE = 0.34  # of a table's rows that may have other cells than the rest
_DEEP = 40  # cuts within cuts of one page
_STRIPS = 50  # blank strips of a page that may part columns; a page with more of them has none
_MOST = 5000  # pieces of lines; a page with more is a drawing, and is read as it comes


@dataclass(frozen=True)
class Row:
    """What stands on one line of a column: one piece, or the cells of a row; `region` numbers the column or band."""

    cells: tuple[Fragment, ...]
    region: int

    @property
    def text(self) -> str:
        """Its words."""
        return " ".join(cell.text for cell in self.cells)

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.cells[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return max(cell.right for cell in self.cells)

    @property
    def bottom(self) -> float:
        """Where it stands."""
        return min(cell.bottom for cell in self.cells)

    @property
    def height(self) -> float:
        """Of its letters."""
        return max(cell.height for cell in self.cells)


@dataclass(frozen=True)
class Table:
    """Rows that belong together, each with as many cells as there are columns; the words of a cell, or none."""

    rows: tuple[tuple[str, ...], ...]
    sources: tuple[tuple[Row, ...], ...]
    """For each row, the lines that it stands on."""


def rows_of(fragments: Sequence[Fragment]) -> list[Row]:
    """The lines of a page in reading order."""
    depth = _DEEP if len(fragments) <= _MOST else 0
    return [
        Row(cells, number)
        for number, region in enumerate(_regions(list(fragments), depth))
        for cells in lines_of(region)
    ]


def _regions(fragments: list[Fragment], depth: int) -> Iterator[list[Fragment]]:
    """The page cut into columns and bands, in reading order (XY-cut, columns first)."""
    gutter = _gutter(fragments) if depth else None
    if gutter is not None:
        yield from _regions([one for one in fragments if one.right <= gutter], depth - 1)
        yield from _regions([one for one in fragments if one.right > gutter], depth - 1)
        return
    band = _band(fragments) if depth else None
    if band is None:
        yield fragments
        return
    upper, lower = band
    above, below = list(_regions(upper, depth - 1)), list(_regions(lower, depth - 1))
    if len(above) == len(below) == 1:  # nothing below this cut was a column
        yield fragments
    else:
        yield from above
        yield from below


def _gutter(fragments: Sequence[Fragment]) -> float | None:
    """Where a blank strip from top to bottom parts two columns of prose; None where none does."""
    if len(fragments) < 2 * _COLUMN_LINES:
        return None
    reach, strips = float("-inf"), list[float]()
    for one in sorted(fragments, key=lambda fragment: fragment.left):
        if one.left > reach > float("-inf"):
            strips.append(reach)
        reach = max(reach, one.right)
    return next((strip for strip in strips[:_STRIPS] if _is_gutter(fragments, strip)), None)


def _is_gutter(fragments: Sequence[Fragment], place: float) -> bool:
    sides = [one for one in fragments if one.right <= place], [one for one in fragments if one.right > place]
    return all(map(_is_prose, sides))


def _is_prose(side: Sequence[Fragment]) -> bool:
    """Whether the pieces of a side fill it as the lines of a text do."""
    if len(side) < _COLUMN_LINES:
        return False
    width = max(one.right for one in side) - min(one.left for one in side)
    full = [one for one in side if one.right - one.left >= _COLUMN_FILLED * width]
    return len(full) >= _COLUMN_FULL * len(side) and median(len(one.text) for one in full) >= _COLUMN_LETTERS


def _band(fragments: Sequence[Fragment]) -> tuple[list[Fragment], list[Fragment]] | None:
    """The page cut at the widest blank strip from left to right, above and below; None where nothing parts it."""
    ordered = sorted(fragments, key=lambda one: -one.top)
    reach, widest, at = float("inf"), 0.0, None
    for number, one in enumerate(ordered):
        if number and reach - one.top > widest:
            widest, at = reach - one.top, number
        reach = min(reach, one.bottom)
    return None if at is None else (ordered[:at], ordered[at:])


def lines_of(fragments: Sequence[Fragment]) -> Iterator[tuple[Fragment, ...]]:
    """The pieces that stand on one line together, from top to bottom, each line from left to right."""
    line: list[Fragment] = []
    for one in sorted(fragments, key=lambda fragment: (-fragment.bottom, fragment.left)):
        if line and line[0].bottom - one.bottom > _SAME_LINE * min(line[0].height, one.height):
            yield tuple(sorted(line, key=lambda fragment: fragment.left))
            line = []
        line.append(one)
    if line:
        yield tuple(sorted(line, key=lambda fragment: fragment.left))


def with_tables(rows: Sequence[Row]) -> Iterator[Row | Table]:
    """The same rows, with those that are rows of a table put together to it."""
    at = 0
    while at < len(rows):
        end = at
        while end < len(rows) and len(rows[end].cells) > 1 and rows[end].region == rows[at].region:
            end = _wrapped(rows, end + 1, rows[at])
        table = _table(rows[at:end]) if end > at else None
        if table is None:
            end = max(end, at + 1)
            yield from rows[at:end]
        else:
            yield table
        at = end


def _wrapped(rows: Sequence[Row], at: int, first: Row) -> int:
    """Past the lines that only go on with a cell of the row above."""
    starts = [cell.left for cell in first.cells[1:]]
    while at < len(rows) and rows[at].region == first.region and len(rows[at].cells) == 1:
        row = rows[at]
        close = rows[at - 1].bottom - row.bottom < 1.6 * row.height
        if not close or all(abs(row.left - start) > _ALIGNED * row.height for start in starts):
            break
        at += 1
    return at


def _table(rows: Sequence[Row]) -> Table | None:
    """The table that rows of several cells are, where their cells begin below one another."""
    full = [row for row in rows if len(row.cells) > 1]
    if len(full) < 2:
        return None
    starts = _starts(full)
    if len(starts) < 2:
        return None
    made: list[list[str]] = []
    sources: list[list[Row]] = []
    broken: set[tuple[int, int]] = set()
    stray = 0
    for row in rows:
        columns = [_column(cell, starts) for cell in row.cells]
        stray += len(set(columns)) < len(columns)
        goes_on = bool(made) and 0 not in columns and len(row.cells) < len(starts)
        if not goes_on:
            made.append([""] * len(starts))
            sources.append([])
        sources[-1].append(row)
        for column, cell in zip(columns, row.cells, strict=True):
            before = made[-1][column]
            made[-1][column] = before + cell.text if (len(made), column) in broken else f"{before} {cell.text}".strip()
            broken.discard((len(made), column))
            broken.update([(len(made), column)] if cell.broken else [])
    if stray > _SPARSE * len(rows) or len(made) < 2:
        return None
    return Table(tuple(map(tuple, made)), tuple(map(tuple, sources)))


def _starts(rows: Sequence[Row]) -> list[float]:
    """Where the columns begin: the places at which cells of two rows or more do."""
    near = _ALIGNED * median(row.height for row in rows)
    places: list[list[float]] = []
    for left in sorted(cell.left for row in rows for cell in row.cells):
        if places and left - places[-1][0] <= near:
            places[-1].append(left)
        else:
            places.append([left])
    return [place[0] for place in places if len(place) > 1]


def _column(cell: Fragment, starts: Sequence[float]) -> int:
    """The column that a cell belongs to: the last that begins no farther right than it."""
    near = _ALIGNED * cell.height
    return max((number for number, start in enumerate(starts) if start <= cell.left + near), default=0)
