"""PDF: columns in order, running heads away, hyphens joined, rows of tables, pages and lines, pictures told."""

from __future__ import annotations

import io
from typing import Any

import pytest

from read.formats import made
from trucewatch.errors import ReadError
from trucewatch.read.document import read_document
from trucewatch.read.oddities import warnings_of
from trucewatch.records.documents import Document

LEFT = (
    "Left {} tells of shelling near the port, of which the re-<br/>ports differ and the cease-<br/>fire "
    "monitors say nothing."
)
LEFT_READ = (
    "Left {} tells of shelling near the port, of which the reports differ and the cease-fire monitors say nothing."
)


def columns() -> bytes:
    """Three pages of two columns, with a title over both, running heads, a table, a paragraph over the page's end."""
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Table

    style = getSampleStyleSheet()

    def deco(canvas: Any, document: Any) -> None:
        canvas.drawString(60, 810, "Example Monitoring Bulletin")
        canvas.drawString(280, 20, f"Page {document.page} of 3")
        if document.page == 1:
            canvas.setFont("Helvetica-Bold", 20)
            canvas.drawString(60, 770, "A title that stands over both of the columns")

    target = io.BytesIO()
    document = BaseDocTemplate(target, pagesize=(595, 842))
    frames = [Frame(60, 60, 230, 690, id="a"), Frame(305, 60, 230, 690, id="b")]
    document.addPageTemplates(PageTemplate(frames=frames, onPage=deco))
    story = [Paragraph(LEFT.format(number) + " The cease-fire holds.", style["BodyText"]) for number in range(60)]
    rows = [["Date", "Place", "Incident"], ["13 May", "Dinsoor", "Gunmen shot two men"], ["14 May", "Baidoa", "A mine"]]
    document.build([*story, Table(rows), Paragraph("After the table it goes on.", style["BodyText"])])
    return target.getvalue()


def lines(document: Document) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks]


def picture(pages: int = 1, words: str = "") -> bytes:
    """Pages that are pictures; `words` on the first."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    target = io.BytesIO()
    canvas = Canvas(target)
    for number in range(pages):
        canvas.drawImage(ImageReader(Image.new("L", (50, 50), 128)), 0, 0, 500, 700)
        if words and number == 0:
            canvas.drawString(72, 720, words)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


@pytest.fixture(scope="module")
def bulletin() -> Document:
    return read_document(columns(), "bulletin.pdf")


def test_columns_are_read_one_after_the_other_below_the_title(bulletin: Document) -> None:
    found = lines(bulletin)
    assert found[0] == "A title that stands over both of the columns"
    assert bulletin.blocks[0].kind.value == "headline"
    assert found[1:61] == [LEFT_READ.format(number) + " The cease-fire holds." for number in range(60)]
    assert found[-1] == "After the table it goes on."


def test_running_heads_and_page_numbers_are_left_out(bulletin: Document) -> None:
    assert "Bulletin" not in bulletin.text and "Page" not in bulletin.text
    assert "Example Monitoring Bulletin" in bulletin.left_out and "Page 2 of 3" in bulletin.left_out


def test_rows_of_a_table_carry_the_words_of_its_head(bulletin: Document) -> None:
    rows = [line for line, block in zip(lines(bulletin), bulletin.blocks, strict=True) if block.kind == "table_row"]
    assert rows == [
        "Date: 13 May; Place: Dinsoor; Incident: Gunmen shot two men",
        "Date: 14 May; Place: Baidoa; Incident: A mine",
    ]


def test_places_in_the_text_lead_to_page_and_line() -> None:
    document = read_document(made.as_pdf(before=2), "x.pdf")
    start = document.text.index(made.FIRST)
    assert document.printed_at(start) == (3, 2)
    assert document.printed_at(start + len(made.FIRST) - 1) == (3, 3)
    assert document.printed_at(0) == (1, 1)
    assert [page.number for page in document.pages] == [1, 2, 3]


def test_a_sentence_that_runs_over_a_page_is_one_and_each_half_has_its_page(bulletin: Document) -> None:
    over = [
        block
        for block in bulletin.blocks
        if (bulletin.printed_at(block.start) or (0,))[0] != (bulletin.printed_at(block.end - 1) or (0,))[0]
    ]
    assert over and all(bulletin.text[block.start : block.end].startswith("Left") for block in over)


def test_a_scan_is_told_and_so_are_scanned_pages_among_others() -> None:
    with pytest.raises(ReadError) as caught:
        read_document(picture(2), "scan.pdf")
    assert (caught.value.code, caught.value.faults[0].where) == ("read.scanned", "scan.pdf")
    document = read_document(picture(3, "The truce held in Taiz, the mission said."), "half.pdf")
    assert document.text == "The truce held in Taiz, the mission said."
    told = {fault.code: fault.message for fault in warnings_of(document)}
    assert "2, 3" in told["read.scanned-pages"]


def test_a_file_that_was_made_is_not_a_publication_and_the_day_is_offered() -> None:
    document = read_document(made.as_pdf(), "x.pdf")
    told = {fault.code: fault.message for fault in warnings_of(document)}
    assert document.published is None and f"--published {document.made}" in told["read.undated"]


def test_marks_of_footnotes_are_no_figures() -> None:
    words = (
        "Shelling killed 12<super>3</super> men<super>14</super> at plant 7, at 10:30 on 12 May 2018.<super>2</super>"
    )
    text = read_document(made.as_pdf((words,), title=None), "x.pdf").text
    assert text == "Shelling killed 12 men at plant 7, at 10:30 on 12 May 2018."


def test_items_are_told_apart_and_a_cell_that_wraps_is_one() -> None:
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

    style = getSampleStyleSheet()["BodyText"]
    items = [Paragraph(f"\u2022 {words}", style) for words in ("first demand of the two sides", "second demand")]
    long = Paragraph("Gunmen shot two men near the river and took ani-<br/>mals with them", style)
    rows = Table(
        [["Date", "Incident"], ["13 May", long], ["14 May", Paragraph("A mine killed a man", style)]], [90, 150]
    )
    rows.setStyle([("VALIGN", (0, 0), (-1, -1), "TOP")])
    target = io.BytesIO()
    SimpleDocTemplate(target).build([*items, rows])
    document = read_document(target.getvalue(), "x.pdf")
    assert lines(document) == [
        "\u2022 first demand of the two sides",
        "\u2022 second demand",
        "Date: 13 May; Incident: Gunmen shot two men near the river and took animals with them",
        "Date: 14 May; Incident: A mine killed a man",
    ]


def test_a_note_at_the_foot_does_not_break_the_paragraph_that_goes_on() -> None:
    from trucewatch.read.formats.paragraphs import Piece, joined
    from trucewatch.records.documents import BlockKind

    pieces = [
        Piece(BlockKind.PARAGRAPH, "The mission said that", [(1, 0)], 12.0),
        Piece(BlockKind.PARAGRAPH, "As reported.", [(1, 0)], 9.0),
        Piece(BlockKind.PARAGRAPH, "the truce held.", [(2, 0)], 12.0),
    ]
    assert [piece.text for piece in joined(pieces, frozenset())] == [
        "The mission said that the truce held.",
        "As reported.",
    ]
