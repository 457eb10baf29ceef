"""HTML → the article's text, what the page says of itself, and what cleaning left out.

Cleaning is trafilatura's. Dates are read here, from fields that a page declares for that purpose and from nothing
else: an address, a copyright year or a date somewhere in the text is no publication date.
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring
from trafilatura import bare_extraction
from trafilatura.metadata import extract_metadata

from trucewatch.errors import Fault, ReadError
from trucewatch.read.content import Content
from trucewatch.read.front import is_web_address
from trucewatch.read.page_article import cut_article
from trucewatch.read.page_clean import take_hidden_away, take_struck_away
from trucewatch.read.page_dates import published_date
from trucewatch.read.page_pieces import pieces_of, visible_words
from trucewatch.read.text import unify_lines
from trucewatch.records.documents import Metadata

_BEGINNING = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_CHARSET = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]+)", re.I)
_SEARCHED = 200_000  # characters of text in which a left-out piece is looked for; in a longer one only whole lines are


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


def read_html(html: str, where: str) -> Content:
    """The article of a page, however broken or cut its HTML.

    Args:
        html: the decoded page.
        where: the name to use in faults.

    Raises:
        ReadError: `read.no-text`: nothing on the page can be read.
    """
    tree = _parsed(html, where)
    metadata = _metadata(tree)
    take_hidden_away(tree)
    seen = list(visible_words(tree))
    take_struck_away(tree)
    found = _article(etree.tostring(tree, encoding="unicode", method="html"))
    article = cut_article(pieces_of(tree), None if found is None else unify_lines(found).strip())
    if not article.text.strip():
        raise ReadError(Fault("read.no-text", "the page has no text; it may be filled in by a script", where=where))
    left_out = _left_out(seen, article.text)
    return Content(article.text, metadata, left_out, article.blocks, article.links)


def _parsed(html: str, where: str) -> HtmlElement:
    try:
        return document_fromstring(_DECLARATION.sub("", html), parser=HTMLParser(huge_tree=True))
    except (etree.LxmlError, ValueError) as error:
        raise ReadError(Fault("read.no-text", f"the page has no text: {error}", where=where)) from error


def _article(html: str) -> str | None:
    """The article as trafilatura cuts it; None where it finds none or fails on a page."""
    try:
        found = bare_extraction(html, include_comments=False, favor_recall=True)
    except (etree.LxmlError, ValueError, TypeError, AttributeError, AssertionError, RecursionError):
        return None
    text = getattr(found, "text", None)
    return text if isinstance(text, str) else None


def _metadata(tree: HtmlElement) -> Metadata:
    try:
        # Its own search for dates is off: it would look through the text and the address.
        found = extract_metadata(tree, date_config={"extensive_search": False, "original_date": True}, extensive=False)
    except (etree.LxmlError, ValueError, TypeError, AttributeError, AssertionError, RecursionError):
        return Metadata(published=published_date(tree))
    url = _words(found.url)
    language = _words(tree.get("lang"))
    return Metadata(
        title=_words(found.title),
        source=_words(found.sitename),
        url=url if url is not None and is_web_address(url) else None,
        published=published_date(tree),
        language=None if language is None else language.split("-")[0].lower(),
        author=_words(found.author),
    )


def _words(value: Any) -> str | None:
    if not isinstance(value, str):
        return None
    return " ".join(value.encode("utf-8", "replace").decode("utf-8").split()) or None  # JSON can hold half characters


def _left_out(pieces: list[str], text: str) -> str:
    lines = {" ".join(line.split()) for line in text.split("\n")}
    joined = " ".join(text.split()) if len(text) <= _SEARCHED else ""
    return "\n".join(piece for piece in pieces if piece not in lines and piece not in joined)
