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
    known = 0
    records = ArchiveIterator(io.BytesIO(raw))
    try:
        for record in records:
            known += bool(record.rec_headers.get_header("WARC-Type"))
            if record.rec_type in _CAPTURES and _is_document(record):
                yield _part(record, name, bounds)
            else:
                content = _content(record.raw_stream, name, bounds, keep=False)
                yield from [content] if isinstance(content, Fault) else []
    except (ArchiveLoadFailed, EOFError, OSError) as error:
        raise damaged(name, error) from error
    if not known:
        raise damaged(name, "no record in it can be read")
    if records.offset < len(raw.rstrip()):
        yield from damaged(name, f"nothing can be read from byte {records.offset} on").faults


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
    content = _content(record.content_stream(), f"{name}/{called}", bounds, limited=record.raw_stream)
    if isinstance(content, Fault):
        return content
    headers = record.http_headers or record.rec_headers
    when = record.rec_headers.get_header("WARC-Date")
    return Part(
        content,
        called,
        Metadata(url=address if is_text(address) and is_web_address(address) else None),
        media_type=headers.get_header("Content-Type"),
        retrieved=read_date(when)[0] if when else None,
    )


def _content(stream: Any, where: str, bounds: Bounds, limited: Any = None, *, keep: bool = True) -> bytes | Fault:
    """All of a stream, or nothing of it where it is only read past; `limited` knows how long it was to be."""
    pieces: list[bytes] = []
    size = 0
    while piece := stream.read(MB):
        size += len(piece)
        bounds.take(len(piece))
        if keep and size > MAX_FILE:
            return Fault("read.too-large", f"has more than {MAX_FILE // MB} MB; save it apart, cut up", where)
        pieces += [piece] if keep else []
    lacking = getattr(stream if limited is None else limited, "limit", 0)
    if lacking > 0:
        message = f"ends {lacking} bytes before the length that it states; capture it again"
        return Fault("read.damaged", message, where)
    return b"".join(pieces)
