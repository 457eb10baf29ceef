"""The door: bytes → Document, and every bad input told clearly."""

from __future__ import annotations

import hashlib
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.errors import ReadError
from trucewatch.read.document import MAX_BYTES, read_document, read_text
from trucewatch.records.documents import Metadata

REPORT = """Convoy reaches Taiz for the first time in a month

By Anna Writer

An aid convoy of 24 trucks entered Taiz on Sunday after both sides let it pass, the United Nations said in Geneva.

Artillery fire had stopped the convoy twice, and a spokesman said that shells killed two drivers on Thursday.

All rights reserved.
"""


def test_a_plain_report_keeps_its_text_and_its_bytes_name_it() -> None:
    raw = REPORT.encode()
    document = read_document(raw, "taiz.txt", retrieved="2018-12-20T10:00:00+00:00")
    digest = hashlib.sha256(raw).hexdigest()
    assert (document.id, document.sha256, document.text) == (f"doc-{digest[:12]}", digest, REPORT)
    assert document.title == "Convoy reaches Taiz for the first time in a month"
    assert (document.author, document.language, document.media_type) == ("Anna Writer", "en", "text/plain")
    assert [part.span.quote for part in document.boilerplate] == ["By Anna Writer", "All rights reserved."]
    assert (document.published, document.source, document.url) == (None, None, None)
    assert document.retrieved == "2018-12-20T10:00:00+00:00"


def test_a_date_in_the_text_is_no_publication_date() -> None:
    assert read_document(b"On 20 September 2016 the truce ended.\nCopyright 2017", "a.txt").published is None


def test_what_the_caller_knows_goes_before_front_matter() -> None:
    raw = ("---\nsource: Front\npublished: 2016-09-20\ntitle: From front\n---\n" + REPORT).encode()
    document = read_document(raw, "a.txt", metadata=Metadata(source="Caller"))
    assert (document.source, document.published, document.title) == ("Caller", "2016-09-20", "From front")
    assert document.text == REPORT


def test_a_first_line_that_is_a_sentence_is_no_title() -> None:
    assert read_document(b"The truce held.\nNobody fired on Monday.", "a.txt").title is None
    assert read_document(b"Truce holds", "a.txt").title is None
    assert read_document(b"Advertisement\n\nTruce holds in Aden\n\nNobody fired on Monday.", "a").title == (
        "Truce holds in Aden"
    )


def test_language_is_unknown_where_the_text_is_short() -> None:
    assert read_document(b"Truce over.", "a.txt").language is None
    russian = "Режим прекращения огня нарушен трижды за сутки, сообщил центр по примирению сторон."
    assert read_document(russian.encode(), "a.txt").language == "ru"


@pytest.mark.parametrize(
    ("raw", "name", "media_type", "code"),
    [
        (b"", "a.txt", None, "read.empty"),
        (b" \n\t\n ", "a.txt", None, "read.empty"),
        (b"\xef\xbb\xbf", "a.txt", None, "read.empty"),
        (b"---\ntitle: x\n---\n", "a.txt", None, "read.empty"),
        (b"\x89PNG\r\n\x1a\n", "a.txt", None, "read.binary"),
        (b"The truce \x00 ended", "a.txt", None, "read.nul-bytes"),
        (b"---\nnote: &a [*a]\n---\nText.", "a.txt", None, "read.front-matter"),
        (b"---\npublished: 0000-00-00\n---\nText.", "a.txt", None, "read.front-matter"),
        (b"<html><head><script>x()</script></head><body></body></html>", "a.html", None, "read.no-text"),
        (b"text", "a.pdf", "application/pdf", "read.media-type"),
    ],
)
def test_bad_input_is_told_with_code_and_name(raw: bytes, name: str, media_type: str | None, code: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_document(raw, name, media_type=media_type)
    assert caught.value.code == code
    assert (caught.value.faults[0].where or "").startswith(name)


def test_forty_megabytes_are_refused_at_once() -> None:
    raw = bytes(40 * 1024 * 1024)
    begun = time.perf_counter()
    with pytest.raises(ReadError) as caught:
        read_document(raw, "huge.txt")
    assert time.perf_counter() - begun < 0.5
    assert caught.value.code == "read.too-large"
    assert "40 MB" in str(caught.value)
    assert len(raw) > MAX_BYTES


@pytest.mark.parametrize("unit", ["The army said it struck. ", "a", "please donate (c) Source: ", "By Aa Bb ", "“"])
def test_a_megabyte_on_one_line_is_read_in_seconds(unit: str) -> None:
    raw = (unit * (1_000_000 // len(unit.encode()))).encode()
    begun = time.perf_counter()
    assert read_document(raw, "line.txt").text == raw.decode()
    assert time.perf_counter() - begun < 5


def test_a_text_of_boilerplate_alone_is_a_document_with_nothing_to_mine() -> None:
    text = "Please support our work.\nShare on Facebook\nAll rights reserved."
    document = read_document(text.encode(), "a.txt")
    assert all(document.is_boilerplate(place, place + 1) for place in range(len(text)) if text[place] != "\n")


def test_a_text_that_is_one_already_is_not_changed() -> None:
    text = "---\ntitle: x\n---\r\nHeld.\r\x0c"
    document = read_text(text, "a")
    assert (document.text, document.title) == (text, "title: x")
    assert read_text("", "a").text == ""


def test_six_hundred_words_take_under_three_milliseconds() -> None:
    sentence = "The monitors said on Monday that shelling near the harbour of Hodeidah had stopped for two days.\n\n"
    raw = (sentence * (600 // 17)).encode()
    read_document(raw, "a.txt")
    times = []
    for _ in range(60):
        begun = time.process_time()
        read_document(raw, "a.txt")
        times.append(time.process_time() - begun)
    assert min(times) < 0.003


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_give_a_document_or_coded_faults(raw: bytes) -> None:
    try:
        document = read_document(raw, "any")
    except ReadError as error:
        assert all(fault.code.startswith("read.") for fault in error.faults)
    else:
        assert document.text.strip()
        assert document.canonical_json().encode()


@settings(deadline=None)
@given(st.text())
def test_any_text_gives_a_document(text: str) -> None:
    assert read_text(text, "any").text == text
