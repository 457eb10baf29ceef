"""Where a quote stands in a text: blanks and quote marks are folded, nothing else; words are matched whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from trucewatch.records.spans import Span

MARKS = "\"'“”„‟«»‹›‘’‚‛″′`´＂"
SPACED_SCRIPTS = "\u0590"
"""Below it: Latin, Greek, Cyrillic and Armenian, whose words have edges; other scripts join particles to words."""


def find_quote(text: str, quote: str, start: int, end: int) -> Span | None:
    """The first place of `quote` within `[start, end)` of `text`; None where it does not stand there."""
    return next(_places(text, quote, start, end), None)


def nearest_quote(text: str, quote: str, sentence: tuple[int, int], near: int) -> Span | None:
    """The place of `quote` in the sentence that is nearest to `near`, else the last before it, else the next after it.

    A value may have its words elsewhere: who "they" are, and the day, are often told before.
    """
    start, end = sentence
    inside = list(_places(text, quote, start, end))
    if inside:
        return min(inside, key=lambda span: max(span.start - near, near - span.end, 0))
    *_, before = (None, *_places(text, quote, 0, start))
    return before or find_quote(text, quote, end, len(text))


def _places(text: str, quote: str, start: int, end: int) -> Iterator[Span]:
    pattern = _pattern(quote)
    if pattern is None:
        return
    for found in pattern.finditer(text, start, end):
        low, high = found.span()
        if not _cuts_word(text, low) and not _cuts_word(text, high):
            yield Span.on(text, low, high)


@lru_cache(1024)
def _pattern(quote: str) -> re.Pattern[str] | None:
    words = quote.split()
    if not words:
        return None
    mark = f"[{re.escape(MARKS)}]"
    return re.compile(r"\s+".join("".join(mark if c in MARKS else re.escape(c) for c in word) for word in words))


def _cuts_word(text: str, at: int) -> bool:
    """Whether a place lies inside a word or a number: "us" in "house", "5" in "15"."""
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if before.isdigit() and after.isdigit():
        return True
    return before.isalnum() and after.isalnum() and before < SPACED_SCRIPTS and after < SPACED_SCRIPTS
