"""The `incidents` contract: input records → copies and incidents, a line a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from trucewatch.errors import Fault, RecordError, TrucewatchError
from trucewatch.link.copies import copy_clusters, find_copies
from trucewatch.link.stories import link_documents
from trucewatch.pipeline.build import read_one
from trucewatch.pipeline.input_records import line_id, parse_line
from trucewatch.pipeline.progress import Step, no_progress
from trucewatch.pipeline.tools import Tools
from trucewatch.pipeline.workers import map_tools
from trucewatch.records.claims import Claim
from trucewatch.records.documents import Document


def incident_lines(
    lines: Iterable[str], tools: Tools, progress: Step = no_progress, workers: int = 1
) -> Iterator[dict[str, Any]]:
    """One output record a line, in order: `id`, `copy_cluster`, `incidents`; or its error.

    Two records may hold the same text; each is a document of its own here, told apart by the record's id. With more
    `workers` than one, as many processes read the texts, and the lines are the same.
    """
    rows: list[Document | dict[str, Any]] = []
    documents: dict[str, Document] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            record = parse_line(line, number)
            if record.id in documents:
                raise RecordError(Fault("record.duplicate", f"id {record.id!r} stands twice", f"line {number}", "id"))
            documents[record.id] = record.document().model_copy(update={"id": record.id})
            rows.append(documents[record.id])
        except TrucewatchError as error:
            rows.append({"id": line_id(line), "error": error.faults[0].as_json()})
    ordered = list(documents.values())
    claims: list[Claim] = []
    for number, reading in enumerate(map_tools(read_one, ordered, tools, workers), start=1):
        claims.extend(reading.claims)
        progress("extracting", number, len(ordered))
    clusters = copy_clusters(ordered, find_copies(ordered, workers=workers))
    incidents = link_documents(ordered, claims)
    for row in rows:
        if isinstance(row, Document):
            yield {"id": row.id, "copy_cluster": clusters[row.id], "incidents": list(incidents[row.id])}
        else:
            yield row
