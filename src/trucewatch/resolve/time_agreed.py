"""Times counted on the agreement's clocks: `the third day of the truce`, `D+2`, `72 hours after it took effect`.

A text says "the truce" and means the one that runs when it is written; which of the case's clocks that is follows from
their names, their lengths and the publication date. Without such a clock the words are found and stay unresolved.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from trucewatch.records.times import CaseClock, TimePrecision, TimeType
from trucewatch.resolve.time_context import Context, Found, Rule
from trucewatch.resolve.time_values import (
    Reading,
    duration_value,
    of_clock,
    of_day,
    of_days,
    of_duration,
    offset,
    shift,
    spanning,
    unknown,
)

TOLD_WINDOW = 8  # tokens after `the sixth day of the calm` in which its start may be told
SUBJECT_WINDOW = 60  # tokens before `it took effect` in which the truce must be named
AHEAD_DAYS = 60  # how far ahead of publication a truce may start that is spoken of as to come
STARTS = frozenset({"began", "started", "begins", "starts", "effect", "force", "since"})
DAYS_OF = {"day": 1, "week": 7, "fortnight": 14}


@dataclass(frozen=True)
class Moment:
    """A start or an end: its local time, whether its hour is known, and its zone in minutes east of Greenwich."""

    at: datetime
    timed: bool
    zone: int | None

    def reading(self) -> Reading:
        """The moment as an expression means it: a clock time, or a day."""
        if not self.timed:
            return of_day(self.at.date())
        return of_clock(self.at.date(), self.at.strftime("%H:%M"), self.zone)

    def moved(self, grain: str, count: int) -> Moment:
        """So many units later; days and what is longer keep the hour out of it."""
        if grain in ("hour", "minute") and self.timed:
            return Moment(self.at + timedelta(minutes=count * (60 if grain == "hour" else 1)), True, self.zone)
        if grain in ("hour", "minute"):
            days = -(-count // 24) if grain == "hour" else 0
            return Moment(self.at + timedelta(days=days), False, self.zone)
        day = shift(self.at.date(), grain, count)
        return Moment(datetime(day.year, day.month, day.day), False, self.zone)

    def iso(self) -> str:
        """ISO 8601, as fine as it is known."""
        if not self.timed:
            return self.at.date().isoformat()
        return self.at.strftime("%Y-%m-%dT%H:%M") + offset(self.zone)


def moment_of(iso: str | None, c: Context) -> Moment | None:
    """A clock's start or end in the case's zone, where it is known to the day."""
    if iso is None or len(iso) < len("0000-00-00"):
        return None
    try:
        found = datetime.fromisoformat(iso)
    except ValueError:
        return None
    shifted = found.utcoffset()
    zone = None if shifted is None else int(shifted.total_seconds() // 60)
    here = c.zone(found.date())
    if zone is not None and here is not None:
        found, zone = found.astimezone(timezone(timedelta(minutes=here))), here
    return Moment(found.replace(tzinfo=None), len(iso) > len("0000-00-00"), here if zone is None else zone)


def start_of(found: Found, c: Context) -> Moment | None:
    """The start of the truce that group `x` names (empty: of the case's own)."""
    clock = clock_named(found, c)
    return None if clock is None else moment_of(clock.begin, c)


def clock_named(found: Found, c: Context) -> CaseClock | None:
    """The clock that the words of group `x` name: those of a truce, or a clock that bears the word in its own name."""
    words = set(found.words("x")) if found.has("x") else set()
    truce = set(c.data["truce_words"])
    if not words or words & truce:
        fitting = [clock for clock in c.clocks if clock.whole or truce & _name(clock)]
        return running(fitting or list(c.clocks[:1] if len(c.clocks) == 1 else ()), found, c)
    if words <= {"it", "they"}:
        return running([clock for clock in c.clocks if clock.whole or truce & _name(clock)], found, c)
    return running([clock for clock in c.clocks if words & _name(clock)], found, c)


def _name(clock: CaseClock) -> set[str]:
    return set(clock.name.casefold().replace("-", " ").split())


def running(clocks: Sequence[CaseClock], found: Found, c: Context) -> CaseClock | None:
    """Of clocks that may be meant, the one begun last at publication, or the next to begin where the text looks ahead.

    Without a publication date it is the case's own truce, or the only one.
    """
    starts = [(moment.at.date(), not clock.whole, clock) for clock in clocks if (moment := moment_of(clock.begin, c))]
    if c.published is None:
        own = [clock for _, _, clock in starts if clock.whole]
        return own[0] if own else starts[0][2] if len(starts) == 1 else None
    begun = [entry for entry in starts if entry[0] <= c.published]
    ahead = [entry for entry in starts if 0 < (entry[0] - c.published).days <= AHEAD_DAYS]
    if ahead and (not begun or c.tense(found.first, found.last) == "future"):
        return min(ahead, key=lambda entry: entry[:2])[2]
    if not begun:
        return None
    latest = max(entry[0] for entry in begun)
    return min((entry for entry in begun if entry[0] == latest), key=lambda entry: entry[1])[2]


def clock_day(found: Found, c: Context) -> Reading | None:
    """`the third day of the truce`, `D+2`: the first day is that of its start.

    Without such a clock, a start which the same sentence tells (`…, which started at dawn on 2 June`) is read.
    """
    number = found.whole("d") if found.has("d") else None
    if number is None:
        return None
    start = start_of(found, c)
    day = start.at.date() if start is not None else _told_start(found, c) if found.has("x") else None
    if day is None:
        return unknown("XXXX-XX-XX", TimePrecision.DAY, "day")
    return of_day(day + timedelta(days=number if found.has("plus") else number - 1))


def its_day(found: Found, c: Context) -> Reading | None:
    """`now in its third day`, of a truce that the sentence has named."""
    return clock_day(found, c) if _truce_before(found, c) else None


def so_long_after(found: Found, c: Context) -> Reading | None:
    """`two days after the truce took effect`, `72 hours after it began`, `hours into the ceasefire`."""
    if found.word("x") in ("it", "they") and not _truce_before(found, c):
        return None
    start, grain = start_of(found, c), found.unit("u")
    if start is None:
        return None
    amount = found.number("n") if found.has("n") else 1.0 if found.word("u") == grain else None
    if amount is not None and grain == "hour" and amount != int(amount):
        grain, amount = "minute", amount * 60
    if amount is not None and amount == int(amount):
        return start.moved(grain, int(amount) * (-1 if found.word("k") == "before" else 1)).reading()
    if grain not in ("hour", "minute") or found.word("k") == "before":
        return None
    return _some_hours(start, TimeType.TIME, f"{start.at.date().isoformat()}TXX")


def _some_hours(start: Moment, kind: TimeType, value: str) -> Reading:
    """Hours that are not counted: on the day of the start, or the next."""
    day = start.at.date()
    window = of_days("", day, day + timedelta(days=1), TimePrecision.DAYS, "part")
    return Reading(kind, value, window.begin, window.finish, TimePrecision.DAYS, "part", day)


def edge(found: Found, c: Context) -> Reading | None:
    """`the start of the truce`, `the end of the seven-day period`, `since the truce took effect`."""
    clock = clock_so_long(found, c) if found.has("n") else clock_named(found, c)
    ends = found.word("e") in ("end", "expiry", "close")
    moment = None if clock is None else moment_of(clock.finish if ends else clock.begin, c)
    if moment is None:
        return unknown("XXXX-XX-XX", TimePrecision.DAY, "day") if found.has("e") else None
    if found.word("e") == "eve":
        return of_day(moment.at.date() - timedelta(days=1))
    return of_day(moment.at.date()) if "day" in found.words()[:2] else moment.reading()


def clock_so_long(found: Found, c: Context) -> CaseClock | None:
    """The clock of the length in groups `n` and `u`: `the seven-day period`, `the 48-hour truce`."""
    amount, grain = found.number("n"), found.unit("u")
    if amount is None or grain not in (*DAYS_OF, "hour"):
        return None
    length = timedelta(hours=amount) if grain == "hour" else timedelta(days=DAYS_OF[grain] * amount)
    return running([clock for clock in c.clocks if _length(clock, c) == length], found, c)


def _length(clock: CaseClock, c: Context) -> timedelta | None:
    begin, finish = moment_of(clock.begin, c), moment_of(clock.finish, c)
    if begin is None or finish is None:
        return None
    whole = timedelta(0) if finish.timed else timedelta(days=1)  # an end that is a day takes in all of it
    return finish.at + whole - begin.at


def period(found: Found, c: Context) -> Reading | None:
    """`the seven-day period`, where the case has one clock of that length: its length, with its ends."""
    clock = clock_so_long(found, c)
    begin = None if clock is None else moment_of(clock.begin, c)
    finish = None if clock is None else moment_of(clock.finish, c)
    amount = found.number("n")
    if begin is None or finish is None or amount is None:
        return None
    return _window(found, c, amount, begin, finish)


def first_days(found: Found, c: Context) -> Reading | None:
    """`the first 48 hours of the truce`, `the first week of the ceasefire`: a length from its start."""
    start, grain = start_of(found, c), found.unit("u")
    amount = found.number("n") if found.has("n") else 1.0
    if start is not None and not found.has("n") and found.word("u") != grain:
        return _some_hours(start, TimeType.DURATION, "PTXH") if grain == "hour" else None
    if start is None or amount is None or amount != int(amount):
        return None
    finish = start.moved(grain, int(amount))
    if not finish.timed:
        finish = finish.moved("day", -1)
    return _window(found, c, amount, start, finish)


def _window(found: Found, c: Context, amount: float, begin: Moment, finish: Moment) -> Reading:
    letter, factor, kind = c.data["units"][found.unit("u")]
    length = of_duration(duration_value(amount, letter, factor, kind == "time"))
    known = spanning(length, begin.at.date(), finish.at.date())
    if not (begin.timed and finish.timed):
        return known
    return Reading(known.type, known.value, begin.iso(), finish.iso(), known.precision, known.grain, known.at)


def _truce_before(found: Found, c: Context) -> bool:
    words = c.tokens.words[max(found.first - SUBJECT_WINDOW, 0) : found.first]
    return not set(words).isdisjoint(c.data["truce_words"])


def _told_start(found: Found, c: Context) -> date | None:
    """The date in `…, which started (at dawn) on 2 June`, right after the expression."""
    tokens = c.tokens
    for index in range(found.last, min(found.last + TOLD_WINDOW, len(tokens.words))):
        if tokens.words[index] not in STARTS:
            continue
        for last in range(min(index + 9, len(tokens.words)), index + 1, -1):
            for first in range(index + 1, min(index + 3, last)):
                reading = c.read(first, last)
                if reading is not None and reading.at is not None and reading.grain in ("day", "time", "part"):
                    return reading.at
    return None


RULES = (
    Rule("clock_day", "(the)? {d:<ord>|<ordword>} (full)? day of &that {x:&truce} {plus:}", clock_day),
    Rule("clock_day", "(the)? {d:<ord>|<ordword>} (full)? day of (the|a|its|this|that) {x:<any>} {plus:}", clock_day),
    Rule("clock_day", "day {d:<int>|<card>} of &that {x:&truce} {plus:}", clock_day),
    Rule("clock_day", "day {d:<int>|<card>} of (the|a|its|this|that) {x:<any>} {plus:}", clock_day),
    Rule("clock_day", "(the)? {x:&truce} <pos> {d:<ord>|<ordword>} (full)? day {plus:}", clock_day),
    Rule("clock_day", "d {plus:<plus>} {d:<int>} {x:}", clock_day),
    Rule("its_day", "its {d:<ord>|<ordword>} (full)? day {x:}{plus:}", its_day),
    Rule(
        "clock_after", "&mod? &long {k:after} ((the)? (start|beginning) of)? &that {x:&truce} &effect?", so_long_after
    ),
    Rule("clock_after", "&mod? &long {k:before} &that {x:&truce} &effect", so_long_after),
    Rule("clock_after", "&mod? &long {k:after|before} {x:it} &effect", so_long_after),
    Rule("clock_after", "&mod? &long {k:into} &that {x:&truce}", so_long_after),
    Rule("clock_after", "the {n:}{u:day} {k:after|before} &that {x:&truce} &effect?", so_long_after),
    Rule("clock_edge", "the day &that {x:&truce} &effect {e:}{n:}{u:}", edge),
    Rule("clock_after", "{n:}{u:<units>} {k:after|into} &that {x:&truce} &effect?", so_long_after),
    Rule("clock_edge", "(the)? {e:start|beginning|end|eve|expiry|close} of &that {x:&truce}{n:}{u:}", edge),
    Rule(
        "clock_edge", "(the)? {e:end|start|beginning|expiry} of (the|this|that) (first|initial)? &long {x:&span}", edge
    ),
    Rule("clock_edge", "(?<=since) &that {x:&truce} &effect {e:}{n:}{u:}", edge),
    Rule("clock_period", "(the|this|that) (first|initial)? &long &span", period),
    Rule("clock_window", "(the)? (first|opening) {n:&num}? {u:<units>|week} of &that {x:&truce}", first_days),
)
