"""Decoding: every encoding that reports come in, and a clear refusal of what is no text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.errors import ReadError
from trucewatch.read.text import decode, unify_lines

RUSSIAN = "Режим прекращения огня нарушен трижды за сутки, сообщил центр по примирению. " * 3
UKRAINIAN = "Сили оборони повідомили про сім обстрілів уздовж лінії зіткнення. " * 3
ARABIC = "أعلن الجيش انتهاء سريان نظام التهدئة في جميع أنحاء البلاد مساء يوم الاثنين. " * 3
HEBREW = "הפסקת האש נכנסה לתוקף ביום שני בשעה שבע בערב, כך נמסר. " * 3
ENGLISH = "The army’s “period of calm” ended at seven – no word from Geneva… "


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *[(RUSSIAN, name) for name in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32")],
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        (UKRAINIAN, "cp1251"),
        (ARABIC, "cp1256"),
        (ARABIC, "utf-16-le"),
        (HEBREW, "cp1255"),
        (ENGLISH, "cp1252"),
        (ENGLISH, "utf-16-be"),
    ],
)
def test_undeclared_encodings(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "report.txt") == text


def test_a_wrong_declaration_is_not_believed() -> None:
    assert decode(ENGLISH.encode("utf-8"), "report.txt", "windows-1251") == ENGLISH
    assert decode(RUSSIAN.encode("cp1251"), "report.txt", "utf-8") == RUSSIAN
    assert decode(RUSSIAN.encode("cp1251"), "report.txt", "no-such-encoding") == RUSSIAN
    assert decode(ENGLISH.encode("cp1252"), "report.txt", "base64") == ENGLISH


def test_utf_8_that_was_cut_or_damaged_shows_where() -> None:
    raw = RUSSIAN.encode()
    assert decode(raw[:-1] + b"\xd0", "report.txt") == RUSSIAN[:-1] + "\ufffd"
    assert decode(raw[:21] + b"\xff" + raw[21:], "report.txt").count("\ufffd") == 1
    cut = "shells fell near the mosque – and the school".encode()
    assert decode((cut * 20)[:-1] + b"\xe2\x80", "report.txt").endswith("schoo\ufffd")


def test_a_fitting_declaration_is_believed() -> None:
    short = "Żołnierze"
    assert decode(short.encode("iso8859_2"), "report.txt", "iso-8859-2") == short


def test_latin_1_means_windows_1252_as_browsers_read_it() -> None:
    assert decode("the army’s word".encode("cp1252"), "report.txt", "iso-8859-1") == "the army’s word"


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "read.binary"),
        (b"%PDF-1.7 text inside", "read.binary"),
        (b"PK\x03\x04 docx", "read.binary"),
        (bytes(range(1, 32)) * 50, "read.binary"),
        (b"The truce \x00 ended", "read.nul-bytes"),
        (b"\xef\xbb\xbfThe truce \x00 ended", "read.nul-bytes"),
        (b"\xff\xfeT\x00h\x00e\x00 ", "read.encoding"),
        (b"\xef\xbb\xbfcut \xe2\x80", "read.encoding"),
    ],
)
def test_what_is_no_text_is_refused_with_its_name(raw: bytes, code: str) -> None:
    with pytest.raises(ReadError) as caught:
        decode(raw, "report.txt")
    assert (caught.value.code, caught.value.faults[0].where) == (code, "report.txt")


def test_line_ends_are_made_one_and_nothing_else_changes() -> None:
    assert unify_lines("a\r\nb\rc\x0cd\u2028e\x85f\n\ng") == "a\nb\nc\nd\ne\nf\n\ng"
    decomposed = "Ki\u0308yiv  “x” \u00a0"
    assert decode(decomposed.encode(), "report.txt") == decomposed


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00")))
def test_any_utf_8_text_with_a_mark_comes_back(text: str) -> None:
    assert decode(text.encode("utf-8-sig"), "report.txt") == unify_lines(text)


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_a_coded_refusal(raw: bytes) -> None:
    try:
        assert "\x00" not in decode(raw, "report.txt")
    except ReadError as error:
        assert error.code in {"read.binary", "read.nul-bytes", "read.encoding"}
