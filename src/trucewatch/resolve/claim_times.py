"""The time of a claim: which expression governs it, on what basis. The publication date is never one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from trucewatch.records.calendar import extent
from trucewatch.records.claims import Claim, ClaimKind, Force, Tally
from trucewatch.records.spans import Span
from trucewatch.records.times import EventTime, TimeBasis, TimeExpression, TimePrecision, TimeType
from trucewatch.resolve.claim_dates import (
    COARSE,
    NEAR,
    is_bracketed,
    is_feast_named,
    is_so_long_after,
    is_told_before,
    leads_name,
    looks_back_elsewhere,
    names_a_thing,
)
from trucewatch.resolve.claim_ongoing import ongoing
from trucewatch.resolve.claim_recalled import when_named
from trucewatch.resolve.claim_scope import (
    at_head,
    frame,
    is_aside,
    is_lead_day,
    is_of_its_clause,
    is_reduced,
    is_sentence,
    is_standing,
    is_subordinate,
    reach,
    saying,
    tells_of_before,
)
from trucewatch.resolve.claim_story import story_day
from trucewatch.resolve.claim_windows import event_time, is_bound, since_window, window
from trucewatch.resolve.surroundings import Surroundings

# What is still to come, or is about why, has no day of its own to take over from the sentences before.
_NOT_INHERITING = frozenset({Force.PREDICTS, Force.THREATENS, Force.DEMANDS, Force.CONDITIONAL, Force.ASKS})
_INHERITING = frozenset({ClaimKind.OCCURRENCE, ClaimKind.TRUCE, ClaimKind.COMMITMENT})
_DAYS = frozenset(
    {TimePrecision.MINUTE, TimePrecision.HOUR, TimePrecision.DAY_PART, TimePrecision.DAY, TimePrecision.DAYS}
)  # a month told as background governs nothing
_NOW = re.compile(r"\W*(?:now|today|these days|this time)\b", re.IGNORECASE)
_PLUPERFECT = re.compile(r"\bhad\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_WINDOWS = frozenset({"between_evenings", "clock_window", "clock_period"})  # lengths with ends of their own
_OWNS = re.compile(r"['’]s?\s+(?:[\w-]+\s+){0,3}", re.IGNORECASE)
_DATES = frozenset({"year", "day_month", "month_day", "month_year", "month_of_year", "number_date", "iso", "log_date"})
_NAMES = re.compile(r"\s+(?:[\w-]+\s+){0,2}", re.IGNORECASE)
_SPOKEN = frozenset({ClaimKind.TRUCE, ClaimKind.SPEECH})
WINDOW_DAYS = 31  # a longer window is a tally's, or background
BACK_SENTENCES = 4  # how far back a date still governs what follows it


def claim_time(claim: Claim, around: Surroundings, earlier: Sequence[Claim] = ()) -> EventTime:
    """The time of one claim: stated, else of its sentence, else inherited, else unknown.

    `earlier` are the resolved claims before it in the text. What somebody is quoted as saying takes over a day only
    from what the same speaker said before: the day of the statement is not the day of what it tells.
    """
    found = governing_time(claim, around, durations=False)
    if found is not None and found.rule == "time.sentence":
        found = ongoing(claim, around) or found  # "signed in February, and fighters are continuing attacks"
    if found is not None:
        return found
    if claim.kind not in _INHERITING or claim.force in _NOT_INHERITING:
        return EventTime()
    going_on = since_window(claim, around, earlier) or ongoing(claim, around)
    if going_on is not None:
        return going_on
    if _stands_apart(claim, around.text) or is_standing(claim, around.text) or is_reduced(claim, around.text):
        return EventTime()
    again = when_named(claim, around, earlier)
    if again is not None:
        return again
    if claim.holder:
        story = _of_same_speaker(claim, around, earlier) or story_day(claim, around, earlier)
        return story or ongoing(claim, around, past=True) or EventTime()
    if _NOW.match(around.sentence(claim.span).quote):
        return EventTime()  # "Now the press weeps over a convoy …": the text has come back from what it told before
    if _PLUPERFECT.search(around.text, max(claim.span.start, claim.trigger.start - NEAR), claim.trigger.start):
        return EventTime()  # "had shelled it before": a look back from the day on which the story stands
    return _of_the_story(claim, around, earlier) or story_day(claim, around, earlier) or EventTime()


def _of_the_story(claim: Claim, around: Surroundings, earlier: Sequence[Claim]) -> EventTime | None:
    """The day on which the story stands: one at the head of a sentence, or one of an event told before.

    A day inside a sentence and before the one where the story stood is a look back and does not move it.
    """
    reach = around.reach(claim.span.start, BACK_SENTENCES)
    told = {
        other.time.expression.start
        for other in takewhile(lambda other: other.span.start >= reach, reversed(earlier))
        if other.time is not None and other.time.expression is not None and not other.holder
        if other.kind in _INHERITING and other.time.basis is not TimeBasis.INHERITED and not is_subordinate(other)
    }
    current: TimeExpression | None = None
    for time in around.times_before(claim.span.start, BACK_SENTENCES):
        if time.type is TimeType.DURATION and _is_short(time):
            current = None  # "in the past 24 hours": the text has come to another time
        if not (_is_point(time) and time.begin and time.precision in _DAYS and not is_bound(time, around.text)):
            continue
        if is_feast_named(time, around.text):
            continue
        sentence = around.sentence(time.span)
        if not is_sentence(sentence) or _told_apart(time, claim, around):
            continue
        heads = at_head(time.span, sentence, around.text)
        leads = time.span.start in told or is_lead_day(time.span, sentence, around.text)
        if not heads and (not leads or is_aside(time.span, sentence, around.text)):
            continue
        if current is None or heads or time.begin[:10] >= (current.begin or "")[:10]:
            current = time
    return None if current is None else event_time(current, TimeBasis.INHERITED, "time.inherited")


def _of_same_speaker(claim: Claim, around: Surroundings, earlier: Sequence[Claim]) -> EventTime | None:
    reach = around.reach(claim.span.start, BACK_SENTENCES)
    own = {TimeBasis.STATED, TimeBasis.SENTENCE}
    origin = claim.holder[-1]
    for other in takewhile(lambda other: other.span.start >= reach, reversed(earlier)):
        if not other.holder or other.kind is not claim.kind or other.time is None:
            continue
        speaker = other.holder[-1]
        same = speaker.actor == origin.actor if origin.actor else speaker.name == origin.name
        told = other.time.begin is not None and other.time.precision in _DAYS
        if same and told and other.time.basis in own:
            return other.time.model_copy(update={"basis": TimeBasis.INHERITED, "rule": "time.same_speaker"})
    return None


def governing_time(claim: Claim | Tally, around: Surroundings, *, durations: bool) -> EventTime | None:
    """The expression in the claim's own modifiers, else the nearest in its clause, in its sentence, before its speaker.

    The day of a saying ("told a briefing on Wednesday") and of a dateline is no event's; a day at the head of the
    sentence before the speaker ("On Monday, residents said …") is, unless the clause looks back from it.
    """
    owned = _owned(claim, around)
    if owned is not None:
        return event_time(owned, TimeBasis.STATED, "time.owned")
    outer = frame(claim, around)
    free = _own_times(claim, around, durations=durations)
    inner = [time for time in free if outer is None or not outer.covers(time.span)]
    stated = _stated(claim, inner, around)
    if stated is not None:
        return window(stated, TimeBasis.STATED, "time.modifier", around)
    for words, times, rule in _steps(claim, around, free, inner, durations=durations):
        inside = [time for time in times if words.covers(time.span)]
        if rule == "time.clause":
            inside = [time for time in inside if not is_bracketed(time.span, words, around.text)] or inside
        else:
            sentence = around.sentence(words)
            text = around.text
            inside = [
                t for t in inside if not is_aside(t.span, sentence, text) or is_of_its_clause(t.span, claim, text)
            ]
        if inside:
            return window(_nearest(inside, claim.trigger), TimeBasis.SENTENCE, rule, around)
    return None


def _owned(claim: Claim | Tally, around: Surroundings) -> TimeExpression | None:
    """The day that stands in the act's own name: "Friday's air strike", "the 2019 bombing of a church"."""
    sentence = around.sentence(claim.trigger)
    for time in reversed(around.times_in(sentence.start, claim.trigger.start)):
        if time.begin is None or not _is_point(time) or time.span.end > claim.trigger.start:
            continue
        between = around.text[time.span.end : claim.trigger.start]
        named = time.rule in _DATES and (time.span.quote.startswith("the ") or leads_name(time, around.text))
        if _OWNS.fullmatch(between) or (named and _NAMES.fullmatch(between)):
            return time
    return None


def _own_times(claim: Claim | Tally, around: Surroundings, *, durations: bool) -> list[TimeExpression]:
    """The expressions that may be the claim's: not of its saying, its dateline, another clause, another act."""
    start, end = reach(claim, around)
    said = saying(claim, around)
    apart = (*said, *claim.embedded)
    return [
        time
        for time in around.times_in(start, end)
        if _usable(time, around, durations=durations)
        and (
            not any(part.covers(time.span) for part in apart)
            or (is_of_its_clause(time.span, claim, around.text) and not any(part.covers(time.span) for part in said))
        )
        and not _in_dateline(time, around)
        and not names_a_thing(time, claim, around.text)
        and not is_feast_named(time, around.text)
        and not is_told_before(time, claim, around)
        and not looks_back_elsewhere(time, claim, around.triggers_in(claim.trigger.end, time.span.start))
    ]


def _stated(claim: Claim | Tally, inner: Sequence[TimeExpression], around: Surroundings) -> TimeExpression | None:
    """The expression among the claim's own modifiers, one on the calendar and right below the trigger first."""
    after = claim.trigger.end if _is_named(claim, around.text) else 0
    options = [
        (time.begin is None, not _is_direct(time, modifier, around.text), time)
        for modifier in claim.modifiers
        for time in inner
        if time.span.start >= after and modifier.overlaps(claim.span) and time.span.overlaps(modifier)
        if time.precision not in COARSE or not time.begin or _is_direct(time, modifier, around.text)
        if claim.span.covers(time.span) or not _stands_apart(claim, around.text)
    ]
    if not options:
        return None
    undated, _, best = min(options, key=lambda option: option[:2])
    if undated and any(time.begin and claim.span.covers(time.span) for time in inner):
        return None
    return best


def _steps(
    claim: Claim | Tally,
    around: Surroundings,
    free: Sequence[TimeExpression],
    inner: Sequence[TimeExpression],
    *,
    durations: bool,
) -> Iterator[tuple[Span, Sequence[TimeExpression], str]]:
    """Where else a claim's time is looked for, nearest first: the extent, the expressions that count, the rule."""
    if _is_named(claim, around.text):
        return
    outer = frame(claim, around)
    near = [time for time in inner if durations or time.precision not in COARSE]
    yield claim.span, near, "time.clause"
    if not _stands_apart(claim, around.text):
        fine = [time for time in inner if time.precision in _DAYS or durations]
        for modifier in claim.modifiers:
            yield modifier, fine, "time.modifier"
        if claim.force not in _NOT_INHERITING:
            yield around.sentence(claim.span), near, "time.sentence"
        if outer is not None and not tells_of_before(claim):
            yield outer, free, "time.frame"
    if isinstance(claim, Claim) and claim.kind in _SPOKEN:
        # To declare a truce over, to say how it stands, to accuse is itself the act: its day is that of the saying.
        for part in saying(claim, around):
            inside = [time for time in around.times_in(part.start, part.end) if part.covers(time.span)]
            usable = [time for time in inside if _usable(time, around, durations=durations)]
            told = [time for time in usable if not _in_dateline(time, around)]
            yield part, told, "time.saying"


def _in_dateline(time: TimeExpression, around: Surroundings) -> bool:
    return any(line.covers(time.span) for line in around.datelines_in(time.span.start, time.span.end))


def _told_apart(time: TimeExpression, claim: Claim, around: Surroundings) -> bool:
    """Whether a time stands in a dateline, or in a clause of another claim within this one."""
    lines = around.datelines_in(time.span.start, time.span.end)
    return any(part.overlaps(time.span) for part in (*lines, *claim.embedded))


def _stands_apart(claim: Claim | Tally, text: str) -> bool:
    return is_subordinate(claim) or is_so_long_after(claim, text)


def _is_named(claim: Claim | Tally, text: str) -> bool:
    """Whether the words only say which truce: "a truce brokered by Oslo" is dated by what follows them alone."""
    return isinstance(claim, Claim) and claim.kind in _SPOKEN and is_reduced(claim, text)


def _is_direct(time: TimeExpression, modifier: Span, text: str) -> bool:
    """Whether the modifier is the time, and does not only hold it: "over the killing of a driver the day before"."""
    return len(text[modifier.start : time.span.start].split()) <= 1


def _nearest(times: Iterable[TimeExpression], trigger: Span) -> TimeExpression:
    return min(times, key=lambda time: (time.begin is None, _gap(time.span, trigger)))


def _gap(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


def _is_point(time: TimeExpression) -> bool:
    return time.type in {TimeType.DATE, TimeType.TIME} and time.value not in {"PRESENT_REF", "FUTURE_REF", "PAST_REF"}


def _usable(time: TimeExpression, around: Surroundings, *, durations: bool) -> bool:
    if not durations and is_bound(time, around.text):
        return False
    if time.type in {TimeType.DATE, TimeType.TIME}:
        return time.value not in {"PRESENT_REF", "FUTURE_REF"}
    return time.begin is not None and (durations or time.rule in _WINDOWS or _is_short(time))


def _is_short(time: TimeExpression) -> bool:
    """Whether a length has both ends and is short enough to say when something was: "over the past 24 hours"."""
    spanned = extent(time.begin, time.finish) if time.begin and time.finish else None
    return spanned is not None and (spanned[1] - spanned[0]).days <= WINDOW_DAYS
