"""The clocks of an agreement in words: when each begins and ends, what it waits for, how it may be moved."""

from __future__ import annotations

from collections.abc import Iterator

from trucewatch.knowledge.ontology import label_of
from trucewatch.records.agreements import Agreement, Clock
from trucewatch.records.provisions import ClockValue, ExtensionKind
from trucewatch.report.agreement_words import Item, Names, Row, item, precondition_lines, reading_words, row
from trucewatch.report.words import date_words, duration_words, word


def clock_items(agreement: Agreement, names: Names) -> Iterator[Item]:
    """Each clock as an item; the one that the truce as such runs by is tagged."""
    for clock in agreement.clocks:
        tags = ("the truce itself" if clock.id == agreement.whole else None,)
        rows = (
            row("Begins", beginning(clock, names)),
            row("Ends", ending(clock, names)),
            row("Waits for", *precondition_lines([clock.condition] if clock.condition else [], names)),
            row("Counts", _counting(clock)),
            _extension(clock, names),
            row("Told differently", *(_value(value, names) for value in clock.values)),
            row("Time zone", clock.time_zone),
            row("Note", clock.note),
        )
        yield item("clock", clock.id, clock.name, rows, tags=tags, source=clock.source)


def beginning(clock: Clock, names: Names) -> str:
    """When a clock begins, in words."""
    if clock.begin is not None:
        return date_words(clock.begin)
    if clock.after is None:
        return "when its condition holds" if clock.condition else "not known"
    delay = f"{duration_words(clock.delay)} after " if clock.delay else "with "
    point = "the end of " if clock.after_end else "the beginning of " if clock.delay else ""
    if clock.after_end and not clock.delay:
        delay = "at "
    return f"{delay}{point}{names.of('clock', clock.after)}"


def ending(clock: Clock, names: Names) -> str:
    """When a clock ends, in words."""
    parts = [date_words(clock.finish)] if clock.finish else []
    if clock.duration:
        runs_with = clock.begin is None and clock.after is not None and not clock.delay and not clock.after_end
        start = f"{names.of('clock', clock.after)} begins" if runs_with else "it begins"
        parts.append(f"{duration_words(clock.duration)} after {start}")
    return ", that is ".join(parts) or "no end is fixed, or it is not known"


def _counting(clock: Clock) -> str | None:
    if not clock.consecutive:
        return None
    events = ", ".join(label_of(event) for event in clock.resets_on)
    causes = "; ".join(filter(None, (events, clock.resets_when)))
    return f"days in a row; they begin anew on: {causes or 'what, is not known'}"


def _extension(clock: Clock, names: Names) -> Row | None:
    one = clock.extension
    if one is None:
        return None
    who = f"by {names.actors(one.by)}" if one.by and one.kind is not ExtensionKind.NONE else ""
    length = f"for {duration_words(one.length)}" if one.length else ""
    first = " ".join(filter(None, (word(one.kind), who, length)))
    source = f"({one.source})" if one.source else None
    says = " ".join(filter(None, (one.says, source)))
    return row("May be moved", first, says, *(reading_words(reading, names) for reading in one.readings))


def _value(value: ClockValue, names: Names) -> str:
    said = [f"begins {date_words(value.begin)}"] if value.begin else []
    said += [f"ends {date_words(value.finish)}"] if value.finish else []
    said += [f"lasts {duration_words(value.duration)}"] if value.duration else []
    said += [value.says] if value.says else []
    source = f" ({value.source})" if value.source else ""
    return f"according to {names.actors(value.by)}: {'; '.join(said)}{source}"
