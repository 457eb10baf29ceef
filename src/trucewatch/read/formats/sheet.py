"""XLSX: the rows of its first sheet that has any, as words. Read with openpyxl."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime

import openpyxl

from trucewatch.errors import Fault, ReadError
from trucewatch.read.formats.format import MAX_UNFOLDED, MB
from trucewatch.read.formats.packed import open_zip


def rows(raw: bytes, name: str) -> Iterator[list[str]]:
    """The rows in order; formulas as the values that were last reckoned.

    Raises:
        ReadError: `read.unfolds`.
    """
    archive: zipfile.ZipFile = open_zip(raw, name)
    if sum(info.file_size for info in archive.infolist()) > MAX_UNFOLDED:
        message = f"unfolds to more than {MAX_UNFOLDED // MB} MB; save the sheet as CSV, cut up"
        raise ReadError(Fault("read.unfolds", message, name))
    book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
    for sheet in book.worksheets:
        empty = True
        for cells in sheet.iter_rows(values_only=True):
            words = [_words(cell) for cell in cells]
            if any(words):
                empty = False
            yield words
        if not empty:
            return


def _words(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat() if value.time().isoformat() != "00:00:00" else value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)
