"""Rows: what `list` shows of a record, filtered and put in order, the same for a terminal, CSV and JSON."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TypeVar

from trucewatch.errors import CaseError, Fault
from trucewatch.link.facts import distance_km
from trucewatch.records.calendar import extent
from trucewatch.records.names import slug
from trucewatch.store.folding import fold

Cell = str | int | float | None | tuple[str, ...]
FILTERS = ("party", "kind", "grade", "trust", "term", "date", "area", "source", "text")
V = TypeVar("V")
_CIRCLE = re.compile(r"(-?[\d.]+),(-?[\d.]+),([\d.]+)(?:km)?")


@dataclass(frozen=True)
class Row:
    """One line of a list.

    Attributes:
        cells: by column.
        facets: gives, by filter, the words that it may be asked by; asked for only where it is asked by one.
        begin, finish: ISO 8601, when it was; None where not known.
        point: latitude and longitude.
        text: gives all its words, for a search in them.
    """

    cells: Mapping[str, Cell]
    facets: Callable[[], Mapping[str, Collection[str]]] = field(default=dict, compare=False)
    begin: str | None = None
    finish: str | None = None
    point: tuple[float, float] | None = None
    text: Callable[[], str] = field(default=str, compare=False)


@dataclass(frozen=True)
class Listing:
    """A list: its columns, which filters it has, its rows."""

    columns: tuple[str, ...]
    filters: tuple[str, ...]
    rows: tuple[Row, ...]


def filtered(listing: Listing, asked: Mapping[str, str]) -> Listing:
    """The rows that meet every filter that is asked.

    Raises:
        CaseError: `list.filter`: this list does not have that filter, or its value can't be read.
    """
    wrong = [name for name in asked if name not in listing.filters]
    if wrong:
        message = f"this list can't be asked by it; it can by {', '.join(listing.filters) or 'nothing'}"
        raise CaseError(*(Fault("list.filter", message, field=name) for name in wrong))
    tests = [_test(name, value) for name, value in asked.items()]
    rows = tuple(row for row in listing.rows if all(test(row) for test in tests))
    return Listing(listing.columns, listing.filters, rows)


def unheard(listing: Listing, asked: Mapping[str, str]) -> list[str]:
    """What to say of a filter whose value no row of the whole list has: the values that are like it."""
    found = []
    for name, value in asked.items():
        known = {one for row in listing.rows for one in row.facets().get(name, ())}
        if name in ("date", "text", "area") or slug(value) in {slug(one) for one in known}:
            continue
        near = get_close_matches(value, known, n=3, cutoff=0.5)
        meant = f"; did you mean {' or '.join(near)}?" if near else ""
        found.append(f"nothing in this list has the {name} {value!r}{meant}")
    return found


def ordered(listing: Listing, column: str | None) -> Listing:
    """The rows by a column, unknown values last; with "-" before its name, the largest first.

    Raises:
        CaseError: `list.sort`: there is no such column.
    """
    if column is None:
        return listing
    name = column.removeprefix("-")
    if name not in listing.columns:
        near = get_close_matches(name, listing.columns, n=1)
        meant = f"; did you mean {near[0]}?" if near else ""
        raise CaseError(Fault("list.sort", f"no such column{meant}; there are {', '.join(listing.columns)}", name))
    known = [row for row in listing.rows if row.cells.get(name) not in (None, "", ())]
    rest = [row for row in listing.rows if row.cells.get(name) in (None, "", ())]
    known.sort(key=lambda row: _sortable(row.cells[name]), reverse=column.startswith("-"))
    return Listing(listing.columns, listing.filters, (*known, *rest))


def as_text(cell: Cell) -> str:
    """A cell in words: several values with "; " between, "" for none."""
    if cell is None:
        return ""
    return "; ".join(cell) if isinstance(cell, tuple) else str(cell)


def table_lines(listing: Listing, widest: int) -> Iterable[str]:
    """The list as columns of plain text, each cell cut at `widest` characters; columns without a value left out."""
    texts = [[" ".join(as_text(row.cells.get(name)).split()) for name in listing.columns] for row in listing.rows]
    shown = [n for n in range(len(listing.columns)) if any(line[n] for line in texts)]
    lines = [[listing.columns[n] for n in shown]] + [[_cut(line[n], widest) for n in shown] for line in texts]
    widths = [max(len(line[n]) for line in lines) for n in range(len(shown))]
    for line in lines:
        yield "  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip()


def _cut(text: str, widest: int) -> str:
    return text if len(text) <= widest else text[: widest - 1] + "…"


def _sortable(cell: Cell) -> tuple[bool, float, str]:
    if isinstance(cell, (int, float)):
        return False, float(cell), ""
    return True, 0.0, fold(as_text(cell))


def _test(name: str, value: str) -> Callable[[Row], bool]:
    match name:
        case "date":
            return _in_time(value)
        case "area":
            return _in_area(value)
        case "text":
            words = fold(value).split()
            return lambda row: _has_all(fold(row.text()), words)
        case _:
            wanted = slug(value)
            return lambda row: any(wanted == slug(one) for one in row.facets().get(name, ()))


def _has_all(text: str, words: Iterable[str]) -> bool:
    return all(word in text for word in words)


def given(value: V) -> Callable[[], V]:
    """What gives a value that is there already."""
    return lambda: value


def _in_time(value: str) -> Callable[[Row], bool]:
    first, _, last = value.partition("..")
    asked = extent(first or None, last or first or None)
    if asked is None:
        message = f"{value!r} is no date; write 2016-09-17 or 2016-09-12..2016-09-19"
        raise CaseError(Fault("list.filter", message, field="date"))

    def within(row: Row) -> bool:
        when = extent(row.begin, row.finish)
        return when is not None and when[0] < asked[1] and asked[0] < when[1]

    return within


def _in_area(value: str) -> Callable[[Row], bool]:
    """A name, a country's two letters, or a circle: latitude, longitude, kilometres."""
    circle = _CIRCLE.fullmatch(value.replace(" ", ""))
    if circle is None:
        wanted = slug(value)
        return lambda row: any(wanted in slug(one) for one in row.facets().get("area", ()))
    middle, reach = (float(circle[1]), float(circle[2])), float(circle[3])
    return lambda row: row.point is not None and distance_km(row.point, middle) <= reach


def names_of(*names: str | None) -> Sequence[str]:
    """The names that are there."""
    return [name for name in names if name]
