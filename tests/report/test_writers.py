"""One content, three files: the same words in each, each number one step from its words, and no text breaks any."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from docx import Document as read_docx
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Cm
from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.report.content import Bullets, Content, Paragraph, Run, Section, Table, line, runs_of
from trucewatch.report.content_docx import write_docx
from trucewatch.report.content_html import write_html
from trucewatch.report.content_markdown import write_markdown
from trucewatch.report.incident_report import incident_report

from .sheets import MADE, content, sheet

EMPTY = (
    *("documents", "claims", "tallies", "copies", "incidents", "statements", "commitments", "findings"),
    "rejections",
)
REPORT = content(since="2031-05-15")


def docx_text(raw: bytes) -> str:
    body = read_docx(io.BytesIO(raw)).element.body
    return "".join(node.text or "" for node in body.iter(qn("w:t")))


def bare(words: str) -> str:
    return re.sub(r"[\W_]+", "", words)


def test_each_file_holds_all_the_words() -> None:
    html = bare(
        re.sub(r"<[^>]*>", "", write_html(REPORT).split("</style>")[1])
        .replace("&amp;", "")
        .replace("&lt;", "")
        .replace("&gt;", "")
    )
    markdown = bare(re.sub(r"\[\^\d+\]|</?a[^>]*>|\(#[^)]*\)", "", write_markdown(REPORT)))
    word = bare(docx_text(write_docx(REPORT, MADE)))
    for section in REPORT.sections:
        for run in runs_of(section.blocks):
            for text in (html, markdown, word):
                assert bare(run.text.replace("&", "")) in text


def test_in_html_every_fragment_is_there_once_and_nothing_is_loaded() -> None:
    for report in (REPORT, incident_report(sheet(), sheet().incidents[0], MADE)):
        page = write_html(report)
        ids = re.findall(r'\bid="([^"]+)"', page)
        assert len(ids) == len(set(ids))
        assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)
        assert not re.search(r'(?:src|href)="(?:https?:)?//', page) and "<script" not in page


def test_in_markdown_every_note_and_place_is_there() -> None:
    text = write_markdown(REPORT)
    assert set(re.findall(r"\[\^(\d+)\](?!:)", text)) == set(re.findall(r"^\[\^(\d+)\]:", text, re.M))
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= set(re.findall(r'<a id="([^"]+)">', text))


def test_in_word_every_link_has_its_bookmark_and_its_id_is_its_own() -> None:
    body = read_docx(io.BytesIO(write_docx(REPORT, MADE))).element.body
    marks = [node.get(qn("w:name")) for node in body.iter(qn("w:bookmarkStart"))]
    numbers = [node.get(qn("w:id")) for node in body.iter(qn("w:bookmarkStart"))]
    links = {node.get(qn("w:anchor")) for node in body.iter(qn("w:hyperlink"))}
    assert len(marks) == len(set(marks)) and len(numbers) == len(set(numbers))
    assert links <= set(marks) and all(len(name) <= 40 for name in marks)


def test_the_same_content_gives_the_same_bytes() -> None:
    assert write_docx(REPORT, MADE) == write_docx(content(since="2031-05-15"), MADE)
    assert write_markdown(REPORT) == write_markdown(content(since="2031-05-15"))


def test_names_from_right_to_left_are_set_apart() -> None:
    page, text = write_html(REPORT), write_markdown(REPORT)
    assert "<bdi>2. Drone strike near دير الزور" in page
    assert re.search("\u2068[^\u2069\n]*دير الزور[^\u2069\n]*\u2069", text)
    body = read_docx(io.BytesIO(write_docx(REPORT, MADE))).element.body
    runs = [run for run in body.iter(qn("w:r")) if run.find(f".//{qn('w:rtl')}") is not None]
    turned = ["".join(node.text for node in run.iter(qn("w:t"))) for run in runs]
    assert turned and all(re.fullmatch(r"[\u0590-\u08ff\s]+", words) for words in turned)


def one_run(text: str) -> Content:
    run = line(Run(text, strong=True), text)
    blocks = (Paragraph(run), Bullets((run, run)), Table(text, (text, "b"), ((run, run),)))
    return replace(REPORT, title=text, notices=(text,), sections=(Section("s", text, blocks),), notes=(), numbers={})


@settings(max_examples=12, deadline=None)
@given(st.text(max_size=40))
def test_no_text_breaks_a_writer(text: str) -> None:
    made = one_run(text)
    write_html(made).encode("utf-8")
    lines = write_markdown(made).encode("utf-8").decode("utf-8").split("\n")
    assert sum(row.startswith("| ") and row.endswith(" |") for row in lines) >= 2
    assert read_docx(io.BytesIO(write_docx(made, MADE))).tables


def test_markup_in_a_text_stays_text() -> None:
    made = one_run("<script>alert(1)</script> [x](y) `c` | # *d*")
    assert "<script>alert" not in write_html(made)
    assert r"\<script\>alert(1)\</script\> \[x\](y) \`c\` \| \# \*d\*" in write_markdown(made)


def test_an_empty_period_says_so() -> None:
    record = sheet().index.record
    text = write_markdown(content(record.model_copy(update=dict.fromkeys(EMPTY, ()))))
    for words in ("No incident of this period", "No two origins contradict", "Nothing was left", "Nothing is quoted"):
        assert words in text


def test_word_goes_by_cells_and_libreoffice_by_the_grid_so_both_have_the_widths() -> None:
    for table in read_docx(io.BytesIO(write_docx(REPORT, MADE))).tables:
        grid = [column.width for column in table.columns]
        assert grid == [cell.width for cell in table.rows[-1].cells]
        assert sum(grid) in (pytest.approx(Cm(17), rel=0.01), pytest.approx(Cm(25.7), rel=0.01))


def test_pages_have_the_title_above_and_their_number_below_and_wide_tables_lie_on_their_side() -> None:
    word = read_docx(io.BytesIO(write_docx(REPORT, MADE)))
    assert word.sections[0].header.paragraphs[0].text == REPORT.title
    assert {node.text for node in word.sections[0].footer._element.iter(qn("w:instrText"))} == {"PAGE", "NUMPAGES"}
    sides = {section.orientation for section in word.sections}
    assert sides == {WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE}
    assert word.sections[-1].orientation == WD_ORIENT.PORTRAIT
