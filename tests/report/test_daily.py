"""The daily: two pages, only what is new, one sentence and one quote an incident; and no raw key on any report."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest

from trucewatch.records.assessments import CommitmentState
from trucewatch.records.cases import CaseRecord
from trucewatch.report.changes import changes_between
from trucewatch.report.content import Bullets, Content, Line, Paragraph, Run, Section
from trucewatch.report.content_docx import write_docx
from trucewatch.report.content_html import write_html
from trucewatch.report.content_markdown import write_markdown
from trucewatch.report.content_pdf import write_pdf
from trucewatch.report.daily import MOST_INCIDENTS, daily
from trucewatch.report.html import render_report
from trucewatch.report.incident_report import incident_report
from trucewatch.report.index import CaseIndex
from trucewatch.report.sheet import Sheet
from trucewatch.report.tellings import view_incidents

from .sample import ACTORS, RECORD, STATUSES
from .sheets import MADE, before, content, sheet
from .test_writers import docx_text

pypdf = pytest.importorskip("pypdf")
RAW_KEY = re.compile(
    r"(?<![\w./-])(?:forces|state|group|agency|person|named|unnamed|place|geonames):[\w-]+"
    r"|(?<![\w./#-])[a-z]{2,}_[a-z_]{2,}"
)
"""An id of a book, or the key of an event type or another enumeration, in what a reader sees."""


def the_daily(record: CaseRecord = RECORD) -> Content:
    return daily(sheet(record, since="2031-05-15"), MADE)


def lines_of(content_: Content, section: str) -> list[str]:
    found: list[Line] = []
    for block in next((one.blocks for one in content_.sections if one.id == section), ()):
        if isinstance(block, Paragraph):
            found.append(block.line)
        elif isinstance(block, Bullets):
            found += block.lines
    return ["".join(run.text for run in one) for one in found]


def many(record: CaseRecord, times: int) -> Sheet:
    """A sheet on which everything is new and there is very much of it."""
    first = record.incidents[0]
    copies = tuple(first.model_copy(update={"id": f"incident-{n}"}) for n in range(times))
    told = tuple(one.model_copy(update={"id": f"tally-{n}"}) for n in range(times) for one in record.tallies[:1])
    said = tuple(record.statements[0].model_copy(update={"documents": (), "speaker": "league"}) for _ in range(times))
    full = record.model_copy(update={"incidents": copies, "tallies": told, "statements": said, "findings": ()})
    index = CaseIndex(full, ACTORS)
    made = sheet(full, since="2031-05-15")
    changes = changes_between(before(record).model_copy(update={"incidents": ()}), full, "2031-05-15")
    return replace(made, index=index, incidents=view_incidents(index), changes=changes)


def test_each_new_incident_is_one_sentence_with_one_quote_the_best_supported_first() -> None:
    told = lines_of(the_daily(), "incidents")
    assert told[0].startswith("3. ") or "Millford" in told[0]
    assert all(line.count("“") >= 1 and re.search(r" D\d+$", line) for line in told)
    bombed = next(line for line in told if "Millford" in line)
    assert "17–18 May 2031" in bombed and "killed: 24 fighters" in bombed and "Confirmed" in bombed
    assert "according to Valley Monitoring Mission, Northland Army" in bombed
    assert not any("Elm Bridge" in line and "craters" in line for line in told)  # known before: told below, not here


def test_a_document_s_number_leads_to_its_name_at_the_end() -> None:
    made = the_daily()
    numbers = set(re.findall(r" (D\d+)$", "\n".join(lines_of(made, "incidents")), re.M))
    assert numbers <= set(re.findall(r"D\d+", "\n".join(lines_of(made, "sources"))))
    assert made.brief and made.notes == ()


def test_what_is_overdue_is_told_first_with_its_date_and_who_owes_it() -> None:
    late = RECORD.commitments[0].model_copy(
        update={"state": CommitmentState.OPEN, "due": "2031-05-19T12:00+03:00", "owed": ()}
    )
    told = lines_of(the_daily(RECORD.model_copy(update={"commitments": (late,)})), "duties")
    assert told[0].startswith("Overdue: ") and "due 19 May 2031" in told[0] and "as told: open" in told[0]
    done = late.model_copy(update={"state": CommitmentState.ACKNOWLEDGED})
    assert lines_of(the_daily(RECORD.model_copy(update={"commitments": (done,)})), "duties")[0].startswith("No duty is")


def test_beyond_two_pages_it_counts_and_names_numbers() -> None:
    made = daily(many(RECORD, 40), MADE)
    told = lines_of(made, "incidents")
    assert len(told) == MOST_INCIDENTS + 1 and told[-1].startswith("And 28 incidents more: no. ")
    assert re.search(r"\d+ more words? on the truce", " ".join(lines_of(made, "status")))


@pytest.mark.parametrize("times", [0, 1, 40])
def test_it_has_two_pages_at_most(times: int) -> None:
    pytest.importorskip("typst")
    raw = write_pdf(daily(many(RECORD, times) if times else sheet(since="2031-05-15"), MADE), MADE)
    assert len(pypdf.PdfReader(io.BytesIO(raw)).pages) <= 2


def pdf_text(raw: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(raw)).pages)


def test_a_pdf_is_tagged_has_its_language_and_title_and_every_script() -> None:
    pytest.importorskip("typst")
    raw = write_pdf(content(), MADE)
    read = pypdf.PdfReader(io.BytesIO(raw))
    root = read.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == "en"
    assert read.metadata.title == RECORD.files.settings.title
    assert b"pdfuaid:part" in raw or b"pdfuaid" in read.xmp_metadata.stream.get_data()
    assert write_pdf(content(), MADE) == raw
    text = pdf_text(raw)
    assert "Elm Bridge" in text and re.search(r"[\u0600-\u06ff\ufb50-\ufeff]", text)
    assert "<script>" not in text or "alert" not in text


def test_no_markup_of_typst_in_a_document_is_ever_run() -> None:
    pytest.importorskip("typst")
    hostile = '#read("/etc/passwd") *b* $x$ `y` <z> @w \\ "q" #eval("1+1")'
    sections = (Section("x", hostile, (Paragraph((Run(hostile),)),)),)
    made = replace(the_daily(), sections=sections, notices=(hostile,))
    text = " ".join(pdf_text(write_pdf(made, MADE)).split())
    assert text.count('#read("/etc/passwd") *b* $x$') == 3 and "root:" not in text


def seen(name: str) -> str:
    """What a reader sees of a report."""
    if name == "dossier":
        page = render_report(RECORD, at=None, statuses=STATUSES, generated=MADE, actors=ACTORS)
        return re.sub(r"<code.*?</code>", "", re.sub(r"<(script|style)\b.*?</\1>", "", page, flags=re.S), flags=re.S)
    report = {
        "daily": the_daily,
        "weekly": lambda: content(since="2031-05-15"),
        "case": content,
        "incident": lambda: incident_report(sheet(), sheet().incidents[0], MADE),
    }[name.partition(".")[0]]()
    match name.partition(".")[2]:
        case "md":
            return re.sub(r"<a id=[^>]*>|\(#[^)]*\)|\\\[[\w.-]+\\\]", "", write_markdown(report)).replace("\\_", "_")
        case "docx":
            return docx_text(write_docx(report, MADE))
        case "pdf":
            pytest.importorskip("typst")
            return pdf_text(write_pdf(report, MADE))
        case _:
            return re.sub(r"<style>.*?</style>", "", write_html(report), flags=re.S)


KINDS, FORMS = ("daily", "weekly", "case", "incident"), ("html", "md", "docx", "pdf")
REPORTS = [f"{kind}.{form}" for kind in KINDS for form in FORMS]


@pytest.mark.parametrize("name", [*REPORTS, "dossier"])
def test_no_raw_key_is_on_a_report(name: str) -> None:
    text = re.sub(r"<[^>]*>", " ", seen(name))
    rules = re.compile(r"\[[a-z.-]+\]")
    assert RAW_KEY.findall(rules.sub("", text)) == []
