"""When a page says that it was published: fields declared for that purpose, of the page's own article and no other.

A date somewhere in the text, an address, a copyright year is no publication date; neither is that of a picture, of the
site, or of a story that the page only leads to.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from itertools import islice
from typing import Any

from lxml.html import HtmlElement

from trucewatch.read.front import read_date

_META = ("article:published_time", "og:published_time", "og:article:published_time")
_NAMES = (
    *("dc.date.issued", "pubdate", "publishdate", "publish-date", "publish_date", "parsely-pub-date"),
    *("sailthru.date", "article.published", "date", "dc.date", "dcterms.date", "dcterms.created"),
)
_OTHER_OBJECTS = re.compile(r"WebSite|Image|Media|Video|Audio|Person|Organi[sz]ation|Comment|Review|Product|Breadcrumb")
_ARTICLES = re.compile(r"(?:Article|Posting|Report|Story|Press)")
_ELSEWHERE = re.compile(r"\b(?:related|recommend\w*|teasers?|sidebar|trending|promo\w*|more-\w+|most-\w+)\b", re.I)
_WRAPPINGS = re.compile(r"/\*\s*<!\[CDATA\[\s*\*/|/\*\s*\]\]>\s*\*/|(?://\s*)?<!\[CDATA\[|(?://\s*)?\]\]>|<!--|-->")
_TRAILING = re.compile(r",(?=\s*[}\]])")
_SCRIPTS, _OBJECTS, _LISTED = 20, 200, 50
_TYPES = "@type"


def published_date(tree: HtmlElement) -> str | None:
    """The publication date that a page declares of itself, ISO 8601; None where it declares none."""
    return next((found for value in _declared(tree) if (found := _date(value)) is not None), None)


def _declared(tree: HtmlElement) -> Iterator[str]:
    """What the page declares, the fields that are surest first."""
    metas = [(element, _key(element)) for element in tree.iter("meta")]
    for element, key in metas:
        if key in _META:
            yield element.get("content") or ""
    own = [element for element in tree.iterfind(".//*[@itemprop]") if _is_own(element, "datePublished")]
    yield from (element.get("content") or element.get("datetime") or "" for element in own if element.tag == "meta")
    yield from _linked_data(tree)
    for name in _NAMES:
        for element, key in metas:
            if key == name:
                yield element.get("content") or ""
    for element in tree.iter("time"):
        if (element.get("pubdate") is not None and not _is_elsewhere(element)) or element in own:
            yield element.get("datetime") or ""
    yield from (element.get("datetime") or "" for element in own)


def _key(element: HtmlElement) -> str:
    return (element.get("property") or element.get("name") or "").strip().lower()


def _is_own(element: HtmlElement, field: str) -> bool:
    """Whether a field of microdata is the page's, and not a picture's, a comment's or another story's."""
    if field not in (element.get("itemprop") or "").split() or _is_elsewhere(element):
        return False
    scope = next((one for one in element.iterancestors() if one.get("itemscope") is not None), None)
    return scope is None or _OTHER_OBJECTS.search(scope.get("itemtype") or "") is None


def _is_elsewhere(element: HtmlElement) -> bool:
    """Whether it stands in a part of the page that leads to other stories."""
    for one in element.iterancestors():
        if one.tag in ("aside", "nav", "footer") or _ELSEWHERE.search(f"{one.get('class')} {one.get('id')}"):
            return True
    return False


def _linked_data(tree: HtmlElement) -> list[str]:
    """`datePublished` of the page's JSON-LD, of articles before other pages; never of a site, a picture, a person."""
    articles: list[str] = []
    others: list[str] = []
    for value in linked_data(tree):
        kind, when = _type(value), value.get("datePublished")
        if isinstance(when, str) and _OTHER_OBJECTS.search(kind) is None:
            (articles if _ARTICLES.search(kind) else others).append(when)
    return articles + others


def linked_data(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """The objects of the page's JSON-LD in order, a few levels deep."""
    for script in islice(tree.xpath("//script[@type='application/ld+json']"), _SCRIPTS):
        waiting = [_parsed(script.text or "")]
        for _ in range(_OBJECTS):
            if not waiting:
                break
            value = waiting.pop(0)
            if isinstance(value, list):
                waiting.extend(value[:_LISTED])
            elif isinstance(value, dict):
                yield value
                waiting.extend(value[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in value)


def _parsed(script: str) -> Any:
    """The script as JSON; raw line ends in a string, comment marks around it and commas too many are forgiven."""
    bare = _WRAPPINGS.sub("", script).strip().rstrip(";")
    for attempt in (bare, _TRAILING.sub("", bare)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _type(value: dict[str, Any]) -> str:
    kind = value.get(_TYPES)
    return " ".join(map(str, kind)) if isinstance(kind, list) else str(kind or "")


def _date(value: str) -> str | None:
    words = re.sub(r"^(\d{4})/(\d{2})/(\d{2})", r"\1-\2-\3", value.strip())
    found, _ = read_date(words)
    if found is None and "," in words:
        try:
            found = parsedate_to_datetime(words).isoformat()
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
    return found
