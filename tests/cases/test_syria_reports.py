"""Reports of the bundled case as its readers get them: no raw key on any, and no more paper than is read."""

from __future__ import annotations

import html
import io
import re
from pathlib import Path

import pytest

from report.test_daily import RAW_KEY
from report.test_page import CHROMIUM, FLAGS
from trucewatch.pipeline.case import Case
from trucewatch.pipeline.example import copy_example
from trucewatch.pipeline.report_order import ReportOrder
from trucewatch.pipeline.reporting import report_file, report_page
from trucewatch.report.sheet import ReportKind

MADE = "2026-01-01T00:00:00Z"
DAYS = ("2016-09-13", "2016-09-17", "2016-09-19", "2016-09-20")
MOST_PAGES = 25


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    folder = tmp_path_factory.mktemp("reports") / "syria-2016"
    copy_example(folder)
    made = Case(folder, lambda: MADE)
    made.build()
    return made


def plain(page: str) -> str:
    """What a reader sees of an HTML page; a rule's code is told as such."""
    shown = re.sub(r"<(script|style|code)\b.*?</\1>", "", page, flags=re.DOTALL)
    return html.unescape(re.sub(r"<[^>]*>", " ", shown))


@pytest.mark.parametrize("kind", ["daily", "weekly", "case", "incident"])
def test_no_raw_key_is_on_a_report(case: Case, kind: str) -> None:
    at = None if kind in ("case", "incident") else "2016-09-19"
    order = ReportOrder(ReportKind(kind), at, incident="13" if kind == "incident" else None)
    text = report_file(case, order, ".md", MADE).decode("utf-8")
    shown = re.sub(r"<a id=[^>]*>|\(#[^)]*\)|\\\[[\w.-]+\\\]", "", text).replace("\\_", "_")
    assert RAW_KEY.findall(shown) == []


def test_no_raw_key_is_on_the_page(case: Case) -> None:
    assert RAW_KEY.findall(plain(report_page(case, None, MADE))) == []


@pytest.mark.parametrize("day", DAYS)
def test_a_daily_has_two_pages_at_most(case: Case, day: str) -> None:
    pytest.importorskip("typst")
    pypdf = pytest.importorskip("pypdf")
    raw = report_file(case, ReportOrder(ReportKind.DAILY, day), ".pdf", MADE)
    assert len(pypdf.PdfReader(io.BytesIO(raw)).pages) <= 2


def test_the_page_prints_on_twenty_five_pages_and_with_its_details_on_request(case: Case, tmp_path: Path) -> None:
    sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    pypdf = pytest.importorskip("pypdf")
    if not CHROMIUM:
        pytest.skip("no Chromium on this machine")
    path = tmp_path / "report.html"
    path.write_text(report_page(case, None, MADE), encoding="utf-8")
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        tab = chromium.new_page()
        tab.goto(path.as_uri())
        brief = pypdf.PdfReader(io.BytesIO(tab.pdf(prefer_css_page_size=True)))
        tab.check("#print-details")
        whole = pypdf.PdfReader(io.BytesIO(tab.pdf(prefer_css_page_size=True)))
        chromium.close()
    assert len(brief.pages) <= MOST_PAGES < len(whole.pages)
    text = " ".join("\n".join(page.extract_text() for page in brief.pages).split())
    assert "Air strike at Jabal Thardeh" in text and "possible breach" in text
    assert "Why one incident" not in text
    assert "Why one incident" in " ".join("\n".join(page.extract_text() for page in whole.pages).split())
