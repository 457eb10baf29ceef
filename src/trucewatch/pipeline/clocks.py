"""The agreement's clocks as the words of a text count on them: starts and ends, those that follow another reckoned."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from trucewatch.assess.clocks import duration_of
from trucewatch.records.agreements import Agreement, Clock
from trucewatch.records.times import CaseClock

DAY = len("0000-00-00")


def clocks_of(agreement: Agreement | None) -> tuple[CaseClock, ...]:
    """Every clock that has a start of its own or after another one's, as fine as that is known."""
    if agreement is None:
        return ()
    by_id = {clock.id: clock for clock in agreement.clocks}
    starts = {clock.id: _start(by_id, clock) for clock in agreement.clocks}
    return tuple(
        CaseClock(
            id=clock.id,
            name=clock.name,
            begin=starts[clock.id],
            finish=clock.finish or _finish(starts[clock.id], duration_of(clock.duration)),
            whole=clock.id == agreement.whole,
        )
        for clock in agreement.clocks
    )


def _start(clocks: dict[str, Clock], clock: Clock) -> str | None:
    seen: set[str] = set()
    current: Clock | None = clock
    while current is not None and current.begin is None and current.after and current.id not in seen:
        seen.add(current.id)
        current = clocks.get(current.after)
    return current.begin if current is not None else None


def _finish(begin: str | None, length: timedelta | None) -> str | None:
    """The end of a period: a moment where its start is one, else its last day."""
    if begin is None or length is None or len(begin) < DAY:
        return None
    try:
        if len(begin) > DAY:
            return (datetime.fromisoformat(begin) + length).isoformat()
        return (date.fromisoformat(begin) + length - timedelta(days=1)).isoformat() if length.days else None
    except (ValueError, OverflowError):
        return None
