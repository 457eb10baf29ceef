"""Quotations: which characters stand in quotation marks, and where a quotation goes on in the next paragraph."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

PARAGRAPH = re.compile(r"[^\r\n]+")
CURLY = {"“": "”", "„": "“”", "«": "»", "‘‘": "’’"}
MARK = re.compile(r"``|''|‘‘|’’|[\"“”„«»]")
MAX_QUOTATION = 6000  # a mark that finds no partner within a long paragraph is a slip, not a quotation


@dataclass(frozen=True)
class Quotation:
    """`[start, end)` of the text with its marks; `closed` is False where a paragraph ends before the closing mark."""

    start: int
    end: int
    closed: bool
    opens_paragraph: bool

    def words(self, text: str) -> int:
        """How many words it has."""
        return len(text[self.start : self.end].split())


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """The quotations of `text`, in order, never overlapping; marks inside a quotation belong to it.

    A paragraph that opens with a mark and has no closing one is a quotation to its end, which the next paragraph
    may continue, as newspapers do.
    """
    found: list[Quotation] = []
    for paragraph in PARAGRAPH.finditer(text):
        found.extend(_in_paragraph(text, paragraph.start(), paragraph.end()))
    return tuple(found)


def touching(quotations: Sequence[Quotation], start: int, end: int) -> Sequence[Quotation]:
    """Those of `quotations`, which are in order, that share a character with `[start, end)` or touch it."""
    first = bisect_left(quotations, start, key=lambda quotation: quotation.end)
    last = bisect_right(quotations, end, key=lambda quotation: quotation.start)
    return quotations[first:last]


def _in_paragraph(text: str, start: int, end: int) -> list[Quotation]:
    found: list[Quotation] = []
    opened: tuple[int, str] | None = None
    first = start + len(text[start:end]) - len(text[start:end].lstrip())
    for match in MARK.finditer(text, start, end):
        mark = match.group()
        if opened is None:
            if _may_open(text, match, end):
                opened = (match.start(), mark)
        elif _closes(text, opened[1], match, start):
            found.append(Quotation(opened[0], match.end(), True, opened[0] == first))
            opened = None
    if opened is not None and end - opened[0] <= MAX_QUOTATION and text[opened[0] + 1 : end].strip():
        stop = end - (len(text[start:end]) - len(text[start:end].rstrip()))
        found.append(Quotation(opened[0], stop, False, opened[0] == first))
    return found


def _may_open(text: str, match: re.Match[str], end: int) -> bool:
    mark = match.group()
    if mark in ("”", "»", "’’"):
        return False
    after = text[match.end() : match.end() + 1]
    before = text[match.start() - 1 : match.start()]
    if mark in CURLY or mark == "``":
        return match.end() < end
    return match.end() < end and not after.isspace() and not before.isalnum()


def _closes(text: str, opener: str, match: re.Match[str], start: int) -> bool:
    mark = match.group()
    if opener in CURLY:
        return mark in CURLY[opener]
    if opener == "``":
        return mark in ("''", '"')
    before = text[match.start() - 1 : match.start()]
    return mark == opener and match.start() > start and not before.isspace()
