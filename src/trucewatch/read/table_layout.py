"""Layouts of tables: those that are known by their columns, and what the columns of another may be."""

from __future__ import annotations

from collections.abc import Sequence

from trucewatch.errors import Fault
from trucewatch.knowledge import load_yaml
from trucewatch.knowledge.ontology import event_types
from trucewatch.records.tables import DateOrder, TableLayout

_FILE = "tables.yaml"


def known_layout(head: Sequence[str]) -> TableLayout | None:
    """The layout of a data set that is known by its columns, without those that this edition of it lacks."""
    names = set(head)
    found = (one for one in load_yaml(_FILE)["known"] if names.issuperset(one["signs"]))
    known = next(found, None)
    if known is None:
        return None
    columns = {field: column for field, column in known["layout"]["columns"].items() if column in names}
    return TableLayout.model_validate({**known["layout"], "columns": columns})


def guessed_layout(head: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[str, object]:
    """What a layout of these columns may be, to be looked at and mended by a person."""
    plain = {name.strip().lower().replace(" ", "_"): name for name in reversed(head)}
    columns = {
        field: plain[word]
        for field, words in load_yaml(_FILE)["guesses"].items()
        if (word := next((one for one in words if one in plain), None)) is not None
    }
    made: dict[str, object] = {"name": "my table", "columns": columns}
    if "date" in columns:
        at = list(head).index(columns["date"])
        made["dates"] = _order([row[at] for row in rows if at < len(row)]).value
    if "event" in columns:
        at = list(head).index(columns["event"])
        words = sorted({row[at].strip() for row in rows if at < len(row) and row[at].strip()})
        made["events"] = {word: _event(word) for word in words}
    return made


def _order(words: Sequence[str]) -> DateOrder:
    parts = [one.replace("/", "-").replace(".", "-").split("-") for one in words]
    numbers = [(int(one[0]), int(one[1])) for one in parts if len(one) > 2 and one[0].isdigit() and one[1].isdigit()]
    if any(first > 31 for first, _ in numbers) or not numbers:
        return DateOrder.YEAR_FIRST
    return DateOrder.MONTH_FIRST if any(second > 12 for _, second in numbers) else DateOrder.DAY_FIRST


def _event(words: str) -> str | None:
    """The type of the ontology that words name outright."""
    slug = words.strip().lower().replace(" ", "_").replace("-", "_")
    labels = {event.label.lower(): name for name, event in event_types().items()}
    return slug if slug in event_types() else labels.get(words.strip().lower())


def layout_faults(layout: TableLayout, head: Sequence[str], where: str) -> list[Fault]:
    """What is wrong with a layout for a table of these columns, all of it at once."""
    names = set(head)
    faults = [
        Fault("table.column", f"there is no column {column!r}; there are {', '.join(head)}", where, f"columns.{field}")
        for field, column in layout.columns.items()
        if column not in names
    ]
    types = {"event": layout.event, **{f"events.{words}": event for words, event in layout.events.items()}}
    faults += [
        Fault("table.event", f"{event!r} is no type; `trucewatch list CASE events` names them", where, field)
        for field, event in types.items()
        if event is not None and event not in event_types()
    ]
    return faults
