"""The time of a claim: which expression governs it, on what basis. The publication date is never one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from trucewatch.records.claims import Claim, ClaimKind, Force
from trucewatch.records.spans import Span
from trucewatch.records.times import EventTime, TimeBasis, TimeExpression, TimeType
from trucewatch.resolve.surroundings import Surroundings

# What is still to come, or is about why, has no day of its own to take over from the sentences before.
_NOT_INHERITING = frozenset({Force.PREDICTS, Force.THREATENS, Force.DEMANDS, Force.CONDITIONAL, Force.ASKS})
_INHERITING = frozenset({ClaimKind.OCCURRENCE, ClaimKind.TRUCE, ClaimKind.COMMITMENT})
BACK_SENTENCES = 2  # how far back a date still governs what follows it


def claim_time(claim: Claim, around: Surroundings) -> EventTime:
    """The time of one claim: stated, else of its sentence, else inherited, else unknown."""
    found = governing_time(claim.trigger, claim.modifiers, claim.span, around, durations=False)
    if found is not None:
        return found
    if claim.kind in _INHERITING and claim.force not in _NOT_INHERITING:
        for earlier in reversed(around.times_before(claim.span.start, BACK_SENTENCES)):
            if _is_point(earlier) and earlier.begin is not None:
                return _event_time(earlier, TimeBasis.INHERITED, "time.inherited")
    return EventTime()


def governing_time(
    trigger: Span, modifiers: Sequence[Span], span: Span, around: Surroundings, *, durations: bool
) -> EventTime | None:
    """The expression in the modifiers, closest first, else the one nearest to the trigger in the clause or sentence."""
    stated = [
        time
        for modifier in modifiers
        for time in around.times
        if time.span.overlaps(modifier) and _usable(time, durations=durations)
    ]
    if stated:
        dated = next((time for time in stated if time.begin is not None), stated[0])
        return _event_time(dated, TimeBasis.STATED, "time.modifier")
    for extent, rule in ((span, "time.clause"), (around.sentence(span), "time.sentence")):
        inside = [time for time in around.times if extent.covers(time.span) and _usable(time, durations=durations)]
        if inside:
            return _event_time(_nearest(inside, trigger), TimeBasis.SENTENCE, rule)
    return None


def _nearest(times: Iterable[TimeExpression], trigger: Span) -> TimeExpression:
    return min(times, key=lambda time: (time.begin is None, _gap(time.span, trigger)))


def _gap(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


def _is_point(time: TimeExpression) -> bool:
    return time.type in {TimeType.DATE, TimeType.TIME} and time.value not in {"PRESENT_REF", "FUTURE_REF", "PAST_REF"}


def _usable(time: TimeExpression, *, durations: bool) -> bool:
    if time.type in {TimeType.DATE, TimeType.TIME}:
        return time.value not in {"PRESENT_REF", "FUTURE_REF"}
    return durations and time.type is TimeType.DURATION and time.begin is not None


def _event_time(time: TimeExpression, basis: TimeBasis, rule: str) -> EventTime:
    return EventTime(
        begin=time.begin, finish=time.finish, precision=time.precision, basis=basis, expression=time.span, rule=rule
    )
