"""Whether the clocks of an agreement can run: order, length, zone of time, and what runs after what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from trucewatch.assess.agreement_cycles import cycles
from trucewatch.assess.clocks import duration_of, later, period_of
from trucewatch.errors import Fault
from trucewatch.records.agreements import Agreement, Clock
from trucewatch.records.calendar import bounds

Moments = tuple[datetime, datetime]
_OFFSET = re.compile(r"T.*?(?P<offset>Z|[+-]\d{2}:\d{2})?$")


def check_clocks(agreement: Agreement) -> Iterator[Fault]:
    """Every clock that cannot run as it stands, and every deadline that cannot be met."""
    for number, clock in enumerate(agreement.clocks):
        field = f"clocks[{number}]"
        yield from _order(clock, field)
        yield from _lengths(clock, field)
        yield from _begun(clock, field)
        yield from _moments(clock, field)
    yield from _circles(agreement)
    yield from _ends(agreement)
    yield from _deadlines(agreement)
    yield from _parts(agreement)


def _order(clock: Clock, field: str) -> Iterator[Fault]:
    """Nothing ends before it begins; an end and a length say the same."""
    begin, finish, length = bounds(clock.begin), bounds(clock.finish), duration_of(clock.duration)
    if begin and finish and finish[1] <= begin[0]:
        message = f"it ends ({clock.finish}) before it begins ({clock.begin}); correct one of them"
        yield Fault("agreement.clock-order", message, field=f"{field}.finish")
    elif begin and finish and length and not _agree(begin, finish, length):
        message = f"{clock.duration} after {clock.begin} is not {clock.finish}; leave out one of them"
        yield Fault("agreement.clock-length", message, field=f"{field}.duration")
    for number, value in enumerate(clock.values):
        begin, finish = bounds(value.begin), bounds(value.finish)
        if begin and finish and finish[1] <= begin[0]:
            message = f"it ends ({value.finish}) before it begins ({value.begin}); correct one of them"
            yield Fault("agreement.clock-order", message, field=f"{field}.values[{number}].finish")


def _agree(begin: Moments, finish: Moments, length: timedelta) -> bool:
    """Whether an end lies a length after a beginning, as finely as both are given."""
    first, last = later(begin[0], length), later(begin[1], length)
    return first is not None and first <= finish[1] and (last is None or last >= finish[0])


def _lengths(clock: Clock, field: str) -> Iterator[Fault]:
    """Lengths that can be reckoned: a month has no length."""
    found = [("delay", clock.delay), ("duration", clock.duration)]
    found += [(f"values[{number}].duration", value.duration) for number, value in enumerate(clock.values)]
    found += [("extension.length", clock.extension.length)] if clock.extension else []
    for name, text in found:
        length = duration_of(text)
        if text is not None and length is None:
            message = f"{text!r} cannot be reckoned; write weeks, days, hours, minutes: P6W, P42D, PT72H"
            yield Fault("agreement.duration", message, field=f"{field}.{name}")
        elif length == timedelta(0) and name != "delay":
            yield Fault("agreement.duration", f"{text} is no time at all; correct it", field=f"{field}.{name}")


def _begun(clock: Clock, field: str) -> Iterator[Fault]:
    """One beginning, and nothing said about one that is not there."""
    if clock.begin is not None and clock.after is not None:
        message = f"it begins both at {clock.begin} and after {clock.after!r}; leave out one of them"
        yield Fault("agreement.clock-begin", message, field=f"{field}.after")
    for name, given in (("delay", clock.delay is not None), ("after_end", clock.after_end)):
        if given and clock.after is None:
            message = "says how it follows another clock, and `after` names none; name it"
            yield Fault("agreement.clock-begin", message, field=f"{field}.{name}")
    resets = clock.resets_on or clock.resets_when
    if resets and not clock.consecutive:
        message = "only consecutive days begin anew; add `consecutive: true`"
        yield Fault(
            "agreement.clock-reset", message, field=f"{field}.{'resets_on' if clock.resets_on else 'resets_when'}"
        )
    if clock.consecutive and clock.duration is None and clock.finish is None:
        message = "how many days must follow each other is not said; add `duration`"
        yield Fault("agreement.clock-reset", message, field=f"{field}.consecutive")


def _moments(clock: Clock, field: str) -> Iterator[Fault]:
    """A clock time stands in a zone: with its offset, which is the one that the named zone had then."""
    if clock.time_zone is not None and _zone(clock.time_zone) is None:
        message = f"{clock.time_zone!r} is no IANA time zone; write one such as Asia/Damascus"
        yield Fault("agreement.time-zone", message, field=f"{field}.time_zone")
    for name, text in (("begin", clock.begin), ("finish", clock.finish)):
        found = _OFFSET.search(text) if text else None
        if found is None:
            continue
        if found["offset"] is None:
            message = f"{text} may be anywhere on earth; add the offset: {text}+03:00, or Z for UTC"
            yield Fault("agreement.offset", message, field=f"{field}.{name}")
        elif (there := _offset_there(text or "", clock.time_zone)) is not None:
            message = f"{clock.time_zone} was at {there} then, and not at {found['offset']}; correct one of them"
            yield Fault("agreement.offset", message, field=f"{field}.{name}")


@cache
def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (KeyError, OSError, ValueError):
        return None


def _offset_there(text: str, name: str | None) -> str | None:
    """The zone's offset at a moment, where it is not the one given; None where it is, or nothing can be said."""
    zone = _zone(name) if name else None
    if zone is None or text.endswith("Z"):
        return None
    try:
        given = datetime.fromisoformat(text)
        there = given.replace(tzinfo=zone)
    except ValueError:
        return None
    return None if given.utcoffset() == there.utcoffset() else f"{there:%z}"[:3] + ":" + f"{there:%z}"[3:5]


def _circles(agreement: Agreement) -> Iterator[Fault]:
    after = {clock.id: [clock.after] for clock in agreement.clocks if clock.after is not None}
    numbers = {clock.id: number for number, clock in enumerate(agreement.clocks)}
    for circle in cycles(after):
        message = f"each waits for the other: {' → '.join(circle)}; give one of them a beginning"
        yield Fault("agreement.clock-cycle", message, field=f"clocks[{numbers[circle[0]]}].after")


def _ends(agreement: Agreement) -> Iterator[Fault]:
    """What runs from another clock's end, or is due by it, needs one that ends."""
    clocks = {clock.id: clock for clock in agreement.clocks}
    named = [(f"clocks[{n}].after", clock.after) for n, clock in enumerate(agreement.clocks) if clock.after_end]
    named += [(f"terms[{n}].due", term.due) for n, term in enumerate(agreement.terms)]
    for field, name in named:
        clock = clocks.get(name or "")
        if clock is not None and clock.finish is None and clock.duration is None and not clock.values:
            message = f"the clock {name!r} has no end; give it `finish` or `duration`, or name another"
            yield Fault("agreement.clock-endless", message, field=field)


def _deadlines(agreement: Agreement) -> Iterator[Fault]:
    for number, term in enumerate(agreement.terms):
        begin, due = period_of(agreement, term.clock).begin, period_of(agreement, term.due).finish
        if begin is not None and due is not None and due <= begin:
            message = f"due by {due:%Y-%m-%d %H:%M} UTC, before it binds, from {begin:%Y-%m-%d %H:%M} UTC; correct one"
            yield Fault("agreement.deadline", message, field=f"terms[{number}].due")


def _parts(agreement: Agreement) -> Iterator[Fault]:
    """Nobody's part ends before it begins."""
    for number, one in enumerate(agreement.participants):
        since, until = bounds(one.since), bounds(one.until)
        if since and until and until[1] <= since[0]:
            message = f"its part ends ({one.until}) before it begins ({one.since}); correct one of them"
            yield Fault("agreement.participant-order", message, field=f"participants[{number}].until")
