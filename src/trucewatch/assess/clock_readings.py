"""Clock readings: what the clocks of an agreement are about to do, as of a moment, and what may move them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import chain
from zoneinfo import ZoneInfo

from trucewatch.assess.clocks import Period, duration_of, later, period_of, periods_told
from trucewatch.assess.local import in_zone, local_extent, zone_of
from trucewatch.records.actors import Actor
from trucewatch.records.agreements import Agreement, Clock
from trucewatch.records.assessments import ClockReading, Finding, FindingValue
from trucewatch.records.incidents import Incident

RESETTING = frozenset({FindingValue.POSSIBLE_BREACH, FindingValue.EXCEPTION_CLAIMED})


def read_clocks(
    agreement: Agreement,
    moment: datetime,
    incidents: Sequence[Incident],
    findings: Sequence[Finding],
    actors: Mapping[str, Actor],
) -> tuple[ClockReading, ...]:
    """Scheduled ends to come, those just passed where they may move, waits, disputes, and days that begin anew.

    Args:
        agreement: its clocks.
        moment: UTC.
        incidents, findings: those that would set back a count of days, if they are what they are told to be.
        actors: by id, for names.
    """
    readings = (_readings(agreement, clock, moment, incidents, findings, actors) for clock in agreement.clocks)
    return tuple(chain.from_iterable(readings))


def _readings(
    agreement: Agreement,
    clock: Clock,
    moment: datetime,
    incidents: Sequence[Incident],
    findings: Sequence[Finding],
    actors: Mapping[str, Actor],
) -> Iterator[ClockReading]:
    period, zone = period_of(agreement, clock.id), zone_of(agreement, clock)
    if period.begin is None and clock.condition is not None:
        says = f"waits for this: {clock.condition.says}"
        yield ClockReading(clock=clock.id, name=clock.name, kind="waits", says=says)
    yield from _end(clock, period, moment, zone)
    yield from _disputed(agreement, clock, period, actors)
    if clock.consecutive and period.begin is not None and period.begin < moment:
        yield from _reset(clock, period, moment, incidents, findings, zone)


def _end(clock: Clock, period: Period, moment: datetime, zone: ZoneInfo | None) -> Iterator[ClockReading]:
    if period.finish is None or (period.begin is not None and period.begin > moment):
        return
    moves = clock.extension.says if clock.extension is not None else None
    if moment < period.finish:
        begun = "not before then, if the days are not broken" if clock.consecutive else "the agreed end"
        says = f"{begun}; it may move: {moves}" if moves else begun
        yield ClockReading(clock=clock.id, name=clock.name, kind="ends", at=in_zone(period.finish, zone), says=says)
    else:
        says = f"the agreed end has passed; it may have moved: {moves}" if moves else "the agreed end has passed"
        yield ClockReading(clock=clock.id, name=clock.name, kind="ended", at=in_zone(period.finish, zone), says=says)


def _disputed(
    agreement: Agreement, clock: Clock, period: Period, actors: Mapping[str, Actor]
) -> Iterator[ClockReading]:
    for told, value in zip(periods_told(agreement, clock), clock.values, strict=True):
        if told.over(period) != period:
            by = ", ".join(actors[one].name if one in actors else one for one in told.by)
            yield ClockReading(
                clock=clock.id, name=clock.name, kind="disputed", says=f"by {by}: {value.says or 'another time'}"
            )


def _reset(
    clock: Clock,
    period: Period,
    moment: datetime,
    incidents: Sequence[Incident],
    findings: Sequence[Finding],
    zone: ZoneInfo | None,
) -> Iterator[ClockReading]:
    """Days that must be consecutive begin anew with what breaks them; that a given act did, no rule says."""
    length = duration_of(clock.duration)
    found = {one.incident for one in findings if one.value in RESETTING}
    begun = []
    for one in incidents:
        when = local_extent(one.begin, one.finish, zone)
        fits = one.event in clock.resets_on if clock.resets_on else one.id in found
        if when is not None and fits and _within(period, when[0]) and when[0] < moment:
            begun.append((when[0], one))
    if not begun or length is None:
        return
    last = max(begun, key=lambda pair: (pair[0], pair[1].id))
    full = later(last[0], length)
    number = f"{len(begun)} act{'s' if len(begun) > 1 else ''} as told"
    says = f"if {number} broke the days, they began anew on {in_zone(last[0], zone)[:10]}, and are not full before then"
    claims = tuple(sorted({claim for _, one in begun for claim in one.claims}))
    yield ClockReading(
        clock=clock.id,
        name=clock.name,
        kind="resets",
        at=in_zone(full, zone) if full is not None else None,
        says=says,
        claims=claims,
    )


def _within(period: Period, moment: datetime) -> bool:
    begun = period.begin is not None and period.begin <= moment
    return begun and (period.finish is None or moment < period.finish)
