"""Dates as logs write them: `23-Feb-16`, `Feb-23-2016`, `23/Feb/2016`, `23FEB2016`, `231500CFEB16`."""

from __future__ import annotations

import re
from datetime import date

from trucewatch.resolve.time_context import Context, Found, Rule
from trucewatch.resolve.time_dates import day_of
from trucewatch.resolve.time_figures import full_year
from trucewatch.resolve.time_values import Reading, of_clock

ZULU = "Z"
LETTERS = {letter: hours for hours, letter in enumerate("ABCDEFGHIKLM", start=1)}  # east of Greenwich
LETTERS |= {letter: -hours for hours, letter in enumerate("NOPQRSTUVWXY", start=1)}
PARTS = re.compile(r"\d+|[a-z]+", re.IGNORECASE)


def log_date(found: Found, c: Context) -> Reading | None:
    """A day with its month in letters; where the year has two digits, the one near publication."""
    parts = PARTS.findall(found.words()[0])
    months = [c.vocabulary.month_number.get(part.lower()) for part in parts]
    month = next((number for number in months if number), None)
    numbers = [part for part in parts if part.isdigit()]
    if month is None or len(numbers) != 2:
        return None
    year, day = (numbers[0], numbers[1]) if len(numbers[0]) == 4 else (numbers[1], numbers[0])
    return day_of(full_year(int(year), c.published), month, int(day))


def time_group(found: Found, c: Context) -> Reading | None:
    """A military date-time group: day, hour, minute, letter of the zone, month, year."""
    word = found.words()[0].upper()
    match = re.fullmatch(r"(\d\d)(\d\d)(\d\d)([A-Z]?)([A-Z]{3})(\d{2,4})", word)
    month = c.vocabulary.month_number.get(match[5].lower()) if match else None
    if match is None or month is None:
        return None
    day = date(full_year(int(match[6]), c.published), month, int(match[1]))
    hour, minute, letter = int(match[2]), int(match[3]), match[4]
    if hour > 23 or minute > 59:
        return None
    zone = 0 if letter == ZULU else 60 * LETTERS[letter] if letter in LETTERS else c.zone(day)
    return of_clock(day, f"{hour:02}:{minute:02}", zone)


RULES = (Rule("log_date", "<logdate>", log_date), Rule("time_group", "<timegroup>", time_group))
