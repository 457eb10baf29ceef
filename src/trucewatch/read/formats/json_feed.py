"""JSON Feed (jsonfeed.org): each item a publication."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from typing import Any

from trucewatch.errors import Fault
from trucewatch.read.formats.feed import entry_part
from trucewatch.read.formats.format import Bounds, Part, damaged
from trucewatch.read.front import is_text, is_web_address, read_date
from trucewatch.records.documents import Metadata


def unpack(raw: bytes, name: str, bounds: Bounds) -> Iterator[Part | Fault]:
    """The items in order, each as a page of its title and its words."""
    try:
        feed = json.loads(raw)
    except ValueError as error:
        raise damaged(name, error) from error
    items = feed.get("items")
    for number, item in enumerate(items if isinstance(items, list) else (), start=1):
        if not isinstance(item, dict):
            continue
        plain = _words(item.get("content_text")) or _words(item.get("summary"))
        page = item.get("content_html")
        part = entry_part(
            number,
            title=_words(item.get("title")),
            words=page if isinstance(page, str) and page.strip() else f"<p>{escape(plain or '', quote=False)}</p>",
            said=Metadata(
                source=_words(feed.get("title")),
                url=_address(item.get("url")),
                published=_day(item.get("date_published")),
                author=_author(item) or _author(feed),
            ),
        )
        if part is not None:
            bounds.take(len(part.raw))
            yield part


def _words(value: Any) -> str | None:
    words = " ".join(value.split()) if isinstance(value, str) else ""
    return words if words and is_text(words) else None


def _address(value: Any) -> str | None:
    return value if isinstance(value, str) and is_text(value) and is_web_address(value) else None


def _day(value: Any) -> str | None:
    return read_date(value.strip())[0] if isinstance(value, str) else None


def _author(item: dict[str, Any]) -> str | None:
    given = item.get("authors") or [item.get("author")]
    people = given if isinstance(given, list) else []
    names = [_words(one.get("name")) for one in people if isinstance(one, dict)]
    return "; ".join(filter(None, names)) or None
