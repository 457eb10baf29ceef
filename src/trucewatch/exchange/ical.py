"""iCalendar (RFC 5545): deadlines of commitments, and the beginnings and ends of the agreement's clocks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from trucewatch.exchange.dates import DAY, ZONE, days_of
from trucewatch.exchange.outgoing import Loss, Outgoing, Written, plain
from trucewatch.records.calendar import bounds
from trucewatch.report.words import word

LONGEST = 75
"""Octets of a line before it is folded (RFC 5545, 3.1)."""


@dataclass(frozen=True)
class _Date:
    """One date of the calendar."""

    id: str
    at: str | None
    title: str
    says: str


def write(out: Outgoing) -> Written:
    """A calendar; what has no date is a loss."""
    dates = [*_commitments(out), *_clocks(out)]
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Trucewatch//deadlines//EN", "CALSCALE:GREGORIAN"]
    lines += [f"X-WR-CALNAME:{_escaped(out.record.files.settings.title)}"]
    losses: list[Loss] = []
    count = 0
    for one in dates:
        event = _event(out, one)
        if event is None:
            losses.append(Loss(one.title, "it is in no calendar", "its date is not known"))
            continue
        lines += event
        count += 1
    lines += ["END:VCALENDAR"]
    body = "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))
    return Written({"deadlines.ics": body.encode("utf-8")}, count, tuple(losses))


def _commitments(out: Outgoing) -> Iterator[_Date]:
    for one in out.commitments:
        term = out.index.terms.get(one.term)
        owed = ", ".join(map(out.index.actor, term.obligors)) if term is not None else ""
        says = f"As told: {word(one.state)}." + (f" Owed by: {owed}." if owed else "")
        yield _Date(f"commitment-{one.term}", one.due, f"Due: {one.title}", says)


def _clocks(out: Outgoing) -> Iterator[_Date]:
    if out.chosen is not None:
        return
    for one in out.clocks:
        for what, at in (("begins", one.begin), ("ends", one.finish)):
            if at is not None:
                yield _Date(f"clock-{one.id}-{what}", at, f"{one.name} {what}", "By the agreement's file.")


def _event(out: Outgoing, one: _Date) -> list[str] | None:
    span = bounds(one.at)
    if span is None or one.at is None:
        return None
    case = out.record.files.settings
    stamp = bounds(out.made)
    return [
        "BEGIN:VEVENT",
        f"UID:{one.id}@{case.id}.trucewatch",
        f"DTSTAMP:{_moment(stamp[0] if stamp is not None else datetime(1980, 1, 1))}",
        *_times(one.at, span[0]),
        f"SUMMARY:{_escaped(one.title)}",
        f"DESCRIPTION:{_escaped(f'{one.says} {case.title}')}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _times(at: str, moment: datetime) -> Iterator[str]:
    """A day, or the days of a month or year, as whole days; a clock time in UTC, or as told where it has no zone."""
    if len(at) > DAY:
        yield f"DTSTART:{_moment(moment) if ZONE.search(at) else _moment(moment).removesuffix('Z')}"
        return
    days = days_of(at, at)
    if days.first is not None and days.last is not None:
        yield f"DTSTART;VALUE=DATE:{_day(days.first)}"
        yield f"DTEND;VALUE=DATE:{_day(days.last + timedelta(days=1))}"


def _day(day: date) -> str:
    return day.strftime("%Y%m%d")


def _moment(moment: datetime) -> str:
    return moment.strftime("%Y%m%dT%H%M%SZ")


def _escaped(text: str) -> str:
    """A text value (RFC 5545, 3.3.11)."""
    return plain(text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 octets, each after the first begun with a blank; no character is cut."""
    piece, size = "", 0
    for character in line:
        width = len(character.encode("utf-8"))
        if size + width > LONGEST:
            yield piece
            piece, size = " ", 1
        piece, size = piece + character, size + width
    yield piece
