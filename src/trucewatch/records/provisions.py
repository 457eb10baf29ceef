"""Provisions: what the clauses of an agreement hold: measures, lines, preconditions, extensions, readings, steps.

The parts of `records/agreements.py`. A number keeps what it counts, in which direction it binds and who says otherwise.
"""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from trucewatch.records.base import Record
from trucewatch.records.times import IsoTime

DURATION = r"^P.+"


class Reading(Record):
    """How somebody understands words that can be understood in more than one way. `by` are actors."""

    says: str
    by: tuple[str, ...] = ()
    source: str | None = None


class ReferenceLine(Record):
    """A line that distances or movements are measured from; for one party where `party` is given.

    `points` are [lon, lat], `date` the day whose front it follows, `unpublished` whether no map of it is public.
    """

    id: str
    name: str
    party: str | None = None
    date: IsoTime | None = None
    points: tuple[tuple[float, float], ...] = ()
    unpublished: bool = False
    note: str | None = None
    source: str | None = None


class MeasureKind(StrEnum):
    """What sort of number a measure is."""

    DISTANCE = "distance"
    WIDTH = "width"
    QUOTA = "quota"
    RATE = "rate"
    RATIO = "ratio"
    COUNT = "count"
    SHARE = "share"
    SIZE = "size"
    UNKNOWN = "unknown"


class Bound(StrEnum):
    """In which direction a number binds."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    EXACTLY = "exactly"
    ABOUT = "about"
    UNKNOWN = "unknown"


class Measure(Record):
    """A number in a term: "600 lorries a day", "50 km for artillery of 100 mm and more", "30 prisoners a hostage".

    `of` is what is measured, in words; `value` to `high` where it is a range; `per` what it is counted by; `party`
    whom it is for, `line` a reference line it is measured from, `clock` the clock it holds for. Without a value it is
    said to be there and is not known.
    """

    kind: MeasureKind
    of: str
    bound: Bound = Bound.UNKNOWN
    value: float | None = Field(default=None, ge=0, allow_inf_nan=False)
    high: float | None = Field(default=None, ge=0, allow_inf_nan=False)
    unit: str
    per: str | None = None
    party: str | None = None
    line: str | None = None
    clock: str | None = None
    readings: tuple[Reading, ...] = ()
    note: str | None = None
    source: str | None = None


class Precondition(Record):
    """What must hold first: in words, and as a term delivered or a clock run out where it is one."""

    says: str
    term: str | None = None
    clock: str | None = None
    readings: tuple[Reading, ...] = ()


class ProxyDuty(StrEnum):
    """What an obligor owes for others who act for it or from its ground."""

    ANSWERS = "answers"  # their conduct counts as its own
    PREVENTS = "prevents"  # it must keep them from the conduct
    INFLUENCES = "influences"  # it must use what influence it has
    NONE = "none"  # the text lays no such duty on it
    UNKNOWN = "unknown"


class ExtensionKind(StrEnum):
    """How the end of a clock may move."""

    BY_AGREEMENT = "by_agreement"
    AUTOMATIC = "automatic"
    WHILE_TALKS = "while_talks"
    NONE = "none"
    UNKNOWN = "unknown"


class Extension(Record):
    """How the end of a clock may move: by whose word, for how long, while what goes on."""

    kind: ExtensionKind
    says: str | None = None
    by: tuple[str, ...] = ()
    length: str | None = Field(default=None, pattern=DURATION)
    readings: tuple[Reading, ...] = ()
    source: str | None = None


class ClockValue(Record):
    """What a clock's beginning, end or length is according to somebody."""

    by: tuple[str, ...]
    begin: IsoTime | None = None
    finish: IsoTime | None = None
    duration: str | None = Field(default=None, pattern=DURATION)
    says: str | None = None
    source: str | None = None


class Step(Record):
    """One step of a mechanism: what is done, by whom, within how long."""

    says: str
    by: tuple[str, ...] = ()
    within: str | None = Field(default=None, pattern=DURATION)
    source: str | None = None
