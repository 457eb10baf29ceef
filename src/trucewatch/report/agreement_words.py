"""The parts of an agreement's page: items with rows, and the words for numbers, readings and conditions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from trucewatch.records.agreements import Agreement
from trucewatch.records.provisions import Bound, Measure, Precondition, Reading
from trucewatch.report.words import word

_NOT_IN_ID = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Row:
    """One thing said of an item: a label and the words, which may be several lines."""

    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Item:
    """One entry of a section. `key` is its id in the agreement, `id` its place on a page, `source` what it rests on."""

    key: str
    id: str
    title: str
    tags: tuple[str, ...]
    rows: tuple[Row, ...]
    source: str | None = None


@dataclass(frozen=True)
class Names:
    """What is called what: actors and places by a look-up from outside, the agreement's own entries by id."""

    actor: Callable[[str], str]
    place: Callable[[str], str]
    own: Mapping[str, str]

    def actors(self, names: Iterable[str]) -> str:
        """Several actors in one line."""
        return ", ".join(self.actor(name) for name in names)

    def of(self, what: str, name: str | None) -> str | None:
        """An entry of the agreement in quotation marks (`clock:truce`); an id that nothing has stays as it is."""
        return f"“{self.own.get(f'{what}:{name}', name)}”" if name is not None else None


def own_names(agreement: Agreement) -> dict[str, str]:
    """The names of an agreement's entries, by kind and id."""
    names = {f"instrument:{one.id}": one.title for one in agreement.instruments}
    names |= {f"zone:{one.id}": one.name for one in agreement.zones}
    names |= {f"line:{line.id}": line.name for zone in agreement.zones for line in zone.lines}
    names |= {f"clock:{one.id}": one.name for one in agreement.clocks}
    return names | {f"term:{one.id}": one.title for one in agreement.terms}


def item(
    kind: str, key: str, title: str, rows: Iterable[Row | None], *, tags: Iterable[str | None] = (), source: str | None
) -> Item:
    """An item with the rows and tags that say something."""
    place = f"agreement-{kind}-{_NOT_IN_ID.sub('-', key.lower()).strip('-')}"
    kept = tuple(one for one in rows if one is not None)
    return Item(key, place, title, tuple(tag for tag in tags if tag), kept, source)


def row(label: str, *lines: str | None) -> Row | None:
    """A row, None where none of its lines says anything."""
    kept = tuple(line for line in lines if line)
    return Row(label, kept) if kept else None


def readings_row(readings: Iterable[Reading], names: Names) -> Row | None:
    """Who understands it how: each reading a line, neutral about which is right."""
    return row("Read differently", *(reading_words(one, names) for one in readings))


def reading_words(reading: Reading, names: Names) -> str:
    """One reading: “says” according to whom, on what source."""
    who = names.actors(reading.by) if reading.by else "nobody in particular"
    source = f" ({reading.source})" if reading.source else ""
    return f"according to {who}: {reading.says}{source}"


def precondition_lines(conditions: Iterable[Precondition], names: Names) -> list[str]:
    """What must hold first, each with the term or clock it names and its readings."""
    lines = []
    for one in conditions:
        named = ", ".join(filter(None, (names.of("term", one.term), names.of("clock", one.clock))))
        lines.append(f"{one.says} ({named})" if named else one.says)
        lines += [reading_words(reading, names) for reading in one.readings]
    return lines


def measure_lines(measures: Iterable[Measure], names: Names) -> list[str]:
    """Each number with what it counts, in which direction it binds, for whom, from where and by when."""
    return [line for one in measures for line in _measure(one, names)]


def _measure(one: Measure, names: Names) -> list[str]:
    about = [f"{word(one.kind)} of {one.of}" if one.kind.value in ("width", "size") else one.of]
    about += [f"for {names.actor(one.party)}"] if one.party else []
    about += [f"from {names.of('line', one.line)}"] if one.line else []
    about += [f"by {names.of('clock', one.clock)}"] if one.clock else []
    note = f" ({one.note})" if one.note else ""
    first = f"{', '.join(about)}: {_amount(one)}{note}"
    return [first, *(reading_words(reading, names) for reading in one.readings)]


def _amount(one: Measure) -> str:
    per = f" for each {one.per}" if one.per and one.kind.value == "ratio" else f" per {one.per}" if one.per else ""
    if one.value is None:
        return f"{one.unit}{per}; the figure is not given here"
    number = f"{one.value:,g}" if one.high is None else f"{one.value:,g}–{one.high:,g}"
    bound = f"{word(one.bound)} " if one.bound not in (Bound.EXACTLY, Bound.UNKNOWN) else ""
    unsure = f" ({word(one.bound)})" if one.bound is Bound.UNKNOWN else ""
    return f"{bound}{number} {one.unit}{per}{unsure}"
