"""Every address: what it answers, with which headers, in the same words and numbers as the report and the lists."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from lxml import html

from serve.client import Client, text_of
from trucewatch.pipeline.list_kinds import What
from trucewatch.pipeline.reporting import report_page
from trucewatch.serve.guard import HEADERS

PAGES = (
    "/",
    "/incidents",
    "/incidents?show=all",
    "/queue",
    "/agreement",
    "/decisions",
    "/search",
    "/search?q=aleppo",
    "/lists",
    *(f"/lists/{what.value}" for what in What if what is not What.INCIDENTS),
    "/add",
    "/reports",
)


def every_page(reader: Client) -> list[str]:
    snapshot = reader.snapshot
    incident = max(snapshot.record.incidents, key=lambda one: len(one.claims))
    claim, tally = snapshot.record.claims[0], snapshot.record.tallies[0]
    edge = snapshot.record.copies[0]
    of_documents = [f"/documents/{claim.document}", f"/documents/{claim.document}?at=0-20"]
    of_documents += [f"/documents/{claim.document}/reasons", f"/documents/{edge.first}/beside/{edge.second}"]
    return [*PAGES, f"/incidents/{incident.id}", f"/claims/{claim.id}", f"/claims/{tally.id}", *of_documents]


def test_every_page_answers_with_the_headers_that_keep_it_closed(reader: Client) -> None:
    for path in every_page(reader):
        answer = reader.get(path)
        assert answer.status_code == 200, path
        for name, value in HEADERS.items():
            assert answer.headers[name] == value, (path, name)


def test_no_page_has_a_script_or_style_of_its_own_or_asks_another_machine(reader: Client) -> None:
    for path in every_page(reader):
        page = reader.page(path)
        assert [
            one.get("src") for one in page.xpath("//script") if not (one.get("src") or "").startswith("/static/")
        ] == []
        assert page.xpath("//style | //*[@style] | //iframe | //object | //embed | //base") == []
        assert [name for one in page.iter() for name in one.attrib if name.startswith("on")] == []
        loaded = page.xpath("//link/@href | //img/@src | //script/@src | //form/@action")
        assert [one for one in loaded if not one.startswith("/")] == [], path


def test_every_link_of_ours_leads_to_a_page(reader: Client) -> None:
    seen: dict[str, int] = {}
    for path in every_page(reader):
        for link in reader.page(path).xpath("//a/@href"):
            address = re.sub(r"#.*", "", link)
            slow = address.startswith(("http", "/reports/made")) or "/reasons" in address or "/beside/" in address
            if not address or slow or address in seen or len(seen) > 400:
                continue
            seen[address] = reader.get(address).status_code
    assert {address: status for address, status in seen.items() if status != 200} == {}
    assert len(seen) > 200


def test_every_fragment_of_a_link_is_on_its_page(reader: Client) -> None:
    for path in ("/", "/agreement", "/queue", f"/incidents/{reader.snapshot.record.incidents[0].id}"):
        page = reader.page(path)
        ids = set(page.xpath("//@id"))
        lost = [one for one in page.xpath("//a/@href") if one.startswith("#") and one[1:] not in ids]
        assert lost == [], path


def test_a_cited_quote_leads_to_its_words_in_the_document(reader: Client) -> None:
    incident = max(reader.snapshot.record.incidents, key=lambda one: len(one.claims))
    cites = reader.page(f"/incidents/{incident.id}").xpath("//a[@class='cite'][.//bdi]")
    assert len(cites) > 10
    for cite in cites[:10]:
        marked = "".join(reader.page(cite.get("href").split("#")[0]).xpath("//mark//text()"))
        quote = " ".join(cite.xpath(".//bdi")[0].text_content().split()).removesuffix(" …")
        assert " ".join(re.sub(r"\d+(?=\D)", lambda m: m[0], marked).split())[:20].strip("123456789 ") != ""
        assert quote[:12] in " ".join(plain(reader, cite.get("href")).split())


def plain(reader: Client, href: str) -> str:
    """The marked words of a document's page without the numbers of claims."""
    page = reader.page(href.split("#")[0])
    for skip in page.xpath("//*[@data-skip]"):
        skip.drop_tree()
    return "".join(page.xpath("//mark//text()"))


def test_the_text_of_a_document_stands_there_character_for_character(reader: Client) -> None:
    for document in reader.snapshot.record.documents:
        page = reader.page(f"/documents/{document.id}")
        for skip in page.xpath("//*[@data-skip]"):
            skip.drop_tree()
        shown = page.get_element_by_id("text").text_content()
        assert shown == document.text.replace("\r", "\n") or shown == document.text


def test_incidents_are_those_of_the_report_with_the_same_numbers_and_grades(reader: Client, built: Path) -> None:
    report = html.fromstring(report_page(reader.desk.case, None, "2026-01-01"))
    told = [
        (one.get("data-number"), " ".join(one.xpath(".//h4[@class='title']")[0].text_content().split()))
        for one in report.xpath("//article[contains(@class,'incident')]")
    ]
    rows = reader.page("/incidents").xpath("//table//tbody/tr")
    assert [
        (row.xpath("./td")[0].text_content(), " ".join(row.xpath(".//a[@data-row]")[0].text_content().split()))
        for row in rows
    ] == told
    grades = report.xpath("//article[contains(@class,'incident')]/@data-grade")
    assert [row.xpath(".//span[contains(@class,'grade')]")[0].text_content() for row in rows] == grades


def test_the_status_on_the_first_page_is_that_of_the_report(reader: Client) -> None:
    report = html.fromstring(report_page(reader.desk.case, None, "2026-01-01"))
    wording = "//p[@class='wording']"
    assert reader.page("/").xpath(wording)[0].text_content() == report.xpath(wording)[0].text_content()


def test_a_selection_is_kept_in_the_address_and_the_same_in_table_csv_and_json(reader: Client) -> None:
    asked = "grade=weak&area=Aleppo&sort=-date"
    page = reader.page(f"/incidents?{asked}")
    titles = [" ".join(one.text_content().split()) for one in page.xpath("//a[@data-row]")]
    rows = list(csv.DictReader(io.StringIO(reader.get(f"/incidents.csv?{asked}").text)))
    found = reader.get(f"/api/incidents?{asked}").json()
    assert 0 < len(titles) < 33
    assert [row["id"] for row in rows] == [row["id"] for row in found["rows"]]
    assert len(titles) == len(rows) == found["found"]
    assert all(row["grade"] == "weak" for row in rows)
    assert [row["date"] for row in rows if row["date"]] == sorted((r["date"] for r in rows if r["date"]), reverse=True)


def test_empty_fields_of_the_form_are_not_kept_in_the_address(reader: Client) -> None:
    answer = reader.get("/incidents?text=&grade=weak&columns=no&columns=title&sort=", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/incidents?grade=weak&columns=no%2Ctitle")


def test_only_the_columns_that_are_asked_for_are_shown(reader: Client) -> None:
    heads = reader.page("/incidents?columns=no,title,rulings").xpath("//thead//th")
    assert [one.text_content().strip() for one in heads] == ["No.", "What", "Rulings"]


def test_pages_of_a_list_follow_each_other_without_a_gap(reader: Client) -> None:
    path: str | None = "/lists/claims"
    seen: list[str] = []
    while path:
        page = reader.page(path)
        seen += page.xpath("//tbody//td[@class='words']//a/@href")
        path = next(iter(page.xpath("//a[@rel='next']/@href")), None)
    assert len(seen) == len(set(seen)) == len(reader.snapshot.record.claims)


def test_map_and_time_line_show_the_same_selection(reader: Client) -> None:
    whole, some = reader.page("/incidents?show=all"), reader.page("/incidents?show=all&area=Aleppo")
    for svg in ("map", "timeline"):
        links = [len(page.xpath(f"//*[local-name()='svg'][@class='{svg}']//a")) for page in (whole, some)]
        assert links[0] > links[1] > 0, svg


def test_what_nothing_has_is_told_with_what_is_like_it(reader: Client) -> None:
    assert "did you mean" in text_of(reader.get("/lists/claims?trust=chek"))
    answer = reader.get("/incidents?colour=red")
    assert answer.status_code == 422
    assert "it can by party, kind, grade" in text_of(answer)


def test_sure_and_to_be_checked_are_told_apart_in_words(reader: Client) -> None:
    claims = {one.id: one for one in reader.snapshot.record.claims}
    sure, check = (next(c for c in claims.values() if c.trust.value == word) for word in ("sure", "check"))
    assert "✓ sure" in text_of(reader.get(f"/claims/{sure.id}"))
    told = text_of(reader.get(f"/claims/{check.id}"))
    assert "? to be checked" in told
    assert reader.snapshot.listing(What.CLAIMS).rows[0].cells["why_check"] is not None


def test_an_old_id_of_an_incident_leads_to_it(reader: Client) -> None:
    incident = max(reader.snapshot.record.incidents, key=lambda one: len(one.claims))
    other = next(
        name for name, home in reader.snapshot.index.homes.items() if home == incident.id and name != incident.id
    )
    answer = reader.get(f"/incidents/{other}", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"http://127.0.0.1/incidents/{incident.id}")


@pytest.mark.parametrize(
    "path", ["/nothing", "/incidents/incident-0000", "/claims/x", "/documents/x", "/lists/x", "/add/77"]
)
def test_what_is_not_there_is_told_as_a_page_and_as_json(reader: Client, path: str) -> None:
    answer = reader.get(path)
    assert answer.status_code == 404
    assert "There is nothing here" in text_of(answer)


def test_the_api_has_one_shape_for_what_is_wrong(reader: Client) -> None:
    for path, status in (
        ("/api/nothing", 404),
        ("/api/record/x", 404),
        ("/api/claims?most=-1", 422),
        ("/api/search?q=!", 422),
    ):
        answer = reader.get(path)
        assert answer.status_code == status, path
        assert [sorted(one) for one in answer.json()["errors"]] == [["code", "field", "message", "where"]]


def test_the_api_gives_lists_page_by_page_and_records_whole(reader: Client) -> None:
    names: list[str] = []
    path = "/api/claims?most=50"
    while path:
        body = reader.get(path).json()
        names += [row["id"] for row in body["rows"]]
        path = body["next"]
    assert len(names) == len(set(names)) == len(reader.snapshot.record.claims)
    record = reader.get(f"/api/record/{names[0]}").json()
    assert record == json.loads(reader.snapshot.claim(names[0]).model_dump_json())
    assert {one["name"] for one in reader.get("/api").json()["lists"]} == set(What)
    assert reader.get("/api/status").json()["value"] == reader.snapshot.statuses[-1].value.value
    assert reader.get("/api/search?q=aleppo").json()["found"][0]["words"]


def test_a_report_is_a_page_apart_and_a_file(reader: Client) -> None:
    page = reader.get("/reports/made?kind=daily&at=2016-09-19")
    assert page.status_code == 200
    assert "sandbox" in page.headers["content-security-policy"]
    assert "allow-same-origin" not in page.headers["content-security-policy"]
    word = reader.get("/reports/made?kind=weekly&format=docx")
    assert word.content[:2] == b"PK"
    assert word.headers["content-disposition"] == 'attachment; filename="weekly.docx"'
    public = reader.get("/reports/made?kind=case&public=yes&format=md")
    assert "Public version" in public.text
    wrong = reader.get("/reports/made?kind=incident&at=yesterday&delay=x")
    assert wrong.status_code == 422
    assert all(name in text_of(wrong) for name in ("incident", "at", "delay"))


def test_an_original_is_given_out_as_it_came_and_run_by_no_browser(reader: Client) -> None:
    document = reader.snapshot.record.documents[0]
    answer = reader.get(f"/documents/{document.id}/original")
    assert answer.content == reader.desk.case.archive.get(document.sha256)
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")


def test_copies_are_shown_with_what_each_has_alone(reader: Client) -> None:
    edge = reader.snapshot.record.copies[0]
    page = reader.page(f"/documents/{edge.first}/beside/{edge.second}")
    text = page.xpath("//div[contains(@class,'differences')]")[0]
    one, other = (reader.snapshot.document(name).text for name in (edge.first, edge.second))
    kept = "".join(text.xpath(".//text()[not(ancestor::ins)]"))
    came = "".join(text.xpath(".//text()[not(ancestor::del)]"))
    assert (kept, came) == (one, other)


def test_assets_can_be_kept_and_nothing_else_of_the_folder_is_given_out(reader: Client) -> None:
    assert "immutable" in reader.get("/static/app.css").headers["cache-control"]
    for name in ("vendor.toml", "../bench.py", "%2e%2e/bench.py", "htmx.LICENSE"):
        assert reader.get(f"/static/{name}").status_code == 404
