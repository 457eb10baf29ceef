"""Marked: a document's text with the words of each claim marked by layer; no character is moved.

The text nodes outside `data-skip` elements, joined, are the document's text code point for code point, so that a script
can tell which words were selected by counting.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from markupsafe import Markup, escape

from trucewatch.records.claims import Claim, Tally
from trucewatch.records.documents import Document
from trucewatch.records.spans import Span
from trucewatch.report.fulltext import safe_text, stretches
from trucewatch.serve.links import claim_path

LAYERS = {
    "event": "names the event of a claim",
    "actor": "who acts, or whom it befalls",
    "place": "where",
    "time": "when",
    "count": "how many",
    "source": "on whose word",
    "cue": "what ties the words to the speaker",
    "claim": "the words of a claim",
}
"""The layers of a document's text, with what each is; the first wins where one name is shown."""
Mark = tuple[str, int, int]


def marks_of(one: Claim | Tally) -> Iterator[Mark]:
    """The words of a claim or tally by layer."""

    def mark(layer: str, span: Span | None) -> Iterator[Mark]:
        if span is not None:
            yield layer, span.start, span.end

    yield from mark("claim", one.span)
    yield from mark("event", one.trigger)
    for who in (one.actor, one.target):
        yield from mark("actor", who.span if who is not None else None)
    yield from mark("place", one.place.span if one.place is not None else None)
    time = one.time if isinstance(one, Claim) else one.window
    yield from mark("time", time.expression if time is not None else None)
    for link in one.holder:
        yield from (*mark("source", link.span), *mark("cue", link.cue))
    counts = [one.count] if isinstance(one, Tally) else []
    if isinstance(one, Claim) and one.harm is not None:
        harm = one.harm
        told = (harm.killed, harm.injured, harm.missing, harm.detained, harm.displaced)
        counts = [count for count in told if count is not None]
    for count in counts:
        yield from mark("count", count.span)


def marked_text(
    document: Document, claims: Sequence[Claim | Tally], hit: tuple[int, int] | None, numbers: Mapping[str, int]
) -> Markup:
    """The text, its layers marked, a number that leads to its claim before the word that names each event.

    Args:
        document: whose text it is.
        claims: its claims and tallies.
        hit: the words that somebody came for, `[start, end)`.
        numbers: claim → its number in the list beside.
    """
    marks = [mark for one in claims for mark in marks_of(one)]
    if hit is not None:
        marks.append(("hit", *hit))
    begins: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    for one in claims:
        begins[one.trigger.start].append((numbers[one.id], one.id))
    painter = _Painter(document.text, marks, begins, hit)
    parts: list[str] = []
    for begin, finish, label in stretches(document):
        inner = "".join(painter.paint(begin, finish))
        if label is None:
            parts.append(inner)
            continue
        wanted = hit is not None and begin < hit[1] and hit[0] < finish
        summary = f"<summary data-skip>Left out of reading: {escape(label)}</summary>"
        opened = " open" if wanted else ""
        parts.append(f'<details class="boilerplate"{opened}>{summary}<span class="left">{inner}</span></details>')
    return Markup("".join(parts))


class _Painter:
    """Cuts a text wherever a layer begins or ends."""

    def __init__(
        self,
        text: str,
        marks: Sequence[Mark],
        begins: Mapping[int, Sequence[tuple[int, str]]],
        hit: tuple[int, int] | None,
    ) -> None:
        self.text = text
        self.begins = begins
        self.hit = hit
        self._opens: defaultdict[int, list[str]] = defaultdict(list)
        self._closes: defaultdict[int, list[str]] = defaultdict(list)
        for layer, start, end in marks:
            self._opens[start].append(layer)
            self._closes[end].append(layer)
        self._edges = sorted({*self._opens, *self._closes, *begins})
        self._open: defaultdict[str, int] = defaultdict(int)
        self._at = 0

    def paint(self, begin: int, finish: int) -> Iterator[str]:
        """The stretch `[begin, finish)`; stretches are painted in order, and none is left out."""
        inside = self._edges[bisect_left(self._edges, begin + 1) : bisect_left(self._edges, finish)]
        for start, end in zip((begin, *inside), (*inside, finish), strict=True):
            self._pass(start)
            for number, name in sorted(self.begins.get(start, ())):
                yield f'<a class="claim-no" data-skip href="{claim_path(name)}" title="claim {number}">{number}</a>'
            yield self._piece(start, end)

    def _pass(self, place: int) -> None:
        for edge in self._edges[bisect_left(self._edges, self._at) :]:
            if edge > place:
                break
            for layer in self._closes.get(edge, ()):
                self._open[layer] -= 1
            for layer in self._opens.get(edge, ()):
                self._open[layer] += 1
        self._at = place + 1

    def _piece(self, start: int, end: int) -> str:
        words = safe_text(self.text[start:end])
        layers = [layer for layer in ("hit", *LAYERS) if self._open[layer] > 0]
        if not layers:
            return str(words)
        names = [layer for layer in layers if layer != "hit"]
        here = ' id="words"' if self.hit is not None and start == self.hit[0] else ""
        title = f' title="{", ".join(names)}"' if names else ""
        tag = "mark" if "hit" in layers else "span"
        label = f' data-layer="{names[0]}"' if names and names[0] != "claim" and start in self._opens else ""
        classes = " ".join(f"mark-{name}" for name in names)
        return f'<{tag} class="mark {classes}{" hit" if tag == "mark" else ""}"{here}{title}{label}>{words}</{tag}>'


def within(spans: Iterable[tuple[int, int]], length: int) -> tuple[int, int] | None:
    """The first span that lies within a text of this length."""
    return next(((start, end) for start, end in spans if 0 <= start < end <= length), None)
