"""A number read from quoted words by the rules that read every other: no number of the guest's own is taken."""

from __future__ import annotations

import re

from trucewatch.extract.events.lexicon import event_lexicon
from trucewatch.extract.harm.amounts import amounts_in
from trucewatch.extract.harm.counts import DIGITS, LOWER, UPPER, parse_number, vague_range
from trucewatch.extract.syntax.inflection import harm_words
from trucewatch.records.claims import Count, Whom
from trucewatch.records.spans import Span

MOST_WORDS = 6  # words of one number
_WORD = re.compile(r"\w+(?:[-–,.]\w+)*")
_ONE = frozenset(("a", "an"))


def count_in(span: Span) -> Count | None:
    """The count that the words of a span tell; None where they tell no number that the rules read."""
    found = amounts_in(span.quote)
    if found:
        return _count(span, found[0].low, found[0].high, found[0].end)
    words = list(_WORD.finditer(span.quote))
    for first in range(len(words)):
        for last in range(min(len(words), first + MOST_WORDS), first, -1):
            value = parse_number([word.group() for word in words[first:last]])
            if value is not None:
                low, high = _bounded(span.quote[: words[first].start()], value)
                return _count(span, low, high, words[last - 1].end())
    for word in words:
        if (vague := vague_range(word.group().lower())) is not None:
            return _count(span, *vague, word.end())
    if words and words[0].group().lower() in _ONE and len(words) > 1:
        return _count(span, 1, 1, words[0].end())
    return None


def says_none(span: Span) -> bool:
    """Whether quoted words say of themselves that there was nobody: "no casualties"."""
    words = {word.group().lower() for word in _WORD.finditer(span.quote)}
    return bool(words & (harm_words("negatives") - {"any"})) and not DIGITS.search(span.quote)


def _bounded(before: str, value: int) -> tuple[int, int | None]:
    """The range of a number by the words before it."""
    if LOWER.search(before.lower()):
        return value, None
    return (min(1, value), value) if UPPER.search(before.lower()) else (value, value)


def _count(span: Span, low: int, high: int | None, after: int) -> Count:
    noun = " ".join(span.quote[after:].split()).strip(" ,.;:") or None
    return Count(low=low, high=high, span=span, of=noun, whom=_whom(span.quote))


def _whom(words: str) -> Whom:
    """Who was counted, by the word classes that all counts are read with."""
    lexicon = event_lexicon()
    forms = [word.group().lower() for word in _WORD.finditer(words)]
    fighters = any(lexicon.in_class(form, "armed") for form in forms)
    civilians = any(lexicon.in_class(form, "civilian") for form in forms if form not in harm_words("anybody"))
    if fighters and civilians:
        return Whom.BOTH
    return Whom.FIGHTERS if fighters else Whom.CIVILIANS if civilians else Whom.UNKNOWN
