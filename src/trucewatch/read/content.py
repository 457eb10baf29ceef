"""Content: what a format gives of one publication, before anything is told of its words."""

from __future__ import annotations

from dataclasses import dataclass

from trucewatch.records.documents import Block, Metadata, Page
from trucewatch.records.tables import Cell, TableLayout

UNSAID = Metadata()


@dataclass(frozen=True)
class Content:
    """A text with what its file says of itself.

    Attributes:
        text: with line feeds as line ends; offsets are its code points.
        metadata: what the file says of itself; `published` only where it declares that very date.
        left_out: the visible text that is not in `text`: menus, running heads.
        blocks: what the pieces of the text are; empty where only their shape can tell.
        links: the blocks that are a link and nothing else, and lead to another text.
        pages: where the file has pages.
        made: when the file says that it was made, ISO 8601.
        table: of a table of events, which column says what.
        cells: the words that these columns give.
        media_type: of the file.
    """

    text: str
    metadata: Metadata = UNSAID
    left_out: str = ""
    blocks: tuple[Block, ...] = ()
    links: tuple[Block, ...] = ()
    pages: tuple[Page, ...] = ()
    made: str | None = None
    table: TableLayout | None = None
    cells: tuple[Cell, ...] = ()
    media_type: str = "text/html"
