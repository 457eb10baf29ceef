"""What a verb of speech says, by the order of its words, where its tree shows no content: "He said it fell".

Trees break where a name is odd or a sentence long; the words on either side of a finite verb of speech still tell who
speaks and what is said: a short nominal before it, a clause after it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trucewatch.extract.attribution.asides import FINITE, QUESTION, names_speaker
from trucewatch.extract.attribution.cues import is_told, words
from trucewatch.extract.attribution.sources import child, is_passive
from trucewatch.extract.syntax.parser import Sentence
from trucewatch.extract.syntax.tree import Token

MAX_SPEAKER = 14  # words before the verb
MAX_OCCASION = 10  # words between the verb and what is said: whom it is told to, when, where
STOPS = (",", ";", ":", "(", ")", "–", "—", "--")


@dataclass(frozen=True)
class Opening:
    """A clause of saying by the positions of its tokens: its speaker, and what is said."""

    speaker: range
    content: range


def opening(sentence: Sentence, verb: Token) -> Opening | None:
    """Who says what with `verb`, a finite verb of speech; None where the words around it do not tell."""
    if verb.tag not in ("VBD", "VBZ", "VBP") or not is_told(verb.lemma.lower()) or is_passive(verb):
        return None
    tokens = list(sentence.tree)
    speaker = _speaker(tokens, verb)
    start = content_start(tokens, verb) if speaker is not None else None
    if speaker is None or start is None:
        return None
    said = _clause_from(tokens, start)
    return Opening(speaker, said) if said is not None else None


def goes_on(verb: Token) -> range | None:
    """What is said with a participle of speech after a comma: "…, arguing the line would hold"."""
    tokens = list(verb.tree)
    if verb.tag != "VBG" or not verb.i or tokens[verb.i - 1].lower != "," or not is_told(verb.lemma.lower()):
        return None
    start = content_start(tokens, verb)
    return _clause_from(tokens, start) if start is not None else None


def _clause_from(tokens: Sequence[Token], start: int) -> range | None:
    end = next((t.i for t in tokens[start:] if t.lower == ";"), len(tokens))
    return range(start, end) if any(t.tag in FINITE for t in tokens[start:end]) else None


def _speaker(tokens: Sequence[Token], verb: Token) -> range | None:
    """The nominal that ends right before the verb, or before its adverbs and auxiliaries."""
    high = verb.i
    while high and tokens[high - 1].pos in ("ADV", "AUX"):
        high -= 1
    low = high
    while low and high - low < MAX_SPEAKER and not _bounds(tokens[low - 1]):
        low -= 1
    shown = child(verb, "nsubj")
    if shown is not None and low <= shown.i < high:  # "On Monday General Lee told …": the tree knows where they begin
        low = max(low, shown.left_edge.i)
        return range(low, high) if names_speaker(tokens[low:high]) else None
    at_edge = low == 0 or _bounds(tokens[low - 1])
    return range(low, high) if at_edge and low < high and names_speaker(tokens[low:high]) else None


def _bounds(token: Token) -> bool:
    joins = token.tag in ("CC", *QUESTION, *FINITE) and token.lower not in ("and", "&")
    return token.lower in STOPS or token.is_quote or joins or token.dep == "mark" or token.is_space


def content_start(tokens: Sequence[Token], verb: Token) -> int | None:
    """Where what is said begins: after "that", at a question word, or at the clause right after the verb."""
    after = tokens[verb.i + 1 : verb.i + 2 + MAX_OCCASION]
    for token in after:
        if token.lower == "that" and token.i + 1 < len(tokens) and token.pos in ("SCONJ", "PRON"):
            return token.i + 1
        if token.lower in ("how", "why", "whether", "where") or (token.tag == "PRP" and token.dep == "nsubj"):
            return token.i
        if token.is_quote or token.lower in STOPS or token.tag in FINITE:
            break
    if verb.lemma.lower() in words("telling") or not after:
        return None
    first = next((t for t in after if t.lower not in words("no_speakers")), None)
    nominal = first is not None and first.pos in ("DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM")
    return first.i if first is not None and nominal else None
