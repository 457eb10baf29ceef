"""Extensions: until when a word extends the truce, as far as it tells, and when the truce then ends.

"By five days" is counted from the end as it stood, "until 10 December" to the end of that day; "without an end" it goes
on for ever. The same extension told
by both parties, or told again, is one; what the agreement's file already holds is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from trucewatch.assess.local import Moments, local_bounds, local_extent
from trucewatch.assess.wording import phrases
from trucewatch.knowledge import load_yaml
from trucewatch.records.agreements import Agreement, InstrumentKind
from trucewatch.records.assessments import Position, Standing, Statement
from trucewatch.records.calendar import bounds
from trucewatch.records.claims import Claim

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"({'|'.join(MONTHS)})[a-z]*\.?"
_UNTIL = re.compile(
    rf"\b(?:until|till|through|to)\s+(?:\w+\s+(?:on|of)\s+)?(?:(\d{{1,2}})\s+{_MONTH}|{_MONTH}\s+(\d{{1,2}}))(?:,?\s+(\d{{4}}))?",
    re.IGNORECASE,
)
RENEWING = frozenset({Standing.PARTY, Standing.CO_SPONSOR, Standing.GUARANTOR})
"""Whose word renews a truce: a mediator's hope and a reporter's account do not."""
OPEN = ".."
"""As the day until which it goes on: no end was set (an open end, as EDTF writes it)."""
FOREVER = datetime.max
SAME = timedelta(days=3)
"""Two who tell of an extension of one length within so many days tell of the same."""
LONG_PAST = timedelta(days=60)
UNITS = {"hour": "PT{}H", "day": "P{}D", "week": "P{}W", "month": "P{}M"}


@dataclass(frozen=True)
class Told:
    """What a word tells of an extension: the last day of it, or by how much, as ISO 8601."""

    until: str | None = None
    longer: str | None = None


def told_by(claim: Claim, published: str | None) -> Told:
    """Until when, or by how much, a claim's words say that the truce goes on."""
    words = claim.span.quote
    found = _UNTIL.search(words)
    if found is not None:
        return Told(until=_day(found, published))
    if phrases("without_end").search(words) is not None:
        return Told(until=OPEN)
    length = _length().search(words)
    if length is None:
        return Told()
    number = length["number"].lower()
    count = _numerals().get(number) or int(number if number.isdigit() else 1)
    return Told(longer=UNITS[length["unit"].lower()].format(count))


def is_filed(day: str | None, agreement: Agreement | None) -> bool:
    """Whether the agreement's file holds an instrument by which it was extended about that day."""
    said = bounds(day)
    dates = [one.date for one in agreement.instruments if one.kind is InstrumentKind.EXTENSION] if agreement else []
    held = [when for one in dates if (when := bounds(one)) is not None]
    return said is not None and any(abs(said[0] - when[0]) <= SAME for when in held)


def extensions_of(
    statements: Iterable[Statement], finish: datetime | None, zone: ZoneInfo | None, until: datetime | None = None
) -> tuple[Statement, ...]:
    """The words that extend the whole truce and are not in the agreement's file, in the order in which they were made.

    Args:
        statements: on the truce; those that are not sure, or whose speaker cannot renew it, count for nothing.
        finish: the agreed end: an extension of which no day is told was made by then, or nothing was left to extend.
        zone: where a day is a day.
        until: the first moment that is too late; None: all.
    """
    words = [one for one in statements if one.position is Position.EXTENDED and one.sure and one.zone is None]
    known = [one for one in words if one.standing in RENEWING and not one.filed]
    made = [(moment, one) for one in known if (moment := _made(one, finish, zone)) is not None]
    ordered = sorted(made, key=lambda pair: (pair[0], pair[1].claim, pair[1].speaker))
    return tuple(one for moment, one in ordered if until is None or moment < until)


def _made(one: Statement, finish: datetime | None, zone: ZoneInfo | None) -> datetime | None:
    when = local_extent(one.begin or one.finish, one.finish, zone)
    if when is None:
        return None
    return when[0] if one.begin is not None or finish is None else min(when[0], finish)


def end_after(finish: datetime, extensions: Sequence[Statement], zone: ZoneInfo | None) -> datetime | None:
    """When the truce ends by what is told of its extensions, `FOREVER` without an end; None where none of them tells.

    Args:
        finish: the agreed end, UTC.
        extensions: in the order of time.
        zone: where a day is a day.
    """
    end, counted, told = finish, list[tuple[str | None, Moments | None]](), False
    for one in extensions:
        if one.until == OPEN:
            return FOREVER
        until = local_bounds(one.until, zone)
        when = local_extent(one.begin or one.finish, one.finish, zone)
        if until is not None:
            end, told = max(end, until[1]), True
            counted.append((None, when))
        elif one.longer is not None:
            again = any(length in (one.longer, None) and _is_near(when, other) for length, other in counted)
            counted.append((one.longer, when))
            end, told = end if again else _later(end, one.longer), True
    return end if told else None


def _is_near(one: Moments | None, other: Moments | None) -> bool:
    return one is None or other is None or abs(one[0] - other[0]) <= SAME


def _later(moment: datetime, length: str) -> datetime:
    """The moment so much later; a month later is the same day of the month, or its last."""
    number, unit = int(re.findall(r"\d+", length)[0]), length[-1]
    try:
        if unit == "M":
            months = moment.month - 1 + number
            return moment.replace(year=moment.year + months // 12, month=months % 12 + 1, day=min(moment.day, 28))
        return moment + timedelta(**{{"H": "hours", "D": "days", "W": "weeks"}[unit]: number})
    except (OverflowError, ValueError):
        return datetime.max


def _day(found: re.Match[str], published: str | None) -> str | None:
    """The day that "until" names; without a year the first such day that is not long past when it was published."""
    day, month = int(found[1] or found[4]), MONTHS.index((found[2] or found[3]).lower()[:3]) + 1
    came_out = bounds(published)
    year = int(found[5]) if found[5] else came_out[0].year if came_out else None
    if year is None:
        return None
    try:
        named = date(year, month, day)
        if not found[5] and came_out is not None and came_out[0].date() - named > LONG_PAST:
            named = date(year + 1, month, day)
    except ValueError:
        return None
    return named.isoformat()


@cache
def _numerals() -> dict[str, int]:
    return {str(word): int(number) for word, number in load_yaml("standing.yaml")["numerals"].items()}


@cache
def _length() -> re.Pattern[str]:
    more = r"(?:a\s+further\s+|another\s+|an\s+additional\s+|up\s+to\s+|some\s+)?"
    return re.compile(
        rf"\b(?:by|for)\s+{more}(?P<number>\d+|{'|'.join(_numerals())}|an?|another)[\s-]+(?:more\s+|further\s+)?(?P<unit>{'|'.join(UNITS)})s?\b",
        re.IGNORECASE,
    )
