"""Bytes → `Document`: the room's door."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from itertools import islice
from typing import Any, cast

from trucewatch.errors import Fault, ReadError
from trucewatch.read.blocks import find_blocks
from trucewatch.read.boilerplate import find_boilerplate
from trucewatch.read.content import Content
from trucewatch.read.credits import find_credits
from trucewatch.read.formats.format import MAX_FILE, MB, Format, Part, damaged
from trucewatch.read.formats.parts import laid_over, parts_of
from trucewatch.read.formats.recognise import recognise
from trucewatch.read.front import is_text, split_front_matter
from trucewatch.read.html import declared_encoding, is_html, read_html
from trucewatch.read.language import detect_language
from trucewatch.read.passages import Layout, lay_out
from trucewatch.read.table import table_content
from trucewatch.read.text import decode
from trucewatch.records.documents import Boilerplate, Credit, CreditRole, Document, Metadata
from trucewatch.records.tables import TableLayout

VERSION = 8
"""Raised whenever the same bytes would give another document, so that a build knows to read them again."""
MAX_BYTES = 32 * 1024 * 1024
ID_DIGITS = 12
_TITLE_CHARACTERS = 200
_TITLE_WORDS = 30
_TITLE_LINES = 5  # lines among which a title is looked for, after menus and bylines
_NO_TITLE_ENDS = (".", ":", ";", ",", ".”", '."', "!”")
_TEXT_TYPES = ("text/", "application/xhtml", "application/octet-stream", "application/x-unknown")


def read_document(
    raw: bytes,
    name: str,
    *,
    metadata: Metadata | None = None,
    media_type: str | None = None,
    retrieved: str | None = None,
    without: Collection[str] = (),
    beneath: Metadata | None = None,
    layout: TableLayout | None = None,
) -> Document:
    """Read one publication, in any format that `formats.recognise` knows, plain text or HTML.

    Args:
        raw: the bytes as retrieved; their hash is the document's identity.
        name: the file's name or address, for faults and for display.
        metadata: what a sidecar or a caller knows; goes before front matter, which goes before the page's own.
        media_type: as a server gave it, with or without a charset; None: told from the name and the beginning.
        retrieved: ISO 8601 time of retrieval, None where unknown.
        without: keys of which `metadata` alone counts, though it may say nothing: a person knows better than the page.
        beneath: what holds where nobody says anything else.
        layout: of a table, which column says what; None: as its columns are known, if they are.

    Returns:
        The document; every span in it is in code points of its `text`, which begins below the front matter.

    Raises:
        ReadError: `read.empty`, `read.too-large`, `read.media-type`, `read.binary`, `read.nul-bytes`,
            `read.encoding`, `read.front-matter`, `read.no-text`, `read.damaged`, `read.encrypted`, `read.scanned`,
            `read.too-many-pages`, `read.unfolds` or `read.several`, each naming `name`.
    """
    kind = recognise(raw, name)
    if kind is not None and kind.several:
        return _only_part(raw, name, metadata, retrieved, without)
    if kind is not None:
        content = _formatted(kind, raw, name, layout)
        known = [given for given in (metadata, content.metadata.model_copy(update=dict.fromkeys(without))) if given]
    else:
        _check(raw, name, media_type)
        content, known = _plain(raw, name, metadata, media_type, without)
    if beneath is not None:
        known.append(beneath)
    if not content.text.strip():
        raise ReadError(Fault("read.empty", "has no text", where=name))
    if not (is_text(content.text) and is_text(content.left_out)):
        raise ReadError(Fault("read.encoding", "has half characters in its text; save it as UTF-8", where=name))
    digest = hashlib.sha256(raw).hexdigest()
    return _document(content, name, digest, _merged(known), retrieved)


def _only_part(
    raw: bytes, name: str, metadata: Metadata | None, retrieved: str | None, without: Collection[str]
) -> Document:
    """The document of a file that could hold several, and holds one."""
    found = list(islice(parts_of(raw, name), 2))
    faults = [one for one in found if isinstance(one, Fault)]
    if faults:
        raise ReadError(*faults)
    if len(found) != 1:
        message = f"holds {'several publications' if found else 'none'}, not one; `trucewatch add` takes each of them"
        raise ReadError(Fault("read.several", message, name))
    return read_part(cast(Part, found[0]), hashlib.sha256(raw).hexdigest(), name, metadata, retrieved, without)


def read_part(
    part: Part,
    original: str,
    name: str,
    metadata: Metadata | None = None,
    retrieved: str | None = None,
    without: Collection[str] = (),
) -> Document:
    """One publication of an original that may hold several.

    Args:
        part: as `parts_of` gives it.
        original: the hash of the original.
        name: the original's.
        metadata: what a person knows; goes before what the original says.
        retrieved: when the original came; a part may know better.
        without: as in `read_document`.

    Raises:
        ReadError: as `read_document`.
    """
    said = part.metadata.model_copy(update=dict.fromkeys(without))
    beneath = part.beneath.model_copy(update=dict.fromkeys(without))
    document = read_document(
        part.raw,
        f"{name}/{part.name}",
        metadata=said if metadata is None else laid_over(metadata, said),
        media_type=part.media_type,
        retrieved=part.retrieved or retrieved,
        without=without,
        beneath=beneath,
    )
    said_so = (*part.credits, *document.credits)
    return document.model_copy(update={"original": original, "part": part.name, "credits": said_so})


def _formatted(kind: Format, raw: bytes, name: str, layout: TableLayout | None) -> Content:
    """The text of a file in a format; whatever its library makes of bytes that are not what they seem is a fault."""
    if len(raw) > MAX_FILE:
        message = f"has {len(raw) // MB} MB; {MAX_FILE // MB} MB are the most; cut it up"
        raise ReadError(Fault("read.too-large", message, name))
    try:
        return table_content(kind.rows(raw, name), name, layout) if kind.table else kind.read(raw, name)
    except ReadError:
        raise
    except Exception as error:
        raise damaged(name, error) from error


def _plain(
    raw: bytes, name: str, metadata: Metadata | None, media_type: str | None, without: Collection[str]
) -> tuple[Content, list[Metadata]]:
    """The text of plain text or a page, and what is known of it, what goes before first."""
    text = decode(raw, name, declared_encoding(raw, media_type))
    front, text = split_front_matter(text, name, without)
    known = [given for given in (metadata, front) if given is not None]
    if not is_html(text, name, media_type):
        return Content(text, media_type="text/plain"), known
    page = read_html(text, name)
    return page, [*known, page.metadata.model_copy(update=dict.fromkeys(without))]


def read_text(text: str, name: str, *, metadata: Metadata | None = None) -> Document:
    """A document of a text that is already one: nothing in it is changed, so offsets into it hold.

    Its identity is the hash of its UTF-8. An empty text gives an empty document.
    """
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return _document(Content(text, media_type="text/plain"), name, digest, metadata or Metadata(), None)


def _check(raw: bytes, name: str, media_type: str | None) -> None:
    if not raw:
        raise ReadError(Fault("read.empty", "is empty; retrieve it again", where=name))
    if len(raw) > MAX_BYTES:
        size, most = len(raw) / 1024 / 1024, MAX_BYTES // 1024 // 1024
        message = f"has {size:.0f} MB; {most} MB are the most; cut it into its articles"
        raise ReadError(Fault("read.too-large", message, where=name))
    kind = (media_type or "text/plain").split(";")[0].strip().lower()
    if not kind.startswith(_TEXT_TYPES):
        message = f"is {kind}; no format that is read; save its text as .txt or .html"
        raise ReadError(Fault("read.media-type", message, where=name))


def _merged(known: list[Metadata]) -> Metadata:
    """Field by field the first that is known."""
    values: dict[str, Any] = {}
    for given in known:
        values = given.model_dump(exclude_none=True) | values
    values["unknown"] = tuple(dict.fromkeys(key for given in known for key in given.unknown))
    return Metadata.model_validate(values)


def _document(content: Content, name: str, digest: str, metadata: Metadata, retrieved: str | None) -> Document:
    text = content.text
    layout = lay_out(text, [block.start for block in content.blocks])
    blocks = content.blocks or find_blocks(text, layout)
    boilerplate = find_boilerplate(text, layout, blocks, content.links)
    said = find_credits(text, layout)
    known = _from_metadata(metadata, said)
    authors = [credit.name for credit in said if credit.role is CreditRole.AUTHOR]
    return Document(
        id=f"doc-{digest[:ID_DIGITS]}",
        sha256=digest,
        name=name,
        media_type=content.media_type,
        text=text,
        title=metadata.title or _title(text, layout, boilerplate),
        source=metadata.source,
        url=metadata.url,
        published=metadata.published,
        retrieved=retrieved,
        language=metadata.language or detect_language(_report(text, boilerplate)),
        author=metadata.author or ("; ".join(authors) or None),
        note=metadata.note,
        boilerplate=boilerplate,
        blocks=blocks,
        credits=(*known, *said),
        left_out=content.left_out,
        made=content.made,
        table=content.table,
        cells=content.cells,
        pages=content.pages,
        unknown=metadata.unknown,
    )


def _from_metadata(metadata: Metadata, said: tuple[Credit, ...]) -> tuple[Credit, ...]:
    """The author that metadata names, unless the text says the same with its words."""
    if metadata.author is None:
        return ()
    names = {credit.name.casefold() for credit in said if credit.role is CreditRole.AUTHOR}
    wanted = [name.strip() for name in metadata.author.split(";")]
    return tuple(Credit(role=CreditRole.AUTHOR, name=name) for name in wanted if name and name.casefold() not in names)


def _title(text: str, layout: Layout, boilerplate: tuple[Boilerplate, ...]) -> str | None:
    """The first short line without a final stop, where something stands below it; None where there is none."""
    marked = [part.span for part in boilerplate]
    for line in layout.lines[: min(_TITLE_LINES, len(layout.lines) - 1)]:
        if any(span.start < line.end and line.start < span.end for span in marked):
            continue
        if line.end - line.start > _TITLE_CHARACTERS or line.words > _TITLE_WORDS:
            return None
        words = " ".join(text[line.start : line.end].split())
        if not any(character.isalpha() for character in words):
            continue
        return None if words.endswith(_NO_TITLE_ENDS) else words
    return None


def _report(text: str, boilerplate: tuple[Boilerplate, ...]) -> str:
    """The text without boilerplate, or all of it where nothing else is left."""
    pieces, position = [], 0
    for part in boilerplate:
        pieces.append(text[position : part.span.start])
        position = part.span.end
    pieces.append(text[position:])
    return "".join(pieces).strip() or text
