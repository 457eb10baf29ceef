"""A text put together piece by piece, with the blocks that the pieces are and the pages that they stand on."""

from __future__ import annotations

from dataclasses import dataclass, field

from trucewatch.records.documents import Block, BlockKind, Page


@dataclass
class Writing:
    """What has been written so far. Pieces stand on lines of their own, one blank line apart."""

    _parts: list[str] = field(default_factory=list)
    _blocks: list[Block] = field(default_factory=list)
    _length: int = 0

    def add(self, words: str, kind: BlockKind = BlockKind.PARAGRAPH) -> int | None:
        """Add a piece; blanks around it are left out. Where it begins; None where it has no words."""
        words = words.strip()
        if not words:
            return None
        gap = "\n\n" if self._parts else ""
        start = self._length + len(gap)
        self._parts += [gap, words]
        self._length = start + len(words)
        self._blocks.append(Block(start=start, end=self._length, kind=kind))
        return start

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(self._parts)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """What its pieces are, in order."""
        return tuple(self._blocks)


def pages_of(lines: dict[int, list[int]], scanned: set[int], count: int) -> tuple[Page, ...]:
    """The pages of a text, from where their lines begin in it, by number from 1."""
    return tuple(
        Page(number=number, lines=tuple(lines.get(number, ())), scanned=number in scanned)
        for number in range(1, count + 1)
    )
