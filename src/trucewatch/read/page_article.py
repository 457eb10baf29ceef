"""Which pieces of a page are its article, and the article's text with the blocks that it is made of.

Which part of a page is the article is told by trafilatura's text; the pieces of the page are laid along it letter by
letter, so that each line of the text is known for what it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from trucewatch.read.page_pieces import Piece, letters_of
from trucewatch.records.documents import Block, BlockKind

_FOUND_AGAIN = 24  # letters that are no chance hit further on in the article
_GAP = 400  # letters that may be passed over to find a piece; further, the one below must follow there too
_ALIGNED = 0.9  # share of the article's letters that the pieces must account for
_RUNNING = 300  # letters of prose beside which a line that is all link leads to another text
_LINE = 5  # letters of a link that is a title, and no word of a sentence
ITEM = "- "


@dataclass(frozen=True)
class Article:
    """An article's text, its blocks, and those of them that are links and nothing else."""

    text: str
    blocks: tuple[Block, ...]
    links: tuple[Block, ...] = ()


def cut_article(pieces: Sequence[Piece], found: str | None) -> Article:
    """The article among the pieces of a page.

    Args:
        pieces: the page, piece by piece.
        found: the article's text as a cleaner of pages cut it, None where it found none.
    """
    if not found or not found.strip():
        return _written([piece for piece in pieces if not piece.beside] or pieces)
    kept, share = _aligned(pieces, letters_of(found))
    if share < _ALIGNED:
        return _of_lines(found)
    chosen = _with_what_belongs(pieces, kept)
    return _written([pieces[index] for index in sorted(chosen)])


def _aligned(pieces: Sequence[Piece], article: str) -> tuple[set[int], float]:
    """The pieces that stand in the article, in order, and the share of its letters that they are."""
    kept: set[int] = set()
    position = covered = 0
    for index, piece in enumerate(pieces):
        if not piece.letters:
            continue
        at = position if _goes_on(pieces, index, article, position) else -1
        if at < 0 and len(piece.letters) >= _FOUND_AGAIN:
            at = _further_on(pieces, index, article, position)
        if at >= 0:
            kept.add(index)
            covered += len(piece.letters)
            position = at + len(piece.letters)
    return kept, covered / max(len(article), 1)


def _further_on(pieces: Sequence[Piece], index: int, article: str, position: int) -> int:
    """Where a piece stands further on in the article, -1 where that is a chance hit, as of a link in a list above."""
    piece = pieces[index]
    at = article.find(piece.letters, position)
    if at < 0 or at - position <= _GAP:
        return at
    below = next((one.letters for one in islice(pieces, index + 1, None) if one.letters), "")
    return at if below and article.startswith(below, at + len(piece.letters)) else -1


def _goes_on(pieces: Sequence[Piece], index: int, article: str, position: int) -> bool:
    """Whether a piece is the article's next, and not only the first word of the piece below."""
    letters = pieces[index].letters
    if not article.startswith(letters, position):
        return False
    below = pieces[index + 1].letters if index + 1 < len(pieces) else ""
    twice = below.startswith(letters) and article.startswith(below, position)
    return not twice or article.startswith(letters + below, position)


def _with_what_belongs(pieces: Sequence[Piece], kept: set[int]) -> set[int]:
    """The pieces kept, with the only main heading, captions, headings and heads of entries that cleaning took away."""
    chosen = set(kept)
    first, last = min(kept, default=0), max(kept, default=-1)
    while last + 1 < len(pieces) and pieces[last + 1].kind is BlockKind.CAPTION:
        last += 1
    headlines = [index for index, piece in enumerate(pieces) if piece.kind is BlockKind.HEADLINE]
    if len(headlines) == 1 and headlines[0] < last:
        chosen.add(headlines[0])
    entries = {pieces[index].entry for index in kept} - {None}
    for index in range(last, -1, -1):
        piece = pieces[index]
        if piece.beside or index in chosen:
            continue
        heads = piece.kind in (BlockKind.ENTRY, BlockKind.HEADING) and index + 1 in chosen
        within = index > first or (piece.entry is not None and piece.entry in entries)
        if within and (heads or piece.kind is BlockKind.CAPTION):
            chosen.add(index)
    return chosen


def _written(pieces: Sequence[Piece]) -> Article:
    """The pieces as one text, a line each, and a blank one below a main heading that stands first."""
    lines: list[str] = []
    blocks: list[Block] = []
    links: list[Block] = []
    numbers: dict[int, int] = {}
    position = 0
    prose = sum(len(piece.letters) for piece in pieces if not piece.linked)
    for piece in pieces:
        if not piece.text:
            continue
        line = f"{ITEM}{piece.text}" if piece.kind is BlockKind.LIST_ITEM else piece.text
        entry = None if piece.entry is None else numbers.setdefault(piece.entry, len(numbers))
        end = position + len(line)
        block = Block(start=position, end=end, kind=piece.kind, entry=entry, moment=piece.moment)
        blocks.append(block)
        if piece.linked and prose >= _RUNNING and piece.kind is not BlockKind.HEADLINE and len(piece.letters) > _LINE:
            links.append(block)
        lines.append(line)
        position = end + 1
    return Article("\n".join(lines), tuple(blocks), tuple(links))


def _of_lines(text: str) -> Article:
    """A text of which only the lines are known."""
    blocks: list[Block] = []
    position = 0
    for line in text.split("\n"):
        if line.strip():
            kind = BlockKind.LIST_ITEM if line.startswith(ITEM) else BlockKind.PARAGRAPH
            blocks.append(Block(start=position, end=position + len(line), kind=kind))
        position += len(line) + 1
    return Article(text, tuple(blocks))
