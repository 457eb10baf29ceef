"""Attributions by layout: a speaker before a colon, a paragraph after an introduction, a name after a dash."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from spacy.tokens import Token

from trucewatch.extract.cues import is_speech, words
from trucewatch.extract.drafts import Draft
from trucewatch.extract.parse import Sentence
from trucewatch.extract.quotations import Quotation
from trucewatch.extract.ranges import of_tokens
from trucewatch.extract.roles import cue_tokens, is_source, source_tokens, subject

SIGNED = re.compile(r"\s{0,2}[―—–-]{1,2}\s{0,2}(?=[A-Z])([^\n\r\"“”.!?]{2,60})")
LABEL = re.compile(r"[\"“]?[A-Z][^\n:;!?\"“”]{0,60}?:\s+(?=\S)")
LINE_END = re.compile(r"[\r\n]|\Z")
MAX_LABEL_WORDS = 5
MIN_QUOTED_WORDS = 3  # fewer in quotation marks are a title or a scare quote unless a verb's clause holds them


def labels(text: str, sentence: Sentence) -> Iterator[Draft]:
    """A speaker before a colon: "Army: truce over" in a heading, "SMITH: We left" in a transcript."""
    if sentence.start and text[sentence.start - 1] not in "\r\n\v\f":
        return
    match = LABEL.match(sentence.text)
    if match is None:
        return
    colon = match.group().rindex(":")
    name = [token for token in sentence.doc if token.idx < colon]
    if not name or len(name) > MAX_LABEL_WORDS or any(t.lemma_.lower() in words("not_speakers") for t in name):
        return
    heading = sentence.text[-1] not in '.!?…"”'
    transcript = name[-1].text.isupper() and len(name[-1]) > 1
    names = all(token.pos_ == "PROPN" for token in name)
    nominal = names or (name[0].pos_ != "ADP" and _head_of(name).lower_ in words("speaker_nouns"))
    quotes = names and sentence.text[match.end()] in '"“'
    if not (transcript or (heading and nominal) or quotes) or any(token.is_digit for token in name):
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


def introduced(text: str, sentences: Sequence[Sentence], drafts: list[Draft]) -> Iterator[Draft]:
    """ "The ministry added:" and then a paragraph: the paragraph is the content."""
    cues = {draft.cue for draft in drafts}
    for sentence, following in pairwise(sentences):
        last = next((token for token in reversed(sentence.doc) if token.is_alpha), None)
        if (
            last is None
            or sentence.doc[-1].text[-1] != ":"
            or last.pos_ != "VERB"
            or not is_speech(last.lemma_.lower())
        ):
            continue
        noun = subject(last)
        source = source_tokens(noun, last) if noun is not None and is_source(noun) else set()
        parts = [of_tokens(sentence.doc, sentence.start, part) for part in (source, cue_tokens(last))]
        stop = LINE_END.search(text, following.start)
        end = stop.start() if stop is not None else following.end
        if parts[1] not in cues and parts[0]:
            content = ((following.start, max(end, following.end)),)
            yield Draft(parts[0], parts[1], content, last.lemma_.lower(), "introduction", sentence.index)


def signed(text: str, quotation: Quotation) -> Draft | None:
    """ "… will hold." — Ann Lee": a name after a dash signs the quotation."""
    match = SIGNED.match(text, quotation.end)
    if match is None or quotation.words(text) < MIN_QUOTED_WORDS:
        return None
    name = match.group(1).strip()
    if len(name.split()) > MAX_LABEL_WORDS + 1 or not all(word[0].isupper() for word in name.split() if len(word) > 3):
        return None
    start = match.start(1)
    dash = quotation.end + len(match.group()) - len(match.group().lstrip())
    cue = ((dash, dash + 1),)
    return Draft(((start, start + len(name)),), cue, ((quotation.start, quotation.end),), "—", "signature", -1)


def _head_of(name: list[Token]) -> Token:
    """The token of a nominal on which the others hang: its last one before any preposition."""
    cut = next((i for i, token in enumerate(name) if token.pos_ == "ADP" and i), len(name))
    return name[cut - 1]
