"""A page as the pieces that a reader sees: headings, paragraphs, items, captions, rows of tables, timed entries."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree
from lxml.html import HtmlElement

from trucewatch.read.front import read_date
from trucewatch.read.page_tables import data_tables, table_rows
from trucewatch.records.documents import BlockKind

SILENT = frozenset({"script", "style", "noscript", "template", "svg", "iframe", "head", "title", "object"})
_KINDS = {
    "h1": BlockKind.HEADLINE,
    **dict.fromkeys(("h2", "h3", "h4", "h5", "h6", "dt", "legend"), BlockKind.HEADING),
    "li": BlockKind.LIST_ITEM,
    "blockquote": BlockKind.QUOTATION,
    **dict.fromkeys(("figcaption", "caption"), BlockKind.CAPTION),
}
_INHERITED = frozenset({BlockKind.LIST_ITEM, BlockKind.QUOTATION, BlockKind.CAPTION})  # by a paragraph within
_BLOCKS = frozenset(
    {*_KINDS, "p", "div", "section", "article", "main", "body", "ul", "ol", "dl", "dd", "table", "tr", "td", "th"}
    | {"header", "footer", "nav", "aside", "figure", "form", "pre", "hr", "address", "details", "summary", "fieldset"}
)
_BESIDE = frozenset({"nav", "footer", "aside", "menu", "form"})
_ENTRY_TAGS = frozenset({"article", "li", "section", "div"})
_ENTRY_LETTERS = 20  # of an entry, beside its time
_ENTRY_DEPTH = 4  # elements between an entry and its time


@dataclass(frozen=True)
class Piece:
    """A stretch of a page: its words, what it is, and where it stands.

    `letters` are what to find it by in another reading of the page. `beside` is true in menus and the like, `linked`
    where all its words are a link. `entry` numbers the entry of a live blog that it stands in, `moment` is its time.
    """

    kind: BlockKind
    text: str
    letters: str
    beside: bool = False
    linked: bool = False
    entry: int | None = None
    moment: str | None = None


@dataclass
class _State:
    """What stands around the walker: the words of the piece under way, and how many of them are links."""

    words: list[str] = field(default_factory=list)
    linked: list[str] = field(default_factory=list)
    kinds: list[BlockKind] = field(default_factory=lambda: [BlockKind.PARAGRAPH])
    silent: int = 0
    beside: int = 0
    links: int = 0
    entry: int | None = None
    moment: str | None = None
    leads: bool = False


def letters_of(text: str) -> str:
    """The letters and digits of a text: what two readings of a page have in common."""
    return "".join(filter(str.isalnum, text))


def pieces_of(tree: HtmlElement) -> list[Piece]:
    """The pieces of a page in order."""
    tables = data_tables(tree)
    entries = _entries(tree)
    state = _State()
    found: list[Piece] = []
    walker = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
    for event, element in walker:
        if event == "start" and element in tables and not state.silent:
            found += _flushed(state)
            title = " ".join(" ".join(one.text_content() for one in element.iter("caption")).split())
            found += [_of_state(state, BlockKind.HEADING, title, letters_of(title))] if title else []
            found += [_of_state(state, BlockKind.TABLE_ROW, row.text, row.letters) for row in table_rows(element)]
            walker.skip_subtree()
            state.silent += 1
        elif event == "start":
            found += _opened(element, state, entries)
        elif event == "end":
            found += _closed(element, state, entries, in_table=element in tables)
        if event != "start" and element.tail and not state.silent:
            _take(element.tail, state)
    return found + _flushed(state)


def _opened(element: HtmlElement, state: _State, entries: dict[HtmlElement, tuple[int, str]]) -> list[Piece]:
    tag, out = element.tag, []
    state.silent += tag in SILENT
    state.beside += tag in _BESIDE
    state.links += tag == "a"
    if tag in _BLOCKS or tag == "br":
        out = _flushed(state)
    if tag in _BLOCKS:
        kind = _KINDS.get(tag, BlockKind.PARAGRAPH)
        above = state.kinds[-1]
        state.kinds.append(above if kind is BlockKind.PARAGRAPH and above in _INHERITED else kind)
    if element in entries:
        state.entry, state.moment = entries[element]
        state.leads = True
    if element.text and not state.silent:
        _take(element.text, state)
    return out


def _closed(
    element: HtmlElement, state: _State, entries: dict[HtmlElement, tuple[int, str]], *, in_table: bool
) -> list[Piece]:
    tag, out = element.tag, []
    if in_table:
        state.silent -= 1
        return []
    if tag in _BLOCKS:
        out = _flushed(state)
        state.kinds.pop()
    elif tag == "time" and state.leads and not state.silent and state.words:
        out = [replace(one, kind=BlockKind.ENTRY) for one in _flushed(state)]
        state.leads = False
    if element in entries:
        state.entry = state.moment = None
    state.silent -= tag in SILENT
    state.beside -= tag in _BESIDE
    state.links -= tag == "a"
    return out


def _take(words: str, state: _State) -> None:
    state.words.append(words)
    if state.links:
        state.linked.append(words)


def _flushed(state: _State) -> list[Piece]:
    text = " ".join("".join(state.words).split())
    linked = " ".join("".join(state.linked).split())
    state.words.clear()
    state.linked.clear()
    if not text:
        return []
    piece = _of_state(state, state.kinds[-1], text, letters_of(text))
    return [replace(piece, linked=bool(linked) and letters_of(linked) == piece.letters)]


def _of_state(state: _State, kind: BlockKind, text: str, letters: str) -> Piece:
    return Piece(kind, text, letters, beside=state.beside > 0, entry=state.entry, moment=state.moment)


def _entries(tree: HtmlElement) -> dict[HtmlElement, tuple[int, str]]:
    """The entries of a live blog, each with its number and time: two or more of a kind in one place, each timed."""
    timed: dict[HtmlElement, str] = {}
    for time in tree.iter("time"):
        moment, _ = read_date((time.get("datetime") or "").strip())
        entry = _entry_of(time)
        if moment is not None and entry is not None:
            timed.setdefault(entry, moment)
    places = Counter((entry.getparent(), entry.tag) for entry in timed)
    alike = [entry for entry in timed if places[entry.getparent(), entry.tag] > 1]
    return {entry: (number, timed[entry]) for number, entry in enumerate(alike)}


def _entry_of(time: HtmlElement) -> HtmlElement | None:
    """The element that a time heads, where words enough stand in it beside the time."""
    own = len(letters_of(time.text_content()))
    for depth, element in enumerate(time.iterancestors()):
        if depth >= _ENTRY_DEPTH or element.tag not in (*_ENTRY_TAGS, "header", "p", "span", "h2", "h3", "h4", "a"):
            return None
        if element.tag in _ENTRY_TAGS and len(letters_of(element.text_content())) - own > _ENTRY_LETTERS:
            return element
    return None


def visible_words(tree: HtmlElement) -> Iterator[str]:
    """The page's visible text, piece by piece, in order."""
    silent = 0
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        hushed = isinstance(element.tag, str) and element.tag in SILENT
        if event == "start":
            silent += hushed
            if not silent and element.text:
                yield from _joined(element.text)
        elif event == "end":
            silent -= hushed
        if event != "start" and not silent and element.tail:
            yield from _joined(element.tail)


def _joined(words: str) -> Iterator[str]:
    joined = re.sub(r"\s+", " ", words).strip()
    if joined:
        yield joined
