"""Source and Document: who publishes, and one publication with its bytes' hash and its cleaned text."""

from __future__ import annotations

from bisect import bisect_right
from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from trucewatch.records.base import Record
from trucewatch.records.spans import Span
from trucewatch.records.tables import Cell, TableLayout


class SourceKind(StrEnum):
    """What sort of publisher."""

    AGENCY = "agency"
    OUTLET = "outlet"
    GOVERNMENT = "government"
    ARMED_FORCES = "armed_forces"
    PARTY = "party"
    MONITOR = "monitor"
    INTERNATIONAL = "international"
    COMMENTARY = "commentary"
    SOCIAL = "social"
    UNKNOWN = "unknown"


class Source(Record):
    """Who publishes. `state` and `owner` are actor ids; `family` groups outlets of one publisher.

    `actor` is the actor whose own word this source carries (a ministry's site), None for an outlet.
    """

    id: str
    name: str
    kind: SourceKind = SourceKind.UNKNOWN
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    owner: str | None = None
    state: str | None = None
    family: str | None = None
    actor: str | None = None
    country: str | None = None
    reliability: str | None = Field(default=None, pattern="^[A-F]$")


CHAT = "written in a chat: "
"""How the note of a document begins that a member of a group wrote: its source is a person, named to nobody outside."""


class BoilerplateKind(StrEnum):
    """Why a passage is left out of reading."""

    PLEA = "plea"
    DISCLAIMER = "disclaimer"
    CONTACT = "contact"
    SHARE = "share"
    CROSSPOST = "crosspost"
    COPYRIGHT = "copyright"
    BYLINE = "byline"
    RELATED = "related"
    NAVIGATION = "navigation"
    CAPTION = "caption"
    COMMENT = "comment"


class Boilerplate(Record):
    """A passage that is kept and marked, and never mined for claims; `rule` says what told it apart."""

    span: Span
    kind: BoilerplateKind
    rule: str


class BlockKind(StrEnum):
    """What a piece of a text is."""

    HEADLINE = "headline"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    QUOTATION = "quotation"
    TABLE_ROW = "table_row"
    CAPTION = "caption"
    ENTRY = "entry"  # the head of an entry in a live blog or a log: its time, its place


class Block(Record):
    """A piece of a document's text, `[start, end)` in its code points, and what it is.

    `entry` numbers the entry of a live blog or a log that it stands in, from 0 in the text's order; `moment` is the
    entry's own time as the page gives it, ISO 8601, None where it gives none.
    """

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    kind: BlockKind
    entry: int | None = None
    moment: str | None = None


class Page(Record):
    """A page of an original that has pages: its number from 1, and where in the document's text its lines begin.

    `lines` are places in code points of the text, in order; empty where nothing of the page is in the text.
    `scanned` is true where the page is a picture without words in it.
    """

    number: int = Field(ge=1)
    lines: tuple[int, ...] = ()
    scanned: bool = False


class CreditRole(StrEnum):
    """What a credit says that somebody did."""

    AUTHOR = "author"
    AGENCY = "agency"
    ORIGINAL = "original"
    REPUBLISHER = "republisher"


class Credit(Record):
    """Who wrote, supplied or republished a document, with the words that say so (None: from metadata)."""

    role: CreditRole
    name: str
    span: Span | None = None


class Metadata(Record):
    """What front matter, a sidecar or a caller says of a document; all of it may be unknown."""

    title: str | None = None
    source: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None
    author: str | None = None
    note: str | None = None
    unknown: tuple[str, ...] = ()
    """Keys that stood there and that nothing here knows: they are told and passed over."""


class Document(Record):
    """One publication of a source.

    `id` is `doc-` and the first 12 digits of `sha256`, the hash of its own bytes: those of the original, or, where the
    original holds several publications (a mail with attachments, an archive, a feed), of this one in it. `published`
    and `retrieved` are ISO 8601, None where unknown: never defaulted. Every span is in code points of `text`.
    """

    id: str
    sha256: str = Field(pattern="^[0-9a-f]{64}$")
    name: str
    original: str | None = Field(default=None, pattern="^[0-9a-f]{64}$")
    """The hash of the original that it is a part of; None where it is the whole of it."""
    part: str | None = None
    """What it is called within that original."""
    media_type: str
    text: str
    title: str | None = None
    source: str | None = None
    url: str | None = None
    published: str | None = None
    retrieved: str | None = None
    arrival: int | None = None
    """With which intake of its case it first came, from 1; None outside a case."""
    language: str | None = None
    author: str | None = None
    note: str | None = None
    made: str | None = None
    """When the file says that it was made, ISO 8601: no date of publication, and never taken for one."""
    pages: tuple[Page, ...] = ()
    """The pages of an original that has pages, in order."""
    table: TableLayout | None = None
    """Of a table of events: which of its columns says what."""
    cells: tuple[Cell, ...] = ()
    """The words of a table that its layout's columns give, in order."""
    boilerplate: tuple[Boilerplate, ...] = ()
    blocks: tuple[Block, ...] = ()
    """The pieces of `text` in order, without overlap: where one ends, a sentence ends."""
    credits: tuple[Credit, ...] = ()
    left_out: str = ""
    """What cleaning dropped before `text` came to be (menus, scripts), as one text; the bytes have all of it."""
    unknown: tuple[str, ...] = ()
    """Keys of its front matter or sidecar that nothing here knows."""

    @model_validator(mode="after")
    def _spans_hold(self) -> Self:
        spans = [part.span for part in self.boilerplate]
        spans += [credit.span for credit in self.credits if credit.span is not None]
        for span in spans:
            if not span.holds(self.text):
                raise ValueError(f"{self.name}: {span.quote!r} is not at [{span.start}, {span.end})")
        edges = [edge for block in self.blocks for edge in (block.start, block.end)]
        if edges != sorted(edges) or any(edge > len(self.text) for edge in edges[-1:]):
            raise ValueError(f"{self.name}: its blocks are not in order or reach beyond its text")
        if any(cell.end > len(self.text) for cell in self.cells):
            raise ValueError(f"{self.name}: its cells reach beyond its text")
        for page in self.pages:
            if list(page.lines) != sorted(page.lines) or any(start > len(self.text) for start in page.lines[-1:]):
                raise ValueError(f"{self.name}: the lines of its pages are not in order or reach beyond its text")
        return self

    def printed_at(self, position: int) -> tuple[int, int] | None:
        """The page and the line on it, both from 1, that a place of the text stands on; None where there are no pages.

        Lines are those of the text that was read: running heads and feet are none.
        """
        found = None
        latest = -1  # a note at the foot of a page may come after a paragraph that goes on with the next
        for page in self.pages:
            line = bisect_right(page.lines, position)
            if line and page.lines[line - 1] >= latest:
                found, latest = (page.number, line), page.lines[line - 1]
        return found

    def page_of(self, position: int) -> str:
        """The page that a place of the text stands on as it is cited, "p. 3"; "" where there are no pages."""
        place = self.printed_at(position)
        return f"p. {place[0]}" if place else ""

    def line_of(self, position: int) -> str:
        """The same with the line: "p. 3, line 12"."""
        place = self.printed_at(position)
        return f"p. {place[0]}, line {place[1]}" if place else ""

    def is_boilerplate(self, start: int, end: int) -> bool:
        """Whether `[start, end)` touches a passage that is left out of reading."""
        return any(part.span.start < end and start < part.span.end for part in self.boilerplate)


class Rejection(Record):
    """What was not taken into the record, and why: a coded reason, with the document and words where known.

    `start` is where `quote` begins in the document's text, in code points.
    """

    code: str
    message: str
    where: str
    field: str | None = None
    quote: str | None = None
    start: int | None = None
