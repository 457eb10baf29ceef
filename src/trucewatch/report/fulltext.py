"""A document's text as HTML: every cited span has an anchor, boilerplate is folded, no character is moved.

The text nodes outside `data-skip` elements, joined, are the document's text code point for code point, so that
a script can find any span by counting.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator

from markupsafe import Markup, escape

from trucewatch.records.documents import Document
from trucewatch.report.cites import anchor
from trucewatch.report.words import word


def safe_text(text: str) -> Markup:
    """Text for HTML with as many code points as before: NUL and lone surrogates become U+FFFD, CR a reference."""
    printable = "".join("\ufffd" if char == "\0" or "\ud800" <= char <= "\udfff" else char for char in text)
    return Markup(str(escape(printable)).replace("\r", "&#13;"))


def render_text(document: Document, cited: Iterable[tuple[int, int]]) -> Markup:
    """The text with anchors `#DOCUMENT-START-END` on the cited spans, nested where they nest.

    A span that crosses the end of another is split; its first part has the anchor.
    """
    spans = sorted({(start, end) for start, end in cited if 0 <= start < end <= len(document.text)})
    parts: list[str] = []
    for begin, finish, label in stretches(document):
        inner = "".join(_marked(document, begin, finish, spans))
        if label is None:
            parts.append(inner)
            continue
        summary = f"<summary data-skip>Left out of reading: {escape(label)}</summary>"
        parts.append(f'<details class="boilerplate">{summary}<span class="left">{inner}</span></details>')
    return Markup("".join(parts))


def render_excerpts(document: Document, cited: Iterable[tuple[int, int]]) -> Markup:
    """Only the cited passages, with the same anchors; what stands between them is left out and marked so."""
    spans = sorted({(start, end) for start, end in cited if 0 <= start < end <= len(document.text)})
    stretches: list[tuple[int, int]] = []
    for start, end in spans:
        if stretches and start <= stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], max(end, stretches[-1][1]))
        else:
            stretches.append((start, end))
    passages = ("".join(_marked(document, begin, finish, spans)) for begin, finish in stretches)
    return Markup(" […] ".join(passages))


def stretches(document: Document) -> Iterator[tuple[int, int, str | None]]:
    """The text in order as stretches to read (label None) and stretches of boilerplate; overlaps go to the first."""
    place = 0
    for part in sorted(document.boilerplate, key=lambda item: item.span.start):
        start, end = max(part.span.start, place), min(part.span.end, len(document.text))
        if end <= start:
            continue
        if start > place:
            yield place, start, None
        yield start, end, word(part.kind)
        place = end
    if place < len(document.text):
        yield place, len(document.text), None


def _marked(document: Document, begin: int, finish: int, spans: list[tuple[int, int]]) -> Iterator[str]:
    """The stretch `[begin, finish)` with its spans opened and closed in order."""
    text, prefix = document.text, anchor(document.id)
    queue = [
        (max(start, begin), -min(end, finish), f"{prefix}-{start}-{end}" if start >= begin else "")
        for start, end in spans
        if start < finish and end > begin
    ]
    heapq.heapify(queue)
    open_ends: list[int] = []
    place = begin
    while queue or open_ends:
        if open_ends and (not queue or open_ends[-1] <= queue[0][0]):
            end = open_ends.pop()
            yield f"{safe_text(text[place:end])}</span>"
            place = end
            continue
        start, negative_end, name = heapq.heappop(queue)
        yield safe_text(text[place:start])
        place = start
        end = -negative_end
        if open_ends and end > open_ends[-1]:
            heapq.heappush(queue, (open_ends[-1], negative_end, ""))
            end = open_ends[-1]
        yield f'<span class="w" id="{name}">' if name else '<span class="w">'
        open_ends.append(end)
    yield safe_text(text[place:finish])
