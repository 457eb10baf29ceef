"""HTML → the article's text, what the page says of itself, and what cleaning left out.

Cleaning is trafilatura's. Dates are read here, from fields that a page declares for that purpose and from nothing
else: an address, a copyright year or a date somewhere in the text is no publication date.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from itertools import islice
from typing import Any

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring
from trafilatura import bare_extraction
from trafilatura.metadata import extract_metadata

from trucewatch.errors import Fault, ReadError
from trucewatch.read.front import is_web_address, read_date
from trucewatch.read.text import unify_lines
from trucewatch.records.documents import Metadata

_BEGINNING = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_CHARSET = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]+)", re.I)
_DATE_FIELDS = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//meta[translate(@name, 'DCTERMSIUPBLHAONYQ', 'dctermsiupblhaonyq')='dc.date.issued']/@content",
    "//meta[@name='pubdate' or @name='publishdate' or @name='publish-date' or @name='publish_date']/@content",
    "//meta[@name='parsely-pub-date' or @name='sailthru.date' or @name='article.published']/@content",
    "//meta[@name='date' or @name='Date' or @name='DC.date' or @name='dc.date' or @name='dcterms.date']/@content",
    "//time[@itemprop='datePublished' or @pubdate]/@datetime",
    "//*[@itemprop='datePublished']/@datetime",
)
_SILENT = frozenset({"script", "style", "noscript", "template", "svg", "iframe", "head", "title", "object"})
_SEARCHED = 200_000  # characters of text in which a left-out piece is looked for; in a longer one only whole lines are
_HEADING_LINES = 3


@dataclass(frozen=True)
class Page:
    """An article's text, the page's own metadata, and the visible text that is not in the article's."""

    text: str
    metadata: Metadata
    left_out: str


def is_html(text: str, name: str, media_type: str | None) -> bool:
    """Whether a text is HTML: by its media type, its name, or its beginning."""
    if media_type is not None and media_type.split(";")[0].strip().lower() in {"text/html", "application/xhtml+xml"}:
        return True
    return name.lower().endswith((".html", ".htm", ".xhtml")) or _BEGINNING.match(text[:4096]) is not None


def declared_encoding(raw: bytes, media_type: str | None) -> str | None:
    """The encoding that the media type or the page's own beginning names."""
    found = _CHARSET.search((media_type or "").encode("ascii", "ignore"))
    if found is None and raw[:512].lstrip()[:1] == b"<":
        found = _CHARSET.search(raw[:2048])
    return None if found is None else found.group(1).decode("ascii", "ignore")


def read_html(html: str, where: str) -> Page:
    """The article of a page, however broken or cut its HTML.

    Args:
        html: the decoded page.
        where: the name to use in faults.

    Raises:
        ReadError: `read.no-text`: nothing on the page can be read.
    """
    tree = _parsed(html, where)
    metadata = _metadata(tree)
    pieces = list(_visible(tree))
    text = _article(html) or "\n".join(pieces)
    if not text.strip():
        raise ReadError(Fault("read.no-text", "the page has no text; it may be filled in by a script", where=where))
    text = _with_heading(tree, unify_lines(text).strip())
    return Page(text, metadata, _left_out(pieces, text))


def _parsed(html: str, where: str) -> HtmlElement:
    try:
        return document_fromstring(_DECLARATION.sub("", html), parser=HTMLParser(huge_tree=True))
    except (etree.LxmlError, ValueError) as error:
        raise ReadError(Fault("read.no-text", f"the page has no text: {error}", where=where)) from error


def _article(html: str) -> str | None:
    """The article as trafilatura cuts it; None where it finds none or fails on a page."""
    try:
        found = bare_extraction(_DECLARATION.sub("", html), include_comments=False, favor_recall=True)
    except (etree.LxmlError, ValueError, TypeError, AttributeError, AssertionError, RecursionError):
        return None
    text = getattr(found, "text", None)
    return text if isinstance(text, str) else None


def _metadata(tree: HtmlElement) -> Metadata:
    try:
        # Its own search for dates is off: it would look through the text and the address.
        found = extract_metadata(tree, date_config={"extensive_search": False, "original_date": True}, extensive=False)
    except (etree.LxmlError, ValueError, TypeError, AttributeError, AssertionError, RecursionError):
        return Metadata(published=_published(tree))
    url = _words(found.url)
    language = _words(tree.get("lang"))
    return Metadata(
        title=_words(found.title),
        source=_words(found.sitename),
        url=url if url is not None and is_web_address(url) else None,
        published=_published(tree),
        language=None if language is None else language.split("-")[0].lower(),
        author=_words(found.author),
    )


def _words(value: Any) -> str | None:
    if not isinstance(value, str):
        return None
    return " ".join(value.encode("utf-8", "replace").decode("utf-8").split()) or None  # JSON can hold half characters


def _published(tree: HtmlElement) -> str | None:
    for field in _DATE_FIELDS[:2]:
        for value in tree.xpath(field):
            if (found := _date(str(value))) is not None:
                return found
    for value in _linked_data_dates(tree):
        if (found := _date(value)) is not None:
            return found
    for field in _DATE_FIELDS[2:]:
        for value in tree.xpath(field):
            if (found := _date(str(value))) is not None:
                return found
    return None


def _date(value: str) -> str | None:
    words = re.sub(r"^(\d{4})/(\d{2})/(\d{2})", r"\1-\2-\3", value.strip())
    found, _ = read_date(words)
    if found is None and "," in words:
        try:
            found = parsedate_to_datetime(words).isoformat()
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
    return found


def _linked_data_dates(tree: HtmlElement) -> Iterator[str]:
    """`datePublished` of the page's JSON-LD, objects in order, a few levels deep."""
    for script in islice(tree.xpath("//script[@type='application/ld+json']/text()"), 20):
        try:
            waiting = [json.loads(str(script))]
        except (ValueError, RecursionError):
            continue
        for _ in range(200):
            if not waiting:
                break
            value = waiting.pop(0)
            if isinstance(value, list):
                waiting.extend(value[:50])
            elif isinstance(value, dict):
                if isinstance(value.get("datePublished"), str):
                    yield value["datePublished"]
                waiting.extend(value[key] for key in ("@graph", "mainEntity") if key in value)


def _visible(tree: HtmlElement) -> Iterator[str]:
    """The page's visible text, piece by piece, in order."""
    silent = 0
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        hushed = isinstance(element.tag, str) and element.tag in _SILENT
        if event == "start":
            silent += hushed
            if not silent and element.text:
                yield from _piece(element.text)
        elif event == "end":
            silent -= hushed
        if event != "start" and not silent and element.tail:
            yield from _piece(element.tail)


def _piece(words: str) -> Iterator[str]:
    joined = " ".join(words.split())
    if joined:
        yield joined


def _with_heading(tree: HtmlElement, text: str) -> str:
    """`text` below the page's only main heading, where cleaning took that away."""
    headings = [" ".join(heading.text_content().split()) for heading in islice(tree.iter("h1"), 2)]
    if len(headings) != 1 or not headings[0]:
        return text
    first = " ".join(" ".join(text.split("\n")[:_HEADING_LINES]).split())
    return text if headings[0] in first else f"{headings[0]}\n\n{text}"


def _left_out(pieces: list[str], text: str) -> str:
    lines = {" ".join(line.split()) for line in text.split("\n")}
    joined = " ".join(text.split()) if len(text) <= _SEARCHED else ""
    return "\n".join(piece for piece in pieces if piece not in lines and piece not in joined)
