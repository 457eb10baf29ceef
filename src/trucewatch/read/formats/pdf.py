"""PDF: its pages in reading order, with the place of every printed line. Read with pdfium."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from trucewatch.errors import Fault, ReadError
from trucewatch.read.content import Content
from trucewatch.read.formats.format import MAX_PAGES, damaged, encrypted
from trucewatch.read.formats.page_layout import Row, lines_of, rows_of, with_tables
from trucewatch.read.formats.paragraphs import Piece, joined, pieces_of
from trucewatch.read.formats.pdf_lines import Fragment, fragments_of, is_picture, readable
from trucewatch.read.formats.pdf_streams import check_streams
from trucewatch.read.formats.running import running
from trucewatch.read.formats.writing import Writing, pages_of
from trucewatch.records.documents import BlockKind, Metadata

_DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)")
_NO_TITLE = re.compile(
    r"\W*(?:untitled|anonymous|unspecified|unknown|document\d*|microsoft word\b.*|.*\.(?:docx?|pdf|indd|rtf|odt))\W*",
    re.I,
)
"""What programs write where nobody named a file."""
_COMPOUND = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")


def read(raw: bytes, name: str) -> Content:
    """The text of a PDF.

    Raises:
        ReadError: `read.encrypted`, `read.damaged`, `read.too-many-pages`, `read.unfolds`, or, where no page has
            words, `read.scanned`.
    """
    check_streams(raw, name)
    try:
        document = pdfium.PdfDocument(raw)
    except pdfium.PdfiumError as error:
        wrong = encrypted(name) if error.err_code == pdfium_c.FPDF_ERR_PASSWORD else damaged(name, error)
        raise wrong from error
    try:
        if len(document) > MAX_PAGES:
            message = f"has {len(document)} pages; {MAX_PAGES} are the most; cut it into pieces"
            raise ReadError(Fault("read.too-many-pages", message, name))
        return _content(document, name)
    finally:
        document.close()


def _content(document: pdfium.PdfDocument, name: str) -> Content:
    count = len(document)
    pages, scanned = _read_pages(document)
    if not any(pages):
        what = "pictures without words" if scanned else "blank"
        message = f"its pages are {what}; make its text searchable (`ocrmypdf IN OUT`) and add that"
        raise ReadError(Fault("read.scanned", message, name))
    writing, lines, left_out = Writing(), defaultdict[int, list[int]](list), list[str]()
    compounds = frozenset(word.lower() for page in pages for one in page for word in _COMPOUND.findall(one.text))
    for piece in joined(_pieces(pages, compounds, left_out), compounds):
        start = writing.add(piece.text, piece.kind)
        for page, place in piece.lines if start is not None else ():
            lines[page].append((start or 0) + place)
    told = document.get_metadata_dict()
    return Content(
        writing.text,
        Metadata(title=_words(told.get("Title")), author=_words(told.get("Author"))),
        "\n".join(dict.fromkeys(left_out)),
        writing.blocks,
        pages=pages_of(lines, scanned, count),
        made=_date(told.get("CreationDate", "")),
        media_type="application/pdf",
    )


def _read_pages(document: pdfium.PdfDocument) -> tuple[list[list[Fragment]], set[int]]:
    """What stands on each page, and the numbers of those that are pictures."""
    found: list[list[Fragment]] = []
    scanned: set[int] = set()
    for number in range(len(document)):
        try:
            page = document[number]
        except pdfium.PdfiumError:  # one page that is damaged; the rest may be read
            found.append([])
            scanned.add(number + 1)
            continue
        fragments = fragments_of(page)
        if not readable(fragments):
            scanned.update([number + 1] if fragments or is_picture(page) else [])
            fragments = []
        found.append(fragments)
        page.close()
    return found, scanned


def _pieces(pages: Sequence[Sequence[Fragment]], compounds: frozenset[str], left_out: list[str]) -> Iterator[Piece]:
    """The pieces of all pages; running heads and feet go to `left_out`."""
    heights = Counter[float]()
    for one in chain.from_iterable(pages):
        heights[round(one.height, 1)] += len(one.text)
    usual = heights.most_common(1)[0][0]
    flat = [sorted(_across(page), key=lambda row: -row.bottom) for page in pages]
    for number, (rows, gone) in enumerate(zip(flat, running(flat), strict=True), start=1):
        left_out += [rows[index].text for index in sorted(gone)]
        away = {id(cell) for index in gone for cell in rows[index].cells}
        kept = [one for one in pages[number - 1] if id(one) not in away]
        yield from _headlined(pieces_of(with_tables(rows_of(kept)), number, usual, compounds), first=number == 1)


def _across(fragments: Sequence[Fragment]) -> list[Row]:
    """The lines of a page from edge to edge, columns or not: heads and feet run over both."""
    return [Row(cells, 0) for cells in lines_of(fragments)]


def _headlined(pieces: Iterator[Piece], *, first: bool) -> Iterator[Piece]:
    """The pieces of a page; the heading that a document begins with is its headline."""
    for number, piece in enumerate(pieces):
        if first and number == 0 and piece.kind is BlockKind.HEADING:
            piece = replace(piece, kind=BlockKind.HEADLINE)
        yield piece


def _words(value: str | None) -> str | None:
    words = " ".join((value or "").split())
    return None if not words or _NO_TITLE.fullmatch(words) else words


def _date(value: str) -> str | None:
    """The day of a PDF's date (`D:20160919…`), ISO 8601."""
    found = _DATE.match(value)
    try:
        return date(*map(int, found.groups())).isoformat() if found else None
    except ValueError:
        return None
