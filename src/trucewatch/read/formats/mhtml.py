"""MHTML: a page as a browser saved it, with its address and the time of saving."""

from __future__ import annotations

import email
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import default

from trucewatch.errors import Fault
from trucewatch.read.formats.format import Bounds, Part
from trucewatch.read.formats.mail import sent
from trucewatch.read.front import is_web_address
from trucewatch.records.documents import Metadata


def unpack(raw: bytes, name: str, bounds: Bounds) -> Iterator[Part | Fault]:
    """The page; its pictures, styles and frames are passed over."""
    message = email.message_from_bytes(raw, policy=default)
    page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    content = page.get_payload(decode=True) if page is not None else None
    if page is None or not isinstance(content, bytes):
        yield Fault("read.no-text", "has no page in it; save it again from the browser", name)
        return
    bounds.take(len(content))
    charset = page.get_content_charset()
    kind = f"text/html; charset={charset}" if charset else "text/html"
    saved = sent(message)
    yield Part(content, "page", Metadata(url=_address(message, page)), media_type=kind, retrieved=saved)


def _address(message: EmailMessage, page: EmailMessage) -> str | None:
    given = (message["Snapshot-Content-Location"], page["Content-Location"], message["Content-Location"])
    return next((str(one).strip() for one in given if one is not None and is_web_address(str(one).strip())), None)
