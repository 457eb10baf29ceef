"""Feasts by rule: Easter of both churches, the tabular Islamic calendar, the Jewish calendar, Nowruz.

Methods: Meeus, "Astronomical Algorithms" (1991), ch. 8, for Easter; the tabular Islamic calendar of civil epoch with
leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29, which differs from sighting of the moon by a day or two; the Jewish
year by its postponements (Reingold and Dershowitz, "Calendrical Calculations", ch. 8; a feast's day is the one after
the evening on which it begins); Nowruz from the mean March equinox at Tehran (Meeus, ch. 27, without its periodic
terms: minutes).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

ISLAMIC_EPOCH = date(622, 7, 19).toordinal()  # 1 Muharram of year 1, civil, in the proleptic Gregorian calendar
ISLAMIC_YEAR = 354.36707
JEWISH_EPOCH = -1373427  # what `date.toordinal` would give for 1 Tishri of year 1
JEWISH_YEARS_AHEAD = 3761
JEWISH_FEASTS = {"rosh_hashanah": 0, "yom_kippur": 9, "sukkot": 14, "purim": -193, "passover": -163, "shavuot": -113}
HANUKKAH = 83  # days from the new year
TEHRAN = 3.5 / 24
J2000 = 2451544.5  # Julian day of 2000-01-01, 0 h
EIDS = ((10, 1, 3), (12, 10, 4))  # al-Fitr and al-Adha: month, day, days that it lasts
MOON_SLACK = 1  # days by which a sighting may differ from the table


def easter(year: int) -> date:
    """Easter Sunday of the western churches."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    f = (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Easter Sunday of the eastern churches, in the Gregorian calendar."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    behind = year // 100 - year // 400 - 2
    return date(year, month, day + 1) + timedelta(days=behind)


def islamic(year: int, month: int, day: int) -> date:
    """The Gregorian date of a day of the tabular Islamic calendar.

    Raises:
        ValueError, OverflowError: the date is outside what `datetime` can hold.
    """
    days = day - 1 + (59 * (month - 1) + 1) // 2 + (year - 1) * 354 + (3 + 11 * year) // 30
    return date.fromordinal(ISLAMIC_EPOCH + days)


def islamic_in(year: int, month: int, day: int) -> list[date]:
    """The days of a Gregorian year on which an Islamic date falls: one, or two, or none."""
    first = int((date(year, 1, 1).toordinal() - ISLAMIC_EPOCH) / ISLAMIC_YEAR)
    found = (islamic(guess, month, day) for guess in range(max(first, 1), first + 4))
    return [moment for moment in found if moment.year == year]


def rosh_hashanah(year: int) -> date:
    """The first day of the Jewish year that begins in a Gregorian year.

    Raises:
        ValueError: the date is outside what `datetime` can hold.
    """
    return date.fromordinal(_new_year(year + JEWISH_YEARS_AHEAD))


def jewish_feast(name: str, year: int) -> date:
    """The day of a feast in a Gregorian year; spring feasts hang on the new year that follows them."""
    if name == "hanukkah":
        first = rosh_hashanah(year)
        complete = (rosh_hashanah(year + 1) - first).days in (355, 385)  # the second month then has thirty days
        return first + timedelta(days=HANUKKAH + complete)
    return rosh_hashanah(year) + timedelta(days=JEWISH_FEASTS[name])


def _new_year(jewish: int) -> int:
    """Proleptic Gregorian ordinal of 1 Tishri."""
    correction = 0
    before, here, after = (_molad_days(jewish + step) for step in (-1, 0, 1))
    if after - here == 356:
        correction = 2
    elif here - before == 382:
        correction = 1
    return JEWISH_EPOCH + here + correction


def _molad_days(jewish: int) -> int:
    months = (235 * jewish - 234) // 19
    days = 29 * months + (12084 + 13753 * months) // 25920
    return days + (3 * (days + 1) % 7 < 3)


def nowruz(year: int) -> date:
    """The first day of the Iranian year: that of the equinox, or the next where it comes after noon in Tehran."""
    y = (year - 2000) / 1000
    equinox = 2451623.80984 + 365242.37404 * y + 0.05169 * y * y
    days = equinox - J2000 + TEHRAN
    whole = int(days)
    return date(2000, 1, 1) + timedelta(days=whole + (days - whole >= 0.5))


def nth_weekday(year: int, month: int, weekday: int, which: int) -> date:
    """The first (1) … or last (-1) ISO `weekday` of a month."""
    if which > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (which - 1))
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return last - timedelta(days=(last.isoweekday() - weekday) % 7)


def feasts(entry: Mapping[str, Any], year: int) -> list[tuple[date, date]]:
    """First and last day of a feast of `knowledge/times.yaml` in a Gregorian year; empty where it has none.

    A feast that hangs on the moon is given as the table has it; see `MOON_SLACK` for how far it can be off.
    """
    if not 1000 <= year <= 2900:
        return []
    if "date" in entry:
        days = [date(year, *entry["date"])]
    elif "nth" in entry:
        days = [nth_weekday(year, *entry["nth"])]
        if "or_date" in entry:
            days.insert(0, date(year, *entry["or_date"]))
    elif "easter" in entry:
        days = [easter(year) + timedelta(days=entry["easter"])]
    elif "orthodox_easter" in entry:
        days = [orthodox_easter(year) + timedelta(days=entry["orthodox_easter"])]
    elif "islamic" in entry or "eid" in entry:
        kinds = [entry["islamic"]] if "islamic" in entry else EIDS
        return [
            (first, first + timedelta(days=lasts - 1))
            for month, day, lasts in kinds
            for first in islamic_in(year, month, day)
        ]
    elif "jewish" in entry:
        days = [jewish_feast(entry["jewish"], year)]
    elif "nowruz" in entry:
        days = [nowruz(year)]
    else:
        days = []
    return [(day, day + timedelta(days=entry.get("lasts", 1) - 1)) for day in days]
