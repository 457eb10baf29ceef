"""Was the term in force then?"""

from __future__ import annotations

from typing import ClassVar

from trucewatch.assess.applies.question import Answer, Asked
from trucewatch.assess.clocks import Period, period_of
from trucewatch.assess.told import Moments
from trucewatch.records.agreements import Clock
from trucewatch.records.assessments import Applicability


class Time:
    """A term binds within its clock: its own, its zone's, or that of the truce as a whole.

    What ended before the clock began, or began after it ended, is outside. A time that reaches over a limit is unclear,
    and so is one that nobody knows. Where a party had ended or suspended the truce by then, or on the same day, whether
    the term still bound is unclear: a person's ruling, not a rule's.
    """

    code: ClassVar[str] = "applies.time"

    def answer(self, asked: Asked) -> Answer:
        """Applies, not in force, or unclear."""
        zone = asked.zone()
        clock = asked.term.clock or (zone.clock if zone else None) or asked.agreement.whole
        period, when = period_of(asked.agreement, clock), asked.told.when
        if period == Period(None, None):
            return Answer(Applicability.UNCLEAR, _unread(asked, clock))
        if when is None:
            return Answer(Applicability.UNCLEAR, "when it happened is not known, or disputed")
        outside = _outside(period, when)
        if outside is not None:
            return Answer(Applicability.NOT_IN_FORCE, outside)
        if not _within(period, when):
            return Answer(Applicability.UNCLEAR, "the time as told reaches over the term's beginning or end")
        ending = next((one for one in reversed(asked.endings) if one.since < when[1]), None)
        if ending is not None:
            says = f"{ending.says}; whether it still bound then is open"
            return Answer(Applicability.UNCLEAR, says, claims=ending.claims)
        return Answer(Applicability.APPLIES, "within the term's time")


def _unread(asked: Asked, name: str | None) -> str:
    clock = next((one for one in asked.agreement.clocks if one.id == name), None)
    if clock is not None and clock.condition is not None:
        return f"the term's clock waits for this: {clock.condition.says}"
    return _no_clock(clock)


def _no_clock(clock: Clock | None) -> str:
    if clock is None:
        return "the agreement gives no clock for the term"
    return f"when the clock “{clock.name}” began is not known"


def _outside(period: Period, when: Moments) -> str | None:
    if period.begin is not None and when[1] <= period.begin:
        return f"before {period.begin:%Y-%m-%d %H:%M} UTC"
    if period.finish is not None and when[0] >= period.finish:
        return f"after {period.finish:%Y-%m-%d %H:%M} UTC"
    return None


def _within(period: Period, when: Moments) -> bool:
    begun = period.begin is None or when[0] >= period.begin
    return begun and (period.finish is None or when[1] <= period.finish)
