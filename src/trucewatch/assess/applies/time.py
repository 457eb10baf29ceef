"""Was the term in force then?"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import ClassVar

from trucewatch.assess.applies.question import Answer, Asked
from trucewatch.assess.clocks import Period, period_of, periods_told
from trucewatch.assess.extensions import end_after
from trucewatch.assess.local import Moments, zone_of
from trucewatch.records.agreements import Clock
from trucewatch.records.assessments import Applicability
from trucewatch.records.provisions import ExtensionKind

MOVING = frozenset({ExtensionKind.WHILE_TALKS, ExtensionKind.AUTOMATIC})
"""Extensions that need nobody's word: after the end, whether the clock still runs is open."""
MINUTES = timedelta(minutes=2)
"""What drafters leave at midnight, so that nobody can mistake the day."""


class Time:
    """A term binds within its clock: its own, its zone's, or that of the truce as a whole.

    What ended before the clock began, or began after it ended, is outside. A time that reaches over a limit is unclear,
    and so is one that nobody knows, one after an end that moves while talks go on, and one for which it matters whose
    value of a disputed clock is right. Where a party had ended or suspended the truce by then, or on the same day,
    whether the term still bound is unclear too: a person's ruling, not a rule's. The truce's own clock runs on until
    the day to which it was extended; where nobody tells that day, what came after the agreed end is unclear.
    """

    code: ClassVar[str] = "applies.time"

    def answer(self, asked: Asked) -> Answer:
        """Applies, not in force, or unclear."""
        zone = asked.zone()
        name = asked.term.clock or (zone.clock if zone else None) or asked.agreement.whole
        clock = next((one for one in asked.agreement.clocks if one.id == name), None)
        period, when = period_of(asked.agreement, name), asked.told.when
        if clock is None or period == Period(None, None):
            return Answer(Applicability.UNCLEAR, _unread(clock))
        if when is None:
            return Answer(Applicability.UNCLEAR, "when it happened is not known, or disputed")
        extended = asked.extensions if name == asked.agreement.whole else ()
        claims = tuple(dict.fromkeys(one.claim for one in extended))
        end = end_after(period.finish, extended, zone_of(asked.agreement, clock)) if period.finish else None
        period = Period(period.begin, end or period.finish)
        answer = replace(_held(period, when), claims=claims)
        if _after(period, when) and extended and end is None:
            return Answer(Applicability.UNCLEAR, f"{answer.says}; extended, until when is not told", claims=claims)
        others = [
            one
            for one in periods_told(asked.agreement, clock)
            if _held(one.over(period), when).value is not answer.value
        ]
        if others:
            says = f"the clock is told in two ways: {answer.says}; by {_names(others[0].by, asked)}, not so"
            return Answer(Applicability.UNCLEAR, says)
        if _after(period, when) and _moves(clock):
            says = f"{answer.says}, the agreed end, which moves: {clock.extension.says if clock.extension else None}"
            return Answer(Applicability.UNCLEAR, says)
        ending = next((one for one in reversed(asked.endings) if one.covers(when)), None)
        if ending is not None and answer.value is Applicability.APPLIES:
            says = f"{ending.says}; whether it still bound then is open"
            return Answer(Applicability.UNCLEAR, says, claims=ending.claims)
        return answer


def _held(period: Period, when: Moments) -> Answer:
    """By a period alone. A clock that starts at 00:01 starts with the day, and one that ends at 23:59 ends with it."""
    if period.begin is not None and when[1] <= period.begin:
        return Answer(Applicability.NOT_IN_FORCE, f"before {period.begin:%Y-%m-%d %H:%M} UTC")
    if _after(period, when):
        return Answer(Applicability.NOT_IN_FORCE, f"after {period.finish:%Y-%m-%d %H:%M} UTC")
    begun = period.begin is None or period.begin - when[0] <= MINUTES
    if begun and (period.finish is None or when[1] - period.finish <= MINUTES):
        return Answer(Applicability.APPLIES, "within the term's time")
    return Answer(Applicability.UNCLEAR, "the time as told reaches over the term's beginning or end")


def _after(period: Period, when: Moments) -> bool:
    return period.finish is not None and when[0] >= period.finish


def _moves(clock: Clock) -> bool:
    return clock.extension is not None and clock.extension.kind in MOVING


def _unread(clock: Clock | None) -> str:
    if clock is None:
        return "the agreement gives no clock for the term"
    if clock.condition is not None:
        return f"the term's clock waits for this: {clock.condition.says}"
    return f"when the clock “{clock.name}” began is not known"


def _names(actors: tuple[str, ...], asked: Asked) -> str:
    return ", ".join(asked.name(one) for one in actors)
