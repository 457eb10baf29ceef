"""Dates in figures: ISO 8601, and `04/03/18` in the order that its numbers, its document or its verb tell."""

from __future__ import annotations

import re
from datetime import date, datetime

from trucewatch.records.times import TimePrecision
from trucewatch.resolve.time_context import Context, Found, Rule
from trucewatch.resolve.time_dates import day_of
from trucewatch.resolve.time_values import Reading, of_clock, of_day, unknown

LATEST = 2035  # without a publication date, two digits are a year of the hundred that end here
NUMBER_DATE = re.compile(r"\d+([/-])\d+\1\d+")  # points are left out: they always put the day first


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
        return day_of(*parts)
    year = full_year(parts[2], c.published)
    first, second = day_of(year, parts[1], parts[0]), day_of(year, parts[0], parts[1])
    if mark == ".":
        return first
    if first is None or second is None or first == second:
        return first or second
    order = c.day_first if c.day_first is not None else order_by_weekday(found, first, second)
    if order is None:
        order = order_by_side(found, c, first, second)
    if order is None:
        return unknown(f"{year:04}-XX-XX", TimePrecision.YEAR, "day")
    return first if order else second


def full_year(number: int, published: date | None) -> int:
    """Four digits for two, in the hundred years that end a few years after publication."""
    if number > 99:
        return number
    top = published.year + 5 if published else LATEST
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


def order_by_side(found: Found, c: Context, day_first: Reading, month_first: Reading) -> bool | None:
    """Whether the day comes first, where only one order fits what the verb says: it had started, it will start."""
    side = c.tense(found.first, found.last)
    if c.published is None or side is None or day_first.at is None or month_first.at is None:
        return None
    past = [reading.at <= c.published for reading in (day_first, month_first) if reading.at is not None]
    if past[0] == past[1]:
        return None
    return past[0] == (side == "past")


def day_first_hint(words: list[str]) -> bool | None:
    """Whether the document's unambiguous number dates put the day first; None where none or both orders occur."""
    seen: set[bool] = set()
    for word in words:
        if word[0].isdigit() and NUMBER_DATE.fullmatch(word):
            first, second = split_number_date(word)[0][:2]
            if max(first, second) > 12 >= min(first, second) and first <= 31:
                seen.add(first > 12)
    return seen.pop() if len(seen) == 1 else None


RULES = (
    Rule("iso", "<isodate>", iso),
    Rule("iso_time", "<isotime>", iso),
    Rule("number_date", "<numdate>", number_date),
)
