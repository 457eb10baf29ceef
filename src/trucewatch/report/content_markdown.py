"""A report as Markdown: footnotes lead to the words, anchors to incidents and sources (GitHub’s tables and notes)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from trucewatch.report.content import Block, Bullets, Content, Drawing, Entry, Line, Note, Paragraph, Run, Table
from trucewatch.report.public import one_length

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~&])")
_LINE_START = re.compile(r"^(\s*)([-+=]|\d+[.)])(?=\s|$)")
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_ISOLATE, _POP = "\u2068", "\u2069"
"""Unicode's first-strong isolate and its end (UAX #9): a name from right to left moves nothing around it."""


def write_markdown(content: Content) -> str:
    """The report as Markdown. NUL and lone surrogates are written as U+FFFD."""
    lines = [f"# {_plain(content.title)}", "", f"*{_plain(content.kicker)}*", ""]
    lines += [f"- {_plain(name)}: {_plain(value)}" for name, value in content.facts]
    lines += [""]
    for notice in content.notices:
        lines += [f"> **Please note.** {_plain(notice)}", ""]
    lines += [_plain(content.creed), ""]
    for section in content.sections:
        lines += [f'<a id="{section.id}"></a>', "", f"## {_plain(section.title)}", ""]
        lines += _blocks(content, section.blocks, 3)
    if not content.brief:
        lines += ['<a id="notes"></a>', "", "## Annex: the words", ""]
        if not content.notes:
            lines += ["Nothing is quoted in this report."]
        lines += [_note(note) for note in content.notes]
    text = "\n".join(lines).rstrip() + "\n"
    return one_length(text).encode("utf-8", "surrogatepass").decode("utf-8", "replace").replace("\0", "\ufffd")


def _blocks(content: Content, blocks: Iterable[Block], level: int) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph(words):
                yield from (_line(content, words), "")
            case Bullets(lines):
                yield from (f"- {_line(content, words)}" for words in lines)
                yield ""
            case Table():
                yield from _table(content, block)
            case Drawing(title=title, words=lines):
                yield from (f"**{_plain(title)}**", "")
                yield from (f"- {_line(content, words)}" for words in lines)
                yield ""
            case Entry(name, title, inner):
                marks = "#" * min(level, 6)
                yield from (f'<a id="{name}"></a>', "", f"{marks} {_plain(title)}", "")
                yield from _blocks(content, inner, level + 1)


def _table(content: Content, table: Table) -> Iterator[str]:
    yield f"| {' | '.join(map(_plain, table.head))} |"
    yield f"|{' --- |' * len(table.head)}"
    for row in table.rows:
        yield f"| {' | '.join(_line(content, cell) for cell in row)} |"
    yield ""


def _line(content: Content, words: Line) -> str:
    joined = "".join(_run(content, run) for run in words)
    return _LINE_START.sub(r"\1\\\2", joined)


def _run(content: Content, run: Run) -> str:
    text = _plain(run.text)
    body = text.strip()
    if body:
        before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        if run.former:
            body = f"~~{body}~~"
        if run.strong:
            body = f"**{body}**"
        if run.href:
            body = f"[{body}]({run.href})"
        text = f"{before}{body}{after}"
    place = f'<a id="{run.id}"></a>' if run.id else ""
    return place + text + "".join(f"[^{content.numbers[cite.href]}]" for cite in run.cites)


def _note(note: Note) -> str:
    return f"[^{note.number}]: “{_plain(note.words)}” — [{note.document}]({note.href}), {_plain(note.where)}"


def _plain(words: str) -> str:
    """Words on one line with Markdown's own characters escaped, right-to-left text set apart."""
    text = _SPECIAL.sub(r"\\\1", " ".join(words.split(" ")).replace("\r", " ").replace("\n", " "))
    return f"{_ISOLATE}{text}{_POP}" if _RIGHT_TO_LEFT.search(text) else text
