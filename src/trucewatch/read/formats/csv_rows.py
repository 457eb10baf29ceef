"""CSV: its rows, whatever stands between the cells."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from trucewatch.read.text import decode

DELIMITERS = (",", ";", "\t", "|")
csv.field_size_limit(1024 * 1024)


def rows(raw: bytes, name: str) -> Iterator[list[str]]:
    """The rows in order."""
    text = decode(raw, name)
    delimiter = max(DELIMITERS, key=text.partition("\n")[0].count)
    yield from csv.reader(io.StringIO(text), delimiter=delimiter)
