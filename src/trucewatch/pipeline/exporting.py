"""Exports: a case, or what is asked for of it, as the files of one format."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from trucewatch import __version__
from trucewatch.errors import Fault, InputError
from trucewatch.exchange.csv_tables import csv_file
from trucewatch.exchange.formats import Format
from trucewatch.exchange.outgoing import Loss, Outgoing, Written
from trucewatch.pipeline.carrying import carried_files
from trucewatch.pipeline.opened import OpenedCase
from trucewatch.pipeline.publishing import Publisher
from trucewatch.pipeline.selecting import choose
from trucewatch.report.public import PublicPolicy, only_quoted

ZIP_TIME = (1980, 1, 1, 0, 0, 0)
"""The same export gives the same bytes: a zip's entries bear no time of writing."""


@dataclass(frozen=True)
class ExportOrder:
    """What is asked for.

    Attributes:
        form: the format.
        filters: of `list`, by name.
        at: ISO 8601, the record as it stood then; None: all that is known.
        public: what is held back from readers outside; None: an export for those who work on the case.
    """

    form: Format
    filters: Mapping[str, str] = field(default_factory=dict)
    at: str | None = None
    public: PublicPolicy | None = None


@dataclass(frozen=True)
class Export:
    """The files of an export, what each format lost, and hints for whoever asked."""

    written: Written
    hints: tuple[str, ...] = ()


def export_case(case: OpenedCase, order: ExportOrder, made: str) -> Export:
    """The case as the files of a format.

    Raises:
        CaseError: nothing is built; or a filter can't be read.
        InputError: the format needs a package that is not here, or cannot hold so much.
    """
    write = order.form.writer()
    publisher = Publisher(case, order.public, made)
    record = publisher.record(publisher.latest(order.at))
    chosen, hints = choose(record, case.books.book.entries, order.filters)
    whole = order.public is None and chosen is None and order.at is None
    outgoing = Outgoing(
        record=only_quoted(record) if order.public is not None else record,
        book=case.books.book,
        made=made,
        chosen=chosen,
        public=order.public is not None,
        folder=carried_files(case, record) if whole and order.form.carries_case else None,
        clocks=case.books.clocks,
        version=__version__,
    )
    return Export(write(outgoing), tuple(hints))


def save(export: Export, form: Format, target: Path) -> list[Path]:
    """Write an export to `target`: a file, or a folder or zip of several. Losses stand in a table beside, or within.

    Returns:
        The files written.

    Raises:
        InputError: `output.unwritable`.
    """
    files = dict(export.written.files)
    try:
        if form.many:
            files |= {"losses.csv": loss_table(export.written.losses)} if export.written.losses else {}
            return _save_many(files, target)
        return _save_one(files, export.written.losses, target)
    except OSError as error:
        raise InputError(Fault("output.unwritable", str(error), str(target))) from error


def loss_table(losses: tuple[Loss, ...]) -> bytes:
    """The losses as CSV."""
    return csv_file(("record", "what", "why"), ((one.record, one.what, one.why) for one in losses))


def _save_many(files: Mapping[str, bytes], target: Path) -> list[Path]:
    if target.suffix.lower() == ".zip":
        raw = io.BytesIO()
        with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as packed:
            for name, body in files.items():
                entry = zipfile.ZipInfo(name, ZIP_TIME)
                entry.compress_type = zipfile.ZIP_DEFLATED
                packed.writestr(entry, body)
        return [_put(target, raw.getvalue())]
    return [_put(target / name, body) for name, body in files.items()]


def _save_one(files: Mapping[str, bytes], losses: tuple[Loss, ...], target: Path) -> list[Path]:
    """The first file is the export itself; the others and the losses stand beside it, named after it."""
    (_, main), *others = files.items()
    written = [_put(target, main), *(_put(target.with_name(f"{target.stem}.{name}"), body) for name, body in others)]
    beside = target.with_name(f"{target.stem}.losses.csv")
    if losses or beside.exists():
        written.append(_put(beside, loss_table(losses)))
    return written


def _put(path: Path, raw: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(raw)
    return path
