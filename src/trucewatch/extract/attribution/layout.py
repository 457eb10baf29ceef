"""Attributions by layout: a speaker before a colon, a paragraph after an introduction, a name after a dash."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from trucewatch.extract.attribution.cues import is_speech, words
from trucewatch.extract.attribution.draft import Draft
from trucewatch.extract.attribution.quotations import Quotation
from trucewatch.extract.attribution.sources import cue_tokens, is_source, source_tokens, subject
from trucewatch.extract.syntax.parser import Sentence
from trucewatch.extract.syntax.phrases import has_finite
from trucewatch.extract.syntax.ranges import Range, of_tokens
from trucewatch.extract.syntax.tree import Token

SIGNED = re.compile(r"\s{0,2}[―—–-]{1,2}\s{0,2}(?=[A-Z])([^\n\r\"“”.!?]{2,60})")
LABEL = re.compile(r"[\"“]?[A-Z][^\n:;!?\"“”]{0,60}?:\s+(?=\S)")
CLOCK = re.compile(r"\d{1,2}[:.]\d\d(?: ?(?:am|pm|a\.m\.|p\.m\.|GMT|UTC))?[ ,:–—-]+(?=[A-Z])")  # a live blog's line
CLOSING = re.compile(r"\s(?P<mark>[-–—])\s(?P<name>[^\n:;!?.,\"“”–—]{2,60})\Z")
LINE_BREAKS = "\r\n\v\f"
LINE_END = re.compile(r"[\r\n]|\Z")
MAX_LABEL_WORDS = 5
MIN_QUOTED_WORDS = 3  # fewer in quotation marks are a title or a scare quote unless a verb's clause holds them


def labels(text: str, sentence: Sentence) -> Iterator[Draft]:
    """A speaker by a mark: "Army: truce over" or "Truce over - army" in a heading, "SMITH: We left" in a transcript."""
    if sentence.start and text[sentence.start - 1] not in LINE_BREAKS:
        return
    found = _before_colon(text, sentence) or _after_dash(text, sentence)
    if found is not None:
        name, mark, content = ((sentence.start + low, sentence.start + high) for low, high in found)
        lemma = sentence.text[found[1][0] : found[1][1]]
        yield Draft((name,), (mark,), (content,), lemma, "label", sentence.index)


def _before_colon(text: str, sentence: Sentence) -> tuple[Range, Range, Range] | None:
    """The speaker, the colon and the content, in characters of the sentence."""
    clock = CLOCK.match(sentence.text)
    opens = clock.end() if clock is not None else 0
    match = LABEL.match(sentence.text, opens)
    if match is None:
        return None
    colon = match.start() + match.group().rindex(":")
    name = [token for token in sentence.tree if opens <= token.idx < colon]
    if not name or len(name) > MAX_LABEL_WORDS or any(t.lemma.lower() in words("not_speakers") for t in name):
        return None
    said = [token for token in sentence.tree if token.idx > colon]
    names = all(token.pos == "PROPN" for token in name) or (_never_common(text, name) and has_finite(said))
    transcript = name[-1].text.isupper() and len(name[-1]) > 1
    titled = name[-1].pos == "PROPN" and all(token.pos in ("PROPN", "NOUN", "ADJ") for token in name)
    quotes = (names or titled) and sentence.text[match.end()] in '"“'
    heads = _is_heading(text, sentence) and (names or _is_speaker_noun(name))
    if not (transcript or heads or quotes) or any(token.is_digit for token in name):
        return None
    return (opens, colon), (colon, colon + 1), (match.end(), len(sentence.text))


def _after_dash(text: str, sentence: Sentence) -> tuple[Range, Range, Range] | None:
    """The same where a heading closes with its speaker: an office or a body, since a bare name may be a place."""
    match = CLOSING.search(sentence.text)
    if match is None or not _is_heading(text, sentence):
        return None
    name = [token for token in sentence.tree if token.idx >= match.start("name")]
    initials = len(name) == 1 and name[0].text.isupper() and name[0].is_alpha and len(name[0]) > 1
    if not name or len(name) > MAX_LABEL_WORDS or not (initials or _is_speaker_noun(name)):
        return None
    return match.span("name"), match.span("mark"), (0, match.start())


def _is_heading(text: str, sentence: Sentence) -> bool:
    """Whether the sentence has a line of its own: the first of the text, or one without a full stop."""
    alone = text[sentence.end : sentence.end + 1] in ("", *LINE_BREAKS)
    return sentence.text[-1] not in '.!?…"”' or (alone and not text[: sentence.start].strip())


def _never_common(text: str, name: Sequence[Token]) -> bool:
    """Whether capitals make these words a name, though the tagger knows none: none stands in small letters."""
    return all(token.text[:1].isupper() and re.search(rf"\b{re.escape(token.lower)}\b", text) is None for token in name)


def _is_speaker_noun(name: Sequence[Token]) -> bool:
    return name[0].pos != "ADP" and _head_of(name).lower in words("speaker_nouns")


def introduced(text: str, sentences: Sequence[Sentence], drafts: list[Draft]) -> Iterator[Draft]:
    """ "The ministry added:" and then a paragraph: the paragraph is the content."""
    cues = {draft.cue for draft in drafts}
    for sentence, following in pairwise(sentences):
        last = next((token for token in reversed(sentence.tree) if token.is_alpha), None)
        if last is None or sentence.tree[-1].text[-1] != ":" or last.pos != "VERB" or not is_speech(last.lemma.lower()):
            continue
        noun = subject(last)
        source = source_tokens(noun, last) if noun is not None and is_source(noun) else set()
        parts = [of_tokens(sentence.tree, sentence.start, part) for part in (source, cue_tokens(last))]
        stop = LINE_END.search(text, following.start)
        end = stop.start() if stop is not None else following.end
        if parts[1] not in cues and parts[0]:
            content = ((following.start, max(end, following.end)),)
            yield Draft(parts[0], parts[1], content, last.lemma.lower(), "introduction", sentence.index)


def signed(text: str, quotation: Quotation) -> Draft | None:
    """ "… will hold." — Ann Lee": a name after a dash signs the quotation."""
    match = SIGNED.match(text, quotation.end)
    if match is None or quotation.words(text) < MIN_QUOTED_WORDS:
        return None
    name = match.group(1).split(",")[0].strip()
    if len(name.split()) > MAX_LABEL_WORDS + 1 or not all(word[0].isupper() for word in name.split() if len(word) > 3):
        return None
    start = match.start(1)
    dash = quotation.end + len(match.group()) - len(match.group().lstrip())
    cue = ((dash, dash + 1),)
    return Draft(((start, start + len(name)),), cue, ((quotation.start, quotation.end),), "—", "signature", -1)


def _head_of(name: Sequence[Token]) -> Token:
    """The token of a nominal on which the others hang: its last one before any preposition."""
    cut = next((i for i, token in enumerate(name) if token.pos == "ADP" and i), len(name))
    return name[cut - 1]
