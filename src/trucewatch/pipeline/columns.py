"""Layouts of tables as a person writes them: `columns.yaml` checked, and one offered for a table."""

from __future__ import annotations

import io
from itertools import islice
from pathlib import Path

from ruamel.yaml import YAML

from trucewatch.errors import CaseError, Fault, ReadError
from trucewatch.read.folder import read_bytes
from trucewatch.read.formats.recognise import recognise
from trucewatch.read.table_layout import guessed_layout, known_layout, layout_faults
from trucewatch.records.tables import TableLayout
from trucewatch.store.entries import read_entry
from trucewatch.store.yaml_file import YamlFile

_LOOKED_AT = 2000  # rows


def read_layout(path: Path) -> TableLayout:
    """The layout that a file holds.

    Raises:
        CaseError: every fault at once, with its line.
    """
    file = YamlFile(path)
    entry = read_entry(file.value, TableLayout, file)
    if file.faults or entry.made is None:
        raise CaseError(*file.faults)
    return entry.made


def check_layout(layout: TableLayout, table: Path) -> list[Fault]:
    """What is wrong with a layout for a table."""
    return layout_faults(layout, _head(table)[0], table.name)


def offered_layout(table: Path) -> str:
    """A layout for a table as YAML: the one that its columns are known by, or a guess, to be looked at.

    Raises:
        ReadError: it is no table.
    """
    head, rows = _head(table)
    known = known_layout(head)
    made = known.model_dump(mode="json", exclude_defaults=True) if known else guessed_layout(head, rows)
    target = io.StringIO()
    remark = (
        f"known as {known.name}: `add` needs no file" if known else "a guess: look at each line, then `add --columns`"
    )
    target.write(f"# {remark}\n# columns: {', '.join(head)}\n")
    writer = YAML(typ="safe", pure=True)
    writer.default_flow_style = False
    writer.sort_base_mapping_type_on_output = False  # type: ignore[assignment]
    writer.dump(made, target)
    return target.getvalue()


def _head(table: Path) -> tuple[list[str], list[list[str]]]:
    raw = read_bytes(table, table.name)
    kind = recognise(raw, table.name)
    if kind is None or not kind.table:
        raise ReadError(Fault("read.media-type", "is no table; give a CSV or XLSX file", table.name))
    rows = (row for row in kind.rows(raw, table.name) if any(cell.strip() for cell in row))
    head = [" ".join(cell.split()) for cell in next(rows, [])]
    return head, list(islice(rows, _LOOKED_AT))
