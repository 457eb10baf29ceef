"""Lines of a page → paragraphs, headings and rows: what was broken at the end of a line is one again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from trucewatch.read.formats.page_layout import Row, Table
from trucewatch.read.rows import names_columns, row_line
from trucewatch.records.documents import BlockKind

_STOPS = (".", "!", "?", ":", ".”", '."', "!”", "?”", ".’", ".)", ";")
_BULLET = re.compile(r"(?:[•‣◦▪▫●○■□►▶✓*–—-]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+(?=\S)")
_SIGNS = tuple("•‣◦▪▫●○■□►▶✓")
_APART = 1.35  # times the usual distance of lines: from where on a paragraph begins
_LARGER = 1.15  # times the usual height of letters: from where on a line is a heading
_SMALLER = 0.92  # times the height of a paragraph's letters: a note below it
_SHORT = 0.8  # of a column's width: a line that ends before, with a stop, ends a paragraph
_HEADING_WORDS = 20
_LAST_WORD, _FIRST_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*$"), re.compile(r"[^\W_]+")


@dataclass
class Piece:
    """A paragraph, heading or row: its words, what it is, and where in the words each printed line begins."""

    kind: BlockKind
    text: str
    lines: list[tuple[int, int]] = field(default_factory=list)
    """Page and place in `text`."""
    height: float = 0.0
    wrapped: bool = False
    """Whether its last line ends in a hyphen that is left out."""


def pieces_of(found: Iterable[Row | Table], page: int, usual: float, compounds: frozenset[str]) -> Iterator[Piece]:
    """The pieces of a page in order.

    Args:
        found: its lines and tables in reading order.
        page: its number.
        usual: the height of letters that most of the document has.
        compounds: words with a hyphen in them that the document writes within a line: these keep it.
    """
    rows: list[Row] = []
    for one in found:
        if isinstance(one, Row) and (not rows or one.region == rows[-1].region):
            rows.append(one)
            continue
        yield from _paragraphs(rows, page, usual, compounds)
        rows = [one] if isinstance(one, Row) else []
        if isinstance(one, Table):
            yield from _table_rows(one, page)
    yield from _paragraphs(rows, page, usual, compounds)


def _table_rows(table: Table, page: int) -> Iterator[Piece]:
    heads = table.rows[0] if names_columns(table.rows[0]) else ()
    for number, (cells, sources) in enumerate(zip(table.rows, table.sources, strict=True)):
        if heads and not number:
            continue  # its words stand in each row
        line = row_line(cells, heads)
        yield Piece(BlockKind.TABLE_ROW, line, [(page, 0) for _ in sources])


def _paragraphs(rows: Sequence[Row], page: int, usual: float, compounds: frozenset[str]) -> Iterator[Piece]:
    if not rows:
        return
    pitches = [above.bottom - below.bottom for above, below in pairwise(rows)]
    pitch = median([one for one in pitches if one > 0] or [0.0])
    left, right = min(row.left for row in rows), max(row.right for row in rows)
    piece: Piece | None = None
    for number, row in enumerate(rows):
        above = rows[number - 1] if number else None
        if piece is not None and above is not None and not _begins(row, above, pitch, left, right):
            _append(piece, row, page, compounds)
            continue
        if piece is not None:
            yield _named(piece, usual, rows[number - 1])
        piece = Piece(BlockKind.PARAGRAPH, row.text, [(page, 0)], row.height, row.cells[-1].broken)
    if piece is not None:
        yield _named(piece, usual, rows[-1])


def _begins(row: Row, above: Row, pitch: float, left: float, right: float) -> bool:
    """Whether a paragraph begins with a line."""
    if above.cells[-1].broken:
        return False
    if abs(row.height - above.height) > 0.12 * above.height or row.cells[0].bold != above.cells[-1].bold:
        return True
    if above.bottom - row.bottom > _APART * max(pitch, row.height * 0.9):
        return True
    stopped = above.text.endswith(_STOPS)
    if row.text.startswith(_SIGNS):
        return True
    if _BULLET.match(row.text) and (stopped or _BULLET.match(above.text)):
        return True
    indented = row.left - left > 0.8 * row.height and above.left - left <= 0.8 * row.height
    return stopped and (indented or above.right - left < _SHORT * (right - left))


def _append(piece: Piece, row: Row, page: int, compounds: frozenset[str]) -> None:
    piece.text += _between(piece, row.text, compounds)
    piece.lines.append((page, len(piece.text)))
    piece.text += row.text
    piece.wrapped = row.cells[-1].broken


def _between(piece: Piece, words: str, compounds: frozenset[str]) -> str:
    """What stands between a piece and the words that go on with it: a blank, a hyphen that is one, or nothing."""
    if not piece.wrapped:
        return " "
    head, tail = _LAST_WORD.search(piece.text), _FIRST_WORD.match(words)
    whole = f"{head.group() if head else ''}-{tail.group() if tail else ''}".lower()
    return "-" if whole in compounds or not words[:1].islower() else ""


def _named(piece: Piece, usual: float, last: Row) -> Piece:
    """The piece with what it is."""
    words = piece.text.split()
    large = piece.height > _LARGER * usual or last.cells[0].bold
    if large and len(words) <= _HEADING_WORDS and not piece.text.endswith((".", ";", ",", ".”", '."')):
        piece.kind = BlockKind.HEADING
    elif _BULLET.match(piece.text):
        piece.kind = BlockKind.LIST_ITEM
    return piece


def joined(pieces: Iterable[Piece], compounds: frozenset[str]) -> Iterator[Piece]:
    """The same, with paragraphs put together that a column or page broke in two; `compounds` as in `pieces_of`."""
    held: Piece | None = None
    notes: list[Piece] = []
    for piece in pieces:
        if held is not None and _is_note(piece, held):
            notes.append(piece)
            continue
        if held is not None and _goes_on(held, piece):
            held.text += _between(held, piece.text, compounds)
            shift = len(held.text)
            held.text += piece.text
            held.lines += [(page, place + shift) for page, place in piece.lines]
            held.wrapped = piece.wrapped
            continue
        yield from map(_closed, [held, *notes] if held is not None else notes)
        held, notes = piece, []
    yield from map(_closed, [held, *notes] if held is not None else notes)


def _is_note(piece: Piece, held: Piece) -> bool:
    """Whether a piece in smaller letters stands between a paragraph that is not at its end and what goes on with it."""
    small = piece.kind is not BlockKind.TABLE_ROW and 0 < piece.height < _SMALLER * held.height
    return small and held.kind is BlockKind.PARAGRAPH and not held.text.endswith(_STOPS)


def _closed(piece: Piece) -> Piece:
    """A piece that nothing goes on with: a hyphen at its end is one."""
    piece.text += "-" if piece.wrapped else ""
    return piece


def _goes_on(held: Piece, piece: Piece) -> bool:
    if held.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) or piece.kind is not BlockKind.PARAGRAPH:
        return False
    if abs(held.height - piece.height) > 0.12 * held.height:
        return False
    return piece.text[:1].islower() and (held.wrapped or not held.text.endswith(_STOPS))
