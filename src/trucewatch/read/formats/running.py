"""Running heads and feet: lines at the edge of pages that stand on most of them, and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from trucewatch.read.formats.page_layout import Row

_EDGE = 2  # lines at the top and at the bottom that may be running
_SHARE = 0.4  # of the pages
_LONG = 160  # characters: a longer line is text
_NUMBER = re.compile(
    r"\W*(?:page|p\.|seite|стр\.?)?\s*(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:/|of|von|из|\|)\s*\d{1,4})?\W*", re.I
)
_FIGURES = re.compile(r"\d+")


def running(pages: Sequence[Sequence[Row]]) -> list[set[int]]:
    """For each page, which of its rows are running heads and feet; rows are given from the top of the page down."""
    counted = Counter(key for rows in pages for key in {_key(rows[number]) for number in _edges(rows)})
    enough = max(2, _SHARE * len(pages))
    return [
        {
            number
            for number in _edges(rows)
            if _NUMBER.fullmatch(rows[number].text)
            or (len(rows[number].text) <= _LONG and counted[_key(rows[number])] >= enough)
        }
        for rows in pages
    ]


def _edges(rows: Sequence[Row]) -> list[int]:
    return sorted({*range(min(_EDGE, len(rows))), *range(max(0, len(rows) - _EDGE), len(rows))})


def _key(row: Row) -> tuple[str, int]:
    """What a running line has in common with itself on another page: its words but for figures, and its height."""
    return _FIGURES.sub("#", row.text), round(row.bottom / 6)
