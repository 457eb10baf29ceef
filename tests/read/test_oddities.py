"""What is told of a document when it is taken in, one line each; it is kept all the same."""

from __future__ import annotations

import pytest

from trucewatch.read.document import read_document
from trucewatch.read.oddities import warnings_of
from trucewatch.records.documents import Metadata

REPORT = (
    "Shells land near post\n\nThe joint mission said on Tuesday that mortar shells had landed near the customs post, "
    "wounding four traders. Its spokesman said that two patrols had been sent there and had come back unharmed."
)
COOKIES = (
    "<html><body><h1>Daily</h1><p>We use cookies and similar techniques. {}</p><p>Accept all cookies</p></body></html>"
)


def told(text: str, name: str = "a.txt", published: str | None = None) -> list[tuple[str, str]]:
    document = read_document(
        text.encode(), name, metadata=Metadata(published=published), retrieved="2024-05-16T10:00:00Z"
    )
    return [(fault.code, fault.message) for fault in warnings_of(document)]


def test_a_report_in_order_is_told_nothing_of() -> None:
    assert told(REPORT, published="2024-05-15") == []
    assert told(REPORT, published="2024-05-17") == [], "it is the next day somewhere on earth"
    assert told(REPORT, published=None) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Le porte-parole de la mission a déclaré mardi que des obus étaient tombés près du poste de douane.",
            "French",
        ),
        ("El portavoz de la misión dijo el martes que los proyectiles cayeron cerca del puesto de aduana.", "Spanish"),
        ("قالت البعثة يوم الثلاثاء إن قذائف سقطت قرب مركز الجمارك وأصابت أربعة تجار بجروح خطيرة.", "Arabic"),
        ("Представитель миссии заявил во вторник, что снаряды упали рядом с таможенным постом.", "Russian"),
        (
            "Misyon sözcüsü salı günü yaptığı açıklamada, gümrük noktasının yakınına havan topu düştüğünü söyledi.",
            "Turkish",
        ),
    ],
)
def test_a_language_that_is_not_read(text: str, language: str) -> None:
    ((code, message),) = told(text)
    assert code == "read.language"
    assert language in message
    assert "\n" not in message


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (COOKIES.format("Choose what you allow."), "a.html"),
        ("<html><body><p>Please enable JavaScript and cookies to continue to this page.</p></body></html>", "a.html"),
        (
            "<html><body><h1>One more step</h1><p>Please verify you are human before you go on.</p></body></html>",
            "a.html",
        ),
        ("Shells land near post\n\nThis article is for subscribers. Sign in to read it, or subscribe.", "a.txt"),
        ("Access denied\n\nYou do not have permission to view this page on this server.", "a.txt"),
    ],
)
def test_a_page_in_front_of_the_article(text: str, name: str) -> None:
    assert [code for code, _ in told(text, name)] == ["read.wall"]


def test_a_report_that_speaks_of_cookies_at_its_end_is_one() -> None:
    body = "".join(f"<p>{sentence}.</p>" for sentence in REPORT.split(". ") * 8)
    page = f"<html><body><article>{body}</article><p>We use cookies.</p></body></html>"
    assert told(page, "a.html") == []


def test_a_page_with_hardly_any_text_and_one_of_notices_alone() -> None:
    assert [code for code, _ in told("<html><body><p>Truce over in Aden.</p></body></html>", "a.html")] == [
        "read.little-text"
    ]
    notices = "Copyright 2024 Example Daily. All rights reserved.\n\nContact us: desk@daily.example"
    assert [code for code, _ in told(notices)] == ["read.only-boilerplate"]


@pytest.mark.parametrize(("published", "days"), [("2024-06-16", 31), ("2042-05-15", 6573), ("2024-05-19T08:00", 3)])
def test_a_date_in_the_future(published: str, days: int) -> None:
    ((code, message),) = told(REPORT, published=published)
    assert code == "read.future"
    assert f"{days} days" in message
