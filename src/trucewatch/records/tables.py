"""Tables of events: which of their columns says what of a claim."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from trucewatch.records.base import Record


class TableField(StrEnum):
    """What a column says of the event that a row tells."""

    DATE = "date"
    END = "end"
    EVENT = "event"
    PLACE = "place"
    LATITUDE = "latitude"
    LONGITUDE = "longitude"
    PRECISION = "precision"
    ACTOR = "actor"
    TARGET = "target"
    KILLED = "killed"
    KILLED_HIGH = "killed_high"
    INJURED = "injured"


class DateOrder(StrEnum):
    """In which order a table writes day, month and year; words for months need none."""

    YEAR_FIRST = "ymd"
    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"


class TableLayout(Record):
    """How a table of events is read: `columns.yaml` is one.

    Attributes:
        name: of the data set.
        columns: for each field the name of its column; `date` must be among them.
        dates: the order of day, month and year.
        event: what every row tells, an id of the ontology, where no column says.
        events: what the words of the event's column mean; null for those that are no claim.
        precisions: what the words of the precision's column mean.
    """

    name: str = "table"
    columns: dict[TableField, str]
    dates: DateOrder = DateOrder.YEAR_FIRST
    event: str | None = None
    events: dict[str, str | None] = Field(default_factory=dict)
    precisions: dict[str, str] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _says_what_and_when(self) -> Self:
        if TableField.DATE not in self.columns:
            raise ValueError("columns: name the column with the day: `date: NAME`")
        if self.event is None and TableField.EVENT not in self.columns:
            raise ValueError("say what the rows tell: `event: TYPE`, or `columns: {event: NAME}` with `events`")
        return self


class Cell(Record):
    """Words of a row that a column of the layout gives: `[start, end)` in the document's text."""

    row: int = Field(ge=1)
    """As a person counts: the first row below the head is 2."""
    field: TableField
    column: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)
