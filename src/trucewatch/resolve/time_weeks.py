"""Weekdays that are counted: `the last Sunday of April`, `three Mondays ago`, `a week from Friday`."""

from __future__ import annotations

from datetime import date, timedelta

from trucewatch.records.times import TimePrecision
from trucewatch.resolve.time_context import Context, Found, Rule
from trucewatch.resolve.time_values import Reading, month_start, of_day, of_unit, shift, unknown

WEEK = timedelta(days=7)


def weekday_unplaced(number: int) -> Reading:
    """A weekday that cannot be placed on the calendar."""
    return unknown(f"XXXX-WXX-{number}", TimePrecision.DAY, "day")


def last_before(base: date, number: int) -> date:
    """The latest day of that name before `base`."""
    return base - timedelta(days=(base.isoweekday() - number) % 7 or 7)


def next_after(base: date, number: int) -> date:
    """The first day of that name after `base`."""
    return base + timedelta(days=(number - base.isoweekday()) % 7 or 7)


def of_week_of(base: date, number: int) -> Reading:
    """The day of that name in the ISO week that `base` is in."""
    return of_day(base + timedelta(days=number - base.isoweekday()))


def nth_weekday(found: Found, c: Context) -> Reading | None:
    """`the last Sunday of April`, `the first Monday in May`, `the last Friday of Ramadan`."""
    number = found.weekday("w")
    inner = c.read(*found.span("x"))
    ends = None if inner is None else _ends(inner)
    if ends is None:
        return weekday_unplaced(number)
    first, last = ends
    if found.word("n") == "last":
        return of_day(last_before(last + timedelta(days=1), number))
    count = found.whole("n")
    if count is None or not 1 <= count <= 5:
        return None
    day = next_after(first - timedelta(days=1), number) + (count - 1) * WEEK
    return of_day(day) if day <= last else None


def _ends(reading: Reading) -> tuple[date, date] | None:
    """The first and last day of a month, a year or a feast."""
    if reading.at is None or reading.finish is None or reading.begin is None:
        return None
    finish = reading.finish
    if len(finish) == 4:
        last = date(int(finish), 12, 31)
    elif len(finish) == 7:
        last = month_start(int(finish[:4]), int(finish[5:]) + 1) - timedelta(days=1)
    else:
        last = date.fromisoformat(finish[:10])
    begin = reading.begin
    return (date.fromisoformat(begin[:10]) if len(begin) >= 10 else reading.at), last


def weekdays_ago(found: Found, c: Context) -> Reading | None:
    """`three Mondays ago`: the third back from publication."""
    number, count = found.weekday("w"), found.number("n")
    if count is None or count != int(count) or not 1 <= count <= 20:
        return None
    if c.published is None:
        return weekday_unplaced(number)
    return of_day(last_before(c.published, number) - (int(count) - 1) * WEEK)


def weekday_weeks_ago(found: Found, c: Context) -> Reading | None:
    """`Monday two weeks ago`: of the week so long ago; `a week ago Friday` counts from Friday."""
    number, count = found.weekday("w"), found.number("n")
    if count is None or count != int(count) or count > 50:
        return None
    if c.published is None:
        return weekday_unplaced(number)
    if found.has("from"):
        return of_day(last_before(c.published, number) - int(count) * WEEK)
    return of_week_of(c.published - int(count) * WEEK, number)


def weekday_from(found: Found, c: Context) -> Reading | None:
    """`a week from Friday`, `two weeks on Monday`: so long after the next day of that name."""
    number, count = found.weekday("w"), found.number("n") if found.has("n") else 1
    if count is None or count != int(count) or count > 50:
        return None
    if c.published is None:
        return weekday_unplaced(number)
    return of_day(next_after(c.published, number) + int(count) * WEEK)


def weekday_beyond(found: Found, c: Context) -> Reading | None:
    """`the Tuesday after next`, `the Friday before last`."""
    number = found.weekday("w")
    if c.published is None:
        return weekday_unplaced(number)
    if found.word("k") == "after":
        return of_day(next_after(c.published, number) + WEEK)
    return of_day(last_before(c.published, number) - WEEK)


def weekday_in_week(found: Found, c: Context) -> Reading | None:
    """`next week on Friday`, `last week, on Monday`."""
    number = found.weekday("w")
    if c.published is None:
        return weekday_unplaced(number)
    step = {"last": -1, "previous": -1, "next": 1, "following": 1}.get(found.word("k"), 0)
    return of_week_of(c.published + step * WEEK, number)


def unit_after_next(found: Found, c: Context) -> Reading | None:
    """`the week after next`."""
    grain = found.unit("u")
    return None if c.published is None else of_unit(shift(c.published, grain, 2), grain)


MONTH = "&mon (<comma>? &year)?|(this|last|next) (month|year)|the (month|year)|&year|&feast (<comma>? &year)?"

RULES = (
    Rule("nth_weekday", f"(the)? {{n:<ord>|<ordword>|last}} {{w:<weekday>}} (of|in) {{x:{MONTH}}}", nth_weekday),
    Rule("weekdays_ago", "{n:&num} {w:<weekdays>} ago", weekdays_ago),
    Rule("weekday_weeks_ago", "{from:}{w:<weekday>} (<comma>)? {n:&num} (week|weeks) ago", weekday_weeks_ago),
    Rule("weekday_weeks_ago", "{from:}{n:&num} (week|weeks) ago (<comma>)? on {w:<weekday>}", weekday_weeks_ago),
    Rule("weekday_weeks_ago", "{n:&num} (week|weeks) {from:ago} (last)? {w:<weekday>}", weekday_weeks_ago),
    Rule("weekday_from", "{n:&num} (week|weeks) (from|on) (next)? {w:<weekday>}", weekday_from),
    Rule("weekday_from", "(?<=on|by|until|before|till) {w:<weekday>} week", weekday_from),
    Rule("weekday_beyond", "(the)? {w:<weekday>} {k:after} next", weekday_beyond),
    Rule("weekday_beyond", "(the)? {w:<weekday>} {k:before} last", weekday_beyond),
    Rule(
        "weekday_in_week",
        "(the)? {k:last|this|next|previous|following} week (<comma>)? on {w:<weekday>}",
        weekday_in_week,
    ),
    Rule("weekday_in_week", "{w:<weekday>} of {k:last|this|next} week", weekday_in_week),
    Rule("week_off", "the {u:week|weekend|month|year} after next", unit_after_next),
)
