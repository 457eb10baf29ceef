"""`explain`: one text as the program reads it, and why each sentence gave a claim or none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from trucewatch.extract.attribution.attributions import find_attributions
from trucewatch.pipeline.mentions import Mentions, Reading
from trucewatch.pipeline.pieces import document_sentences
from trucewatch.pipeline.reading import resolve_reading, sentences_to_read
from trucewatch.pipeline.showing import claim_lines, tally_lines
from trucewatch.pipeline.tools import Tools
from trucewatch.records.claims import Claim, Tally
from trucewatch.records.documents import Document, Rejection
from trucewatch.records.explanations import ExplainedSentence, Explanation, Verdict
from trucewatch.records.spans import Span
from trucewatch.report.explanation import SentenceView, render_explanation, view_sentences

Proposition = TypeVar("Proposition", Claim, Tally)


def explain(document: Document, tools: Tools) -> Explanation:
    """The document with everything that was found in it, by sentence and by layer.

    The claims are those that `build` would take: the same sentences are parsed, by the same gate.
    """
    sentences = sentences_to_read(document, tools)
    attributions = find_attributions(document.text, sentences)
    mentions = Mentions.of(document, tools)
    reading = resolve_reading(document, sentences, attributions, mentions)
    read = {sentence.index for sentence in sentences}
    kept = [span for span in document_sentences(document) if not document.is_boilerplate(*span)]
    numbers = {span: number for number, span in enumerate(kept)}
    return Explanation(
        document=document,
        sentences=tuple(
            _explained(document, span, numbers.get(span, -1) in read, span in numbers, reading, tools)
            for span in document_sentences(document)
        ),
        attributions=attributions,
        times=mentions.times,
        places=mentions.places,
        actors=mentions.actors,
    )


def _explained(
    document: Document, extent: tuple[int, int], parsed: bool, kept: bool, reading: Reading, tools: Tools
) -> ExplainedSentence:
    start, end = extent
    words = tools.gate_of(document.text).opened_by(document.text[start:end]) if kept else ()
    claims = _within(reading.claims, extent)
    tallies = _within(reading.tallies, extent)
    rejections = tuple(one for one in reading.rejections if one.start is not None and start <= one.start < end)
    return ExplainedSentence(
        span=Span.on(document.text, start, end),
        verdict=_verdict(kept, parsed, words, bool(claims or tallies), rejections),
        opened_by=words,
        claims=claims,
        tallies=tallies,
        rejections=rejections,
    )


def _within(found: Sequence[Proposition], extent: tuple[int, int]) -> tuple[Proposition, ...]:
    return tuple(one for one in found if extent[0] <= one.trigger.start < extent[1])


def _verdict(kept: bool, parsed: bool, words: Sequence[str], claims: bool, rejections: Sequence[Rejection]) -> Verdict:
    if not kept:
        return Verdict.LEFT_OUT
    if claims:
        return Verdict.CLAIM
    if rejections:
        return Verdict.REJECTED
    if words:
        return Verdict.NO_EVENT
    return Verdict.SPEAKER if parsed else Verdict.SHUT


def explained_sentences(explanation: Explanation) -> tuple[SentenceView, ...]:
    """The sentences ready to be shown: marked pieces, the reason, lines on each claim."""
    return view_sentences(explanation, _lines(explanation))


def explained_page(explanation: Explanation) -> str:
    """The explanation as one self-contained HTML page."""
    return render_explanation(explanation, _lines(explanation))


def _lines(explanation: Explanation) -> dict[str, list[str]]:
    documents = {explanation.document.id: explanation.document}
    lines: dict[str, list[str]] = {}
    for sentence in explanation.sentences:
        lines.update((claim.id, list(claim_lines(claim, documents))) for claim in sentence.claims)
        lines.update((tally.id, list(tally_lines(tally, documents))) for tally in sentence.tallies)
    return lines
