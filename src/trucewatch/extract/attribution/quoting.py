"""Quotations joined to their cues: over sentences and paragraphs, and where the tree did not join them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from trucewatch.extract.attribution.cues import is_speech
from trucewatch.extract.attribution.draft import Draft
from trucewatch.extract.attribution.layout import MIN_QUOTED_WORDS, signed
from trucewatch.extract.attribution.marks import named_beside
from trucewatch.extract.attribution.quotations import Quotation
from trucewatch.extract.attribution.sources import cue_tokens, is_source, source_tokens, subject
from trucewatch.extract.syntax.parser import Sentence
from trucewatch.extract.syntax.ranges import minus, of_tokens, overlap, size, union

MAX_SPEAKER_WORDS = 25
MAX_LEAD = 120  # characters from a cue to the colon before its quotation
# What may stand between a cue and its quotation: "told the BBC on Monday, “…”"; no second comma, no sentence's end.
OCCASION = re.compile(r"[^,;:.!?\n\"“”«»()]{1,80}, ")
MIN_GOING_ON = 5  # words of a paragraph that goes on without a speaker; fewer may be somebody's answer
ASKING = frozenset(("ask", "wonder", "inquire", "question"))
MAX_BETWEEN = 6  # words between two halves of a quotation beside the speaker and the cue


def with_quotations(
    text: str, sentences: Sequence[Sentence], drafts: Sequence[Draft], quotations: Sequence[Quotation]
) -> list[Draft]:
    """The drafts, each with the whole of the quotations that it opens or goes on with, and those that quotations add.

    Args:
        text: the document's text.
        sentences: its parsed sentences, in order.
        drafts: what trees and layout gave.
        quotations: the text's quotations, in order.
    """
    pool = _Pool(sentences, drafts)
    owner: int | None = None
    last: Quotation | None = None
    for quotation in quotations:
        name = signed(text, quotation)
        if name is not None:
            pool.add(name)
            owner, last = None, quotation
            continue
        found = _owner(pool, quotation)
        if found is None and (quotation.words(text) >= MIN_QUOTED_WORDS or _is_spoken(text, quotation)):
            found = _neighbour(text, pool, quotation)
            if found is None and owner is not None and last is not None:
                found = owner if _goes_on(text, last, quotation, pool.drafts[owner]) else None
            if found is None:
                beside = named_beside(text, quotation)
                found = pool.add(beside) if beside is not None else None
        if found is not None:
            pool.drafts[found] = _with_speaker(text, _widened(pool.drafts[found], quotation), quotation)
        owner, last = found, quotation
    return pool.drafts


def _is_spoken(text: str, quotation: Quotation) -> bool:
    """Whether a stop or comma within the marks makes a short quotation a speech and no name: "“Never,” he said"."""
    return quotation.closed and text[quotation.end - 2 : quotation.end - 1] in (",", "!", "?", ".")


class _Pool:
    """Drafts that grow while quotations are gone through, found again by the sentences around a quotation."""

    def __init__(self, sentences: Sequence[Sentence], drafts: Sequence[Draft]) -> None:
        self.drafts: list[Draft] = []
        self._sentences = sentences
        self._numbers = {sentence.index: number for number, sentence in enumerate(sentences)}
        self._at: dict[int, list[int]] = defaultdict(list)
        for draft in drafts:
            self.add(draft)

    def add(self, draft: Draft) -> int:
        self._at[self._numbers.get(draft.sentence, -1)].append(len(self.drafts))
        self.drafts.append(draft)
        return len(self.drafts) - 1

    def sentences_at(self, quotation: Quotation) -> range:
        """Numbers of the sentences that hold the quotation, and of one on either side."""
        first = bisect_left(self._sentences, quotation.start, key=lambda sentence: sentence.end)
        last = bisect_right(self._sentences, quotation.end, key=lambda sentence: sentence.start)
        return range(max(0, first - 1), min(len(self._sentences), last + 1))

    def near(self, quotation: Quotation) -> Iterator[int]:
        """Drafts of those sentences, by index."""
        return (index for number in self.sentences_at(quotation) for index in self._at[number])

    def around(self, quotation: Quotation) -> Iterator[Sentence]:
        """Those sentences."""
        return (self._sentences[number] for number in self.sentences_at(quotation))


def _widened(draft: Draft, quotation: Quotation) -> Draft:
    area = minus([(quotation.start, quotation.end)], (*draft.source, *draft.cue))
    return replace(draft, content=union((*draft.content, *area)))


def _owner(pool: _Pool, quotation: Quotation) -> int | None:
    """The draft whose content already has words of the quotation, its cue outside; a verb of speech before others."""
    area = ((quotation.start, quotation.end),)
    best: tuple[int, int, int] | None = None
    for index in pool.near(quotation):
        draft = pool.drafts[index]
        shared = overlap(draft.content, area)
        if not shared or overlap(draft.cue, area) or overlap(draft.source, area):
            continue
        speech = is_speech(draft.lemma) or draft.rule in ("label", "preposition")
        rank = (int(speech), -abs(size(draft.content) - shared), index)
        best = rank if best is None else max(best, rank)
    return None if best is None else best[2]


def _neighbour(text: str, pool: _Pool, quotation: Quotation) -> int | None:
    """A cue beside the quotation which its tree did not join to it: in its sentence, or before a colon."""
    best: tuple[int, int] | None = None
    for index in pool.near(quotation):
        draft = pool.drafts[index]
        if is_speech(draft.lemma) and draft.rule == "verb":
            gap = _gap(text, draft, quotation)
            if gap is not None and (best is None or gap < best[0]):
                best = (gap, index)
    made = _made_for(text, pool, quotation)
    gap = _gap(text, made, quotation) if made is not None else None
    if made is not None and gap is not None and (best is None or gap < best[0]):
        return pool.add(made)
    return None if best is None else best[1]


def _gap(text: str, draft: Draft, quotation: Quotation) -> int | None:
    """Characters between a cue and the quotation where nothing but the speaker stands between them."""
    first, last = draft.cue[0][0], draft.cue[-1][1]
    if last <= quotation.start:
        between = text[last : quotation.start]
        leads_in = not between.strip(" ,:\r\n") or (between.rstrip().endswith(":") and len(between) < MAX_LEAD)
        return len(between) if leads_in or OCCASION.fullmatch(between) else None
    if first >= quotation.end:
        low = min([first, *(start for start, _ in draft.source if start >= quotation.end)])
        between = text[quotation.end : low]
        return len(between) if not between.strip(" ,—–-") else None
    return None


def _made_for(text: str, pool: _Pool, quotation: Quotation) -> Draft | None:
    """A verb of speech with a subject, without any content of its own, right beside the quotation."""
    area = (quotation.start, quotation.end)
    for sentence in pool.around(quotation):
        for token in sentence.tree:
            at = sentence.start + token.idx
            if token.pos != "VERB" or not is_speech(token.lemma.lower()) or area[0] <= at < area[1]:
                continue
            noun = subject(token)
            if noun is None or not is_source(noun):
                continue
            tokens = (source_tokens(noun, token), cue_tokens(token))
            source, cue = (of_tokens(sentence.tree, sentence.start, part) for part in tokens)
            draft = Draft(minus(source, [area]), cue, (area,), token.lemma.lower(), "quotation", sentence.index)
            if draft.source and cue and _gap(text, draft, quotation) is not None:
                return draft
    return None


def _goes_on(text: str, last: Quotation, quotation: Quotation, draft: Draft) -> bool:
    """Whether an ownerless quotation goes on with the last one: in the same paragraph, or its marks left open."""
    between = text[last.end : quotation.start]
    if not last.closed:
        return quotation.opens_paragraph and not between.strip()
    if not quotation.closed and quotation.opens_paragraph and "\n" in between:
        return draft.lemma not in ASKING and not between.partition("\n")[2].strip()
    if "\n" in between or "\r" in between:
        return draft.lemma not in ASKING and _is_next_paragraph(text, between, quotation)
    tail = minus([(last.end, quotation.start)], (*draft.source, *draft.cue))
    rest = "".join(text[start:end] for start, end in tail)
    stops = len(re.findall(r"[.!?]\s", rest))
    if not stops:  # "…," he said, but "…"
        return len(rest.split()) <= MAX_BETWEEN
    return stops == 1 and text[quotation.start - 2 : quotation.start - 1] in '.!?"”'


def _is_next_paragraph(text: str, between: str, quotation: Quotation) -> bool:
    """Whether a quotation is all of the paragraph right after one that closed with its speaker: nobody else speaks."""
    line, _, rest = between.partition("\n")
    after = text[quotation.end : quotation.end + 1]
    alone = quotation.opens_paragraph and quotation.closed and after in ("", "\n", "\r")
    return (
        alone
        and quotation.words(text) >= MIN_GOING_ON
        and not rest.strip()
        and not re.search(r"[.!?…][\"”’]*\s+\S", line)
    )


def _with_speaker(text: str, draft: Draft, quotation: Quotation) -> Draft:
    """The draft with the words between its quotation and its cue for a source, where the tree found none there."""
    first, last = draft.cue[0][0], draft.cue[-1][1]
    outside = [span for span in draft.source if span[0] >= quotation.end or span[1] <= quotation.start]
    if outside or draft.rule != "verb" or not is_speech(draft.lemma):
        return draft
    low, high = quotation.end, first
    if not text[low:high].strip(" ,"):  # "…," said Ann Lee, who …
        stop = re.compile(r"[.,;:!?\n\"“”]|$").search(text, last)
        low, high = last, stop.start() if stop is not None else last
    if low >= high:
        return draft
    words_between = text[low:high].strip(" ,")
    if not 1 <= len(words_between.split()) <= MAX_SPEAKER_WORDS or re.search(r"[.!?\n\"“”]\s", words_between[3:]):
        return draft
    start = text.index(words_between, low)
    source = ((start, start + len(words_between)),)
    line = re.compile(r"[.!?](?=\s)|\n|$").search(text, start + len(words_between))
    clause = (start, line.end() if line is not None and low == last else start + len(words_between))
    return replace(draft, source=source, content=minus(draft.content, (clause, *source)))
