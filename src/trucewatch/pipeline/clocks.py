"""The agreement's clocks as the words of a text count on them: starts and ends, those that follow another reckoned."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from trucewatch.assess.clocks import duration_of
from trucewatch.records.agreements import Agreement, Clock
from trucewatch.records.times import CaseClock

DAY = len("0000-00-00")
ONE_DAY = timedelta(days=1)
ONE_MINUTE = timedelta(minutes=1)


def clocks_of(agreement: Agreement | None) -> tuple[CaseClock, ...]:
    """Every clock of the agreement, with the start and the end that it has itself or that follow from another clock's.

    Both stay as fine as they are known, unlike the moments in UTC of `assess.clocks.period_of`, and mean the same:
    words such as "the third day of the second phase" need the day as people there count it. None where they are not
    known, or where a length of hours is added to a day of which no hour is known.
    """
    if agreement is None:
        return ()
    by_id = {clock.id: clock for clock in agreement.clocks}
    return tuple(
        CaseClock(
            id=clock.id,
            name=clock.name,
            begin=_begin(by_id, clock),
            finish=clock.finish or _last(_begin(by_id, clock), _after(by_id, clock)),
            whole=clock.id == agreement.whole,
        )
        for clock in agreement.clocks
    )


def _begin(clocks: Mapping[str, Clock], clock: Clock, seen: frozenset[str] = frozenset()) -> str | None:
    """A clock's own beginning; else so long after the beginning, or the end, of the clock that it follows."""
    other = clocks.get(clock.after) if clock.after else None
    if clock.begin is not None or other is None or clock.id in seen:
        return clock.begin
    waits = seen | {clock.id}
    start = _after(clocks, other, waits) if clock.after_end else _begin(clocks, other, waits)
    return start if clock.delay is None else _later(start, duration_of(clock.delay))


def _after(clocks: Mapping[str, Clock], clock: Clock, seen: frozenset[str] = frozenset()) -> str | None:
    """The first day after a clock's end, or the first moment where that is a time of day."""
    if clock.finish is not None:
        return _later(clock.finish, ONE_DAY if len(clock.finish) == DAY else ONE_MINUTE)
    return _later(_begin(clocks, clock, seen), duration_of(clock.duration))


def _last(begin: str | None, after: str | None) -> str | None:
    """The end of a period: a moment where what follows it is one, else the day before."""
    if begin is None or after is None or after <= begin:
        return None
    return after if len(after) > DAY else _later(after, -ONE_DAY)


def _later(text: str | None, length: timedelta | None) -> str | None:
    """A day or a moment so much later; None where that cannot be told, or the calendar ends before it."""
    if text is None or length is None or len(text) < DAY:
        return None
    try:
        if len(text) > DAY:
            return (datetime.fromisoformat(text) + length).isoformat()
        return None if length % ONE_DAY else (date.fromisoformat(text) + length).isoformat()
    except (ValueError, OverflowError):
        return None
