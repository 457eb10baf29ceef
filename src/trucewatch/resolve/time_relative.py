"""Weeks, months, quarters, years that lean on publication (`last week`) or on what was told (`two months later`)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from trucewatch.records.times import TimePrecision, TimeType
from trucewatch.resolve.time_context import NEAR, Context, Found, Rule
from trucewatch.resolve.time_values import (
    Reading,
    duration_value,
    of_day,
    of_days,
    of_duration,
    of_quarter,
    of_unit,
    of_week,
    of_weekend,
    of_year,
    shift,
    spanning,
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
BACK = frozenset({"last", "past", "previous", "preceding", "prior"})
ON = frozenset({"next", "coming", "following", "subsequent"})
QUARTER_MIDDLE = 45  # days from its middle to its end
COMPARED_DAYS = 300  # a quarter this far behind publication is already the one of the year before
FROM_TOLD = frozenset({"previous", "preceding", "following", "subsequent", "that", "same", "prior"})


def blank(grain: str) -> Reading:
    """A unit of the calendar that cannot be placed on it."""
    return unknown(BLANK.get(grain, "XXXX-XX-XX"), PRECISION.get(grain, TimePrecision.UNKNOWN), grain)


def placed(day: date | None, grain: str, count: int = 0) -> Reading:
    """The unit `count` units from the one that `day` is in."""
    return blank(grain) if day is None else of_unit(shift(day, grain, count), grain)


def unit_lead(found: Found, c: Context) -> Reading | None:
    """`last week`, `this year`, `next quarter`, `that month`, `the following year`, `the latest quarter`."""
    grain, lead = found.unit("u"), set(found.words("k"))
    if grain == "weekend":
        return weekend(found, c)
    if "past" in lead and "this" not in lead:
        return past_unit(grain, c)
    base = c.published
    count = -1 if lead & BACK else 1 if lead & ON else 0
    if lead & FROM_TOLD or ("next" in lead and "the" in lead and grain == "day"):
        base = c.day_told() if grain == "day" else c.last.at if c.last is not None else c.published
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


def past_unit(grain: str, c: Context) -> Reading:
    """`the past year` is the twelve months up to publication, where `last year` is one of the calendar."""
    letter, factor, _ = c.data["units"][grain]
    length = of_duration(duration_value(1, letter, factor, in_day=False))
    return spanning(length, shift(c.published, grain, -1), c.published) if c.published else length


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


def week_ending(found: Found, c: Context) -> Reading | None:
    """`the week ending 18 September`: the seven days up to it."""
    inner = c.read(*found.span("x"))
    if inner is None or inner.at is None:
        return blank("week")
    week = of_week(inner.at)
    return of_days(week.value, inner.at - timedelta(days=6), inner.at, TimePrecision.WEEK, "week")


def unit_off_told(found: Found, c: Context) -> Reading | None:
    """`the day before`, `the month after`, of what was told last."""
    grain = found.unit("u")
    base = c.day_told() if grain == "day" or c.last is None else c.last.at
    return placed(base, grain, 1 if found.word("k") == "after" else -1)


def week_of_month(found: Found, c: Context) -> Reading | None:
    """`the first week of October`: seven days from its first, `the last week`: the seven up to its end."""
    inner = c.read(*found.span("x"))
    if inner is None or inner.at is None:
        return blank("week")
    end = shift(inner.at, inner.grain, 1)
    number = found.whole("n") or 0
    first = inner.at + timedelta(days=7 * (number - 1)) if number else end - timedelta(days=7)
    if number > 5 or first >= end:
        return None
    last = min(first + timedelta(days=6), end - timedelta(days=1))
    return of_days(of_week(first).value, first, last, TimePrecision.WEEK, "week")


def half_of_month(found: Found, c: Context) -> Reading | None:
    """`the second half of September`: the month by value, its half by begin and finish."""
    inner = c.read(*found.span("x"))
    if inner is None or inner.at is None:
        return inner
    middle, end = inner.at + timedelta(days=14), shift(inner.at, "month", 1) - timedelta(days=1)
    first, last = (inner.at, middle) if found.word("n") == "first" else (middle + timedelta(days=1), end)
    return of_days(inner.value, first, last, TimePrecision.MONTH, "month")


def before_last(found: Found, c: Context) -> Reading | None:
    """`the week before last`."""
    return placed(c.published, found.unit("u"), -2)


def the_unit(found: Found, c: Context) -> Reading | None:
    """`the quarter`, `the period`, `the year` after one was told; `later in the day`, `the end of the month`."""
    word = found.unit("u")
    if word in ("quarter", "period"):
        if c.last_quarter is not None:
            return c.last_quarter
        return None if word == "period" else _last_quarter(c)
    grain = "day" if word == "day" else word
    base = c.day_told() if grain == "day" else c.published
    return placed(base, grain)


def year_end(found: Found, c: Context) -> Reading | None:
    """`by year-end`: the last day of the year; `since year-end`, of the one before."""
    if c.published is None:
        return unknown("XXXX-12-31", TimePrecision.DAY, "day")
    past = found.first > 0 and c.tokens.words[found.first - 1] in ("since", "from")
    return of_day(date(c.published.year - past, 12, 31))


def _last_quarter(c: Context) -> Reading:
    return placed(c.published, "quarter", -1)


def unit_ended(found: Found, c: Context) -> Reading | None:
    """`the year ended 30 June`: twelve months up to that day; of a quarter, the one that most of it is in."""
    inner = c.read(*found.span("x"))
    last = inner.at if inner is not None and inner.grain == "day" else None
    if found.unit("u") == "quarter":
        return None if last is None else of_unit(last - timedelta(days=QUARTER_MIDDLE), "quarter")
    length = of_duration("P1Y")
    return length if last is None else spanning(length, shift(last, "year", -1) + timedelta(days=1), last)


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
    if near and c.months_at > c.quarter_at:  # "in the first nine months, …, from … a year earlier" is of those
        return placed(c.published, "year", -1)
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
    amount = found.number("n") if found.has("n") else None
    if amount is not None and found.optional("h"):
        amount += 0.5
    back = side[0] in ("ago", "earlier", "before", "previously")
    now = side[0] in ("ago", "from", "hence") or "today" in side
    if c.data["units"][grain][2] == "time":
        return moved_hours(amount, grain, back, now, c)
    base = c.published if now or c.last is None else c.day_told() if grain == "day" else c.last.at
    if amount is None or base is None:
        return blank(_grain(grain)) if amount is not None or not now else vague("PAST_REF" if back else "FUTURE_REF")
    if amount != int(amount) or amount > 5000:
        grain, amount = ("month", amount * 12) if grain == "year" else (grain, amount)
    if grain == "fortnight":
        grain, amount = "week", amount * 2
    target = shift(base, grain, int(-amount if back else amount))
    return of_unit(target, _grain(grain))


def _grain(grain: str) -> str:
    """Ten decades ago is as vague as a year; `semester` has no name of its own in TIMEX3."""
    return {"decade": "year", "century": "year", "millennium": "year", "semester": "month"}.get(grain, grain)


def moved_hours(amount: float | None, grain: str, back: bool, now: bool, c: Context) -> Reading | None:
    """`a few hours later`, `two hours ago`: from a clock time told, else somewhere on the day told, or the next."""
    told = c.last
    if amount is not None and now and c.now is not None:
        step = timedelta(minutes=amount * {"second": 1 / 60, "minute": 1, "hour": 60}[grain])
        moment = c.now - step if back else c.now + step
        precision = TimePrecision.HOUR if grain == "hour" else TimePrecision.MINUTE
        stamp = moment.isoformat(timespec="minutes")
        return Reading(TimeType.TIME, stamp, stamp, stamp, precision, "time", moment.date())
    if amount is not None and not now and told is not None and told.grain == "time" and told.begin:
        moment = datetime.fromisoformat(told.begin[:16])
        step = timedelta(minutes=amount * {"second": 1 / 60, "minute": 1, "hour": 60}[grain])
        moment = moment - step if back else moment + step
        stamp = moment.isoformat(timespec="minutes")
        return Reading(TimeType.TIME, stamp, stamp, stamp, TimePrecision.HOUR, "time", moment.date())
    base = c.published if now else c.day_told()
    if base is None:
        return Reading(TimeType.TIME, "XXXX-XX-XXTXX", grain="part")
    ends = (base - timedelta(days=1), base) if back else (base, base + timedelta(days=1))
    value = f"{base.isoformat()}TXX"
    reading = of_days(value, ends[0], ends[1], TimePrecision.DAYS, "part")
    return Reading(TimeType.TIME, value, reading.begin, reading.finish, TimePrecision.DAYS, "part", base)


RULES = (
    Rule(
        "unit",
        "&part? {k:(the)? (very)? (this past|this|last|next|past|previous|preceding|following|coming|that|same|current|"
        "latest|prior|subsequent) (same)?} (fiscal|full|calendar|business)? {u:week|month|year|quarter|"
        "decade|century|weekend}(?!of <month>|<dash>? (ago|earlier))",
        unit_lead,
    ),
    Rule(
        "unit_day",
        "&part? {k:(the)? (that|that same|same|previous|following|next|preceding)} {u:day}",
        unit_lead,
    ),
    Rule("the_weekend", "&part? {k:the} {u:weekend}", unit_lead),
    Rule("later_in", "(early|late|earlier|later) in the (fiscal)? {u:day|week|month|year|quarter}", the_unit),
    Rule(
        "end_of",
        "(the)? (end|beginning|start|middle|rest|remainder) of the (fiscal)? {u:day|week|month|year|quarter}",
        the_unit,
    ),
    Rule("end_of", "(the)? {u:year} <pos>? end", the_unit),
    Rule("year_end", "(the)? year <dash> end", year_end),
    Rule("week_ending", "(the)? week (ending|ended|to) {x:&plainday}", week_ending),
    Rule("week_of_month", "(the)? {n:<ord>|<ordword>|last} week (of|in) {x:<month> (&year)?}", week_of_month),
    Rule("half_of_month", "(the)? {n:first|second} half of {x:<month> (&year)?}", half_of_month),
    Rule(
        "unit_off",
        "the {u:day|week|month|year} {k:before|after|earlier}(?=<comma>|<stop>|<close>)",
        unit_off_told,
    ),
    Rule("week_off", "the {u:week|weekend|month|year} before last", before_last),
    Rule(
        "the_year",
        "the (full|fiscal|calendar|business)? {u:year|week}(?!before|after|since|ending|ended|earlier|ago|"
        "<dash>|of|<pos>|<card>|<year>|that|in which|when)",
        the_unit,
    ),
    Rule("the_quarter", "((the|its|their) (fiscal|full)?|fiscal|full) {u:quarter}(?!<dash>)", the_unit),
    Rule("the_quarter", "the (latest|same|corresponding|comparable) {u:period}", the_unit),
    Rule("year_ended", "(the|its|a)? (full|fiscal)? {u:year}(?=(ended|ending) {x:&plainday})", unit_ended),
    Rule("year_ended", "((the|its|a)? (full|fiscal)?)? {u:quarter}(?=(ended|ending) {x:&plainday})", unit_ended),
    Rule("year_period", "the (same|corresponding|comparable)? {y:&year} (period|quarter) {k:}", year_period),
    Rule(
        "year_period",
        "(the)? (same|corresponding|comparable) (period|quarter) (of|in)? (the)? {k:last|previous} year {y:}",
        year_period,
    ),
    Rule("year_period", "{k:last} year <pos> (period|quarter) {y:}", year_period),
    Rule("year_ago", "&mod? (a|one) year (ago|earlier|before)", year_ago),
    Rule(
        "year_ago",
        "(the|a)? (comparable|corresponding|same)? year <dash>? (ago|earlier) (period|quarter)?",
        year_ago,
    ),
    Rule(
        "year_ago",
        "(the|a)? (comparable|corresponding|same)? (quarter|period) (of)? a year (ago|earlier)",
        year_ago,
    ),
    Rule("moved", "{n:}{u:hours|minutes} {k:later|earlier}", moved),
    Rule("moved", "{n:an|one|<card>} {u:hour|hours} and a {h:half} {k:later|earlier|ago|previously}", moved),
    Rule(
        "moved",
        "&mod? {n:&num} &more? {u:<unit>|<units>} (or (so|two|more))? {k:ago|earlier|later|from (now|today)|"
        "hence|previously|on(?=<comma>|<stop>)}",
        moved,
    ),
)
