"""Bytes → `Document`: the room's door."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from typing import Any

from trucewatch.errors import Fault, ReadError
from trucewatch.read.blocks import find_blocks
from trucewatch.read.boilerplate import find_boilerplate
from trucewatch.read.credits import find_credits
from trucewatch.read.front import is_text, split_front_matter
from trucewatch.read.html import Page, declared_encoding, is_html, read_html
from trucewatch.read.language import detect_language
from trucewatch.read.passages import Layout, lay_out
from trucewatch.read.text import decode
from trucewatch.records.documents import Boilerplate, Credit, CreditRole, Document, Metadata

VERSION = 7
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
) -> Document:
    """Read one publication.

    Args:
        raw: the bytes as retrieved; their hash is the document's identity.
        name: the file's name or address, for faults and for display.
        metadata: what a sidecar or a caller knows; goes before front matter, which goes before the page's own.
        media_type: as a server gave it, with or without a charset; None: told from the name and the beginning.
        retrieved: ISO 8601 time of retrieval, None where unknown.
        without: keys of which `metadata` alone counts, though it may say nothing: a person knows better than the page.

    Returns:
        The document; every span in it is in code points of its `text`, which begins below the front matter.

    Raises:
        ReadError: `read.empty`, `read.too-large`, `read.media-type`, `read.binary`, `read.nul-bytes`,
            `read.encoding`, `read.front-matter` or `read.no-text`, each naming `name`.
    """
    _check(raw, name, media_type)
    declared = declared_encoding(raw, media_type)
    text = decode(raw, name, declared)
    front, text = split_front_matter(text, name, without)
    known = [given for given in (metadata, front) if given is not None]
    page = None
    if is_html(text, name, media_type):
        page = read_html(text, name)
        text = page.text
        known.append(page.metadata.model_copy(update=dict.fromkeys(without)))
    if not text.strip():
        raise ReadError(Fault("read.empty", "has no text", where=name))
    if not (is_text(text) and is_text(page.left_out if page else "")):
        raise ReadError(Fault("read.encoding", "has half characters in its text; save it as UTF-8", where=name))
    digest = hashlib.sha256(raw).hexdigest()
    return _document(text, name, digest, _merged(known), retrieved, page)


def read_text(text: str, name: str, *, metadata: Metadata | None = None) -> Document:
    """A document of a text that is already one: nothing in it is changed, so offsets into it hold.

    Its identity is the hash of its UTF-8. An empty text gives an empty document.
    """
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return _document(text, name, digest, metadata or Metadata(), None, None)


def _check(raw: bytes, name: str, media_type: str | None) -> None:
    if not raw:
        raise ReadError(Fault("read.empty", "is empty; retrieve it again", where=name))
    if len(raw) > MAX_BYTES:
        size, most = len(raw) / 1024 / 1024, MAX_BYTES // 1024 // 1024
        message = f"has {size:.0f} MB; {most} MB are the most; cut it into its articles"
        raise ReadError(Fault("read.too-large", message, where=name))
    kind = (media_type or "text/plain").split(";")[0].strip().lower()
    if not kind.startswith(_TEXT_TYPES):
        message = f"is {kind}; plain text and HTML can be read"
        raise ReadError(Fault("read.media-type", message, where=name))


def _merged(known: list[Metadata]) -> Metadata:
    """Field by field the first that is known."""
    values: dict[str, Any] = {}
    for given in known:
        values = given.model_dump(exclude_none=True) | values
    values["unknown"] = tuple(dict.fromkeys(key for given in known for key in given.unknown))
    return Metadata.model_validate(values)


def _document(
    text: str, name: str, digest: str, metadata: Metadata, retrieved: str | None, page: Page | None
) -> Document:
    layout = lay_out(text, [block.start for block in page.blocks] if page else ())
    blocks = page.blocks if page else find_blocks(text, layout)
    boilerplate = find_boilerplate(text, layout, blocks, page.links if page else ())
    said = find_credits(text, layout)
    known = _from_metadata(metadata, said)
    authors = [credit.name for credit in said if credit.role is CreditRole.AUTHOR]
    return Document(
        id=f"doc-{digest[:ID_DIGITS]}",
        sha256=digest,
        name=name,
        media_type="text/html" if page else "text/plain",
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
        left_out=page.left_out if page else "",
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
