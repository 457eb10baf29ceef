"""A page of a PDF as pieces of lines with their places, as pdfium finds them."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

BREAK = "\ufffe"
"""What pdfium gives for a hyphen at the end of a line."""
_LINE = re.compile(rf"[^\r\n{BREAK}]+{BREAK}?")
_BLANK = re.compile(r"[ \xa0]+")
_GAP = 0.9  # heights of a line: what is farther apart than this may be another cell or column
_BOLD = 600
_FIGURES = re.compile(r"\d{1,8}")
_RAISED = 0.15  # of the height of a line: a figure that stands so far above the line is a mark
_NO_MARK = "\u2060"
_HYPHEN = re.compile(r"[^\W\d_]{2}[-\u2010\xad]$")  # at the end of a column or page pdfium leaves it
_NO_LETTERS = re.compile(r"[\x00-\x08\x0e-\x1f\ufffd\ue000-\uf8ff]")

Place = Callable[[int], tuple[float, float, float, float]]
"""The index of a character → left, right, bottom, top."""


@dataclass(frozen=True)
class Fragment:
    """Words that stand together on a line; places are in points from the page's lower left.

    `broken` is true where the line ends in a hyphen, which is not in `text`.
    """

    text: str
    left: float
    right: float
    bottom: float
    top: float
    bold: bool = False
    broken: bool = False

    @property
    def height(self) -> float:
        """From the lowest to the highest letter that the font has."""
        return self.top - self.bottom


def fragments_of(page: pdfium.PdfPage) -> list[Fragment]:
    """The pieces of a page's lines, in the order in which the file has them."""
    textpage = page.get_textpage()
    try:
        text = textpage.get_text_range()
        count = pdfium_c.FPDFText_CountChars(textpage.raw)
        if len(text) != count:  # characters beyond the first plane, or without a meaning
            text = _one_by_one(textpage, count)
        return list(_fragments(text, textpage, page.get_rotation()))
    finally:
        textpage.close()


def readable(fragments: list[Fragment]) -> bool:
    """Whether what a page has are letters; fonts may lack what says which."""
    text = "".join(fragment.text for fragment in fragments)
    return bool(text.strip()) and len(_NO_LETTERS.findall(text)) * 4 < len(text)


def is_picture(page: pdfium.PdfPage) -> bool:
    """Whether there is a picture on a page."""
    return next(iter(page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=4)), None) is not None


def _one_by_one(textpage: pdfium.PdfTextPage, count: int) -> str:
    units = (pdfium_c.FPDFText_GetUnicode(textpage.raw, index) for index in range(count))
    return "".join(BREAK if unit == 2 else chr(unit) if 0 < unit < 0xD800 else "\ufffd" for unit in units)


def _fragments(text: str, textpage: pdfium.PdfTextPage, rotation: int) -> Iterator[Fragment]:
    box = pdfium_c.FS_RECTF()
    pointer = ctypes.byref(box)

    def place(index: int) -> tuple[float, float, float, float]:
        pdfium_c.FPDFText_GetLooseCharBox(textpage.raw, index, pointer)
        match rotation:  # as the page is shown; pdfium gives places as the file has them
            case 90:
                return box.bottom, box.top, -box.right, -box.left
            case 180:
                return -box.right, -box.left, -box.top, -box.bottom
            case 270:
                return -box.top, -box.bottom, box.left, box.right
            case _:
                return box.left, box.right, box.bottom, box.top

    text = text if rotation else _without_marks(text, textpage)
    for line in _LINE.finditer(text):
        start = line.start()
        for blank in _BLANK.finditer(text, *line.span()):
            if blank.start() == start or blank.end() == line.end():
                continue
            before, after = place(blank.start() - 1), place(blank.end())
            if after[0] - before[1] > _GAP * (before[3] - before[2]):
                yield from _fragment(text, start, blank.start(), textpage, place)
                start = blank.end()
        yield from _fragment(text, start, line.end(), textpage, place)


def _without_marks(text: str, textpage: pdfium.PdfTextPage) -> str:
    """The text with the raised figures of footnotes marked to be left out: "12¹ men" are 12."""
    found = list(text)
    across, base = ctypes.c_double(), ctypes.c_double()
    edges = [ctypes.c_double() for _ in range(4)]  # left, right, bottom, top
    box = pdfium_c.FS_RECTF()
    for figures in _FIGURES.finditer(text):
        start, end = figures.span()
        beside = start - 1 if text[start - 1 : start].strip() else end if text[end : end + 1].strip() else start
        pdfium_c.FPDFText_GetCharOrigin(textpage.raw, beside, ctypes.byref(across), ctypes.byref(base))
        pdfium_c.FPDFText_GetLooseCharBox(textpage.raw, beside, ctypes.byref(box))
        for index in range(start, end):
            pdfium_c.FPDFText_GetCharBox(textpage.raw, index, *map(ctypes.byref, edges))
            if edges[2].value - base.value > _RAISED * (box.top - box.bottom):
                found[index] = _NO_MARK
    return "".join(found)


def _fragment(text: str, start: int, end: int, textpage: pdfium.PdfTextPage, place: Place) -> Iterator[Fragment]:
    words = text[start:end]
    stripped = words.removesuffix(BREAK).strip()
    if not stripped:
        return
    broken = words.endswith(BREAK) or _HYPHEN.search(stripped) is not None
    stripped = stripped if words.endswith(BREAK) or not broken else stripped[:-1]
    first = start + len(words) - len(words.lstrip(f" \t\xa0{_NO_MARK}"))
    left, _, bottom, top = place(first)
    last = max(first, start + len(words.rstrip()) - 1 - words.endswith(BREAK))
    _, right, *_ = place(last)
    bold = pdfium_c.FPDFText_GetFontWeight(textpage.raw, first) >= _BOLD
    stripped = stripped.replace(_NO_MARK, "").strip()
    if stripped:
        yield Fragment(stripped, left, max(right, left), bottom, top, bold, broken)
