"""A document by its pieces: sentences end where a block ends, and an entry's times are reckoned from its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from trucewatch.extract.syntax.sentences import sentence_spans
from trucewatch.pipeline.tools import Tools
from trucewatch.records.documents import Block, BlockKind, Document
from trucewatch.records.spans import Span
from trucewatch.records.times import TimeExpression
from trucewatch.resolve.times import find_times

# Of plain text only the shape is known: a line that looks like a paragraph may be a wrapped line of one.
_SURE = frozenset({BlockKind.HEADLINE, BlockKind.HEADING, BlockKind.TABLE_ROW, BlockKind.ENTRY, BlockKind.CAPTION})
_BEGUN = _SURE | {BlockKind.LIST_ITEM, BlockKind.QUOTATION}
_DAY = len("0000-00-00")


def document_sentences(document: Document) -> list[tuple[int, int]]:
    """The sentences of a document, `[start, end)`; none reaches over the edge of a block."""
    return list(_cut(document.text, sentence_spans(document.text), _edges(document)))


def _edges(document: Document) -> list[int]:
    """Where a block surely begins or ends."""
    marked = document.media_type != "text/plain"
    begun = {block.start for block in document.blocks if marked or block.kind in _BEGUN}
    ended = {block.end for block in document.blocks if marked or block.kind in _SURE}
    return sorted(begun | ended)


def _cut(text: str, spans: Iterable[tuple[int, int]], edges: Sequence[int]) -> Iterator[tuple[int, int]]:
    at = 0
    for start, end in spans:
        while at < len(edges) and edges[at] <= start:
            at += 1
        begin = start
        while at < len(edges) and edges[at] < end:
            yield from _trimmed(text, begin, edges[at])
            begin = edges[at]
            at += 1
        yield from _trimmed(text, begin, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    words = text[start:end]
    low, high = start + len(words) - len(words.lstrip()), start + len(words.rstrip())
    if low < high:
        yield low, high


def document_times(text: str, published: str | None, blocks: Sequence[Block], tools: Tools) -> list[TimeExpression]:
    """The time expressions of a text: relative ones against its publication, or the time of the entry they stand in."""
    if all(block.entry is None for block in blocks):
        return _times(text, published, tools)
    found: list[TimeExpression] = []
    for entry, grouped in groupby(blocks, key=lambda block: block.entry):
        within = list(grouped)
        start, end = within[0].start, within[-1].end
        told = published if entry is None else _moment(text, within[0], published, tools)
        found += [_moved(time, start) for time in _times(text[start:end], told, tools)]
    return found


def _moment(text: str, head: Block, published: str | None, tools: Tools) -> str | None:
    """When an entry was written: as the page says, else as its head does, else when all was published."""
    if head.moment is not None or head.kind is not BlockKind.ENTRY:
        return head.moment or published
    told = _times(text[head.start : head.end], published, tools)
    return next((time.begin for time in told if time.begin and len(time.begin) >= _DAY), published)


def _times(text: str, published: str | None, tools: Tools) -> list[TimeExpression]:
    moment = published if published and len(published) >= _DAY else None
    return list(find_times(text, moment, time_zone=tools.time_zone, clocks=tools.clocks))


def _moved(time: TimeExpression, by: int) -> TimeExpression:
    span = time.span
    return time.model_copy(update={"span": Span(start=span.start + by, end=span.end + by, quote=span.quote)})
