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
BACK_SENTENCES = 4  # how far back a date still governs what follows it


def claim_time(claim: Claim, around: Surroundings, earlier: Sequence[Claim] = ()) -> EventTime:
    """The time of one claim: stated, else of its sentence, else inherited, else unknown.

    `earlier` are the resolved claims before it in the text. What somebody is quoted as saying takes over a day only
    from what the same speaker said before: the day of the statement is not the day of what it tells.
    """
    found = governing_time(claim.trigger, claim.modifiers, claim.span, around, durations=False)
    if found is not None:
        return found
    if claim.kind in _INHERITING and claim.force not in _NOT_INHERITING:
        if claim.holder:
            return _of_same_speaker(claim, around, earlier) or EventTime()
        told = [
            time for time in around.times_before(claim.span.start, BACK_SENTENCES) if _is_point(time) and time.begin
        ]
        if told:
            # The latest day told is where the story stands; earlier days beside it are its background.
            latest = max(told, key=lambda time: ((time.begin or "")[:10], time.span.start))
            return _event_time(latest, TimeBasis.INHERITED, "time.inherited")
    return EventTime()


def _of_same_speaker(claim: Claim, around: Surroundings, earlier: Sequence[Claim]) -> EventTime | None:
    reach = around.reach(claim.span.start, BACK_SENTENCES)
    origin = claim.holder[-1]
    for other in reversed(earlier):
        if other.span.start < reach or not other.holder or other.kind is not claim.kind or other.time is None:
            continue
        speaker = other.holder[-1]
        same = speaker.actor == origin.actor if origin.actor else speaker.name == origin.name
        if same and other.time.begin is not None and other.time.basis in {TimeBasis.STATED, TimeBasis.SENTENCE}:
            return other.time.model_copy(update={"basis": TimeBasis.INHERITED, "rule": "time.same_speaker"})
    return None


def governing_time(
    trigger: Span, modifiers: Sequence[Span], span: Span, around: Surroundings, *, durations: bool
) -> EventTime | None:
    """The expression in the modifiers, closest first, else the one nearest to the trigger in the clause or sentence."""
    stated = [
        time
        for modifier in modifiers
        for time in around.times
        if time.span.overlaps(modifier) and _usable(time, around, durations=durations)
    ]
    if stated:
        dated = next((time for time in stated if time.begin is not None), stated[0])
        return _window(dated, TimeBasis.STATED, "time.modifier", around)
    for extent, rule in ((span, "time.clause"), (around.sentence(span), "time.sentence")):
        inside = [
            time for time in around.times if extent.covers(time.span) and _usable(time, around, durations=durations)
        ]
        if inside:
            return _window(_nearest(inside, trigger), TimeBasis.SENTENCE, rule, around)
    return None


def _nearest(times: Iterable[TimeExpression], trigger: Span) -> TimeExpression:
    return min(times, key=lambda time: (time.begin is None, _gap(time.span, trigger)))


def _gap(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


def _is_point(time: TimeExpression) -> bool:
    return time.type in {TimeType.DATE, TimeType.TIME} and time.value not in {"PRESENT_REF", "FUTURE_REF", "PAST_REF"}


def _usable(time: TimeExpression, around: Surroundings, *, durations: bool) -> bool:
    if not durations and _bounds(time, around):
        return False
    if time.type in {TimeType.DATE, TimeType.TIME}:
        return time.value not in {"PRESENT_REF", "FUTURE_REF"}
    return durations and time.type is TimeType.DURATION and time.begin is not None


def _bounds(time: TimeExpression, around: Surroundings) -> bool:
    """ "Since Tuesday", "until May": a bound of a period, and nothing that happened then."""
    before = around.text[max(0, time.span.start - 8) : time.span.start].casefold().split()
    return before[-1:] in (["since"], ["until"], ["till"]) or time.span.quote.casefold().startswith(
        ("since ", "until ")
    )


def _window(time: TimeExpression, basis: TimeBasis, rule: str, around: Surroundings) -> EventTime:
    """The time of the expression; "since Tuesday" has a beginning and, as far as told, no end."""
    found = _event_time(time, basis, rule)
    before = around.text[max(0, time.span.start - 8) : time.span.start].casefold().split()
    opened = before[-1:] == ["since"] or time.span.quote.casefold().startswith("since")
    return found.model_copy(update={"finish": None}) if opened else found


def _event_time(time: TimeExpression, basis: TimeBasis, rule: str) -> EventTime:
    return EventTime(
        begin=time.begin, finish=time.finish, precision=time.precision, basis=basis, expression=time.span, rule=rule
    )
