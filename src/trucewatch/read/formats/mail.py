"""E-mail: the message and what is attached, each a publication. The sender is its source, the date its own."""

from __future__ import annotations

import email
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import default
from email.utils import parsedate_to_datetime

from trucewatch.errors import Fault
from trucewatch.read.formats.format import Bounds, Part
from trucewatch.read.front import is_text
from trucewatch.records.documents import Metadata

_NO_DOCUMENT = ("application/pgp-", "application/pkcs7-", "application/x-pkcs7-", "text/calendar", "text/x-vcard")


def unpack(raw: bytes, name: str, bounds: Bounds) -> Iterator[Part | Fault]:
    """The text of a mail as `text`, then each attachment under its name. Pictures within the text are passed over."""
    message = email.message_from_bytes(raw, policy=default)
    said = said_of(message)
    body = message.get_body(("plain", "html"))
    if isinstance(body, EmailMessage) and not _blank(body):
        yield Part(_bytes(body), "text", said, media_type=_type(body))
    elif isinstance(page := message.get_body(("html",)), EmailMessage) and not _blank(page):
        yield Part(_bytes(page), "text", said, media_type=_type(page))
    beneath = said.model_copy(update={"title": None})
    for number, part in enumerate(message.iter_attachments() if message.is_multipart() else (), start=1):
        kind = part.get_content_type()
        inline = part.get_content_maintype() == "image" and part["Content-ID"] is not None
        if inline or kind.startswith(_NO_DOCUMENT):
            continue
        content = _bytes(part)
        bounds.take(len(content))
        yield Part(content, _name(part, number), beneath=beneath, media_type=_type(part))


def said_of(message: EmailMessage) -> Metadata:
    """What a mail's head says: subject, sender, date."""
    return Metadata(title=_head(message, "Subject"), source=_sender(message), published=sent(message))


def sent(message: EmailMessage) -> str | None:
    """When a mail says that it was sent, ISO 8601; None where it says nothing that is a date."""
    try:
        return parsedate_to_datetime(str(message["Date"])).isoformat() if message["Date"] else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _sender(message: EmailMessage) -> str | None:
    try:
        addresses = message["From"].addresses if message["From"] is not None else ()
    except (AttributeError, IndexError, ValueError):
        addresses = ()
    first = next(iter(addresses), None)
    words = " ".join((first.display_name or first.addr_spec).split()) if first is not None else ""
    return words if words and is_text(words) else None


def _head(message: EmailMessage, key: str) -> str | None:
    try:
        words = " ".join(str(message[key] or "").split())
    except (IndexError, ValueError, AttributeError):  # what its parser makes of some heads
        return None
    return words if words and is_text(words) else None


def _name(part: EmailMessage, number: int) -> str:
    given = part.get_filename() or ""
    words = " ".join(given.replace("/", "_").replace("\\", "_").split())
    if words and is_text(words):
        return words
    return f"attachment {number}.eml" if part.get_content_type() == "message/rfc822" else f"attachment {number}"


def _bytes(part: EmailMessage) -> bytes:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        return inner[0].as_bytes() if isinstance(inner, list) and isinstance(inner[0], EmailMessage) else b""
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def _blank(part: EmailMessage) -> bool:
    return not _bytes(part).strip()


def _type(part: EmailMessage) -> str | None:
    kind = part.get_content_type()
    if not kind.startswith("text/"):
        return None  # what an attachment is, its bytes tell
    charset = part.get_content_charset()
    return f"{kind}; charset={charset}" if charset else kind
