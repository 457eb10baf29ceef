"""The blocks of a plain text: headline, headings, items, quoted lines, rows of a table, entries headed by a time.

What a line is can only be told from its shape and its neighbours, so a line is a paragraph unless they are plain.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from trucewatch.read.entry_heads import entry_heads
from trucewatch.read.passages import Layout, Line, lay_out
from trucewatch.records.documents import Block, BlockKind

_BULLET = re.compile(r"(?:[•‣◦▪▫●○■□►▶✓*·–—-]\s|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s)")
_QUOTED = re.compile(r">+\s")
_CELL = re.compile(r"\s*[|\t]\s*")
_CLOCK = r"\d{1,2}[:.h]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?|h|hrs|hours)?(?:\s*\(?(?:[A-Z]{2,5}|local(?: time)?)\)?)?"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_WEEKDAY = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}\.?"
_DATE = (
    rf"(?:{_WEEKDAY},?\s*)?(?:\d{{1,2}}\s+{_MONTH}|{_MONTH}\s+\d{{1,2}})(?:,?\s+\d{{4}})?|\d{{4}}-\d\d-\d\d|{_WEEKDAY}"
)
_ENTRY = re.compile(rf"\W*(?:{_DATE})?[\s,:·|–—-]*(?:at\s+)?(?:{_CLOCK})[\s,:·|–—-]*(?:{_DATE})?\W*", re.I)
_ENTRIES = 2  # lines that are nothing but a time, from which on they head entries
_HEADING_WORDS = 12
_HEADING_ENDS = (",", ";", "-", "–", "—")
_UNWRAPPED = 101  # characters: a text with lines as long as this is not wrapped
_OPENING = frozenset({BlockKind.HEADLINE, BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.TABLE_ROW})
"""What ends an entry that a line above heads."""
_FIRST = 5  # lines among which a headline is looked for


def find_blocks(text: str, layout: Layout | None = None) -> tuple[Block, ...]:
    """The blocks of `text`, one a line or wrapped paragraph, in order.

    Args:
        text: the cleaned text; offsets are its code points.
        layout: `lay_out(text)` where the caller has it.
    """
    layout = lay_out(text) if layout is None else layout
    lines = layout.lines
    heads = {number for number, line in enumerate(lines) if _ENTRY.fullmatch(text, line.start, line.end)}
    if len(heads) < _ENTRIES:
        heads = set()
    within = entry_heads(text, lines)
    loose = "\n\n" not in text.strip() and max((line.end - line.start for line in lines), default=0) >= _UNWRAPPED
    blocks: list[Block] = []
    entry: int | None = None
    count = 0
    for number, line in enumerate(lines):
        kind, start = _kind(text, lines, number, loose=loose), line.start
        if number in heads or number in within:
            entry, count = count, count + 1
        elif within and entry is not None and (kind in _OPENING or _is_apart(text, lines, number)):
            entry = None
        if number in heads:
            kind = BlockKind.ENTRY
        elif number in within:
            start = within[number]
            blocks.append(Block(start=line.start, end=start, kind=BlockKind.ENTRY, entry=entry))
        blocks.append(Block(start=start, end=line.end, kind=kind, entry=entry))
    return tuple(blocks)


def _is_apart(text: str, lines: Sequence[Line], number: int) -> bool:
    """Whether a blank line stands above a line."""
    return number > 0 and text.count("\n", lines[number - 1].end, lines[number].start) > 1


def _kind(text: str, lines: Sequence[Line], number: int, *, loose: bool) -> BlockKind:
    """What a line is; `loose`: each line of the text is a paragraph, without blank ones between."""
    line = lines[number]
    if _QUOTED.match(text, line.start, line.end):
        return BlockKind.QUOTATION
    if _is_row(text, lines, number):
        return BlockKind.TABLE_ROW
    if _BULLET.match(text, line.start, line.end):
        return BlockKind.LIST_ITEM
    if _is_heading(text, lines, number, loose=loose):
        return BlockKind.HEADLINE if number == 0 else BlockKind.HEADING
    return BlockKind.PARAGRAPH


def _is_row(text: str, lines: Sequence[Line], number: int) -> bool:
    """Whether a line has two cells or more, and one beside it as many."""
    cells = _cells(text, lines[number])
    beside = [lines[near] for near in (number - 1, number + 1) if 0 <= near < len(lines)]
    return cells > 1 and any(_cells(text, line) == cells for line in beside)


def _cells(text: str, line: Line) -> int:
    return sum(bool(cell.strip()) for cell in _CELL.split(text[line.start : line.end]))


def _is_heading(text: str, lines: Sequence[Line], number: int, *, loose: bool) -> bool:
    """Whether a short line without a stop stands by itself above one that reads as a sentence."""
    line = lines[number]
    if number + 1 >= len(lines) or line.stopped or line.words > _HEADING_WORDS + 8 * (number == 0):
        return False
    words = text[line.start : line.end]
    if "\n" in words or words.endswith((*_HEADING_ENDS, ":")) or not words[0].isalnum() or words[0].islower():
        return False
    below = lines[number + 1]
    apart = text.count("\n", line.end, below.start) > 1
    before = number == 0 or text.count("\n", lines[number - 1].end, line.start) > 1
    if not (apart and before):
        if not loose:
            return False
        before = number == 0 or lines[number - 1].stopped
    return before and (below.stopped or (number < _FIRST and any(one.stopped for one in lines[number + 1 :])))
