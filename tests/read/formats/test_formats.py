"""Each format: recognised by what is in it, its words, what they are, and what it says of itself."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from read.formats import made
from trucewatch.errors import Fault, ReadError
from trucewatch.read.document import read_document, read_part
from trucewatch.read.formats.parts import parts_of
from trucewatch.read.formats.recognise import recognise
from trucewatch.records.documents import CreditRole, Document

WHOLE = [made.TITLE, *made.STATEMENT]
TEXTS: dict[str, tuple[Callable[[], bytes], str]] = {
    "PDF": (made.as_pdf, "application/pdf"),
    "Word document": (
        made.as_docx,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "OpenDocument text": (made.as_odt, "application/vnd.oasis.opendocument.text"),
    "RTF": (made.as_rtf, "application/rtf"),
}


def documents(raw: bytes, name: str = "file") -> tuple[list[Document], list[Fault]]:
    """The publications of a file that holds several, and the faults."""
    found = list(parts_of(raw, name))
    faults = [one for one in found if isinstance(one, Fault)]
    return [read_part(one, "0" * 64, name) for one in found if not isinstance(one, Fault)], faults


def pieces(document: Document) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks]


@pytest.mark.parametrize("kind", TEXTS)
def test_a_text_is_known_by_its_content_and_gives_headline_and_paragraphs(kind: str) -> None:
    make, media_type = TEXTS[kind]
    found = recognise(make(), "a-name-that-says.txt")
    assert found is not None and found.name == kind
    document = read_document(make(), "a-name-that-says.txt")
    assert (document.media_type, document.title, pieces(document)) == (media_type, made.TITLE, WHOLE)
    assert [block.kind.value for block in document.blocks] == ["headline", "paragraph", "paragraph"]
    assert document.published is None


def test_a_file_says_who_wrote_it_and_when_it_was_made_and_that_is_no_publication() -> None:
    for make in (made.as_pdf, made.as_docx, made.as_rtf):
        document = read_document(make(), "x")
        assert document.author == "Example Desk"
        assert document.made is not None and document.published is None


def test_a_word_document_gives_rows_notes_and_what_its_last_version_says() -> None:
    from docx import Document as Word
    from docx.oxml import parse_xml

    word = Word()
    word.add_heading("Weekly report", level=1)
    paragraph = word.add_paragraph("The truce held")
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    paragraph._p.append(parse_xml(f"<w:ins {w}><w:r><w:t xml:space='preserve'> in Taiz</w:t></w:r></w:ins>"))
    paragraph._p.append(parse_xml(f"<w:del {w}><w:r><w:delText> in Aden</w:delText></w:r></w:del>"))
    paragraph._p.append(parse_xml(f"<w:r {w}><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>"))
    word.add_paragraph("first demand", style="List Bullet")
    table = word.add_table(rows=2, cols=3)
    for cell, words in zip(
        table._cells, ["Date", "Place", "Incident", "13 May", "Dinsoor", "Gunmen shot a man."], strict=True
    ):
        cell.text = words
    word.sections[0].header.paragraphs[0].text = "Example Mission"
    target = io.BytesIO()
    word.save(target)
    document = read_document(target.getvalue(), "x.docx")
    row = "Date: 13 May; Place: Dinsoor; Incident: Gunmen shot a man."
    assert pieces(document) == ["Weekly report", "The truce held in Taiz", "first demand", row]
    assert [block.kind.value for block in document.blocks] == ["headline", "paragraph", "list_item", "table_row"]
    assert document.left_out == "Example Mission"


def test_footnotes_stand_below_and_their_marks_are_away() -> None:
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    words = f'<w:r><w:t>Twelve</w:t></w:r>{mark}<w:r><w:t xml:space="preserve"> died.</w:t></w:r>'
    body = f"<w:document {w}><w:body><w:p>{words}</w:p></w:body></w:document>"
    rule = '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
    note = '<w:footnote w:id="2"><w:p><w:r><w:t>The mission says ten.</w:t></w:r></w:p></w:footnote>'
    notes = f"<w:footnotes {w}>{rule}{note}</w:footnotes>"
    raw = made.as_zip({"word/document.xml": body.encode(), "word/footnotes.xml": notes.encode()})
    assert pieces(read_document(raw, "x")) == ["Twelve died.", "The mission says ten."]


def test_an_odt_gives_rows_items_and_notes() -> None:
    from odf.office import Annotation
    from odf.opendocument import OpenDocumentText
    from odf.table import Table, TableCell, TableRow
    from odf.text import List, ListItem, Note, NoteBody, NoteCitation, P

    text = OpenDocumentText()
    paragraph = P(text="Twelve died")
    note = Note(noteclass="footnote")
    note.addElement(NoteCitation(text="1"))
    inner = NoteBody()
    inner.addElement(P(text="The mission says ten."))
    note.addElement(inner)
    paragraph.addElement(note)
    remark = Annotation()
    remark.addElement(P(text="check this"))
    paragraph.addElement(remark)
    paragraph.addText(" in Taiz.")
    text.text.addElement(paragraph)
    items = List()
    item = ListItem()
    item.addElement(P(text="first demand"))
    items.addElement(item)
    text.text.addElement(items)
    table = Table()
    for cells in (("Date", "Incident"), ("13 May", "Gunmen shot a man.")):
        row = TableRow()
        for words in cells:
            cell = TableCell()
            cell.addElement(P(text=words))
            row.addElement(cell)
        table.addElement(row)
    text.text.addElement(table)
    target = io.BytesIO()
    text.save(target)
    document = read_document(target.getvalue(), "x")
    row_line = "Date: 13 May; Incident: Gunmen shot a man."
    assert pieces(document) == ["Twelve died in Taiz.", "first demand", row_line, "The mission says ten."]
    assert [block.kind.value for block in document.blocks] == ["paragraph", "list_item", "table_row", "paragraph"]


def test_rtf_has_other_letters_and_rows() -> None:
    rows = "".join(
        f"\\trowd\\cellx1\\cellx2\\intbl {one}\\cell {two}\\cell\\row\n"
        for one, two in (("Date", "Incident"), ("13 May", "A man was shot."))
    )
    raw = ("{\\rtf1\\ansi\\ansicpg1252 The truce in \\u1058?\\'e4iz held.\\par\n" + rows + "\\pard }").encode("ascii")
    assert pieces(read_document(raw, "x")) == ["The truce in Тäiz held.", "Date: 13 May; Incident: A man was shot."]


def test_a_mail_gives_source_and_date_and_each_attachment_is_a_document() -> None:
    mail = made.mail()
    mail.add_attachment(made.as_pdf(), maintype="application", subtype="pdf", filename="statement.pdf")
    mail.add_attachment(made.mail("The truce held overnight.", Subject="Night report"))
    mail.add_attachment(b"\x89PNG\r\n\x1a\n", maintype="image", subtype="png", cid="<logo>")
    found, faults = documents(mail.as_bytes(), "mail.eml")
    assert faults == []
    assert [(one.name, one.source, one.published) for one in found] == [
        ("mail.eml/text", "Example Mission", "2018-12-19T08:30:00+00:00"),
        ("mail.eml/statement.pdf", "Example Mission", "2018-12-19T08:30:00+00:00"),
        ("mail.eml/attachment 2.eml/text", "Example Mission", "2018-12-19T08:30:00+00:00"),
    ]
    assert found[0].title == made.TITLE and found[2].title == "Night report"
    assert pieces(found[0]) == list(made.STATEMENT) and pieces(found[1]) == WHOLE
    assert found[1].sha256 != found[0].sha256 and found[1].part == "statement.pdf" and found[1].original == "0" * 64


def test_a_mail_of_pages_alone_is_read_as_a_page() -> None:
    mail = made.mail()
    mail.set_content(made.as_html().decode(), subtype="html")
    found, _ = documents(mail.as_bytes())
    assert (found[0].media_type, pieces(found[0])) == ("text/html", WHOLE)


def test_heads_that_are_no_mail_and_a_date_that_is_none() -> None:
    assert recognise(b"From: the army\nThe truce held.\n") is None
    assert recognise(b"Date: Monday\nFrom: Aden\n\nThe truce held.\n", "report.txt") is None
    found, _ = documents(made.mail().as_bytes().replace(made.SENT.encode(), b"yesterday"))
    assert found[0].published is None


def test_a_mailbox_gives_each_mail() -> None:
    found, faults = documents(made.as_mbox(), "box")
    assert [one.name for one in found] == ["box/mail 1/text", "box/mail 2/text"] and faults == []
    assert pieces(found[1]) == ["The truce held overnight.", "From that hour no shot was heard."]


def test_a_saved_page_keeps_its_address_and_when_it_was_saved() -> None:
    found, _ = documents(made.as_mhtml())
    assert (found[0].url, found[0].retrieved) == ("https://news.example/shelling", "2018-12-19T08:30:00+00:00")
    assert (pieces(found[0]), found[0].published) == (WHOLE, None)


@pytest.mark.parametrize("make", [made.as_rss, made.as_atom, made.as_json_feed])
def test_a_feed_gives_each_entry_with_its_source_and_address(make: Callable[[], bytes]) -> None:
    found, faults = documents(make(), "feed")
    assert faults == [] and found[0].source == "Example Agency" and found[0].title == made.TITLE
    assert found[0].text.split("\n")[0] == made.TITLE
    assert " ".join(found[0].text.split("\n")[1:]) == " ".join(made.STATEMENT)
    dated = make is not made.as_atom  # which tells only when it was changed
    assert found[0].published == ("2018-12-19T08:30:00+00:00" if dated else None)


def test_a_zip_gives_each_file_with_its_sidecar_and_tells_the_rest() -> None:
    inner = made.as_zip({"deep.txt": b"The truce held in Aden."})
    files = {"b.txt": b"The truce held.", "b.txt.meta.yaml": b"source: X\n", "a/inner.zip": inner, "c.png": b"\x89PNG"}
    found, faults = documents(made.as_zip({**files, "__MACOSX/b.txt": b"x", ".hidden.txt": b"x"}), "all.zip")
    assert [(one.name, one.source) for one in found] == [("all.zip/a/inner.zip/deep.txt", None), ("all.zip/b.txt", "X")]
    assert [(fault.code, fault.where) for fault in faults] == [("read.media-type", "all.zip/c.png")]


@pytest.mark.parametrize("make", [made.as_warc, lambda: made.as_warc(packed=False), made.as_wacz])
def test_a_web_archive_gives_its_pages_with_address_and_time_of_capture(make: Callable[[], bytes]) -> None:
    found, faults = documents(make())
    assert [(one.url, one.retrieved) for one in found] == [
        ("https://news.example/shelling", "2018-12-19T10:00:00+00:00")
    ]
    assert pieces(found[0]) == WHOLE and faults == []


@pytest.mark.parametrize("make", [made.telegram, made.as_telegram_page])
def test_telegram_gives_each_message_of_its_channel_and_a_forward_is_a_relay(make: Callable[[], bytes]) -> None:
    found, faults = documents(make())
    assert [one.source for one in found] == ["Example Channel", "Example Channel"] and faults == []
    assert found[0].published in ("2018-12-19T08:30:00+00:00", "2018-12-19T11:30:00+03:00")
    assert " ".join(found[0].text.split()) == " ".join(made.STATEMENT)
    assert [(one.role, one.name) for one in found[1].credits] == [(CreditRole.ORIGINAL, "Army Media")]
    assert found[1].published is not None


def test_in_a_group_whoever_wrote_answers() -> None:
    found, _ = documents(made.telegram(type="private_supergroup", name="Desk"))
    assert {(one.source, (one.note or "").split(";")[0]) for one in found} == {
        ("Example Channel", "written in a chat: Desk (Telegram)")
    }


def test_whatsapp_gives_each_message_and_tells_day_from_month() -> None:
    found, faults = documents(made.as_whatsapp(), "WhatsApp Chat with Desk.txt")
    assert [(one.source, one.published, one.note) for one in found] == [
        ("Field Officer", "2018-12-19T11:30:00", "written in a chat: Desk (WhatsApp)"),
        ("+00 000 0000", "2018-12-20T21:05:00", "written in a chat: Desk (WhatsApp)"),
    ]
    assert found[0].text == "\n".join(made.STATEMENT) and faults == []


def test_a_chat_whose_dates_may_be_read_both_ways_is_undated_and_told() -> None:
    raw = b"[01/02/2019, 08:00:00] A: The truce held.\n[02/02/2019, 08:00:00] B: It did not.\n"
    found, faults = documents(raw, "chat.txt")
    assert [one.published for one in found] == [None, None]
    assert [(fault.code, fault.field) for fault in faults] == [("read.front-matter", "published")]


def test_what_a_person_says_goes_before_what_the_file_says() -> None:
    from trucewatch.records.documents import Metadata

    part = next(one for one in parts_of(made.as_eml(), "m") if not isinstance(one, Fault))
    known = Metadata(source="UN", published="2018-12-18")
    document = read_part(part, "0" * 64, "m", known)
    assert (document.source, document.published, document.title) == ("UN", "2018-12-18", made.TITLE)
    emptied = read_part(part, "0" * 64, "m", Metadata(), without=("published",))
    assert emptied.published is None and emptied.source == "Example Mission"


def test_one_publication_can_be_read_alone_and_several_cannot() -> None:
    assert read_document(made.as_eml(), "mail.eml").source == "Example Mission"
    with pytest.raises(ReadError) as caught:
        read_document(made.as_mbox(), "box")
    assert caught.value.code == "read.several"
