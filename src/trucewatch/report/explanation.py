"""A text as the program reads it, on one page: its layers marked in the text, and what came of each sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from trucewatch.records.explanations import ExplainedSentence, Explanation, Verdict
from trucewatch.records.spans import Span
from trucewatch.report.page import write_page
from trucewatch.report.words import word

LAYERS = {
    "event": "names the event of a claim",
    "time": "time",
    "place": "place",
    "actor": "actor",
    "source": "who speaks",
    "cue": "what ties the words to the speaker",
    "said": "what somebody is said to say or hold",
}
"""The layers shown, the one that wins first, with what each is."""


@dataclass(frozen=True)
class Piece:
    """A stretch of a sentence that lies in the same layers from end to end, and the layers' names."""

    text: str
    layers: tuple[str, ...]


@dataclass(frozen=True)
class SentenceView:
    """One sentence as shown: its pieces, the reason for what came of it, and lines on what it gave."""

    number: int
    verdict: Verdict
    pieces: tuple[Piece, ...]
    reason: str
    lines: tuple[str, ...]
    page: str = ""
    """Where it begins, "p. 3, line 12", in a document with pages."""

    def words_in(self, layer: str) -> tuple[str, ...]:
        """The sentence's words in a layer, those that stand together as one."""
        runs = groupby(self.pieces, key=lambda piece: layer in piece.layers)
        return tuple(" ".join("".join(piece.text for piece in run).split()) for inside, run in runs if inside)


def view_sentences(explanation: Explanation, lines: Mapping[str, Sequence[str]]) -> tuple[SentenceView, ...]:
    """The sentences of an explanation, ready to be shown.

    Args:
        explanation: a text as the program read it.
        lines: by the id of a claim or tally, what is to be said of it.
    """
    marks = sorted(_marks(explanation), key=lambda mark: mark[1].start)
    views = []
    for number, sentence in enumerate(explanation.sentences, start=1):
        given = [claim.id for claim in sentence.claims] + [tally.id for tally in sentence.tallies]
        told = [line for one in given for line in lines.get(one, ())]
        told += [f"turned away, {one.code}: {one.message} (“{one.quote}”)" for one in sentence.rejections]
        page = explanation.document.line_of(sentence.span.start)
        pieces = tuple(_pieces(sentence.span, marks))
        views.append(SentenceView(number, sentence.verdict, pieces, _reason(sentence), tuple(told), page))
    return tuple(views)


def render_explanation(explanation: Explanation, lines: Mapping[str, Sequence[str]]) -> str:
    """The explanation as one self-contained HTML page; `lines` as in `view_sentences`."""
    sentences = view_sentences(explanation, lines)
    counts = {verdict: sum(one.verdict is verdict for one in sentences) for verdict in Verdict}
    view = {
        "document": explanation.document,
        "sentences": sentences,
        "counts": [(word(verdict), count) for verdict, count in counts.items() if count],
        "layers": LAYERS,
    }
    return write_page("explanation.html.j2", view)


def _reason(sentence: ExplainedSentence) -> str:
    words = ", ".join(f"“{word}”" for word in sentence.opened_by)
    return f"{word(sentence.verdict)}{f' (opened by {words})' if words else ''}"


def _marks(explanation: Explanation) -> Iterator[tuple[str, Span]]:
    for sentence in explanation.sentences:
        yield from (("event", claim.trigger) for claim in sentence.claims)
        yield from (("event", tally.trigger) for tally in sentence.tallies)
    yield from (("time", one.span) for one in explanation.times)
    yield from (("place", one.span) for one in explanation.places)
    yield from (("actor", one.span) for one in explanation.actors)
    for one in explanation.attributions:
        yield from (("source", span) for span in one.source)
        yield from (("cue", span) for span in one.cue)
        yield from (("said", span) for span in one.content)


def _pieces(sentence: Span, marks: Sequence[tuple[str, Span]]) -> Iterator[Piece]:
    """The sentence cut wherever a layer begins or ends."""
    inside = [(name, span) for name, span in marks if span.start < sentence.end and sentence.start < span.end]
    edges = {sentence.start, sentence.end}
    for _, span in inside:
        edges.update(edge for edge in (span.start, span.end) if sentence.start < edge < sentence.end)
    ordered = sorted(edges)
    for start, end in pairwise(ordered):
        held = {name for name, span in inside if span.start <= start and end <= span.end}
        text = sentence.quote[start - sentence.start : end - sentence.start]
        yield Piece(text, tuple(name for name in LAYERS if name in held))
