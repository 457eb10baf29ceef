"""Telegram's HTML export: each message a publication of its channel, or of the member of a group who wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from lxml.html import HtmlElement, document_fromstring

from trucewatch.errors import Fault
from trucewatch.read.formats.chat import message_part
from trucewatch.read.formats.format import Bounds, Part
from trucewatch.read.text import decode
from trucewatch.records.documents import CHAT

_WHEN = re.compile(r"(\d\d\.\d\d\.\d{4} \d\d:\d\d:\d\d)(?: UTC([+-]\d\d:\d\d))?")


def unpack(raw: bytes, name: str, bounds: Bounds) -> Iterator[Part | Fault]:
    """The messages in order. Those without words, and notices of the program, are passed over."""
    tree = document_fromstring(decode(raw, name, "utf-8"))
    title = _text(next(iter(_of(tree, "page_header")), None))
    messages = [one for one in _of(tree, "message") if "service" not in one.get("class", "").split()]
    senders = {_text(_own(one, "from_name")) for one in messages} - {""}
    channel = senders <= {title}
    sender = ""
    for message in messages:
        sender = _text(_own(message, "from_name")) or sender
        forwarded = next(iter(_of(message, "forwarded")), None)
        body = message if forwarded is None else forwarded
        words = next(iter(_of(body, "text")), None)
        whose = _text(next(iter(_of(forwarded, "from_name")), None)) if forwarded is not None else ""
        part = message_part(
            message.get("id", "").removeprefix("message") or "?",
            "" if words is None else _lines(words),
            sender=title if channel else sender,
            published=_when(message),
            note=None if channel else f"{CHAT}{title} (Telegram)",
            forwarded=_WHEN.sub("", whose).strip() or None,
        )
        if part is not None:
            yield part


def _of(tree: HtmlElement, name: str) -> list[HtmlElement]:
    """The elements of a class below one."""
    return [one for one in tree.iter() if isinstance(one.tag, str) and name in one.get("class", "").split()]


def _own(message: HtmlElement, name: str) -> HtmlElement | None:
    """The first element of a class in a message, and in nothing that it forwards."""
    inner = {one for forwarded in _of(message, "forwarded") for one in forwarded.iter()}
    return next((one for one in _of(message, name) if one not in inner), None)


def _text(element: HtmlElement | None) -> str:
    return "" if element is None else " ".join(element.text_content().split())


def _lines(element: HtmlElement) -> str:
    for line in element.iter("br"):
        line.tail = f"\n{line.tail or ''}"
    return str(element.text_content()).strip()


def _when(message: HtmlElement) -> str | None:
    place = _own(message, "date")
    found = _WHEN.search(place.get("title", "")) if place is not None else None
    if found is None:
        return None
    try:
        day = datetime.strptime(found[1], "%d.%m.%Y %H:%M:%S")
    except ValueError:
        return None
    return day.isoformat() + (found[2] or "")
