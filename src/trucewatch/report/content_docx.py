"""A report as a Word document: numbers lead to bookmarked notes in the annex, and each note back to its document."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run as WordRun

from trucewatch.records.calendar import bounds
from trucewatch.report.content import (
    Block,
    Bullets,
    Content,
    Drawing,
    Entry,
    Line,
    Note,
    Paragraph,
    Run,
    Table,
    column_weights,
)
from trucewatch.report.public import one_length

_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_RIGHT_TO_LEFT = re.compile(r"([\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc][\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\s]*)")
_LONGEST_NAME = 40
"""Word takes bookmark names up to this length (ECMA-376, 17.13.6.2)."""
LINK = RGBColor(0x0A, 0x55, 0x70)
MUTED = RGBColor(0x5A, 0x62, 0x6C)
HEAD_FILL = "ECEFF1"
TEXT_WIDTH, TEXT_HEIGHT = 17.0, 25.7
"""Centimetres between the margins of A4, upright and on its side."""
WIDE = 6
"""Columns from which on a table stands on a page on its side."""
ZIP_TIME = (1980, 1, 1, 0, 0, 0)
"""The same content gives the same bytes: a zip's entries bear no time of writing."""


def write_docx(content: Content, generated: str) -> bytes:
    """The report as .docx. Characters that XML cannot carry are written as U+FFFD.

    Args:
        content: the report.
        generated: ISO 8601, for the file's own properties.
    """
    writer = _Writer(content, generated)
    writer.write()
    return writer.bytes()


class _Writer:
    """One Word document as it is written; it counts bookmarks, whose ids must differ."""

    def __init__(self, content: Content, generated: str) -> None:
        self.content = content
        self.word: WordDocument = Document()
        self.bookmarks = 0
        self.width = TEXT_WIDTH
        _set_up(self.word, content, generated)

    def write(self) -> None:
        """The whole report, head to annex."""
        content = self.content
        self.word.add_paragraph(_xml(content.kicker)).runs[0].font.color.rgb = MUTED
        self.word.add_heading(_xml(content.title), 0)
        for name, value in content.facts:
            self._words(self.word.add_paragraph(), (Run(f"{name}: ", muted=True), Run(value, strong=True)))
        for notice in content.notices:
            self._words(self.word.add_paragraph(style="Intense Quote"), (Run(notice),))
        self._words(self.word.add_paragraph(), (Run(content.creed),))
        for section in content.sections:
            self._turn(any(_is_wide(block) for block in section.blocks))
            self._heading(section.title, 1, section.id)
            self._blocks(section.blocks, 2)
        self._turn(False)
        if not content.brief:
            self._heading("Annex: the words", 1, "notes")
        for note in content.notes:
            self._note(note)

    def _blocks(self, blocks: Iterable[Block], level: int) -> None:
        for block in blocks:
            match block:
                case Paragraph(words):
                    self._words(self.word.add_paragraph(), words)
                case Bullets(lines):
                    for words in lines:
                        self._words(self.word.add_paragraph(style="List Bullet"), words)
                case Table():
                    self._table(block)
                case Drawing(title=title, words=lines):
                    self._words(self.word.add_paragraph(), (Run(title, strong=True),))
                    for words in lines:
                        self._words(self.word.add_paragraph(style="List Bullet"), words)
                case Entry(name, title, inner):
                    self._heading(title, level, name)
                    self._blocks(inner, min(level + 1, 9))

    def _turn(self, wide: bool) -> None:
        """A new page on its side for a section with a wide table; back upright after it."""
        width = TEXT_HEIGHT if wide else TEXT_WIDTH
        if width == self.width:
            return
        self.width = width
        section = self.word.add_section(WD_SECTION.NEW_PAGE)
        section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = (Cm(29.7), Cm(21.0)) if wide else (Cm(21.0), Cm(29.7))

    def _heading(self, title: str, level: int, name: str) -> None:
        self._bookmark(self.word.add_heading(_xml(title), level), name)

    def _table(self, table: Table) -> None:
        """A table with a head that stands again on each page, its columns as wide as their words ask for."""
        made = self.word.add_table(rows=0, cols=len(table.head), style="Table Grid")
        made.autofit = False
        widths = [Cm(width) for width in _widths(table, self.width)]
        for column, width in zip(made.columns, widths, strict=True):
            column.width = width  # the grid: what LibreOffice goes by, where Word goes by the cells
        heads = tuple((Run(head, strong=True),) for head in table.head)
        for number, row in enumerate((heads, *table.rows)):
            added = made.add_row()
            if number == 0:
                _repeat_head(added._tr)
            for cell, width, words in zip(added.cells, widths, row, strict=True):
                cell.width = width
                self._words(_first(cell), words)
                _first(cell).paragraph_format.space_after = Pt(2)
                if number == 0:
                    _shade(cell)
        self.word.add_paragraph()

    def _words(self, paragraph: WordParagraph, words: Line) -> None:
        for run in words:
            if run.id:
                self._bookmark(paragraph, run.id)
            if run.href:
                self._link(paragraph, run.text, run.href)
            else:
                for made in _runs(paragraph, run.text):
                    _dress(made, run)
            for cite in run.cites:
                number = self.content.numbers[cite.href]
                self._link(paragraph, f"[{number}]", f"#note-{number}", raised=True)

    def _note(self, note: Note) -> None:
        paragraph = self.word.add_paragraph()
        paragraph.paragraph_format.left_indent = Cm(0.8)
        paragraph.paragraph_format.first_line_indent = Cm(-0.8)
        self._bookmark(paragraph, f"note-{note.number}")
        self._words(paragraph, (Run(f"{note.number}. ", strong=True), Run(f"“{note.words}” — ")))
        self._link(paragraph, note.document, note.href)
        self._words(paragraph, (Run(f", {note.where}", muted=True),))

    def _bookmark(self, paragraph: WordParagraph, name: str) -> None:
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for element in (start, end):
            element.set(qn("w:id"), str(self.bookmarks))
        start.set(qn("w:name"), _name(name))
        paragraph._p.append(start)
        paragraph._p.append(end)
        self.bookmarks += 1

    def _link(self, paragraph: WordParagraph, text: str, href: str, *, raised: bool = False) -> None:
        """A link within the document: its runs are moved into the link's element."""
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), _name(href.removeprefix("#")))
        link.set(qn("w:history"), "1")
        for run in _runs(paragraph, text):
            run.font.color.rgb = LINK
            run.font.underline = not raised
            run.font.superscript = True if raised else None
            link.append(run._r)
        paragraph._p.append(link)

    def bytes(self) -> bytes:
        """The file; its entries in order and without the time of writing."""
        raw, fixed = io.BytesIO(), io.BytesIO()
        self.word.save(raw)
        with zipfile.ZipFile(raw) as old, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as new:
            for item in old.infolist():
                entry = zipfile.ZipInfo(item.filename, ZIP_TIME)
                entry.compress_type = zipfile.ZIP_DEFLATED
                new.writestr(entry, old.read(item.filename))
        return fixed.getvalue()


def _set_up(word: WordDocument, content: Content, generated: str) -> None:
    """A4, one plain type, and the file's own properties from what the caller says, not from a clock."""
    page = word.sections[0]
    page.page_width, page.page_height = Cm(21.0), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.0)
    page.top_margin = page.bottom_margin = Cm(2.0)
    word.styles["Normal"].font.size = Pt(9 if content.brief else 10)
    if content.brief:
        word.styles["Normal"].paragraph_format.space_after = Pt(3)
        word.styles["List Bullet"].paragraph_format.space_after = Pt(1)
        for level, points in ((0, 16), (1, 11)):
            style = word.styles["Title" if level == 0 else "Heading 1"]
            style.font.size = Pt(points)
            style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(6), Pt(2)
    _running_lines(word, content)
    made = bounds(generated)
    properties = word.core_properties
    properties.title, properties.author, properties.comments = _xml(content.title), "Trucewatch", content.kicker
    properties.created = properties.modified = made[0] if made else datetime(1980, 1, 1)


def _running_lines(word: WordDocument, content: Content) -> None:
    """What stands at the head and foot of each page: the title above, kind and page number below."""
    section = word.sections[0]
    head = section.header.paragraphs[0]
    head.add_run(_xml(content.title))
    foot = section.footer.paragraphs[0]
    foot.add_run(f"{_xml(content.kicker)} · page ")
    _field(foot, "PAGE")
    foot.add_run(" of ")
    _field(foot, "NUMPAGES")
    for run in (*head.runs, *foot.runs):
        run.font.size, run.font.color.rgb = Pt(8), MUTED


def _field(paragraph: WordParagraph, name: str) -> None:
    """A field that Word fills: the number of the page, or of all pages."""
    for kind, text in (("begin", None), (None, name), ("end", None)):
        run = paragraph.add_run()
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)


def _is_wide(block: Block) -> bool:
    return isinstance(block, Table) and len(block.head) >= WIDE


def _dress(made: WordRun, run: Run) -> None:
    made.bold = True if run.strong else None
    made.font.strike = True if run.former else None
    if run.muted:
        made.font.color.rgb = MUTED


def _runs(paragraph: WordParagraph, text: str) -> Iterator[WordRun]:
    """Runs of a text; stretches from right to left are marked as such, so that Word orders and shapes them right."""
    for number, part in enumerate(_RIGHT_TO_LEFT.split(_xml(text))):
        if part:
            run = paragraph.add_run(part)
            run.font.rtl = True if number % 2 else None
            yield run


def _widths(table: Table, width: float) -> list[float]:
    """The columns' widths in centimetres."""
    weights = column_weights(table)
    return [width * weight / sum(weights) for weight in weights]


def _repeat_head(row: BaseOxmlElement) -> None:
    """The head of a table stands again on each page."""
    properties = row.get_or_add_trPr()
    head = OxmlElement("w:tblHeader")
    head.set(qn("w:val"), "true")
    properties.append(head)


def _shade(cell: _Cell) -> None:
    """A light ground behind the head of a table."""
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", HEAD_FILL)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _first(cell: _Cell) -> WordParagraph:
    paragraph: WordParagraph = cell.paragraphs[0]
    return paragraph


def _name(identifier: str) -> str:
    """A bookmark's name: letters, digits and underscores, its end kept where it is too long."""
    plain = "b_" + re.sub(r"\W", "_", identifier)
    return plain if len(plain) <= _LONGEST_NAME else "b_" + plain[-(_LONGEST_NAME - 2) :]


def _xml(text: str) -> str:
    """The text with U+FFFD for what XML 1.0 cannot carry, and withheld names at one length."""
    return _NO_XML.sub("\ufffd", one_length(text))
