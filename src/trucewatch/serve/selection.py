"""Selection: what an address asks of a list: filters, order, columns, and where to go on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.datastructures import QueryParams

from trucewatch.errors import CaseError, Fault
from trucewatch.pipeline.rows import FILTERS, Listing, Row, filtered, ordered, unheard
from trucewatch.serve.links import with_query

PAGE = 50
"""Rows of one page."""
SHOWN = ("table", "map", "time", "all")
"""How a selection is drawn; the first unless another is asked for."""
KNOWN = frozenset({*FILTERS, "sort", "columns", "after", "show", "ruled", "most"})


@dataclass(frozen=True)
class Selection:
    """What is asked of a list.

    Attributes:
        path: the list's address without a query.
        filters: by name.
        sort: a column, with "-" before it the largest first; "" for the list's own order.
        columns: those shown, in their order; empty for the usual ones.
        after: id of the row after which the page begins; "" for the first.
        show: how it is drawn: "table", "map", "time", "all".
    """

    path: str
    filters: Mapping[str, str]
    sort: str = ""
    columns: tuple[str, ...] = ()
    after: str = ""
    show: str = "table"

    @classmethod
    def of(cls, path: str, query: QueryParams) -> Selection:
        """From an address.

        Raises:
            CaseError: `list.filter`: a part of the query that nothing here knows.
        """
        unknown = [name for name in query if name not in KNOWN]
        if unknown:
            message = f"this list can't be asked by it; it can by {', '.join(FILTERS)}"
            raise CaseError(*(Fault("list.filter", message, field=name) for name in unknown))
        filters = {name: value.strip() for name in FILTERS if (value := query.get(name, "")).strip()}
        columns = tuple(one for part in query.getlist("columns") for one in part.split(",") if one)
        show = query.get("show", "")
        shown = show if show in SHOWN else SHOWN[0]
        return cls(path, filters, query.get("sort", ""), columns, query.get("after", ""), shown)

    def value(self, name: str) -> str:
        """What a filter asks for, "" where it asks for nothing."""
        return self.filters.get(name, "")

    def address(self, **other: str | None) -> str:
        """The address of this selection, some of it otherwise; None takes a part away. It begins at the first."""
        values = {**self.filters, "sort": self.sort, "columns": ",".join(self.columns), "show": self._shown()}
        values |= {name: value or "" for name, value in other.items()}
        return with_query(self.path, values)

    def _shown(self) -> str:
        return "" if self.show == "table" else self.show

    def sorted_by(self, column: str) -> str:
        """The address with this order: the largest first where it is in this order already."""
        return self.address(sort=f"-{column}" if self.sort == column else column)

    def without(self, name: str) -> str:
        """The address without a filter."""
        return self.address(**{name: None})

    def query(self) -> str:
        """What stands behind the question mark, to ask for the same elsewhere."""
        return self.address().partition("?")[2]


@dataclass(frozen=True)
class Page:
    """One page of a list: the rows of it, how many there are in all, and where it goes on."""

    whole: Listing
    found: Listing
    rows: tuple[Row, ...]
    first: int
    """Number of the first row, from 1."""
    after: str | None
    """What the next page begins after; None on the last."""
    before: str | None
    """What the page before begins after, "" for the first; None on the first."""
    hints: tuple[str, ...]
    """What to say of filters whose value nothing has."""


def select(listing: Listing, asked: Selection, size: int = PAGE) -> Page:
    """The page of a list that is asked for.

    Raises:
        CaseError: `list.filter` or `list.sort`.
    """
    found = ordered(filtered(listing, asked.filters), asked.sort or None)
    names = [key_of(row, number) for number, row in enumerate(found.rows)]
    start = names.index(asked.after) + 1 if asked.after in names else 0
    rows = found.rows[start : start + size]
    more = start + size < len(found.rows)
    earlier = max(start - size, 0)
    return Page(
        whole=listing,
        found=found,
        rows=rows,
        first=start + 1,
        after=names[start + size - 1] if more else None,
        before=(names[earlier - 1] if earlier else "") if start else None,
        hints=tuple(unheard(listing, asked.filters)) if not found.rows else (),
    )


def key_of(row: Row, number: int) -> str:
    """What names a row in an address: its id, or its number where it has none."""
    return str(row.cells.get("id") or row.cells.get("no") or number)


def values_of(listing: Listing, name: str) -> list[str]:
    """The values that rows have of a filter, sorted."""
    return sorted({value for row in listing.rows for value in row.facets().get(name, ())}, key=str.casefold)
