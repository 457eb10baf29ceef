"""Serials: the next report of a series is no copy of the one before, however much of its frame it repeats.

A mission's daily reports, a ministry's daily counts: the same sentences, with another day and other figures in them.
Two texts are of one series where a sentence of both is the same but for its figures, and its day is another.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from trucewatch.link.corrections import is_correction
from trucewatch.link.shingles import reading_text
from trucewatch.records.documents import Document, Source, SourceKind

_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_MONTH = rf"(?:{_MONTHS})[a-z]*\.?"
_DAYS = r"\d{1,2}(?:st|nd|rd|th)?(?:\s*(?:and|to|or|-|–)\s*\d{1,2}(?:st|nd|rd|th)?)?"
_WEEKDAY = r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b"
_DAY = re.compile(rf"\b(?:{_DAYS}\s+{_MONTH}|{_MONTH}\s+{_DAYS}|\d{{4}}-\d{{2}}-\d{{2}}|{_WEEKDAY})", re.IGNORECASE)
_FIGURE = re.compile(r"\d[\d.,:]*")
_ENDS = re.compile(r"(?<=[.!?])\s+|\n+")


def is_next_in_series(one: Document, other: Document, sources: Mapping[str, Source]) -> bool:
    """Whether two texts that share much are reports of one series on different days.

    Args:
        one, other: neither of them a correction of the other; a correction repeats what it corrects.
        sources: by id; what one monitor publishes on different days are its reports of these days.
    """
    if is_correction(one) or is_correction(other):
        return False
    if _is_monitors(one, other, sources):
        return True
    first, second = _framed(one), _framed(other)
    told = [(first[frame], second[frame]) for frame in first.keys() & second.keys()]
    moved = [pair for pair in told if not pair[0] & pair[1]]
    return bool(moved) and len(moved) == len(told)


def _is_monitors(one: Document, other: Document, sources: Mapping[str, Source]) -> bool:
    source = sources.get(one.source or "")
    days = [(document.published or "")[:10] for document in (one, other)]
    of_monitor = source is not None and source.kind is SourceKind.MONITOR and one.source == other.source
    return of_monitor and all(days) and days[0] != days[1]


def _framed(document: Document) -> dict[str, set[str]]:
    """The days that each sentence names, by the sentence without its days and figures; those that name none are out."""
    found: dict[str, set[str]] = defaultdict(set)
    for sentence in _ENDS.split(f"{document.title or ''}\n{reading_text(document)}"):
        days = " ".join(_DAY.findall(sentence)).casefold()
        if days:
            frame = _FIGURE.sub("#", _DAY.sub("@", sentence)).casefold()
            found[" ".join(frame.split())].add(days)
    return found
