"""Longer and moving dates: quarters, halves, seasons, decades, centuries, weeks of a day, feasts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from trucewatch.records.times import TimePrecision
from trucewatch.resolve.calendars import MOON_SLACK, feasts
from trucewatch.resolve.time_context import AHEAD_DAYS, Context, Found, Rule
from trucewatch.resolve.time_dates import spoken
from trucewatch.resolve.time_values import (
    Reading,
    of_century,
    of_day,
    of_days,
    of_decade,
    of_half,
    of_quarter,
    of_season,
    of_week,
    of_weekend,
    unknown,
)


def decade(found: Found, c: Context) -> Reading | None:
    """`the 1990s`, `the '80s`, `the nineties`."""
    word = found.word("d").strip("'’")
    tens = c.data["decades"].get(word)
    if tens is None:
        number = int(word[:-1])
        if number >= 1000:
            return of_decade(number)
        if word == found.word("d") and not {"early", "mid", "late"} & set(found.words()):
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
    halves = "half" in found.words()
    number = (2 if halves else 4) if found.word("q") == "last" else found.whole("q")
    if number is None or number > 4:
        return None
    make = of_half if halves else of_quarter
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


def half_short(found: Found, c: Context) -> Reading | None:
    """`H1 2016`."""
    number, year = found.whole("q"), found.whole("y")
    return of_half(year, number) if year and number in (1, 2) else None


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


def feast(found: Found, c: Context) -> Reading | None:
    """A feast, in the year told or the one nearest to publication."""
    if not found.tokens.text[found.tokens.starts[found.span("h")[0]]].isupper():
        return None
    name = " ".join(found.tokens.words[slice(*found.span("h"))])
    entry = c.data["holidays"][
        name.replace(" - ", "-").replace(" 's", "'s").replace(" ’s", "'s").replace(" ' ", "' ").replace(" ’ ", "' ")
    ]
    days = feast_days(entry, found, c)
    if days is None:
        fixed = entry.get("date")
        return unknown(f"XXXX-{fixed[0]:02}-{fixed[1]:02}" if fixed else "XXXX-XX-XX", TimePrecision.DAY)
    first, last = days
    if found.has("n"):
        number = found.whole("n")
        if number is None or number > (last - first).days + 1:
            return None
        first = last = first + timedelta(days=number - 1)
    slack = timedelta(days=MOON_SLACK if {"islamic", "eid"} & entry.keys() else 0)
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
    ahead = min((days for days in options if days[1] >= base), default=None)
    if ahead is not None and (ahead[0] - base).days <= AHEAD_DAYS[c.tense(found.first, found.last)]:
        return ahead
    return max((days for days in options if days[1] < base), default=None)


def week_of(found: Found, c: Context) -> Reading | None:
    """`the week of March 6`."""
    day = c.read(*found.span("x"))
    if day is None:
        return None
    return of_week(day.at) if day.at else unknown("XXXX-WXX", TimePrecision.WEEK, "week")


def weekend_of(found: Found, c: Context) -> Reading | None:
    """`the weekend of 17 September`."""
    day = c.read(*found.span("x"))
    if day is None:
        return None
    return of_weekend(day.at) if day.at else unknown("XXXX-WXX-WE", TimePrecision.DAYS, "weekend")


RULES = (
    Rule("decade", "&part? (the)? (early|mid|late)? <dash>? {d:<decade>|<decadeword>}", decade),
    Rule("century", "&part? (the)? (early|mid|late)? <dash>? {n:<ord>|<ordword>} <dash>? century", century),
    Rule(
        "quarter",
        "&part? (the)? {k:(this|last|next) year <pos>}? {y:&year}? (<pos>)? {a:year <dash>? (ago|earlier)}? "
        "(fiscal|flat)? <dash>? {q:<ordword>|<ord>} (fiscal)? (quarter|half)",
        quarter,
    ),
    Rule("quarter", "{k:}{a:}(fiscal)? {q:<ordword>|<ord>} <dash> (quarter|half) {y:}", quarter),
    Rule(
        "quarter_year",
        "&part? (the)? (fiscal)? <dash>? {q:<ordword>|<ord>|last} <dash>? (fiscal)? (quarter|half) of ({k:this|"
        "last|next} year|(fiscal)? {y:&year}) {a:}",
        quarter,
    ),
    Rule("quarter_short", "q {q:<int>} (of)? {y:&year}? {k:}{a:}", quarter),
    Rule("half_short", "h {q:<int>} (of)? {y:&year}", half_short),
    Rule("first_quarters", "(the)? {o:first|last} two quarters of {y:&year}", first_quarters),
    Rule("season", "&part? {k:(this)? (this|last|next|past|coming)} {s:<season>} {y:}(?!of)", season),
    Rule(
        "season_bare",
        "&part? (?<=in|during|since|until|by|through|early|late|mid|of|<dash>) (the)? {k:}{s:<season>} {y:}(?!of)",
        season,
    ),
    Rule("season_bare", "&part? the {k:}{s:summer|winter|autumn} {y:}(?!of)", season),
    Rule("season_year", "&part? (the)? {k:}{s:<season>} (of)? {y:&year|&spoken}", season),
    Rule("season_year", "&part? (the)? {k:}{s:winter} (of)? {y:&year} (<dash>|<slash>) <int>", season),
    Rule("feast", "(the)? {n:<ord>|<ordword>} day of (the)? {k:}&feast ((in|of|<comma>)? {y:&year})?", feast),
    Rule("feast", "{n:}{k:last|this|next}? &feast ((in|of|<comma>)? {y:&year})?", feast),
    Rule("week_of", "(the)? week of {x:&plainday}", week_of),
    Rule("weekend_of", "(the)? weekend of (<dayord> (<dash>|to|and))? {x:&plainday}", weekend_of),
)
