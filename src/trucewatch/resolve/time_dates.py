"""Dates by name and number: days, months, years, quarters, seasons, decades, centuries, feasts.

What a date leaves out (its year, the order of its numbers) is taken from the publication date, from the tense beside it
or from the document's other dates, and stays unknown where none of them tells.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any

from trucewatch.records.times import TimePrecision
from trucewatch.resolve.calendars import feasts
from trucewatch.resolve.time_context import Context, Found, Rule
from trucewatch.resolve.time_values import (
    Reading,
    of_century,
    of_clock,
    of_day,
    of_days,
    of_decade,
    of_half,
    of_month,
    of_quarter,
    of_season,
    of_week,
    of_year,
    unknown,
)

PIVOT = 30  # two-digit years up to this many years after the century are of this one (POSIX strptime says 69; news looks back)
AHEAD_DAYS = {"future": 270, "past": 60, None: 150}  # days ahead of publication that a bare date may be, by tense
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
        return day_of(year, month, day) if year else None
    if day_of(2000, month, day) is None:
        return None
    weekday = found.weekday("w") if found.has("w") else None
    lead = found.words("k")
    side = "last" if lead and lead[-1] != "next" else lead[-1] if lead else c.tense(found.first, found.last)
    year = year_of_day(c, month, day, weekday, side)
    if year is None:
        return unknown(f"XXXX-{month:02}-{day:02}", TimePrecision.DAY, "day")
    return day_of(year, month, day) or unknown(f"XXXX-{month:02}-{day:02}", TimePrecision.DAY, "day")


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
    if c.published is None:
        return unknown(f"XXXX-{month:02}", TimePrecision.MONTH, "month")
    base = c.published
    behind = (base.month - month) % 12
    if behind == 0:
        return of_month(base.year, month)
    reach = AHEAD[c.tense(found.first, found.last)]
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
    """A year."""
    year = found.whole("y")
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
    """The second year of `1998-99`."""
    first, second = found.whole("y"), found.whole("z")
    if first is None or second is None:
        return None
    return of_year(first)


def decade(found: Found, c: Context) -> Reading | None:
    """`the 1990s`, `the '80s`, `the nineties`."""
    word = found.word("d").strip("'’")
    tens = c.data["decades"].get(word)
    if tens is None:
        number = int(word[:-1])
        if number >= 1000:
            return of_decade(number)
        if word == found.word("d"):
            return None  # "in his 30s", "highs in the 80s": two digits need their apostrophe
        tens = number
    if tens not in range(0, 100, 10):
        return None
    return of_decade(1900 + tens if tens >= 20 else 2000 + tens)


def century(found: Found, c: Context) -> Reading | None:
    """`the 20th century`."""
    number = found.whole("n")
    return of_century(number) if number and number <= 25 else None


def quarter_year(c: Context, quarter: int, tense: str | None) -> int | None:
    """The year of a quarter named without one: the last that has begun, or this year's where it is to come."""
    if c.published is None:
        return None
    current = (c.published.month + 2) // 3
    if quarter <= current or tense == "future":
        return c.published.year
    return c.published.year - 1


def quarter(found: Found, c: Context) -> Reading | None:
    """`the third quarter`, with a year, `this year's`, `year-ago`, or alone."""
    number = found.whole("q")
    if number is None or number > 4:
        return None
    make = of_half if "half" in found.words() else of_quarter
    letter = "H" if make is of_half else "Q"
    if make is of_half and (number > 2 or not (found.has("y") or found.has("k"))):
        return None  # "the first half" is of a match or a bottle as well
    year = found.whole("y") if found.has("y") else None
    if year is None and c.published is not None and found.has("k"):
        lead = found.words("k")
        year = c.published.year + (-1 if lead[0] == "last" else 1 if lead[0] == "next" else 0)
    if year is None:
        year = quarter_year(c, number, c.tense(found.first, found.last))
        if year is not None and found.has("a"):
            year -= 1
    if year is None:
        return unknown(f"XXXX-{letter}{number}", TimePrecision.SEASON, "quarter")
    return make(year, number)


def first_quarters(found: Found, c: Context) -> Reading | None:
    """`the first two quarters of 1990` is its first half."""
    year = found.whole("y")
    return of_half(year, 1 if found.word("o") == "first" else 2) if year else None


def season(found: Found, c: Context) -> Reading | None:
    """`this summer`, `last fall`, `the winter of 1994`."""
    name = c.data["seasons"][found.word("s")]
    year = (found.whole("y") or spoken(found, c)) if found.has("y") else None
    if year is not None:
        return of_season(year, name)
    if c.published is None:
        return unknown(f"XXXX-{name}", TimePrecision.SEASON, "season")
    base = c.published
    lead = found.words("k")
    this = of_season(base.year, name)
    begun = this.at is not None and this.at <= base
    over = this.finish is not None and this.finish < base.isoformat()[:7]
    if "next" in lead or "coming" in lead:
        return of_season(base.year + begun, name)
    if ("last" in lead and not over) or (name == "WI" and not begun):
        return of_season(base.year - 1, name)
    if not lead and not begun and c.tense(found.first, found.last) == "past":
        return of_season(base.year - 1, name)
    return this


def iso(found: Found, c: Context) -> Reading | None:
    """An ISO 8601 date or date and time."""
    word = found.words()[0].upper().replace(" ", "T")
    try:
        moment = datetime.fromisoformat(word)
    except ValueError:
        return None
    if len(word) == 10:
        return of_day(moment.date())
    shift = moment.utcoffset()
    minutes = int(shift.total_seconds() // 60) if shift is not None else None
    stamp = re.split(r"[Z+]|-(?=\d\d:?\d\d$)", word[11:])[0]
    return of_clock(moment.date(), stamp, minutes)


def split_number_date(word: str) -> tuple[list[int], str]:
    """The three numbers of a number date, and the mark between them."""
    mark = next(char for char in word if not char.isdigit())
    return [int(part) for part in word.split(mark)], mark


def number_date(found: Found, c: Context) -> Reading | None:
    """`04/03/18`: in the order that its own numbers, its weekday or the document's other number dates tell."""
    word = found.words()[0]
    parts, mark = split_number_date(word)
    if parts[0] > 31:
        return day_of(*parts)  # type: ignore[arg-type]
    year = full_year(parts[2], c.published)
    if year is None:
        return None
    first, second = day_of(year, parts[1], parts[0]), day_of(year, parts[0], parts[1])
    if mark == ".":
        return first
    if first is None or second is None or first == second:
        return first or second
    order = c.day_first if c.day_first is not None else order_by_weekday(found, first, second)
    if order is None:
        return unknown(f"{year:04}-XX-XX", TimePrecision.YEAR, "")
    return first if order else second


def full_year(number: int, published: date | None) -> int | None:
    """Four digits for two, in the hundred years that end a few years after publication; None without any date."""
    if number > 99:
        return number
    top = (published.year if published else 2000 + PIVOT) + 5
    return top - (top - number) % 100


def order_by_weekday(found: Found, day_first: Reading, month_first: Reading) -> bool | None:
    """Whether the day comes first, by a weekday written before or after the numbers."""
    words, table = found.tokens.words, found.vocabulary.weekday_number
    near = words[max(found.first - 2, 0) : found.first] + words[found.last : found.last + 2]
    named = [table[word] for word in near if word in table]
    fits = [
        reading.at is not None and reading.at.isoweekday() == named[0] if named else False
        for reading in (day_first, month_first)
    ]
    return None if fits[0] == fits[1] else fits[0]


def day_first_hint(words: list[str]) -> bool | None:
    """Whether the document's unambiguous number dates put the day first; None where none or both orders occur."""
    seen: set[bool] = set()
    for word in words:
        if word[:1].isdigit() and word.count("/") + word.count("-") == 2:
            parts = split_number_date(word)[0]
            if len(parts) == 3 and parts[0] <= 31 and max(parts[:2]) > 12 >= min(parts[:2]):
                seen.add(parts[0] > 12)
    return seen.pop() if len(seen) == 1 else None


def feast(found: Found, c: Context) -> Reading | None:
    """A feast, in the year told or the one nearest to publication."""
    if not found.tokens.text[found.tokens.starts[found.span("h")[0]]].isupper():
        return None
    name = " ".join(found.tokens.words[slice(*found.span("h"))])
    entry = c.data["holidays"][name.replace(" - ", "-").replace(" 's", "'s").replace(" ’s", "'s")]
    days = feast_days(entry, found, c)
    if days is None:
        fixed = entry.get("date")
        return unknown(f"XXXX-{fixed[0]:02}-{fixed[1]:02}" if fixed else "XXXX-XX-XX", TimePrecision.DAY)
    first, last = days
    slack = timedelta(days=1 if "islamic" in entry else 0)
    if first == last and not slack:
        return of_day(first)
    if (last - first).days > 20:
        return of_days(first.isoformat()[:7], first - slack, last + slack, TimePrecision.MONTH, "holiday")
    return of_days(first.isoformat(), first - slack, last + slack, TimePrecision.DAYS, "holiday")


def feast_days(entry: Any, found: Found, c: Context) -> tuple[date, date] | None:
    """First and last day of a feast; None without a year or a publication date."""
    if found.has("y"):
        year = found.whole("y")
        return next(iter(feasts(entry, year)), None) if year else None
    if c.published is None:
        return None
    base, lead = c.published, found.words("k")
    options = [days for year in (-1, 0, 1) for days in feasts(entry, base.year + year)]
    if "last" in lead:
        return max((days for days in options if days[1] < base), default=None)
    if "next" in lead:
        return min((days for days in options if days[0] > base), default=None)
    if "this" in lead:
        return next(iter(feasts(entry, base.year)), None)
    return min(options, key=lambda days: abs((days[0] - base).days), default=None)


def week_of(found: Found, c: Context) -> Reading | None:
    """`the week of March 6`."""
    day = c.read(*found.span("x"))
    if day is None:
        return None
    return of_week(day.at) if day.at else unknown("XXXX-WXX", TimePrecision.WEEK, "week")


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


RULES = (
    Rule("iso", "<isodate>", iso, is_day=True),
    Rule("iso_time", "<isotime>", iso),
    Rule("number_date", "<numdate>", number_date, is_day=True),
    Rule(
        "month_day",
        "&part? ({w:&wd} <comma>? (the)?)? {k:(this)? (last|past|next)}? {m:&mon} (the)? {d:<dayord>|<ordword>} (<comma>? {y:&year})?",
        partial_day,
        is_day=True,
    ),
    Rule(
        "day_month",
        "&part? ({w:&wd} <comma>? (the)?)? (the)? {d:<dayord>|<ordword>} (day)? (of)? {k:(this)? (last|past|next)}? {m:&mon} (<comma>? {y:&year})?",
        partial_day,
        is_day=True,
    ),
    Rule("month_year", "&part? {m:&mon} (of|<comma>)? {y:&year|&spoken}", month_and_year),
    Rule("month_of_year", "&part? {m:<monthany>} (of)? {k:last|this|next} year {y:}", month_and_year),
    Rule("led_month", "&part? {k:(this)? (last|this|next|past|previous|coming|following)} {m:&mon}", led_month),
    Rule("month", "&part? {m:<month>}(?!<nameafter>)", bare_month),
    Rule(
        "month_doubtful",
        "((?<=in|of|by|since|until|during|through|from|to|before|after|between|for)|&part) {m:<monthdoubt>}(?!<nameafter>)",
        bare_month,
    ),
    Rule("year", "&part? (the)? (fiscal|year|calendar)? (year)? {y:<year>}(?!<percent>|<units>|<slash>)(?<!<money>)", bare_year),
    Rule("year_old", "(?<=in|since|until|by|of|from|during|before|after|to|and|early|late) {y:<oldyear>}(?!<units>)", bare_year),
    Rule("year_spoken", "(the)? (year)? {y:&spoken}(?!<units>)", spoken_year),
    Rule("year_spoken", "the year {y:two thousand}", spoken_year),
    Rule("decade", "&part? (the)? (early|mid|late)? <dash>? {d:<decade>|<decadeword>}", decade),
    Rule("century", "&part? (the)? (early|mid|late)? <dash>? {n:<ord>|<ordword>} <dash>? century", century),
    Rule(
        "quarter",
        "&part? (the|its|their|our|a)? {k:(this|last|next) year <pos>}? {y:&year}? (<pos>)? "
        "{a:year <dash>? (ago|earlier)}? (fiscal|flat)? <dash>? {q:<ordword>|<ord>} <dash>? (fiscal)? (quarter|half)",
        quarter,
    ),
    Rule(
        "quarter_year",
        "&part? (the)? (fiscal)? <dash>? {q:<ordword>|<ord>} <dash>? (fiscal)? (quarter|half) of ({k:this|last|next} year|(fiscal)? {y:&year}) {a:}",
        quarter,
    ),
    Rule("first_quarters", "(the)? {o:first|last} two quarters of {y:&year}", first_quarters),
    Rule("season", "&part? {k:(this)? (this|last|next|past|coming)} {s:<season>} {y:}(?!of)", season),
    Rule("season_bare", "&part? (?<=in|during|since|until|by|through|early|late|mid|of|<dash>) (the)? {k:}{s:<season>} {y:}(?!of)", season),
    Rule("season_bare", "&part? the {k:}{s:summer|winter|autumn} {y:}(?!of)", season),
    Rule("season_year", "&part? (the)? {k:}{s:<season>} (of)? {y:&year|&spoken}", season),
    Rule("feast", "{k:last|this|next}? &feast (in|of|<comma>)? {y:&year}?", feast, is_day=True),
    Rule("week_of", "(the)? week of {x:&plainday}", week_of),
    Rule("range_start", "{d:<day>}(?=(<dash>|to|and|or|through|until) {x:<dayord> (of)? &mon (<comma>? &year)?})", range_start),
    Rule("range_end", "(?<=<monthany> <dayord> (<dash>|to|and|or|through|until)) {d:<day>}", range_end),
)  # fmt: skip
