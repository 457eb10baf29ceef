"""Attributions of a text: who is said to say, think, want or show what, however deep, and on whose relay.

Drafts come from each sentence's tree (`drafts`); quotation marks then carry them over sentences and paragraphs; at
last each finds the one that holds it. The categories follow PARC and PolNeAR (source, cue, content) but, unlike
those, nested attributions are kept, since the innermost speaker is a claim's origin.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from trucewatch.extract.attribution.cues import words
from trucewatch.extract.attribution.draft import Draft
from trucewatch.extract.attribution.drafts import drafts_of
from trucewatch.extract.attribution.layout import introduced, labels
from trucewatch.extract.attribution.marks import marked
from trucewatch.extract.attribution.naming import described
from trucewatch.extract.attribution.quotations import Quotation, find_quotations, touching
from trucewatch.extract.attribution.quoting import with_quotations
from trucewatch.extract.attribution.relays import relayed
from trucewatch.extract.syntax.parser import Sentence
from trucewatch.extract.syntax.ranges import Ranges, covers, join_over, minus, overlap, size, trimmed, union
from trucewatch.records.attributions import Attribution, Mode
from trucewatch.records.spans import Span

TIE = re.compile(r":| [^\W\d_]+\b")


def find_attributions(text: str, sentences: Sequence[Sentence]) -> tuple[Attribution, ...]:
    """All attributions of `text`, in the order of their first character.

    Args:
        text: the document's text.
        sentences: its parsed sentences; those that are missing (left out by the gate) give nothing.

    Returns:
        Attributions with spans in code points of `text`; `parent` is an index into the result.
    """
    drafts = [draft for sentence in sentences for draft in relayed(sentence, drafts_of(sentence))]
    drafts += [draft for sentence in sentences for draft in labels(text, sentence)]
    drafts += introduced(text, sentences, drafts)
    drafts += [draft for sentence in sentences for draft in marked(sentence)]
    quotations = find_quotations(text)
    drafts = with_quotations(text, sentences, drafts, quotations)
    parsed = {sentence.index: sentence for sentence in sentences}
    drafts = [described(parsed[draft.sentence], draft) if draft.sentence in parsed else draft for draft in drafts]
    drafts = [tidy for draft in drafts if (tidy := _tidied(text, draft, quotations)) is not None]
    drafts = _distinct(drafts)
    parents = _parents(drafts)
    return tuple(_record(text, draft, parents[i], quotations) for i, draft in enumerate(drafts))


def holders_of(attributions: Sequence[Attribution], span: Span) -> tuple[int, ...]:
    """The holder chain of `span`: indices of the attributions whose content covers it, outermost first."""
    holding = [i for i, one in enumerate(attributions) if any(part.covers(span) for part in one.content)]
    return tuple(sorted(holding, key=lambda i: (_depth(attributions, i), -_extent(attributions[i]), i)))


def _depth(attributions: Sequence[Attribution], index: int) -> int:
    depth, parent = 0, attributions[index].parent
    while parent is not None and depth < len(attributions):
        depth, parent = depth + 1, attributions[parent].parent
    return depth


def _extent(attribution: Attribution) -> int:
    return sum(part.end - part.start for part in attribution.content)


def _tidied(text: str, draft: Draft, quotations: Sequence[Quotation]) -> Draft | None:
    """The draft with its parts' edges clean, or None where nothing is left of its cue or content."""
    content = minus(draft.content, (*draft.cue, *draft.source, *draft.description))
    content = trimmed(text, join_over(text, content))
    content = union((*content, *_closing_marks(text, content, quotations)))
    source = trimmed(text, join_over(text, draft.source), ",;:—–-•‣◦▪*· ")
    description = trimmed(text, join_over(text, draft.description), ",;:—–-•‣◦▪*· ")
    cue = _up_to_content(text, join_over(text, draft.cue, " "), content)
    content = trimmed(text, minus(content, cue))
    tidy = replace(draft, source=source, cue=cue, content=content, description=description)
    return tidy if content and cue else None


def _up_to_content(text: str, cue: Ranges, content: Ranges) -> Ranges:
    """The cue with what ties it to the content after it: a colon, or the preposition of "called *for*"."""
    end = cue[-1][1] if cue else len(text)
    tie = TIE.match(text, end)
    if tie is None or not (tie[0] == ":" or tie[0].strip().lower() in words("ties")):
        return cue
    opens = end + len(tie[0]) - len(tie[0].lstrip())  # the content may hold the preposition
    after = len(text) - len(text[tie.end() :].lstrip())
    joined = any(start in (opens, tie.end(), after) for start, _ in content)
    return (*cue[:-1], (cue[-1][0], tie.end())) if joined else cue


def _closing_marks(text: str, content: Ranges, quotations: Sequence[Quotation]) -> Iterator[tuple[int, int]]:
    """What is left of a quotation that a range leaves only its last marks of, so that quotation marks stay paired."""
    for start, end in content:
        for quotation in touching(quotations, start, end):
            if start <= quotation.start < end < quotation.end and not text[end : quotation.end].strip(".,!?…\"'”’»"):
                yield end, quotation.end
            if quotation.start < start < quotation.end <= end and not text[quotation.start : start].strip("\"'“‘«"):
                yield quotation.start, start


def _distinct(drafts: list[Draft]) -> list[Draft]:
    """In the order of the text, one for each cue and content."""
    kept: dict[tuple[Ranges, Ranges], Draft] = {}
    for draft in drafts:
        kept.setdefault((draft.cue, draft.content), draft)
    return sorted(
        kept.values(), key=lambda draft: (min(draft.source + draft.cue + draft.content), -size(draft.content))
    )


def _parents(drafts: list[Draft]) -> list[int | None]:
    """For each draft the smallest other whose content holds its cue and content, or the one it is known to stand in."""
    known = {(draft.cue, draft.rule): index for index, draft in enumerate(drafts)}
    order = sorted(range(len(drafts)), key=lambda i: drafts[i].content[0][0])
    starts = [drafts[i].content[0][0] for i in order]
    reach = [*accumulate((drafts[i].content[-1][1] for i in order), max)]
    parents: list[int | None] = []
    for index, draft in enumerate(drafts):
        best: int | None = None
        if draft.within is not None:
            best = known.get((draft.within.cue, draft.within.rule))
        number = bisect_right(starts, draft.cue[0][0]) - 1
        while draft.within is None and number >= 0 and reach[number] >= draft.cue[-1][1]:
            other = order[number]
            if _holds(drafts[other], draft) and (
                best is None or size(drafts[other].content) < size(drafts[best].content)
            ):
                best = other
            number -= 1
        parents.append(best if best != index else None)
    return parents


def _holds(outer: Draft, inner: Draft) -> bool:
    wider = size(outer.content) > size(inner.content)
    return wider and covers(outer.content, (*inner.cue, *inner.content))


def _record(text: str, draft: Draft, parent: int | None, quotations: Sequence[Quotation]) -> Attribution:
    source = (*draft.source, *draft.description)
    parts = [tuple(Span.on(text, start, end) for start, end in part) for part in (source, draft.cue, draft.content)]
    return Attribution(
        source=parts[0],
        cue=parts[1],
        content=parts[2],
        mode=_mode(draft, quotations),
        cue_lemma=draft.lemma,
        parent=parent,
        rule=draft.rule,
    )


def _mode(draft: Draft, quotations: Sequence[Quotation]) -> Mode:
    near = [q for start, end in draft.content for q in touching(quotations, start, end)]
    inside = overlap(draft.content, union((q.start, q.end) for q in near))
    if not inside:
        return Mode.INDIRECT
    return Mode.DIRECT if inside >= 0.9 * size(draft.content) else Mode.MIXED
