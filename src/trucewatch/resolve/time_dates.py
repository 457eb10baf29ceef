"""Dates by name and number: days, months, years, and ranges of days.

What a date leaves out (its year, the order of its numbers) is taken from the publication date, from the tense beside it
or from the document's other dates, and stays unknown where none of them tells.
"""

from __future__ import annotations

import re
from datetime import date

from trucewatch.records.times import TimePrecision
from trucewatch.resolve.time_context import AHEAD_DAYS, DAY_GRAINS, JOINTS, UNTIL, Context, Found, Rule
from trucewatch.resolve.time_values import (
    NOTHING,
    Reading,
    month_start,
    of_day,
    of_month,
    of_year,
    of_years,
    unknown,
)

YEAR = re.compile(r"(?:19|20)\d\d")
ROUNDED = frozenset({"about", "around"})  # "about 2000 fighters"; "in early 2000" is a year
AHEAD = {"future": 9, "past": 2, None: 4}  # months ahead of publication that a bare month may be, by tense


def day_of(year: int, month: int, day: int) -> Reading | None:
    """One day, or None where the calendar has no such day."""
    try:
        return of_day(date(year, month, day))
    except ValueError:
        return None


def partial_day(found: Found, c: Context) -> Reading | None:
    """A month and a day, with or without its year: `6 December 2015`, `September 19`."""
    month, day = found.month("m"), found.whole("d")
    if day is None:
        return None
    if found.has("y"):
        year = found.whole("y")
        return (day_of(year, month, day) if year else None) or NOTHING
    if day_of(2000, month, day) is None:
        return NOTHING  # "31 February": the month alone is not what was meant either
    if (end := range_end_told(found, c)) is not None and end.at is not None:
        return day_of(end.at.year - ((month, day) > (end.at.month, end.at.day)), month, day)
    if (begun := c.range_begun(found.first)) is not None:
        return day_of(begun.year + ((month, day) < (begun.month, begun.day)), month, day)
    weekday = found.weekday("w") if found.has("w") else None
    lead = found.words("k")
    side = "last" if lead and lead[-1] != "next" else lead[-1] if lead else c.tense(found.first, found.last)
    year = year_of_day(c, month, day, weekday, side)
    if year is None:
        return unknown(f"XXXX-{month:02}-{day:02}", TimePrecision.DAY, "day")
    return day_of(year, month, day) or unknown(f"XXXX-{month:02}-{day:02}", TimePrecision.DAY, "day")


def range_end_told(found: Found, c: Context, grain: str = "day") -> Reading | None:
    """The dated end of a range whose first day or month leaves out its year: `28 August to 3 September 2016`."""
    words = c.tokens.words
    if words[found.last : found.last + 1] == [] or words[found.last] not in JOINTS:
        return None
    for last in range(min(found.last + 7, len(words)), found.last + 2, -1):
        if YEAR.fullmatch(words[last - 1]) and (reading := c.read(found.last + 1, last)) is not None:
            return reading if reading.grain == grain else None
    return None


def year_of_day(c: Context, month: int, day: int, weekday: int | None, tense: str | None) -> int | None:
    """The year in which a month and day is meant: by its weekday, by tense, else the nearest to publication."""
    base = c.published
    if base is None:
        return None
    options = [moment for year in (-1, 0, 1) if (moment := _date(base.year + year, month, day))]
    fitting = [moment for moment in options if moment.isoweekday() == weekday]
    if fitting:
        options = fitting
    behind = max((moment for moment in options if moment < base), default=None)
    ahead = min((moment for moment in options if moment >= base), default=None)
    if behind is None or ahead is None or tense in ("last", "next"):
        near = (ahead or behind) if tense == "next" else (behind or ahead)
    else:
        near = ahead if (ahead - base).days <= AHEAD_DAYS[tense] else behind
    if near is None:
        return None
    return near.year


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def bare_month(found: Found, c: Context) -> Reading | None:
    """A month alone: the nearest to publication, or on the side that the tense tells."""
    month = found.month("m")
    if (end := range_end_told(found, c, "month")) is not None and end.at is not None:
        return of_month(end.at.year - (month > end.at.month), month)
    if c.published is None:
        return unknown(f"XXXX-{month:02}", TimePrecision.MONTH, "month")
    base = c.published
    behind = (base.month - month) % 12
    if behind == 0:
        return of_month(base.year, month)
    up_to = found.first > 0 and c.tokens.words[found.first - 1] in UNTIL
    reach = AHEAD["future" if up_to else c.tense(found.first, found.last)]
    if not up_to and c.is_done(found.first, found.last):
        reach = 0  # what was done in November was not done in the one to come
    return of_month(base.year, base.month - behind + (12 if 12 - behind <= reach else 0))


def month_and_year(found: Found, c: Context) -> Reading | None:
    """A month with its year, in figures or relative: `May 2016`, `June last year`."""
    month = found.month("m")
    if found.has("y"):
        year = found.whole("y") or spoken(found, c)
        return of_month(year, month) if year else None
    if c.published is None:
        return unknown(f"XXXX-{month:02}", TimePrecision.MONTH, "month")
    step = {"last": -1, "next": 1}.get(found.word("k"), 0)
    return of_month(c.published.year + step, month)


def led_month(found: Found, c: Context) -> Reading | None:
    """`last May`, `this September`, `next March`: the one before, nearest, or after publication."""
    month, lead = found.month("m"), found.words("k")
    if c.published is None:
        return unknown(f"XXXX-{month:02}", TimePrecision.MONTH, "month")
    base = c.published
    if "last" in lead or "past" in lead or "previous" in lead:
        return of_month(base.year - (month >= base.month), month)
    if "next" in lead or "coming" in lead or "following" in lead:
        return of_month(base.year + (month <= base.month), month)
    return of_month(base.year, month)


def bare_year(found: Found, c: Context) -> Reading | None:
    """A year, unless what follows is counted by it (`1980 people fled`)."""
    year, words = found.whole("y"), c.tokens.words
    at = found.span("y")[0]
    before = words[at - 1] if at else ""
    after, second = [*words[found.last : found.last + 2], "", ""][:2]
    if after in ("-", "‐", "‑") and second.isalpha() and second not in c.data["after_year"]:
        return NOTHING  # "2017-pound bombs", "a 2000-strong force"
    counted = after in c.data["people"] or (
        len(after) > 4 and after.isalpha() and after.endswith("s") and not after.endswith("ss")
    )
    rounded = set(words[found.first : at]) <= ROUNDED
    if rounded and (before in c.data["numbers_before"] or (counted and before not in c.data["before_year"])):
        return NOTHING if at > found.first else None
    return of_year(year) if year else None


def spoken_year(found: Found, c: Context) -> Reading | None:
    """`nineteen ninety-six`, `the year two thousand`."""
    year = spoken(found, c)
    return of_year(year) if year else None


def spoken(found: Found, c: Context) -> int | None:
    """The year that number words say: nineteen hundreds by two numbers, of which the second is ten or more."""
    words = [word for word in found.words("y") if word.isalpha()]
    if "thousand" in words:
        return 2000
    century = {"eighteen": 1800, "nineteen": 1900, "twenty": 2000}[words[0]]
    rest = sum(c.data["cardinals"][word] for word in words[1:])
    return century + rest if rest >= 10 else None


def year_range(found: Found, c: Context) -> Reading | None:
    """`2015/16`, `1998-99`: two years that follow one another."""
    first, second = found.whole("y"), found.whole("z")
    if first is None or second is None or second != (first + 1) % 100:
        return None
    return of_years(f"{first:04}", first, first + 1, TimePrecision.YEAR, "year")


def day_alone(found: Found, c: Context) -> Reading | None:
    """`on the 18th`: of the month told last, or the latest such day before publication."""
    day = found.whole("d")
    if day is None:
        return None
    told = c.last if c.last is not None and c.last.grain in (*DAY_GRAINS, "month") else None
    if told is not None and told.at is not None:
        return day_of(told.at.year, told.at.month, day)
    if told is not None or c.published is None:
        return unknown(f"XXXX-XX-{day:02}", TimePrecision.DAY, "day")
    month = month_start(c.published.year, c.published.month - (day > c.published.day))
    return day_of(month.year, month.month, day)


def range_start(found: Found, c: Context) -> Reading | None:
    """The first number of `12 to 18 September`: a day of the month that follows (or leads)."""
    day = found.whole("d")
    other = c.read(*found.span("x"))
    if day is None or other is None:
        return None
    if other.at is None:
        return unknown(f"{other.value[:8]}{day:02}", TimePrecision.DAY, "day") if len(other.value) == 10 else None
    return day_of(other.at.year, other.at.month, day)


def range_end(found: Found, c: Context) -> Reading | None:
    """The second number of `September 12-18`: a day of the month just told."""
    day = found.whole("d")
    if day is None or c.last is None or c.last.at is None:
        return None
    return day_of(c.last.at.year, c.last.at.month, day)


def named_after(found: Found, c: Context) -> Reading | None:
    """`the 7 April Barracks`, `the March 8 Alliance`: a date in a name is none."""
    return NOTHING


RULES = (
    Rule("named_after", "(the)? (<dayord> (of)? &mon|&mon <dayord>) <nameafter>", named_after),
    Rule(
        "month_day",
        "&part? ({w:&wd} <comma>? (the)?)? {k:(this)? (last|past|next)}? {m:&mon} (the)? {d:<dayord>|"
        "<ordword>} (<comma>? {y:&year})?(?!<nameafter>)",
        partial_day,
    ),
    Rule(
        "day_month",
        "&part? ({w:&wd} <comma>? (the)?)? (the)? {d:<dayord>|<ordword>} (day)? (of)? {k:(this)? (last|past|"
        "next)}? {m:&mon} (<comma>? {y:&year})?(?!<nameafter>|group)",
        partial_day,
    ),
    Rule("day_month", "{w:}{d:<dayord>} <dash> {k:}{m:&mon} <dash> {y:&year}", partial_day),
    Rule(
        "day_of_told_month",
        "(?<=on|by|until|since|from|of|to|and|before|after) the {d:<nth>}(?=<comma>|<stop>|and|at|<close>|to|"
        "until|for)",
        day_alone,
    ),
    Rule("month_year", "&part? {m:&mon} (of|<comma>)? {y:&year|&spoken}", month_and_year),
    Rule("month_of_year", "&part? {m:<monthany>} (of)? {k:last|this|next} year {y:}", month_and_year),
    Rule("led_month", "&part? {k:(this)? (last|this|next|past|previous|coming|following)} {m:&mon}", led_month),
    Rule("month", "&part? (?<!<namebefore>) {m:<month>}(?!<nameafter>)", bare_month),
    Rule(
        "month_doubtful",
        "((?<=in|of|by|since|until|during|through|from|to|before|after|between|for|the)|&part) "
        "{m:<monthdoubt>}(?!<nameafter>)",
        bare_month,
    ),
    Rule(
        "year",
        "&part? (the (fiscal|calendar)? year|fiscal (year)?|year|calendar)? {y:<year>}(?!<percent>|"
        "<units>)(?<!<money>)",
        bare_year,
    ),
    Rule("year_range", "{y:<year>} (<slash>|<dash>) {z:<int>}", year_range),
    Rule(
        "year_old",
        "(?<=in|since|until|by|from|during|before|after|early|late) {y:<oldyear>}(?!<units>)",
        bare_year,
    ),
    Rule("year_spoken", "(the)? (year)? {y:&spoken}(?!<units>)", spoken_year),
    Rule("year_spoken", "the year {y:two thousand}", spoken_year),
    Rule(
        "range_start",
        "{d:<day>}(?=(<comma> <day>)? (<dash>|<slash>|to|and|or|through|until|<comma>) "
        "{x:<dayord> (of)? &mon (<comma>? &year)?})",
        range_start,
    ),
    Rule("range_end", "(?<=<monthany> <dayord> <comma>) {d:<day>}(?=<comma>|and)", range_end),
    Rule("range_end", "(?<=<monthany> <dayord> <comma> <day> and) {d:<day>}", range_end),
    Rule("month", "{m:&mon}(?=(<dash>|to|and|through|until) (early|mid|late)? <dash>? &mon)", bare_month),
    Rule("range_end", "(?<=<monthany> <dayord> (<dash>|to|and|or|through|until)) {d:<day>}", range_end),
)
