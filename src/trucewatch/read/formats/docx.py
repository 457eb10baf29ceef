"""DOCX: paragraphs, headings, items, tables and footnotes in order; what was struck out or is hidden is left out."""

from __future__ import annotations

import re

from lxml import etree

from trucewatch.errors import Fault, ReadError
from trucewatch.read.content import Content
from trucewatch.read.formats.office import add_table, below, local, said_of_itself, value
from trucewatch.read.formats.packed import open_zip, read_xml
from trucewatch.read.formats.writing import Writing
from trucewatch.records.documents import BlockKind

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SILENT = frozenset({"del", "moveFrom", "instrText", "delText", "Fallback", "footnoteReference", "endnoteReference"})
_HEADING = re.compile(r"heading\s*\d|überschrift|titre\s*\d|título\s*\d|заголовок", re.I)
_TITLE = re.compile(r"title|titel|titre|título|название", re.I)
_RUNNING = re.compile(r"word/(?:header|footer)\d*\.xml")
_OWN = frozenset({"separator", "continuationSeparator"})


def read(raw: bytes, name: str) -> Content:
    """The text of a Word document.

    Raises:
        ReadError: `read.damaged`, `read.encrypted`, `read.too-large` or `read.empty`.
    """
    archive = open_zip(raw, name)
    tree = read_xml(archive, "word/document.xml", name)
    body = None if tree is None else next(below(tree, "body"), None)
    if body is None:
        raise ReadError(Fault("read.empty", "has no text", name))
    styles = _styles(read_xml(archive, "word/styles.xml", name))
    writing = Writing()
    _write(body, writing, styles)
    for notes in ("word/footnotes.xml", "word/endnotes.xml"):
        found = read_xml(archive, notes, name)
        for note in () if found is None else found:
            if value(note, "type") not in _OWN:
                writing.add(" ".join(filter(None, (_words(one) for one in below(note, "p")))))
    metadata, made = said_of_itself(read_xml(archive, "docProps/core.xml", name))
    running = [read_xml(archive, member, name) for member in archive.namelist() if _RUNNING.fullmatch(member)]
    left_out = [_words(one) for tree in running if tree is not None for one in below(tree, "p")]
    return Content(
        writing.text,
        metadata,
        "\n".join(dict.fromkeys(filter(None, left_out))),
        writing.blocks,
        made=made,
        media_type=MEDIA_TYPE,
    )


def _write(parent: etree._Element, writing: Writing, styles: dict[str, str]) -> None:
    for element in parent:
        match local(element):
            case "p":
                writing.add(_words(element), _kind(element, styles, first=not writing.blocks))
            case "tbl":
                add_table(writing, [[_cell(cell) for cell in below(row, "tc")] for row in below(element, "tr")])
            case "sdt" | "sdtContent" | "ins" | "customXml" | "smartTag":
                _write(element, writing, styles)
            case _:
                pass


def _cell(cell: etree._Element) -> str:
    return " ".join(filter(None, (_words(one) for one in below(cell, "p"))))


def _words(paragraph: etree._Element) -> str:
    """The words of a paragraph as a reader of the final text sees them."""
    found: list[str] = []
    _gather(paragraph, found)
    return " ".join("".join(found).split())


def _gather(element: etree._Element, found: list[str]) -> None:
    for child in element:
        kind = local(child)
        if kind in _SILENT or (kind == "r" and _is_hidden(child)):
            continue
        if kind == "t":
            found.append(child.text or "")
        elif kind in ("tab", "br", "cr"):
            found.append(" ")
        elif kind == "noBreakHyphen":
            found.append("-")
        else:
            _gather(child, found)


def _is_hidden(run: etree._Element) -> bool:
    properties = next((one for one in run if local(one) == "rPr"), None)
    marks = {local(one): value(one, "val") for one in (() if properties is None else properties)}
    return any(marks.get(mark, "0") not in ("0", "false") for mark in ("vanish", "strike", "dstrike"))


def _styles(tree: etree._Element | None) -> dict[str, str]:
    """The names of styles by their ids."""
    styles = () if tree is None else below(tree, "style")
    names = {value(style, "styleId"): next(iter(below(style, "name")), None) for style in styles}
    return {key: value(found, "val") or "" for key, found in names.items() if key and found is not None}


def _kind(paragraph: etree._Element, styles: dict[str, str], *, first: bool) -> BlockKind:
    properties = next((one for one in paragraph if local(one) == "pPr"), None)
    marks = {local(one): one for one in (() if properties is None else properties)}
    key = value(marks["pStyle"], "val") or "" if "pStyle" in marks else ""
    style = styles.get(key, key)
    if _TITLE.fullmatch(style) or (first and _HEADING.match(style)):
        return BlockKind.HEADLINE
    if _HEADING.match(style) or "outlineLvl" in marks:
        return BlockKind.HEADING
    if style.lower() in ("quote", "intense quote"):
        return BlockKind.QUOTATION
    if style.lower() == "caption":
        return BlockKind.CAPTION
    return BlockKind.LIST_ITEM if "numPr" in marks or style.lower().startswith("list") else BlockKind.PARAGRAPH
