"""Parquet: the tables with their types, one file each (pyarrow)."""

from __future__ import annotations

import io
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from trucewatch.exchange.all_tables import tables_of
from trucewatch.exchange.outgoing import Outgoing, Written, plain
from trucewatch.exchange.tables import Column, Kind, Table, Value

TYPES: dict[Kind, Any] = {
    "text": pa.string(),
    "id": pa.string(),
    "iso date": pa.string(),
    "address": pa.string(),
    "day": pa.date32(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "yes or no": pa.bool_(),
    "list": pa.list_(pa.string()),
}


def write(out: Outgoing) -> Written:
    """A file a table; what a column says stands in its field's metadata."""
    tables = tables_of(out)
    return Written({f"{one.name}.parquet": _file(one) for one in tables}, len(tables[0].rows))


def _file(one: Table) -> bytes:
    fields = [pa.field(column.name, TYPES[column.kind], metadata={"says": column.says}) for column in one.columns]
    values = [
        pa.array([_value(row[place], column) for row in one.rows], type=TYPES[column.kind])
        for place, column in enumerate(one.columns)
    ]
    raw = io.BytesIO()
    schema = pa.schema(fields, metadata={"says": one.says})
    pq.write_table(pa.Table.from_arrays(values, schema=schema), raw, compression="zstd")
    return raw.getvalue()


def _value(value: Value, column: Column) -> Any:
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    if isinstance(value, str):
        return plain(value)
    return float(value) if column.kind == "number" and isinstance(value, int) else value
