"""RTF: its paragraphs and rows, read with striprtf."""

from __future__ import annotations

import re
from collections.abc import Callable

from striprtf.striprtf import rtf_to_text

from trucewatch.errors import Fault, ReadError
from trucewatch.read.content import Content
from trucewatch.read.formats.format import MB, damaged
from trucewatch.read.formats.office import add_table
from trucewatch.read.formats.writing import Writing
from trucewatch.read.front import read_date
from trucewatch.read.text import unify_lines
from trucewatch.records.documents import BlockKind, Metadata

MAX_RTF = 32 * MB
_TITLE_WORDS = 20
_INFO = re.compile(r"\{\\(title|author)\s+([^{}\\]+)\}")
_MADE = re.compile(r"\{\\creatim\\yr(\d{4})\\mo(\d{1,2})\\dy(\d{1,2})")
_ROW = re.compile(r"[^|\n]*\|(?:[^|\n]*\|)+\s*")

_to_text: Callable[..., str] = rtf_to_text


def read(raw: bytes, name: str) -> Content:
    """The text of an RTF file.

    Raises:
        ReadError: `read.too-large` or `read.damaged`.
    """
    if len(raw) > MAX_RTF:
        message = f"has {len(raw) // MB} MB; {MAX_RTF // MB} MB are the most; save it without its pictures"
        raise ReadError(Fault("read.too-large", message, name))
    code = raw.decode("latin-1")
    if code.rstrip("\x00 \r\n\t").count("{") > code.count("}") + 64:
        raise damaged(name, "braces are not closed")
    text = unify_lines(_to_text(code, errors="replace"))
    writing, rows = Writing(), list[list[str]]()
    for line in text.split("\n"):
        if _ROW.fullmatch(line):
            rows.append([" ".join(cell.split()) for cell in line.rstrip().removesuffix("|").split("|")])
            continue
        add_table(writing, rows) if rows else None
        rows = []
        words = line.split()
        title = not writing.blocks and len(words) <= _TITLE_WORDS and not line.rstrip().endswith((".", ":", ";", ","))
        writing.add(" ".join(words), BlockKind.HEADLINE if title else BlockKind.PARAGRAPH)
    if rows:
        add_table(writing, rows)
    told = {key: words.strip() for key, words in _INFO.findall(code[: 64 * 1024])}
    made = _MADE.search(code[: 64 * 1024])
    day = read_date("{}-{:0>2}-{:0>2}".format(*made.groups()))[0] if made else None
    metadata = Metadata(title=told.get("title"), author=told.get("author"))
    return Content(writing.text, metadata, blocks=writing.blocks, made=day, media_type="application/rtf")
