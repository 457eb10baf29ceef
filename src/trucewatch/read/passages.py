"""The passages of a text: lines, and the sentences of long ones, with what their place and shape say.

Good enough to tell boilerplate apart; sentences to mine claims from are cut in `extract`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_WRAPPED = 40  # characters: a line as long as this that breaks off before a small letter was wrapped by a program
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’')\]]*[ \t\xa0\n]+(?=[\"“‘(\[]?[A-Z0-9©])")
_HONORIFIC = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Sgt|St|Sen|Rep|Gov|No|vs|U\.S|U\.N|U\.K|[A-Z]))\.$")
_STOPS = (".", "!", "?", ".”", '."', "!”", "?”", '!"', '?"', ".’", ".)", ";")
_TAIL = 0.6  # share of the text after which it may be ending; early, since a long notice may follow a short report
_TAIL_LINES = 5
_LONG = 160  # characters: a line of this length reads as a paragraph of the report
_HEAD_LINES = 8


@dataclass(frozen=True)
class Passage:
    """A sentence, or a line that is one: `[start, end)` of the text, without blanks around it."""

    start: int
    end: int
    line: int


@dataclass(frozen=True)
class Line:
    """A line, or a wrapped paragraph's lines, with its sentences: passages `first` to `last`, both inclusive."""

    start: int
    end: int
    first: int
    last: int
    words: int
    stopped: bool
    """Whether it ends as a sentence does."""


@dataclass(frozen=True)
class Layout:
    """A text's lines and passages, in order; the report begins at `head_end` and may end from `tail_start` on."""

    lines: tuple[Line, ...]
    passages: tuple[Passage, ...]
    starts: tuple[int, ...]
    head_end: int
    tail_start: int

    def at_edge(self, position: int) -> bool:
        """Whether a position is before the report begins or where it may be ending."""
        return position < self.head_end or position >= self.tail_start

    def passage_at(self, position: int) -> int | None:
        """The index of the passage that holds a position, None where it is between two."""
        index = bisect_right(self.starts, position) - 1
        return index if index >= 0 and position < self.passages[index].end else None


def lay_out(text: str, edges: Collection[int] = ()) -> Layout:
    """The lines and passages of `text`; where one of `edges` stands, a line begins that was not wrapped."""
    lines: list[Line] = []
    passages: list[Passage] = []
    for number, (start, end) in enumerate(_unwrapped(text, frozenset(edges))):
        first = len(passages)
        passages.extend(Passage(low, high, number) for low, high in _sentences(text, start, end))
        words = text.count(" ", start, end) + text.count("\n", start, end) + 1
        lines.append(Line(start, end, first, len(passages) - 1, words, text.endswith(_STOPS, start, end)))
    starts = tuple(passage.start for passage in passages)
    return Layout(tuple(lines), tuple(passages), starts, _head_end(lines), _tail_start(lines))


def _head_end(lines: list[Line]) -> int:
    """Where the report begins: its first long line that ends as a sentence, or the ninth line."""
    for number, line in enumerate(lines):
        if number == _HEAD_LINES or (line.end - line.start >= _LONG and line.stopped):
            return line.start
    return lines[-1].end if lines else 0


def _tail_start(lines: list[Line]) -> int:
    if not lines:
        return 0
    by_share = int(lines[-1].end * _TAIL)
    if len(lines) == 1:
        return by_share
    return max(min(by_share, lines[-_TAIL_LINES:][0].start), lines[1].start)


def _unwrapped(text: str, edges: frozenset[int]) -> Iterator[tuple[int, int]]:
    """The lines, with those that a program wrapped put together again."""
    start, end = -1, -1
    for found in _LINE.finditer(text):
        low, high = _trimmed(text, found.start(), found.end())
        last_break = text.rfind("\n", start, end) if start >= 0 else -1
        long_enough = start >= 0 and end - max(start, last_break) >= _WRAPPED
        goes_on = text[low].islower() and low not in edges
        if long_enough and text.count("\n", end, low) == 1 and goes_on and text[end - 1] not in ".!?:":
            end = high
            continue
        if start >= 0:
            yield start, end
        start, end = low, high
    if start >= 0:
        yield start, end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    inner = text[start:end]
    return start + len(inner) - len(inner.lstrip()), start + len(inner.rstrip())


def _sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    pieces: list[tuple[int, int]] = []
    low = start
    for found in _SENTENCE_END.finditer(text, start, end):
        high = found.end() - len(found.group()) + len(found.group().rstrip())
        if _HONORIFIC.search(text, max(low, high - 6), high) is None:
            pieces.append((low, high))
            low = found.end()
    pieces.append((low, end))
    return pieces
