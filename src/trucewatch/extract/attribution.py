"""Attributions of a text: who is said to say, think, want or show what, however deep, and on whose relay.

Drafts come from each sentence's tree (`drafts`); quotation marks then carry them over sentences and paragraphs; at
last each finds the one that holds it. The categories follow PARC and PolNeAR (source, cue, content) but, unlike
those, nested attributions are kept, since the innermost speaker is a claim's origin.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Token

from trucewatch.extract.cues import is_speech, words
from trucewatch.extract.drafts import Draft, drafts_of
from trucewatch.extract.parse import Sentence
from trucewatch.extract.quotations import Quotation, find_quotations
from trucewatch.extract.ranges import Ranges, covers, join_over, minus, of_tokens, overlap, size, trimmed, union
from trucewatch.extract.roles import cue_tokens, is_source, source_tokens, subject
from trucewatch.records.attributions import Attribution, Mode
from trucewatch.records.spans import Span

LABEL = re.compile(r"[A-Z][^\n:;!?\"“”]{0,60}?:\s+(?=\S)")
MAX_LABEL_WORDS = 5
MAX_SPEAKER_WORDS = 25
MAX_BETWEEN = 6  # words between two halves of a quotation beside the speaker and the cue
MIN_QUOTED_WORDS = 3  # fewer in quotation marks are a title or a scare quote unless a verb's clause holds them


def find_attributions(text: str, sentences: Sequence[Sentence]) -> tuple[Attribution, ...]:
    """All attributions of `text`, in the order of their first character.

    Args:
        text: the document's text.
        sentences: its parsed sentences; those that are missing (left out by the gate) give nothing.

    Returns:
        Attributions with spans in code points of `text`; `parent` is an index into the result.
    """
    drafts = [draft for sentence in sentences for draft in drafts_of(sentence)]
    drafts += [draft for sentence in sentences for draft in _labels(text, sentence)]
    drafts += _introduced(text, sentences, drafts)
    quotations = find_quotations(text)
    drafts = _quoted(text, list(sentences), drafts, quotations)
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


def _labels(text: str, sentence: Sentence) -> Iterator[Draft]:
    """A speaker before a colon: "Army: truce over" in a heading, "SMITH: We left" in a transcript."""
    match = LABEL.match(sentence.doc.text)
    if match is None or (sentence.start and text[sentence.start - 1] not in "\r\n\v\f"):
        return
    colon = match.group().rindex(":")
    name = [token for token in sentence.doc if token.idx < colon]
    if not name or len(name) > MAX_LABEL_WORDS or any(t.lemma_.lower() in words("not_speakers") for t in name):
        return
    heading = sentence.doc.text[-1] not in '.!?…"”'
    transcript = name[-1].text.isupper() and len(name[-1]) > 1
    names = all(token.pos_ == "PROPN" for token in name)
    nominal = names or (name[0].pos_ != "ADP" and _head_of(name).lower_ in words("speaker_nouns"))
    if not (transcript or (heading and nominal)) or any(token.is_digit for token in name):
        return
    start = sentence.start
    yield Draft(
        ((start, start + colon),),
        ((start + colon, start + colon + 1),),
        ((start + match.end(), sentence.end),),
        ":",
        "label",
        sentence.index,
    )


def _head_of(name: list[Token]) -> Token:
    """The token of a nominal on which the others hang: its last one before any preposition."""
    cut = next((i for i, token in enumerate(name) if token.pos_ == "ADP" and i), len(name))
    return name[cut - 1]


def _introduced(text: str, sentences: Sequence[Sentence], drafts: list[Draft]) -> Iterator[Draft]:
    """ "The ministry added:" and then a paragraph: the paragraph is the content."""
    cues = {draft.cue for draft in drafts}
    for sentence, following in pairwise(sentences):
        last = next((token for token in reversed(sentence.doc) if token.is_alpha), None)
        if last is None or sentence.doc.text[-1] != ":" or last.pos_ != "VERB" or not is_speech(last.lemma_.lower()):
            continue
        noun = subject(last)
        source = source_tokens(noun, last) if noun is not None and is_source(noun) else set()
        parts = [of_tokens(sentence.doc, sentence.start, part) for part in (source, cue_tokens(last))]
        stop = re.compile(r"[\r\n]|\Z").search(text, following.start)
        end = stop.start() if stop is not None else following.end
        if parts[1] not in cues and parts[0]:
            content = ((following.start, max(end, following.end)),)
            yield Draft(parts[0], parts[1], content, last.lemma_.lower(), "introduction", sentence.index)


def _quoted(text: str, sentences: list[Sentence], drafts: list[Draft], quotations: Sequence[Quotation]) -> list[Draft]:
    """The drafts, each with the whole of the quotations that it opens or goes on with."""
    drafts = list(drafts)
    owner: int | None = None
    last: Quotation | None = None
    for quotation in quotations:
        found = _owner(text, drafts, quotation)
        if found is None and quotation.words(text) >= MIN_QUOTED_WORDS:
            found = _neighbour(text, sentences, drafts, quotation)
            if (
                found is None
                and owner is not None
                and last is not None
                and _goes_on(text, last, quotation, drafts[owner])
            ):
                found = owner
        if found is not None:
            area = minus([(quotation.start, quotation.end)], (*drafts[found].source, *drafts[found].cue))
            widened = replace(drafts[found], content=union((*drafts[found].content, *area)))
            drafts[found] = _with_speaker(text, widened, quotation)
        owner, last = found, quotation
    return drafts


def _owner(text: str, drafts: list[Draft], quotation: Quotation) -> int | None:
    """The draft whose content already has most of the quotation's first words, its cue outside it."""
    area = ((quotation.start, quotation.end),)
    best: tuple[int, int, int] | None = None
    for index, draft in enumerate(drafts):
        shared = overlap(draft.content, area)
        if not shared or overlap(draft.cue, area) or overlap(draft.source, area):
            continue
        speech = is_speech(draft.lemma) or draft.rule in ("label", "preposition")
        rank = (speech, -abs(size(draft.content) - shared), index)
        if best is None or rank > best:
            best = rank
    return None if best is None else best[2]


def _neighbour(text: str, sentences: list[Sentence], drafts: list[Draft], quotation: Quotation) -> int | None:
    """A cue beside the quotation which its tree did not join to it: in its sentence, or before a colon."""
    best: tuple[int, int] | None = None
    for index, draft in enumerate(drafts):
        if not is_speech(draft.lemma) or draft.rule != "verb":
            continue
        gap = _gap(text, draft, quotation)
        if gap is not None and (best is None or gap < best[0]):
            best = (gap, index)
    made = _made_for(text, sentences, quotation)
    if made is not None:
        gap = _gap(text, made, quotation)
        if best is None or (gap is not None and gap < best[0]):
            drafts.append(made)
            return len(drafts) - 1
    return None if best is None else best[1]


def _gap(text: str, draft: Draft, quotation: Quotation) -> int | None:
    """Characters between a cue and the quotation where nothing but the speaker stands between them."""
    first, last = draft.cue[0][0], draft.cue[-1][1]
    if last <= quotation.start:
        between = text[last : quotation.start]
        return (
            len(between)
            if not between.strip(" ,:\r\n") or (between.rstrip().endswith(":") and len(between) < 120)
            else None
        )
    if first >= quotation.end:
        low = min([first, *(start for start, _ in draft.source if start >= quotation.end)])
        between = text[quotation.end : low]
        return len(between) if not between.strip(" ,—–-") else None
    return None


def _made_for(text: str, sentences: list[Sentence], quotation: Quotation) -> Draft | None:
    """A verb of speech with a subject, without any content of its own, right beside the quotation."""
    area = (quotation.start, quotation.end)
    for sentence in sentences:
        if sentence.end < quotation.start - 3 or sentence.start > quotation.end + 3:
            continue
        for token in sentence.doc:
            at = sentence.start + token.idx
            if token.pos_ != "VERB" or not is_speech(token.lemma_.lower()) or area[0] <= at < area[1]:
                continue
            noun = subject(token)
            if noun is None or not is_source(noun):
                continue
            parts = [
                of_tokens(sentence.doc, sentence.start, part)
                for part in (source_tokens(noun, token), cue_tokens(token))
            ]
            if not parts[0] or not parts[1]:
                continue
            draft = Draft(minus(parts[0], [area]), parts[1], (area,), token.lemma_.lower(), "quotation", sentence.index)
            if draft.source and _gap(text, draft, quotation) is not None:
                return draft
    return None


def _goes_on(text: str, last: Quotation, quotation: Quotation, draft: Draft) -> bool:
    """Whether an ownerless quotation goes on with the last one: in the same paragraph, or its marks left open."""
    between = text[last.end : quotation.start]
    if not last.closed:
        return quotation.opens_paragraph and not between.strip()
    if "\n" in between or "\r" in between:
        return False
    tail = minus([(last.end, quotation.start)], (*draft.source, *draft.cue))
    rest = "".join(text[start:end] for start, end in tail)
    stops = len(re.findall(r"[.!?]\s", rest))
    if not stops:  # "…," he said, but "…"
        return len(rest.split()) <= MAX_BETWEEN
    return stops == 1 and text[quotation.start - 2 : quotation.start - 1] in '.!?"”'


def _with_speaker(text: str, draft: Draft, quotation: Quotation) -> Draft:
    """The draft with the words between its quotation and its cue for a source, where the tree found none there."""
    first, last = draft.cue[0][0], draft.cue[-1][1]
    outside = [span for span in draft.source if span[0] >= quotation.end or span[1] <= quotation.start]
    if outside or draft.rule != "verb" or not is_speech(draft.lemma):
        return draft
    if quotation.end < first:
        low, high = quotation.end, first
    else:
        return draft
    words_between = text[low:high].strip(" ,")
    if not 1 <= len(words_between.split()) <= MAX_SPEAKER_WORDS or re.search(r"[.!?\n\"“”]\s", words_between[3:]):
        return draft
    start = text.index(words_between, low)
    source = ((start, start + len(words_between)),)
    return replace(draft, source=source, content=minus(draft.content, source))


def _tidied(text: str, draft: Draft, quotations: Sequence[Quotation]) -> Draft | None:
    """The draft with its parts' edges clean, or None where nothing is left of its cue or content."""
    content = minus(draft.content, (*draft.cue, *draft.source))
    content = trimmed(text, join_over(text, content))
    content = union((*content, *_closing_marks(text, content, quotations)))
    source = trimmed(text, join_over(text, draft.source), ",;:—–- ")
    cue = join_over(text, draft.cue, " ")
    return replace(draft, source=source, cue=cue, content=content) if content and cue else None


def _closing_marks(text: str, content: Ranges, quotations: Sequence[Quotation]) -> Iterator[tuple[int, int]]:
    """What is left of a quotation that a range leaves only its last marks of, so that quotation marks stay paired."""
    for quotation in quotations:
        for start, end in content:
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
    parents: list[int | None] = []
    for index, draft in enumerate(drafts):
        best: int | None = None
        if draft.within is not None:
            best = known.get((draft.within.cue, draft.within.rule))
        if best is None:
            holding = [
                i
                for i, other in enumerate(drafts)
                if i != index
                and size(other.content) > size(draft.content)
                and overlap(other.content, draft.cue)
                and covers(other.content, (*draft.cue, *draft.content))
            ]
            best = min(holding, key=lambda i: size(drafts[i].content), default=None)
        parents.append(best if best != index else None)
    return parents


def _record(text: str, draft: Draft, parent: int | None, quotations: Sequence[Quotation]) -> Attribution:
    parts = [tuple(Span.on(text, s, e) for s, e in part) for part in (draft.source, draft.cue, draft.content)]
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
    inside = overlap(draft.content, [(q.start, q.end) for q in quotations])
    if not inside:
        return Mode.INDIRECT
    return Mode.DIRECT if inside >= 0.9 * size(draft.content) else Mode.MIXED
