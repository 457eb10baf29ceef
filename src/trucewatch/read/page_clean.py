"""What stands on a page and is none of its text: hidden parts, struck-out words, the marks of footnotes."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

_STRUCK_TAGS = frozenset({"s", "strike", "del"})
_STRUCK_STYLE = re.compile(r"text-decoration[\w-]*\s*:[^;]*line-through", re.I)
_HIDDEN_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))", re.I)
_HIDDEN_CLASS = re.compile(
    r"(?:^|\s)(?:sr-only|visually-?hidden|screen-reader-text|assistive-text|d-none)(?:\s|$)", re.I
)
_WHOLE = frozenset({"html", "body", "head", "main", "article"})  # hidden only until a script has run
_NOTE_ADDRESS = re.compile(r"#[\w-]*(?:fn|ftn|footnote|endnote|note|cite|ref)[\w:.-]*$", re.I)
_NOTE_MARK = re.compile(r"\W{0,3}(?:\d{1,3}|[a-z]|[ivx]{1,5}|[*†‡§¶]{1,3}|note \d{1,3}|citation needed)\W{0,3}", re.I)
_UNIT = re.compile(r"(?:^|[\s\d])(?:[kcmd]?m|mi|ft|in|yd|m/s)$")
_POWER = re.compile(r"[23²³]")


def take_hidden_away(tree: HtmlElement) -> None:
    """Take away the elements that a reader of the page does not see; what comes behind them stays."""
    for element in list(tree.iter()):
        if isinstance(element.tag, str) and element.tag not in _WHOLE and _is_hidden(element):
            _take_away(element)


def take_struck_away(tree: HtmlElement) -> None:
    """Take away struck-out words and the marks of footnotes; what comes behind them stays."""
    for element in list(tree.iter()):
        if isinstance(element.tag, str) and (_is_struck(element) or _is_note_mark(element)):
            _take_away(element)


def _is_hidden(element: HtmlElement) -> bool:
    if element.get("hidden") is not None and element.get("hidden") != "until-found":
        return True
    return bool(_HIDDEN_STYLE.search(element.get("style") or "") or _HIDDEN_CLASS.search(element.get("class") or ""))


def _is_struck(element: HtmlElement) -> bool:
    return element.tag in _STRUCK_TAGS or _STRUCK_STYLE.search(element.get("style") or "") is not None


def _is_note_mark(element: HtmlElement) -> bool:
    """Whether it is "12<sup>1</sup>", "[3]", "*" that leads to a note, and no power and no ending of an ordinal."""
    if element.tag == "sup":
        words = element.text_content().strip()
        if _POWER.fullmatch(words) and _UNIT.search(_before(element)):
            return False
        return _NOTE_MARK.fullmatch(words) is not None
    if element.tag == "a" and (element.get("role") == "doc-noteref" or _NOTE_ADDRESS.search(element.get("href") or "")):
        return _NOTE_MARK.fullmatch(element.text_content().strip()) is not None
    return False


def _before(element: HtmlElement) -> str:
    """The words right before an element, of its own parent."""
    previous = element.getprevious()
    if previous is not None:
        return previous.tail or ""
    parent = element.getparent()
    return (parent.text or "") if parent is not None else ""


def _take_away(element: HtmlElement) -> None:
    """Drop an element with all in it, and leave its tail where it was."""
    parent = element.getparent()
    if parent is None:
        return
    previous, tail = element.getprevious(), element.tail or ""
    if previous is not None:
        previous.tail = (previous.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    element.tail = None
    parent.remove(element)
