from __future__ import annotations

import re
import time
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trucewatch.records.assessments import Status, StatusValue
from trucewatch.records.cases import CaseFiles, CaseRecord, CaseSettings
from trucewatch.report.html import render_report

from .builder import claim, document
from .sample import COURIER, RECORD, STATUSES

LOADING = {"src", "srcset", "data", "poster", "background", "action", "formaction", "ping", "manifest", "code"}
EMPTY = CaseRecord(files=CaseFiles(settings=CaseSettings(id="none", title="An empty case")))


class Page(HTMLParser):
    """Ids, fragments, what would load, and the headings of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.fragments: set[str] = set()
        self.loads: list[str] = []
        self.tags: list[str] = []
        self.outward: list[dict[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.tags.append(tag)
        if named.get("id"):
            self.ids.append(str(named["id"]))
        href = named.get("href") or named.get("xlink:href") or ""
        if href.startswith("#"):
            self.fragments.add(href[1:])
        elif href:
            (self.outward if tag == "a" else self.loads).append(named)  # type: ignore[arg-type]
        self.loads += [f"{tag} {name}" for name, value in attrs if name in LOADING and value]
        assert not any(name.startswith("on") for name in named), named


def read(page: str) -> Page:
    reader = Page()
    reader.feed(page)
    reader.close()
    return reader


@pytest.fixture(scope="module")
def page() -> str:
    return render_report(RECORD, at="2031-05-21", statuses=STATUSES, generated="2031-05-22T09:30Z")


def section(page: str, name: str) -> str:
    return page.split(f'<section id="{name}"', 1)[1].split("</section>", 1)[0]


def plain(html: str) -> str:
    words = " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())
    return re.sub(r" ([.,;:”)])", r"\1", words).replace("“ ", "“").replace("( ", "(")


def test_nothing_is_loaded_from_anywhere(page: str) -> None:
    reader = read(page)
    assert reader.loads == []
    assert not {"link", "img", "iframe", "object", "embed", "base", "video", "audio"} & set(reader.tags)
    assert "@import" not in page and "@font-face" not in page
    assert not re.search(r"url\((?!#)", page.split("<style>")[1].split("</style>")[0])
    assert not re.search(r"\b(fetch|XMLHttpRequest|WebSocket|sendBeacon|import)\s*\(", page.split("<script>")[-1])


def test_links_outward_are_plain_and_tell_nobody(page: str) -> None:
    outward = read(page).outward
    assert {item["href"] for item in outward} == {
        "https://press.example/elm-bridge",
        "https://courier.example/a?b=1&c=2",
    }
    assert all("noreferrer" in str(item["rel"]) for item in outward)


def test_a_script_for_an_address_is_no_link() -> None:
    bad = COURIER.model_copy(update={"url": "javascript:alert(1)"})
    page = render_report(EMPTY.model_copy(update={"documents": (bad,)}), at=None, statuses=(), generated="2031-05-22")
    assert 'href="javascript' not in page


def test_every_fragment_is_on_the_page_once(page: str) -> None:
    reader = read(page)
    assert len(reader.ids) == len(set(reader.ids))
    assert reader.fragments - set(reader.ids) == set()


def test_markup_of_a_document_stays_text(page: str) -> None:
    assert "<script>alert" not in page and "&lt;script&gt;alert" in page
    assert "<market>" not in page and "Elm Bridge &lt;market&gt; &amp; mill" in page
    assert page.count("<script>") == 1


def test_the_status_stands_in_words_with_its_reasons(page: str) -> None:
    text = plain(section(page, "status"))
    assert "Declared ended by one party: the Northland Army" in text
    assert "the Northland Army, a party, declares the truce itself ended status.declared-ended" in text
    assert "No word on the truce from: Kingdom of Easterly (guarantor)." in text
    assert "Southland Front party sets a condition about its own conduct 21 May 2031" in text


def test_tellings_stand_side_by_side_with_disputes_and_revisions(page: str) -> None:
    incident = page.split('id="incident-incident-market"', 1)[1].split("</article>", 1)[0]
    text = plain(incident)
    assert "3 documents, 3 origins" in text and "disputed: what happened, killed" in text
    killed = plain(incident.split('<tr class="disputed"><th scope="row">Killed')[1].split("</tr>")[0])
    assert killed.startswith("disputed at least 12 civilians “At least 12” D1 before 10 civilians")
    assert "9 people “9” D2" in killed and killed.endswith("not said")
    assert "24–99 (“dozens”)" in text
    assert "unable to rule (Southland Front)" in text


def incident_ids(html: str) -> list[str]:
    return re.findall(r'<article class="incident" id="incident-incident-(\w+)"', html)


def test_incidents_stand_by_date_within_the_agreement_then_before_it_then_undated(page: str) -> None:
    assert incident_ids(page) == ["market", "depot", "millford", "station", "clashes", "convoy"]
    within, before = section(page, "incidents").split('<details class="group" id="incidents-before">')
    before, undated = before.split('<details class="group" id="incidents-undated">')
    assert incident_ids(within) == ["market", "depot", "millford"] and "Since 1 May 2031" in plain(within)
    assert incident_ids(before) == ["station"] and plain(before).startswith("Before the agreement 1 incident")
    assert incident_ids(undated) == ["clashes", "convoy"] and plain(undated).startswith("Date unknown 2 incidents")


def test_without_an_agreement_only_the_undated_stand_apart() -> None:
    record = RECORD.model_copy(
        update={"files": RECORD.files.model_copy(update={"agreement": None}), "findings": (), "commitments": ()}
    )
    html = section(render_report(record, at=None, statuses=(), generated="2031-05-22"), "incidents")
    assert incident_ids(html) == ["station", "market", "depot", "millford", "clashes", "convoy"]
    assert "Since" not in plain(html) and "Before the agreement" not in html


def test_incidents_are_ranked_by_support_for_the_reader_who_asks(page: str) -> None:
    ranks = {int(rank): name for name, rank in re.findall(r'id="incident-incident-(\w+)".+?data-rank="(\d)"', page)}
    assert [ranks[rank] for rank in sorted(ranks)] == ["millford", "market", "depot", "clashes", "convoy", "station"]


def head(page: str, name: str) -> str:
    return page.split(f'id="incident-incident-{name}"', 1)[1].split("</summary>", 1)[0]


def test_the_head_of_an_incident_says_who_whom_and_what_harm_as_told(page: str) -> None:
    market = head(page, "market")
    assert "Southland Front → the market of Elm Bridge" in plain(market)
    assert "killed: 9 to at least 12" in plain(market) and "injured: 24–99 (“dozens”)" in plain(market)
    assert "disputed: what happened, killed" in plain(market)
    assert len(re.findall(r'<a class="num" href="#doc-', market)) == 3
    assert "“Southern terrorists” → a convoy" in plain(head(page, "convoy"))


def test_a_date_stands_once_in_the_head_of_an_incident() -> None:
    market = RECORD.incidents[0].model_copy(update={"title": "Shelling in Elm Bridge, 13 May 2031"})
    record = RECORD.model_copy(update={"incidents": (market,), "findings": ()})
    page = render_report(record, at=None, statuses=(), generated="2031-05-22")
    assert head(page, "market").count("May 2031") == 1


def test_a_label_stands_only_in_quotation_marks(page: str) -> None:
    text = plain(page.split("</style>", 1)[1].split("<script>")[0].split('<section id="documents"')[0])
    for found in re.finditer(r"southern terrorists", text, re.IGNORECASE):
        assert text[: found.start()].rstrip()[-1] == "“", text[found.start() - 30 : found.end() + 10]


def test_unknown_stays_unknown(page: str) -> None:
    documents = plain(section(page, "documents"))
    assert "source unknown · date unknown · no claim" in documents
    assert "date unknown (“Some weeks ago”)" in documents


def test_names_from_right_to_left_are_isolated(page: str) -> None:
    assert "<bdi>دير الزور</bdi>" in page
    assert 'lang="ar" dir="auto"' in page
    assert '<bdi lang="ar">الهدنة صامدة في دير الزور</bdi>' in page


def test_symmetry_counts_by_side_and_leads_to_incidents(page: str) -> None:
    table = section(page, "symmetry")
    north = table.split("<bdi>Northland</bdi>", 1)[1].split("</tr>")[0]
    assert plain(north).startswith("party 1 1 0 0 0 0 0 0 0 0 0 0 2 1 0 (0 %)")
    assert 'href="#party-northland-acted-confirmed"' in north
    listed = table.split('id="party-northland-acted-confirmed"')[1].split("</div>")[0]
    assert "#incident-incident-millford" in listed


def test_tallies_are_no_incidents(page: str) -> None:
    assert "31 explosions" in plain(section(page, "tallies"))
    assert "31 explosions" not in plain(section(page, "incidents"))


def test_copies_and_what_was_left_out(page: str) -> None:
    assert "Copy: one text with D2 (shortened; 81% of the smaller one’s distinctive words)" in plain(
        section(page, "documents")
    )
    left = plain(section(page, "left-out"))
    assert "1 claim.boilerplate" in left and "import.csv:7, quote" in left
    assert "The words stand in a passage that is left out of reading" in left
    assert "appeal for support" in left and "empty-note.txt" in left


def test_agreement_says_what_is_not_known(page: str) -> None:
    text = plain(section(page, "agreement"))
    assert "Annex on maps: not published." in text
    assert "The words of “Maps of minefields”." in text
    assert "How it may be left or ended." in text
    assert "7 days after “The truce”" in text


def test_an_empty_case_says_what_to_do_next() -> None:
    page = render_report(EMPTY, at=None, statuses=(), generated="2031-05-22")
    text = plain(page.split("</style>", 1)[1])
    assert "No status was derived. Describe the agreement in agreement.yaml" in text
    assert "No document is in the case. Add one" in text
    assert "No incident is in the record." in text
    assert read(page).fragments - set(read(page).ids) == set()


def test_the_same_record_gives_the_same_page(page: str) -> None:
    assert page == render_report(RECORD, at="2031-05-21", statuses=STATUSES, generated="2031-05-22T09:30Z")


def test_the_page_can_be_written_as_utf8(page: str) -> None:
    assert "\0" not in page
    assert "with a lone \ufffd surrogate" in page.encode("utf-8").decode("utf-8")


ANY = st.text(st.characters(), min_size=1, max_size=40)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ANY, ANY, ANY, st.data())
def test_no_text_breaks_the_page(text: str, title: str, wording: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    words = text[start:end]
    entry = document(f"{title}.txt", text, title=title, source=title, published=title, language=title, url=title)
    record = EMPTY.model_copy(update={"documents": (entry,), "claims": (claim(entry, words, title, words),)})
    status = Status(at=title, value=StatusValue.UNKNOWN, wording=wording, trace=())
    page = render_report(record, at=title, statuses=(status,), generated=title)
    page.encode("utf-8")
    reader = read(page)
    assert reader.fragments - set(reader.ids) == set()
    assert page.count("<script>") == 1


def test_four_hundred_documents_render_in_time() -> None:
    sentence = "Shells hit village {} on 3 May and killed {} people, the north said."
    documents, claims = [], []
    for number in range(400):
        sentences = [sentence.format(f"{number}-{place}", place + 1) for place in range(13)]
        entry = document(f"{number}.txt", "\n\n".join(sentences), language="en")
        documents.append(entry)
        claims += [
            claim(entry, words, "shelling", "hit", killed=(f"{place + 1} people", place + 1, place + 1, "people"))
            for place, words in enumerate(sentences)
        ]
    record = RECORD.model_copy(
        update={"documents": RECORD.documents + tuple(documents), "claims": RECORD.claims + tuple(claims)}
    )
    started = time.process_time()
    page = render_report(record, at="2031-05-21", statuses=STATUSES, generated="2031-05-22")
    assert time.process_time() - started < 5.0
    assert page.count('<article class="document"') == 407
