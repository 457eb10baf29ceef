"""Corrections: what an outlet repeats in order to take it back is its past word, not one more account."""

from __future__ import annotations

import re
from functools import cache

from trucewatch.knowledge import load_yaml
from trucewatch.records.claims import Claim
from trucewatch.records.documents import Document

OPENING = 300
"""Characters in which a text says that it is a correction."""
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”»)]?\s+|\n")


def withdraws(claim: Claim, document: Document | None) -> bool:
    """Whether a claim stands in a correction, in the words that repeat what was wrong."""
    if document is None or not is_correction(document):
        return False
    start, end = _sentence(document.text, claim.span.start, claim.span.end)
    return any(pattern.search(document.text, start, end) for pattern in _patterns()[1])


def names_a_wrong_day(claim: Claim) -> bool:
    """Whether a claim says of which day it was not: "on 13 May, not on 12 May"; it is the one event told of both."""
    return _wrong_day().search(claim.span.quote) is not None


@cache
def _wrong_day() -> re.Pattern[str]:
    days = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
    months = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
    dates = rf"\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{months})|(?:{months})[a-z]*\.?\s+\d{{1,2}}|(?:{days})\b"
    return re.compile(rf"\b(?:not|rather than|instead of)\s+(?:on\s+)?(?:{dates})", re.IGNORECASE)


def is_correction(document: Document) -> bool:
    """Whether the title or the beginning of a text says that it corrects an earlier one."""
    marks = _patterns()[0]
    opening = document.text[:OPENING]
    return marks.match((document.title or "").strip()) is not None or any(
        marks.match(line.strip()) for line in opening.splitlines()
    )


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around `[start, end)`: up to the end of the sentence before, and to its own end."""
    first = max((found.end() for found in _SENTENCE_END.finditer(text, max(0, start - 600), start)), default=0)
    last = _SENTENCE_END.search(text, end)
    return max(first, start - 600, 0), last.start() if last else len(text)


@cache
def _patterns() -> tuple[re.Pattern[str], tuple[re.Pattern[str], ...]]:
    """What a correction begins with, as a word of its own before a colon, a dash or the end; and how it repeats."""
    data = load_yaml("remarks.yaml")["corrections"]
    words = "|".join(re.escape(word) for word in data["titles"])
    titles = re.compile(rf"(?:{words})\b\s*(?:$|[:.—–-]|(?:to|of|and)\b)", re.IGNORECASE)
    return titles, tuple(re.compile(pattern, re.IGNORECASE) for pattern in data["repeats"])
