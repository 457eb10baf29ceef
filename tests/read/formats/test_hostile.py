"""Files made to harm or simply broken: refused with a code that names file, place and remedy; the rest goes on."""

from __future__ import annotations

import io
import json
import struct
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from email.message import EmailMessage
from functools import partial

import pytest

from read.formats import made
from trucewatch.errors import Fault, ReadError
from trucewatch.read.document import read_document
from trucewatch.read.formats.format import MAX_PARTS, MB, Bounds
from trucewatch.read.formats.parts import parts_of


def truncated_pdf() -> bytes:
    return made.as_pdf()[:300]


def encrypted_pdf() -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption

    return made.as_pdf(encrypt=StandardEncryption("secret", ownerPassword="more"))


def no_pdf() -> bytes:
    return b"%PDF-1.7\nthis is none\n"


def many_pages() -> bytes:
    """Ten thousand pages that are one and the same object."""
    kids = b" ".join([b"3 0 R"] * 10_000)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 10000 /Kids [" + kids + b"] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
    ]
    return pdf_of(objects)


def looping_pdf() -> bytes:
    """Pages whose tree holds itself."""
    return pdf_of(
        [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 5 /Kids [2 0 R 2 0 R] /Parent 2 0 R >>"]
    )


def long_stream_pdf() -> bytes:
    """A stream that claims two gigabytes."""
    return pdf_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
            b"<< /Length 2147483647 >>\nstream\nBT (x) Tj ET\nendstream",
        ]
    )


def pdf_of(objects: list[bytes]) -> bytes:
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return body + head + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(body))


def bomb_pdf() -> bytes:
    """A page whose words unfold to three hundred megabytes."""
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(b" " * MB) for _ in range(300)) + packer.flush()
    return pdf_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
            b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(data), data),
        ]
    )


def bomb_docx() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<w>" + b" " * (80 * MB) + b"</w>")
    return target.getvalue()


def laughing_docx() -> bytes:
    """Entities that unfold a billion times."""
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = f'<w:document xmlns:w="{w}"><w:body><w:p><w:r><w:t>&a9;</w:t></w:r></w:p></w:body></w:document>'
    xml = f'<!DOCTYPE d [<!ENTITY a0 "ha">{entities}]>{body}'
    return made.as_zip({"word/document.xml": xml.encode()})


def external_docx() -> bytes:
    """An entity that is a file of this machine."""
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = f'<w:document xmlns:w="{w}"><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>'
    xml = f'<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/hostname">]>{body}'
    return made.as_zip({"word/document.xml": xml.encode()})


def broken_docx() -> bytes:
    return made.as_zip({"word/document.xml": b"<w:document><unclosed"})


def empty_docx() -> bytes:
    return made.as_zip({"word/document.xml": b"<document/>"})


def truncated_docx() -> bytes:
    return made.as_docx()[:-500]


def encrypted_zip() -> bytes:
    """A ZIP with the mark of encryption on its only file."""
    raw = bytearray(made.as_zip({"a.txt": b"The truce held."}))
    raw[6] |= 1
    place = raw.index(b"PK\x01\x02")
    raw[place + 8] |= 1
    return bytes(raw)


def claiming_zip() -> bytes:
    """A ZIP whose file is said to have two gigabytes."""
    raw = bytearray(made.as_zip({"a.txt": b"The truce held."}))
    place = raw.index(b"PK\x01\x02")
    raw[place + 24 : place + 28] = struct.pack("<I", 2**31)
    return bytes(raw)


def crc_zip() -> bytes:
    """A ZIP whose file is not what its sum says."""
    raw = bytearray(made.as_zip({"a.txt": b"The truce held."}))
    place = raw.index(b"PK\x01\x02")
    raw[place + 16 : place + 20] = b"\0\0\0\0"
    return bytes(raw)


def nested(make: Callable[[bytes, int], bytes], depth: int = 8) -> bytes:
    inner = b"The truce held."
    for level in range(depth):
        inner = make(inner, level)
    return inner


def nested_zip() -> bytes:
    return nested(lambda inner, level: made.as_zip({f"{level}.{'zip' if level else 'txt'}": inner}))


def nested_mail() -> bytes:
    message = made.mail("The truce held.")
    for _ in range(8):
        outer = made.mail()
        outer.add_attachment(message)
        message = outer
    return message.as_bytes()


def deep_mail() -> bytes:
    """Parts within parts, thousands deep."""
    head = b"From: a@b.example\nMessage-ID: <1>\nMIME-Version: 1.0\nSubject: x\n"
    parts = b"".join(b'Content-Type: multipart/mixed; boundary="B%d"\n\n--B%d\n' % (n, n) for n in range(3000))
    return head + parts + b"Content-Type: text/plain\n\nThe truce held.\n"


def bomb_zip() -> bytes:
    """Six files of ten megabytes each, in sixty kilobytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"The truce held.")
        for number in range(6):
            archive.writestr(f"bomb{number}.txt", b"0" * (10 * MB))
    return target.getvalue()


def laughing_feed() -> bytes:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    feed = "<rss><channel><item><title>&a9;</title></item></channel></rss>"
    return f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a0 "ha">{entities}]>{feed}'.encode()


def truncated_feed() -> bytes:
    return made.as_rss()[:-120]


def truncated_warc() -> bytes:
    return made.as_warc()[:-40]


def claiming_warc() -> bytes:
    """A capture that states two gigabytes and has a few bytes."""
    return (
        b"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: https://news.example/\r\n"
        b"WARC-Date: 2018-12-19T10:00:00Z\r\nContent-Type: text/html\r\nContent-Length: 2147483648\r\n\r\n"
        b"<html>x</html>"
    )


def broken_telegram() -> bytes:
    return made.telegram()[:-30]


def no_warc() -> bytes:
    return made.packed(b"WARC/1.0\r\n" + b"\xff" * 500)


WHOLE: dict[str, tuple[Callable[[], bytes], str]] = {
    "a PDF that was cut": (truncated_pdf, "read.damaged"),
    "a PDF with a password": (encrypted_pdf, "read.encrypted"),
    "no PDF": (no_pdf, "read.damaged"),
    "ten thousand pages": (many_pages, "read.too-many-pages"),
    "pages that hold themselves": (looping_pdf, "read."),
    "a PDF bomb": (bomb_pdf, "read.unfolds"),
    "a Word bomb": (bomb_docx, "read.too-large"),
    "a billion laughs in Word": (laughing_docx, "read.damaged"),
    "a file of this machine in Word": (external_docx, "read.empty"),
    "broken XML in Word": (broken_docx, "read.damaged"),
    "nothing in Word": (empty_docx, "read.empty"),
    "an RTF whose braces do not close": (lambda: b"{\\rtf1 " + b"{" * 5000, "read.damaged"),
    "a picture that is called a text": (lambda: b"\x89PNG\r\n\x1a\n\0\0", "read.binary"),
    "an old Word file": (lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600, "read.binary"),
}
SEVERAL: dict[str, tuple[Callable[[], bytes], str, int]] = {
    "a Word file that was cut": (truncated_docx, "read.damaged", 0),
    "a ZIP with a password": (encrypted_zip, "read.encrypted", 0),
    "a ZIP that claims two gigabytes": (claiming_zip, "read.", 0),
    "a ZIP whose sum is wrong": (crc_zip, "read.damaged", 0),
    "archives within archives": (nested_zip, "read.too-deep", 0),
    "mails within mails": (nested_mail, "read.too-deep", 4),
    "parts within parts": (deep_mail, "read.", 0),
    "a billion laughs in a feed": (laughing_feed, "read.damaged", 0),
    "a feed that was cut": (truncated_feed, "read.damaged", 1),
    "a capture that was cut": (truncated_warc, "read.damaged", 1),
    "a capture that claims two gigabytes": (claiming_warc, "read.damaged", 0),
    "no capture": (no_warc, "read.damaged", 0),
    "an export that was cut": (broken_telegram, "read.damaged", 0),
}


@pytest.mark.parametrize("name", WHOLE)
def test_what_is_one_publication_is_refused_with_a_code_and_what_to_do(name: str) -> None:
    make, code = WHOLE[name]
    raw = make()
    tracemalloc.start()
    try:
        with pytest.raises(ReadError) as caught:
            read_document(raw, "hostile.txt")
        assert tracemalloc.get_traced_memory()[1] < 200 * MB
    finally:
        tracemalloc.stop()
    fault = caught.value.faults[0]
    assert fault.code.startswith(code) and (fault.where or "").startswith("hostile.txt")
    assert fault.message


@pytest.mark.parametrize("name", SEVERAL)
def test_of_what_holds_several_the_rest_goes_on(name: str) -> None:
    make, code, rest = SEVERAL[name]
    found = list(parts_of(make(), "hostile"))
    faults = [one for one in found if isinstance(one, Fault)]
    assert faults, found
    assert all(fault.code.startswith(code) and (fault.where or "").startswith("hostile") for fault in faults)
    assert len(found) - len(faults) == rest


def test_what_unfolds_beyond_the_bounds_of_an_original_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trucewatch.read.formats.parts.Bounds", partial(Bounds, unfolded=35 * MB))
    found = list(parts_of(bomb_zip(), "bomb.zip"))
    assert [getattr(one, "name", None) for one in found[:-1]] == ["a.txt", "bomb0.txt", "bomb1.txt", "bomb2.txt"]
    assert isinstance(found[-1], Fault) and (found[-1].code, found[-1].where) == ("read.unfolds", "bomb.zip")


def test_a_stream_that_claims_two_gigabytes_takes_no_memory() -> None:
    raw = long_stream_pdf()
    try:
        assert read_document(raw, "x.pdf").text == "x"
    except ReadError as error:
        assert error.code in ("read.scanned", "read.damaged")


def test_more_parts_than_are_taken_are_told_and_the_first_are_taken() -> None:
    message = {"type": "message", "date": "2018-12-19T11:30:00"}
    messages = [{**message, "id": n, "text": f"No. {n}"} for n in range(MAX_PARTS + 5)]
    raw = json.dumps({"name": "C", "type": "public_channel", "messages": messages}).encode()
    found = list(parts_of(raw, "export"))
    assert len(found) == MAX_PARTS + 1
    assert isinstance(found[-1], Fault) and found[-1].code == "read.too-many-parts"


def test_a_mail_whose_heads_are_strange_is_still_read() -> None:
    heads = b"From: =?utf-8?q?=ZZ?= <\nSubject: =?x?y?z?=\nDate: 99 99\nMessage-ID: <\nMIME-Version: 1.0\n"
    raw = heads + b"\nThe truce held.\n"
    found = [one for one in parts_of(raw, "m") if not isinstance(one, Fault)]
    assert len(found) == 1 and found[0].raw.strip() == b"The truce held."


def test_a_name_in_an_archive_leads_nowhere() -> None:
    found = list(parts_of(made.as_zip({"../../etc/a.txt": b"The truce held."}), "z"))
    assert [getattr(one, "name", "") for one in found] == ["../../etc/a.txt"]


def test_an_attachment_whose_name_is_a_path_is_named_without_it() -> None:
    mail: EmailMessage = made.mail()
    mail.add_attachment(b"The truce held.", maintype="text", subtype="plain", filename="../../a/b.txt")
    found = [one for one in parts_of(mail.as_bytes(), "m") if not isinstance(one, Fault)]
    assert found[1].name == ".._.._a_b.txt"
