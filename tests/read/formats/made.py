"""Files of every format with one statement in them, made by the libraries that people use."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from email.message import EmailMessage
from typing import Any

TITLE = "Shelling reported in Hodeidah"
FIRST = "The army said rebels shelled the port of Hodeidah on Tuesday, killing two soldiers and wounding four others."
SECOND = "The rebels denied that they had shelled the port, and accused the army of breaking the ceasefire."
STATEMENT = (FIRST, SECOND)
SENT = "Wed, 19 Dec 2018 08:30:00 +0000"


def as_text() -> bytes:
    return "\n\n".join((TITLE, *STATEMENT)).encode()


def as_html(title: str = TITLE) -> bytes:
    body = "".join(f"<p>{one}</p>" for one in STATEMENT)
    return (
        f"<!doctype html><html><head><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>".encode()
    )


def as_pdf(
    paragraphs: tuple[str, ...] = STATEMENT, title: str | None = TITLE, before: int = 0, **options: Any
) -> bytes:
    """A PDF of one column; `before` blank pages stand in front."""
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate

    styles = getSampleStyleSheet()
    story: list[Flowable] = []
    for number in range(before):
        story += [
            Paragraph(f"The {('first', 'second', 'third')[number]} annex is a page of its own.", styles["BodyText"]),
            PageBreak(),
        ]
    story += [Paragraph(title, styles["Heading1"])] if title else []
    story += [Paragraph(one, styles["BodyText"]) for one in paragraphs]
    target = io.BytesIO()
    SimpleDocTemplate(target, title="", author="Example Desk", **options).build(story)
    return target.getvalue()


def as_docx() -> bytes:
    from docx import Document

    document = Document()
    document.core_properties.author = "Example Desk"
    document.add_heading(TITLE, level=1)
    for one in STATEMENT:
        document.add_paragraph(one)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def as_odt() -> bytes:
    from odf.opendocument import OpenDocumentText
    from odf.text import H, P

    document = OpenDocumentText()
    document.text.addElement(H(outlinelevel=1, text=TITLE))
    for one in STATEMENT:
        document.text.addElement(P(text=one))
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def as_rtf() -> bytes:
    paragraphs = "".join(f"{one}\\par\n" for one in (TITLE, *STATEMENT))
    info = "{\\info{\\author Example Desk}{\\creatim\\yr2018\\mo12\\dy19}}"
    return f"{{\\rtf1\\ansi\\deff0{{\\fonttbl{{\\f0 Times;}}}}{info}\n{paragraphs}}}".encode("ascii")


def mail(body: str = "\n\n".join(STATEMENT), **heads: str) -> EmailMessage:
    message = EmailMessage()
    told = {
        "Subject": TITLE,
        "From": "Example Mission <press@mission.example>",
        "Date": SENT,
        "To": "desk@desk.example",
    }
    for name, value in {**told, **heads}.items():
        message[name] = value
    message["Message-ID"] = "<1@mission.example>"
    message.set_content(body)
    return message


def as_eml() -> bytes:
    return mail().as_bytes()


def as_mbox() -> bytes:
    second = mail("The truce held overnight.\n\nFrom that hour no shot was heard.", Subject="Night report")
    parts = [b"From press@mission.example Wed Dec 19 08:30:00 2018\n" + one.as_bytes() for one in (mail(), second)]
    return b"\n".join(parts).replace(b"\nFrom that", b"\n>From that")


def as_mhtml() -> bytes:
    head = (
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://news.example/shelling\nSubject: Shelling\n"
        f'Date: {SENT}\nMIME-Version: 1.0\nContent-Type: multipart/related; type="text/html"; boundary="B"\n\n'
    )
    page = as_html().decode()
    return (
        f"{head}--B\nContent-Type: text/html\nContent-Location: https://news.example/shelling\n\n{page}\n"
        "--B\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n--B--\n"
    ).encode()


def as_rss() -> bytes:
    words = "".join(f"&lt;p&gt;{one}&lt;/p&gt;" for one in STATEMENT)
    item = f"<title>{TITLE}</title><link>https://news.example/1</link><pubDate>{SENT}</pubDate><description>{words}</description>"
    other = "<title>Night report</title><description>The truce held overnight, the mission said.</description>"
    feed = f"<title>Example Agency</title><item>{item}</item><item>{other}</item>"
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{feed}</channel></rss>'.encode()


def as_atom() -> bytes:
    entry = (
        f"<title>{TITLE}</title><id>urn:1</id><updated>2018-12-20T00:00:00Z</updated>"
        f"<content type='html'>{''.join(f'&lt;p&gt;{one}&lt;/p&gt;' for one in STATEMENT)}</content>"
        "<author><name>A. Writer</name></author>"
    )
    feed = f"<title>Example Agency</title><entry>{entry}</entry>"
    return f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">{feed}</feed>'.encode()


def as_json_feed() -> bytes:
    item = {"id": "1", "title": TITLE, "url": "https://news.example/1", "content_text": " ".join(STATEMENT)}
    item["date_published"] = "2018-12-19T08:30:00Z"
    return json.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "title": "Example Agency", "items": [item]}
    ).encode()


def as_zip(files: dict[str, bytes] | None = None) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (files or {"report.txt": as_text(), "page.html": as_html("Another title")}).items():
            archive.writestr(name, content)
    return target.getvalue()


def as_warc(*, packed: bool = True) -> bytes:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    target = io.BytesIO()
    writer = WARCWriter(target, gzip=packed)
    pages = [
        ("https://news.example/shelling", "200 OK", "text/html; charset=utf-8", as_html()),
        ("https://news.example/gone", "404 Not Found", "text/html", b"<html><body>Gone.</body></html>"),
        ("https://news.example/a.png", "200 OK", "image/png", b"\x89PNG\r\n\x1a\n"),
    ]
    for address, status, kind, content in pages:
        heads = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            address,
            "response",
            payload=io.BytesIO(content),
            http_headers=heads,
            warc_headers_dict={"WARC-Date": "2018-12-19T10:00:00Z"},
        )
        writer.write_record(record)
    return target.getvalue()


def as_wacz() -> bytes:
    return as_zip({"datapackage.json": b"{}", "archive/data.warc.gz": as_warc()})


def telegram(**given: Any) -> bytes:
    messages = [
        {"id": 1, "type": "service", "date": "2018-12-19T08:00:00", "text": ""},
        {
            "id": 2,
            "type": "message",
            "date": "2018-12-19T11:30:00",
            "date_unixtime": "1545208200",
            "from": "Example Channel",
            "text": [FIRST, " ", {"type": "bold", "text": SECOND}],
        },
        {
            "id": 3,
            "type": "message",
            "date": "2018-12-19T12:00:00",
            "from": "Example Channel",
            "forwarded_from": "Army Media",
            "edited": "2018-12-19T12:05:00",
            "text": "The truce held overnight.",
        },
        {
            "id": 4,
            "type": "message",
            "date": "2018-12-19T12:10:00",
            "from": "Example Channel",
            "photo": "p",
            "text": "",
        },
    ]
    export = {"name": "Example Channel", "type": "public_channel", "id": 1, "messages": messages}
    return json.dumps({**export, **given}, ensure_ascii=False, indent=1).encode()


def as_telegram_page() -> bytes:
    def message(number: int, inner: str) -> str:
        when = '<div class="pull_right date details" title="19.12.2018 11:30:00 UTC+03:00">11:30</div>'
        return f'<div class="message default clearfix" id="message{number}"><div class="body">{when}{inner}</div></div>'

    own = f'<div class="from_name">Example Channel</div><div class="text">{FIRST}<br>{SECOND}</div>'
    passed = (
        '<div class="forwarded body"><div class="from_name">Army Media <span>19.12.2018 09:00:00</span></div>'
        '<div class="text">The truce held overnight.</div></div>'
    )
    head = '<div class="page_header"><div class="content"><div class="text bold">Example Channel</div></div></div>'
    notice = '<div class="message service" id="message-1"><div class="body details">19 December 2018</div></div>'
    return (
        '<!DOCTYPE html><html><head><meta charset="utf-8"/><title>Exported Data</title></head><body>'
        f'<div class="page_wrap">{head}<div class="page_body chat_page"><div class="history">{notice}'
        f"{message(2, own)}{message(3, passed)}</div></div></div></body></html>"
    ).encode()


def as_whatsapp() -> bytes:
    return (
        "19/12/2018, 08:00 - Messages and calls are end-to-end encrypted.\n"
        f"19/12/2018, 11:30 - Field Officer: {FIRST}\n{SECOND}\n"
        "19/12/2018, 11:31 - Field Officer: <Media omitted>\n"
        "20/12/2018, 9:05 pm - +00 000 0000: The truce held overnight.\n"
    ).encode()


def packed(raw: bytes) -> bytes:
    return gzip.compress(raw)
