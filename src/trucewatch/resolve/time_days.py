"""Days and parts of days that lean on publication or on the day told last: `Monday evening`, `that night`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from trucewatch.records.times import TimePrecision, TimeType
from trucewatch.resolve.time_clock import day_ahead
from trucewatch.resolve.time_context import Context, Found, Rule
from trucewatch.resolve.time_relative import BACK, FROM_TOLD, ON, blank, placed
from trucewatch.resolve.time_values import Reading, of_day, of_duration, of_part, unknown

NEAR_DAYS = 14  # from publication, within which weekdays are told as ranges
DEICTIC = {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0}


def part_hours(c: Context, part: str, found: Found) -> tuple[int, int]:
    """The hours of a part of the day, narrower where the word itself is (`dawn`)."""
    table = c.data["day_part_hours"]
    begin, finish = next((table[word] for word in found.optional("p") if word in table), table[part])
    return begin, finish


def deictic(found: Found, c: Context) -> Reading | None:
    """`yesterday`, `tonight`, `today`, with or without a part of the day."""
    word = found.word("d")
    day = None if c.today is None else c.today + timedelta(days=DEICTIC[word])
    part = c.data["day_parts"].get(found.word("p"))
    if word == "tonight":
        part = "NI"
    if part:
        return of_part(day, part, part_hours(c, part, found))
    return blank("day") if day is None else of_day(day)


def two_days_off(found: Found, c: Context) -> Reading | None:
    """`the day before yesterday`, `the day after tomorrow`."""
    if found.word("x") not in ("yesterday", "tomorrow"):
        inner = c.read(*found.span("x"))
        day = inner.at if inner else None
    else:
        day = None if c.today is None else c.today + timedelta(days=DEICTIC[found.word("x")])
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
    begun = c.range_begun(found.first)
    if begun is not None and not lead and not part and abs((base - begun).days) <= NEAR_DAYS:
        return of_day(begun + timedelta(days=(number - begun.isoweekday()) % 7))
    owns = c.tokens.words[found.last : found.last + 1] in (["'s"], ["’s"])  # "Wednesday's ruling" has been
    day = weekday_near(base, number, lead, None if owns else c.tense(found.first, found.last))
    return of_part(day, part, part_hours(c, part, found)) if part else of_day(day)


def day_part(found: Found, c: Context) -> Reading | None:
    """`this morning`, `last night`, `that evening`, `the next morning`, `the morning`."""
    lead = set(found.words("k"))
    part = c.data["day_parts"][found.words("p")[-1]]
    base = c.today if lead & {"this", "last"} else (None if lead else day_ahead(found, c)) or c.day_told()
    step = -1 if lead & {"last", "previous"} else 1 if lead & {"next", "following"} else 0
    day = None if base is None else base + timedelta(days=step)
    return of_part(day, part, part_hours(c, part, found))


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
    return None if inner is None else of_part(inner.at, part, part_hours(c, part, found), inner.value)


def day_of_month(found: Found, c: Context) -> Reading | None:
    """`on the 19th`, `the night of the nineteenth`: the last up to publication; nothing where a noun follows."""
    tokens = c.tokens
    after = tokens.words[found.last] if found.last < len(tokens.words) else "."
    number = found.whole("d")
    if found.has("p"):
        counted = after in c.data["units"] or after in ("century", "anniversary")
    else:
        counted = after.isalnum() and after not in c.data["after_day_of_month"]
    if number is None or not 1 <= number <= 31 or counted:
        return None
    day = None
    if c.published is not None:
        days = (c.published - timedelta(days=back) for back in range(62))
        day = next((one for one in days if one.day == number), None)
    part = c.data["day_parts"].get(found.word("p"))
    if part:
        return of_part(day, part, part_hours(c, part, found), f"XXXX-XX-{number:02}")
    return unknown(f"XXXX-XX-{number:02}", TimePrecision.DAY, "day") if day is None else of_day(day)


def small_hours(found: Found, c: Context) -> Reading | None:
    """`the early hours of Saturday`."""
    inner = c.read(*found.span("x"))
    begin, finish = c.data["day_part_hours"]["small"]
    return None if inner is None else of_part(inner.at, "MO", (begin, finish), inner.value)


def night_into(found: Found, c: Context) -> Reading | None:
    """`the night of 24 to 25 March`, `the night from Saturday to Sunday`: that which ends in the second day."""
    inner = c.read(*found.span("x"))
    if inner is None:
        return None
    day = None if inner.at is None else inner.at - timedelta(days=1)
    return of_part(day, "NI", part_hours(c, "NI", found))


def part_of_date(found: Found, c: Context) -> Reading | None:
    """`6 December at dawn`, `18 September in the evening`."""
    return night_of_days(found, c)


def nights_off(found: Found, c: Context) -> Reading | None:
    """`two nights ago`, `three nights earlier`."""
    amount, now = found.number("n"), found.word("k") == "ago"
    base = c.published if now else c.day_told()
    if amount is None or amount != int(amount):
        return None
    day = None if base is None else base - timedelta(days=int(amount))
    return of_part(day, "NI", c.data["day_part_hours"]["NI"])


def weekday_of_week(found: Found, c: Context) -> Reading | None:
    """`Tuesday last week`, `Friday of this week`."""
    number, step = found.weekday("w"), {"last": -7, "previous": -7, "next": 7}.get(found.word("k"), 0)
    if c.published is None:
        return unknown(f"XXXX-WXX-{number}", TimePrecision.DAY, "day")
    return of_day(c.published + timedelta(days=step + number - c.published.isoweekday()))


def between_evenings(found: Found, c: Context) -> Reading | None:
    """`the evenings of 21 and 22 May`: from the one to the other, as monitors count their days."""
    inner = c.read(*found.span("x"))
    if inner is None or inner.at is None:
        return inner
    length, (begin, finish) = of_duration("P1D"), c.data["day_part_hours"]["EV"]
    first, last = inner.at - timedelta(days=1), inner.at
    opens, closes = f"{first.isoformat()}T{begin:02}:00", f"{last.isoformat()}T{finish:02}:00"
    return replace(length, begin=opens, finish=closes, precision=TimePrecision.DAYS, at=first)


RULES = (
    Rule("nights_off", "{n:&num} nights {k:ago|earlier|before}", nights_off),
    Rule("weekday_of_week", "{w:<weekday>} (of)? {k:last|this|next} week", weekday_of_week),
    Rule("between_evenings", "the evenings of (<dayord>|<weekday>) and {x:&plainday}", between_evenings),
    Rule("night_into", "<weekday> (<dash> <weekday>)? night (into|to|through) {x:&plainday}", night_into),
    Rule("day_part", "(?<=since|until|by|from) {k:}early {p:morning}", day_part),
    Rule("part_of_day", "(the)? (early|late)? {p:<part>} hours (of|on) {x:&plainday}", night_of_days),
    Rule("deictic", "mid <dash>? {p:<part>} {d:today|yesterday|tomorrow}", deictic),
    Rule("day_part", "{k:}mid <dash>? {p:<part>}", day_part),
    Rule("deictic", "&part? {d:today|yesterday|tomorrow|tonight} {p:<part>}?", deictic),
    Rule("day_off", "(the)? day {k:before|after} {x:yesterday|tomorrow|(last|next)? <weekday>}", two_days_off),
    Rule(
        "weekday",
        "&part? (?<!<namebefore>) (the)? {k:(this)? (past|last|next|coming|previous|following|this|"
        "preceding)}? {w:<weekday>} {p:<part>}?(?!<nameafter>|<dash> <nameafter>)",
        weekday,
    ),
    Rule(
        "day_part",
        "&part? {k:this|last|that|(the|that)? same|the (next|following|previous)|the} {p:<part>}(?!of)",
        day_part,
    ),
    Rule(
        "day_part",
        "(?<=at|before|by|until|since|after|from|to) {k:}{p:dawn|daybreak|sunrise|dusk|sunset|sundown|nightfall}",
        day_part,
    ),
    Rule("day_part", "(?<=at|before|until|since) {k:}{p:first light}", day_part),
    Rule("overnight", "overnight ({k:into|to|on}? (early)? {x:&plainday})?", overnight),
    Rule("small_hours", "(the)? (early|small|wee) (morning)? hours (of|on) {x:&plainday} morning?", small_hours),
    Rule(
        "night_into",
        "((the)? night|overnight) (of|from|between)? (<dayord>|<weekday>) (to|<dash>|and|into|through) {x:&plainday}",
        night_into,
    ),
    Rule("part_of_day", "(the)? (early|late)? {p:<part>} (of|on) {x:&plainday}", night_of_days),
    Rule("day_of_month", "(the)? (early|late)? {p:<part>} of the {d:<ord>|<ordword>}", day_of_month),
    Rule("day_of_month", "(?<=on|by|until|since|before|after) {p:}(the)? {d:<ord>}", day_of_month),
    Rule("part_of_day", "{x:&plainday} (,|at|in the|before|after)? (the)? (early|late)? {p:<part>}", part_of_date),
)
