"""What changed from one agreement to another: terms, clocks, parties, and all else that their pages show.

Entries are the same where they have the same id (a participant: the same actor in the same capacity), so that two
versions of a file, or two agreements of one series, can be held against each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from trucewatch.report.agreement import AgreementPage
from trucewatch.report.agreement_words import Item, Row


@dataclass(frozen=True)
class Change:
    """One difference. `section` and `entry` say where; `label` which row, empty where a whole entry came or went.

    `before` and `after` are the lines of the row that went and came; all of them where only their order changed.
    """

    kind: Literal["added", "removed", "changed"]
    section: str
    entry: str
    title: str
    label: str = ""
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


def compare(first: AgreementPage, second: AgreementPage) -> list[Change]:
    """Every difference, in the order of the pages: facts, then each section's entries; the first page is the older."""
    changes = _rows("Facts", "", "", first.facts, second.facts)
    found = list(changes)
    for old, new in zip(first.sections, second.sections, strict=True):
        found += _items(new.title, old.items, new.items)
    return found


def _items(section: str, old: Sequence[Item], new: Sequence[Item]) -> Iterator[Change]:
    before = {one.key: one for one in old}
    after = {one.key: one for one in new}
    for key, one in before.items():
        if key not in after:
            yield Change("removed", section, key, one.title)
    for key, one in after.items():
        if key not in before:
            yield Change("added", section, key, one.title)
            continue
        was = before[key]
        yield from _rows(section, key, one.title, _all(was), _all(one))


def _all(one: Item) -> tuple[Row, ...]:
    """An item's rows, with its title, tags and source as rows of their own."""
    source = (Row("Source", (one.source,)),) if one.source else ()
    return (Row("Title", (one.title,)), Row("Marked", one.tags), *one.rows, *source)


def _rows(section: str, entry: str, title: str, old: Sequence[Row], new: Sequence[Row]) -> Iterator[Change]:
    before = {one.label: one.lines for one in old}
    after = {one.label: one.lines for one in new}
    for label in dict.fromkeys((*before, *after)):
        was, now = before.get(label, ()), after.get(label, ())
        if was != now:
            went = tuple(line for line in was if line not in now)
            came = tuple(line for line in now if line not in was)
            lines = (went, came) if went or came else (was, now)
            yield Change("changed", section, entry, title, label, *lines)
