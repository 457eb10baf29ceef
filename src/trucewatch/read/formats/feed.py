"""RSS and Atom: each entry a publication, with its own date, address and author. Read with feedparser."""

from __future__ import annotations

import io
import re
from calendar import timegm
from collections.abc import Iterator
from datetime import UTC, datetime
from html import escape
from typing import Any

import feedparser

from trucewatch.errors import Fault
from trucewatch.read.formats.format import Bounds, Part, damaged
from trucewatch.read.front import is_text, is_web_address
from trucewatch.records.documents import Metadata

PAGE = "text/html; charset=utf-8"
_END = re.compile(rb"</(?:rss|feed|rdf:RDF)\s*>", re.I)
_HEAD, _TAIL = 8192, 4096


def unpack(raw: bytes, name: str, bounds: Bounds) -> Iterator[Part | Fault]:
    """The entries in order, each as a page of its title and its words. One without words is passed over."""
    if b"<!ENTITY" in raw[:_HEAD]:
        raise damaged(name, "it declares entities of its own, which no feed needs")
    found = feedparser.parse(io.BytesIO(raw))
    if found.bozo and not found.entries:
        raise damaged(name, str(found.get("bozo_exception", "no feed")))
    cut = _END.search(raw[-_TAIL:]) is None
    for number, entry in enumerate(found.entries[: -1 if cut else None], start=1):
        part = entry_part(
            number,
            title=_plain(entry.get("title")),
            words=_words(entry),
            said=Metadata(
                source=_plain(entry.get("source", {}).get("title")) or _plain(found.feed.get("title")),
                url=_address(entry.get("link")),
                published=_published(entry, found.version),
                language=_language(found.feed.get("language")),
                author=_plain(entry.get("author")),
            ),
        )
        if part is not None:
            bounds.take(len(part.raw))
            yield part
    if cut:
        message = "is cut: its last entry is left out; retrieve it again"
        yield Fault("read.damaged", message, name)


def entry_part(number: int, *, title: str | None, words: str, said: Metadata) -> Part | None:
    """An entry of a feed as a page: its title, then its words (HTML); None where it has neither."""
    head = f"<h1>{escape(title, quote=False)}</h1>\n" if title else ""
    page = f"<html><body>{head}{words}</body></html>"
    if not (title or words.strip()) or not is_text(page):
        return None
    metadata = said.model_copy(update={"title": title})
    return Part(page.encode(), f"entry {number}", metadata, media_type=PAGE)


def _words(entry: Any) -> str:
    whole = [one for one in entry.get("content", ()) if one.get("value")]
    if not whole:
        told = entry.get("summary_detail") or {"value": entry.get("summary", "")}
        whole = [told]
    return "\n".join(_page(one) for one in whole)


def _page(content: Any) -> str:
    words = str(content.get("value") or "")
    return f"<p>{escape(words, quote=False)}</p>" if content.get("type") == "text/plain" else f"<div>{words}</div>"


def _published(entry: Any, version: str) -> str | None:
    """The entry's date of publication; RSS has one date, Atom tells when an entry was changed apart from that."""
    told = entry.get("published_parsed")
    if told is None and not version.startswith("atom"):
        told = entry.get("updated_parsed")
    try:
        return datetime.fromtimestamp(timegm(told), UTC).isoformat() if told is not None else None
    except (ValueError, OverflowError, OSError):
        return None


def _plain(value: Any) -> str | None:
    words = " ".join(value.split()) if isinstance(value, str) else ""
    return words if words and is_text(words) else None


def _address(value: Any) -> str | None:
    return value if isinstance(value, str) and is_text(value) and is_web_address(value) else None


def _language(value: Any) -> str | None:
    code = str(value or "").split("-")[0].lower()
    return code if code.isalpha() and code.isascii() and 2 <= len(code) <= 3 else None
