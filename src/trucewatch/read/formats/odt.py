"""ODT: paragraphs, headings, items, tables and footnotes in order; tracked deletions and comments are left out."""

from __future__ import annotations

from lxml import etree

from trucewatch.errors import Fault, ReadError
from trucewatch.read.content import Content
from trucewatch.read.formats.office import add_table, below, local, said_of_itself, value
from trucewatch.read.formats.packed import open_zip, read_xml
from trucewatch.read.formats.writing import Writing
from trucewatch.records.documents import BlockKind

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
_SILENT = frozenset({"note", "annotation", "tracked-changes", "annotation-end", "bookmark-ref-target"})
_REPEATED = 64  # a cell that is said to be there more often is one that fills the row


def read(raw: bytes, name: str) -> Content:
    """The text of an OpenDocument text.

    Raises:
        ReadError: `read.damaged`, `read.encrypted`, `read.too-large` or `read.empty`.
    """
    archive = open_zip(raw, name)
    manifest = read_xml(archive, "META-INF/manifest.xml", name)
    if manifest is not None and next(below(manifest, "encryption-data"), None) is not None:
        raise ReadError(Fault("read.encrypted", "asks for a password; save it without one and add that", name))
    tree = read_xml(archive, "content.xml", name)
    body = None if tree is None else next(below(tree, "text"), None)
    if body is None:
        raise ReadError(Fault("read.empty", "has no text", name))
    writing = Writing()
    _write(body, writing)
    for note in below(body, "note-body"):
        writing.add(_words(note))
    metadata, made = said_of_itself(read_xml(archive, "meta.xml", name))
    return Content(writing.text, metadata, blocks=writing.blocks, made=made, media_type=MEDIA_TYPE)


def _write(parent: etree._Element, writing: Writing, kind: BlockKind = BlockKind.PARAGRAPH) -> None:
    for element in parent:
        match local(element):
            case "h":
                writing.add(_words(element), BlockKind.HEADING if writing.blocks else BlockKind.HEADLINE)
            case "p":
                title = value(element, "style-name") == "Title"
                writing.add(_words(element), BlockKind.HEADLINE if title else kind)
            case "list" | "list-item" | "list-header":
                _write(element, writing, BlockKind.LIST_ITEM)
            case "table":
                add_table(writing, [_cells(row) for row in below(element, "table-row")])
            case "section" | "index-body":
                _write(element, writing, kind)
            case _:
                pass


def _cells(row: etree._Element) -> list[str]:
    found: list[str] = []
    for cell in row:
        if local(cell) in ("table-cell", "covered-table-cell"):
            times = value(cell, "number-columns-repeated") or "1"
            words = " ".join(filter(None, (_words(one) for one in below(cell, "p"))))
            found += [words] * (int(times) if times.isdigit() and int(times) <= _REPEATED else 1)
    while found and not found[-1]:
        found.pop()
    return found


def _words(element: etree._Element) -> str:
    found: list[str] = []
    _gather(element, found)
    return " ".join("".join(found).split())


def _gather(element: etree._Element, found: list[str]) -> None:
    found.append(element.text or "")
    for child in element:
        kind = local(child)
        if kind in ("s", "tab", "line-break", "p", "h"):
            found.append(" ")
        if kind not in _SILENT:
            _gather(child, found)
        found.append(child.tail or "")
