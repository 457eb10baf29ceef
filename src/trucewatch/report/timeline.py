"""The time line, as numbers that a template draws: status, clocks, a lane for each speaker, incidents."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from trucewatch.records.assessments import WITHOUT_STANDING, Standing, Statement, Status
from trucewatch.report.cites import shorten
from trucewatch.report.index import CaseIndex
from trucewatch.report.speakers import said_when, speaker_order
from trucewatch.report.tellings import IncidentView
from trucewatch.report.timescale import Scale, axis, day_of, rows_for, scale_of
from trucewatch.report.words import date_words, word

WIDTH, LEFT, RIGHT = 1000.0, 176.0, 16.0
UNDATED = 150.0
LETTER, BOLD = 6.1, 6.9
ROW = 22.0
OUTSIDERS = 6
"""Outsiders with a lane of their own; more share one, as they decide nothing of the status."""
UNNAMED = "Others, unnamed"
STACK = 7
"""Incidents drawn one by one above a place of the axis; more become a bar with their number."""


@dataclass(frozen=True)
class Mark:
    """A statement: where its shape and words stand, and the claim they lead to."""

    x: float
    y: float
    shape: str
    text: str
    href: str
    title: str
    width: float = 0.0


@dataclass(frozen=True)
class Lane:
    """One speaker."""

    name: str
    standing: str
    top: float
    height: float
    marks: list[Mark]


@dataclass(frozen=True)
class Band:
    """A stretch with one derived status. Its label stands inside, or after the last stretch, where it has room."""

    x: float
    width: float
    value: str
    text: str
    label_x: float | None
    title: str


@dataclass(frozen=True)
class Line:
    """A vertical line: a clock's start or end, or a tick of the axis. `y` is where its label stands."""

    x: float
    text: str
    y: float = 0.0
    title: str = ""
    rightward: bool = True


@dataclass(frozen=True)
class Tick:
    """An incident, or, with `count`, so many in one place of the axis."""

    x: float
    y: float
    grade: str
    href: str
    title: str
    width: float = 0.0
    count: int = 0


@dataclass(frozen=True)
class TimeView:
    """All that the time line shows."""

    width: float
    height: float
    left: float
    right: float
    axis: list[Line]
    breaks: list[float]
    axis_y: float
    clocks: list[Line]
    clocks_top: float
    bands: list[Band]
    band_y: float
    lanes: list[Lane]
    incidents_top: float
    incidents_height: float
    ticks: list[Tick]
    outside: list[tuple[str, list[IncidentView]]]
    undated_x: float | None


def view_timeline(
    index: CaseIndex, statuses: Sequence[Status], incidents: list[IncidentView], at: str | None
) -> TimeView | None:
    """The time line, None where nothing in the record has a date."""
    statements = index.record.statements
    undated = any(day_of(item.begin or item.finish) is None for item in statements)
    right = WIDTH - RIGHT - (UNDATED if undated else 0)
    scale = _scale(index, statuses, incidents, at, right)
    if scale is None:
        return None
    clocks, band_y = _clocks(index, scale, 16.0)
    bands = _bands(statuses, scale, at)
    lanes, below = _lanes(index, statements, scale, band_y + 38)
    ticks, depth = _ticks(incidents, scale)
    axis_y = below + depth + 14
    return TimeView(
        width=WIDTH,
        height=axis_y + 30,
        left=LEFT,
        right=right,
        axis=[Line(x, text) for x, text in axis(scale)],
        breaks=scale.breaks(),
        axis_y=axis_y,
        clocks=clocks,
        clocks_top=16.0,
        bands=bands,
        band_y=band_y,
        lanes=lanes,
        incidents_top=below,
        incidents_height=depth,
        ticks=[replace(tick, y=round(below + depth - tick.y, 1)) for tick in ticks],
        outside=_outside(incidents, scale),
        undated_x=right + 14 if undated else None,
    )


def _scale(
    index: CaseIndex, statuses: Sequence[Status], incidents: list[IncidentView], at: str | None, right: float
) -> Scale | None:
    """From the first to the last statement, clock and change; incidents far outside are listed, not drawn."""
    agreement = index.record.files.agreement
    clocks = agreement.clocks if agreement else ()
    days = [day_of(item.begin or item.finish) for item in index.record.statements]
    days += [day_of(status.at) for status in statuses] + [day_of(at)]
    days += [day for clock in clocks for day in (day_of(clock.begin), day_of(clock.finish, last=True))]
    known = [day for day in days if day is not None]
    happened = [day for view in incidents if (day := _incident_day(view)) is not None]
    if not known and not happened:
        return None
    if not known:
        known = happened
    first, last = min(known), max(known)
    reach = max(7.0, (last - first) * 0.5)
    near = [day for day in happened if first - reach <= day <= last + reach]
    return scale_of([*known, *near], LEFT, right)


def _incident_day(view: IncidentView) -> float | None:
    return day_of(view.incident.begin or view.incident.finish)


def _clocks(index: CaseIndex, scale: Scale, top: float) -> tuple[list[Line], float]:
    """Lines for the starts and ends that are fixed, labels in rows; and where the rows end."""
    agreement = index.record.files.agreement
    moments: list[tuple[float, str, str]] = []
    for clock in agreement.clocks if agreement else ():
        for value, what, late in ((clock.begin, "start", False), (clock.finish, "end", True)):
            day = day_of(value, last=late)
            if day is not None:
                moments.append((scale.x(day), f"{shorten(clock.name, 44)}: {what}", date_words(value)))
    moments.sort()
    wide = [8 + len(text) * BOLD for _, text, _ in moments]
    fits = [x + width < WIDTH for (x, _, _), width in zip(moments, wide, strict=True)]
    extents = [
        (x - 3, x + width) if fit else (x - width, x + 3)
        for (x, _, _), width, fit in zip(moments, wide, fits, strict=True)
    ]
    lines = [
        Line(x, text, top + row * 16, when, fit)
        for (x, text, when), row, fit in zip(moments, rows_for(extents), fits, strict=True)
    ]
    return lines, max((line.y for line in lines), default=top - 16) + 20


def _bands(statuses: Sequence[Status], scale: Scale, at: str | None) -> list[Band]:
    """The derived status from each change to the next, the last to `at`."""
    dated = [(day, status) for status in statuses if (day := day_of(status.at)) is not None]
    dated.sort(key=lambda item: item[0])
    until = day_of(at, last=True)
    limit = scale.x(min(until + 0.5, scale.last)) if until is not None else scale.right
    bands: list[Band] = []
    for number, (day, status) in enumerate(dated):
        start = scale.x(max(day, scale.first))
        after = next((later for later, other in dated[number + 1 :] if other.wording != status.wording), None)
        end = scale.x(min(after, scale.last)) if after is not None else max(limit, start)
        if bands and dated[number - 1][1].wording == status.wording:
            continue
        text = word(status.value)
        room = end - start
        title = f"From {date_words(status.at)}: {status.wording}"
        long = len(text) * LETTER + 10
        label_x = start + 6 if long <= room else None
        if label_x is None and after is None and end + long < scale.right:
            label_x = end + 6
        bands.append(Band(start, round(max(room, 2.0), 1), status.value.value, text, label_x, title))
    return bands


def _lanes(index: CaseIndex, statements: Sequence[Statement], scale: Scale, top: float) -> tuple[list[Lane], float]:
    """A lane for each speaker, parties first; outsiders who say least share one, unnamed speakers the last."""
    grouped: defaultdict[tuple[int, int, bool, str], list[Statement]] = defaultdict(list)
    for item in statements:
        grouped[speaker_order(index, item)].append(item)
    said = [grouped[key] for key in sorted(grouped)]
    own = [one for one in said if one[0].standing not in WITHOUT_STANDING]
    outside = [one for one in said if one[0].standing in WITHOUT_STANDING]
    named = [one for one in outside if index.named(one[0])]
    named.sort(key=lambda one: (index.known(one[0].speaker), len(one)), reverse=True)
    unnamed = [item for one in outside if not index.named(one[0]) for item in one]
    keep = OUTSIDERS if len(named) > OUTSIDERS + 1 else len(named)
    rest = [item for one in named[keep:] for item in one]
    plan = [(index.speaker(one[0].speaker, one[0].speaker_name), one) for one in (*own, *named[:keep])]
    others = "speakers" if any(item.standing is Standing.UNKNOWN for item in rest) else "outsiders"
    plan += [
        (name, items) for name, items in ((f"{len(named) - keep} more {others}", rest), (UNNAMED, unnamed)) if items
    ]
    lanes = []
    for name, items in plan:
        lanes.append(_lane(index, items, name, scale, top))
        top += lanes[-1].height
    return lanes, top


def _lane(index: CaseIndex, said: list[Statement], name: str, scale: Scale, top: float) -> Lane:
    grouped: defaultdict[tuple[float, str], list[Mark]] = defaultdict(list)
    for mark in (_mark(index, item, scale) for item in said):
        grouped[mark.x, mark.shape].append(mark)
    marks = sorted((_merged(same) for same in grouped.values()), key=lambda mark: mark.x + min(mark.width, 0.0))
    rows = rows_for([(mark.x + min(mark.width, 0.0) - 9, mark.x + max(mark.width, 0.0) + 12) for mark in marks])
    placed = [replace(mark, y=top + 17 + row * ROW) for mark, row in zip(marks, rows, strict=True)]
    height = max(40.0, 12 + ROW * (max(rows, default=0) + 1))
    return Lane(name, word(said[0].standing), top, height, placed)


def _merged(same: list[Mark]) -> Mark:
    """One mark for the same word at the same moment, with how many times it was said."""
    if len(same) == 1:
        return same[0]
    times = f" ×{len(same)}"
    wide = same[0].width + math.copysign(len(times) * LETTER, same[0].width)
    title = "\n".join(mark.title for mark in same)
    return replace(same[0], text=same[0].text + times, title=title, width=wide)


def _mark(index: CaseIndex, item: Statement, scale: Scale) -> Mark:
    day = day_of(item.begin or item.finish)
    x = scale.x(day) if day is not None else scale.right + 26
    text = word(item.position)
    when = said_when(item)
    cite = index.cite_claim(item.claim)
    title = f"{index.speaker(item.speaker, item.speaker_name)} {text}, {when}" + (f": “{cite.quote}”" if cite else "")
    fits = day is None or x + 10 + len(text) * LETTER < scale.right
    wide = 10 + len(text) * LETTER
    href = cite.href if cite else "#status"
    if not fits:
        return Mark(x, 0, item.position.value, text, href, title, -wide)
    return Mark(x, 0, item.position.value, text, href, title, wide)


def _ticks(incidents: list[IncidentView], scale: Scale) -> tuple[list[Tick], float]:
    """Incidents stacked above the axis, `y` counted upwards from it; and how high the stack is."""
    columns: defaultdict[int, list[tuple[float, float, IncidentView]]] = defaultdict(list)
    for view in incidents:
        day = _incident_day(view)
        if day is None or not scale.holds(day):
            continue
        x = scale.x(day)
        end = day_of(view.incident.finish, last=True)
        wide = scale.x(min(end, scale.last)) - x if end is not None and end > day else 0.0
        columns[int(x // 12)].append((x, wide, view))
    ticks: list[Tick] = []
    for stacked in columns.values():
        if len(stacked) > STACK:
            x, _, view = stacked[0]
            title = f"{len(stacked)} incidents, the first: {view.short}, {view.when}"
            height = min(14.0 * STACK, 20.0 + 12 * math.log2(len(stacked)))
            ticks.append(Tick(x, height, "many", f"#{view.id}", title, height, len(stacked)))
            continue
        for level, (x, wide, view) in enumerate(stacked):
            title = f"{view.number}. {view.short}, {view.when}: {view.grade}"
            ticks.append(Tick(x, 10.0 + 14 * level, view.grade, f"#{view.id}", title, round(wide, 1)))
    return ticks, max(34.0, max((tick.y for tick in ticks), default=0.0) + 14)


def _outside(incidents: list[IncidentView], scale: Scale) -> list[tuple[str, list[IncidentView]]]:
    before: list[IncidentView] = []
    after: list[IncidentView] = []
    undated: list[IncidentView] = []
    for view in incidents:
        day = _incident_day(view)
        if day is None:
            undated.append(view)
        elif not scale.holds(day):
            (before if day < scale.first else after).append(view)
    groups = (("Earlier", before), ("Later", after), ("Date unknown", undated))
    return [(label, views) for label, views in groups if views]
