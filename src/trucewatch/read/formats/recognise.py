"""Which format a file is in, told by its content. Its name decides only between what the content leaves open."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import PurePosixPath

from trucewatch.read.formats.format import Format

PDF = Format("PDF", "pdf")
DOCX = Format("Word document", "docx")
ODT = Format("OpenDocument text", "odt")
RTF = Format("RTF", "rtf")
MAIL = Format("e-mail", "mail", several=True)
MBOX = Format("mailbox", "mailbox", several=True)
MHTML = Format("saved page (MHTML)", "mhtml", several=True)
FEED = Format("feed", "feed", several=True)
JSON_FEED = Format("JSON feed", "json_feed", several=True)
ZIP = Format("ZIP archive", "zipped", several=True)
WARC = Format("web archive (WARC)", "warc", several=True)
WACZ = Format("web archive (WACZ)", "wacz", several=True)
TELEGRAM = Format("Telegram export", "telegram", several=True)
TELEGRAM_PAGE = Format("Telegram export (HTML)", "telegram_page", several=True)
WHATSAPP = Format("WhatsApp export", "whatsapp", several=True)
SHEET = Format("spreadsheet (XLSX)", "sheet", table=True)
CSV = Format("CSV table", "csv_rows", table=True)

TEXTS = frozenset({".txt", ".text", ".md", ".html", ".htm", ".xhtml"})
"""How the names of plain texts and pages end."""
HEAD = 8192
"""Bytes of a file that are looked at; of a ZIP its directory too."""
_MAIL_FIELD = re.compile(rb"[A-Za-z][A-Za-z0-9-]*:")
_MAIL_FIELDS = {b"from", b"date", b"subject", b"to"}
_MAIL_MARKS = {b"message-id", b"mime-version", b"received", b"return-path", b"delivered-to", b"x-mailer"}
_MBOX = re.compile(rb"From [^\r\n]*\d{4}[^\r\n]*\r?\n(?:>?[A-Za-z][A-Za-z0-9-]*:)")
_FEED = re.compile(
    rb"\s*(?:<\?xml[^>]*\?>\s*)?(?:<\?[^>]*\?>\s*|<!--.*?-->\s*|<!DOCTYPE(?:[^\[>]*\[.*?\]\s*|[^>]*)>\s*)*<(?:rss|feed|rdf:RDF)\b",
    re.S | re.I,
)
_JSON_FEED = re.compile(rb'\s*\{.*"version"\s*:\s*"https://jsonfeed\.org/', re.S)
_TELEGRAM = re.compile(rb'\s*\{.*"(?:messages|chats)"\s*:\s*[\[{]', re.S)
_TELEGRAM_KIND = re.compile(
    rb'"type"\s*:\s*"(?:public|private|personal|bot|saved)_?(?:channel|supergroup|group|chat|messages)?"|"chats"'
)
_TELEGRAM_PAGE = re.compile(rb"<title>\s*Exported Data\s*</title>.*class=\"page_wrap", re.S)
_WHATSAPP = re.compile(
    rb"^(?:\xef\xbb\xbf)?(?:\xe2\x80\x8e)?\[?\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? \d{1,2}[:.]\d{2}(?:[:.]\d{2})?"
    rb"(?:(?: |\xe2\x80\xaf|\xc2\xa0)?[AaPp]\.?\s?[Mm]\.?)?(?:\]| -) (?P<sender>[^\r\n:]{1,80}: )?",
    re.MULTILINE,
)
_ACLED, _GED = (b"event_id_cnty", b"sub_event_type"), (b"type_of_violence", b"side_a", b"date_start")
_ODT = b"application/vnd.oasis.opendocument.text"


def recognise(raw: bytes, name: str = "") -> Format | None:
    """The format of a file, None where it is plain text, a page, or nothing that is read.

    Args:
        raw: its bytes, or its beginning; a ZIP is told apart only by the whole of it.
        name: decides where a text may or may not be a mail.
    """
    head = raw[:HEAD]
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(raw)
    if b"%PDF-" in head[:1024]:
        return PDF
    if head.startswith(b"{\\rtf"):
        return RTF
    if head.startswith(b"WARC/") or _unpacked(head).startswith(b"WARC/"):
        return WARC
    return _written(head.removeprefix(b"\xef\xbb\xbf"), name)


def is_taken(raw: bytes, name: str) -> bool:
    """Whether a file of a folder or an archive is a document: in a known format, or a text or page by its name."""
    return PurePosixPath(name).suffix.lower() in TEXTS or recognise(raw, name) is not None


def _written(head: bytes, name: str) -> Format | None:
    """The same of formats that are text."""
    if _MBOX.match(head):
        return MBOX
    if (mail := _mail(head, name)) is not None:
        return mail
    if _FEED.match(head):
        return FEED
    if head.lstrip()[:1] == b"{":
        if _JSON_FEED.match(head):
            return JSON_FEED
        return TELEGRAM if _TELEGRAM.match(head) and _TELEGRAM_KIND.search(head) else None
    if _TELEGRAM_PAGE.search(head):
        return TELEGRAM_PAGE
    if _is_chat(head):
        return WHATSAPP
    return CSV if _is_csv(head, name) else None


def _is_csv(head: bytes, name: str) -> bool:
    """Whether a text is a table: one that calls itself so and has cells, or a data set known by its columns."""
    first = head.partition(b"\n")[0]
    if all(sign in first for sign in _ACLED) or all(sign in first for sign in _GED):
        return True
    return name.lower().endswith((".csv", ".tsv")) and max(map(first.count, (b",", b";", b"\t", b"|"))) > 0


def _is_chat(head: bytes) -> bool:
    """Whether a text begins as a chat does, and has two messages or more, one of them somebody's."""
    found = list(_WHATSAPP.finditer(head)) if _WHATSAPP.match(head) else []
    return len(found) > 1 and any(one["sender"] for one in found)


def _zipped(raw: bytes) -> Format:
    """What a ZIP is, by the names in its directory; one whose directory cannot be read is told when it is opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            names = set(archive.namelist())
            kind = archive.open("mimetype").read(len(_ODT) + 1).strip() if "mimetype" in names else b""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, EOFError, zlib.error):
        return ZIP
    if "word/document.xml" in names:
        return DOCX
    if "xl/workbook.xml" in names:
        return SHEET
    if kind == _ODT:
        return ODT
    return WACZ if "datapackage.json" in names and any(one.startswith("archive/") for one in names) else ZIP


def _unpacked(head: bytes) -> bytes:
    """The first bytes of what is packed with gzip."""
    if not head.startswith(b"\x1f\x8b"):
        return b""
    try:
        return zlib.decompressobj(31).decompress(head, 16)
    except zlib.error:
        return b""


def _mail(head: bytes, name: str) -> Format | None:
    """Whether a text begins with the fields of a mail: those that people write too must not stand alone."""
    fields: dict[bytes, bytes] = {}
    for line in head.splitlines():
        if not line.strip():
            break
        if line[:1] in b" \t" and fields:
            last = next(reversed(fields))
            fields[last] += b" " + line.strip()
        elif _MAIL_FIELD.match(line):
            key, _, value = line.partition(b":")
            fields[key.lower()] = value.strip()
        else:
            return None
    told = len(fields.keys() & _MAIL_FIELDS)
    if not told or not (fields.keys() & _MAIL_MARKS or (told > 1 and name.lower().endswith(".eml"))):
        return None
    page = b"snapshot-content-location" in fields or b"saved by" in fields.get(b"from", b"").lower()
    return MHTML if page or name.lower().endswith((".mht", ".mhtml")) else MAIL
