"""Rows of a table of events → claims: each row one, its words the row, its values the cells. Nothing is guessed.

A row with a value that cannot be read gives no claim and is told, with its row, column and value; the rest goes in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import groupby

from trucewatch.decide.names import Names
from trucewatch.knowledge.ontology import event_types
from trucewatch.records.base import content_id
from trucewatch.records.claims import Claim, ClaimKind, Count, Doubt, Force, Harm, Participant
from trucewatch.records.documents import Block, Document, Rejection
from trucewatch.records.names import slug
from trucewatch.records.places import EventPlace, PlaceMention, PlacePrecision
from trucewatch.records.spans import Span
from trucewatch.records.tables import Cell, DateOrder, TableField, TableLayout
from trucewatch.records.times import EventTime, TimeBasis, TimePrecision

RULE = "row of a data set"
CERTAIN = 3.0
_ORDERS = {
    DateOrder.YEAR_FIRST: ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d"),
    DateOrder.DAY_FIRST: ("%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%d/%m/%y"),
    DateOrder.MONTH_FIRST: ("%m-%d-%Y", "%m/%d/%Y", "%m.%d.%Y", "%m/%d/%y"),
}
_ANY = ("%Y-%m-%d", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S", "%d %B %Y", "%d %b %Y", "%B %d, %Y")
Cells = Mapping[TableField, Cell]


class _Wrong(Exception):
    """A cell whose words are no value of its field."""

    def __init__(self, cell: Cell, wanted: str) -> None:
        super().__init__(wanted)
        self.cell = cell
        self.wanted = wanted


def row_claims(
    document: Document, layout: TableLayout, names: Names, places: Mapping[tuple[int, int], PlaceMention]
) -> tuple[tuple[Claim, ...], tuple[Rejection, ...]]:
    """The claims of a table's rows, and a rejection for each row that gives none.

    Args:
        document: the table.
        layout: its.
        names: the actors of the case.
        places: those that the text names, by where they stand.
    """
    claims: list[Claim] = []
    rejections: list[Rejection] = []
    blocks = iter(document.blocks)
    for row, group in groupby(document.cells, key=lambda cell: cell.row):
        cells = {cell.field: cell for cell in group}
        block = _block_of(blocks, min(cell.start for cell in cells.values()))
        try:
            claim = _claim(document, Span.on(document.text, block.start, block.end), layout, cells, names, places)
        except _Wrong as wrong:
            span = _span(document.text, wrong.cell)
            told = f"row {row}, column {wrong.cell.column!r}: {span.quote!r} is {wrong.wanted}; the row is left out"
            rejections.append(_rejected(document, "table.value", told, wrong.cell.column, span))
            continue
        if isinstance(claim, Claim):
            claims.append(claim)
        else:
            span = Span.on(document.text, block.start, block.end)
            rejections.append(_rejected(document, "table.no-claim", f"row {row}: {claim}", None, span))
    return tuple(claims), tuple(rejections)


def _block_of(blocks: Iterator[Block], start: int) -> Block:
    """The row that a place stands in; rows are asked for in order."""
    return next(block for block in blocks if block.start <= start < block.end)


def _rejected(document: Document, code: str, message: str, field: str | None, span: Span) -> Rejection:
    return Rejection(code=code, message=message, where=document.id, field=field, quote=span.quote, start=span.start)


def _claim(
    document: Document,
    span: Span,
    layout: TableLayout,
    cells: Cells,
    names: Names,
    places: Mapping[tuple[int, int], PlaceMention],
) -> Claim | str:
    """The claim of a row, or why it gives none."""
    text = document.text
    told = cells.get(TableField.EVENT)
    event = _event(text, layout, told)
    if event is None:
        words = text[told.start : told.end] if told is not None else "nothing"
        return f"{words!r} is no claim, as the layout {layout.name!r} has it" if told else "it has no event"
    trigger = _span(text, told) if told is not None else span
    place = _place(text, layout, cells, places)
    return Claim(
        id=content_id("claim", [document.id, span.start, trigger.start, trigger.end, event, RULE]),
        document=document.id,
        kind=ClaimKind.OCCURRENCE,
        event=event,
        span=span,
        trigger=trigger,
        actor=_who(text, cells.get(TableField.ACTOR), names),
        target=_who(text, cells.get(TableField.TARGET), names),
        place=place,
        country=place.country if place is not None else None,
        time=_time(text, layout, cells),
        harm=_harm(text, cells),
        force=Force.ASSERTS,
        factuality=CERTAIN,
        why_check=(Doubt.CODED,),
        rule=RULE,
    )


def _span(text: str, cell: Cell) -> Span:
    return Span.on(text, cell.start, cell.end)


def _event(text: str, layout: TableLayout, cell: Cell | None) -> str | None:
    if cell is None:
        return layout.event
    words = text[cell.start : cell.end]
    if words in layout.events:
        return layout.events[words] or None
    name = slug(words).replace("-", "_")
    if name in event_types():
        return name
    if layout.event is not None:
        return layout.event
    raise _Wrong(cell, "no event that the layout names: add it under `events`, with a type or null")


def _who(text: str, cell: Cell | None, names: Names) -> Participant | None:
    if cell is None:
        return None
    span = _span(text, cell)
    known = names.actor(span.quote)
    if known is None:
        return Participant(span=span, name=span.quote, rule=RULE)
    return Participant(span=span, name=known.name, actor=known.id, kind=known.kind, rule=RULE)


def _time(text: str, layout: TableLayout, cells: Cells) -> EventTime | None:
    cell = cells.get(TableField.DATE)
    if cell is None:
        return None
    begin = _day(text, cell, layout.dates)
    end = cells.get(TableField.END)
    finish = _day(text, end, layout.dates) if end is not None else begin
    if end is not None and finish < begin:
        raise _Wrong(end, f"before the beginning, {begin}: mend the one or the other")
    fine = TimePrecision.DAY if begin == finish else TimePrecision.DAYS
    return EventTime(
        begin=begin, finish=finish, precision=fine, basis=TimeBasis.STATED, expression=_span(text, cell), rule=RULE
    )


def _day(text: str, cell: Cell, order: DateOrder) -> str:
    words = text[cell.start : cell.end]
    for form in (*_ORDERS[order], *_ANY):
        try:
            return datetime.strptime(words, form).date().isoformat()
        except ValueError:
            continue
    raise _Wrong(cell, f"no day that is written {order.value}: write it YYYY-MM-DD, or mend `dates` of the layout")


def _place(
    text: str, layout: TableLayout, cells: Cells, places: Mapping[tuple[int, int], PlaceMention]
) -> EventPlace | None:
    cell = cells.get(TableField.PLACE)
    lat, lon = (_degrees(text, cells.get(one)) for one in (TableField.LATITUDE, TableField.LONGITUDE))
    if cell is None and (lat is None or lon is None):
        return None
    span = _span(text, cell or cells[TableField.LATITUDE])
    named = places.get((span.start, span.end))
    found = named.place if named is not None else None
    fine = cells.get(TableField.PRECISION)
    precision = PlacePrecision(layout.precisions.get(text[fine.start : fine.end], "unknown")) if fine else None
    if lat is not None and lon is not None:
        return EventPlace(
            span=span,
            name=span.quote,
            lat=lat,
            lon=lon,
            country=found.country if found is not None else None,
            precision=precision or PlacePrecision.UNKNOWN,
            rule=RULE,
        )
    if found is None:
        return EventPlace(span=span, name=span.quote, rule=RULE)
    return EventPlace(
        span=span,
        name=found.name,
        id=found.id,
        lat=found.lat,
        lon=found.lon,
        country=found.country,
        precision=precision or PlacePrecision.NEAR,
        rule=RULE,
    )


def _degrees(text: str, cell: Cell | None) -> float | None:
    if cell is None:
        return None
    most = 90 if cell.field is TableField.LATITUDE else 180
    try:
        degrees = float(text[cell.start : cell.end].replace(",", "."))
    except ValueError:
        degrees = float("nan")
    if not -most <= degrees <= most:
        raise _Wrong(cell, f"no degree from -{most} to {most}: write it as 14.79, or leave it empty")
    return degrees


def _harm(text: str, cells: Cells) -> Harm | None:
    low, high = cells.get(TableField.KILLED), cells.get(TableField.KILLED_HIGH)
    killed = _count(text, low, high)
    injured = _count(text, cells.get(TableField.INJURED), None)
    return None if killed is None and injured is None else Harm(killed=killed, injured=injured)


def _count(text: str, cell: Cell | None, upper: Cell | None) -> Count | None:
    if cell is None:
        return None
    low = _number(text, cell)
    high = _number(text, upper) if upper is not None else low
    if high < low:
        raise _Wrong(upper or cell, f"less than the lower number, {low}: mend the one or the other")
    return Count(low=low, high=high, span=_span(text, cell))


def _number(text: str, cell: Cell) -> int:
    words = text[cell.start : cell.end].removesuffix(".0")
    if not words.isascii() or not words.isdigit():
        raise _Wrong(cell, "no whole number: write digits alone, or leave it empty")
    return int(words)
