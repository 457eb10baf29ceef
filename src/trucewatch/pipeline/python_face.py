"""What the library offers beside cases and records: one text annotated, one agreement loaded."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from trucewatch.errors import CaseError
from trucewatch.pipeline.agreements import check_file
from trucewatch.pipeline.annotate import Json, annotate_record
from trucewatch.pipeline.input_records import InputRecord
from trucewatch.pipeline.layers import LAYERS, check_layers
from trucewatch.pipeline.tools import Tools
from trucewatch.records.agreements import Agreement


def load_agreement(path: Path | str) -> Agreement:
    """An agreement file, or the `agreement.yaml` of a folder, checked.

    Raises:
        CaseError: every fault of it, with file, line and field.
    """
    checked = check_file(Path(path))
    if checked.faults or checked.agreement is None:
        raise CaseError(*checked.faults)
    return checked.agreement


@cache
def _tools() -> Tools:
    return Tools()


def annotate(
    text: str,
    layers: Sequence[str] = LAYERS,
    *,
    published: str | None = None,
    title: str | None = None,
    source: str | None = None,
    tools: Tools | None = None,
) -> Json:
    """What the program sees in one text, by layer; every extent is in code points of `text`.

    Args:
        text: plain text.
        layers: of `sentences`, `times`, `places`, `actors`, `attributions`, `predicates`, `syntax` and `claims`.
        published: ISO 8601; relative days are counted from it.
        title: its heading.
        source: who publishes it.
        tools: a case's (`Case.tools`), to read with its actors, places and clocks.

    Raises:
        RecordError: there is no such layer.
    """
    record = InputRecord(id="text", text=text, published=published, title=title, source=source)
    return annotate_record(record, check_layers(layers), tools or _tools())
