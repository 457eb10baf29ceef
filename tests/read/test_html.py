"""HTML: the article, what the page declares, and what cleaning left out."""

from __future__ import annotations

import pytest

from trucewatch.read.document import read_document
from trucewatch.records.documents import BoilerplateKind, CreditRole

PAGE = """<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">
<title>Convoy reaches Taiz | Example Daily</title>
<meta property="og:site_name" content="Example Daily"><meta name="author" content="Anna Writer">
{date}<link rel="canonical" href="https://daily.example/convoy"></head>
<body><nav><ul><li><a href="/">Front page</a></li><li><a href="/w">World</a></li></ul></nav>
<article><h1>Convoy reaches Taiz</h1>
<p>An aid convoy of 24 trucks entered Taiz on Sunday after both sides let it pass, the United Nations said.</p>
<p>Artillery fire had stopped the convoy twice, and a spokesman said that shells killed two drivers on Thursday.</p>
<p>The other side denied that it had fired, and asked the United Nations to publish its records of the week.</p>
<p>If you like our content, please support us.</p></article>
<footer>Imprint of the Example Daily</footer><script>var hidden = 1;</script></body></html>"""
PUBLISHED = '<meta property="article:published_time" content="2018-12-16T18:00:00+03:00">'


def test_a_page_gives_article_metadata_and_what_was_left_out() -> None:
    document = read_document(PAGE.replace("{date}", PUBLISHED).encode(), "page")
    assert document.media_type == "text/html"
    assert (document.title, document.source, document.author) == ("Convoy reaches Taiz", "Example Daily", "Anna Writer")
    assert (document.url, document.language) == ("https://daily.example/convoy", "en")
    assert document.published == "2018-12-16T18:00:00+03:00"
    assert document.text.startswith("Convoy reaches Taiz")
    assert "shells killed two drivers" in document.text
    assert document.left_out.split("\n") == ["Front page", "World", "Imprint of the Example Daily"]
    assert [(part.kind, part.span.quote) for part in document.boilerplate] == [
        (BoilerplateKind.PLEA, "If you like our content, please support us.")
    ]
    assert [(credit.role, credit.name, credit.span) for credit in document.credits] == [
        (CreditRole.AUTHOR, "Anna Writer", None)
    ]


@pytest.mark.parametrize(
    ("declared", "published"),
    [
        ("", None),
        ('<meta name="copyright" content="2018"><meta name="date" content="sometime">', None),
        ('<meta property="article:modified_time" content="2018-12-17">', None),
        ('<meta name="date" content="2018-12-16">', "2018-12-16"),
        ('<meta name="pubdate" content="2018/12/16">', "2018-12-16"),
        ('<meta name="pubdate" content="Sun, 16 Dec 2018 18:00:00 +0300">', "2018-12-16T18:00:00+03:00"),
        (
            '<script type="application/ld+json">{"@graph":[{"datePublished":"2018-12-16"}]}</script>',
            "2018-12-16",
        ),
        ('<script type="application/ld+json">{broken</script>', None),
        ('<meta property="article:published_time" content="0000-00-00">', None),
    ],
)
def test_a_date_is_taken_only_where_the_page_declares_it(declared: str, published: str | None) -> None:
    assert read_document(PAGE.replace("{date}", declared).encode(), "page.html").published == published


@pytest.mark.parametrize("share", [0.6, 0.7, 0.8, 0.9])
def test_a_truncated_page_gives_what_is_there(share: float) -> None:
    document = read_document(PAGE.replace("{date}", PUBLISHED)[: int(len(PAGE) * share)].encode(), "page.html")
    assert "An aid convoy of 24 trucks" in document.text
    assert document.published == "2018-12-16T18:00:00+03:00"
    assert "<" not in document.text


def test_front_matter_goes_before_what_the_page_says() -> None:
    raw = "---\nsource: Archive copy\npublished: 2018-12-15\n---\n" + PAGE.replace("{date}", PUBLISHED)
    document = read_document(raw.encode(), "page.html")
    assert (document.source, document.published, document.author) == ("Archive copy", "2018-12-15", "Anna Writer")


def test_encodings_declared_rightly_and_wrongly() -> None:
    page = PAGE.replace("{date}", "").replace("An aid convoy", "Гуманитарный конвой из Адена прибыл: an aid convoy")
    for raw, media_type in (
        (page.replace("utf-8", "windows-1251").encode("cp1251"), None),
        (page.encode("cp1251"), "text/html; charset=windows-1251"),
        (page.replace("utf-8", "iso-8859-1").encode("utf-8"), "text/html; charset=iso-8859-1"),
    ):
        assert "Гуманитарный конвой из Адена" in read_document(raw, "page", media_type=media_type).text


def test_a_short_page_and_a_fragment_are_read() -> None:
    assert read_document(b"<html><body><p>Truce over.</p></body></html>", "a").text == "Truce over."
    assert "Truce" in read_document(b"<p>Truce <b>over</b> in Aden", "a.html").text


def test_an_xml_declaration_is_no_obstacle() -> None:
    raw = b'<?xml version="1.0" encoding="utf-8"?>' + PAGE.replace("{date}", "").encode()
    assert "An aid convoy" in read_document(raw, "a.xhtml").text


def test_deep_nesting_is_no_crash() -> None:
    raw = b"<html><body><p>Truce over in Aden.</p>" + b"<div>" * 5_000 + b"</body></html>"
    assert "Truce over in Aden." in read_document(raw, "a.html").text
