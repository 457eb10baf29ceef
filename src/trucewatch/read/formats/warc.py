"""WARC: each page that was captured a publication, with its address and the time of capture. Read with warcio."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from trucewatch.errors import Fault
from trucewatch.read.formats.format import MAX_FILE, MB, Bounds, Part, damaged
from trucewatch.read.front import is_text, is_web_address, read_date
from trucewatch.records.documents import Metadata

_READ = ("text/html", "application/xhtml", "text/plain", "application/pdf", "application/rtf", "application/msword")
_READ_TOO = ("application/vnd.", "message/rfc822", "application/rss", "application/atom", "application/zip")
_CAPTURES = frozenset({"response", "resource"})


def unpack(raw: bytes, name: str, bounds: Bounds) -> Iterator[Part | Fault]:
    """The captures in order. Pictures, styles, scripts, and answers other than 200 are passed over."""
    try:
        for record in ArchiveIterator(io.BytesIO(raw)):
            if record.rec_type in _CAPTURES and _is_document(record):
                yield _part(record, name, bounds)
    except (ArchiveLoadFailed, EOFError, OSError) as error:
        raise damaged(name, error) from error


def _is_document(record: Any) -> bool:
    if record.http_headers is None:
        kind = record.rec_headers.get_header("Content-Type") or ""
    elif record.http_headers.get_statuscode() != "200":
        return False
    else:
        kind = record.http_headers.get_header("Content-Type") or ""
    return kind.strip().lower().startswith((*_READ, *_READ_TOO))


def _part(record: Any, name: str, bounds: Bounds) -> Part | Fault:
    address = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")
    called = address if address and is_text(address) else "capture"
    stream = record.content_stream()
    pieces: list[bytes] = []
    size = 0
    while size <= MAX_FILE and (piece := stream.read(MB)):
        pieces.append(piece)
        size += len(piece)
        bounds.take(len(piece))
    if size > MAX_FILE:
        return Fault("read.too-large", f"has more than {MAX_FILE // MB} MB; save it apart, cut up", f"{name}/{called}")
    if getattr(record.raw_stream, "limit", 0) > 0:
        message = f"ends {record.raw_stream.limit} bytes before the length that it states; capture it again"
        return Fault("read.damaged", message, f"{name}/{called}")
    headers = record.http_headers or record.rec_headers
    when = record.rec_headers.get_header("WARC-Date")
    return Part(
        b"".join(pieces),
        called,
        Metadata(url=address if is_text(address) and is_web_address(address) else None),
        media_type=headers.get_header("Content-Type"),
        retrieved=read_date(when)[0] if when else None,
    )
