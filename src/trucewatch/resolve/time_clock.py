"""Clock times, with their day and zone: `23:59 on 18 September`, `4 p.m. Friday`, `1500 GMT`, `midnight`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from trucewatch.resolve.time_context import DAY_GRAINS, Context, Found, Rule
from trucewatch.resolve.time_values import Reading, of_clock

FORWARD, BACKWARD = 10, 60  # tokens in which a clock time looks for its day
NAMED = {"noon": "12:00", "midday": "12:00", "midnight": "24:00"}


def clock_stamp(found: Found) -> str | None:
    """`HH:MM` or `HH:MM:SS` of the groups t (time), a (half of the day) and h (part of the day)."""
    word = found.word("t")
    if word in NAMED:
        return NAMED[word]
    spelled = found.whole("t")
    numbers = [int(part) for part in re.findall(r"\d+", word)] or ([spelled] if spelled else [])
    if not numbers:
        return None
    if len(numbers) == 1 and len(word) == 4 and word.isdigit():
        numbers = [numbers[0] // 100, numbers[0] % 100]
    hour, minute, second = [*numbers, 0, 0][:3]
    if found.optional("s"):
        hour, minute = minutes_beside(found, hour)
    hour = hour_of_day(hour, found.word("a").replace(".", ""), found.word("h"))
    if hour > 24 or minute > 59 or second > 59 or (hour == 24 and (minute or second)):
        return None
    return f"{hour:02}:{minute:02}" + (f":{second:02}" if len(numbers) > 2 else "")


def hour_of_day(hour: int, half: str, part: str) -> int:
    """An hour in 24, from `am`, `pm` or the part of the day beside it."""
    if hour > 12 or not (half or part):
        return hour
    if half == "pm" or part in ("afternoon", "evening") or (part == "night" and hour > 5):
        return hour % 12 + 12
    return hour % 12 if half == "am" or hour == 12 else hour


def minutes_beside(found: Found, hour: int) -> tuple[int, int]:
    """Hour and minute of `half past six`, `twenty to nine`, before the half of the day is known."""
    word = found.word("q")
    number = found.number("q")
    minutes = {"half": 30, "quarter": 15}.get(word) or int(number or 0)
    return (hour, minutes) if found.word("s") == "past" else ((hour - 2) % 12 + 1, 60 - minutes)


def clock(found: Found, c: Context) -> Reading | None:
    """A clock time and its day: told with it, after it, before it, else that of publication."""
    stamp = clock_stamp(found)
    if stamp is None:
        return None
    name = ""
    if found.has("x"):
        inner = c.read(*found.span("x"))
        if inner is None:
            return None
        day, name = inner.at, inner.value
    elif (ahead := day_ahead(found, c)) is not None:
        day = ahead
    elif told_near(found, c):
        day = c.last.at if c.last else None
    else:
        day = c.published
        if stamp == "24:00" and c.tense(found.first, found.last) != "future":
            stamp = "00:00"  # "since midnight": that which began the day of publication
    zone = told_zone(found, c, day)
    if zone is None and day is not None:
        zone = c.zone(day)
    if zone == 0 and not found.has("x"):
        day = same_instant(found, c, day, stamp)
    return of_clock(day, stamp, zone, name)


def midnight_between(found: Found, c: Context) -> Reading | None:
    """`midnight between 5 and 6 May`: that which ends the first."""
    inner = c.read(*found.span("x"))
    if inner is None or inner.at is None:
        return None
    day = inner.at - timedelta(days=1)
    return of_clock(day, NAMED["midnight"], c.zone(day))


def day_ahead(found: Found, c: Context) -> date | None:
    """The day told after a bracket or a second time: `18:00 (15:00 UTC) on 19 May`, `6 p.m. to 8 p.m. on Monday`."""
    words, bracket = c.tokens.words, False
    for index in range(found.last, min(found.last + FORWARD, len(words))):
        word = words[index]
        bracket = (bracket or word == "(") and word != ")"
        after = words[index + 1] if index + 1 < len(words) else ""
        if word == "," and not bracket and (after == "on" or after[:1].isdigit()):
            continue
        if word in ("on", ",") and not bracket:
            return day_at(index + 1, c)
        if word in c.vocabulary.weekday_number and not bracket:
            return day_at(index, c)
        zoned = word in c.data["zones"] or word in c.data["zone_places"]
        known = zoned or word in c.data["between_clocks"] or word[0].isdigit() or word in c.data["day_parts"]
        if not bracket and not known:
            return None
    return None


def day_at(first: int, c: Context) -> date | None:
    """The day that the longest date from token `first` on tells."""
    for last in range(min(first + 7, len(c.tokens.words)), first, -1):
        reading = c.read(first, last)
        if reading is not None and reading.grain == "day":
            return reading.at
    return None


def told_near(found: Found, c: Context) -> bool:
    """Whether what was told last was a day, and not long ago; an hour that opens a line of a live blog has its own."""
    start = c.tokens.starts[found.first]
    if c.last_at <= found.first and not c.tokens.text[:start].rpartition("\n")[2].strip() and start > 0:
        return False
    return c.last is not None and c.last.grain in DAY_GRAINS and c.last_at >= found.first - BACKWARD


def same_instant(found: Found, c: Context, day: date | None, stamp: str) -> date | None:
    """The day in Greenwich of `02:00 on Friday (2300 GMT)`: that which makes the two clocks tell one instant."""
    told = c.last
    opened = c.tokens.words[found.first - 1] in ("(", ",", "/", "or") if found.first else False
    beside = opened and told is not None and told.grain == "time" and c.last_at >= found.first - 3
    if not beside or told is None or told.at is None or told.begin is None or stamp.startswith("24"):
        return day
    here = datetime.fromisoformat(told.begin[:16])
    there = (datetime.fromisoformat(f"{(told.at + timedelta(days=step)).isoformat()}T{stamp}") for step in (-1, 0, 1))
    return min(there, key=lambda moment: abs((here - moment).total_seconds())).date()


def told_zone(found: Found, c: Context, day: date | None) -> int | None:
    """The zone that the words name: `GMT`, `Moscow time`, also in brackets after the expression."""
    zones, places = c.data["zones"], c.data["zone_places"]
    after = [word for word in c.tokens.words[found.last : found.last + 4] if word != "("]
    named = found.words()
    for first, second in pairwise([*named, *after[:2]]):
        if second == "time" and first in places and day is not None:
            return zone_minutes(places[first], day)
    minutes = zone_in(named, zones)
    if minutes is None and after[:1] and after[0] in zones:
        minutes = zone_in(c.tokens.words[found.last : found.last + 4], zones)
    return zone_of_range(found, c, day) if minutes is None else minutes


def zone_in(words: list[str], zones: Mapping[str, int]) -> int | None:
    """The first zone among words, with the hours added to it: `UTC+3`."""
    index = next((index for index, word in enumerate(words) if word in zones), None)
    if index is None:
        return None
    sign, number = [*words[index + 1 : index + 3], "", ""][:2]
    hours = int(number) if sign in ("+", "-", "−") and number.isdigit() and len(number) < 3 else 0
    return zones[words[index]] + 60 * (-hours if sign != "+" else hours)


def zone_of_range(found: Found, c: Context, day: date | None) -> int | None:
    """The zone told after the second clock of `between 17:00 and 17:50 Moscow time`."""
    words, joints = c.tokens.words, ("and", "to", "until", "till", "-", "–", "—")
    if words[found.last : found.last + 1] == [] or words[found.last] not in joints:
        return None
    zones, places = c.data["zones"], c.data["zone_places"]
    for index in range(found.last + 1, min(found.last + 6, len(words))):
        word = words[index]
        if word in zones:
            return int(zones[word])
        if word in places and words[index + 1 : index + 2] == ["time"] and day is not None:
            return zone_minutes(places[word], day)
        if not (word[0].isdigit() or word in c.data["between_clocks"]):
            return None
    return None


def zone_minutes(name: str, day: date) -> int | None:
    """Minutes east of Greenwich at noon of a day in an IANA zone; None where the zone is not known here."""
    try:
        shift = datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(name)).utcoffset()
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
    return None if shift is None else int(shift.total_seconds() // 60)


TAIL = "(hours|hrs)? (local (time)?|<zone> ((<plus>|<dash>) <int>)?|<zoneplace> time)?"
DAY = "(<comma>|on|of|in the)? {x:&day}"
FORMS = (
    "{t:<clock>} {a:&ampm}?{h:}",
    "{t:<dotclock>} {a:&ampm}{h:}",
    "{t:<dotclock>}{a:}{h:} (?=<zone>|hours|hrs)",
    "{t:<h12>} {a:&ampm}{h:}",
    "<h12>? {t:noon|midday|midnight}{a:}{h:}",
    "{t:<h12>} o'clock{a:} (in the|at)? {h:morning|afternoon|evening|night}?",
    "{t:<h12>|<clock>}{a:} (in the|at) {h:morning|afternoon|evening|night}",
)
BEFORE_CLOCK = "(?<=at|by|until|till|around|about|since|before|after)"
QUARTERS = "(a)? {q:half|quarter} {s:past|to} {t:<h12>|<card>} (o'clock)?"
MINUTES = (
    f"{BEFORE_CLOCK} {{q:twenty <dash>? five|five|ten|twenty|(<int>|<card>) minutes}} {{s:past|to}} {{t:<h12>|<card>}}"
)
SPELLED = f"{BEFORE_CLOCK} {{t:<card>|<h12>|<clock>}} (o'clock)?"
PART = "(in the|at)? {h:<part>}"
MILITARY = "{t:<hhmm>}{a:}{h:}"


def _rules() -> tuple[Rule, ...]:
    rules = []
    for form in FORMS:
        rules.append(Rule("clock", f"&mod? {form} {TAIL}{{x:}}", clock))
        rules.append(Rule("clock_day_told", f"&mod? {form} {TAIL} {DAY}", clock))
        rules.append(Rule("clock_day_told", f"{{x:&day}} (<comma>|at)? &mod? {form} {TAIL}", clock))
    for form in (QUARTERS, MINUTES, SPELLED):
        rules.append(Rule("clock_day_told", f"&mod? {form} {{a:}}(on)? {{x:&day}} {{h:<part>}}", clock))
        rules.append(Rule("clock", f"&mod? {form} {{a:}}{PART}{{x:}}", clock))
        rules.append(Rule("clock_day_told", f"&mod? {form} {{a:}}{PART} {DAY}", clock))
        rules.append(Rule("clock", f"&mod? {form} {{a:&ampm}}{{h:}} {TAIL}{{x:}}", clock))
        rules.append(Rule("clock_day_told", f"&mod? {form} {{a:&ampm}}{{h:}} {TAIL} {DAY}", clock))
    for form in (f"{BEFORE_CLOCK} {QUARTERS}", MINUTES):
        rules.append(Rule("clock", f"{form} {{a:}}{{h:}}{{x:}}", clock))
        rules.append(Rule("clock_day_told", f"{form} {{a:}}{{h:}} {DAY}", clock))
    for tail in ("(hours|hrs) (local (time)?)?", "local (time)?", "(hours|hrs)? (<zone>|<zoneplace> time)"):
        rules.append(Rule("clock", f"{MILITARY} {tail}{{x:}}", clock))
        rules.append(Rule("clock_day_told", f"{MILITARY} {tail} {DAY}", clock))
    told = "(?<=at|by|from|until|till|since|before|after|between) {t:<dotclock>}{a:}{h:}(?!<percent>|percent)"
    rules.append(Rule("clock", f"{told} {TAIL}{{x:}}", clock))
    rules.append(Rule("clock", f"(?<=at) {MILITARY}{{x:}}(?=<comma>|<stop>|<close>|and)", clock))
    rules.append(Rule("clock_day_told", f"{MILITARY} on {{x:&day}}", clock))
    rules.append(Rule("clock_day_told", f"{{x:&day}} <comma>? at {MILITARY}", clock))
    rules.append(Rule("clock", "{t:<h12>}{h:}{x:}(?=(to|<dash>|and) (<h12>|<clock>) {a:&ampm})", clock))
    rules.append(Rule("midnight_between", "midnight between (<dayord>|<weekday>) and {x:&plainday}", midnight_between))
    return tuple(rules)


RULES = _rules()
