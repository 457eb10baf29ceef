"""Values of time: a TIMEX3 value with its interval and precision, and the arithmetic between them.

Seasons are the northern, meteorological ones; winter is counted to the year in which it begins. A decade is written
as its first three digits and a century as its first two (ISO/TIDES, as in TIMEX3).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from trucewatch.records.times import TimePrecision, TimeType

SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}


@dataclass(frozen=True)
class Reading:
    """What an expression was read as. `grain` is the unit it names; `at` the first day of it, None if unknown."""

    type: TimeType
    value: str
    begin: str | None = None
    finish: str | None = None
    precision: TimePrecision = TimePrecision.UNKNOWN
    grain: str = ""
    at: date | None = None


NOTHING = Reading(TimeType.DATE, "")  # words that look like a time and are none; nothing inside them is read


def unknown(value: str, precision: TimePrecision = TimePrecision.UNKNOWN, grain: str = "") -> Reading:
    """A date that cannot be placed on the calendar."""
    return Reading(TimeType.DATE, value, precision=precision, grain=grain)


def vague(value: str) -> Reading:
    """PRESENT_REF, PAST_REF or FUTURE_REF."""
    return Reading(TimeType.DATE, value)


def of_days(value: str, first: date, last: date, precision: TimePrecision, grain: str) -> Reading:
    """A date of whole days, both ends included."""
    return Reading(TimeType.DATE, value, first.isoformat(), last.isoformat(), precision, grain, first)


def of_day(day: date) -> Reading:
    """One day."""
    return of_days(day.isoformat(), day, day, TimePrecision.DAY, "day")


def week_value(day: date) -> str:
    """The ISO week of a day: `2016-W37`."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def of_week(day: date) -> Reading:
    """The ISO week that a day is in, Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return of_days(week_value(day), monday, monday + timedelta(days=6), TimePrecision.WEEK, "week")


def of_weekend(day: date) -> Reading:
    """Saturday and Sunday of the ISO week that a day is in."""
    saturday = day + timedelta(days=5 - day.weekday())
    return of_days(f"{week_value(day)}-WE", saturday, saturday + timedelta(days=1), TimePrecision.DAYS, "weekend")


def month_start(year: int, month: int) -> date:
    """The first of a month counted from January of `year`, which may run over: 13 is January of the next."""
    extra, index = divmod(month - 1, 12)
    return date(year + extra, index + 1, 1)


def of_months(value: str, year: int, first: int, last: int, precision: TimePrecision, grain: str) -> Reading:
    """Whole months of `year`, both ends included; a month after 12 is in the next year."""
    begin, finish = month_start(year, first), month_start(year, last)
    return Reading(TimeType.DATE, value, begin.isoformat()[:7], finish.isoformat()[:7], precision, grain, begin)


def of_month(year: int, month: int) -> Reading:
    """One month, counted as `month_start` counts."""
    begin = month_start(year, month)
    return of_months(begin.isoformat()[:7], begin.year, begin.month, begin.month, TimePrecision.MONTH, "month")


def of_quarter(year: int, quarter: int) -> Reading:
    """A quarter, 1 to 4; what runs over is in the years beside."""
    extra, index = divmod(quarter - 1, 4)
    year, first = year + extra, 3 * index + 1
    return of_months(f"{year:04}-Q{index + 1}", year, first, first + 2, TimePrecision.SEASON, "quarter")


def of_half(year: int, half: int) -> Reading:
    """A half-year, 1 or 2."""
    return of_months(f"{year:04}-H{half}", year, 6 * half - 5, 6 * half, TimePrecision.SEASON, "half")


def of_season(year: int, season: str) -> Reading:
    """A season, by its TIMEX3 letters."""
    first, last = SEASON_MONTHS[season]
    return of_months(f"{year:04}-{season}", year, first, last, TimePrecision.SEASON, "season")


def of_years(value: str, first: int, last: int, precision: TimePrecision, grain: str) -> Reading:
    """Whole years, both ends included."""
    begin = date(first, 1, 1)
    return Reading(TimeType.DATE, value, f"{first:04}", f"{last:04}", precision, grain, begin)


def of_year(year: int) -> Reading:
    """One year."""
    return of_years(f"{year:04}", year, year, TimePrecision.YEAR, "year")


def of_decade(year: int) -> Reading:
    """The decade that a year is in: `199`."""
    first = year - year % 10
    return of_years(f"{first // 10:03}", first, first + 9, TimePrecision.DECADE, "decade")


def of_century(number: int) -> Reading:
    """The 20th century is 1901 to 2000, and `19` in TIMEX3."""
    first = 100 * (number - 1)
    return of_years(f"{number - 1:02}", first + 1, first + 100, TimePrecision.UNKNOWN, "century")


def of_unit(day: date, grain: str) -> Reading:
    """The day, week, month, quarter, year, … that a day is in."""
    makers = {"day": of_day, "week": of_week, "weekend": of_weekend}
    if grain in makers:
        return makers[grain](day)
    if grain == "month":
        return of_month(day.year, day.month)
    if grain == "quarter":
        return of_quarter(day.year, (day.month + 2) // 3)
    if grain == "half":
        return of_half(day.year, 1 if day.month < 7 else 2)
    if grain == "decade":
        return of_decade(day.year)
    if grain == "century":
        return of_century((day.year - 1) // 100 + 1)
    return of_year(day.year)


def shift(day: date, grain: str, count: int) -> date:
    """`day` moved by `count` units; a day that the month does not have becomes its last.

    Raises:
        ValueError, OverflowError: the result is outside what `datetime` can hold.
    """
    days = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}
    if grain in days:
        return day + timedelta(days=days[grain] * count)
    months = {"month": 1, "quarter": 3, "semester": 6, "half": 6, "year": 12, "decade": 120, "century": 1200}
    start = month_start(day.year, day.month + months.get(grain, 12000) * count)
    last = month_start(start.year, start.month + 1) - timedelta(days=1)
    return start.replace(day=min(day.day, last.day))


def of_clock(day: date | None, stamp: str, zone: int | None, name: str = "") -> Reading:
    """A clock time `HH`, `HH:MM` or `HH:MM:SS` on a day. `24:00` is the midnight that ends it.

    `zone` is in minutes east of Greenwich. It shows in begin and finish, and in the value where it is Greenwich.
    `name` is the value of a day that cannot be placed (`XXXX-09-19`).
    """
    precision = TimePrecision.HOUR if len(stamp) == 2 else TimePrecision.MINUTE
    mark = "Z" if zone == 0 else ""
    if day is None:
        return Reading(TimeType.TIME, f"{name or 'XXXX-XX-XX'}T{stamp}{mark}", precision=precision, grain="time")
    moment = f"{day.isoformat()}T{stamp}"
    edge = moment
    if stamp.startswith("24"):
        edge = f"{(day + timedelta(days=1)).isoformat()}T00:00"
    edge += offset(zone)
    return Reading(TimeType.TIME, moment + mark, edge, edge, precision, "time", day)


def offset(zone: int | None) -> str:
    """`Z`, `+03:00`, or nothing where the zone is unknown."""
    if zone is None:
        return ""
    if zone == 0:
        return "Z"
    hours, minutes = divmod(abs(zone), 60)
    return f"{'+' if zone > 0 else '-'}{hours:02}:{minutes:02}"


def of_part(day: date | None, part: str, hours: tuple[int, int], name: str = "") -> Reading:
    """A part of a day; `hours` as in `day_part_hours`, `name` as in `of_clock`."""
    if day is None:
        return Reading(TimeType.TIME, f"{name or 'XXXX-XX-XX'}T{part}", precision=TimePrecision.DAY_PART, grain="part")
    midnight = datetime(day.year, day.month, day.day)
    begin, finish = (midnight + timedelta(hours=hour) for hour in hours)
    value = f"{day.isoformat()}T{part}"
    form = "%H:%M"
    edges = [f"{edge.date().isoformat()}T{edge.strftime(form)}" for edge in (begin, finish)]
    return Reading(TimeType.TIME, value, edges[0], edges[1], TimePrecision.DAY_PART, "part", day)


def duration_value(amount: float | None, letter: str, factor: int, in_day: bool) -> str:
    """`P3W`, `PT36H`, `P2Y6M`, `PXY`."""
    head = "PT" if in_day else "P"
    if amount is None:
        return f"{head}X{letter}"
    total = amount * factor
    whole = int(total)
    rest = total - whole
    if not rest:
        return f"{head}{whole}{letter}"
    smaller = {
        "Y": ("M", 12),
        "H": ("M", 60),
        "M": ("S", 60) if in_day else ("D", 30),
        "D": ("H", 24),
        "W": ("D", 7),
        "Q": ("M", 3),
    }
    if letter not in smaller:
        return f"{head}{whole}{letter}"
    name, many = smaller[letter]
    joint = "T" if letter == "D" else ""
    small = round(rest * many)
    lead = f"{whole}{letter}" if whole else ""
    return f"{head}{lead}{joint}{small}{name}"


def of_duration(value: str) -> Reading:
    """A length of time."""
    return Reading(TimeType.DURATION, value)


def of_set(value: str) -> Reading:
    """A time that recurs."""
    return Reading(TimeType.SET, value)


def spanning(reading: Reading, first: date, last: date) -> Reading:
    """A duration with known ends."""
    days = (last - first).days
    known = TimePrecision
    precision = known.DAY if days < 1 else known.DAYS if days < 7 else known.WEEK if days < 28 else known.MONTH
    if days > 366:
        precision = known.YEAR
    return replace(reading, begin=first.isoformat(), finish=last.isoformat(), precision=precision, at=first)
