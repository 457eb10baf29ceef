"""Dates that lean on another: on publication (`yesterday`, `last week`) or on what was told before (`a day later`)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from trucewatch.records.times import TimePrecision, TimeType
from trucewatch.resolve.time_context import NEAR, Context, Found, Rule
from trucewatch.resolve.time_values import (
    Reading,
    of_day,
    of_days,
    of_part,
    of_quarter,
    of_unit,
    of_week,
    of_weekend,
    of_year,
    shift,
    unknown,
    vague,
)

BLANK = {
    "day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX", "quarter": "XXXX-QX",
    "half": "XXXX-HX", "year": "XXXX", "decade": "XXX", "century": "XX",
}  # fmt: skip
PRECISION = {
    "day": TimePrecision.DAY, "week": TimePrecision.WEEK, "weekend": TimePrecision.DAYS, "month": TimePrecision.MONTH,
    "quarter": TimePrecision.SEASON, "year": TimePrecision.YEAR, "decade": TimePrecision.DECADE,
}  # fmt: skip
DEICTIC = {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0}
BACK = frozenset({"last", "past", "previous", "preceding", "prior"})
ON = frozenset({"next", "coming", "following", "subsequent"})
COMPARED_DAYS = 300  # a quarter this far behind publication is already the one of the year before
FROM_TOLD = frozenset({"previous", "preceding", "following", "subsequent", "that", "same", "prior"})


def blank(grain: str) -> Reading:
    """A unit of the calendar that cannot be placed on it."""
    return unknown(BLANK.get(grain, "XXXX-XX-XX"), PRECISION.get(grain, TimePrecision.UNKNOWN), grain)


def placed(day: date | None, grain: str, count: int = 0) -> Reading:
    """The unit `count` units from the one that `day` is in."""
    return blank(grain) if day is None else of_unit(shift(day, grain, count), grain)


def deictic(found: Found, c: Context) -> Reading | None:
    """`yesterday`, `tonight`, `today`, with or without a part of the day."""
    word = found.word("d")
    day = None if c.published is None else c.published + timedelta(days=DEICTIC[word])
    part = c.data["day_parts"].get(found.word("p"))
    if word == "tonight":
        part = "NI"
    if part:
        return of_part(day, part, c.data["day_part_hours"][part])
    return blank("day") if day is None else of_day(day)


def two_days_off(found: Found, c: Context) -> Reading | None:
    """`the day before yesterday`, `the day after tomorrow`."""
    if found.word("x") not in ("yesterday", "tomorrow"):
        inner = c.read(*found.span("x"))
        day = inner.at if inner else None
    else:
        day = None if c.published is None else c.published + timedelta(days=DEICTIC[found.word("x")])
    return placed(day, "day", -1 if found.word("k") == "before" else 1)


def weekday_near(base: date, weekday: int, lead: list[str], tense: str | None) -> date:
    """The day of that name which is meant, seen from `base`."""
    back = (base.isoweekday() - weekday) % 7
    if BACK & set(lead):
        return base - timedelta(days=back or 7)
    if ON & set(lead) or "coming" in lead:
        return base + timedelta(days=7 - back)
    if "this" in lead:
        return base + timedelta(days=weekday - base.isoweekday())
    if tense == "future" and back:
        return base + timedelta(days=7 - back)
    return base - timedelta(days=back)


def weekday(found: Found, c: Context) -> Reading | None:
    """A weekday, with `last`, `next`, `this`, `early`, and a part of the day."""
    lead = found.words("k")
    base = c.day_told() if FROM_TOLD & set(lead) else c.published
    number = found.weekday("w")
    part = c.data["day_parts"].get(found.word("p"))
    if base is None:
        value = f"XXXX-WXX-{number}"
        if part:
            return Reading(TimeType.TIME, f"{value}T{part}", precision=TimePrecision.DAY_PART, grain="part")
        return unknown(value, TimePrecision.DAY, "day")
    owns = c.tokens.words[found.last : found.last + 1] in (["'s"], ["’s"])  # "Wednesday's ruling" has been
    day = weekday_near(base, number, lead, None if owns else c.tense(found.first, found.last))
    return of_part(day, part, c.data["day_part_hours"][part]) if part else of_day(day)


def day_part(found: Found, c: Context) -> Reading | None:
    """`this morning`, `last night`, `that evening`, `the next morning`, `the morning`."""
    lead = set(found.words("k"))
    part = c.data["day_parts"][found.word("p")]
    base = c.published if lead & {"this", "last"} else c.day_told()
    step = -1 if lead & {"last", "previous"} else 1 if lead & {"next", "following"} else 0
    day = None if base is None else base + timedelta(days=step)
    return of_part(day, part, c.data["day_part_hours"][part])


def overnight(found: Found, c: Context) -> Reading | None:
    """`overnight`, `overnight into Friday`: the night that ends in the day named, or in that of publication."""
    day = c.published
    if found.has("x"):
        inner = c.read(*found.span("x"))
        day = inner.at if inner else None
    into = found.word("k") in ("into", "to")
    if day is not None and (into or not found.has("x")):
        day -= timedelta(days=1)
    return of_part(day, "NI", c.data["day_part_hours"]["NI"])


def night_of_days(found: Found, c: Context) -> Reading | None:
    """`the night of 17 September`, `the evening of Friday`."""
    inner = c.read(*found.span("x"))
    part = c.data["day_parts"][found.word("p")]
    return None if inner is None else of_part(inner.at, part, c.data["day_part_hours"][part])


def part_of_date(found: Found, c: Context) -> Reading | None:
    """`6 December at dawn`, `18 September in the evening`."""
    return night_of_days(found, c)


def unit_lead(found: Found, c: Context) -> Reading | None:
    """`last week`, `this year`, `next quarter`, `that month`, `the following year`, `the latest quarter`."""
    grain, lead = found.unit("u"), set(found.words("k"))
    if grain == "weekend":
        return weekend(found, c)
    base = c.published
    count = -1 if lead & BACK else 1 if lead & ON else 0
    if lead & FROM_TOLD or ("next" in lead and "the" in lead and grain == "day"):
        base = c.last.at if c.last is not None else c.published
    if grain == "quarter" and lead & {"latest", "recent", "last"} and base is not None:
        told = c.last_quarter
        if told is not None and told.at is not None and "last" not in lead and (base - told.at).days in range(60, 300):
            return told
        count = -1
    if grain == "day" and base is None:
        return blank("day")
    if grain == "day" and lead & {"last", "past"}:
        return None
    return placed(base, grain, count)


def weekend(found: Found, c: Context) -> Reading | None:
    """`last weekend` is the one before the week of publication, `this weekend` the nearest on the verb's side."""
    lead = set(found.words("k"))
    base = c.published
    if base is None:
        return blank("weekend")
    if lead & BACK:
        return of_weekend(base - timedelta(days=7))
    if lead & ON:
        return of_weekend(base + timedelta(days=7 if base.isoweekday() > 5 else 0))
    ahead = base.isoweekday() > 5 or c.tense(found.first, found.last) == "future"
    return of_weekend(base if ahead else base - timedelta(days=7))


def the_unit(found: Found, c: Context) -> Reading | None:
    """`the quarter`, `the period`, `the year` after one was told; `later in the day`, `the end of the month`."""
    word = found.unit("u")
    if word in ("quarter", "period"):
        if c.last_quarter is not None:
            return c.last_quarter
        return None if word == "period" else _last_quarter(c)
    grain = "day" if word == "day" else word
    base = c.last.at if c.last is not None and grain in ("day",) else c.published
    return placed(base, grain)


def _last_quarter(c: Context) -> Reading:
    return placed(c.published, "quarter", -1)


def year_period(found: Found, c: Context) -> Reading | None:
    """`the 1988 period`, `last year's quarter`: the quarter told before, in that year."""
    year = found.whole("y") if found.has("y") else None
    if year is None and c.published is not None:
        year = c.published.year + (-1 if found.words("k")[0] == "last" else 0)
    told = c.last_quarter
    if year is None:
        return blank("quarter")
    if told is None or told.at is None:
        return of_year(year)
    return of_quarter(year, (told.at.month + 2) // 3)


def year_ago(found: Found, c: Context) -> Reading | None:
    """`a year ago`, `a year earlier`, `the year-ago period`: beside a quarter, that quarter of the year before."""
    told = c.last_quarter
    near = told is not None and (found.first - c.quarter_at < NEAR or "quarter" in found.words())
    if told is not None and told.at is not None and near:
        compared = c.published is not None and (c.published - told.at).days > COMPARED_DAYS
        return told if compared else of_unit(shift(told.at, "year", -1), told.grain)
    base, grain = c.published, "year"
    if "ago" not in found.words() and c.last is not None and c.last.at is not None:
        base = c.last.at
        grain = c.last.grain if c.last.grain in ("quarter", "half") else "year"
    return blank("year") if base is None else of_unit(shift(base, "year", -1), grain)


def moved(found: Found, c: Context) -> Reading | None:
    """`three weeks ago`, `two days later`, `a month earlier`, `a week from now`."""
    grain, side = found.unit("u"), found.words("k")
    amount = found.number("n")
    back = side[0] in ("ago", "earlier", "before", "previously")
    now = side[0] in ("ago", "from", "hence") or "today" in side
    if c.data["units"][grain][2] == "time":
        return moved_hours(amount, grain, back, now, c)
    base = c.published if now else (c.last.at if c.last is not None else c.published)
    if amount is None or base is None:
        return vague("PAST_REF" if back else "FUTURE_REF") if amount is None else blank(_grain(grain, amount))
    if amount != int(amount) or amount > 5000:
        grain, amount = ("month", amount * 12) if grain == "year" else (grain, amount)
    if grain == "fortnight":
        grain, amount = "week", amount * 2
    target = shift(base, grain, int(-amount if back else amount))
    return of_unit(target, _grain(grain, amount))


def _grain(grain: str, amount: float) -> str:
    """Ten decades ago is as vague as a year; `semester` has no name of its own in TIMEX3."""
    return {"decade": "year", "century": "year", "millennium": "year", "semester": "month"}.get(grain, grain)


def moved_hours(amount: float | None, grain: str, back: bool, now: bool, c: Context) -> Reading | None:
    """`a few hours later`, `two hours ago`: from a clock time told, else somewhere on the day told, or the next."""
    told = c.last
    if amount is not None and not now and told is not None and told.grain == "time" and told.begin:
        moment = datetime.fromisoformat(told.begin[:16])
        step = timedelta(minutes=amount * {"second": 1 / 60, "minute": 1, "hour": 60}[grain])
        moment = moment - step if back else moment + step
        stamp = moment.isoformat(timespec="minutes")
        return Reading(TimeType.TIME, stamp, stamp, stamp, TimePrecision.HOUR, "time", moment.date())
    base = c.published if now else c.day_told()
    if base is None:
        return vague("PAST_REF" if back else "FUTURE_REF")
    ends = (base - timedelta(days=1), base) if back else (base, base + timedelta(days=1))
    value = f"{base.isoformat()}TXX"
    reading = of_days(value, ends[0], ends[1], TimePrecision.DAYS, "part")
    return Reading(TimeType.TIME, value, reading.begin, reading.finish, TimePrecision.DAYS, "part", base)


def clock_day(found: Found, c: Context) -> Reading | None:
    """`the third day of the truce`, `D+2`: counted on the case's clock of that name, the first day being its start.

    Without such a clock, a start which the same sentence tells (`…, which began at noon on 10 October`) is read.
    """
    number = found.whole("d") if found.has("d") else None
    name = found.word("x") if found.has("x") else None
    start = _clock_start(c, name) or (_told_start(found, c) if name else None)
    if number is None:
        return None
    step = number if found.has("plus") else number - 1
    if start is None:
        return unknown("XXXX-XX-XX", TimePrecision.DAY, "day")
    return of_day(start + timedelta(days=step))


def _clock_start(c: Context, name: str | None) -> date | None:
    if name is None:
        found = next(iter(c.clocks.values()), None) if len(c.clocks) == 1 else None
    else:
        wanted = name.split()
        found = next((iso for key, iso in c.clocks.items() if key.lower().split()[-1:] == wanted[-1:]), None)
    try:
        return None if found is None else datetime.fromisoformat(found).date()
    except ValueError:
        return None


def _told_start(found: Found, c: Context) -> date | None:
    """The date in `…, which began (at noon) on 10 October`, right after the expression."""
    tokens = c.tokens
    for index in range(found.last, min(found.last + 8, len(tokens.words))):
        if tokens.words[index] not in ("began", "started", "begins", "starts", "effect", "force", "since"):
            continue
        for last in range(min(index + 9, len(tokens.words)), index + 1, -1):
            for first in range(index + 1, min(index + 3, last)):
                reading = c.read(first, last)
                if reading is not None and reading.at is not None and reading.grain in ("day", "time", "part"):
                    return reading.at
    return None


LEAD = "this|last|next|past|previous|preceding|following|coming|that|same|current|latest|prior|subsequent"
RULES = (
    Rule("deictic", "mid <dash>? {p:<part>} {d:today|yesterday|tomorrow}", deictic),
    Rule("day_part", "{k:}mid <dash>? {p:<part>}", day_part),
    Rule("deictic", "&part? {d:today|yesterday|tomorrow|tonight} {p:<part>}?", deictic, is_day=True),
    Rule("day_off", "(the)? day {k:before|after} {x:yesterday|tomorrow|(last|next)? <weekday>}", two_days_off),
    Rule(
        "weekday",
        "&part? (?<!<namebefore>) (the)? {k:(this)? (past|last|next|coming|previous|following|this|preceding)}? "
        "{w:<weekday>} {p:<part>}?(?!<nameafter>|<dash> <nameafter>)",
        weekday,
        is_day=True,
    ),
    Rule("day_part", "&part? {k:this|last|that|(the|that)? same|the (next|following|previous)|the} {p:<part>}(?!of)", day_part),
    Rule("overnight", "overnight ({k:into|to|on}? (early)? {x:&plainday})?", overnight),
    Rule("part_of_day", "(the)? (early|late)? {p:<part>} (of|on) {x:&plainday}", night_of_days),
    Rule("part_of_day", "{x:&plainday} (,|at|in the|before|after)? (the)? (early|late)? {p:<part>}", part_of_date),
    Rule("unit", "&part? {k:(the)? (very)? (" + LEAD + ") (same)?} (fiscal|full|calendar|business)? {u:week|month|year|quarter|decade|century|weekend}(?!<dash>? (ago|earlier))", unit_lead),
    Rule("unit_day", "&part? {k:(the)? (that|that same|same|previous|following|next|preceding)} {u:day}", unit_lead, is_day=True),
    Rule("the_weekend", "&part? {k:the} {u:weekend}", unit_lead),
    Rule("later_in", "(early|late|earlier|later) in the (fiscal)? {u:day|week|month|year|quarter}", the_unit),
    Rule("end_of", "(the)? (end|beginning|start|middle|rest|remainder) of the (fiscal)? {u:day|week|month|year|quarter}", the_unit),
    Rule("end_of", "(the|around)? {u:year} (<pos>|<dash>)? end", the_unit),
    Rule("the_year", "the (full|fiscal|calendar|business)? {u:year|week}(?!<dash>|of|<pos>|<card>|<year>|that|in which|when)", the_unit),
    Rule("the_quarter", "(the|its)? (fiscal|full)? {u:quarter}(?!<dash>)", the_unit),
    Rule("the_quarter", "the (latest|same|corresponding|comparable) {u:period}", the_unit),
    Rule("year_period", "the (same|corresponding|comparable)? {y:&year} (period|quarter) {k:}", year_period),
    Rule("year_period", "(the)? (same|corresponding|comparable) (period|quarter) (of|in)? (the)? {k:last|previous} year {y:}", year_period),
    Rule("year_period", "{k:last} year <pos> (period|quarter) {y:}", year_period),
    Rule("year_ago", "&mod? (a|one) year (ago|earlier|before)", year_ago),
    Rule("year_ago", "(the|a)? (comparable|corresponding|same)? year <dash>? (ago|earlier) (period|quarter)?", year_ago),
    Rule("year_ago", "(the|a)? (comparable|corresponding|same)? (quarter|period) (of)? a year (ago|earlier)", year_ago),
    Rule("moved", "&mod? {n:&num} &more? {u:<unit>|<units>} (or (so|two|more))? {k:ago|earlier|later|from (now|today)|hence|previously}", moved),
    Rule("clock_day", "(the)? {d:<ord>|<ordword>} (full)? day of (the|a|its|this|that) (new|latest)? {x:<any>} {plus:}", clock_day),
    Rule("clock_day", "d {plus:<plus>} {d:<int>} {x:}", clock_day),
)  # fmt: skip

__all__ = ["RULES", "blank", "of_week", "placed"]
