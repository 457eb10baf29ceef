"""Hostile words in texts, titles, names, sources and file names: shown as they are, and nothing of them is markup."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from lxml import html

from serve.client import Client, now
from trucewatch.pipeline.case import Case
from trucewatch.pipeline.template import make_case
from trucewatch.records.documents import Metadata

CORPUS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "'-alert(1)-'",
    "javascript:alert(1)",
    "</textarea><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "{{ 7*7 }}{% raw %}",
    "<a href='javascript:alert(1)'>x</a>",
    'href="#incident-x" onclick="alert(1)',
    "&lt;b&gt;&#x3C;script&#x3E;",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<style>*{display:none}</style>",
    "\u202eevil\u2066<b>",
    "'; DROP TABLE records; --",
    "<base href=https://evil.example>",
    '" hx-get="https://evil.example" hx-trigger="load',
    "]]><!--",
)


def text_with(words: str) -> bytes:
    told = (
        f"The {words} army said on Tuesday that rebels shelled Hodeidah, killing two soldiers at {words}.\n\n"
        f"“{words} shelled Hodeidah,” Colonel {words} told reporters on Tuesday.\n"
    )
    return told.encode()


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    folder = tmp_path_factory.mktemp("hostile") / "case"
    make_case(folder, "Case")
    (folder / "case.toml").write_text(
        f"id = \"case\"\ntitle = '''Case {CORPUS[0]} {CORPUS[5]} {CORPUS[6]}'''\nnotice = '''{CORPUS[1]}'''\n", "utf-8"
    )
    (folder / "sources.yaml").write_text(
        "sources:\n- id: evil\n  name: >-\n    " + CORPUS[2] + "\n  kind: agency\n", "utf-8"
    )
    case = Case(folder, now)
    for number, words in enumerate(CORPUS):
        metadata = Metadata(
            title=f"Title {words}",
            source="evil" if number % 2 else f"Source {words}",
            published="2018-12-19",
            author=words,
            url="javascript:alert(1)" if number % 3 else f"https://evil.example/{words}",
            note=words,
        )
        case.add(text_with(words), f"{number} {words}.txt", metadata=metadata)
    case.add(b"\x00\xff\xfe", f"bad {CORPUS[1]}.txt", metadata=Metadata())
    case.receipts.seal()
    case.build()
    yield Client(folder)


def pages(client: Client) -> list[str]:
    record = client.snapshot.record
    found = [
        "/",
        "/incidents?show=all",
        "/queue",
        "/agreement",
        "/decisions",
        "/lists",
        "/add",
        "/reports",
        "/search?q=army",
    ]
    found += [f"/lists/{what}" for what in ("claims", "documents", "tallies", "places", "rejected", "unresolved")]
    found += [f"/incidents/{one.id}" for one in record.incidents]
    found += [f"/claims/{one.id}" for one in record.claims]
    for one in record.documents:
        found += [f"/documents/{one.id}?at=0-20", f"/documents/{one.id}/passage?at=0-20"]
    found += [f"/documents/{edge.first}/beside/{edge.second}" for edge in record.copies[:6]]
    return [*found, f"/documents/{record.documents[0].id}/reasons"]


def must_be_inert(page: str, where: str) -> None:
    tree = html.fromstring(page)
    ours = {"/static/htmx.min.js", "/static/app.js"}
    for script in tree.iter("script"):
        assert (script.get("src") or "").partition("?")[0] in ours, where
        assert not (script.text or "").strip(), where
    assert tree.xpath("//iframe | //style | //base | //object | //embed | //img | //svg[@onload]") == [], where
    for one in tree.iter():
        if not isinstance(one.tag, str):
            raise AssertionError(f"a comment or instruction on {where}")
        for name, value in one.attrib.items():
            assert not name.startswith("on"), (where, name)
            assert not (name in ("href", "action", "src") and value.strip().lower().startswith("javascript")), where
            if name.startswith("hx-get") or name == "hx-post":
                assert value.startswith("/") and "evil" not in value, where


def test_no_word_of_a_document_or_a_book_becomes_markup(hostile: Client) -> None:
    assert len(hostile.snapshot.record.documents) >= len(CORPUS)
    assert len(hostile.snapshot.record.claims) > len(CORPUS)
    for path in pages(hostile):
        answer = hostile.get(path)
        assert answer.status_code == 200, path
        must_be_inert(answer.text, path)


def test_the_words_are_shown_as_they_are(hostile: Client) -> None:
    for document in hostile.snapshot.record.documents:
        page = hostile.page(f"/documents/{document.id}")
        for skip in page.xpath("//*[@data-skip]"):
            skip.drop_tree()
        assert page.get_element_by_id("text").text_content() == document.text


@pytest.mark.parametrize("words", CORPUS)
def test_what_an_address_says_is_no_markup_either(hostile: Client, words: str) -> None:
    for path in ("/search", "/incidents", "/lists/claims"):
        name = "q" if path == "/search" else "party"
        answer = hostile.get(path, params={name: words})
        assert answer.status_code in (200, 422)
        must_be_inert(answer.text, f"{path} {words}")
    for path in (f"/incidents/{words}", f"/documents/{words}", f"/claims/{words}", f"/lists/{words}", f"/add/{words}"):
        answer = hostile.get(path)
        assert answer.status_code in (200, 404, 422)  # by its words a record is found, or several are
        must_be_inert(answer.text, path)
    for query in ({"ruled": words}, {"at": words}, {"after": words}, {"sort": words}):
        must_be_inert(hostile.get("/incidents", params={**query}).text, str(query))


@pytest.mark.parametrize("words", CORPUS)
def test_what_a_person_writes_is_no_markup_and_kept_as_it_is(hostile: Client, words: str) -> None:
    incident = hostile.snapshot.record.incidents[0].id
    fields = hostile.form(f"/incidents/{incident}", "note")
    told = hostile.decide({**fields, "by": words, "reason": words, "back": f"/{words}"})
    must_be_inert(told.text, "outcome")
    done = hostile.decide({**fields, "by": words, "reason": words}, step="record")
    assert done.status_code == 303
    decision = hostile.snapshot.record.decisions[-1].decision
    assert (decision.by, decision.reason) == (words, words)
    for path in (done.headers["location"], "/decisions", f"/incidents/{incident}"):
        must_be_inert(hostile.get(path).text, path)


def test_a_spreadsheet_takes_no_cell_for_a_formula(hostile: Client) -> None:
    hostile.desk.case.add(b"The army shelled Hodeidah.", "=cmd|' /C calc'!A0.txt", metadata=Metadata(title="=1+1"))
    with hostile.desk.writing() as case:
        case.build()
    lines = hostile.get("/lists/documents/csv").text.splitlines()
    assert any("'=1+1" in line for line in lines)
    assert not any(cell.strip('"').startswith("=") for line in lines for cell in line.split(","))
